//! Income inequality against the index computed without it.

use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::score::{self, Scores};
use crate::statistics::{partial, pearson};

/// Value of the inequality indicator against the index without that indicator, per ranked State.
#[derive(Debug, Clone, PartialEq)]
pub struct Inequality {
    /// Position of the inequality indicator.
    pub indicator: usize,
    /// (area, value in its native unit, year, index without the indicator); ranked States with a value.
    pub points: Vec<(usize, f64, i32, f64)>,
    /// Pearson correlation over the points; `None` under three points or without variation.
    pub correlation: Option<f64>,
    /// The same at equal income: the partial correlation given the logarithm of income per head, over the
    /// points that have it, and how many these are.
    pub at_equal_income: Option<(f64, usize)>,
}

/// Nearer to 0 than this a correlation is no pattern.
pub const HARDLY: f64 = 0.2;

impl Inequality {
    /// Whether what goes together does so at equal income too: in the same direction, and not hardly.
    /// `None` where it is not known.
    pub fn holds_at_equal_income(&self) -> Option<bool> {
        let (correlation, (partial, _)) = (self.correlation?, self.at_equal_income?);
        Some(partial.abs() >= HARDLY && partial.signum() == correlation.signum())
    }
}

/// `None` where the framework names no such indicator.
pub(super) fn against_the_index(
    framework: &Framework,
    panel: &Panel,
    scores: &Scores,
    measures: &[Vec<Option<f64>>],
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
    let income = framework.income.and_then(|m| measures.get(m));
    let ln_income = |area: usize| income?[area].filter(|x| *x > 0.0).map(f64::ln);
    let triples: Vec<(f64, f64, f64)> =
        points.iter().filter_map(|p| Some((p.1, p.3, ln_income(p.0)?))).collect();
    let at_equal_income = partial(&triples).map(|r| (r, triples.len()));
    Some(Inequality { indicator, correlation: pearson(&pairs), at_equal_income, points })
}
