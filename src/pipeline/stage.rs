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
        if *self == Stage::Report {
            known.extend(tables::of_report());
        }
        let files = known.iter().map(|table| table.file);
        files.chain(is_simulated.then_some("draws.csv")).collect()
    }

    /// Whether a simulation that was cut may take the place of a full one.
    pub(super) fn accepts_partial(&self) -> bool {
        matches!(self, Stage::Simulate(Order { accept_partial: true, .. }))
    }

    /// Whether it can be done of a framework of one's own.
    pub(super) fn needs_no_edition(&self) -> bool {
        !matches!(self, Stage::Figures(_) | Stage::Report)
    }

    /// What of it makes other results than those that are declared, as options.
    pub(super) fn changes_results(&self) -> Vec<&'static str> {
        let Stage::Simulate(order) = self else { return Vec::new() };
        let given = [
            ("--runs", order.runs.is_some()),
            ("--seed", order.seed.is_some()),
            ("--sensitivity-runs", order.sensitivity_runs.is_some()),
        ];
        given.into_iter().filter(|option| option.1).map(|option| option.0).collect()
    }

    /// How many stages run one after the other for an edition in so many languages; without an edition
    /// (0) nothing is drawn.
    pub(super) fn steps(&self, languages: usize) -> usize {
        match self {
            Stage::Ingest => 1,
            Stage::Score => 2,
            Stage::Simulate(_) => 3,
            Stage::Figures(_) => 3 + languages,
            Stage::Audit if languages == 0 => 3,
            Stage::Audit => 4 + languages,
            Stage::Report => 3 + 2 * languages,
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
