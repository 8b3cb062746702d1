//! Percentile rank: the share of the other values that are lower, where more is better.

use serde::Serialize;

use super::method::{Fit, Normalise, OVER, SCALE};
use super::scale::{Attempt, Count, OTHER, Pool, Scale, refuse};
use crate::framework::chosen::{Chosen, Keys, Takes};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PercentileRank;

impl Chosen for PercentileRank {
    const WORD: &'static str = "percentile_rank";
    const TAKES: &'static [Takes] = &[SCALE, OVER];

    fn read(_: &mut Keys) -> Self {
        PercentileRank
    }
}

impl Normalise for PercentileRank {
    fn fit(&self, pool: Pool, _: &Fit) -> Attempt<Scale> {
        match pool.n {
            1 => refuse("one value alone has no percentile rank".to_owned(), OTHER),
            _ => Ok(Scale::ranks(pool, Count::Share)),
        }
    }

    fn looks_at_all(&self) -> bool {
        true
    }

    fn formula(&self, _: [f64; 2]) -> Option<&'static str> {
        Some("percentile_rank")
    }

    fn coinr(&self) -> Option<&'static str> {
        Some("n_prank")
    }
}
