//! The sums of all scrambles in, indices with their intervals out.
//!
//! Jansen (1999): with D the mean of (y_B − y_ABi)²/2 over the points, D/V is the share of the
//! variance V that input i alone does not explain, S_i = 1 − D/V; with y_A in place of y_B it is the
//! total index itself.
//!
//! **One V for all scrambles.** D is unbiased in each scramble, but D/V isn't: a quotient of each
//! scramble's own D and V is off by a term of order 1/N that averaging over scrambles doesn't
//! shrink, and a scramble in which a rank happened not to move has no quotient at all. So the means
//! of D and of V over the scrambles are divided, which is off sixteen times less, and each scramble
//! enters the interval by its residual (D_s − R·V_s)/V, R being the quotient of the means: the
//! classical estimator of a ratio (Cochran 1977, chapter 6), which keeps what D and V share. What is
//! off stays well inside the interval, also for a jump seen in a few runs of a thousand; such an
//! output has a wide interval, and that is the message.
//!
//! **The interval.** The points of one scramble depend on each other, by design: a bootstrap of the
//! points would take them for independent ones and misstate the error, mostly as far too large.
//! Scrambles are independent and alike, so that the standard error is that of a mean of sixteen, and
//! the interval Student's with 15 degrees of freedom.
//!
//! **Nothing is clamped.** An index near 0 may be estimated as slightly negative and one near 1 as
//! slightly more than 1; cutting that off would shift the mean and hide how large the error is.

use serde::{Deserialize, Serialize};

use super::design::SCRAMBLES;
use super::sums::Sums;

/// The 97.5 % quantile of Student's t with 15 degrees of freedom.
const STUDENT: f64 = 2.131_449_546;

/// A standard deviation below this share of the mean is rounding of the last digits, not variance.
const ROUNDING: f64 = 1e-12;

/// A share of the variance as estimated, not clamped to 0–1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    pub value: f64,
    pub standard_error: f64,
}

impl Estimate {
    /// The lower end of the 95 % interval.
    pub fn low(&self) -> f64 {
        self.value - STUDENT * self.standard_error
    }

    /// The upper end of the 95 % interval.
    pub fn high(&self) -> f64 {
        self.value + STUDENT * self.standard_error
    }
}

/// How much of an output's variance one input makes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct InputIndices {
    /// S_i: the share that goes away when this input alone is fixed.
    pub first: Estimate,
    /// S_Ti: the share that stays when every other input is fixed; at least `first` but for error.
    pub total: Estimate,
}

impl InputIndices {
    /// Of both intervals.
    pub fn ends(&self) -> [f64; 4] {
        [self.first.low(), self.first.high(), self.total.low(), self.total.high()]
    }
}

/// The indices of one output.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutputIndices {
    /// Mean over all points of A and B; `None` where the model gave no finite number somewhere.
    pub mean: Option<f64>,
    /// Variance, unbiased; 0 where nothing moved, `None` where the model gave no finite number.
    pub variance: Option<f64>,
    /// One per input; `None` where the variance is 0 or none.
    pub inputs: Option<Vec<InputIndices>>,
    /// Σ S_i, what the inputs explain each by itself; the rest to 1 is interaction between them.
    pub alone: Option<Estimate>,
}

/// What an analysis gives: one entry per output, in the model's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Indices {
    pub outputs: Vec<OutputIndices>,
    /// Runs of the model that they rest on.
    pub runs: u64,
}

/// Indices of every output from the sums of each scramble.
pub(super) fn estimate(scrambles: &[Sums], inputs: usize, runs: u64) -> Indices {
    let outputs = scrambles.first().map_or(0, Sums::outputs);
    Indices { outputs: (0..outputs).map(|o| output(scrambles, inputs, o)).collect(), runs }
}

