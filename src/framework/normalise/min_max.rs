//! Min–max: (x − min) / (max − min), where more is better.

use super::method::{ENDS, Fit, Normalise, OVER, OnSheet, SCALE, Sentence, Told};
use super::scale::{Attempt, OTHER, Pool, Scale, refuse};
use crate::framework::chosen::bare;

bare!(MinMax, "min_max", SCALE, OVER);

/// The worst and the best value that were found.
pub(super) const FOUND: [(&str, Told); 2] = [("zero", Told::Worst), ("hundred", Told::Best)];

/// From the lowest to the highest value.
pub(super) fn between_ends(pool: &Pool, of: &Fit) -> Attempt<Scale> {
    const NONE: &str = "there is no lowest and highest";
    match pool.min == pool.max {
        true => refuse(pool.all_alike(of.sign(), NONE, NONE), OTHER),
        false => Ok(Scale::line(pool.min, pool.max)),
    }
}

impl Normalise for MinMax {
    fn fit(&self, pool: Pool, of: &Fit) -> Attempt<Scale> {
        between_ends(&pool, of)
    }

    fn origin(&self) -> Option<Sentence> {
        Some(Sentence::of("ends", []))
    }

    fn formula(&self, _: [f64; 2]) -> Option<&'static str> {
        Some("min_max")
    }

    fn in_short(&self) -> Sentence {
        Sentence::of("found", FOUND)
    }

    fn on_sheet(&self, _: OnSheet) -> Sentence {
        Sentence::of("found", FOUND.into_iter().chain(ENDS))
    }

    fn coinr(&self) -> Option<&'static str> {
        Some("n_minmax")
    }
}
