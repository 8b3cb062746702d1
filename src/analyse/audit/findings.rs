//! What the audit finds, and from where on it doubts.

use crate::score::Child;

/// Everything the audit found. Indicators are those scored, by position in the framework.
#[derive(Debug, Clone, PartialEq)]
pub struct Audit {
    /// One per scored indicator, framework order.
    pub indicators: Vec<IndicatorAudit>,
    /// Every pair of scored indicators with enough areas, framework order, first < second.
    pub pairs: Vec<Pair>,
    /// How each scored indicator agrees with its focus area, the others and the index.
    pub fits: Vec<Fit>,
    /// One per level with at least two children, framework order.
    pub coherence: Vec<Coherence>,
    /// One per scored indicator and per level but the index that has a weight in it: levels first,
    /// framework order.
    pub influences: Vec<Influence>,
    /// One per scored indicator that can be left out.
    pub left_out: Vec<LeftOut>,
    /// The other scored indicators, with the reason.
    pub not_left_out: Vec<NotLeftOut>,
    /// One per measure that the framework declares for comparison.
    pub measures: Vec<Measure>,
    /// What was found above of all areas with scores, found again of those ranked alone; `None` where
    /// all are ranked, or none.
    pub ranked: Option<Linked>,
}

/// How parts go together, over some of the areas.
#[derive(Debug, Clone, PartialEq)]
pub struct Linked {
    /// How many areas these are.
    pub n: usize,
    pub pairs: Vec<Pair>,
    pub fits: Vec<Fit>,
    pub coherence: Vec<Coherence>,
    pub influences: Vec<Influence>,
    pub measures: Vec<Measure>,
}

/// Availability, age and shape of one indicator's values.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorAudit {
    pub indicator: usize,
    /// Areas with a value observed, and all areas.
    pub n: usize,
    pub of: usize,
    /// Values imputed.
    pub imputed: usize,
    /// Median age of the values used, in years before the cut-off.
    pub median_age: Option<f64>,
    pub older_than_five: usize,
    pub estimated: usize,
    /// On the scale of the transform, before treatment and after it.
    pub before: Shape,
    pub after: Shape,
    /// Of the scores, as normalisation left them: goalposts cut off what lies beyond, ranks spread
    /// evenly.
    pub scores: Shape,
    /// Values that treatment changed.
    pub treated: usize,
    pub doubts: Vec<IndicatorDoubt>,
}

/// Skewness and excess kurtosis (type 2); `None` where too few values or no spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    pub skewness: Option<f64>,
    pub kurtosis: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IndicatorDoubt {
    /// Observed in fewer than [`ENOUGH_PRESENT`] of the areas.
    Sparse,
    /// More than [`MOSTLY`] of its values are over five years old.
    Old,
    /// More than [`MOSTLY`] of its values are modelled.
    Modelled,
    /// Skewness and kurtosis of the scores both beyond the limits of treatment: neither treatment
    /// nor the scale drew a few far areas in.
    Outliers,
    /// All its scores are equal: it tells no area from another.
    Constant,
}

impl IndicatorDoubt {
    /// The word that stays, for tables, answers and the keys of sentences.
    pub fn key(self) -> &'static str {
        match self {
            IndicatorDoubt::Sparse => "sparse",
            IndicatorDoubt::Old => "old",
            IndicatorDoubt::Modelled => "modelled",
            IndicatorDoubt::Outliers => "outliers",
            IndicatorDoubt::Constant => "constant",
        }
    }
}

/// Pearson correlation of the scores of two indicators (each is positive towards the better), over
/// the areas that have both.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub first: usize,
    pub second: usize,
    pub n: usize,
    pub correlation: f64,
    /// The focus area both belong to; `None` across areas. In an index without focus areas, the
    /// index takes their place; an indicator directly beside focus areas belongs to none.
    pub within: Option<usize>,
    /// Within an area all doubts can arise, across areas only `Redundant`.
    pub doubt: Option<PairDoubt>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PairDoubt {
    /// Below zero by more than chance would give: the two pull against each other.
    Negative,
    /// Not to be told from zero: what they share can't be seen.
    NearZero,
    /// Above [`REDUNDANT`]: the same thing counted twice.
    Redundant,
}

impl PairDoubt {
    /// The word that stays, for tables, answers and the keys of sentences.
    pub fn key(self) -> &'static str {
        match self {
            PairDoubt::Negative => "negative",
            PairDoubt::NearZero => "near_zero",
            PairDoubt::Redundant => "redundant",
        }
    }
}

/// Correlation of one indicator's scores with those of the levels.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    pub indicator: usize,
    /// By position among the framework's levels, with the number of areas; `None` under
    /// [`ENOUGH_AREAS`] or where nothing varies.
    pub with: Vec<Option<(f64, usize)>>,
    pub doubts: Vec<FitDoubt>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FitDoubt {
    /// Negatively correlated with its own focus area.
    AgainstItsArea,
    /// Not to be told from zero with its own focus area.
    ApartFromItsArea,
    /// Correlated more with another focus area (position among levels) than with its own.
    CloserTo(usize),
}

impl FitDoubt {
    /// The word that stays, for tables, answers and the keys of sentences.
    pub fn key(self) -> &'static str {
        match self {
            FitDoubt::AgainstItsArea => "against_its_area",
            FitDoubt::ApartFromItsArea => "apart_from_its_area",
            FitDoubt::CloserTo(_) => "closer_than_its_own",
        }
    }
}

