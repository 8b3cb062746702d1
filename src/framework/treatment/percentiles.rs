//! Winsorisation to percentiles: values outside two quantiles (shares from 0 to 1) onto them.

use serde::Serialize;

use super::method::{Change, Treating};
use super::when::{KURTOSIS, SKEWNESS, WHEN, When};
use crate::framework::chosen::{Chosen, Keys, Kind, Takes};
use crate::framework::said::{Holds, Parameter};
use crate::statistics::quantile_of_sorted;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Percentiles {
    pub when: When,
    pub low: f64,
    pub high: f64,
}

impl Chosen for Percentiles {
    const WORD: &'static str = "percentiles";
    const TAKES: &'static [Takes] = &[
        WHEN,
        SKEWNESS,
        KURTOSIS,
        Takes { key: "low", kind: Kind::Number, doc: "The lower share, from 0 to 1 (0)." },
        Takes { key: "high", kind: Kind::Number, doc: "The upper share, from 0 to 1 (1)." },
    ];

    fn read(keys: &mut Keys) -> Self {
        let (low, high) = (keys.share("low"), keys.share("high"));
        if low.is_none() {
            keys.needed("high", high, "0.95");
        }
        let (low, high) = (low.unwrap_or(0.0), high.unwrap_or(1.0));
        if low >= high {
            let key = if keys.is_given("low") { "low" } else { "high" };
            keys.wrong(key, format!("low must be below high (found {low} and {high})"));
        }
        Percentiles { when: When::read(keys), low, high }
    }
}

/// Values outside the quantiles (type 7) of two shares onto them.
fn to_percentiles(values: &mut [f64], low: f64, high: f64, room: &mut Vec<f64>) {
    room.clear();
    room.extend_from_slice(values);
    room.sort_unstable_by(f64::total_cmp);
    let ends = quantile_of_sorted(room, low).zip(quantile_of_sorted(room, high));
    if let Some((low, high)) = ends {
        values.iter_mut().for_each(|x| *x = x.clamp(low, high));
    }
}

impl Treating for Percentiles {
    fn draw_in(&self, values: &mut [f64], room: &mut Vec<f64>) -> Option<Change> {
        if !self.when.passes(values) {
            to_percentiles(values, self.low, self.high, room);
        }
        None
    }

    fn when(&self) -> Option<When> {
        Some(self.when)
    }

    fn in_method(&self) -> (Option<&'static str>, Holds) {
        (None, vec![("low", Parameter::Share(self.low)), ("high", Parameter::Share(self.high))])
    }

    fn in_r(&self, _: Change) -> Vec<(&'static str, String)> {
        vec![("to_percentiles", format!("low = {}, high = {}", self.low, self.high))]
    }
}
