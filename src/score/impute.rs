//! Missing values made from those of other areas, or of other indicators; each says from what.
//!
//! Only observed values are used: nothing is made from what was itself made.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::fault::{Fault, Faults, Result};
use crate::framework::{Framework, Imputation, Indicator};
use crate::statistics::{mean, median};

use super::input::Input;
use super::neighbours::Neighbours;
use crate::model::Column;

/// A value that was made, and from what.
#[derive(Debug, Clone, PartialEq)]
pub struct Imputed {
    pub area: usize,
    pub indicator: usize,
    pub value: f64,
    pub from: From,
}

/// What an imputed value was made from.
#[derive(Debug, Clone, PartialEq)]
pub enum From {
    /// The values of other areas, the same for every area that lacks one.
    Areas(Arc<OfAreas>),
    /// The mean of the positions of these other indicators of the same focus area (level).
    Row { level: usize, indicators: Vec<usize> },
    /// The mean of these areas, nearest first.
    Nearest { areas: Vec<usize> },
}

/// The mean or the median (by name) of the areas that have a value: of all, or of those of one
/// group (its column in the reference table and its name).
#[derive(Debug, Clone, PartialEq)]
pub struct OfAreas {
    pub statistic: &'static str,
    pub group: Option<(String, String)>,
    pub areas: Vec<usize>,
    pub value: f64,
}

impl From {
    /// As the framework file calls it.
    pub fn method(&self) -> &'static str {
        match self {
            From::Areas(of) => of.statistic,
            From::Row { .. } => "row_mean",
            From::Nearest { .. } => "nearest_areas",
        }
    }

    /// In words, for tables: `median of REGION Africa, n = 12`.
    pub fn describe(&self, framework: &Framework, areas: &[String]) -> String {
        match self {
            From::Areas(of) => {
                let (statistic, n) = (of.statistic, of.areas.len());
                match &of.group {
                    Some((column, group)) => format!("{statistic} of {column} {group}, n = {n}"),
                    None => format!("{statistic} of all areas, n = {n}"),
                }
            }
            From::Row { level, indicators } => {
                let n = indicators.len();
                format!("row mean within {}, n = {n}", framework.levels[*level].code)
            }
            From::Nearest { areas: near } => {
                let near: Vec<&str> = near.iter().map(|&a| areas[a].as_str()).collect();
                format!("mean of the nearest areas {}", near.join(" "))
            }
        }
    }
}

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

/// The mean or the median of a column by group (all areas are one where `groups` is `None`, whose
/// column of the reference table is `by`); `None` for a group without a value.
fn by_group(
    statistic: &'static str,
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
        let value = if statistic == "mean" { mean(&values) } else { median(&values) }?;
        let group = groups.map(|groups| (by.to_owned(), groups.names[at].to_owned()));
        Some(Arc::new(OfAreas { statistic, group, areas, value }))
    };
    members.into_iter().enumerate().map(of_group).collect()
}

/// Lowest and highest value observed of an indicator, and the sign of its direction.
type Range = (f64, f64, f64);

/// The mean position of an area's other indicators between lowest (0) and highest (1), brought
/// back into the units of the missing one. The others come with the area's value and must vary;
/// `None` where there are none.
fn row_mean(others: &[(f64, Range)], own: Range) -> Option<f64> {
    let position = |(x, (low, high, sign)): &(f64, Range)| {
        let share = (x - low) / (high - low);
        if *sign > 0.0 { share } else { 1.0 - share }
    };
    let (low, high, sign) = own;
    if others.is_empty() {
        return None;
    }
    let share = others.iter().map(position).sum::<f64>() / others.len() as f64;
    let share = if sign > 0.0 { share } else { 1.0 - share };
    Some(low + share * (high - low))
}

