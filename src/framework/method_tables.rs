//! The tables of `framework.toml` that choose a method, key by key.
//!
//! Each is flat, a method and the keys that some methods take, so that every key keeps its line;
//! which method takes which key is checked in `check_methods`.

use serde::Deserialize;
use toml::Spanned;

use super::Penalty;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct ScreenTable {
    pub coverage: Option<Spanned<f64>>,
    pub overall: Option<Spanned<f64>>,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct ImputeTable {
    pub method: Spanned<ImputeMethod>,
    pub years: Option<Spanned<i32>>,
    pub by: Option<Spanned<String>>,
    pub k: Option<Spanned<usize>>,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum ImputeMethod {
    CarriedForward,
    Linear,
    Mean,
    Median,
    RowMean,
    NearestAreas,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct TreatTable {
    pub method: Spanned<TreatMethod>,
    pub when: Option<Spanned<WhenWord>>,
    pub skewness: Option<Spanned<f64>>,
    pub kurtosis: Option<Spanned<f64>>,
    pub points: Option<Spanned<usize>>,
    pub fallback: Option<Spanned<Fallback>>,
    pub lambda: Option<Spanned<f64>>,
    pub low: Option<Spanned<f64>>,
    pub high: Option<Spanned<f64>>,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum TreatMethod {
    None,
    Winsorise,
    Percentiles,
    Logarithm,
    BoxCox,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum WhenWord {
    Rule,
    Always,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fallback {
    None,
    Logarithm,
    BoxCox,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct NormaliseTable {
    pub method: Spanned<NormaliseWord>,
    pub scale: Option<Spanned<[f64; 2]>>,
    pub over: Option<Spanned<Over>>,
    pub mean: Option<Spanned<f64>>,
    pub deviation: Option<Spanned<f64>>,
    pub target: Option<Spanned<f64>>,
    pub reference: Option<Spanned<String>>,
    pub capped: Option<Spanned<bool>>,
    pub thresholds: Option<Spanned<Vec<f64>>>,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum NormaliseWord {
    Goalposts,
    MinMax,
    ZScore,
    Rank,
    PercentileRank,
    Borda,
    DistanceToMax,
    DistanceToTarget,
    DistanceToReference,
    FractionOfMax,
    Categories,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Over {
    OneYear,
    AllYears,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WeightsTable {
    pub method: Spanned<WeightsMethod>,
    pub bounds: Option<Spanned<[f64; 2]>>,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum WeightsMethod {
    Given,
    Equal,
    PrincipalComponents,
    Entropy,
    Critic,
    MatchInfluence,
    BenefitOfTheDoubt,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AggregateTable {
    pub method: Spanned<AggregateMethod>,
    pub floor: Option<Spanned<f64>>,
    pub power: Option<Spanned<f64>>,
    pub order: Option<Spanned<Vec<f64>>>,
    pub penalty: Option<Spanned<Penalty>>,
    pub bounds: Option<Spanned<[f64; 2]>>,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum AggregateMethod {
    ArithmeticMean,
    GeometricMean,
    HarmonicMean,
    GeneralisedMean,
    Median,
    Minimum,
    OrderedWeightedAverage,
    MazziottaPareto,
    Copeland,
    BenefitOfTheDoubt,
}
