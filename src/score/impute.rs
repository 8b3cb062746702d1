//! Missing values made from those of other areas, or of other indicators; each says from what.
//!
//! Only observed values are used: nothing is made from what was itself made.

use std::collections::BTreeMap;

use crate::fault::{Fault, Faults, Result};
use crate::framework::{Framework, Imputation};
use crate::model::Grid;
use crate::statistics::{mean, median};

use super::Input;
use super::neighbours::{nearest_areas, z_scores};

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
    /// The mean or the median (by name) of n areas: all, or those of one group of a column.
    Areas { statistic: &'static str, group: Option<(String, String)>, n: usize },
    /// The mean of the positions of n other indicators under the same focus area (level).
    Row { level: usize, n: usize },
    /// The mean of these areas, nearest first.
    Nearest { areas: Vec<usize> },
}

impl From {
    /// In words, for tables: `median of REGION Africa, n = 12`.
    pub fn describe(&self, framework: &Framework, areas: &[String]) -> String {
        match self {
            From::Areas { statistic, group: Some((column, group)), n } => {
                format!("{statistic} of {column} {group}, n = {n}")
            }
            From::Areas { statistic, group: None, n } => {
                format!("{statistic} of all areas, n = {n}")
            }
            From::Row { level, n } => {
                format!("row mean within {}, n = {n}", framework.levels[*level].code)
            }
            From::Nearest { areas: near } => {
                let near: Vec<&str> = near.iter().map(|&a| areas[a].as_str()).collect();
                format!("mean of the nearest areas {}", near.join(" "))
            }
        }
    }
}

/// The mean of the values present and how many they are; `None` for none.
pub fn of_mean(column: &[Option<f64>]) -> Option<(f64, usize)> {
    let present: Vec<f64> = column.iter().flatten().copied().collect();
    Some((mean(&present)?, present.len()))
}

/// The median of the values present and how many they are; `None` for none.
pub fn of_median(column: &[Option<f64>]) -> Option<(f64, usize)> {
    let present: Vec<f64> = column.iter().flatten().copied().collect();
    Some((median(&present)?, present.len()))
}

/// As [`of_mean`], over the areas of one group.
pub fn group_mean(
    column: &[Option<f64>],
    groups: &[Option<String>],
    group: &str,
) -> Option<(f64, usize)> {
    of_mean(&members(column, groups, group))
}

/// As [`of_median`], over the areas of one group.
pub fn group_median(
    column: &[Option<f64>],
    groups: &[Option<String>],
    group: &str,
) -> Option<(f64, usize)> {
    of_median(&members(column, groups, group))
}

fn members(column: &[Option<f64>], groups: &[Option<String>], group: &str) -> Vec<Option<f64>> {
    let both = column.iter().zip(groups).filter(|(_, g)| g.as_deref() == Some(group));
    both.map(|(x, _)| *x).collect()
}

/// The mean position of an area's other indicators between lowest (0) and highest (1), brought
/// back into the units of the missing one. Each of `others` and `own` is (lowest, highest, sign of
/// the direction), the others with the area's value. `None` where no other one has a value and a
/// range.
pub fn row_mean(others: &[(f64, (f64, f64, f64))], own: (f64, f64, f64)) -> Option<(f64, usize)> {
    let position = |(x, (low, high, sign)): &(f64, (f64, f64, f64))| {
        let share = (low < high).then(|| (x - low) / (high - low))?;
        Some(if *sign > 0.0 { share } else { 1.0 - share })
    };
    let positions: Vec<f64> = others.iter().filter_map(position).collect();
    let (low, high, sign) = own;
    let share = mean(&positions)?;
    let share = if sign > 0.0 { share } else { 1.0 - share };
    Some((low + share * (high - low), positions.len()))
}

/// `values` with the missing ones of scored indicators made as the framework says, area by area
/// and indicator by indicator, except for the areas left out.
///
/// # Errors
/// Every cell for which no method of its list has anything to make it from.
pub(super) fn fill(
    framework: &Framework,
    input: &Input,
    values: &Grid<Option<f64>>,
    left_out: &[bool],
) -> Result<(Grid<Option<f64>>, Vec<Imputed>)> {
    let mut source = Source::new(framework, input, values);
    let (mut filled, mut made, mut faults) = (values.clone(), Vec::new(), Vec::new());
    for (area, left_out) in left_out.iter().enumerate() {
        for (i, indicator) in framework.indicators.iter().enumerate() {
            let is_asked = indicator.weight.is_some() && !indicator.imputation.is_empty();
            if *left_out || !is_asked || values.get(area, i).is_some() {
                continue;
            }
            let found = indicator.imputation.iter().find_map(|m| source.make(m, area, i));
            match found {
                Some((value, from)) => {
                    filled.set(area, i, Some(value));
                    made.push(Imputed { area, indicator: i, value, from });
                }
                None => faults.push(source.fault(area, i)),
            }
        }
    }
    Faults::check(faults, (filled, made))
}

