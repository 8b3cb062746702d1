//! Box and Cox: ((x − min + 1)^λ − 1) / λ of a whole column, λ by maximum likelihood where none is given.

use serde::Serialize;

use super::method::{Change, Treating, range};
use super::when::{KURTOSIS, SKEWNESS, WHEN, When};
use crate::framework::chosen::{Chosen, Keys, Kind, Takes};
use crate::framework::said::{Holds, Parameter};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BoxCox {
    pub when: When,
    pub lambda: Option<f64>,
}

impl Chosen for BoxCox {
    const WORD: &'static str = "box_cox";
    const TAKES: &'static [Takes] = &[
        WHEN,
        SKEWNESS,
        KURTOSIS,
        Takes {
            key: "lambda",
            kind: Kind::Number,
            doc: "The power; of maximum likelihood where absent.",
        },
    ];

    fn read(keys: &mut Keys) -> Self {
        BoxCox { when: When::read(keys), lambda: keys.finite("lambda") }
    }
}

impl BoxCox {
    pub(super) fn told(lambda: Option<f64>) -> Parameter {
        match lambda {
            None => Parameter::Sentence("method.treat.box_cox", Vec::new()),
            Some(lambda) => {
                Parameter::Sentence("method.treat.box_cox_of", vec![("lambda", Parameter::Number(lambda))])
            }
        }
    }

    /// λ is the one that was found, or the declared one.
    pub(super) fn function(lambda: Option<f64>, change: Change) -> (&'static str, String) {
        let lambda = match change {
            Change::BoxCox { lambda } => lambda,
            _ => lambda.unwrap_or(1.0),
        };
        ("boxcox", format!("na.rm = TRUE, lambda = {lambda}"))
    }
}

/// Box and Cox (1964): (y^λ − 1)/λ of y = x − min + 1, ln y where λ is 0.
pub(super) fn box_cox(values: &mut [f64], lambda: f64) {
    let (low, _) = range(values);
    values.iter_mut().for_each(|x| *x = power(*x - low + 1.0, lambda));
}

fn power(y: f64, lambda: f64) -> f64 {
    if lambda.abs() < 1e-9 { y.ln() } else { (y.powf(lambda) - 1.0) / lambda }
}

/// The λ from −5 to 5 of the largest likelihood −n/2 · ln σ² + (λ − 1)·Σ ln y, σ² the population
/// variance of the transformed values: a grid, then golden sections around its best point.
pub(super) fn most_likely_lambda(values: &[f64], room: &mut Vec<f64>) -> f64 {
    const STEP: f64 = 0.1;
    let (low, _) = range(values);
    let n = values.len() as f64;
    let logarithms: f64 = values.iter().map(|x| (x - low + 1.0).ln()).sum();
    let mut likelihood = |lambda: f64| {
        room.clear();
        room.extend_from_slice(values);
        box_cox(room, lambda);
        let treated = &*room;
        let mean = treated.iter().sum::<f64>() / n;
        let variance = treated.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
        let likelihood = -n / 2.0 * variance.ln() + (lambda - 1.0) * logarithms;
        if likelihood.is_finite() { likelihood } else { f64::NEG_INFINITY }
    };
    let grid = (-50..=50).map(|step| f64::from(step) * STEP);
    let best = grid.max_by(|a, b| likelihood(*a).total_cmp(&likelihood(*b))).unwrap_or(1.0);
    let golden = (5f64.sqrt() - 1.0) / 2.0;
    let (mut from, mut to) = (best - STEP, best + STEP);
    while to - from > 1e-8 {
        let (left, right) = (to - golden * (to - from), from + golden * (to - from));
        if likelihood(left) > likelihood(right) { to = right } else { from = left }
    }
    (from + to) / 2.0
}

impl Treating for BoxCox {
    fn draw_in(&self, values: &mut [f64], room: &mut Vec<f64>) -> Option<Change> {
        let (low, high) = range(values);
        // What does not vary has no outliers.
        if self.when.passes(values) || low >= high {
            return None;
        }
        let lambda = self.lambda.unwrap_or_else(|| most_likely_lambda(values, room));
        box_cox(values, lambda);
        Some(Change::BoxCox { lambda })
    }

    fn when(&self) -> Option<When> {
        Some(self.when)
    }

    fn changes_the_scale(&self) -> bool {
        true
    }

    fn in_method(&self) -> (Option<&'static str>, Holds) {
        (Some("rescale"), vec![("by", BoxCox::told(self.lambda))])
    }

    fn in_r(&self, change: Change) -> Vec<(&'static str, String)> {
        vec![BoxCox::function(self.lambda, change)]
    }
}
