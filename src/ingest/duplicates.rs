//! Observations of the same thing: exact duplicates are counted, conflicting ones are all problems, and
//! what a message replaces goes by what it replaces it with.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use super::problem::{Offence, Problem, Rule};
use super::sdmx::{Doubtful, tells_apart};
use super::{FileCount, Ingested};
use crate::fault::{Fault, Faults, Place, Result};
use crate::model::{Observation, Origin, Sex};

/// The rule by which figures are left out that the same message replaces.
const REPLACED: &str = "replaced_by_provider";

/// Keeps the first of exact duplicates and none of conflicting ones; counts stay balanced.
///
/// # Errors
/// Rows that differ only in a column of unknown meaning; a series that has another unit in another file.
pub(super) fn settle(ingested: &mut Ingested) -> Result<()> {
    let mut faults: Vec<Fault> = other_unit(ingested).into_iter().collect();
    let mut settled = Settled::default();
    for group in Groups::of(&ingested.observations).iter() {
        settled.take(ingested, group, &mut faults);
    }
    Faults::check(faults, ())?;
    let mut dropped = vec![false; ingested.observations.len()];
    for (i, fate) in settled.fates {
        dropped[i] = true;
        let file = ingested.observations[i].origin.file.to_string();
        if let Fate::Problem = fate {
            let area = ingested.observations[i].ref_area.clone();
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
    let mut position = 0;
    ingested.observations.retain(|_| {
        position += 1;
        !dropped[position - 1]
    });
    ingested.problems.sort();
    Ok(())
}

/// Why an observation is dropped.
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
            let fault = tells_apart(file, column, [&place(one), &place(other)], other.row);
            faults.extend((!faults.contains(&fault)).then_some(fault));
        }
        let same =
            |one: &&Observation| one.value == members[0].value && one.status == members[0].status;
        if apart.is_empty() && members.iter().all(same) {
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
    let is_anew = |&&j: &&usize| j > i && at(j).file == at(i).file && evidence.replaces(at(j).row);
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
            let columns = mine.differing(one.row, (theirs, other.row));
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
    format!("row {} of {}", origin.row, origin.file)
}

/// Observations that say the same area, series, sex and year.
pub(super) struct Groups(Vec<(Key, u64)>);

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

/// What must be said once only: number of the series, of the area, sex, year.
type Key = (u32, u32, Sex, i32);

/// The observations by what they are of, then in the order that they were read in.
fn order(observations: &[Observation]) -> Vec<(Key, u64)> {
    let mut series = Numbers::default();
    let mut areas = Numbers::default();
    let keyed = observations
        .iter()
        .zip(0..)
        .map(|(o, i)| ((series.of(&o.series), areas.of(&o.ref_area), o.sex, o.year), i));
    let mut keyed: Vec<(Key, u64)> = keyed.collect();
    // Mostly they come in order, or in few stretches of it.
    keyed.par_sort();
    keyed
}

/// Texts numbered in the order in which they come.
#[derive(Default)]
struct Numbers<'o> {
    known: BTreeMap<&'o str, u32>,
    /// The text of the row before: rows of one series or area mostly stand together.
    last: Option<(&'o str, u32)>,
}

impl<'o> Numbers<'o> {
    fn of(&mut self, text: &'o str) -> u32 {
        if let Some((_, number)) = self.last.filter(|(last, _)| *last == text) {
            return number;
        }
        let next = self.known.len() as u32;
        let number = *self.known.entry(text).or_insert(next);
        self.last = Some((text, number));
        number
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
        format!("{} {} in row {} of {}", o.value, o.status.code(), o.origin.row, o.origin.file)
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
    Problem::of_row(&one.origin.file, one.origin.row, &[offence])
}
