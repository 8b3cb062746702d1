//! The methods a framework can choose from, one type per verb, as the engine takes them.
//!
//! Their formulas and the keys of the file that choose them stand with the verb in `score`.

use serde::Serialize;

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

/// What must be observed for a score, before anything is imputed.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Screen {
    /// Share of the scored indicators an area must have observed to be scored at all.
    pub overall: Option<f64>,
}