/// Makes the missing values of scored indicators as the framework says, except for the areas left
/// out. What was made, by area, then indicator.
///
/// # Errors
/// Every cell for which no method of its list has anything to make it from.
pub(super) fn fill(
    framework: &Framework,
    input: &Input,
    columns: &mut [Column],
    left_out: &[Option<f64>],
) -> Result<Vec<Imputed>> {
    let indicators = framework.indicators.iter().enumerate();
    let asked = indicators.filter(|(_, i)| i.is_scored() && !i.imputation.is_empty());
    let asked: Vec<usize> = asked.map(|(i, _)| i).collect();
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let mut source = Source::new(framework, input, columns);
    let (mut made, mut faults) = (Vec::new(), Vec::new());
    for (area, _) in left_out.iter().enumerate().filter(|(_, out)| out.is_none()) {
        for &i in asked.iter().filter(|&&i| columns[i][area].is_none()) {
            let methods = framework.indicators[i].imputation.iter();
            let found = methods.into_iter().find_map(|method| source.make(method, area, i));
            match found {
                Some((value, from)) if value.is_finite() => {
                    made.push(Imputed { area, indicator: i, value, from });
                }
                Some((_, from)) => {
                    let (code, area) = (&framework.indicators[i].code, &input.areas[area]);
                    let from = from.describe(framework, &input.areas);
                    let message = format!("{code} of {area}: the {from}, is not a finite number");
                    faults.push(Fault::new(message).hint("look at the values, or impute a median"));
                }
                None => faults.push(source.fault(area, i)),
            }
        }
    }
    made.iter().for_each(|made| columns[made.indicator][made.area] = Some(made.value));
    Faults::check(faults, made)
}

/// Indicator, statistic and column of the reference table (empty: none).
type Statistic<'a> = (usize, &'static str, &'a str);

/// The observed values, and what was computed of them once.
struct Source<'a> {
    framework: &'a Framework,
    input: &'a Input,
    columns: &'a [Column],
    groups: BTreeMap<&'a str, Groups<'a>>,
    /// By group, where asked for so far.
    statistics: BTreeMap<Statistic<'a>, Vec<Option<Arc<OfAreas>>>>,
    /// Of each indicator that has a value and is scored.
    ranges: Vec<Option<Range>>,
    neighbours: Option<Neighbours>,
    /// Positions and ranges of the row at hand.
    row: Vec<(f64, Range)>,
}

impl<'a> Source<'a> {
    fn new(framework: &'a Framework, input: &'a Input, columns: &'a [Column]) -> Self {
        let groups = framework.group_columns().filter_map(|column| {
            let (name, entries) = input.groups.get_key_value(column)?;
            Some((name.as_str(), Groups::new(entries)))
        });
        let range = |(column, of): (&Column, &Indicator)| {
            let present = || column.iter().flatten().copied().filter(|_| of.is_scored());
            let low = present().min_by(f64::total_cmp)?;
            Some((low, present().max_by(f64::total_cmp)?, of.direction.sign()))
        };
        Source {
            framework,
            input,
            columns,
            groups: groups.collect(),
            statistics: BTreeMap::new(),
            ranges: columns.iter().zip(&framework.indicators).map(range).collect(),
            neighbours: None,
            row: Vec::new(),
        }
    }

    fn make(&mut self, method: &'a Imputation, area: usize, i: usize) -> Option<(f64, From)> {
        match method {
            Imputation::Mean { by } => self.of_areas("mean", by.as_deref(), area, i),
            Imputation::Median { by } => self.of_areas("median", by.as_deref(), area, i),
            Imputation::RowMean => self.of_row(area, i),
            Imputation::NearestAreas { k } => self.of_nearest(*k, area, i),
        }
    }

    fn of_areas(
        &mut self,
        statistic: &'static str,
        by: Option<&'a str>,
        area: usize,
        i: usize,
    ) -> Option<(f64, From)> {
        let groups = match by {
            Some(by) => Some(self.groups.get(by)?),
            None => None,
        };
        let group = groups.map_or(Some(0), |groups| groups.of[area])?;
        let (by, column) = (by.unwrap_or_default(), &self.columns[i]);
        let known = self.statistics.entry((i, statistic, by));
        let known = known.or_insert_with(|| by_group(statistic, column, by, groups));
        let made = known[group].as_ref()?;
        Some((made.value, From::Areas(made.clone())))
    }

