//! Nothing is done.

use super::method::{Change, Treating};
use super::when::When;
use crate::framework::chosen::bare;
use crate::framework::said::Holds;

bare!(Untreated, "none");

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
