//! Rank: 1 + the number of lower values, where more is better.

use super::method::{Fit, Normalise, OVER, Reach};
use super::scale::{Attempt, Count, Pool, Scale};
use crate::framework::chosen::bare;

bare!(Rank, "rank", OVER);

impl Normalise for Rank {
    fn fit(&self, pool: Pool, _: &Fit) -> Attempt<Scale> {
        Ok(Scale::ranks(pool, Count::FromOne))
    }

    fn reach(&self) -> Reach {
        Reach::Free
    }

    fn looks_at_all(&self) -> bool {
        true
    }

    fn coinr(&self) -> Option<&'static str> {
        Some("n_rank")
    }
}
