//! One side of a comparison: the plan, what was read, and what came of it.

use super::plan::Plan;
use super::results::{Scored, last_year};
use crate::analyse::{Rounded, State};
use crate::fault::Result;
use crate::hashed::Hashed;
use crate::ingest::{FileCount, Ingested};

pub(super) struct Side {
    pub plan: Plan,
    pub ingested: Ingested,
    pub cut_off: i32,
    pub scored: Scored,
}

impl Side {
    /// Reads and scores what the plan names.
    ///
    /// # Errors
    /// What stops the scores.
    pub fn of(plan: Plan) -> Result<Self> {
        let ingested = plan.method.ingest()?;
        Side::given(plan, ingested)
    }

    /// Scores what was read already.
    ///
    /// # Errors
    /// What stops the scores.
    pub fn given(plan: Plan, ingested: Ingested) -> Result<Self> {
        let cut_off = plan.issue.as_ref().map(|issue| issue.edition.cut_off);
        let cut_off = last_year(&plan.method, &ingested, cut_off)?;
        let scored = Scored::of(&plan.method, &ingested, cut_off)?;
        Ok(Side { plan, ingested, cut_off, scored })
    }

    /// What this side was made from, by hash.
    pub fn inputs(&self) -> Vec<Hashed> {
        let data = self.ingested.counts.iter().map(FileCount::hashed);
        self.plan.method.inputs.iter().cloned().chain(data).collect()
    }

    pub fn state(&self) -> State<'_> {
        State { areas: &self.scored.panel.areas, scores: &self.scored.scores }
    }

    pub fn reads_own_files_only(&self) -> bool {
        self.plan.method.used.is_empty()
    }

    /// Whether the figures of one of the two were rounded before they got here.
    pub fn rounded(&self, other: &Side) -> Rounded {
        match self.reads_own_files_only() != other.reads_own_files_only() {
            true => Rounded::AsOwnFiles,
            false => Rounded::No,
        }
    }
}
