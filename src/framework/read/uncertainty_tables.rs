//! `[uncertainty]` of `framework.toml`, key by key; its sense is checked in `uncertain`.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::framework::aggregation::Aggregation;
use crate::framework::chosen::MethodTable;
use crate::framework::normalise::NormaliseMethod;
use crate::framework::treatment::Treatment;
use crate::framework::uncertainty::Filling;
use crate::model::Names;

/// What is uncertain. What is not named here does not vary; without the whole table, weights vary
/// by a quarter and values by their measurement.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UncertaintyTable {
    /// Replications of a build (10 000).
    #[schemars(with = "Option<u64>")]
    pub runs: Option<Spanned<u64>>,
    /// Of the random numbers (1).
    pub seed: Option<u64>,
    /// The order of two areas counts as certain from this share of the runs on, above one half (0.95).
    #[schemars(with = "Option<f64>")]
    pub certain: Option<Spanned<f64>>,
    /// Other normalisations of all indicators.
    pub normalisation: Option<NormalisationChoiceTable>,
    /// Other treatments of all indicators.
    pub treatment: Option<TreatmentChoiceTable>,
    /// Other ways to fill missing values.
    pub imputation: Option<ImputationChoiceTable>,
    /// Other ways to aggregate some levels; one draw for each entry.
    #[serde(default, rename = "aggregation")]
    pub aggregations: Vec<AggregationChoiceTable>,
    /// Noise on the weights below some levels; one draw for each entry.
    #[serde(default)]
    pub weights: Vec<WeightsChoiceTable>,
    /// Indicators left out, one at a time.
    pub drop: Option<DropTable>,
    /// How far the values may be off.
    pub measurement: Option<MeasurementTable>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NormalisationChoiceTable {
    /// Besides the declared one, each as likely.
    #[schemars(with = "Vec<MethodTable<NormaliseMethod>>")]
    pub alternatives: Spanned<Vec<MethodTable<NormaliseMethod>>>,
    pub why: Option<Names>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TreatmentChoiceTable {
    /// Besides the declared one, each as likely.
    #[schemars(with = "Vec<MethodTable<Treatment>>")]
    pub alternatives: Spanned<Vec<MethodTable<Treatment>>>,
    pub why: Option<Names>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ImputationChoiceTable {
    /// Besides the declared one, each as likely.
    #[schemars(with = "Vec<MethodTable<Filling>>")]
    pub alternatives: Spanned<Vec<MethodTable<Filling>>>,
    pub why: Option<Names>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AggregationChoiceTable {
    /// The levels at this depth: 0 the index, 1 what stands directly below it, and so on.
    #[schemars(with = "Option<usize>")]
    pub depth: Option<Spanned<usize>>,
    /// Or these levels, by code. Every level where neither is given.
    #[schemars(with = "Option<Vec<String>>")]
    pub levels: Option<Vec<Spanned<String>>>,
    /// Besides the declared one, each as likely.
    #[schemars(with = "Vec<MethodTable<Aggregation>>")]
    pub alternatives: Spanned<Vec<MethodTable<Aggregation>>>,
    pub why: Option<Names>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WeightsChoiceTable {
    /// What stands directly below the levels at this depth: 0 the index, and so on.
    #[schemars(with = "Option<usize>")]
    pub depth: Option<Spanned<usize>>,
    /// Or below these levels, by code. Below every level where neither is given.
    #[schemars(with = "Option<Vec<String>>")]
    pub levels: Option<Vec<Spanned<String>>>,
    /// Each weight within this share of the declared one, more or less (0.25).
    #[schemars(with = "Option<f64>")]
    pub spread: Option<Spanned<f64>>,
    /// Instead: Dirichlet, of this concentration (the larger, the closer to the declared shares).
    #[schemars(with = "Option<f64>")]
    pub concentration: Option<Spanned<f64>>,
    pub why: Option<Names>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DropTable {
    /// By code; every indicator that does not stand alone below its level where absent.
    #[schemars(with = "Option<Vec<String>>")]
    pub indicators: Option<Vec<Spanned<String>>>,
    pub why: Option<Names>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MeasurementTable {
    /// Deviation of the logarithm of a modelled estimate (0.05: about 5 %); 0 for none.
    #[schemars(with = "Option<f64>")]
    pub estimated: Option<Spanned<f64>>,
    /// Times the drift that each indicator's own changes show, for values carried forward (1); 0 for none.
    #[schemars(with = "Option<f64>")]
    pub drift: Option<Spanned<f64>>,
    pub why: Option<Names>,
}
