//! The tables of `framework.toml` that choose a method, key by key.
//!
//! Each is flat, a method and the keys that some methods take, so that every key keeps its line;
//! which method takes which key is checked in `methods`.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize, JsonSchema, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct ScreenTable {
    /// Share of what stands directly below a level that must be observed for a score, at every level.
    #[schemars(with = "Option<f64>")]
    pub coverage: Option<Spanned<f64>>,
    /// Share of the scored indicators an area must have observed to be scored at all.
    #[schemars(with = "Option<f64>")]
    pub overall: Option<Spanned<f64>>,
}

#[derive(Deserialize, JsonSchema, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct ImputeTable {
    #[schemars(with = "ImputeMethod")]
    pub method: Spanned<ImputeMethod>,
    /// carried_forward: how old a value may be; linear: how many years the two observations may be apart.
    #[schemars(with = "Option<i32>")]
    pub years: Option<Spanned<i32>>,
    /// mean, median: a column of the reference table; over all areas where absent.
    #[schemars(with = "Option<String>")]
    pub by: Option<Spanned<String>>,
    /// nearest_areas: how many.
    #[schemars(with = "Option<usize>")]
    pub k: Option<Spanned<usize>>,
}

#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum ImputeMethod {
    CarriedForward,
    Linear,
    Mean,
    Median,
    RowMean,
    NearestAreas,
}

#[derive(Deserialize, JsonSchema, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct TreatTable {
    #[schemars(with = "TreatMethod")]
    pub method: Spanned<TreatMethod>,
    /// By the rule of skewness and kurtosis (where absent), or always.
    #[schemars(with = "Option<WhenWord>")]
    pub when: Option<Spanned<WhenWord>>,
    /// The rule: outliers where |skewness| is this or more (2) …
    #[schemars(with = "Option<f64>")]
    pub skewness: Option<Spanned<f64>>,
    /// … and excess kurtosis is this or more (3.5).
    #[schemars(with = "Option<f64>")]
    pub kurtosis: Option<Spanned<f64>>,
    /// winsorise: how many points at most (5).
    #[schemars(with = "Option<usize>")]
    pub points: Option<Spanned<usize>>,
    /// winsorise: what is done to the original where the rule still fails (logarithm).
    #[schemars(with = "Option<Fallback>")]
    pub fallback: Option<Spanned<Fallback>>,
    /// box_cox: the power; of maximum likelihood where absent.
    #[schemars(with = "Option<f64>")]
    pub lambda: Option<Spanned<f64>>,
    /// percentiles: the lower share, from 0 to 1 (0).
    #[schemars(with = "Option<f64>")]
    pub low: Option<Spanned<f64>>,
    /// percentiles: the upper share, from 0 to 1 (1).
    #[schemars(with = "Option<f64>")]
    pub high: Option<Spanned<f64>>,
}

#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum TreatMethod {
    None,
    Winsorise,
    Percentiles,
    Logarithm,
    BoxCox,
}

#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum WhenWord {
    Rule,
    Always,
}

#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fallback {
    None,
    Logarithm,
    BoxCox,
}
