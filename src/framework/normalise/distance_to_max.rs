//! Distance to the best: 1 − (max − x) / (max − min), which is the line of min–max.

use super::method::{ENDS, Fit, Normalise, OVER, OnSheet, SCALE, Sentence};
use super::min_max::{FOUND, MinMax, between_ends};
use super::scale::{Attempt, Pool, Scale};
use crate::framework::chosen::bare;

bare!(DistanceToMax, "distance_to_max", SCALE, OVER);

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
