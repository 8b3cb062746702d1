//! How often one provider is asked.

use std::thread;
use std::time::{Duration, Instant};

/// Keeps requests to one provider apart.
pub struct Pace {
    apart: Duration,
    last: Option<Instant>,
    /// Why the provider is not asked again in this run.
    pub(super) closed: Option<String>,
}

impl Pace {
    pub fn of(requests_per_second: f64) -> Self {
        Pace { apart: Duration::from_secs_f64(1.0 / requests_per_second), last: None, closed: None }
    }

    /// Waits until the provider may be asked again; the first time not at all.
    pub(super) fn wait(&mut self) {
        if let Some(last) = self.last {
            thread::sleep(self.apart.saturating_sub(last.elapsed()));
        }
        self.last = Some(Instant::now());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_kept_apart_and_the_first_does_not_wait() {
        let (mut pace, since) = (Pace::of(10.0), Instant::now());
        pace.wait();
        assert!(since.elapsed() < Duration::from_millis(80));
        pace.wait();
        pace.wait();
        assert!(since.elapsed() >= Duration::from_millis(200));
    }
}
