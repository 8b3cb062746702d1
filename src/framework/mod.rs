//! The method as data: `framework.toml` in, a checked tree of levels and indicators out.
//!
//! Nothing here knows our indicators: any framework that passes [`read`] can be scored.

mod aggregates;
mod answers;
mod facets;
mod formula;
mod methods;
mod names;
mod normalise;
mod read;
mod readings;
mod tagged;
mod transform;
mod tree;
mod uncertainty;

pub use aggregates::Aggregate;
pub use answers::{Answer, Decision};
pub use facets::{Part, Split, SplitGroup};
pub use formula::{Formula, Lack};
pub use methods::{
    Aggregation, Direction, FAR_OUT, Goalposts, Imputation, InTime, Low, Penalty, Rescaling,
    Screen, Treatment, Weighting, When,
};
pub use names::{NO_SERIES, check as check_names};
pub use normalise::*;
pub use read::{json_schema, read};
pub use readings::{Reading, Theme};
pub use transform::{Transform, rescaled, untransformed};
pub use tree::{
    ComparedBy, Comparison, Derived, Framework, Group, Grouping, Indicator, Level, PaceRule,
    ProgressRule, Scope, Share,
};
pub use uncertainty::{
    AggregationChoice, Alternatives, DropChoice, Filling, Measurement, Uncertainty, WeightNoise,
    WeightsChoice,
};
