//! What the framework calls uncertain: choices that a reasonable analyst could have made otherwise,
//! and how far the values themselves may be off.

use serde::Serialize;

use super::aggregation::Aggregation;
use super::chosen::{Entry, Listed};
use super::imputation::Imputation;
use super::normalise::Normalisation;
use super::treatment::Treatment;
use crate::model::Names;

/// All uncertain choices of an index. Of alternatives, the declared method is always one more.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Uncertainty {
    /// Replications of a build; a simulation may ask for another number.
    pub runs: u64,
    pub seed: u64,
    /// From this share of the runs on, the order of two areas counts as certain.
    pub certain: f64,
    /// Each alternative holds one normalisation for every indicator.
    pub normalisation: Option<Alternatives<Vec<Normalisation>>>,
    pub treatment: Option<Alternatives<Treatment>>,
    pub imputation: Option<Alternatives<Filling>>,
    pub aggregations: Vec<AggregationChoice>,
    pub weights: Vec<WeightsChoice>,
    pub drop: Option<DropChoice>,
    pub measurement: Option<Measurement>,
}

/// Methods besides the declared one; each as likely as the declared one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alternatives<T> {
    pub others: Vec<T>,
    pub why: Option<Names>,
}

/// How a missing value may be filled.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Filling {
    /// Left missing.
    Nothing,
    /// By one method, and by the median of all areas where that has nothing to go by.
    Made(Imputation),
    /// Drawn: predicted from the area's other indicators, with the noise that the prediction has.
    Regression,
}

impl Listed for Filling {
    const TABLE: &'static str = "FillTable";
    const VERB: &'static str = "fill";

    fn methods() -> Vec<Entry<Self>> {
        let apart = [
            Entry::new("none", &[], |_| Filling::Nothing),
            Entry::new("regression", &[], |_| Filling::Regression),
        ];
        let made = Imputation::methods().into_iter().map(|entry| entry.map(Filling::Made));
        apart.into_iter().chain(made).collect()
    }
}

/// Other ways to aggregate some levels: one draw for all of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AggregationChoice {
    /// A short name for tables, from the depth or the codes of the levels.
    pub code: String,
    pub levels: Vec<usize>,
    pub others: Vec<Aggregation>,
    pub why: Option<Names>,
}

/// Noise on the weights of what stands directly below some levels.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeightsChoice {
    /// A short name for tables, from the depth or the codes of the levels.
    pub code: String,
    pub levels: Vec<usize>,
    pub noise: WeightNoise,
    pub why: Option<Names>,
}

/// How weights vary.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum WeightNoise {
    /// Each weight times its own factor, uniform from 1 − spread to 1 + spread.
    Spread(f64),
    /// All shares of a level together: Dirichlet around the declared shares, the concentration
    /// shared out among them (the larger, the closer).
    Dirichlet(f64),
}

/// Indicators left out one at a time; none left out is one more alternative.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DropChoice {
    pub indicators: Vec<usize>,
    pub why: Option<Names>,
}

/// How far a value may be off.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measurement {
    /// Deviation of the logarithm of a modelled estimate; an indicator's `error` stands above it.
    pub estimated: f64,
    /// Times the indicator's own yearly drift, for values carried forward; 0: they don't drift.
    pub drift: f64,
    pub why: Option<Names>,
}

impl Uncertainty {
    /// What holds where a framework says nothing: weights of every level within a quarter, and the
    /// measurement itself. Methods don't vary unless alternatives are named.
    pub fn unsaid(levels: Vec<usize>) -> Self {
        let noise = WeightNoise::Spread(DEFAULT_SPREAD);
        Uncertainty {
            weights: vec![WeightsChoice { code: "weights".to_owned(), levels, noise, why: None }],
            measurement: Some(Measurement { estimated: DEFAULT_ERROR, drift: 1.0, why: None }),
            ..Uncertainty::none()
        }
    }

    /// Nothing varies.
    pub fn none() -> Self {
        Uncertainty {
            runs: DEFAULT_RUNS,
            seed: DEFAULT_SEED,
            certain: DEFAULT_CERTAIN,
            normalisation: None,
            treatment: None,
            imputation: None,
            aggregations: Vec::new(),
            weights: Vec::new(),
            drop: None,
            measurement: None,
        }
    }
}

/// In nineteen of twenty runs.
pub const DEFAULT_CERTAIN: f64 = 0.95;
/// ±25 %.
pub const DEFAULT_SPREAD: f64 = 0.25;
/// 5 % of the value.
pub const DEFAULT_ERROR: f64 = 0.05;
pub const DEFAULT_RUNS: u64 = 10_000;
pub const DEFAULT_SEED: u64 = 1;
