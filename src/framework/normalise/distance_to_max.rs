//! Distance to the best: 1 − (max − x) / (max − min), which is the line of min–max.

use serde::Serialize;

use super::method::{ENDS, Fit, Normalise, OVER, OnSheet, SCALE, Sentence};
use super::min_max::{FOUND, MinMax, between_ends};
use super::scale::{Attempt, Pool, Scale};
use crate::framework::chosen::{Chosen, Keys, Takes};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DistanceToMax;

impl Chosen for DistanceToMax {
    const WORD: &'static str = "distance_to_max";
    const TAKES: &'static [Takes] = &[SCALE, OVER];

    fn read(_: &mut Keys) -> Self {
        DistanceToMax
    }
}

impl Normalise for DistanceToMax {
    fn fit(&self, pool: Pool, of: &Fit) -> Attempt<Scale> {
        between_ends(&pool, of)
    }

    fn origin(&self) -> Option<Sentence> {
        MinMax.origin()
    }

    fn formula(&self, scale: [f64; 2]) -> Option<&'static str> {
        MinMax.formula(scale)
    }

    fn in_short(&self) -> Sentence {
        MinMax.in_short()
    }

    fn on_sheet(&self, _: OnSheet) -> Sentence {
        Sentence::of("found", FOUND.into_iter().chain(ENDS))
    }

    fn coinr(&self) -> Option<&'static str> {
        Some("n_dist2max")
    }
}
