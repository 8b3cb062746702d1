//! Data onto millimetres. Plotters bends a value outside its axis to the edge and draws one that is
//! no number as if it were the lowest: so every value passes through [`Scale::at`], which refuses both.

use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;

use super::backend::PIXELS;
use crate::fault::{Fault, Result};

/// A range of values, named for the message of a refusal.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    name: String,
    low: f64,
    high: f64,
}

impl Axis {
    /// An axis from `low` to `high`.
    ///
    /// # Errors
    /// A bound is no number, or the lower one is not below the higher one.
    pub fn new(name: &str, low: f64, high: f64) -> Result<Self> {
        if !low.is_finite() || !high.is_finite() || low >= high {
            let range = format!("{low} to {high}");
            return Err(Fault::new(format!("the axis `{name}` cannot run from {range}")).into());
        }
        Ok(Axis { name: name.to_owned(), low, high })
    }

    /// From the low end of a range to its high end: shares from 0 to 1.
    pub fn shares() -> Self {
        Axis { name: "share".to_owned(), low: 0.0, high: 1.0 }
    }

    /// An axis over all of `values`, its ends at round numbers a fifth or so of the range apart.
    ///
    /// # Errors
    /// A value is no number, or there is none.
    pub fn around(name: &str, values: impl IntoIterator<Item = f64>) -> Result<Self> {
        let mut ends: Option<(f64, f64)> = None;
        for value in values {
            if !value.is_finite() {
                return Err(Fault::new(format!("{value} cannot stand on the axis `{name}`")).into());
            }
            let (low, high) = ends.unwrap_or((value, value));
            ends = Some((low.min(value), high.max(value)));
        }
        let Some((low, high)) = ends else {
            return Err(Fault::new(format!("no value for the axis `{name}`")).into());
        };
        // What rounding alone sets apart is one value.
        let is_wide = high - low > 1e-9 * low.abs().max(high.abs());
        let step = round_step(if is_wide { (high - low) / 5.0 } else { low.abs().max(1.0) / 5.0 });
        let (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
        Axis::new(name, low, if high > low { high } else { low + step })
    }

    pub fn low(&self) -> f64 {
        self.low
    }

    pub fn high(&self) -> f64 {
        self.high
    }

    /// At most `n` round values on the axis, its ends among them where they are round.
    pub fn ticks(&self, n: usize) -> Vec<f64> {
        RangedCoordf64::from(self.low..self.high).key_points(n)
    }

    /// The axis laid from one length to another in millimetres: the second may be the smaller, as
    /// for an axis that runs upward.
    pub fn onto(&self, from: f64, to: f64) -> Scale {
        Scale { axis: self.clone(), from, to }
    }
}

/// An axis laid onto the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    axis: Axis,
    from: f64,
    to: f64,
}

impl Scale {
    pub fn axis(&self) -> &Axis {
        &self.axis
    }

    /// Where the value stands, in millimetres. A value that rounding alone leaves outside the axis
    /// stands at its end.
    ///
    /// # Errors
    /// The value is no number or lies outside the axis.
    pub fn at(&self, value: f64) -> Result<f64> {
        let Axis { name, low, high } = &self.axis;
        let near = |end: f64| (value - end).abs() <= 1e-9 * (high - low);
        let value = if near(*low) || near(*high) { value.clamp(*low, *high) } else { value };
        if !(*low..=*high).contains(&value) {
            let fault = Fault::new(format!("{value} cannot stand on the axis `{name}`"));
            return Err(fault.hint(format!("the axis runs from {low} to {high}")).into());
        }
        let pixels = |length: f64| (length * PIXELS).round() as i32;
        let limits = (pixels(self.from), pixels(self.to));
        Ok(f64::from(RangedCoordf64::from(*low..*high).map(&value, limits)) / PIXELS)
    }

    /// Every tick of the axis, at most `n`, with its place.
    pub fn ticks(&self, n: usize) -> Vec<(f64, f64)> {
        let place = |value: f64| self.at(value).ok().map(|at| (value, at));
        self.axis.ticks(n).into_iter().filter_map(place).collect()
    }

    /// Of an axis from 1 on, whole ticks with their places, as many as leave numbers so wide well apart.
    pub fn whole_ticks(&self, number: f64) -> Vec<(usize, f64)> {
        let most = (self.to - self.from) / (1.6 * number);
        let place = |n: usize| self.at(n as f64).ok().map(|at| (n, at));
        whole_ticks(self.axis.high as usize, most as usize).into_iter().filter_map(place).collect()
    }
}

