//! `ssj revisions`: the method on two states of the data; which figures differ, and what that moves.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;

use serde::Serialize;

use super::delivery::Delivery;
use super::options::Options;
use super::plan::Plan;
use super::side::Side;
use super::stage::Stage;
use crate::analyse::{Move, Revision, RevisionKind, moves, revisions};
use crate::fault::{Fault, Result};
use crate::method::Origins;
use crate::project::Project;
use crate::provenance::{Manifest, PREVIOUS};
use crate::tables;

/// How many figures and areas are told; all stand in the tables.
const TOLD: usize = 20;

/// What differs between two states of the data, for people and for machines.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Revised {
    /// Figures by kind of change, then series.
    pub figures: BTreeMap<&'static str, BTreeMap<String, usize>>,
    /// Areas whose score or rank moved at the index, and at any level.
    pub areas_moved: usize,
    pub scores_moved: usize,
    /// The first figures that differ, and the largest moves of the index, in a line each.
    pub told_figures: Vec<String>,
    pub told_moves: Vec<String>,
    pub outputs: Vec<String>,
}

/// Compares the data of `before` (by default as they were before the last fetch, else the project's
/// own files) with those of `after`. Under `options.out`, `revisions.csv` and
/// `moves.csv` are written.
///
/// # Errors
/// What stops the scores of either side.
pub fn compare(options: &Options, before: Option<Origins>, after: &Origins) -> Result<Revised> {
    let mut delivery = Delivery::of_out(options)?;
    // Nothing of the scores is written.
    let inside = Options { out: None, ..options.clone() };
    let before = match before {
        Some(before) => before,
        None => earlier(options)?,
    };
    let plan = |origins: &Origins| {
        let options = Options { origins: origins.clone(), ..inside.clone() };
        Plan::make(&Stage::Score, &options)
    };
    let plans = [plan(&before)?, plan(after)?];
    if let Some(delivery) = &mut delivery {
        let reads: Vec<PathBuf> = plans.iter().flat_map(Plan::reads).collect();
        delivery.expect(&reads, &["revisions.csv", "moves.csv"])?;
    }
    let [before, after] = plans;
    let (before, after) = (Side::of(before)?, Side::of(after)?);
    if before.reads_own_files_only() && after.reads_own_files_only() {
        return Err(Fault::new("neither side reads an original, so there is nothing to compare")
            .hint(
                "`ssj fetch` gets the publishers' own files and pins them in datasets/sources.lock",
            )
            .into());
    }
    let found = revisions(
        &before.ingested.observations,
        &after.ingested.observations,
        before.rounded(&after),
    );
    let framework = &after.plan.method.framework;
    let moved = moves(framework, before.state(), after.state());
    let mut revised = Revised::default();
    for revision in &found {
        let by_series = revised.figures.entry(revision.change.name()).or_default();
        *by_series.entry(revision.of().series.to_string()).or_default() += 1;
    }
    let areas: BTreeSet<&str> = moved.iter().map(|m| m.area.as_str()).collect();
    revised.areas_moved = areas.len();
    revised.scores_moved = moved.len();
    let mut by_weight: Vec<&Revision> = found.iter().collect();
    // What was said before and is said otherwise now comes before what is new.
    by_weight.sort_by_key(|revision| match revision.change {
        RevisionKind::Revised => 0,
        RevisionKind::Withdrawn => 1,
        RevisionKind::Added => 2,
    });
    revised.told_figures = by_weight.into_iter().take(TOLD).map(told_figure).collect();
    revised.told_moves = told_moves(&moved);
    if let Some(mut delivery) = delivery {
        delivery.stage_table(&tables::revisions(&found))?;
        delivery.stage_table(&tables::moves(framework, &moved))?;
        let inputs = [before.inputs(), after.inputs()].concat();
        let framework = Some(framework.code.clone());
        let manifest = Manifest { inputs, framework, ..Manifest::of("revisions") };
        revised.outputs = delivery.close(manifest, false)?.files;
    }
    Ok(revised)
}

/// The state before the last fetch, where one is kept.
fn earlier(options: &Options) -> Result<Origins> {
    let root = Project::find(options.project.as_deref())?.root;
    let kept = root.join("datasets/sources").join(PREVIOUS);
    Ok(if kept.is_file() { Origins::Previous } else { Origins::Snapshot })
}

fn told_figure(revision: &Revision) -> String {
    let of = revision.of();
    let value = |side: Option<&crate::model::Observation>| match side {
        Some(o) => format!("{} {}", o.value, o.status.word()),
        None => "none".to_owned(),
    };
    format!(
        "{} {} {} {} {}: {} → {} ({}, row {})",
        revision.change.name(),
        of.series,
        of.ref_area,
        of.sex.code(),
        of.year,
        value(revision.before),
        value(revision.after),
        of.origin.file,
        of.origin.row()
    )
}

/// The index of the areas that moved most: those that gained or lost a rank at all, then by places,
/// then by points.
fn told_moves(moved: &[Move]) -> Vec<String> {
    let points = |m: &Move| Some(m.score.1? - m.score.0?);
    let mut index: Vec<&Move> = moved.iter().filter(|m| m.level == 0).collect();
    index.sort_by(|a, b| {
        let places = |m: &Move| match m.rank {
            (None, None) => -1,
            _ => m.places().map_or(i64::MAX, i64::abs),
        };
        let size = |m: &Move| points(m).map_or(f64::MAX, f64::abs);
        places(b).cmp(&places(a)).then(size(b).total_cmp(&size(a))).then(a.area.cmp(&b.area))
    });
    let score = |score: Option<f64>| score.map_or("none".to_owned(), |s| format!("{s:.2}"));
    let rank = |rank: Option<usize>| rank.map_or("none".to_owned(), |r| r.to_string());
    let tell = |m: &&Move| {
        format!(
            "{}: index {} → {}, rank {} → {}",
            m.area,
            score(m.score.0),
            score(m.score.1),
            rank(m.rank.0),
            rank(m.rank.1)
        )
    };
    index.iter().take(TOLD).map(tell).collect()
}

impl fmt::Display for Revised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.figures.is_empty() {
            return write!(f, "figures   none differ");
        }
        for (change, series) in &self.figures {
            let total: usize = series.values().sum();
            let parts: Vec<String> = series.iter().map(|(code, n)| format!("{code} {n}")).collect();
            writeln!(f, "{change:<10}{total}: {}", parts.join(", "))?;
        }
        let told = self.told_figures.join("\n          ");
        writeln!(f, "figures   {told}")?;
        let all: usize = self.figures.values().flat_map(BTreeMap::values).sum();
        if all > self.told_figures.len() {
            let more = all - self.told_figures.len();
            writeln!(f, "          and {more} more; --out DIR writes them all")?;
        }
        writeln!(f, "moved     {} scores of {} areas", self.scores_moved, self.areas_moved)?;
        let moves = if self.told_moves.is_empty() {
            "the index of no area".to_owned()
        } else {
            self.told_moves.join("\n          ")
        };
        write!(f, "index     {moves}")?;
        if !self.outputs.is_empty() {
            write!(f, "\nfiles     {}", self.outputs.join("\n          "))?;
        }
        Ok(())
    }
}
