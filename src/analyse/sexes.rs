//! Women and men side by side, on the goalposts of the indicator.

use std::cmp::Reverse;

use super::ranges::{Ranges, ScoreRange};
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::model::ObsStatus;
use crate::score::indicator_score;
use crate::statistics::median;

/// Fewer States than this say nothing of women and men in the world: no median, no count, no panel
/// of a figure over fewer.
pub const ENOUGH_STATES: usize = 20;

/// A median over fewer States of a group says little.
pub const LEAST_IN_GROUP: usize = 5;

/// One indicator for one area, for the latest year in which both sexes are published.
#[derive(Debug, Clone, PartialEq)]
pub struct SexPair {
    /// Position in the panel's areas.
    pub area: usize,
    /// Position in the framework's indicators.
    pub indicator: usize,
    pub year: i32,
    pub women: f64,
    pub men: f64,
    /// 0–100 on the same goalposts.
    pub women_score: f64,
    pub men_score: f64,
    /// Whether either figure is a modelled estimate.
    pub estimated: bool,
}

impl SexPair {
    /// How far the two values are apart, as a share of the distance between the goalposts, beyond which they count
    /// on; where there are none, of the scores by themselves.
    pub fn apart(&self, framework: &Framework) -> f64 {
        match framework.indicators[self.indicator].goalposts() {
            Some(posts) => ((self.women - self.men) / (posts.best - posts.worst)).abs(),
            None => (self.women_score - self.men_score).abs() / 100.0,
        }
    }
}

/// Every pair of the edition, by area, then indicator.
pub(super) fn side_by_side(framework: &Framework, panel: &Panel) -> Vec<SexPair> {
    let mut pairs = Vec::new();
    for area in 0..panel.areas.len() {
        for (i, indicator) in framework.indicators.iter().enumerate() {
            let Some((women, men)) = panel.used_by_sex(area, i) else { continue };
            let scores =
                (indicator_score(indicator, women.value), indicator_score(indicator, men.value));
            let (Ok(women_score), Ok(men_score)) = scores else { continue };
            pairs.push(SexPair {
                area,
                indicator: i,
                year: women.year,
                women: women.value,
                men: men.value,
                women_score,
                men_score,
                estimated: [women, men].iter().any(|p| p.status == ObsStatus::Estimated),
            });
        }
    }
    pairs
}

/// Medians of both sexes over the same States, in the native unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Medians {
    pub n: usize,
    pub women: f64,
    pub men: f64,
}

/// The medians of pairs of one indicator; `None` where there are fewer than five.
pub fn medians(pairs: &[&SexPair]) -> Option<Medians> {
    let of = |side: fn(&SexPair) -> f64| pairs.iter().map(|p| side(p)).collect::<Vec<_>>();
    let (women, men) = (median(&of(|p| p.women))?, median(&of(|p| p.men))?);
    (pairs.len() >= LEAST_IN_GROUP).then_some(Medians { n: pairs.len(), women, men })
}

/// How many pairs of one indicator have women score below men by more than the noise; `range`: of
/// its scores.
pub fn women_behind(pairs: &[&SexPair], range: ScoreRange) -> usize {
    pairs.iter().filter(|p| range.direction(p.women_score - p.men_score).is_lt()).count()
}

/// One indicator of both sexes: over all States, and over each of some groups of them.
#[derive(Debug, Clone, PartialEq)]
pub struct BothSexes<'a> {
    pub indicator: usize,
    pub pairs: Vec<&'a SexPair>,
    /// Pairs in which women score below men by more than the noise.
    pub behind: usize,
    /// Of all States, then of each group; none where there are fewer than [`LEAST_IN_GROUP`].
    pub medians: Vec<Option<Medians>>,
}

impl BothSexes<'_> {
    /// The share of its States in which women score below men, 0–1.
    fn share_behind(&self) -> f64 {
        self.behind as f64 / self.pairs.len() as f64
    }
}

/// The scored indicators with pairs in [`ENOUGH_STATES`], in the framework's order; `groups`: positions of the
/// areas of each. What is shown without a score may be about girls and boys.
pub fn both_sexes<'a>(
    framework: &Framework,
    pairs: &'a [SexPair],
    ranges: &Ranges,
    groups: &[Vec<usize>],
) -> Vec<BothSexes<'a>> {
    let of = |indicator: usize| {
        let pairs: Vec<&SexPair> = pairs.iter().filter(|p| p.indicator == indicator).collect();
        let within = |areas: &Vec<usize>| {
            let inside = pairs.iter().copied().filter(|p| areas.contains(&p.area));
            medians(&inside.collect::<Vec<_>>())
        };
        BothSexes {
            indicator,
            behind: women_behind(&pairs, ranges.indicators[indicator]),
            medians: std::iter::once(medians(&pairs)).chain(groups.iter().map(within)).collect(),
            pairs,
        }
    };
    framework.scored().map(of).filter(|of| of.pairs.len() >= ENOUGH_STATES).collect()
}