/// How many decimals tell all ticks as they are: three at most.
pub fn decimals(ticks: &[(f64, f64)]) -> usize {
    let is_whole = |value: f64| (value - value.round()).abs() < 1e-6;
    let tells = |&d: &i32| ticks.iter().all(|tick| is_whole(tick.0 * 10f64.powi(d)));
    (0..3).find(tells).unwrap_or(3) as usize
}

/// Counted from 1: the first and the last, and round ones between with a clear distance from both: `most` in all,
/// or the two ends.
fn whole_ticks(last: usize, most: usize) -> Vec<usize> {
    let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
    let step = steps.into_iter().find(|step| last <= step * most.saturating_sub(1));
    let Some(step) = step.filter(|_| most > 2) else { return vec![1, last] };
    let round = (1..).map(|k| k * step).skip_while(|n| *n == 1);
    let between = round.take_while(|n| 2 * (last - n.min(&last)) > step);
    std::iter::once(1).chain(between).chain([last]).collect()
}

/// The nearest of 1, 2, 2.5, 5 and their tens that is not below `step`.
fn round_step(step: f64) -> f64 {
    let power = 10f64.powf(step.log10().floor());
    let factor = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(|f| f * power >= step * (1.0 - 1e-9));
    factor.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_land_in_proportion_and_axes_may_run_upward() {
        let scores = || Axis::new("score", 0.0, 100.0).unwrap();
        let scale = scores().onto(10.0, 60.0);
        assert_eq!(
            [0.0, 50.0, 100.0, 100.000_000_000_01].map(|v| scale.at(v).unwrap()),
            [10.0, 35.0, 60.0, 60.0]
        );
        assert_eq!(scores().onto(60.0, 10.0).at(25.0).unwrap(), 47.5);
    }

    #[test]
    fn ticks_are_told_as_they_are() {
        let of = |values: &[f64]| decimals(&values.iter().map(|v| (*v, 0.0)).collect::<Vec<_>>());
        assert_eq!([of(&[0.0, 50.0]), of(&[1.0, 1.5]), of(&[0.25, 0.5]), of(&[])], [0, 1, 2, 0]);
        assert_eq!(of(&[1.0 / 3.0]), 3);
    }

    #[test]
    fn whole_ticks_are_round_between_the_first_and_the_last() {
        assert_eq!(whole_ticks(114, 7), [1, 20, 40, 60, 80, 100, 114]);
        assert_eq!(whole_ticks(114, 4), [1, 50, 114], "100 would touch it");
        assert_eq!(whole_ticks(103, 7), [1, 20, 40, 60, 80, 103]);
        assert_eq!(whole_ticks(6, 9), [1, 2, 3, 4, 5, 6]);
        assert_eq!(whole_ticks(114, 2), [1, 114]);
        assert_eq!(whole_ticks(2, 9), [1, 2]);
    }

    #[test]
    fn what_plotters_would_bend_is_refused() {
        let scale = Axis::new("score", 0.0, 100.0).unwrap().onto(0.0, 50.0);
        for wrong in [f64::NAN, -0.01, 100.5, f64::INFINITY] {
            let told = scale.at(wrong).unwrap_err().to_string();
            assert!(told.contains("cannot stand on the axis `score`"), "{told}");
        }
        assert!(Axis::new("x", 1.0, 1.0).is_err());
        assert!(Axis::new("x", f64::NAN, 1.0).is_err());
        assert!(Axis::around("x", [1.0, f64::NAN]).is_err());
        assert!(Axis::around("x", []).is_err());
        let same = Axis::around("x", [1.0, 1.0 - 1e-15]).unwrap();
        assert!(same.high() - same.low() > 0.1, "one value: {same:?}");
    }

    #[test]
    fn an_axis_around_values_ends_at_round_numbers() {
        let axis = Axis::around("Gini", [23.7, 61.2]).unwrap();
        assert_eq!((axis.low(), axis.high), (20.0, 70.0));
        let one = Axis::around("x", [3.0]).unwrap();
        assert!(one.low() <= 3.0 && one.high > 3.0);
        assert_eq!(
            Axis::new("score", 0.0, 100.0).unwrap().ticks(6),
            [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
        );
    }
}
