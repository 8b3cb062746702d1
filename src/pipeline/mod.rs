//! The one place that knows the order of the stages, and the only one that writes outputs.

mod delivery;
mod exchange;
mod fetch;
mod plan;
mod read;
mod results;
mod revisions;
mod run;
mod simulate;

pub use exchange::{export_coinr, import_coinr};
pub use fetch::{Fetched, Order as FetchOrder, Sources, fetch, list_sources};
pub use plan::Options;
pub use read::{ReadFile, ReadFiles, read};
pub use revisions::{Revised, compare as revisions};
pub use simulate::Order;

use crate::fault::Result;
use crate::summary::Summary;
use plan::Plan;
use run::Run;

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
    fn name(&self) -> &'static str {
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
    fn tables(&self) -> Vec<&'static str> {
        const READ: [&str; 2] = ["problems.csv", "passed_over.csv"];
        const SCORED: [&str; 16] = [
            "scores.csv",
            "panel.csv",
            "groups.csv",
            "sexes.csv",
            "excluded.csv",
            "imputed.csv",
            "treated.csv",
            "weights.csv",
            "progress.csv",
            "audit_indicators.csv",
            "audit_correlations.csv",
            "audit_fits.csv",
            "audit_components.csv",
            "audit_weights.csv",
            "audit_left_out.csv",
            "audit_measures.csv",
        ];
        const SIMULATED: [&str; 7] = [
            "rank_intervals.csv",
            "score_intervals.csv",
            "pairwise.csv",
            "bands.csv",
            "sensitivity.csv",
            "attainable.csv",
            "draws.csv",
        ];
        let known: &[&[&str]] = match self {
            Stage::Ingest => &[&READ],
            Stage::Score | Stage::Audit => &[&READ, &SCORED],
            _ => &[&READ, &SCORED, &SIMULATED],
        };
        known.concat()
    }

    /// Whether a simulation that was cut may take the place of a full one.
    fn accepts_partial(&self) -> bool {
        matches!(self, Stage::Simulate(Order { accept_partial: true, .. }))
    }

    /// How many stages run one after the other; without an edition nothing is drawn.
    fn steps(&self, has_edition: bool) -> usize {
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

/// Runs the pipeline up to `stage`.
///
/// # Errors
/// What stops a stage; under `strict` also any problem in the data. The last good outputs stay.
pub fn run(stage: &Stage, options: &Options) -> Result<Summary> {
    let plan = Plan::make(stage, options)?;
    let mut run = Run::open(stage, options, &plan)?;
    let ingested = run.ingest()?;
    if options.strict && !ingested.problems.is_empty() {
        return run.refuse(&ingested.problems);
    }
    if let Err(faults) = plan.method.check(&ingested) {
        return run.fail(&ingested, faults);
    }
    if *stage == Stage::Ingest {
        return run.commit();
    }
    let results = match run.score(&ingested) {
        Ok(results) => results,
        Err(faults) => return run.fail(&ingested, faults),
    };
    if *stage == Stage::Score {
        return run.commit();
    }
    if *stage == Stage::Audit {
        run.audit(&results)?;
        if plan.issue.is_none() {
            return run.commit();
        }
    }
    let certainty = run.simulate(&results)?;
    if matches!(stage, Stage::Simulate(_)) {
        return run.commit();
    }
    for words in plan.words() {
        let exhibits = plan.exhibits(&results, &certainty, words)?;
        let figures = run.figures(&exhibits)?;
        if *stage == Stage::Report {
            run.typeset(&exhibits, &figures)?;
        }
    }
    run.commit()
}