    fn of_nearest(&mut self, k: usize, area: usize, i: usize) -> Option<(f64, From)> {
        let (columns, framework) = (self.columns, self.framework);
        let neighbours = self.neighbours.get_or_insert_with(|| {
            let scored = columns.iter().zip(&framework.indicators);
            let scored = scored.filter(|(_, of)| of.is_scored()).map(|(column, _)| column);
            Neighbours::new(&scored.collect::<Vec<_>>())
        });
        let areas = neighbours.nearest(&columns[i], area, k)?;
        let sum: f64 = areas.iter().filter_map(|&a| columns[i][a]).sum();
        Some((sum / areas.len() as f64, From::Nearest { areas }))
    }

    fn of_row(&mut self, area: usize, i: usize) -> Option<(f64, From)> {
        let own = self.ranges[i]?;
        let level = self.framework.focus_area_of(self.framework.indicators[i].parent).unwrap_or(0);
        let mut indicators = Vec::new();
        self.row.clear();
        for other in self.framework.indicators_under(level).filter(|&other| other != i) {
            // An indicator that does not vary has no positions.
            let range = self.ranges[other].filter(|(low, high, _)| low < high);
            if let Some((x, range)) = self.columns[other][area].zip(range) {
                self.row.push((x, range));
                indicators.push(other);
            }
        }
        Some((row_mean(&self.row, own)?, From::Row { level, indicators }))
    }

    fn fault(&self, area: usize, i: usize) -> Fault {
        let (indicator, area_code) = (&self.framework.indicators[i], &self.input.areas[area]);
        let why = indicator.imputation.iter().map(|method| match method {
            Imputation::Mean { by: Some(by) } | Imputation::Median { by: Some(by) } => {
                let group = self.input.groups.get(by).and_then(|groups| groups[area].as_ref());
                group.map_or(format!("it has no {by}"), |group| {
                    format!("no area of {by} {group} has a value")
                })
            }
            Imputation::Mean { by: None } | Imputation::Median { by: None } => {
                "no area has a value".to_owned()
            }
            Imputation::RowMean => "it has no other value in the same focus area".to_owned(),
            Imputation::NearestAreas { k } => {
                format!("there are not {k} areas with a value and an indicator in common")
            }
        });
        let why = why.collect::<Vec<_>>().join(", and ");
        let code = &indicator.code;
        Fault::new(format!("{code} of {area_code} can't be imputed: {why}")).hint(
            "add a method that has values, such as { method = \"median\" }, or leave such areas \
             out with `overall` in [screen]; `impute = []` leaves the value missing",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statistics_are_of_what_is_present_in_the_group() {
        let column = vec![Some(1.0), Some(5.0), None, Some(9.0), Some(2.0)];
        let entries: Vec<Option<String>> =
            [Some("N"), Some("N"), Some("N"), Some("S"), None].map(|g| g.map(str::to_owned)).into();
        let groups = Groups::new(&entries);
        let of = |statistic, groups| -> Vec<Option<(f64, Vec<usize>)>> {
            let found = by_group(statistic, &column, "REGION", groups);
            found.iter().map(|of| of.as_ref().map(|of| (of.value, of.areas.clone()))).collect()
        };
        assert_eq!(of("mean", Some(&groups)), [Some((3.0, vec![0, 1])), Some((9.0, vec![3]))]);
        assert_eq!(of("median", None), [Some((3.5, vec![0, 1, 3, 4]))]);
        assert_eq!(by_group("mean", &vec![None], "", None), [None]);
    }

    #[test]
    fn a_row_mean_is_a_position_brought_back_by_hand() {
        // Positions ¾ (more is better) and 1 − ¼ = ¾ (less is better): ¾ of 10–50 is 40; where
        // less of it is better, ¼: 20.
        let others = [(75.0, (0.0, 100.0, 1.0)), (2.0, (1.0, 5.0, -1.0))];
        assert_eq!(row_mean(&others, (10.0, 50.0, 1.0)), Some(40.0));
        assert_eq!(row_mean(&others, (10.0, 50.0, -1.0)), Some(20.0));
        assert_eq!(row_mean(&[], (10.0, 50.0, 1.0)), None);
    }
}
