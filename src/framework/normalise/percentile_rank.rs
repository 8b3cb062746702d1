//! Percentile rank: the share of the other values that are lower, where more is better.

use super::method::{Fit, Normalise, OVER, SCALE};
use super::scale::{Attempt, Count, OTHER, Pool, Scale, refuse};
use crate::framework::chosen::bare;

bare!(PercentileRank, "percentile_rank", SCALE, OVER);

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
