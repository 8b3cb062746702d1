//! Income inequality against the index computed without it.

use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::score::{self, Scores};
use crate::statistics::pearson;

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

/// `None` where the framework names no such indicator.
pub(super) fn against_the_index(
    framework: &Framework,
    panel: &Panel,
    scores: &Scores,
) -> Option<Inequality> {
    let indicator = framework.indicator(framework.inequality.as_ref()?)?;
    let mut without = framework.clone();
    without.indicators[indicator].weight = None;
    let levels = score::levels(&without, &panel.areas, &scores.indicators, &scores.observed);
    let levels = levels.ok()?.scores;
    let points: Vec<(usize, f64, i32, f64)> = (0..panel.areas.len())
        .filter(|&a| scores.standings[a].is_ranked())
        .filter_map(|a| {
            let point = panel.used(a, indicator)?.point;
            Some((a, point.value, point.year, (*levels.get(a, 0))?))
        })
        .collect();
    let pairs: Vec<(f64, f64)> = points.iter().map(|p| (p.1, p.3)).collect();
    Some(Inequality { indicator, correlation: pearson(&pairs), points })
}
