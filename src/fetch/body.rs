//! A reply's body onto the disk: no more than allowed, not too slowly, and whole.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::client::Settings;
use super::failure::{Failure, local};

/// What is known of a body before it comes.
pub(super) struct Body<'a> {
    pub path: &'a Path,
    /// Bytes that came in an earlier attempt.
    pub already: u64,
    /// Bytes of the whole file, where the server says it.
    pub of: Option<u64>,
    pub largest: u64,
}

impl Body<'_> {
    /// Writes what comes to the end of `file`; gives the bytes of the whole.
    pub fn receive(
        &self,
        from: &mut dyn Read,
        file: &mut File,
        settings: &Settings,
        tell: &dyn Fn(&str),
    ) -> Result<u64, Failure> {
        self.fits(self.of.unwrap_or(0))?;
        let mut total = self.already;
        let mut buffer = vec![0; 1 << 16];
        let mut slow = Slow::new(settings);
        let mut told = Instant::now();
        loop {
            let read = match from.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) => return Err(self.cut(total, Failure::of(error.into()))),
            };
            total += read as u64;
            self.fits(total)?;
            file.write_all(&buffer[..read]).map_err(|e| local("write to", self.path, &e))?;
            slow.check(read as u64)?;
            if told.elapsed() >= settings.tell_every {
                told = Instant::now();
                tell(&progress(total, self.of));
            }
        }
        file.sync_all().map_err(|e| local("write to", self.path, &e))?;
        match self.of {
            Some(of) if of != total => Err(Failure::passing(format!(
                "the reply has {total} bytes, and its length was given as {of}"
            ))),
            _ => Ok(total),
        }
    }

    fn fits(&self, bytes: u64) -> Result<(), Failure> {
        if bytes <= self.largest {
            return Ok(());
        }
        let megabytes = self.largest / 1_000_000;
        Err(Failure::lasting(format!("the reply has more than {megabytes} megabytes"))
            .hint("if that is right, raise `megabytes` of the provider in datasets/sources.toml"))
    }

    /// An interruption, with how much had come.
    fn cut(&self, total: u64, failure: Failure) -> Failure {
        let of = self.of.map(|of| format!(" of {of}")).unwrap_or_default();
        Failure { why: format!("{}, after {total}{of} bytes", failure.why), ..failure }
    }
}

/// `1.2 of 3.4 MB`.
fn progress(bytes: u64, of: Option<u64>) -> String {
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    match of {
        Some(of) => format!("{:.1} of {:.1} MB", megabytes(bytes), megabytes(of)),
        None => format!("{:.1} MB", megabytes(bytes)),
    }
}

/// Tells a body that comes in drops from one that comes.
struct Slow {
    window: Duration,
    least: u64,
    since: Instant,
    bytes: u64,
}

impl Slow {
    fn new(settings: &Settings) -> Self {
        let least = settings.bytes_per_second as f64 * settings.window.as_secs_f64();
        Slow { window: settings.window, least: least as u64, since: Instant::now(), bytes: 0 }
    }

    fn check(&mut self, bytes: u64) -> Result<(), Failure> {
        self.bytes += bytes;
        let elapsed = self.since.elapsed();
        if elapsed < self.window {
            return Ok(());
        }
        if self.bytes < self.least {
            return Err(Failure::passing(format!(
                "it comes too slowly: {} bytes in {:.1} seconds",
                self.bytes,
                elapsed.as_secs_f64()
            )));
        }
        (self.since, self.bytes) = (Instant::now(), 0);
        Ok(())
    }
}