fn output(scrambles: &[Sums], inputs: usize, output: usize) -> OutputIndices {
    // Steps to the next mean, not a sum, so that equal means give exactly themselves.
    let mean =
        (1..).zip(scrambles).fold(0.0, |mean, (n, s)| mean + (s.mean(output) - mean) / n as f64);
    let variances = variances(scrambles, output, mean);
    let variance = variances.iter().sum::<f64>() / variances.len() as f64;
    let none = OutputIndices { mean: None, variance: None, inputs: None, alone: None };
    let halves = |input: usize| scrambles.iter().map(move |sums| sums.halves(input, output));
    let finite = (0..inputs).flat_map(halves).all(|(first, total)| (first + total).is_finite());
    if !(finite && mean.is_finite() && variance.is_finite()) {
        return none;
    }
    if variance.sqrt() <= ROUNDING * mean.abs() {
        return OutputIndices { mean: Some(mean), variance: Some(0.0), ..none };
    }
    let of_input = |input| {
        let (first, total): (Vec<f64>, Vec<f64>) = halves(input).unzip();
        let (first, total) = (ratio(&first, &variances), ratio(&total, &variances));
        InputIndices { first: Estimate { value: 1.0 - first.value, ..first }, total }
    };
    let explained: Vec<f64> = (0..scrambles.len())
        .map(|s| (0..inputs).map(|i| variances[s] - scrambles[s].halves(i, output).0).sum())
        .collect();
    OutputIndices {
        mean: Some(mean),
        variance: Some(variance),
        inputs: Some((0..inputs).map(of_input).collect()),
        alone: Some(ratio(&explained, &variances)),
    }
}

/// Each scramble's share in the variance: its spread within, and what it adds between scrambles. The
/// mean of them is unbiased whatever the points of a scramble have in common: the spread within
/// lacks just the variance of a scramble's mean, and the spread between estimates that.
fn variances(scrambles: &[Sums], output: usize, mean: f64) -> Vec<f64> {
    let between = scrambles.len() as f64 / (scrambles.len() as f64 - 1.0);
    let of = |sums: &Sums| sums.spread(output) + between * (sums.mean(output) - mean).powi(2);
    scrambles.iter().map(of).collect()
}

/// Σ above / Σ below over independent pairs, with the standard error of a ratio of means.
fn ratio(above: &[f64], below: &[f64]) -> Estimate {
    let n = above.len() as f64;
    let mean_below = below.iter().sum::<f64>() / n;
    let value = above.iter().sum::<f64>() / n / mean_below;
    let residual = |(above, below): (&f64, &f64)| ((above - value * below) / mean_below).powi(2);
    let squares: f64 = above.iter().zip(below).map(residual).sum();
    Estimate { value, standard_error: (squares / (n * (n - 1.0))).sqrt() }
}

const _: () = assert!(SCRAMBLES == 16, "STUDENT is for 15 degrees of freedom");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_comes_with_its_error() {
        // By hand: 6/8; residuals 1 − 1.5 = −½ and 5 − 4.5 = ½ over a mean of 4; √(2·(1/8)²/2).
        let ratio = ratio(&[1.0, 5.0], &[2.0, 6.0]);
        assert_eq!(ratio, Estimate { value: 0.75, standard_error: 0.125 });
    }

    #[test]
    fn an_interval_is_students() {
        let estimate = Estimate { value: 0.5, standard_error: 0.1 };
        assert!((estimate.low() - 0.286_855).abs() < 1e-6);
        assert!((estimate.high() - 0.713_145).abs() < 1e-6);
    }

    #[test]
    fn variance_counts_the_spread_between_scrambles() {
        // Two scrambles, one at 0 and 2, one at 4 and 6: means 1 and 5 about 3, spread 1 within. By
        // hand: 1 + 2/1 · 4 = 9 each.
        let of = |low: f64| {
            let mut sums = Sums::new(1, 1);
            [low, low + 2.0].iter().for_each(|y| sums.add(&[*y]));
            sums
        };
        assert_eq!(variances(&[of(0.0), of(4.0)], 0, 3.0), [9.0, 9.0]);
    }
}
