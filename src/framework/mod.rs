//! The method as data: `framework.toml` in, a checked tree of levels and indicators out.
//!
//! Nothing here knows our indicators: any framework that passes [`read`] can be scored.

mod aggregates;
mod aggregation;
mod answers;
mod chosen;
mod doubt;
mod facets;
mod formula;
mod grouping;
mod imputation;
mod made;
mod methods;
mod names;
mod normalise;
mod read;
mod readings;
mod said;
mod steps;
mod tagged;
mod transform;
mod treatment;
mod tree;
mod uncertainty;
mod weighting;

pub use aggregates::Aggregate;
pub use aggregation::*;
pub use answers::{Answer, Decision};
pub use facets::{Part, Split, SplitGroup};
pub use formula::{Formula, Lack, Piece};
pub use grouping::{Group, Grouping, Scope};
pub use imputation::{
    Imputation, ImputedFrom, InTime, Known, MeanOfAreas, MedianOfAreas, NearestAreas, OfAreas,
    RowMean, Source,
};
pub use made::{Made, Note, Refusal, Weights};
pub use methods::{Direction, Goalposts, Screen};
pub use names::{NO_SERIES, check as check_names};
pub use normalise::*;
pub use read::{json_schema, read};
pub use readings::{Reading, Theme};
pub use said::{Holds, Parameter};
pub use transform::{Transform, rescaled, untransformed};
pub use treatment::{
    BoxCox, Change, FAR_OUT, Logarithm, Percentiles, Treatment, Untreated, When, Winsorise, treat,
};
pub use tree::{
    ComparedBy, Comparison, Derived, Framework, Indicator, Level, PaceRule, ProgressRule, Share,
};
pub use uncertainty::{
    AggregationChoice, Alternatives, DropChoice, Filling, Measurement, Uncertainty, WeightNoise,
    WeightsChoice,
};
pub use weighting::{
    Below, Critic, Equal, Given, MatchInfluence, PrincipalComponents, Weighing, Weighting,
};
