//! From where to where scores run: 0–100 as a rule, but a framework may choose otherwise, and some
//! methods (z-scores, ranks, comparisons of areas) have no ends but those of the scores found.

use std::cmp::Ordering;

use crate::framework::{Aggregation, Ends, Framework, Reach};
use crate::score::{Child, Scores, all_below};

/// Differences smaller than this many hundredths of the range of scores are called none: most
/// values are modelled or some years old, and an edition without intervals can't tell them apart.
pub const NOISE: f64 = 2.0;

/// Scores may leave the ends of their method by rounding alone.
const ROUNDING: f64 = 1e-9;

/// Where the scores of an indicator or a level can stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoreRange {
    pub low: f64,
    pub high: f64,
    /// Whether the method sets the ends; otherwise they are the lowest and the highest score found.
    pub is_fixed: bool,
}

impl ScoreRange {
    /// 0 to 100.
    pub const HUNDRED: Self = ScoreRange { low: 0.0, high: 100.0, is_fixed: true };

    /// Between the ends that a method sets; the lowest and the highest score where one lies beyond
    /// or where there are no such ends. Of no score at all, 0 to 100.
    pub fn new(ends: Option<[f64; 2]>, scores: impl Iterator<Item = f64>) -> Self {
        let found = scores.fold(None, |ends: Option<(f64, f64)>, score| {
            let (low, high) = ends.unwrap_or((score, score));
            Some((low.min(score), high.max(score)))
        });
        let (first, last) = found.unwrap_or((0.0, 0.0));
        if let Some([low, high]) = ends {
            let slack = ROUNDING * (high - low);
            if found.is_none() || (first >= low - slack && last <= high + slack) {
                return ScoreRange { low, high, is_fixed: true };
            }
        }
        match found {
            None => ScoreRange::HUNDRED,
            Some((low, high)) if low < high => ScoreRange { low, high, is_fixed: false },
            Some((one, _)) => ScoreRange { low: one - 0.5, high: one + 0.5, is_fixed: false },
        }
    }

    /// The smallest difference that is called one.
    pub fn noise(self) -> f64 {
        NOISE * ((self.high - self.low) / 100.0)
    }

    /// Which way a difference of scores goes, or none within the noise. A difference of just the
    /// noise counts, also where rounding leaves it a hair below.
    pub fn direction(self, difference: f64) -> Ordering {
        if difference.abs() < self.noise() - ROUNDING {
            Ordering::Equal
        } else {
            difference.total_cmp(&0.0)
        }
    }

