//! What an imputed value was made from.

use std::sync::Arc;

/// What an imputed value was made from.
#[derive(Debug, Clone, PartialEq)]
pub enum ImputedFrom {
    /// The values of other areas, the same for every area that lacks one.
    Areas(Arc<OfAreas>),
    /// The mean of the positions of these other indicators of the same focus area (level).
    Row { level: usize, indicators: Vec<usize> },
    /// The mean of these areas, nearest first.
    Nearest { areas: Vec<usize> },
}

/// The mean or the median (by name) of the areas that have a value: of all, or of those of one
/// group (its column in the reference table and its name).
#[derive(Debug, Clone, PartialEq)]
pub struct OfAreas {
    pub statistic: &'static str,
    pub group: Option<(String, String)>,
    pub areas: Vec<usize>,
    pub value: f64,
}

impl ImputedFrom {
    /// As the framework file calls it.
    pub fn method(&self) -> &'static str {
        match self {
            ImputedFrom::Areas(of) => of.statistic,
            ImputedFrom::Row { .. } => "row_mean",
            ImputedFrom::Nearest { .. } => "nearest_areas",
        }
    }
}
