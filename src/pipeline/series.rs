//! `ssj score --years`: the pipeline up to the panel, then the scores of each year as one table.

use std::ops::RangeInclusive;
use std::time::Instant;

use super::delivery::Delivery;
use super::options::Options;
use super::plan::Plan;
use super::results::Scored;
use super::stage::Stage;
use crate::analyse;
use crate::fault::{Fault, Faults, Result};
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::hashed::Hashed;
use crate::ingest::FileCount;
use crate::provenance::Manifest;
use crate::summary::Summary;
use crate::tables;

const TABLE: &str = "series.csv";

/// Of which of the years there are figures; the others rest on figures of earlier ones.
pub(super) fn told_years(
    framework: &Framework,
    panel: &Panel,
    years: &RangeInclusive<i32>,
) -> Option<String> {
    let with = analyse::years_with_values(framework, panel);
    let (first, last) = (*with.first()?, *with.last()?);
    let without: Vec<String> = years
        .clone()
        .filter(|y| (first..last).contains(y) && !with.contains(y))
        .map(|y| y.to_string())
        .collect();
    let mut told = format!("the figures are of {first} to {last}");
    if !without.is_empty() {
        told += &format!(", and none of {}", without.join(", "));
    }
    if *years.end() > last {
        told += &format!(
            ": from {} on nothing is new, and scores are those of older values while these count (column `newest`)",
            last + 1
        );
    }
    Some(told)
}

/// Writes `series.csv` into `options.out`.
///
/// # Errors
/// There is no `out`; what stops the last year's scores. Other years that can't be scored are noted.
pub fn series(options: &Options, years: RangeInclusive<i32>) -> Result<Summary> {
    let none = || {
        Fault::new(
            "where should the results go? With --years they are not the edition as it is declared",
        )
        .hint("add --out DIR: a folder of their own, beside the edition's")
    };
    let mut delivery = Delivery::of_out(options)?.ok_or_else(none)?;
    let since = Instant::now();
    let plan = Plan::make(&Stage::Score, options)?;
    delivery.expect(&plan.reads(), &[TABLE])?;
    let method = &plan.method;
    let ingested = method.ingest()?;
    options.check_rows(&ingested.problems)?;
    let Scored { areas, panel, .. } = Scored::of(method, &ingested, *years.end())?;
    let found = analyse::series(&method.framework, &areas, &panel, years.clone());
    let mut summary = Summary {
        stage: "score".to_owned(),
        edition: plan.issue.as_ref().map(|issue| issue.edition.id.clone()),
        cut_off: Some(*years.end()),
        areas: Some(panel.areas.len()),
        ..Summary::default()
    };
    summary.count_rows(&ingested);
    summary.notes.extend(told_years(&method.framework, &panel, &years));
    for year in &found {
        for (basis, scores) in [("as known", &year.known), ("over the fixed set", &year.fixed)] {
            if let Err(Faults(faults)) = scores {
                let why = &faults[0].message;
                summary.notes.push(format!("{} has no scores {basis}: {why}", year.year));
            }
        }
    }
    delivery.stage_table(&tables::series(&method.framework, &areas, &panel, &found))?;
    let data = ingested.counts.iter().map(FileCount::hashed);
    let inputs: Vec<Hashed> = method.inputs.iter().cloned().chain(data).collect();
    let manifest = Manifest {
        edition: summary.edition.clone(),
        framework: Some(method.framework.code.clone()),
        cut_off: summary.cut_off,
        inputs,
        ..Manifest::of("score --years")
    };
    delivery.close(manifest, false)?.tell(&mut summary);
    summary.seconds = vec![("series".to_owned(), since.elapsed().as_secs_f64())];
    Ok(summary)
}
