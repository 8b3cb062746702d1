//! Numbers of the world in real units: weighted means over areas, of what formulas say.

use serde::Serialize;

use super::formula::Formula;
use super::methods::Direction;
use crate::model::Names;

/// A number of the world and of groups of areas: the mean of a value, each area weighing as much as it
/// has of whom the value is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Aggregate {
    pub code: String,
    /// What the number says of the world, to stand behind it: “of people have a pension”.
    pub name: Names,
    /// For charts.
    pub short: Names,
    /// Behind the number, where it has one: `%`.
    pub unit: Option<Names>,
    /// Whom the value is about: “people”.
    pub of: Names,
    /// Which way is better.
    pub direction: Direction,
    pub decimals: usize,
    pub value: Formula,
    pub weight: Formula,
    /// Codes of the themes that ask about it.
    pub themes: Vec<String>,
    /// Why it is weighed so, where others than those it is about weigh: printed with it.
    pub why: Option<Names>,
}
