//! Income inequality against the index computed without it.

use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::score::Scores;

/// Value of the inequality indicator against the index without that indicator, per ranked State.
#[derive(Debug, Clone, PartialEq)]
pub struct Inequality {
    /// Position of the inequality indicator.
    pub indicator: usize,
    /// (area, value in its native unit, year, index without the indicator); ranked States with a value.
    pub points: Vec<(usize, f64, i32, f64)>,
    /// Pearson correlation over the points; `None` under three points or without variation.
    pub correlation: Option<f64>,
}

pub(super) fn against_the_index(
    framework: &Framework,
    panel: &Panel,
    scores: &Scores,
) -> Option<Inequality> {
    let _ = (framework, panel, scores);
    None
}
