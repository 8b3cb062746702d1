//! Observations of the same thing: exact duplicates are counted, conflicting ones are all problems, and
//! what a message replaces goes by what it replaces it with.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::problem::{Offence, Problem, Rule};
use super::reading::{FileCount, Ingested};
use super::sdmx::apart::tells_apart;
use super::sdmx::evidence::Doubtful;
use crate::fault::{Fault, Faults, Place, Result};
use crate::model::{Label, Observation, Origin};

/// The rule by which figures are left out that the same message replaces.
const REPLACED: &str = "replaced_by_provider";

/// Keeps the first of exact duplicates and none of conflicting ones; counts stay balanced. False where
/// duplicates that were left out while reading had another fate: all must be read again.
///
/// # Errors
/// Rows that differ only in a column of unknown meaning; a series that has another unit in another file.
pub(super) fn settle(ingested: &mut Ingested) -> Result<bool> {
    let mut faults: Vec<Fault> = other_unit(ingested).into_iter().collect();
    let mut settled = Settled::default();
    for group in Groups::of(&ingested.observations).iter() {
        settled.take(ingested, group, &mut faults);
    }
    Faults::check(faults, ())?;
    let is_repeated = |i: usize| ingested.repeated.binary_search(&(i as u32)).is_ok();
    if settled.fates.iter().any(|(i, fate)| *fate != Fate::Duplicate && is_repeated(*i)) {
        return Ok(false);
    }
    let mut dropped = vec![false; ingested.observations.len()];
    for (i, fate) in settled.fates {
        dropped[i] = true;
        let file = ingested.observations[i].origin.file;
        if let Fate::Problem = fate {
            let area = ingested.observations[i].ref_area;
            let rule = Rule::ConflictingDuplicate.name();
            *ingested.fallen.entry(area).or_default().entry(rule).or_default() += 1;
        }
        account(ingested, &file, |count| match fate {
            Fate::Replaced => *count.filtered.entry(REPLACED).or_default() += 1,
            Fate::Duplicate => count.exact_duplicates += 1,
            Fate::Problem => count.problems += 1,
        });
    }
    ingested.problems.extend(settled.problems);
    let mut dropped = dropped.into_iter();
    ingested.retain(|_| dropped.next() == Some(false));
    ingested.problems.sort();
    Ok(true)
}

/// Where observations have doubled since the last time, leaves out those that say the same as an earlier
/// one, so that they take no room; the files they stood in. Only those count that `is_alone` in what its
/// row says: no column beside it is in doubt.
pub(super) fn thin(ingested: &mut Ingested, is_alone: impl Fn(&Observation) -> bool) -> Vec<Label> {
    const FEW: usize = 1 << 16;
    let all = &ingested.observations;
    if all.len() < FEW.max(2 * ingested.thinned) {
        return Vec::new();
    }
    let (mut doubles, mut firsts) = (vec![false; all.len()], Vec::new());
    for group in Groups::of(all).iter() {
        let group: Vec<usize> = group.into_iter().filter(|i| is_alone(&all[*i])).collect();
        let Some((&first, others)) = group.split_first() else { continue };
        let is_same = |i: &&usize| all[**i].says_the_same(&all[first]);
        others.iter().filter(is_same).for_each(|i| doubles[*i] = true);
        if others.iter().any(|i| doubles[*i]) {
            firsts.push(first as u32);
        }
    }
    let files = all.iter().zip(&doubles).filter(|(_, is)| **is).map(|(one, _)| one.origin.file);
    let files = files.collect();
    ingested.repeated.extend(firsts);
    ingested.repeated.sort_unstable();
    ingested.repeated.dedup();
    let mut doubles = doubles.into_iter();
    ingested.retain(|_| doubles.next() == Some(false));
    ingested.thinned = ingested.observations.len();
    files
}

/// The same of several files, with their counts.
pub(super) fn thin_files(ingested: &mut Ingested) {
    let evidence = &ingested.evidence;
    let by_row = evidence.iter().filter(|(_, evidence)| evidence.is_by_row());
    let by_row: BTreeSet<Label> = by_row.map(|(file, _)| file.as_str().into()).collect();
    for file in thin(ingested, |one| !by_row.contains(&one.origin.file)) {
        account(ingested, &file, |count| count.exact_duplicates += 1);
    }
}

/// Why an observation is dropped.
#[derive(PartialEq)]
enum Fate {
    Replaced,
    Duplicate,
    Problem,
}

/// What is dropped, by position, and the problems that some of it makes.
#[derive(Default)]
struct Settled {
    fates: Vec<(usize, Fate)>,
    problems: Vec<Problem>,
}

impl Settled {
    /// Takes observations of the same thing.
    fn take(&mut self, ingested: &Ingested, group: Vec<usize>, faults: &mut Vec<Fault>) {
        let (replaced, group): (Vec<usize>, Vec<usize>) =
            group.iter().partition(|&&i| is_replaced(ingested, i, &group));
        self.fates.extend(replaced.into_iter().map(|i| (i, Fate::Replaced)));
        let members: Vec<&Observation> = group.iter().map(|&i| &ingested.observations[i]).collect();
        let apart = differing(ingested, &members);
        let first = apart.iter().find(|(column, ..)| !column.is_empty);
        if let Some((column, one, other)) = first.filter(|(column, ..)| column.is_unknown()) {
            let file = Path::new(&*other.file);
            let fault = tells_apart(file, column, [&place(one), &place(other)], other.row());
            faults.extend((!faults.contains(&fault)).then_some(fault));
        }
        if apart.is_empty() && members.iter().all(|one| one.says_the_same(members[0])) {
            self.fates.extend(group[1..].iter().map(|&i| (i, Fate::Duplicate)));
        } else {
            let apart = apart.first().map(|(column, ..)| column.id.as_str());
            self.problems.extend(members.iter().map(|one| conflict(one, &members, apart)));
            self.fates.extend(group.into_iter().map(|i| (i, Fate::Problem)));
        }
    }
}

