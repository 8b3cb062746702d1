//! Means over the States of a group that have an index, plain and weighted by population.

use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::model::Areas;
use crate::score::Scores;

/// The mean score of one group at one level.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupMean {
    /// Position in the framework's groupings, and of the group within it.
    pub grouping: usize,
    pub group: usize,
    /// Position in the framework's levels.
    pub level: usize,
    /// States in the group that have an index.
    pub n: usize,
    /// `None` where n is 0.
    pub mean: Option<f64>,
    /// Weighted by the latest population not after the cut-off, over the `n_weighted` States that have one.
    pub weighted_mean: Option<f64>,
    pub n_weighted: usize,
    /// Lowest and highest score among the n.
    pub range: Option<(f64, f64)>,
}

pub(super) fn means(
    framework: &Framework,
    areas: &Areas,
    panel: &Panel,
    scores: &Scores,
) -> Vec<GroupMean> {
    let _ = (framework, areas, panel, scores);
    Vec::new()
}