/// Whether what stands directly below a level hangs together.
#[derive(Debug, Clone, PartialEq)]
pub struct Coherence {
    pub level: usize,
    pub below: Vec<Child>,
    /// Areas in which everything below has a score.
    pub n: usize,
    pub alpha: Option<f64>,
    /// Principal components of the scores, largest first; empty where they don't exist.
    pub components: Vec<Component>,
    pub doubts: Vec<CoherenceDoubt>,
}

/// One principal component of centred and scaled scores.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    pub eigenvalue: f64,
    /// Share of the variance, 0–1.
    pub share: f64,
    /// By child, in the order of [`Coherence::below`].
    pub loadings: Vec<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CoherenceDoubt {
    /// Alpha below [`ENOUGH_ALPHA`].
    LowAlpha,
    /// More than one eigenvalue above 1: the level holds more than one dimension.
    SeveralDimensions,
    /// A child loads on the first component against the others.
    OpposedLoading,
    /// Too few areas with everything below.
    TooFewAreas,
}

impl CoherenceDoubt {
    /// The word that stays, for tables, answers and the keys of sentences.
    pub fn key(self) -> &'static str {
        match self {
            CoherenceDoubt::LowAlpha => "low_alpha",
            CoherenceDoubt::SeveralDimensions => "several_dimensions",
            CoherenceDoubt::OpposedLoading => "opposed_loading",
            CoherenceDoubt::TooFewAreas => "too_few_areas",
        }
    }
}

/// What a weight declares, and what the scores make of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Influence {
    pub child: Child,
    /// Share among its siblings, 0–1.
    pub declared: f64,
    /// Share in the index by the declared weights, 0–1.
    pub effective: f64,
    /// What its declared weight promises of [`Influence::share`]: its part of the effective weights
    /// of its kind.
    pub promised: f64,
    /// Pearson correlation with the index over areas that have both.
    pub correlation: Option<f64>,
    /// Areas that have both.
    pub n: usize,
    /// Its share in the sum of its kind's correlations (indicators among indicators, levels among
    /// their siblings); a negative correlation counts as none.
    pub share: Option<f64>,
    pub doubt: Option<InfluenceDoubt>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum InfluenceDoubt {
    /// Less than half of what its weight promises.
    Silent,
    /// More than twice what its weight promises.
    Loud,
    /// The index falls where it rises.
    Reversed,
}

impl InfluenceDoubt {
    /// The word that stays, for tables, answers and the keys of sentences.
    pub fn key(self) -> &'static str {
        match self {
            InfluenceDoubt::Silent => "silent",
            InfluenceDoubt::Loud => "loud",
            InfluenceDoubt::Reversed => "reversed",
        }
    }
}

/// What becomes of the ranks without one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    pub indicator: usize,
    /// Areas ranked both with it and without.
    pub n: usize,
    /// Mean of |rank without − rank with|, ranks counted among those `n`.
    pub mean_shift: f64,
    pub largest_shift: usize,
    /// Who moves that far, with rank before and after, first in the order of areas.
    pub mover: Option<(usize, usize, usize)>,
    /// Spearman correlation of the index with and without it.
    pub spearman: Option<f64>,
    /// Whether ranks hang on it: the mean shift is over [`LARGE_SHIFT`] of the ranked areas.
    pub is_decisive: bool,
}

/// An indicator that the index can't be scored without.
#[derive(Debug, Clone, PartialEq)]
pub struct NotLeftOut {
    pub indicator: usize,
    pub why: WhyNot,
}

/// Why the index can't be compared with itself without an indicator.
#[derive(Debug, Clone, PartialEq)]
pub enum WhyNot {
    /// Nothing else is scored directly below its level (position).
    AloneInItsLevel(usize),
    /// The formula of its level (position) names it.
    InAFormula(usize),
    /// A method refuses what is left, with its reason (English, as every error).
    CanNotBeScored(String),
    /// No area is ranked both with it and without.
    NoneRanked,
}

/// How the index and its levels follow an outside measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Position among the framework's measures.
    pub measure: usize,
    /// By position among the framework's levels.
    pub with: Vec<Agreement>,
}

/// Correlations over the areas that have both a score and the measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    pub n: usize,
    /// With income per head: with its logarithm, as that is how scores follow it.
    pub pearson: Option<f64>,
    pub spearman: Option<f64>,
    /// Spearman beyond ±[`REDUNDANT`]: the score is hardly more than the measure under another name.
    pub is_detour: bool,
}

/// The least share of areas in which an indicator should be observed.
pub const ENOUGH_PRESENT: f64 = 0.65;
/// Over this share, an indicator's values are called old or modelled as a whole.
pub const MOSTLY: f64 = 0.5;
/// The least number of areas for a correlation.
pub const ENOUGH_AREAS: usize = 10;
/// How often chance alone may give a correlation that is called one: what [`side_of_zero`] tests.
pub const CHANCE: f64 = 0.05;
/// Correlations above count one thing twice.
pub const REDUNDANT: f64 = 0.9;
/// The least Cronbach's alpha of a level.
pub const ENOUGH_ALPHA: f64 = 0.7;
/// Share of the ranked areas that a mean shift of ranks may reach.
pub const LARGE_SHIFT: f64 = 0.05;
