//! Where a run stops, and what is asked of a simulation.

use std::ops::RangeInclusive;

use crate::explorer;
use crate::figures;
use crate::model::Language;
use crate::report::Dots;
use crate::tables;

/// The stage a run stops after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    Ingest,
    Score,
    /// The scores and ranks again under all that is uncertain.
    Simulate(Simulating),
    /// The audit: its tables and verdicts, and its figures where there is an edition.
    Audit,
    /// Figures of these ids or families; all where none are named.
    Figures(Vec<String>),
    /// The scores of areas over the years, drawn.
    Series(Span),
    Report,
    /// A paper of two pages on some areas.
    Brief(Asked),
    /// The explorer.
    Explore,
}

/// Whom a brief is asked of: areas, or all of a region, by code or by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    pub areas: Vec<String>,
    pub region: Option<String>,
}

impl Stage {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Stage::Ingest => "ingest",
            Stage::Score => "score",
            Stage::Simulate(_) => "simulate",
            Stage::Audit => "audit",
            Stage::Figures(_) | Stage::Series(_) => "figures",
            Stage::Report => "report",
            Stage::Brief(_) => "brief",
            Stage::Explore => "explore",
        }
    }

    /// The tables it may write, beside figures and documents, whose folders are theirs alone.
    pub(super) fn tables(&self) -> Vec<String> {
        if self.is_of_some() {
            return Vec::new();
        }
        let mut known = tables::of_reading();
        if *self != Stage::Ingest {
            known.extend(tables::of_scoring());
        }
        let is_simulated = self.is_simulated();
        if is_simulated {
            known.extend(tables::of_simulation());
        }
        if *self == Stage::Report {
            known.extend(tables::of_report());
        }
        let files = known.iter().map(|table| table.file.to_owned());
        let draws = is_simulated.then(|| "draws.csv".to_owned());
        let has_pages = matches!(self, Stage::Explore | Stage::Report);
        let pages = Language::ALL.into_iter().filter(|_| has_pages).map(explorer::file);
        files.chain(draws).chain(pages).collect()
    }

    /// Whether a simulation that was cut may take the place of a full one.
    pub(super) fn accepts_partial(&self) -> bool {
        matches!(self, Stage::Simulate(Simulating { accept_partial: true, .. }))
    }

    /// Whether it is of some figures or a paper alone: then nothing else is computed or written.
    pub(super) fn is_of_some(&self) -> bool {
        match self {
            Stage::Figures(ids) => !ids.is_empty(),
            Stage::Series(_) | Stage::Brief(_) => true,
            _ => false,
        }
    }

    /// Whether it shows what comes of a simulation.
    pub(super) fn is_simulated(&self) -> bool {
        match self {
            Stage::Figures(ids) => ids.is_empty() || ids.iter().any(|id| figures::is_simulated(id)),
            Stage::Series(_) | Stage::Ingest | Stage::Score | Stage::Audit => false,
            _ => true,
        }
    }

    /// Whether it can be done of a framework of one's own.
    pub(super) fn needs_no_edition(&self) -> bool {
        !matches!(
            self,
            Stage::Figures(_) | Stage::Series(_) | Stage::Report | Stage::Brief(_) | Stage::Explore
        )
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
            Stage::Figures(_) => 2 + usize::from(self.is_simulated()) + languages,
            Stage::Series(_) => 2 + languages,
            Stage::Explore => 4,
            Stage::Audit if languages == 0 => 3,
            Stage::Audit => 3 + languages,
            Stage::Report => 5 + languages,
            Stage::Brief(_) => 4 + languages,
        }
    }
}

/// Areas by code or name, and the years over which they are drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    pub areas: Vec<String>,
    /// 2010 to the cut-off where nothing is said.
    pub years: Option<RangeInclusive<i32>>,
}

/// The forms in which figures go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pictures {
    pub svg: bool,
    /// The data behind each as CSV, and its alternative text.
    pub data: bool,
    /// As a picture of so many dots.
    pub png: Option<Dots>,
}

impl Default for Pictures {
    fn default() -> Self {
        Pictures { svg: true, data: true, png: None }
    }
}

/// What the command line asks of a simulation; the framework says the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Simulating {
    pub runs: Option<u64>,
    pub seed: Option<u64>,
    /// Whether every draw is written.
    pub draws: bool,
    /// Runs to find what moves the results; 0: not asked.
    pub sensitivity_runs: Option<u64>,
    /// Whether results of a simulation that was cut may take the place of full ones.
    pub accept_partial: bool,
}
