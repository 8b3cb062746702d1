//! The methods a framework can choose from, one type per verb, as the engine takes them.
//!
//! Their formulas and the keys of the file that choose them stand with the verb in `score`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::formula::Formula;
use crate::model::Names;

/// The values that score 0 (`worst`) and 100 (`best`), and why these.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Goalposts {
    pub worst: f64,
    pub best: f64,
    pub why: Names,
}

/// How the value used in an edition is chosen among the years observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct InTime {
    /// The oldest value carried forward, in years before the cut-off. `None`: any age.
    pub max_age: Option<i32>,
    /// Whether the value at the cut-off is read off the line between the two observations around
    /// it, where neither is at it, and how many years these may be apart at most.
    pub linear: Option<Option<i32>>,
}

/// How a missing value is made from those of other areas or other indicators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Imputation {
    /// Over all areas, or over those with the same entry in a column of the reference table.
    Mean { by: Option<String> },
    /// As [`Imputation::Mean`], of the middle value.
    Median { by: Option<String> },
    /// From the other indicators of the same focus area, on the min–max scale and back.
    RowMean,
    /// From the k areas that are nearest by the other indicators.
    NearestAreas { k: usize },
}

/// |Skewness| and excess kurtosis that a column reaches together where a few values lie far out
/// (OECD/JRC *Handbook* practice), unless a framework says otherwise.
pub const FAR_OUT: [f64; 2] = [2.0, 3.5];

/// Whether outliers are treated by the rule of skewness and kurtosis, or without asking it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum When {
    /// Only where |skewness| and excess kurtosis both reach these.
    Rule {
        skewness: f64,
        kurtosis: f64,
    },
    Always,
}

/// What is done to the outliers of an indicator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Treatment {
    Untreated,
    /// Outermost points onto the next, `points` at most; then `fallback` on the original column.
    Winsorise {
        when: When,
        points: usize,
        fallback: Option<Rescaling>,
    },
    /// Values outside two quantiles (shares from 0 to 1) onto them.
    Percentiles {
        when: When,
        low: f64,
        high: f64,
    },
    Rescale {
        when: When,
        by: Rescaling,
    },
}

/// A change of scale of a whole column that draws outliers in.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Rescaling {
    /// ln(x − min + 0.01·(max − min)).
    Logarithm,
    /// ((x − min + 1)^λ − 1) / λ, λ by maximum likelihood where none is given.
    BoxCox { lambda: Option<f64> },
}

impl Treatment {
    /// The method's name in the framework file.
    pub fn key(&self) -> &'static str {
        match self {
            Treatment::Untreated => "none",
            Treatment::Winsorise { .. } => "winsorise",
            Treatment::Percentiles { .. } => "percentiles",
            Treatment::Rescale { by: Rescaling::Logarithm, .. } => "logarithm",
            Treatment::Rescale { by: Rescaling::BoxCox { .. }, .. } => "box_cox",
        }
    }

    pub fn changes_values(&self) -> bool {
        *self != Treatment::Untreated
    }

    /// Whether a treated value may be on another scale than the one the indicator is measured on.
    pub fn changes_the_scale(&self) -> bool {
        matches!(self, Treatment::Winsorise { fallback: Some(_), .. } | Treatment::Rescale { .. })
    }
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Direction {
    More,
    Less,
}

impl Direction {
    /// 1 where more is better, −1 where less is.
    pub fn sign(self) -> f64 {
        match self {
            Direction::More => 1.0,
            Direction::Less => -1.0,
        }
    }

    pub fn turned(self) -> Self {
        match self {
            Direction::More => Direction::Less,
            Direction::Less => Direction::More,
        }
    }
}

/// Where the weights of what stands directly below a level come from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Weighting {
    /// As declared.
    Given,
    Equal,
    PrincipalComponents,
    Entropy,
    Critic,
    /// So that influence on the level is shared as the declared weights are.
    MatchInfluence,
    /// Each area's own most favourable weights; bounds on each weight's share of their sum.
    BenefitOfTheDoubt {
        bounds: Option<[f64; 2]>,
    },
}

