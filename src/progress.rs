//! What a run tells on standard error while it goes on, and how long each stage takes.

use std::io::Write;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Says on standard error what goes on, and keeps the time of each stage.
pub struct Progress {
    quiet: bool,
    of: usize,
    current: Option<(String, Instant)>,
    pub seconds: Vec<(String, f64)>,
}

impl Progress {
    pub fn new(quiet: bool, of: usize) -> Self {
        Progress { quiet, of, current: None, seconds: Vec::new() }
    }

    /// Ends the stage before and begins `name`, telling what it works on.
    pub fn stage(&mut self, name: &str, what: &str) {
        self.end();
        if !self.quiet {
            let step = self.seconds.len() + 1;
            // That no one listens any more is no reason to stop.
            let _ = writeln!(std::io::stderr(), "[{step}/{}] {name}: {what}", self.of);
        }
        self.current = Some((name.to_owned(), Instant::now()));
    }

    /// Tells more of the stage at hand.
    pub fn note(&self, what: &str) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr(), "      {what}");
        }
    }

    /// Ends the stage at hand.
    pub fn end(&mut self) {
        if let Some((name, since)) = self.current.take() {
            self.seconds.push((name, since.elapsed().as_secs_f64()));
        }
    }
}

/// Says on standard error how far a long count has come, at most every few seconds.
pub struct Counter {
    quiet: bool,
    of: u64,
    since: Instant,
    told: Mutex<Instant>,
}

impl Counter {
    const EVERY: Duration = Duration::from_secs(2);

    pub fn new(quiet: bool, of: u64) -> Self {
        let since = Instant::now();
        Counter { quiet, of, since, told: Mutex::new(since) }
    }

    /// Tells how many are done, how many that is a second, and the time left at that pace.
    pub fn tell(&self, done: u64) {
        let Some(mut told) = self.told.try_lock().ok().filter(|_| !self.quiet) else { return };
        if told.elapsed() < Counter::EVERY {
            return;
        }
        *told = Instant::now();
        let line = pace(done, self.of, self.since.elapsed().as_secs_f64());
        let _ = writeln!(std::io::stderr(), "      {line}");
    }
}

/// `120000 of 1000000 replications, 40000 a second, 22 s left`.
fn pace(done: u64, of: u64, seconds: f64) -> String {
    let rate = done as f64 / seconds;
    let left = of.saturating_sub(done) as f64 / rate;
    let left = match left {
        left if left >= 7200.0 => format!("{:.1} h", left / 3600.0),
        left if left >= 120.0 => format!("{:.0} min", left / 60.0),
        left => format!("{left:.0} s"),
    };
    format!("{done} of {of} replications, {rate:.0} a second, {left} left")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pace_says_how_fast_and_how_long() {
        assert_eq!(
            pace(120_000, 1_000_000, 3.0),
            "120000 of 1000000 replications, 40000 a second, 22 s left"
        );
        assert!(pace(1, 1000, 1.0).ends_with("17 min left"));
        assert!(pace(1, 100_000, 1.0).ends_with("27.8 h left"));
    }
}
