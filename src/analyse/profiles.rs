//! What stands out in one State against States of like income.

use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::model::Areas;
use crate::score::Scores;

/// An indicator score against the median of the comparison group.
#[derive(Debug, Clone, PartialEq)]
pub struct Standout {
    pub indicator: usize,
    pub score: f64,
    pub group_median: f64,
    /// Areas in the comparison group with a score, this one included.
    pub group_n: usize,
}

impl Standout {
    /// Points above the median (negative: below).
    pub fn distance(&self) -> f64 {
        self.score - self.group_median
    }
}

/// At most three strengths (most above the median first) and gaps (most below first).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// The income group compared with: (grouping, group) positions; `None` where the State has none.
    pub compared_with: Option<(usize, usize)>,
    pub strengths: Vec<Standout>,
    pub gaps: Vec<Standout>,
}

pub(super) fn stand_outs(
    framework: &Framework,
    areas: &Areas,
    panel: &Panel,
    scores: &Scores,
) -> Vec<Profile> {
    let _ = (framework, areas, panel, scores);
    Vec::new()
}
