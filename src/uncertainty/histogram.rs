//! The score of each area in each run in, its distribution out, to a ten-thousandth of the scale.
//!
//! A fixed histogram takes the same memory for any number of runs, and its whole numbers add up to
//! the same whichever thread took which run.

use super::counts::{position, quantile};
use crate::fault::{Fault, Result};

/// Steps from the lower to the upper end of the scale: 0.01 points on a scale of 0–100.
const STEPS: usize = 10_000;

/// Codes of scores that no bin holds.
const NONE: u16 = u16::MAX;
const ABOVE: u16 = u16::MAX - 1;
const BELOW: u16 = u16::MAX - 2;

/// The bin of a score, half up, or why it has none.
#[inline]
fn code(score: f64, lower: f64, upper: f64) -> u16 {
    if !score.is_finite() {
        return NONE;
    }
    let step = (score - lower) / (upper - lower) * STEPS as f64 + 0.5;
    if step < 0.0 {
        BELOW
    } else if step < (STEPS + 1) as f64 {
        step as u16
    } else {
        ABOVE
    }
}

/// How often each area's score came up, for each step of the scale.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreHistogram {
    lower: f64,
    upper: f64,
    /// Area by area, one per step and end: bin k holds the scores nearest to `lower` + k steps, so
    /// that both ends of the scale stand for themselves.
    counts: Vec<u32>,
    outside: Vec<Outside>,
    /// The smallest and the largest finite score of each area.
    extremes: Vec<(f64, f64)>,
}

/// Runs whose score the bins can't hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outside {
    /// More than half a step below the scale.
    pub below: u64,
    /// More than half a step above it.
    pub above: u64,
    /// Without a score, or with one that is not finite.
    pub none: u64,
}

impl ScoreHistogram {
    /// Bytes for each area.
    pub const SIZE: usize = (STEPS + 1) * size_of::<u32>();

    /// Empty, for so many areas and a scale from `lower` to `upper`: 0 and 100 unless scores are
    /// made on another.
    pub fn new(areas: usize, lower: f64, upper: f64) -> Result<Self> {
        if !(lower < upper && (upper - lower).is_finite()) {
            return Err(Fault::new(format!(
                "a scale of scores must run from a lower to a higher number (found {lower} to {upper})"
            ))
            .hint("check the scale that the framework normalises to")
            .into());
        }
        Ok(ScoreHistogram {
            lower,
            upper,
            counts: vec![0; areas * (STEPS + 1)],
            outside: vec![Outside::default(); areas],
            extremes: vec![(f64::INFINITY, f64::NEG_INFINITY); areas],
        })
    }

    /// Counts the score of an area, numbered from 0, in one run.
    pub fn add(&mut self, area: usize, score: Option<f64>) {
        let score = score.unwrap_or(f64::NAN);
        let code = code(score, self.lower, self.upper);
        if code != NONE {
            let (least, most) = &mut self.extremes[area];
            (*least, *most) = (least.min(score), most.max(score));
        }
        self.add_all(area, &[code]);
    }

    /// Writes one run's scores of all areas as codes, for [`ScoreHistogram::add_all`] to count area
    /// by area; `present`: 0 where there is none.
    pub(super) fn encode(&mut self, scores: &[f64], present: &[f64], codes: &mut Vec<u16>) {
        let (lower, upper) = (self.lower, self.upper);
        let cells = scores.iter().zip(present).zip(&mut self.extremes);
        codes.extend(cells.map(|((score, present), (least, most))| {
            if *present > 0.0 && score.is_finite() {
                (*least, *most) = (least.min(*score), most.max(*score));
                code(*score, lower, upper)
            } else {
                NONE
            }
        }));
    }

    /// Counts runs of one area by the codes of their scores.
    pub(super) fn add_all(&mut self, area: usize, codes: &[u16]) {
        let counts = &mut self.counts[area * (STEPS + 1)..][..STEPS + 1];
        let outside = &mut self.outside[area];
        for code in codes {
            match counts.get_mut(usize::from(*code)) {
                Some(count) => *count += 1,
                None if *code == BELOW => outside.below += 1,
                None if *code == ABOVE => outside.above += 1,
                None => outside.none += 1,
            }
        }
    }

    /// Takes in the scores of other runs, of the same areas on the same scale.
    pub fn merge(&mut self, other: &ScoreHistogram) {
        debug_assert_eq!((self.lower, self.upper), (other.lower, other.upper));
        debug_assert_eq!(self.counts.len(), other.counts.len());
        self.counts.iter_mut().zip(&other.counts).for_each(|(own, other)| *own += other);
        for (own, other) in self.outside.iter_mut().zip(&other.outside) {
            own.below += other.below;
            own.above += other.above;
            own.none += other.none;
        }
        for (own, other) in self.extremes.iter_mut().zip(&other.extremes) {
            *own = (own.0.min(other.0), own.1.max(other.1));
        }
    }

    /// Runs whose score the bins couldn't hold: to be told beside what is read from them.
    pub fn outside(&self, area: usize) -> Outside {
        self.outside[area]
    }

    /// Runs in which the area had a finite score.
    pub fn runs(&self, area: usize) -> u64 {
        let outside = self.outside[area];
        self.within(area) + outside.below + outside.above
    }

    /// Quantile of type 7 of an area's score, within half a step of the exact one; `None` where the
    /// area never had a score, or where the quantile lies among scores outside the scale. `share`
    /// from 0 to 1. Never beyond the smallest and the largest score, so that a score that never
    /// moved is given exactly.
    pub fn quantile(&self, area: usize, share: f64) -> Option<f64> {
        let score = |k: u64| {
            let bin = position(self.of(area), k.checked_sub(self.outside[area].below)?)?;
            Some(self.score(area, bin as f64))
        };
        quantile(self.runs(area), share, score)
    }

