//! Data and method in the forms of other programs: the same reading, scoring and writing as a run.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::Stage;
use super::plan::{Options, Plan};
use super::results::Results;
use crate::exchange::{Parcel, coinr};
use crate::fault::{Fault, Place, Result};
use crate::outputs::Outputs;
use crate::summary::Summary;

/// Writes `iData.csv`, `iMeta.csv`, `codes.csv` and `build.R` of the edition, or of a framework of
/// one's own, straight into `options.out`.
///
/// # Errors
/// What stops the scores, no folder to write to, codes that COINr can't tell apart.
pub fn export_coinr(options: &Options, form: coinr::Form) -> Result<Summary> {
    let outputs = open(options)?;
    let since = Instant::now();
    let plan = Plan::make(&Stage::Score, options)?;
    let method = &plan.method;
    if !options.allow_restricted {
        method.check_licences()?;
    }
    let ingested = method.ingest()?;
    if options.strict && !ingested.problems.is_empty() {
        let n = ingested.problems.len();
        let message = format!("{n} rows can't be used, and --strict was asked for");
        return Err(Fault::new(message).hint("`ssj ingest` lists them in problems.csv").into());
    }
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
    keep_scripts(&outputs, &parcel)?;
    let mut summary = Summary {
        stage: "export coinr".to_owned(),
        edition: edition.map(|e| e.id.clone()),
        cut_off: Some(results.panel.cut_off),
        ..Summary::default()
    };
    summary.count_rows(&ingested);
    summary.count_areas(&results.scores);
    write(outputs, parcel, summary, since)
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
    let outputs = open(options)?;
    let since = Instant::now();
    let parcel = coinr::import(data, meta, year)?;
    keep_edited(&outputs, &parcel)?;
    let mut summary = Summary { stage: "import coinr".to_owned(), ..Summary::default() };
    summary.rows = parcel.cells;
    summary.observations = parcel.cells - parcel.missing;
    summary.filtered.insert("empty_value".to_owned(), parcel.missing);
    write(outputs, parcel, summary, since)
}

/// Refuses to write over a framework that is not the same: someone has written or changed it.
fn keep_edited(outputs: &Outputs, parcel: &Parcel) -> Result<()> {
    let (name, text) = &parcel.files[0];
    let file = outputs.root().join(name);
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

/// Refuses to write over a `build.R` that no export wrote.
fn keep_scripts(outputs: &Outputs, parcel: &Parcel) -> Result<()> {
    let file = outputs.root().join("build.R");
    let is_written = parcel.files.iter().any(|(name, _)| *name == "build.R");
    match std::fs::read_to_string(&file) {
        Ok(there) if is_written && !coinr::is_script(&there) => {
            Err(Fault::new("there is a script already that ssj did not write, which would be lost")
                .at(Place::file(&file))
                .hint("choose another folder with --out DIR, or move the file away")
                .into())
        }
        _ => Ok(()),
    }
}

/// Files of an earlier export that are not of this one.
fn stale(outputs: &Outputs, parcel: &Parcel) -> Vec<String> {
    let script = std::fs::read_to_string(outputs.root().join("build.R")).unwrap_or_default();
    let is_export = parcel.files.iter().any(|(name, _)| *name == "iData.csv");
    let known = ["build.R", "by_ssj.csv"].into_iter();
    known.filter(|_| is_export && coinr::is_script(&script)).map(str::to_owned).collect()
}

fn open(options: &Options) -> Result<Outputs> {
    let none = || Fault::new("where should the files go?").hint("add --out DIR");
    let out: &PathBuf = options.out.as_ref().ok_or_else(none)?;
    Outputs::open(out)
}

fn write(
    mut outputs: Outputs,
    parcel: Parcel,
    mut summary: Summary,
    since: Instant,
) -> Result<Summary> {
    for (name, text) in &parcel.files {
        outputs.stage(name, text.as_bytes())?;
    }
    let stale = stale(&outputs, &parcel);
    summary.notes.extend(parcel.notes);
    let placed = outputs.commit(&stale)?;
    summary.outputs = placed.iter().map(|path| path.display().to_string()).collect();
    summary.seconds = vec![(summary.stage.clone(), since.elapsed().as_secs_f64())];
    Ok(summary)
}
