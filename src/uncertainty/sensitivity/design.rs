//! How many inputs and runs in, the points at which a model is run out.

use super::sequence::{COORDINATES, DIGITS, Sequence};
use crate::fault::{Fault, Result};

/// Independent scrambles of the sequence; the spread between them gives the intervals.
pub const SCRAMBLES: usize = 16;

/// The points of an analysis: for each of [`SCRAMBLES`] scrambles two independent samples, A and B,
/// the first and the second half of the coordinates of one sequence, and for each input the points of
/// A with that input from B (Saltelli and others 2010).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Design {
    inputs: usize,
    points: u32,
    seed: u64,
}

impl Design {
    /// `points` per sample and scramble: a power of two, because only such a stretch of the sequence
    /// is balanced, from 2 to 2^16. Up to 128 inputs.
    pub fn new(inputs: usize, points: u32, seed: u64) -> Result<Self> {
        let most = 1 << DIGITS;
        if inputs == 0 || 2 * inputs > COORDINATES {
            return Err(Fault::new(format!(
                "a sensitivity analysis takes 1 to {} uncertain choices (found {inputs})",
                COORDINATES / 2
            ))
            .hint("declare or take out choices under [uncertainty] of the framework")
            .into());
        }
        if !points.is_power_of_two() || !(2..=most).contains(&points) {
            return Err(Fault::new(format!(
                "points per scramble must be a power of two from 2 to {most} (found {points})"
            ))
            .hint("ask for a number of runs instead: the points that fit are found from it")
            .into());
        }
        Ok(Design { inputs, points, seed })
    }

    /// The design with the most points that takes no more than `runs` runs of the model.
    pub fn within(inputs: usize, runs: u64, seed: u64) -> Result<Self> {
        let per_point = SCRAMBLES as u64 * (inputs as u64 + 2);
        let fitting = (runs / per_point).min(1 << DIGITS);
        if fitting < 2 {
            return Err(Fault::new(format!(
                "{runs} runs are too few for the sensitivity to {inputs} choices: it takes at least \
                 {}",
                2 * per_point
            ))
            .hint("raise the number of runs, or leave the sensitivity out")
            .into());
        }
        Design::new(inputs, 1 << fitting.ilog2(), seed)
    }

    /// Uncertain inputs.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Points per sample and scramble.
    pub fn points(&self) -> u32 {
        self.points
    }

    /// Runs of the model in all: scrambles × points × (inputs + 2).
    pub fn runs(&self) -> u64 {
        SCRAMBLES as u64 * u64::from(self.points) * (self.inputs as u64 + 2)
    }

    /// The sequence of one scramble, with the coordinates of A and then those of B.
    pub(super) fn sequence(&self, scramble: usize) -> Sequence {
        Sequence::new(self.seed, scramble as u64, 2 * self.inputs)
    }
}

/// Which of `of` equally likely choices a coordinate picks: ⌊u·of⌋, counted from 0, for `u` of
/// [0, 1) and `of` at least 1.
///
/// A choice between methods picks one of them. A choice made of many random numbers (a set of
/// weights, draws that fill gaps, measurement error) enters as *one* input: prepare `of` numbered
/// streams and let the coordinate pick the stream that the numbers are drawn from. Its indices then
/// speak of the whole set at once. With fewer streams than points each stream is used again and the
/// result is that for these streams; thousands stand for all there could be. `u` has 53 bits, so
/// that up to 2^40 or so streams are as good as equally likely.
pub fn choice(u: f64, of: u64) -> u64 {
    ((u * of as f64) as u64).min(of - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_design_fits_into_the_runs_asked_for() {
        // By hand: 16 · (3 + 2) = 80 per point; 10 000 / 80 = 125, so 64 points.
        let design = Design::within(3, 10_000, 1).unwrap();
        assert_eq!((design.points(), design.runs()), (64, 5120));
        assert_eq!(Design::within(3, u64::MAX, 1).unwrap().points(), 1 << 16);
        let refusal = Design::within(3, 159, 1).unwrap_err().to_string();
        assert!(refusal.contains("at least 160"), "{refusal}");
    }

    #[test]
    fn what_the_sequence_cannot_serve_is_refused() {
        for (inputs, points, says) in [
            (0, 64, "found 0"),
            (129, 64, "1 to 128"),
            (3, 100, "found 100"),
            (3, 1 << 17, "65536"),
        ] {
            let refusal = Design::new(inputs, points, 1).unwrap_err().to_string();
            assert!(refusal.contains(says), "{refusal}");
        }
    }

    #[test]
    fn a_coordinate_picks_equal_shares() {
        assert_eq!([0.0, 0.333, 0.334, 0.666, 0.667].map(|u| choice(u, 3)), [0, 0, 1, 1, 2]);
        let last = 1.0 - f64::EPSILON / 2.0;
        for of in [1, 3, 1000, (1 << 53) - 1, u64::MAX] {
            assert!(choice(last, of) < of);
        }
    }
}
