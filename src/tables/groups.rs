//! `groups.csv`: mean scores of groups of areas, plain and weighted by population.

use super::table::{Table, row};
use crate::analyse::GroupMean;
use crate::framework::Framework;

row! {
    /// Mean scores of groups of areas at each level, plain and weighted by population.
    Group in "groups.csv" {
        /// Code of the grouping
        grouping: String,
        /// The group's value in the reference table
        group: String,
        /// Code of the level
        code: String,
        /// Areas counted
        n: usize,
        /// Mean of their scores
        mean: Option<f64>,
        /// Areas counted that have a weight too
        n_weighted: usize,
        /// Mean weighted by population
        weighted_mean: Option<f64>,
        /// The lowest of the scores
        lowest: Option<f64>,
        /// The highest of the scores
        highest: Option<f64>,
    }
}

/// One row per group and level.
pub fn groups<'a>(framework: &Framework, means: impl IntoIterator<Item = &'a GroupMean>) -> Table {
    Table::of(means.into_iter().filter_map(|m| {
        let grouping = framework.grouping(m.grouping)?;
        Some(Group {
            grouping: grouping.code.clone(),
            group: grouping.groups[m.group].value.clone(),
            code: framework.levels[m.level].code.clone(),
            n: m.n,
            mean: m.mean,
            n_weighted: m.n_weighted,
            weighted_mean: m.weighted_mean,
            lowest: m.range.map(|r| r.0),
            highest: m.range.map(|r| r.1),
        })
    }))
}
