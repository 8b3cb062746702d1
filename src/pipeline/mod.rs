//! The one place that knows the order of the stages, and the only one that writes outputs.

mod beforehand;
mod beside;
mod closing;
mod delivery;
mod diff;
mod drawn;
mod exchange;
mod exhibits;
mod explain;
mod explore;
mod fetch;
mod fresh;
mod issue;
mod kept;
mod layout;
mod meaning;
mod meant;
mod options;
mod package;
mod plan;
mod ranked;
mod read;
mod required;
mod results;
mod revisions;
mod run;
mod series;
mod shown;
mod side;
mod simulate;
mod since;
mod stage;
mod verify;

pub use beforehand::{in_english_only, too_early};
pub use diff::{Diff, diff};
pub use exchange::{export_coinr, import_coinr};
pub use explain::{Explainer, explain};
pub use fetch::{FetchOrder, Fetched, Sources, fetch, list_sources};
pub use options::Options;
pub use package::{Packaged, package};
pub use read::{ReadFile, ReadFiles, read};
pub use revisions::{Revised, compare as revisions};
pub use series::series;
pub use stage::{Asked, Pictures, Simulating, Span, Stage};
pub use verify::{Difference, Grade, Verified, Weight, verify};

use crate::fault::{Fault, Result};
use crate::provenance::Manifest;
use crate::summary::{Planned, Summary};
use fresh::Freshness;
use plan::Plan;
use results::{Certainty, Results};
use run::Run;

/// What a build of the edition would have to do, and why; nothing is written.
///
/// # Errors
/// What is wrong with the method or the edition, or a file that can't be read.
pub fn planned(options: &Options) -> Result<Planned> {
    let plan = Plan::make(&Stage::Report, options)?;
    if plan.is_of_another() {
        let fault = Fault::new(
            "a plan is of the edition: of another framework, or of other data, everything is made",
        );
        return Err(fault.hint("leave out --plan, or --framework and --data").into());
    }
    let edition = plan.edition_id();
    let found = Manifest::read(&plan.root, &(plan.layout.home() + Manifest::FILE))?;
    let stages = Freshness::of(&plan, options, found.as_ref())?.told();
    Ok(Planned { edition, stages })
}

/// Runs the pipeline up to `stage`. Of an edition, what would come out as it lies there is left so.
///
/// # Errors
/// What stops a stage; under `strict` also any problem in the data. The last good outputs stay.
pub fn run(stage: &Stage, options: &Options) -> Result<Summary> {
    options.check_place(stage)?;
    let plan = Plan::make(stage, options)?;
    let mut run = Run::open(stage, options, &plan)?;
    if run.is_done()? {
        return run.commit();
    }
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
    if matches!(stage, Stage::Score | Stage::Audit | Stage::Series(_)) {
        run.known_intervals(&results)?;
    }
    if *stage == Stage::Score {
        return run.commit();
    }
    let mut results = results;
    if *stage == Stage::Report {
        run.check_answers(&results)?;
        run.note_regions(&results);
        results.since = run.since(&ingested)?;
    }
    if *stage == Stage::Audit {
        run.audit(&results)?;
        if plan.issue.is_none() {
            return run.commit();
        }
    }
    if let Stage::Series(span) = stage {
        run.draw_series(&results, span)?;
        return run.commit();
    }
    let certainty = match stage.is_simulated() {
        true => run.certainty(&results)?,
        false => run.unasked(&results)?,
    };
    if matches!(stage, Stage::Simulate(_)) {
        return run.commit();
    }
    if matches!(stage, Stage::Explore | Stage::Report) {
        run.explore(&ingested, &results, &certainty)?;
    }
    if *stage == Stage::Explore {
        return run.commit();
    }
    told(&mut run, &plan, (&results, &certainty))?;
    run.commit()
}

/// Figures and text in every language.
fn told(run: &mut Run, plan: &Plan, (results, certainty): (&Results, &Certainty)) -> Result<()> {
    let is_set = matches!(run.stage, Stage::Report | Stage::Brief(_));
    let mut drawn = Vec::new();
    for words in plan.words() {
        if run.retains_text(words.language()) {
            run.note_language(words.language(), Ok(()));
            continue;
        }
        let exhibits = plan.exhibits(results, certainty, words)?;
        match run.figures(&exhibits) {
            Ok(figures) if is_set => drawn.push((exhibits, figures)),
            made => run.note_language(exhibits.language(), made.map(drop)),
        }
    }
    run.typeset(&drawn)
}
