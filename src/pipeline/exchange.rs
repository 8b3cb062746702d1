//! Data and method in the forms of other programs: the same reading, scoring and writing as a run.

use std::path::Path;
use std::time::Instant;

use super::delivery::Delivery;
use super::options::Options;
use super::plan::Plan;
use super::results::Results;
use super::stage::Stage;
use crate::exchange::{Parcel, coinr};
use crate::fault::{Fault, Place, Result};
use crate::hashed::Hashed;
use crate::ingest::FileCount;
use crate::provenance::Manifest;
use crate::summary::Summary;

/// Writes `iData.csv`, `iMeta.csv`, `codes.csv` and `build.R` of the edition, or of a framework of
/// one's own, straight into `options.out`.
///
/// # Errors
/// What stops the scores, no folder to write to, codes that COINr can't tell apart.
pub fn export_coinr(options: &Options, form: coinr::Form) -> Result<Summary> {
    let mut delivery = open(options)?;
    let since = Instant::now();
    let plan = Plan::make(&Stage::Score, options)?;
    delivery.expect(&plan.reads(), form.files())?;
    delivery.supersede(&coinr::FILES);
    let method = &plan.method;
    if !options.allow_restricted {
        method.check_licences()?;
    }
    let ingested = method.ingest()?;
    options.check_rows(&ingested.problems)?;
    let edition = plan.issue.as_ref().map(|issue| &issue.edition);
    let results = Results::compute(method, &ingested, edition.map(|e| e.cut_off), None)?;
    let subject = coinr::Subject {
        framework: &method.framework,
        reference: method.areas.as_ref(),
        panel: &results.panel,
        input: &results.input,
        scores: &results.scores,
    };
    let parcel = coinr::export(&subject, form)?;
    let mut summary = Summary {
        stage: "export coinr".to_owned(),
        edition: edition.map(|e| e.id.clone()),
        cut_off: Some(results.panel.cut_off),
        ..Summary::default()
    };
    summary.count_rows(&ingested);
    summary.count_areas(&results.scores);
    let data = ingested.counts.iter().map(FileCount::hashed);
    let manifest = Manifest {
        edition: summary.edition.clone(),
        framework: Some(method.framework.code.clone()),
        cut_off: summary.cut_off,
        inputs: method.inputs.iter().cloned().chain(data).collect(),
        ..Manifest::of(&summary.stage)
    };
    write(delivery, parcel, manifest, summary, since)
}

/// Writes `framework.toml`, `data.csv` and, where names or groups are known, `areas.csv`, made from
/// the two tables of COINr, into `options.out`; `year`: of values without a `Time`.
///
/// # Errors
/// Everything wrong with either table, no folder to write to, and another framework there.
pub fn import_coinr(
    options: &Options,
    data: &Path,
    meta: &Path,
    year: Option<i32>,
) -> Result<Summary> {
    let mut delivery = open(options)?;
    let since = Instant::now();
    let reads = [data, meta].map(Path::to_owned);
    delivery.expect(&reads, &["framework.toml", "data.csv", "areas.csv"])?;
    let parcel = coinr::import(data, meta, year)?;
    keep_edited(&delivery, &parcel)?;
    let mut summary = Summary { stage: "import coinr".to_owned(), ..Summary::default() };
    summary.rows = parcel.cells;
    summary.observations = parcel.cells - parcel.missing;
    summary.filtered.insert("empty_value".to_owned(), parcel.missing);
    // What came through a pipe can't be read again.
    let inputs = reads.iter().filter(|path| path.is_file());
    let inputs = inputs.map(|path| Hashed::of_file(&path.display().to_string(), path));
    let inputs = inputs.collect::<Result<_>>()?;
    let manifest = Manifest { inputs, ..Manifest::of(&summary.stage) };
    write(delivery, parcel, manifest, summary, since)
}

/// Refuses to write over a framework that is not the same: someone has written or changed it.
fn keep_edited(delivery: &Delivery, parcel: &Parcel) -> Result<()> {
    let (name, text) = &parcel.files[0];
    let file = delivery.outputs.root().join(name);
    match std::fs::read_to_string(&file) {
        Ok(there) if there != *text => {
            Err(Fault::new("there is another framework already, which would be lost")
                .at(Place::file(&file))
                .hint("choose another folder with --out DIR, or move the file away")
                .into())
        }
        _ => Ok(()),
    }
}

fn open(options: &Options) -> Result<Delivery> {
    let none = || Fault::new("where should the files go?").hint("add --out DIR").into();
    Delivery::of_out(options)?.ok_or_else(none)
}

fn write(
    mut delivery: Delivery,
    parcel: Parcel,
    manifest: Manifest,
    mut summary: Summary,
    since: Instant,
) -> Result<Summary> {
    for (name, text) in &parcel.files {
        delivery.stage(name, text)?;
    }
    summary.notes.extend(parcel.notes);
    delivery.close(manifest, false)?.tell(&mut summary);
    summary.seconds = vec![(summary.stage.clone(), since.elapsed().as_secs_f64())];
    Ok(summary)
}
