//! Women and men side by side, on the goalposts of the indicator.

use super::ranges::ScoreRange;
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
}
