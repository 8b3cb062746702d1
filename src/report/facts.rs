//! The few facts that only the text needs: who is in the middle, who stands at the ends, and
//! whether a difference is one.

use std::cmp::Ordering;

use crate::analyse::ScoreRange;
use crate::exhibits::Exhibits;
use crate::statistics::quantile;

/// Years after which a value counts as old, as in `analyse`.
pub(super) const OLD: f64 = 5.0;

/// How many changes, each with the range of its scores, are gains, losses, and none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
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

/// Scores of the ranked States at a level: (area, score).
pub(super) fn ranked(exhibits: &Exhibits, level: usize) -> Vec<(usize, f64)> {
    scores(exhibits, level, |area| exhibits.scores.standings[area].is_ranked())
}

/// Scores at a level of the States that have an index: (area, score).
pub(super) fn with_index(exhibits: &Exhibits, level: usize) -> Vec<(usize, f64)> {
    scores(exhibits, level, |area| exhibits.scores.levels.get(area, 0).is_some())
}

fn scores(exhibits: &Exhibits, level: usize, wanted: impl Fn(usize) -> bool) -> Vec<(usize, f64)> {
    let areas = (0..exhibits.panel.areas.len()).filter(|&area| wanted(area));
    areas.filter_map(|area| Some((area, (*exhibits.scores.levels.get(area, level))?))).collect()
}

/// From the lowest score of the second quarter to the highest of the third: the middle half of the
/// ranked States, by the bands that figures and tables show. `None` under four ranked States.
pub(super) fn middle_half(exhibits: &Exhibits, level: usize) -> Option<(f64, f64)> {
    let (scores, bands) = (&exhibits.scores.levels, &exhibits.scores.quartiles);
    let of_band = |wanted: u8| {
        let both = scores.column(level).zip(bands.column(level));
        both.filter(move |(_, band)| **band == Some(wanted)).filter_map(|(score, _)| *score)
    };
    Some((of_band(2).min_by(f64::total_cmp)?, of_band(3).max_by(f64::total_cmp)?))
}

/// Ranked States in all.
pub(super) fn ranked_count(exhibits: &Exhibits) -> usize {
    exhibits.scores.standings.iter().filter(|s| s.is_ranked()).count()
}

/// How many States are ranked, how many have scores that are indicative, and how many have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standings {
    pub ranked: usize,
    pub indicative: usize,
    pub without: usize,
}

impl Standings {
    pub fn of(exhibits: &Exhibits) -> Self {
        let levels = &exhibits.scores.levels;
        let scored = |area: &usize| levels.row(*area).iter().any(Option::is_some);
        let ranked = ranked_count(exhibits);
        let with_scores = (0..exhibits.panel.areas.len()).filter(scored).count();
        let without = exhibits.panel.areas.len() - with_scores;
        Standings { ranked, indicative: with_scores.saturating_sub(ranked), without }
    }
}

/// The second of each pair.
pub(super) fn values(pairs: &[(usize, f64)]) -> Vec<f64> {
    pairs.iter().map(|p| p.1).collect()
}

/// The arithmetic mean; `None` of nothing.
pub(super) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Lower quartile, median and upper quartile, each a [`quantile`]; `None` of nothing.
pub(super) fn quartiles(values: &[f64]) -> Option<[f64; 3]> {
    Some([quantile(values, 0.25)?, quantile(values, 0.5)?, quantile(values, 0.75)?])
}

/// The first and the last of `items` by `key`; `None` of nothing.
pub(super) fn ends<T: Clone>(items: &[T], key: impl Fn(&T) -> f64) -> Option<(T, T)> {
    let by = |a: &&T, b: &&T| key(a).total_cmp(&key(b));
    Some((items.iter().min_by(by)?.clone(), items.iter().max_by(by)?.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_difference_is_none() {
        let changes = [2.0, 1.9, 0.0, -1.9, -2.0, 30.0];
        let tally = Tally::of(changes.map(|change| (ScoreRange::HUNDRED, change)));
        assert_eq!(tally, Tally { up: 2, none: 3, down: 1 });
        assert_eq!(tally.all(), 6);
    }

    #[test]
    fn quartiles_are_interpolated() {
        assert_eq!(quartiles(&[4.0, 1.0, 3.0, 2.0, 5.0]), Some([2.0, 3.0, 4.0]));
        assert_eq!(quartiles(&[1.0, 2.0]), Some([1.25, 1.5, 1.75]));
        assert_eq!(quartiles(&[7.0]), Some([7.0; 3]));
        assert_eq!(quartiles(&[]), None);
    }

    #[test]
    fn ends_and_mean_of_nothing_are_none() {
        assert_eq!(ends(&[] as &[f64], |x| *x), None);
        assert_eq!(ends(&[3.0, 1.0, 2.0], |x| *x), Some((1.0, 3.0)));
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[1.0, 2.0]), Some(1.5));
    }
}
