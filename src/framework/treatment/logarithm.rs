//! The logarithm: ln(x − min + 0.01·(max − min)) of a whole column.

use serde::Serialize;

use super::method::{Change, Treating, range};
use super::when::{KURTOSIS, SKEWNESS, WHEN, When};
use crate::framework::chosen::{Chosen, Keys, Takes};
use crate::framework::said::{Holds, Parameter};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Logarithm {
    pub when: When,
}

impl Chosen for Logarithm {
    const WORD: &'static str = "logarithm";
    const TAKES: &'static [Takes] = &[WHEN, SKEWNESS, KURTOSIS];

    fn read(keys: &mut Keys) -> Self {
        Logarithm { when: When::read(keys) }
    }
}

impl Logarithm {
    pub(super) fn told() -> Parameter {
        Parameter::Sentence("method.treat.logarithm", Vec::new())
    }

    pub(super) fn function() -> (&'static str, String) {
        ("log_CT", "na.rm = TRUE".to_owned())
    }
}

impl Treating for Logarithm {
    fn draw_in(&self, values: &mut [f64], _: &mut Vec<f64>) -> Option<Change> {
        let (low, high) = range(values);
        // What does not vary has no outliers, and no logarithm of this kind.
        if self.when.passes(values) || low >= high {
            return None;
        }
        values.iter_mut().for_each(|x| *x = (*x - low + 0.01 * (high - low)).ln());
        Some(Change::Logarithm)
    }

    fn when(&self) -> Option<When> {
        Some(self.when)
    }

    fn changes_the_scale(&self) -> bool {
        true
    }

    fn in_method(&self) -> (Option<&'static str>, Holds) {
        (Some("rescale"), vec![("by", Logarithm::told())])
    }

    fn in_r(&self, _: Change) -> Vec<(&'static str, String)> {
        vec![Logarithm::function()]
    }
}
