//! Numbers that depend on a seed alone.
#![allow(dead_code)] // each test binary uses its own part of this

/// A linear congruence, of which the high bits are taken.
pub struct Numbers(pub u64);

impl Numbers {
    /// From 0 to 1.
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 40) as f64 / (1u64 << 24) as f64
    }

    /// From 0 to 100.
    pub fn percent(&mut self) -> f64 {
        self.next() * 100.0
    }
}
