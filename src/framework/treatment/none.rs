//! Nothing is done.

use serde::Serialize;

use super::method::{Change, Treating};
use super::when::When;
use crate::framework::chosen::{Chosen, Keys};
use crate::framework::said::Holds;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Untreated;

impl Chosen for Untreated {
    const WORD: &'static str = "none";

    fn read(_: &mut Keys) -> Self {
        Untreated
    }
}

impl Treating for Untreated {
    fn draw_in(&self, _: &mut [f64], _: &mut Vec<f64>) -> Option<Change> {
        None
    }

    fn when(&self) -> Option<When> {
        None
    }

    fn in_method(&self) -> (Option<&'static str>, Holds) {
        (None, Vec::new())
    }

    fn in_r(&self, _: Change) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}
