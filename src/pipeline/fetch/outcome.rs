//! What became of each file, for people and for machines.

use std::fmt;

use serde::Serialize;

use super::wanted::Wanted;
use crate::fault::{Fault, Faults, Result};
use crate::provenance::Locked;

/// How it ended for one wanted thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// New bytes are in the store.
    Fetched,
    /// The store has what the publisher has, or what is locked.
    Unchanged,
    /// Never fetched, and not now either.
    Absent,
    Failed,
}

/// One wanted thing: the pages of a code, or a file of all.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    pub provider: String,
    pub code: String,
    pub outcome: What,
    /// The folder in the store.
    pub vintage: Option<String>,
    pub files: usize,
    pub bytes: u64,
    pub rows: u64,
    /// Why it failed.
    pub reason: Option<String>,
}

impl Outcome {
    pub(super) fn of(wanted: &Wanted, outcome: What, files: &[&Locked]) -> Self {
        Outcome {
            provider: wanted.provider.code.clone(),
            code: wanted.code.clone(),
            outcome,
            vintage: files.first().map(|locked| locked.vintage.clone()),
            files: files.len(),
            bytes: files.iter().map(|locked| locked.bytes).sum(),
            rows: files.iter().map(|locked| locked.rows).sum(),
            reason: None,
        }
    }

    pub(super) fn failed(wanted: &Wanted, faults: &Faults) -> Self {
        let reasons: Vec<&str> = faults.0.iter().map(|fault| fault.message.as_str()).collect();
        let reason = Some(reasons.join("; "));
        Outcome { reason, ..Outcome::of(wanted, What::Failed, &[]) }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.outcome {
            What::Fetched => "fetched",
            What::Unchanged => "unchanged",
            What::Absent => "never fetched",
            What::Failed => "failed",
        };
        write!(f, "{what:<14}{} {}", self.provider, self.code)?;
        if let Some(vintage) = &self.vintage {
            let megabytes = self.bytes as f64 / 1e6;
            write!(f, ", vintage {vintage}: {megabytes:.1} MB, {} rows", self.rows)?;
        }
        match &self.reason {
            Some(reason) => write!(f, ": {reason}"),
            None => Ok(()),
        }
    }
}

/// The end of `ssj fetch`: everything wanted, what of it failed, and the faults in full.
#[derive(Debug, Clone, Serialize)]
pub struct Fetched {
    pub fetched: usize,
    pub unchanged: usize,
    pub absent: usize,
    pub failed: usize,
    /// Of the files that were fetched.
    pub bytes: u64,
    pub outcomes: Vec<Outcome>,
    #[serde(skip)]
    faults: Vec<Fault>,
}

impl Fetched {
    pub(super) fn of(outcomes: Vec<Outcome>, faults: Vec<Fault>) -> Self {
        let count = |what| outcomes.iter().filter(|one| one.outcome == what).count();
        let new = outcomes.iter().filter(|one| one.outcome == What::Fetched);
        Fetched {
            fetched: count(What::Fetched),
            unchanged: count(What::Unchanged),
            absent: count(What::Absent),
            failed: count(What::Failed),
            bytes: new.map(|one| one.bytes).sum(),
            outcomes,
            faults,
        }
    }

    /// # Errors
    /// Everything that failed, in full.
    pub fn check(self) -> Result<()> {
        Faults::check(self.faults, ())
    }
}

impl fmt::Display for Fetched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for one in &self.outcomes {
            writeln!(f, "{one}")?;
        }
        let Fetched { fetched, unchanged, failed, .. } = self;
        let megabytes = self.bytes as f64 / 1e6;
        write!(f, "{fetched} fetched ({megabytes:.1} MB), {unchanged} unchanged, {failed} failed")?;
        match self.absent {
            0 => Ok(()),
            absent => write!(f, ", {absent} never fetched"),
        }
    }
}
