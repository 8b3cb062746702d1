//! What is told beside an indicator's value: the parts that a count is made of, and the means of States
//! told apart by another figure. `parts` and `split` of an indicator in, formulas and names out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::check::Check;
use super::{Formula, Framework, Indicator};
use crate::model::Names;

/// One of the things that an indicator counts, such as a convention: in force where its value is 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    pub name: Names,
    /// Where there is little room, such as its number.
    pub short: Names,
    pub formula: Formula,
}

/// Areas told apart by a figure of theirs, such as by what they have ratified.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Split {
    pub formula: Formula,
    pub groups: Vec<SplitGroup>,
}

/// The areas for which the figure of a [`Split`] is `value`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SplitGroup {
    pub value: f64,
    /// What is said of them: “ratified both conventions”.
    pub name: Names,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PartTable {
    pub name: Names,
    pub short: Option<Names>,
    /// A formula that is 1 where the part is in force, else 0.
    #[schemars(with = "String")]
    pub value: Spanned<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SplitTable {
    /// A formula; areas are told apart by its value.
    #[schemars(with = "String")]
    pub value: Spanned<String>,
    pub groups: Vec<SplitGroup>,
}

impl Check<'_> {
    pub(super) fn parts(&mut self, tables: Vec<PartTable>) -> Vec<Part> {
        let part = |table: PartTable| Part {
            formula: self.formula(&table.value),
            short: table.short.unwrap_or_else(|| table.name.clone()),
            name: table.name,
        };
        tables.into_iter().map(part).collect()
    }

    pub(super) fn split(&mut self, table: Option<SplitTable>) -> Option<Split> {
        let table = table?;
        if table.groups.len() < 2 {
            let message = "a split tells at least two groups of areas apart".to_owned();
            let hint = "give each a `value` of the formula and a `name`, or leave the split out";
            self.refuse(&table.value, message, hint);
        }
        Some(Split { formula: self.formula(&table.value), groups: table.groups })
    }
}

impl Indicator {
    /// The formulas of its parts, then of its split.
    fn asides(&self) -> impl Iterator<Item = &Formula> {
        let split = self.split.iter().map(|split| &split.formula);
        self.parts.iter().map(|part| &part.formula).chain(split)
    }

    /// Its own formula and those.
    pub(super) fn formulas_mut(&mut self) -> impl Iterator<Item = &mut Formula> {
        let split = self.split.iter_mut().map(|split| &mut split.formula);
        let parts = self.parts.iter_mut().map(|part| &mut part.formula);
        std::iter::once(&mut self.formula).chain(parts).chain(split)
    }
}

impl Framework {
    /// What is told beside the indicators' values, in their order; with the indicator's code.
    pub fn asides(&self) -> impl Iterator<Item = (&str, &Formula)> {
        self.indicators.iter().flat_map(|i| i.asides().map(|formula| (i.code.as_str(), formula)))
    }

    /// Position among [`Framework::asides`] of an indicator's first part; its split stands after them.
    pub fn first_aside(&self, indicator: usize) -> usize {
        self.indicators[..indicator].iter().map(|i| i.asides().count()).sum()
    }
}
