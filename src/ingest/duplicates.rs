//! Observations of the same thing: exact duplicates are counted, conflicting ones are all problems.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Ingested;
use super::problem::{Offence, Problem, Rule};
use crate::model::{Observation, Sex};

/// Keeps the first of exact duplicates and none of conflicting ones; counts stay balanced.
pub(super) fn settle(ingested: &mut Ingested) {
    let order = order(&ingested.observations);
    let mut dropped = vec![false; ingested.observations.len()];
    let mut duplicates: Vec<usize> = Vec::new();
    let mut problems = Vec::new();
    for group in order.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
        let group: Vec<usize> = group.iter().map(|(_, i)| *i as usize).collect();
        let first = &ingested.observations[group[0]];
        let same = |&i: &usize| {
            let other = &ingested.observations[i];
            other.value == first.value && other.status == first.status
        };
        if group.iter().all(same) {
            duplicates.extend(&group[1..]);
        } else {
            let members: Vec<&Observation> =
                group.iter().map(|&i| &ingested.observations[i]).collect();
            problems
                .extend(group.iter().map(|&i| (i, conflict(&ingested.observations[i], &members))));
        }
    }
    for &i in &duplicates {
        dropped[i] = true;
        let file = ingested.observations[i].origin.file.to_string();
        account(ingested, &file, |count| count.exact_duplicates += 1);
    }
    for (i, problem) in problems {
        dropped[i] = true;
        let area = ingested.observations[i].ref_area.clone();
        let rule = Rule::ConflictingDuplicate.name();
        *ingested.fallen.entry(area).or_default().entry(rule).or_default() += 1;
        account(ingested, &problem.file, |count| count.problems += 1);
        ingested.problems.push(problem);
    }
    let mut position = 0;
    ingested.observations.retain(|_| {
        position += 1;
        !dropped[position - 1]
    });
    ingested.problems.sort();
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
fn account(ingested: &mut Ingested, file: &str, to: impl Fn(&mut super::FileCount)) {
    if let Some(count) = ingested.counts.iter_mut().find(|c| c.file == file) {
        count.observations -= 1;
        to(count);
    }
}

/// How many other rows a conflict names; the rest are counted.
const NAMED: usize = 3;

fn conflict(one: &Observation, all: &[&Observation]) -> Problem {
    let others = || all.iter().filter(|o| o.origin != one.origin);
    let place = |o: &&&Observation| {
        format!("{} {} in row {} of {}", o.value, o.status.code(), o.origin.row, o.origin.file)
    };
    let mut named: Vec<String> = others().take(NAMED).map(|o| place(&o)).collect();
    let more = all.len().saturating_sub(1 + named.len());
    if more > 0 {
        named.push(format!("{more} more"));
    }
    let expected = format!(
        "one figure for the same area, series, sex and year; there is also {}",
        named.join(", ")
    );
    let found = format!("{} {}", one.value, one.status.code());
    let offence = Offence::new("OBS_VALUE", &found, expected, Rule::ConflictingDuplicate);
    Problem::of_row(&one.origin.file, one.origin.row, &[offence])
}
