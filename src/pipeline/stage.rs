//! Where a run stops, and what is asked of a simulation.

use crate::tables;

/// The stage a run stops after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    Ingest,
    Score,
    /// The scores and ranks again under all that is uncertain.
    Simulate(Order),
    /// The audit: its tables and verdicts, and its figures where there is an edition.
    Audit,
    /// Figures of these ids or families; all where none are named.
    Figures(Vec<String>),
    Report,
}

impl Stage {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Stage::Ingest => "ingest",
            Stage::Score => "score",
            Stage::Simulate(_) => "simulate",
            Stage::Audit => "audit",
            Stage::Figures(_) => "figures",
            Stage::Report => "report",
        }
    }

    /// The tables it may write, beside figures and documents, whose folders are theirs alone.
    pub(super) fn tables(&self) -> Vec<&'static str> {
        let mut known = tables::of_reading();
        if *self != Stage::Ingest {
            known.extend(tables::of_scoring());
        }
        let is_simulated = !matches!(self, Stage::Ingest | Stage::Score | Stage::Audit);
        if is_simulated {
            known.extend(tables::of_simulation());
        }
        let files = known.iter().map(|table| table.file);
        files.chain(is_simulated.then_some("draws.csv")).collect()
    }

    /// Whether a simulation that was cut may take the place of a full one.
    pub(super) fn accepts_partial(&self) -> bool {
        matches!(self, Stage::Simulate(Order { accept_partial: true, .. }))
    }

    /// How many stages run one after the other; without an edition nothing is drawn.
    pub(super) fn steps(&self, has_edition: bool) -> usize {
        match self {
            Stage::Ingest => 1,
            Stage::Score => 2,
            Stage::Simulate(_) => 3,
            Stage::Figures(_) => 4,
            Stage::Audit => {
                if has_edition {
                    5
                } else {
                    3
                }
            }
            Stage::Report => 5,
        }
    }
}

/// What the command line asks of a simulation; the framework says the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Order {
    pub runs: Option<u64>,
    pub seed: Option<u64>,
    /// Whether every draw is written.
    pub draws: bool,
    /// Runs to find what moves the results; 0: not asked.
    pub sensitivity_runs: Option<u64>,
    /// Whether results of a simulation that was cut may take the place of full ones.
    pub accept_partial: bool,
}