/// Whether the message that an observation stands in says it anew further down.
fn is_replaced(ingested: &Ingested, i: usize, group: &[usize]) -> bool {
    let at = |i: usize| &ingested.observations[i].origin;
    let Some(evidence) = ingested.evidence.get(&*at(i).file) else { return false };
    let is_anew =
        |&&j: &&usize| j > i && at(j).file == at(i).file && evidence.replaces(at(j).row());
    group.iter().any(|j| is_anew(&j))
}

/// The doubtful columns in which figures of the same thing differ, with two that do.
fn differing<'o>(
    ingested: &Ingested,
    members: &[&'o Observation],
) -> Vec<(Doubtful, &'o Origin, &'o Origin)> {
    let evidence = |one: &Origin| ingested.evidence.get(&*one.file);
    let mut found = Vec::new();
    for (i, one) in members.iter().enumerate().skip(1) {
        for other in [members[0], members[i - 1]] {
            let (one, other) = (&one.origin, &other.origin);
            let (Some(mine), Some(theirs)) = (evidence(one), evidence(other)) else { continue };
            let columns = mine.differing(one.row(), (theirs, other.row()));
            found.extend(columns.into_iter().map(|column| (column, other, one)));
        }
    }
    found
}

/// A series that one file has in another unit than another.
fn other_unit(ingested: &Ingested) -> Option<Fault> {
    let mut known: BTreeMap<&str, (&str, String)> = BTreeMap::new();
    for (file, evidence) in &ingested.evidence {
        for (series, (unit, row)) in &evidence.units.of {
            let here = || format!("{unit} in row {row} of {file}");
            let (first, there) = known.entry(series).or_insert_with(|| (unit, here()));
            if *first != unit {
                let message =
                    format!("figures of `{series}` are in different units: {there}, {}", here());
                let place = Place::line(Path::new(file), *row).column(&evidence.units.column);
                let hint = "give them codes of their own, or turn one into the unit of the other";
                return Some(Fault::new(message).at(place).hint(hint));
            }
        }
    }
    None
}

fn place(origin: &Origin) -> String {
    format!("row {} of {}", origin.row(), origin.file)
}

/// Observations that say the same area, series, sex and year.
pub(super) struct Groups(Vec<(Key, u32)>);

impl Groups {
    pub fn of(observations: &[Observation]) -> Self {
        Groups(order(observations))
    }

    /// Their positions; those that stand alone are left out.
    pub fn iter(&self) -> impl Iterator<Item = Vec<usize>> + '_ {
        let several = self.0.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1);
        several.map(|group| group.iter().map(|(_, i)| *i as usize).collect())
    }
}

/// What must be said once only: number of the series, of the area with the sex, year.
type Key = (u32, u32, i32);

/// The observations by what they are of, then in the order that they were read in.
fn order(observations: &[Observation]) -> Vec<(Key, u32)> {
    let (mut series, mut areas) = (Numbers::default(), Numbers::default());
    let keyed = observations
        .iter()
        .zip(0..)
        .map(|(o, i)| ((series.of(o.series), areas.of(o.ref_area) << 2 | o.sex as u32, o.year), i));
    let mut keyed: Vec<(Key, u32)> = keyed.collect();
    keyed.par_sort_unstable();
    keyed
}

/// Labels numbered in the order in which they come, which is the same in every run.
#[derive(Default)]
struct Numbers {
    known: Vec<u32>,
    last: u32,
}

impl Numbers {
    fn of(&mut self, label: Label) -> u32 {
        let at = label.number();
        if self.known.len() <= at {
            self.known.resize(at + 1, 0);
        }
        if self.known[at] == 0 {
            self.last += 1;
            self.known[at] = self.last;
        }
        self.known[at]
    }
}

/// Moves one row of `file` from the observations to where `to` counts it.
fn account(ingested: &mut Ingested, file: &str, to: impl Fn(&mut FileCount)) {
    if let Some(count) = ingested.counts.iter_mut().find(|c| c.file == file) {
        count.observations -= 1;
        to(count);
    }
}

/// How many other rows a conflict names; the rest are counted.
const NAMED: usize = 3;

fn conflict(one: &Observation, all: &[&Observation], apart: Option<&str>) -> Problem {
    let others = || all.iter().filter(|o| o.origin != one.origin);
    let place = |o: &&&Observation| {
        format!("{} {} in row {} of {}", o.value, o.status.code(), o.origin.row(), o.origin.file)
    };
    let mut named: Vec<String> = others().take(NAMED).map(|o| place(&o)).collect();
    let more = all.len().saturating_sub(1 + named.len());
    if more > 0 {
        named.push(format!("{more} more"));
    }
    let apart = apart.map_or(String::new(), |column| format!("; they differ in {column}"));
    let expected = format!(
        "one figure for the same area, series, sex and year; there is also {}{apart}",
        named.join(", ")
    );
    let found = format!("{} {}", one.value, one.status.code());
    let offence = Offence::new("OBS_VALUE", &found, expected, Rule::ConflictingDuplicate);
    Problem::of_row(&one.origin.file, one.origin.row(), &[offence])
}
