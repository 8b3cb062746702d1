//! What is told beside an indicator's value: the parts that a count is made of, and the means of States
//! told apart by another figure.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::formula::Formula;
use crate::model::Names;

/// One of the things that an indicator counts, such as a convention: in force where its value is 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    pub name: Names,
    /// Where there is little room, such as its number.
    pub short: Names,
    pub formula: Formula,
    /// Codes of the themes that ask about it.
    pub themes: Vec<String>,
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
