//! Observations of the same thing: exact duplicates are counted, conflicting ones are all problems.

use std::collections::{BTreeMap, BTreeSet};

use super::Ingested;
use super::problem::{Offence, Problem, Rule};
use crate::model::{Observation, Sex};

/// Keeps the first of exact duplicates and none of conflicting ones; counts stay balanced.
pub(super) fn settle(ingested: &mut Ingested) {
    let mut by_key: BTreeMap<(&str, &str, Sex, i32), Vec<usize>> = BTreeMap::new();
    for (i, o) in ingested.observations.iter().enumerate() {
        by_key.entry((&o.series, &o.ref_area, o.sex, o.year)).or_default().push(i);
    }
    let mut dropped = BTreeSet::new();
    let mut duplicates: Vec<usize> = Vec::new();
    let mut problems = Vec::new();
    for group in by_key.into_values().filter(|group| group.len() > 1) {
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
        dropped.insert(i);
        let file = ingested.observations[i].origin.file.to_string();
        account(ingested, &file, |count| count.exact_duplicates += 1);
    }
    for (i, problem) in problems {
        dropped.insert(i);
        account(ingested, &problem.file, |count| count.problems += 1);
        ingested.problems.push(problem);
    }
    let mut position = 0;
    ingested.observations.retain(|_| {
        position += 1;
        !dropped.contains(&(position - 1))
    });
    ingested.problems.sort();
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