    /// Where a score stands between the ends, 0–1.
    pub fn share(self, score: f64) -> f64 {
        ((score - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// How many changes, each with the range of its scores, are gains, losses, and none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub up: usize,
    pub none: usize,
    pub down: usize,
}

impl Tally {
    pub fn of(changes: impl IntoIterator<Item = (ScoreRange, f64)>) -> Self {
        let mut tally = Tally::default();
        for (range, change) in changes {
            match range.direction(change) {
                Ordering::Greater => tally.up += 1,
                Ordering::Equal => tally.none += 1,
                Ordering::Less => tally.down += 1,
            }
        }
        tally
    }

    pub fn all(self) -> usize {
        self.up + self.none + self.down
    }
}

/// The range of every indicator and every level, in the framework's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranges {
    pub indicators: Vec<ScoreRange>,
    pub levels: Vec<ScoreRange>,
}

/// The ranges of all scores.
pub(super) fn of_scores(framework: &Framework, scores: &Scores) -> Ranges {
    let indicators: Vec<ScoreRange> = (0..framework.indicators.len())
        .map(|i| {
            let found = scores.indicators.column(i).flatten().copied();
            ScoreRange::new(ends_of_indicator(framework, i), found)
        })
        .collect();
    let mut levels = vec![ScoreRange::HUNDRED; framework.levels.len()];
    // Parents stand before children.
    for (level, below) in all_below(framework).into_iter().enumerate().rev() {
        let found = scores.levels.column(level).flatten().copied();
        let ends =
            ends_of_level(&framework.levels[level].aggregation, &below, &indicators, &levels);
        levels[level] = ScoreRange::new(ends, found);
    }
    Ranges { indicators, levels }
}

/// The ends that the normalisation sets; `None` where a score can lie anywhere.
fn ends_of_indicator(framework: &Framework, indicator: usize) -> Option<[f64; 2]> {
    let rule = &framework.indicators[indicator].normalisation;
    (rule.method.reach() == Reach::Within).then_some(rule.scale)
}

/// A mean lies between the ends of what it is made of; methods that compare areas and formulas have
/// none.
pub(super) fn ends_of_level(
    by: &Aggregation,
    below: &[(Child, f64)],
    indicators: &[ScoreRange],
    levels: &[ScoreRange],
) -> Option<[f64; 2]> {
    match by.ends() {
        Ends::Free => return None,
        Ends::Set(ends) => return Some(ends),
        Ends::OfBelow => {}
    }
    let ranges = below.iter().map(|(child, _)| match child {
        Child::Indicator(i) => indicators[*i],
        Child::Level(l) => levels[*l],
    });
    let ends = |range: ScoreRange| range.is_fixed.then_some([range.low, range.high]);
    let wider = |a: [f64; 2], b: [f64; 2]| [a[0].min(b[0]), a[1].max(b[1])];
    let all: Option<Vec<[f64; 2]>> = ranges.map(ends).collect();
    all?.into_iter().reduce(wider)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_of_just_the_noise_counts_in_spite_of_rounding() {
        let direction = |difference| ScoreRange::HUNDRED.direction(difference);
        assert_eq!(direction(2.0), Ordering::Greater);
        assert_eq!(direction(34.1 - 36.1), Ordering::Less);
        assert_eq!(direction(1.99), Ordering::Equal);
        assert_eq!(direction(-0.0), Ordering::Equal);
    }

    #[test]
    fn a_small_difference_is_none() {
        let changes = [2.0, 1.9, 0.0, -1.9, -2.0, 30.0];
        let tally = Tally::of(changes.map(|change| (ScoreRange::HUNDRED, change)));
        assert_eq!(tally, Tally { up: 2, none: 3, down: 1 });
        assert_eq!(tally.all(), 6);
    }

    #[test]
    fn the_noise_follows_the_range() {
        // Two hundredths of a range from −2.5 to 2.5 are a tenth.
        let range = ScoreRange::new(None, [-2.5, 0.0, 2.5].into_iter());
        assert!((range.noise() - 0.1).abs() < 1e-12);
        assert_eq!(range.direction(0.05), Ordering::Equal);
        assert_eq!(range.direction(-0.2), Ordering::Less);
        assert_eq!((range.share(-2.5), range.share(0.0), range.share(9.0)), (0.0, 0.5, 1.0));
        assert!(!range.is_fixed);
    }

    #[test]
    fn ends_that_a_score_passes_are_none_and_rounding_does_not_count() {
        let ends = Some([0.0, 100.0]);
        let hair = ScoreRange::new(ends, [10.0, 100.000_000_000_01].into_iter());
        assert_eq!(hair, ScoreRange::HUNDRED);
        let beyond = ScoreRange::new(ends, [10.0, 120.0].into_iter());
        assert_eq!(beyond, ScoreRange { low: 10.0, high: 120.0, is_fixed: false });
        assert_eq!(ScoreRange::new(ends, std::iter::empty()), ScoreRange::HUNDRED);
        assert_eq!(ScoreRange::new(None, std::iter::empty()), ScoreRange::HUNDRED);
        let one = ScoreRange::new(None, [7.0, 7.0].into_iter());
        assert_eq!((one.low, one.high), (6.5, 7.5));
    }
}
