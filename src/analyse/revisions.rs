//! Two states of the data in; what was added, revised and withdrawn, and what that did to scores and
//! ranks, out.

use std::collections::{BTreeMap, BTreeSet};

use crate::framework::Framework;
use crate::model::{Grid, Observation, Sex};
use crate::score::Scores;

/// How a figure differs between two states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    Added,
    Revised,
    Withdrawn,
}

impl Change {
    pub fn name(self) -> &'static str {
        match self {
            Change::Added => "added",
            Change::Revised => "revised",
            Change::Withdrawn => "withdrawn",
        }
    }
}

/// One figure that differs; at least one side is there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Revision<'a> {
    pub change: Change,
    pub before: Option<&'a Observation>,
    pub after: Option<&'a Observation>,
}

impl<'a> Revision<'a> {
    /// The side that tells which figure it is.
    pub fn of(&self) -> &'a Observation {
        self.after.or(self.before).expect("a revision has a side at least")
    }
}

/// Whether figures of one side were rounded before they got here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounded {
    No,
    /// To three decimals, and to whole numbers from 100,000 on, as the project's own files are.
    AsOwnFiles,
}

/// What differs from `before` to `after`, in order of series, area, sex and year. A status that
/// changed is a revision too.
pub fn revisions<'a>(
    before: &'a [Observation],
    after: &'a [Observation],
    rounded: Rounded,
) -> Vec<Revision<'a>> {
    let by_key = |observations: &'a [Observation]| -> BTreeMap<Key<'a>, &'a Observation> {
        observations.iter().map(|o| ((&*o.series, &*o.ref_area, o.sex, o.year), o)).collect()
    };
    let (old, new) = (by_key(before), by_key(after));
    let keys: BTreeSet<&Key> = old.keys().chain(new.keys()).collect();
    let revision = |key: &Key| {
        let (before, after) = (old.get(key).copied(), new.get(key).copied());
        let change = match (before, after) {
            (Some(before), Some(after)) if is_same(before, after, rounded) => return None,
            (Some(_), Some(_)) => Change::Revised,
            (None, _) => Change::Added,
            (_, None) => Change::Withdrawn,
        };
        Some(Revision { change, before, after })
    };
    keys.into_iter().filter_map(revision).collect()
}

type Key<'a> = (&'a str, &'a str, Sex, i32);

fn is_same(before: &Observation, after: &Observation, rounded: Rounded) -> bool {
    let (one, other) = (before.value, after.value);
    let unit = match rounded {
        Rounded::No => 0.0,
        Rounded::AsOwnFiles if one.abs().max(other.abs()) >= 100_000.0 => 1.0,
        Rounded::AsOwnFiles => 0.001,
    };
    // Half a unit, and what a decimal fraction loses as a binary one.
    let allowed = unit * 0.5 * (1.0 + 1e-9) + 1e-12 * one.abs();
    let same_value = if unit == 0.0 { one == other } else { (one - other).abs() <= allowed };
    same_value && before.status == after.status
}

/// A score or a rank that moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    pub area: String,
    /// Position of the level in the framework.
    pub level: usize,
    pub score: (Option<f64>, Option<f64>),
    pub rank: (Option<usize>, Option<usize>),
}

impl Move {
    /// Places gained, above 0; lost, below. `None` where there is no rank on a side.
    pub fn places(&self) -> Option<i64> {
        let (before, after) = self.rank;
        Some(before? as i64 - after? as i64)
    }
}

/// Scores of a state of the data: areas by code, in the order of the rows.
#[derive(Debug, Clone, Copy)]
pub struct State<'a> {
    pub areas: &'a [String],
    pub scores: &'a Scores,
}

/// Every score that is printed or rank that differs, in order of area and level. A score that differs in
/// its last digit only, as sums in another order do, does not.
pub fn moves(framework: &Framework, before: State, after: State) -> Vec<Move> {
    let areas: BTreeSet<&String> = before.areas.iter().chain(after.areas).collect();
    let cell = |state: State, area: &String, level: usize| {
        let row = state.areas.iter().position(|code| code == area);
        let get =
            |row: usize| (state.scores.shown(row, level), rank(&state.scores.ranks, row, level));
        row.map_or((None, None), get)
    };
    let mut moved = Vec::new();
    for area in areas {
        for level in 0..framework.levels.len() {
            let (old, new) = (cell(before, area, level), cell(after, area, level));
            let same_score = match (old.0, new.0) {
                (Some(one), Some(other)) => (one - other).abs() <= 1e-12 * one.abs().max(1.0),
                (one, other) => one.is_none() && other.is_none(),
            };
            if !same_score || old.1 != new.1 {
                let (score, rank) = ((old.0, new.0), (old.1, new.1));
                moved.push(Move { area: area.clone(), level, score, rank });
            }
        }
    }
    moved
}

fn rank(ranks: &Grid<Option<usize>>, row: usize, level: usize) -> Option<usize> {
    *ranks.get(row, level)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, ObsStatus, Origin};

    fn figure(area: &str, year: i32, value: f64) -> Observation {
        let origin = Origin::new(Document::new("p".into(), "f".into(), None), 1);
        Observation {
            ref_area: area.into(),
            series: "S".into(),
            sex: Sex::Total,
            year,
            value,
            status: ObsStatus::Published,
            remark: None,
            origin,
        }
    }

    #[test]
    fn added_revised_and_withdrawn_figures_are_told_apart() {
        let before = [figure("AAA", 2020, 1.0), figure("AAA", 2021, 2.0), figure("BBB", 2020, 3.0)];
        let mut marked = figure("BBB", 2020, 3.0);
        marked.status = ObsStatus::Estimated;
        let after = [figure("AAA", 2021, 2.5), marked, figure("CCC", 2020, 4.0)];
        let found = revisions(&before, &after, Rounded::No);
        let told: Vec<(&str, Change, i32)> =
            found.iter().map(|r| (&*r.of().ref_area, r.change, r.of().year)).collect();
        assert_eq!(
            told,
            [
                ("AAA", Change::Withdrawn, 2020),
                ("AAA", Change::Revised, 2021),
                ("BBB", Change::Revised, 2020),
                ("CCC", Change::Added, 2020),
            ]
        );
    }

    #[test]
    fn rounding_is_no_revision_where_a_side_was_rounded() {
        let before = [figure("AAA", 2020, 1.235), figure("BBB", 2020, 123_457.0)];
        let after = [figure("AAA", 2020, 1.2345), figure("BBB", 2020, 123_456.5)];
        assert!(revisions(&before, &after, Rounded::AsOwnFiles).is_empty());
        assert_eq!(revisions(&before, &after, Rounded::No).len(), 2);
        let more = [figure("AAA", 2020, 1.2344), figure("BBB", 2020, 123_456.4)];
        assert_eq!(revisions(&before, &more, Rounded::AsOwnFiles).len(), 2);
    }
}
