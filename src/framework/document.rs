//! The shape of `framework.toml`, key by key. Only its form is checked here; its sense in `check`.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::method_tables::{
    AggregateTable, ImputeTable, NormaliseTable, ScreenTable, TreatTable, WeightsTable,
};
use super::{Framework, Grouping, ProgressRule, Scope, Theme, Transform, check};
use crate::fault::Result;
use crate::model::Names;
use crate::toml_file::parse;

/// Reads a framework from `text`, the content of `file`.
///
/// # Errors
/// Names the line of: text that is not TOML, an unknown or missing key (with the nearest known),
/// and everything that makes no sense as an index (all of it, see `check`).
pub fn read(file: &Path, text: &str) -> Result<Framework> {
    let document: Document = parse(file, text)?;
    check::framework(file, text, document)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    #[serde(default = "first_schema")]
    pub schema: Spanned<u32>,
    pub code: String,
    pub name: Names,
    #[serde(default)]
    pub data: Data,
    #[serde(default)]
    pub ranking: Ranking,
    #[serde(default)]
    pub screen: ScreenTable,
    #[serde(default, rename = "impute")]
    pub imputes: Vec<ImputeTable>,
    pub treat: Option<TreatTable>,
    pub normalise: Option<NormaliseTable>,
    pub progress: Option<Spanned<ProgressRule>>,
    pub inequality: Option<InequalityTable>,
    #[serde(default, rename = "theme")]
    pub themes: Vec<Theme>,
    #[serde(rename = "level")]
    pub levels: Vec<LevelTable>,
    #[serde(default)]
    pub derived: Vec<DerivedTable>,
    #[serde(rename = "indicator")]
    pub indicators: Vec<IndicatorTable>,
    #[serde(default, rename = "grouping")]
    pub groupings: Vec<Grouping>,
}

fn first_schema() -> Spanned<u32> {
    Spanned::new(0..0, 1)
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Data {
    pub areas: Option<String>,
    pub sources: Option<String>,
    pub scope: Option<Scope>,
    pub population: Option<Spanned<String>>,
    pub cut_off: Option<i32>,
    pub max_age: Option<Spanned<i32>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Ranking {
    pub coverage: Option<Spanned<f64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InequalityTable {
    pub indicator: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LevelTable {
    pub code: Spanned<String>,
    pub parent: Option<Spanned<String>>,
    pub weight: Option<Spanned<f64>>,
    pub name: Names,
    pub short: Option<Names>,
    pub description: Option<Names>,
    pub why: Option<Names>,
    pub complete: Option<bool>,
    pub coverage: Option<Spanned<f64>>,
    pub weights: Option<WeightsTable>,
    pub aggregate: AggregateTable,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DerivedTable {
    pub code: Spanned<String>,
    pub formula: Spanned<String>,
    pub why: Option<Names>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IndicatorTable {
    pub code: Spanned<String>,
    pub parent: Spanned<String>,
    pub name: Names,
    pub short: Option<Names>,
    pub unit: Option<Names>,
    pub value: Spanned<String>,
    pub by_sex: Option<Spanned<String>>,
    pub transform: Option<Transform>,
    pub floor: Option<Spanned<f64>>,
    pub direction: Option<Spanned<i32>>,
    pub goalposts: Option<Spanned<GoalpostsTable>>,
    pub impute: Option<Vec<ImputeTable>>,
    pub treat: Option<TreatTable>,
    pub normalise: Option<NormaliseTable>,
    pub weight: Option<Spanned<f64>>,
    #[serde(default)]
    pub required: bool,
    #[serde(default = "scored")]
    pub scored: bool,
    #[serde(default = "one_decimal")]
    pub decimals: usize,
    #[serde(default)]
    pub themes: Vec<Spanned<String>>,
}

fn scored() -> bool {
    true
}

fn one_decimal() -> usize {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GoalpostsTable {
    pub worst: f64,
    pub best: f64,
    pub why: Option<Names>,
}
