//! Income inequality against the index computed without it.

use super::availability::OLD;
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

    /// The correlation at equal income, where what goes together is known not to do so there.
    pub fn lost_at_equal_income(&self) -> Option<f64> {
        let lost = self.holds_at_equal_income() == Some(false);
        self.at_equal_income.filter(|_| lost).map(|(partial, _)| partial)
    }
}

/// How many points at either end of both axes stand out.
pub const AT_EITHER_END: usize = 4;

impl Inequality {
    /// The points furthest out on either axis, by position.
    pub fn furthest(&self) -> Vec<usize> {
        let sorted = |of: fn(&(usize, f64, i32, f64)) -> f64| {
            let mut order: Vec<usize> = (0..self.points.len()).collect();
            order.sort_by(|&a, &b| of(&self.points[a]).total_cmp(&of(&self.points[b])));
            order
        };
        let mut furthest = Vec::new();
        for order in [sorted(|p| p.1), sorted(|p| p.3)] {
            furthest.extend(order.iter().take(AT_EITHER_END));
            furthest.extend(order.iter().rev().take(AT_EITHER_END));
        }
        furthest.sort();
        furthest.dedup();
        furthest
    }

    /// The first and the last year of the values; `None` without a point.
    pub fn years(&self) -> Option<(i32, i32)> {
        let years = self.points.iter().map(|p| (p.2, p.2));
        years.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    /// How many values are of a year that is old at the cut-off.
    pub fn old(&self, cut_off: i32) -> usize {
        self.points.iter().filter(|p| cut_off - p.2 > OLD).count()
    }

    /// Lowest and highest value in its native unit, and lowest and highest index without it.
    pub fn ends(&self) -> [(f64, f64); 2] {
        let ends = |of: fn(&(usize, f64, i32, f64)) -> f64| {
            let values = self.points.iter().map(of);
            let low = values.clone().fold(f64::MAX, f64::min);
            (low, values.fold(f64::MIN, f64::max))
        };
        [ends(|p| p.1), ends(|p| p.3)]
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

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: ten areas whose index falls as the value rises, but for the one with the middle value.
    #[test]
    fn the_furthest_points_are_the_first_and_last_on_either_axis() {
        let index = |k: usize| if k == 5 { 99.0 } else { 50.0 - k as f64 };
        let points = (0..10).map(|k| (k, k as f64, 2012 + k as i32, index(k))).collect();
        let found = Inequality { indicator: 0, points, correlation: None, at_equal_income: None };
        assert_eq!(found.furthest(), [0, 1, 2, 3, 5, 6, 7, 8, 9]);
        assert_eq!(found.years(), Some((2012, 2021)));
        assert_eq!(found.old(2020), 3, "those of 2012 to 2014");
        assert_eq!(found.ends(), [(0.0, 9.0), (41.0, 99.0)]);
    }

    /// By hand: −0.6 overall is gone at −0.1 and turned at 0.5; it holds at −0.4, and none is known beside none.
    #[test]
    fn what_is_lost_at_equal_income_is_known_on_both_sides() {
        let lost = |correlation, partial: Option<f64>| {
            let at_equal_income = partial.map(|partial| (partial, 99));
            let points = Vec::new();
            Inequality { indicator: 0, points, correlation, at_equal_income }.lost_at_equal_income()
        };
        let found = [-0.1, 0.5, -0.4].map(|partial| lost(Some(-0.6), Some(partial)));
        assert_eq!(found, [Some(-0.1), Some(0.5), None]);
        assert_eq!([lost(Some(-0.6), None), lost(None, Some(-0.1))], [None, None]);
    }
}