impl Weighting {
    /// The method's name in the framework file.
    pub fn key(&self) -> &'static str {
        match self {
            Weighting::Given => "given",
            Weighting::Equal => "equal",
            Weighting::PrincipalComponents => "principal_components",
            Weighting::Entropy => "entropy",
            Weighting::Critic => "critic",
            Weighting::MatchInfluence => "match_influence",
            Weighting::BenefitOfTheDoubt { .. } => "benefit_of_the_doubt",
        }
    }
}

/// What becomes of a score that a mean has no value for: of 0 or below, where it takes logarithms or
/// reciprocals.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Low {
    /// It stops the run.
    Refused,
    /// The area is left without the level's score.
    Excluded,
    /// It counts as this, as do all below.
    Raised(f64),
}

/// How a level's score is made from the scores below it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Aggregation {
    /// Σwx / Σw over what is present.
    ArithmeticMean,
    /// exp(Σw ln x / Σw) over what is present.
    GeometricMean {
        low: Low,
    },
    /// Σw / Σ(w/x), likewise.
    HarmonicMean {
        low: Low,
    },
    /// (Σw x^p / Σw)^(1/p), likewise.
    GeneralisedMean {
        power: f64,
        low: Low,
    },
    /// The weighted median.
    Median,
    Minimum,
    /// Weights for the largest score, the next, …; only where everything is present.
    OrderedWeightedAverage {
        order: Vec<f64>,
    },
    /// M ± S·cv of standardised scores.
    MazziottaPareto {
        penalty: Penalty,
    },
    Copeland,
    /// The score under each area's own most favourable weights, ×100.
    BenefitOfTheDoubt {
        bounds: Option<[f64; 2]>,
    },
    /// A formula over the scores by their codes.
    Formula(Formula),
}

impl Low {
    pub fn floor(self) -> Option<f64> {
        match self {
            Low::Raised(floor) => Some(floor),
            Low::Refused | Low::Excluded => None,
        }
    }
}

impl Aggregation {
    /// What becomes of low scores, for the means that have no value for them.
    pub fn low(&self) -> Option<Low> {
        match self {
            Aggregation::GeometricMean { low }
            | Aggregation::HarmonicMean { low }
            | Aggregation::GeneralisedMean { low, .. } => Some(*low),
            _ => None,
        }
    }

    /// What scores below it count as.
    pub fn floor(&self) -> Option<f64> {
        self.low().and_then(Low::floor)
    }

    /// Whether an area for which it has no value is left without the score, and the run goes on.
    pub fn leaves_out(&self) -> bool {
        matches!(self, Aggregation::Formula(_)) || self.low() == Some(Low::Excluded)
    }

    /// Whether there is no score of the level in any area without one of what stands below it.
    pub fn needs_all(&self) -> bool {
        matches!(self, Aggregation::OrderedWeightedAverage { .. } | Aggregation::Formula(_))
    }

    /// The method's name in the framework file.
    pub fn key(&self) -> &'static str {
        match self {
            Aggregation::ArithmeticMean => "arithmetic_mean",
            Aggregation::GeometricMean { .. } => "geometric_mean",
            Aggregation::HarmonicMean { .. } => "harmonic_mean",
            Aggregation::GeneralisedMean { .. } => "generalised_mean",
            Aggregation::Median => "median",
            Aggregation::Minimum => "minimum",
            Aggregation::OrderedWeightedAverage { .. } => "ordered_weighted_average",
            Aggregation::MazziottaPareto { .. } => "mazziotta_pareto",
            Aggregation::Copeland => "copeland",
            Aggregation::BenefitOfTheDoubt { .. } => "benefit_of_the_doubt",
            Aggregation::Formula(_) => "formula",
        }
    }
}

/// Whether unbalanced scores lower the Mazziotta–Pareto index or raise it (where more is worse).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Penalty {
    Minus,
    Plus,
}

/// What must be observed for a score, before anything is imputed.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Screen {
    /// Share of the scored indicators an area must have observed to be scored at all.
    pub overall: Option<f64>,
}