/// At most so many of them, those with pairs in most States, in the framework's order.
pub fn known_most(mut all: Vec<BothSexes>, most: usize) -> Vec<BothSexes> {
    all.sort_by_key(|of| (Reverse(of.pairs.len()), of.indicator));
    all.truncate(most);
    all.sort_by_key(|of| of.indicator);
    all
}

/// Those where women score below men most often first.
pub fn most_behind<'a, 'b>(all: &'b [BothSexes<'a>]) -> Vec<&'b BothSexes<'a>> {
    let mut all: Vec<&BothSexes> = all.iter().collect();
    all.sort_by(|a, b| b.share_behind().total_cmp(&a.share_behind()));
    all
}

/// Of all pairs, the share with a modelled estimate on either side, 0–1.
pub fn estimated_share(all: &[BothSexes]) -> f64 {
    let pairs = || all.iter().flat_map(|of| &of.pairs);
    pairs().filter(|p| p.estimated).count() as f64 / pairs().count() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair((women, men): (f64, f64)) -> SexPair {
        let (women_score, men_score) = (women, men);
        let (area, indicator, year, estimated) = (0, 0, 2020, false);
        SexPair { area, indicator, year, women, men, women_score, men_score, estimated }
    }

    #[test]
    fn medians_and_the_noise_by_hand() {
        let pairs = [(1.0, 9.0), (5.0, 5.0), (3.0, 4.9), (4.0, 6.0), (2.0, 1.0)].map(pair);
        let pairs: Vec<&SexPair> = pairs.iter().collect();
        assert_eq!(medians(&pairs), Some(Medians { n: 5, women: 3.0, men: 5.0 }));
        assert_eq!(medians(&pairs[..4]), None, "too few");
        assert_eq!(medians(&[]), None);
        // By 8 and by 2 points; 1.9 is within the noise.
        assert_eq!(women_behind(&pairs, ScoreRange::HUNDRED), 2);
    }

    /// By hand: from 40 % of the scale beyond its lowest post to 60 %, where both score nothing.
    #[test]
    fn values_beyond_the_goalposts_are_apart_too() {
        let framework = &crate::exhibits::sample::WORLD.framework;
        let scored = framework.indicators.iter().enumerate();
        let (indicator, posts) =
            scored.filter_map(|(i, of)| Some((i, of.goalposts()?))).next().unwrap();
        let beyond = |share: f64| posts.worst + share * (posts.worst - posts.best);
        let scores = pair((0.0, 0.0));
        let (women, men) = (beyond(0.4), beyond(0.6));
        let apart = SexPair { indicator, women, men, ..scores }.apart(framework);
        assert!((apart - 0.2).abs() < 1e-9, "{apart}");
    }

    /// By hand: of 4 pairs 3 with women behind, of 2 pairs 1; of the six, two estimated.
    #[test]
    fn the_indicator_with_women_behind_in_most_of_its_states_comes_first() {
        let all: Vec<SexPair> =
            (0..6).map(|n| SexPair { estimated: n % 3 == 0, ..pair((1.0, 9.0)) }).collect();
        let of = |indicator, behind, pairs: std::ops::Range<usize>| BothSexes {
            indicator,
            behind,
            pairs: all[pairs].iter().collect(),
            medians: Vec::new(),
        };
        let all = [of(0, 1, 0..2), of(1, 3, 2..6)];
        let order: Vec<usize> = most_behind(&all).iter().map(|of| of.indicator).collect();
        assert_eq!((order, estimated_share(&all)), (vec![1, 0], 1.0 / 3.0));
    }

    /// By hand: with pairs in 2, 4, 1 and 4 States; of equals the first.
    #[test]
    fn indicators_known_in_most_states_are_kept_in_their_order() {
        let all: Vec<SexPair> = (0..4).map(|_| pair((1.0, 9.0))).collect();
        let of = |(indicator, n): (usize, usize)| {
            let pairs = all[..n].iter().collect();
            BothSexes { indicator, behind: 0, pairs, medians: Vec::new() }
        };
        let kept = |most| {
            let all = [2, 4, 1, 4].into_iter().enumerate().map(of).collect();
            known_most(all, most).iter().map(|of| of.indicator).collect::<Vec<_>>()
        };
        assert_eq!([kept(1), kept(3), kept(9)], [vec![1], vec![0, 1, 3], vec![0, 1, 2, 3]]);
    }
}
