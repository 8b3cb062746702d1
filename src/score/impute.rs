//! Missing values made from those of other areas, or of other indicators; each says from what.

use std::collections::BTreeMap;

use crate::fault::{Fault, Faults, Result};
use crate::framework::{Framework, ImputedFrom, Known, Refusal, Source};
use crate::model::Column;

use super::input::Input;
use super::refused;

/// What helps where nothing can be made.
const WITHOUT: &str = "add a method that has values, such as { method = \"median\" }, or leave such areas \
     out with `overall` in [screen]; `impute = []` leaves the value missing";

/// A value that was made, and from what.
#[derive(Debug, Clone, PartialEq)]
pub struct Imputed {
    pub area: usize,
    pub indicator: usize,
    pub value: f64,
    pub from: ImputedFrom,
}

impl Imputed {
    /// What it was made from, in words.
    pub fn describe(&self, framework: &Framework, areas: &[String]) -> String {
        describe(&self.from, framework, areas)
    }
}

/// In words, for tables: `median of REGION Africa, n = 12`.
fn describe(from: &ImputedFrom, framework: &Framework, areas: &[String]) -> String {
    match from {
        ImputedFrom::Areas(of) => {
            let (statistic, n) = (of.statistic, of.areas.len());
            match &of.group {
                Some((column, group)) => format!("{statistic} of {column} {group}, n = {n}"),
                None => format!("{statistic} of all areas, n = {n}"),
            }
        }
        ImputedFrom::Row { level, indicators } => {
            let n = indicators.len();
            format!("row mean within {}, n = {n}", framework.levels[*level].code)
        }
        ImputedFrom::Nearest { areas: near } => {
            let near: Vec<&str> = near.iter().map(|&a| areas[a].as_str()).collect();
            format!("mean of the nearest areas {}", near.join(" "))
        }
    }
}

/// Makes the missing values of scored indicators as the framework says, except for the areas left
/// out. What was made, by area, then indicator.
///
/// # Errors
/// The cells for which no method of its list has anything to make them from.
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
    let mut source = source(framework, input, columns);
    let (mut made, mut refused) = (Vec::new(), BTreeMap::<usize, Vec<Refusal>>::new());
    for (area, _) in left_out.iter().enumerate().filter(|(_, out)| out.is_none()) {
        for &i in asked.iter().filter(|&&i| columns[i][area].is_none()) {
            let methods = &framework.indicators[i].imputation;
            let found = methods.iter().find_map(|method| method.make(&mut source, area, i));
            let refusal = match found {
                Some((value, from)) if value.is_finite() => {
                    made.push(Imputed { area, indicator: i, value, from });
                    continue;
                }
                Some((_, from)) => {
                    let from = describe(&from, framework, &input.areas);
                    let message = format!("the {from}, is not a finite number");
                    Refusal::new(message, "look at the values, or impute a median")
                }
                None => {
                    let why: Vec<String> =
                        methods.iter().map(|method| method.lacks(&source, area)).collect();
                    Refusal::new(format!("can't be imputed ({})", why.join(", and ")), WITHOUT)
                }
            };
            refused.entry(i).or_default().push(refusal.area(area));
        }
    }
    made.iter().for_each(|made| columns[made.indicator][made.area] = Some(made.value));
    Faults::check(faults(framework, input, &refused), made)
}

fn source<'a>(framework: &'a Framework, input: &'a Input, columns: &'a [Column]) -> Source<'a> {
    let known = columns.iter().zip(&framework.indicators).enumerate().map(|(i, (column, of))| {
        let level = framework.focus_area_of(of.parent).unwrap_or(0);
        Known {
            column,
            is_scored: of.is_scored(),
            sign: of.direction.sign(),
            level,
            others: framework.indicators_under(level).filter(|&other| other != i).collect(),
        }
    });
    let groups = framework.group_columns().filter_map(|column| {
        let (name, entries) = input.groups.get_key_value(column)?;
        Some((name.as_str(), entries.as_slice()))
    });
    Source::new(known.collect(), groups)
}

/// What is refused alike of an indicator is one fault.
fn faults(
    framework: &Framework,
    input: &Input,
    refused: &BTreeMap<usize, Vec<Refusal>>,
) -> Vec<Fault> {
    let of = |(&i, refusals): (&usize, &Vec<Refusal>)| {
        let code = framework.indicators[i].code.as_str();
        refused::faults(code, &input.areas, &|_| code, refusals)
    };
    refused.iter().flat_map(of).collect()
}
