//! How a missing value is made from those of other areas or other indicators, one file for each method: the keys
//! that choose it, its formula, and what a sentence on it holds. A new one is its file, its line in the list
//! below, and its words. Those that choose the value in time stand apart: they are no values made.

mod from;
mod in_time;
mod method;
mod neighbours;
mod source;
mod statistic;

use super::chosen::methods;

pub use from::{ImputedFrom, OfAreas};
pub use in_time::InTime;
pub use method::Imputing;
pub use source::{Known, Source};

methods! {
    /// How a missing value is made.
    Imputation: dyn Imputing, "ImputeTable", "impute";
    mean::MeanOfAreas,
    median::MedianOfAreas,
    row_mean::RowMean,
    nearest_areas::NearestAreas,
}
