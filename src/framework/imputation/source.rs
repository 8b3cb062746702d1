//! The observed values that missing ones are made from, and what was computed of them once.
//!
//! Only observed values are used: nothing is made from what was itself made.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::from::{ImputedFrom, OfAreas};
use super::neighbours::Neighbours;
use crate::model::Column;

/// The areas of a column of the reference table by their group.
#[derive(Default)]
struct Groups<'a> {
    names: Vec<&'a str>,
    /// Position of each area's group among the names; `None` for an area without one.
    of: Vec<Option<usize>>,
}

impl<'a> Groups<'a> {
    fn new(entries: &'a [Option<String>]) -> Self {
        let mut names: Vec<&str> = entries.iter().flatten().map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        let of = |entry: &Option<String>| names.binary_search(&entry.as_deref()?).ok();
        Groups { of: entries.iter().map(of).collect(), names }
    }
}

/// A statistic of a column by group (all areas are one where `groups` is `None`, whose
/// column of the reference table is `by`); `None` for a group without a value.
fn by_group(
    (name, statistic): Statistic,
    column: &Column,
    by: &str,
    groups: Option<&Groups>,
) -> Vec<Option<Arc<OfAreas>>> {
    let mut members = vec![Vec::new(); groups.map_or(1, |groups| groups.names.len())];
    for (area, _) in column.iter().enumerate().filter(|(_, x)| x.is_some()) {
        if let Some(group) = groups.map_or(Some(0), |groups| groups.of[area]) {
            members[group].push(area);
        }
    }
    let of_group = |(at, areas): (usize, Vec<usize>)| {
        let values: Vec<f64> = areas.iter().filter_map(|&a| column[a]).collect();
        let value = statistic(&values)?;
        let group = groups.map(|groups| (by.to_owned(), groups.names[at].to_owned()));
        Some(Arc::new(OfAreas { statistic: name, group, areas, value }))
    };
    members.into_iter().enumerate().map(of_group).collect()
}

/// What it is called, and how it is computed.
pub type Statistic = (&'static str, fn(&[f64]) -> Option<f64>);

/// Lowest and highest value observed of an indicator, and the sign of its direction.
pub(super) type Range = (f64, f64, f64);

/// An indicator, as what is made of others knows it.
pub struct Known<'a> {
    pub column: &'a Column,
    pub is_scored: bool,
    /// 1 where more is better, −1 where less is.
    pub sign: f64,
    /// Position of its focus area (level), and of the other indicators there.
    pub level: usize,
    pub others: Vec<usize>,
}

impl Known<'_> {
    /// Where it has a value and is scored.
    fn range(&self) -> Option<Range> {
        let present = || self.column.iter().flatten().copied().filter(|_| self.is_scored);
        let low = present().min_by(f64::total_cmp)?;
        Some((low, present().max_by(f64::total_cmp)?, self.sign))
    }
}

/// Of an indicator, a statistic and a column of the reference table (empty: none).
type Asked = (usize, &'static str, String);

pub struct Source<'a> {
    pub(super) known: Vec<Known<'a>>,
    groups: BTreeMap<&'a str, Groups<'a>>,
    /// What was asked for so far, by group.
    statistics: BTreeMap<Asked, Vec<Option<Arc<OfAreas>>>>,
    pub(super) ranges: Vec<Option<Range>>,
    neighbours: Option<Neighbours>,
}

impl<'a> Source<'a> {
    /// `groups`: by column of the reference table, the entry of each area.
    pub fn new(
        known: Vec<Known<'a>>,
        groups: impl Iterator<Item = (&'a str, &'a [Option<String>])>,
    ) -> Self {
        Source {
            groups: groups.map(|(name, entries)| (name, Groups::new(entries))).collect(),
            statistics: BTreeMap::new(),
            ranges: known.iter().map(Known::range).collect(),
            neighbours: None,
            known,
        }
    }

    /// A statistic of the areas of this one's group.
    pub(super) fn of_areas(
        &mut self,
        statistic: Statistic,
        by: Option<&str>,
        (area, indicator): (usize, usize),
    ) -> Option<(f64, ImputedFrom)> {
        let groups = match by {
            Some(by) => Some(self.groups.get(by)?),
            None => None,
        };
        let group = groups.map_or(Some(0), |groups| groups.of[area])?;
        let (by, column) = (by.unwrap_or_default(), self.known[indicator].column);
        let made = self.statistics.entry((indicator, statistic.0, by.to_owned()));
        let made = made.or_insert_with(|| by_group(statistic, column, by, groups));
        let made = made[group].as_ref()?;
        Some((made.value, ImputedFrom::Areas(made.clone())))
    }

    pub(super) fn lacks_areas(&self, by: Option<&str>, area: usize) -> String {
        let Some(by) = by else { return "no area has a value".to_owned() };
        let group = self.groups.get(by).and_then(|groups| Some(groups.names[groups.of[area]?]));
        group.map_or(format!("it has no {by}"), |group| {
            format!("no area of {by} {group} has a value")
        })
    }

    /// The areas nearest to one by all indicators that are scored.
    pub(super) fn neighbours(&mut self) -> &mut Neighbours {
        let known = &self.known;
        self.neighbours.get_or_insert_with(|| {
            let scored = known.iter().filter(|of| of.is_scored).map(|of| of.column);
            Neighbours::new(&scored.collect::<Vec<_>>())
        })
    }
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::statistics::{mean, median};

    #[test]
    fn statistics_are_of_what_is_present_in_the_group() {
        let column = vec![Some(1.0), Some(5.0), None, Some(9.0), Some(2.0)];
        let entries: Vec<Option<String>> =
            [Some("N"), Some("N"), Some("N"), Some("S"), None].map(|g| g.map(str::to_owned)).into();
        let groups = Groups::new(&entries);
        let of = |statistic: Statistic, groups| -> Vec<Option<(f64, Vec<usize>)>> {
            let found = by_group(statistic, &column, "REGION", groups);
            found.iter().map(|of| of.as_ref().map(|of| (of.value, of.areas.clone()))).collect()
        };
        assert_eq!(
            of(("mean", mean), Some(&groups)),
            [Some((3.0, vec![0, 1])), Some((9.0, vec![3]))]
        );
        assert_eq!(of(("median", median), None), [Some((3.5, vec![0, 1, 3, 4]))]);
        assert_eq!(by_group(("mean", mean), &vec![None], "", None), [None]);
    }
}
