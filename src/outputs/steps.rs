//! Every step of a switch is taken through here, so that tests can break it off at each of them.
//!
//! `SSJ_ABORT_AT_STEP=n` ends the program before the n-th step (from 0), as a kill would; it is for
//! tests alone.

use std::cell::Cell;
use std::io;

/// Counts steps.
#[derive(Default)]
pub(super) struct Steps {
    /// Steps until it breaks off; `None`: never.
    left: Cell<Option<usize>>,
    /// Whether the step then fails, instead of the whole program ending.
    fails: bool,
}

impl Steps {
    /// As the environment says.
    pub fn of_environment() -> Self {
        let at = std::env::var("SSJ_ABORT_AT_STEP").ok().and_then(|n| n.parse().ok());
        Steps { left: Cell::new(at), fails: false }
    }

    /// The `n`-th step from 0 fails as on a full disk, and no other.
    #[cfg(test)]
    pub fn failing_at(n: usize) -> Self {
        Steps { left: Cell::new(Some(n)), fails: true }
    }

    pub fn take(&self, step: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        match self.left.get() {
            Some(0) if self.fails => {
                self.left.set(None);
                return Err(io::ErrorKind::StorageFull.into());
            }
            Some(0) => std::process::abort(),
            left => self.left.set(left.map(|n| n - 1)),
        }
        step()
    }
}
