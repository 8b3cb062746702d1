//! What is told beside an indicator's value: the parts that a count is made of, and the means of States
//! told apart by another figure.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::formula::Formula;
use super::tree::{Framework, Indicator};
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
