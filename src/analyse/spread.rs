//! How the scores of a group of areas spread on one indicator.

use std::collections::BTreeMap;

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

/// The spread of every group on every indicator; `groups`: that of each area.
pub fn spreads_within(
    scores: &Scores,
    groups: &[Option<usize>],
) -> BTreeMap<usize, Vec<Option<Spread>>> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (area, group) in groups.iter().enumerate() {
        group.iter().for_each(|group| members.entry(*group).or_default().push(area));
    }
    let indicators = 0..scores.indicators.columns();
    let of_group = |areas: &[usize]| indicators.clone().map(|i| spread(scores, areas, i)).collect();
    members.into_iter().map(|(group, areas)| (group, of_group(&areas))).collect()
}

/// The spread of the scores of `areas` (positions) on an indicator, of values that were observed;
/// `None` where fewer than five have one.
fn spread(scores: &Scores, areas: &[usize], indicator: usize) -> Option<Spread> {
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

    /// By hand: odd areas are one group, even ones another, but one that is in none.
    #[test]
    fn a_group_spreads_over_its_own_areas_alone() {
        let scores = &crate::exhibits::sample::WORLD.scores;
        let areas: Vec<usize> = (0..scores.indicators.rows()).collect();
        let groups = areas.iter().map(|&area| (area != 4).then_some(area % 2));
        let found = spreads_within(scores, &groups.collect::<Vec<_>>());
        assert_eq!(found.keys().copied().collect::<Vec<_>>(), [0, 1]);
        let (even, odd): (Vec<usize>, Vec<usize>) =
            areas.into_iter().filter(|area| *area != 4).partition(|area| area % 2 == 0);
        for (i, found) in found[&0].iter().zip(&found[&1]).enumerate() {
            let [even, odd] = [&even, &odd].map(|own| spread(scores, own, i));
            assert_eq!(found, (&even, &odd));
        }
        assert!(found[&0].iter().flatten().count() > 0);
    }
}
