//! The weights that are allowed, as a simplex and the fences that cut its corners off.

/// Weights that sum to 1, each between two bounds.
///
/// A point is told by shares of the corners of the smallest simplex around it, shares that sum to
/// 1: its weights are `low` + `room`·shares.
pub(super) struct Region {
    low: Vec<f64>,
    /// What is left of 1 once every weight has its lower bound.
    room: f64,
    /// The largest share of each corner; 1 or above where the upper bound can't be passed.
    caps: Vec<f64>,
}

impl Region {
    /// Any weights from 0 to 1.
    pub fn any(n: usize) -> Self {
        Region { low: vec![0.0; n], room: 1.0, caps: vec![1.0; n] }
    }

    /// Each weight w_k between d_k·(1 − spread) and d_k·(1 + spread); the declared d sum to 1 and
    /// `spread` lies above 0.
    pub fn within(declared: &[f64], spread: f64) -> Self {
        let low: Vec<f64> = declared.iter().map(|d| (d * (1.0 - spread)).max(0.0)).collect();
        let room = 1.0 - low.iter().sum::<f64>();
        let cap = |(d, low): (&f64, &f64)| (d * (1.0 + spread) - low) / room;
        let caps = declared.iter().zip(&low).map(cap).collect();
        Region { low, room, caps }
    }

    pub fn weights(&self, shares: &[f64]) -> Vec<f64> {
        self.low.iter().zip(shares).map(|(low, share)| low + self.room * share).collect()
    }

    pub fn shares(&self, weights: &[f64]) -> Vec<f64> {
        weights.iter().zip(&self.low).map(|(w, low)| ((w - low) / self.room).max(0.0)).collect()
    }

    pub fn caps(&self) -> &[f64] {
        &self.caps
    }

    /// The values of Σ `of`·weights at the corners.
    pub fn at_corners(&self, of: &[f64]) -> Vec<f64> {
        let base: f64 = of.iter().zip(&self.low).map(|(x, low)| x * low).sum();
        of.iter().map(|x| base + self.room * x).collect()
    }

    /// For each upper bound that can be passed, a function that is above 0 where it is.
    pub fn fences(&self) -> Vec<Vec<f64>> {
        let can_pass = (0..self.caps.len()).filter(|&c| self.caps[c] < 1.0);
        let fence = |c: usize| {
            let share = |other| f64::from(u8::from(other == c));
            (0..self.caps.len()).map(|other| share(other) - self.caps[c]).collect()
        };
        can_pass.map(fence).collect()
    }

    /// The lowest and the highest value in the region of a function with these values at the
    /// corners: the corners take all they may, the lowest (highest) first.
    pub fn range(&self, row: &[f64]) -> (f64, f64) {
        let mut corners: Vec<usize> = (0..row.len()).collect();
        corners.sort_by(|&a, &b| row[a].total_cmp(&row[b]));
        let low = self.filled(row, corners.iter());
        (low, self.filled(row, corners.iter().rev()))
    }

    fn filled<'a>(&self, row: &[f64], corners: impl Iterator<Item = &'a usize>) -> f64 {
        let (mut left, mut value) = (1.0, 0.0);
        for &corner in corners {
            let share = self.caps[corner].min(left);
            left -= share;
            value += share * row[corner];
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_hold_for_weights_that_sum_to_1_by_hand() {
        // Declared 0.5, 0.3, 0.2 within half: 0.25–0.75, 0.15–0.45, 0.1–0.3; 0.5 is left to share.
        let region = Region::within(&[0.5, 0.3, 0.2], 0.5);
        assert_eq!(region.weights(&[1.0, 0.0, 0.0]), [0.75, 0.15, 0.1]);
        let shares = region.shares(&[0.5, 0.3, 0.2]);
        shares.iter().zip([0.5, 0.3, 0.2]).for_each(|(a, b)| assert!((a - b).abs() < 1e-12));
        // The first may take all of it (0.75), the others may not (0.45 and 0.3).
        assert_eq!(region.fences().len(), 2);
        // Of the third weight: from 0.1 to 0.3. Of the first less the third: 0.65 at (0.75, 0.15,
        // 0.1); at least −0.05 at (0.25, 0.45, 0.3).
        let close = |of: &[f64], low: f64, high: f64| {
            let found = region.range(&region.at_corners(of));
            assert!((found.0 - low).abs() < 1e-12 && (found.1 - high).abs() < 1e-12, "{found:?}");
        };
        close(&[0.0, 0.0, 1.0], 0.1, 0.3);
        close(&[1.0, 0.0, -1.0], -0.05, 0.65);
    }
}
