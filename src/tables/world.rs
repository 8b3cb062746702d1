//! `world.csv`: numbers of the world and of groups in real units.

use super::table::{Table, row};
use crate::analyse::{Backing, Total, Whole};
use crate::framework::Framework;

row! {
    /// Numbers of the world and of groups in real units: weighted means over areas, each with the share
    /// of the weight that stands behind it.
    OfTheWorld in "world.csv" {
        /// Code of the aggregate
        code: String,
        /// Code of the grouping; empty for the world
        grouping: Option<String>,
        /// The group's value in the reference table
        group: Option<String>,
        /// Empty: the latest value of each area; else over the areas with a value in every year
        year: Option<i32>,
        /// The weighted mean
        value: Option<f64>,
        /// Its unit
        unit: Option<String>,
        /// Areas with a value and a weight
        n: usize,
        /// Areas with a weight
        of: usize,
        /// Share of all the weight that the n areas have, 0–1
        share: f64,
        /// Their weight
        weight: f64,
        /// First year of the values
        first_year: Option<i32>,
        /// Last year of the values
        last_year: Option<i32>,
        /// `told`; `partly`, of a group and printed with the share behind it; or `too_little`, not printed
        status: &'static str,
        /// The formula of the value
        formula: String,
        /// The formula of the weight
        weighed_by: String,
    }
}

/// One row per aggregate and whole; then a row per year where areas have values in all of them.
pub fn world(framework: &Framework, totals: &[Total]) -> Table {
    Table::of(totals.iter().map(|total| {
        let aggregate = &framework.aggregates[total.aggregate];
        let group = match total.whole {
            Whole::World => None,
            Whole::Group(grouping, group) => framework.grouping(grouping).map(|of| (of, group)),
        };
        OfTheWorld {
            code: aggregate.code.clone(),
            grouping: group.map(|(grouping, _)| grouping.code.clone()),
            group: group.map(|(grouping, group)| grouping.groups[group].value.clone()),
            year: total.year,
            value: total.value,
            unit: aggregate.unit.as_ref().map(|unit| unit.en.clone()),
            n: total.n,
            of: total.of,
            share: total.share,
            weight: total.weight,
            first_year: total.years.map(|years| years[0]),
            last_year: total.years.map(|years| years[1]),
            status: match total.backing(framework) {
                Backing::Enough => "told",
                Backing::Partly => "partly",
                Backing::TooLittle => "too_little",
            },
            formula: aggregate.value.text().to_owned(),
            weighed_by: aggregate.weight.text().to_owned(),
        }
    }))
}
