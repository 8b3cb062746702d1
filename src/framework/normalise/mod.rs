//! How values become scores, one file for each method: the keys that choose it, its checks, its scale,
//! and what a sentence on it holds. A new one is its file, its line in the list below, and its words.

mod method;
mod scale;

use serde::Serialize;

use super::chosen::methods;

pub(crate) use method::YEARS;
pub use method::{Fit, Normalise, OnSheet, Reach, Sentence, Told};
pub use scale::{Attempt, Count, NoScale, OTHER, Pool, Scale, refuse};

methods! {
    /// The methods of [`Normalisation`].
    NormaliseMethod: dyn Normalise, "NormaliseTable", "normalise";
    goalposts::Goalposts,
    min_max::MinMax,
    z_score::ZScore,
    rank::Rank,
    percentile_rank::PercentileRank,
    borda::Borda,
    distance_to_max::DistanceToMax,
    distance_to_target::DistanceToTarget,
    distance_to_reference::DistanceToReference,
    fraction_of_max::FractionOfMax,
    categories::Categories,
}

/// How a value becomes a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Normalisation {
    pub method: NormaliseMethod,
    /// The scores that the lowest and the highest position get; ranks and z-scores take none.
    pub scale: [f64; 2],
    /// Whether all years up to the cut-off give the lowest, the highest and so on, or only the
    /// values used.
    pub all_years: bool,
}