    /// The mean score of an area, within half a step of the exact one; `None` where the area never
    /// had a score, or ever had one outside the scale.
    pub fn mean(&self, area: usize) -> Option<f64> {
        let runs = self.within(area);
        if runs == 0 || runs < self.runs(area) {
            return None;
        }
        let sum: u64 = (0..).zip(self.of(area)).map(|(bin, count)| bin * u64::from(*count)).sum();
        Some(self.score(area, sum as f64 / runs as f64))
    }

    fn of(&self, area: usize) -> &[u32] {
        &self.counts[area * (STEPS + 1)..][..STEPS + 1]
    }

    fn within(&self, area: usize) -> u64 {
        self.of(area).iter().map(|count| u64::from(*count)).sum()
    }

    /// The score that many steps up the scale, kept within what the area has had.
    fn score(&self, area: usize, steps: f64) -> f64 {
        let (least, most) = self.extremes[area];
        (self.lower + (self.upper - self.lower) * steps / STEPS as f64).clamp(least, most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics;

    fn counted((lower, upper): (f64, f64), scores: &[f64]) -> ScoreHistogram {
        let mut histogram = ScoreHistogram::new(2, lower, upper).unwrap();
        scores.iter().for_each(|score| histogram.add(1, Some(*score)));
        histogram
    }

    #[test]
    fn quantiles_and_mean_are_those_of_scores_to_two_decimals() {
        // By hand: 10.123 is kept as 10.12, 10.126 as 10.13; the median of four lies between them,
        // the mean is (0 + 10.12 + 10.13 + 100) / 4.
        let histogram = counted((0.0, 100.0), &[100.0, 10.126, 0.0, 10.123]);
        assert_eq!(histogram.quantile(1, 0.5), Some(10.125));
        assert_eq!(histogram.quantile(1, 0.0), Some(0.0));
        assert_eq!(histogram.quantile(1, 1.0), Some(100.0));
        assert_eq!(histogram.mean(1), Some(30.0625));
        assert_eq!(
            (histogram.runs(0), histogram.quantile(0, 0.5), histogram.mean(0)),
            (0, None, None)
        );
    }

    #[test]
    fn scores_counted_together_are_those_counted_one_by_one() {
        let scores = [-3.0, -0.004, 0.0, 0.005, 43.2173, 43.2149, 99.996, 100.004, 104.0, f64::NAN];
        let mut found = ScoreHistogram::new(2, 0.0, 100.0).unwrap();
        let mut codes = Vec::new();
        for score in scores {
            found.encode(&[50.0, score], &[0.0, 1.0], &mut codes);
        }
        let of_one: Vec<u16> = codes.chunks(2).map(|run| run[1]).collect();
        found.add_all(1, &of_one);
        assert_eq!(found, counted((0.0, 100.0), &scores));
    }

    #[test]
    fn a_score_that_never_moves_is_given_exactly() {
        let histogram = counted((0.0, 100.0), &[43.217_345; 9]);
        for share in [0.0, 0.05, 0.5, 1.0] {
            assert_eq!(histogram.quantile(1, share), Some(43.217_345));
        }
        assert_eq!(histogram.mean(1), Some(43.217_345));
    }

    #[test]
    fn scores_outside_the_scale_are_counted_and_never_pass_for_its_ends() {
        let mut histogram = counted((0.0, 100.0), &[-3.0, 50.0, 60.0, 70.0, 104.0]);
        histogram.add(1, Some(f64::NAN));
        histogram.add(1, None);
        assert_eq!(histogram.outside(1), Outside { below: 1, above: 1, none: 2 });
        assert_eq!(histogram.runs(1), 5);
        assert_eq!(histogram.quantile(1, 0.5), Some(60.0));
        assert_eq!(histogram.quantile(1, 0.25), Some(50.0));
        for beyond in [0.0, 0.2, 0.8, 1.0] {
            assert_eq!(histogram.quantile(1, beyond), None);
        }
        assert_eq!(histogram.mean(1), None);
        // What rounding leaves a hair beyond the end is at the end.
        assert_eq!(counted((0.0, 100.0), &[100.0 + 1e-9]).outside(1), Outside::default());
    }

    #[test]
    fn quantiles_are_within_half_a_step_on_any_scale() {
        let mut state = 1_u64;
        for (scale, runs) in
            [(0.0, 100.0), (-4.0, 4.0), (0.0, 1.0), (1.0, 100.0)].iter().zip([1, 7, 50, 333])
        {
            let width = scale.1 - scale.0;
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                scale.0 + width * (state >> 11) as f64 / (1_u64 << 53) as f64
            };
            let scores: Vec<f64> = (0..runs).map(|_| next()).collect();
            let (half, rest) = scores.split_at(runs / 2);
            let mut histogram = counted(*scale, half);
            histogram.merge(&counted(*scale, rest));
            assert_eq!(histogram, counted(*scale, &scores));
            let near = |found: Option<f64>, exact: Option<f64>| {
                assert!((found.unwrap() - exact.unwrap()).abs() <= width * 0.500_001e-4);
            };
            for share in [0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0] {
                near(histogram.quantile(1, share), statistics::quantile(&scores, share));
            }
            near(histogram.mean(1), statistics::mean(&scores));
        }
    }

    #[test]
    fn a_scale_that_does_not_rise_is_refused() {
        for (lower, upper) in [(100.0, 0.0), (1.0, 1.0), (f64::NAN, 1.0), (0.0, f64::INFINITY)] {
            let refusal = ScoreHistogram::new(1, lower, upper).unwrap_err().to_string();
            assert!(refusal.contains(&format!("found {lower} to {upper}")), "{refusal}");
        }
    }
}
