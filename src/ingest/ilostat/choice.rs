//! One source for each area, series and year, where a file holds several.
//!
//! The rule, in this order: the source that the file itself marks as best for that year; the source
//! with the most years for that area and series, so that as few as possible are joined; the one with
//! the most figures; the one with the latest year; the first by its code. Women, men and both together
//! are taken from one source, so that no gap between them lies between surveys. Nothing is averaged.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::ingest::passed_over::PassedOver;
use crate::ingest::reading::{FileCount, Ingested};
use crate::ingest::selection::{Selection, Wanted};
use crate::model::{Label, Observation, Original};

/// The rule by which rows of sources that were not chosen are left out.
const OTHER_SOURCE: &str = "other_source";

type Key = (Label, Label);

/// What a source has for an area and a series.
#[derive(Default)]
struct Extent {
    years: BTreeSet<i32>,
    figures: usize,
}

/// Leaves one source for each area, series and year; the rows of others are listed as passed over.
/// `second`: lines that the file says are not of the best source.
pub(super) fn choose(ingested: &mut Ingested, selection: &Selection, second: &BTreeSet<u64>) {
    let groups = Groups::of(selection);
    let keys: Vec<Key> =
        ingested.observations.iter().map(|o| (o.ref_area, groups.of_series(o.series))).collect();
    let chosen = chosen(&ingested.observations, &keys, second);
    let mut kept = Vec::new();
    let mut joined: BTreeMap<Key, BTreeSet<Label>> = BTreeMap::new();
    for (observation, key) in std::mem::take(&mut ingested.observations).into_iter().zip(keys) {
        let source = source_of(&observation);
        match chosen.get(&(key, observation.year)) {
            Some(best) if *best != source => pass_over(ingested, &observation, *best),
            _ => {
                joined.entry(key).or_default().insert(source);
                kept.push(observation);
            }
        }
    }
    ingested.observations = kept;
    let several = joined.values().filter(|sources| sources.len() > 1).count();
    if let (Some(count), true) = (ingested.counts.first(), several > 0) {
        let note = format!(
            "{}: {several} of {} series of areas join years of several sources; each observation names its own",
            count.file,
            joined.len()
        );
        ingested.notes.push(note);
    }
}

/// The source of each area, series and year that has several.
fn chosen(
    observations: &[Observation],
    keys: &[Key],
    second: &BTreeSet<u64>,
) -> BTreeMap<(Key, i32), Label> {
    let mut extents: BTreeMap<(Key, Label), Extent> = BTreeMap::new();
    // By area, series and year: each source, and whether the file marks it as best.
    let mut rivals: BTreeMap<(Key, i32), BTreeMap<Label, bool>> = BTreeMap::new();
    for (observation, &key) in observations.iter().zip(keys) {
        let source = source_of(observation);
        let extent = extents.entry((key, source)).or_default();
        extent.years.insert(observation.year);
        extent.figures += 1;
        let is_best = rivals.entry((key, observation.year)).or_default().entry(source).or_default();
        *is_best |= !second.contains(&observation.origin.row());
    }
    let best = |key: Key, sources: BTreeMap<Label, bool>| {
        sources.into_iter().min_by_key(|(source, is_best)| {
            let extent = &extents[&(key, *source)];
            let extent = (extent.years.len(), extent.figures, extent.years.last().copied());
            (Reverse((*is_best, extent)), *source)
        })
    };
    let several = rivals.into_iter().filter(|(_, sources)| sources.len() > 1);
    several
        .filter_map(|((key, year), sources)| Some(((key, year), best(key, sources)?.0)))
        .collect()
}

fn source_of(observation: &Observation) -> Label {
    observation.origin.source.unwrap_or_default()
}

fn pass_over(ingested: &mut Ingested, observation: &Observation, chosen: Label) {
    if let Some(FileCount { observations, filtered, .. }) = ingested.counts.first_mut() {
        *observations -= 1;
        *filtered.entry(OTHER_SOURCE).or_default() += 1;
    }
    ingested.passed_over.push(PassedOver {
        file: observation.origin.file,
        row: observation.origin.row(),
        ref_area: observation.ref_area,
        series: observation.series,
        sex: observation.sex,
        year: observation.year,
        value: observation.value,
        source: source_of(observation),
        chosen,
    });
}

/// Which series of ours are of one indicator and breakdown, and only differ by sex.
struct Groups(BTreeMap<String, Label>);

impl Groups {
    fn of(selection: &Selection) -> Self {
        let Selection::Of(wanted) = selection else { return Groups(BTreeMap::new()) };
        let group = |one: &Wanted| -> (String, Label) {
            let Original { code, only, .. } = &one.original;
            (one.series.clone(), format!("{code} {only:?}").into())
        };
        Groups(wanted.values().flatten().map(group).collect())
    }

    fn of_series(&self, series: Label) -> Label {
        self.0.get(&*series).copied().unwrap_or(series)
    }
}
