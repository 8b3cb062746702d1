//! How the scores of a group of areas spread on one indicator.

use crate::score::Scores;
use crate::statistics::quantile;

/// Fewer scores than this have no spread to speak of.
const SMALLEST: usize = 5;

/// The scores of a group on one indicator, 0–100 as a rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The 10th and the 90th percentile (quantiles of type 7).
    pub low: f64,
    pub high: f64,
    pub median: f64,
}

/// The spread of the scores of `areas` (positions) on an indicator, of values that were observed;
/// `None` where fewer than five have one.
pub fn spread(scores: &Scores, areas: &[usize], indicator: usize) -> Option<Spread> {
    let score = |area: &usize| *scores.indicators.get(*area, indicator);
    let seen = areas.iter().filter(|area| *scores.observed.get(**area, indicator));
    of(&seen.filter_map(score).collect::<Vec<_>>())
}

fn of(scores: &[f64]) -> Option<Spread> {
    if scores.len() < SMALLEST {
        return None;
    }
    let at = |share| quantile(scores, share);
    Some(Spread { low: at(0.1)?, high: at(0.9)?, median: at(0.5)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spread_runs_from_the_10th_to_the_90th_percentile() {
        // By hand: of 21 scores the third from either end; of five, 0.4 of the first and last step.
        let scores: Vec<f64> = (0..21).rev().map(f64::from).collect();
        assert_eq!(of(&scores), Some(Spread { low: 2.0, high: 18.0, median: 10.0 }));
        let five = [50.0, 10.0, 30.0, 20.0, 40.0];
        assert_eq!(of(&five), Some(Spread { low: 14.0, high: 46.0, median: 30.0 }));
        assert_eq!(of(&five[..4]), None);
    }
}