/// Indicator, column of the reference table (empty: none), group and statistic.
type Key = (usize, String, String, &'static str);

/// The observed values, and what was computed of them once.
struct Source<'a> {
    framework: &'a Framework,
    input: &'a Input,
    columns: Vec<Vec<Option<f64>>>,
    statistics: BTreeMap<Key, Option<(f64, usize)>>,
    z_scores: Option<Vec<Vec<Option<f64>>>>,
}

impl<'a> Source<'a> {
    fn new(framework: &'a Framework, input: &'a Input, values: &Grid<Option<f64>>) -> Self {
        let column = |i| values.column(i).copied().collect();
        let columns = (0..framework.indicators.len()).map(column).collect();
        Source { framework, input, columns, statistics: BTreeMap::new(), z_scores: None }
    }

    fn make(&mut self, method: &Imputation, area: usize, i: usize) -> Option<(f64, From)> {
        match method {
            Imputation::Mean { by } => self.of_areas("mean", by.as_deref(), area, i),
            Imputation::Median { by } => self.of_areas("median", by.as_deref(), area, i),
            Imputation::RowMean => self.of_row(area, i),
            Imputation::NearestAreas { k } => {
                let scored = |i: &usize| self.framework.indicators[*i].weight.is_some();
                let columns = &self.columns;
                let z = self.z_scores.get_or_insert_with(|| {
                    let scored = (0..columns.len()).filter(scored);
                    z_scores(&scored.map(|i| columns[i].as_slice()).collect::<Vec<_>>())
                });
                let areas = nearest_areas(z, &columns[i], area, *k)?;
                let near: Vec<f64> = areas.iter().filter_map(|&a| columns[i][a]).collect();
                Some((mean(&near)?, From::Nearest { areas }))
            }
        }
    }

    fn of_areas(
        &mut self,
        statistic: &'static str,
        by: Option<&str>,
        area: usize,
        i: usize,
    ) -> Option<(f64, From)> {
        let groups = by.and_then(|by| self.input.groups.get(by));
        let group = match by {
            Some(by) => Some((by.to_owned(), groups?[area].clone()?)),
            None => None,
        };
        let (by, name) = group.clone().unwrap_or_default();
        let column = &self.columns[i];
        let known = self.statistics.entry((i, by, name, statistic)).or_insert_with(|| {
            match (group.as_ref().zip(groups), statistic) {
                (Some(((_, group), groups)), "mean") => group_mean(column, groups, group),
                (Some(((_, group), groups)), _) => group_median(column, groups, group),
                (None, "mean") => of_mean(column),
                (None, _) => of_median(column),
            }
        });
        let (value, n) = (*known)?;
        Some((value, From::Areas { statistic, group, n }))
    }

    fn of_row(&self, area: usize, i: usize) -> Option<(f64, From)> {
        let own = &self.framework.indicators[i];
        let level = self.framework.focus_area_of(own.parent).unwrap_or(0);
        let others = self.framework.indicators_under(level).filter(|&o| o != i);
        let others = others.filter(|&o| self.framework.indicators[o].weight.is_some());
        let others: Vec<_> =
            others.filter_map(|o| Some((self.columns[o][area]?, self.range(o)?))).collect();
        let (value, n) = row_mean(&others, self.range(i)?)?;
        Some((value, From::Row { level, n }))
    }

    /// Lowest and highest value observed, and the sign of the direction.
    fn range(&self, i: usize) -> Option<(f64, f64, f64)> {
        let present = || self.columns[i].iter().flatten().copied();
        let (low, high) = (present().min_by(f64::total_cmp)?, present().max_by(f64::total_cmp)?);
        Some((low, high, self.framework.indicators[i].direction.sign()))
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
        let column = [Some(1.0), Some(5.0), None, Some(9.0), Some(2.0)];
        let groups: Vec<Option<String>> =
            [Some("N"), Some("N"), Some("N"), Some("S"), None].map(|g| g.map(str::to_owned)).into();
        assert_eq!(group_mean(&column, &groups, "N"), Some((3.0, 2)));
        assert_eq!(group_median(&column, &groups, "S"), Some((9.0, 1)));
        assert_eq!(group_median(&column, &groups, "X"), None);
        assert_eq!(of_median(&column), Some((3.5, 4)));
        assert_eq!(of_mean(&[None]), None);
    }

    #[test]
    fn a_row_mean_is_a_position_brought_back_by_hand() {
        // Positions ¾ (more is better) and 1 − ¼ = ¾ (less is better): ¾ of 10–50 is 40; where
        // less of it is better, ¼: 20.
        let others = [(75.0, (0.0, 100.0, 1.0)), (2.0, (1.0, 5.0, -1.0))];
        assert_eq!(row_mean(&others, (10.0, 50.0, 1.0)), Some((40.0, 2)));
        assert_eq!(row_mean(&others, (10.0, 50.0, -1.0)), Some((20.0, 2)));
        assert_eq!(row_mean(&[(3.0, (3.0, 3.0, 1.0))], (10.0, 50.0, 1.0)), None);
    }
}
