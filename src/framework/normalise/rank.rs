//! Rank: 1 + the number of lower values, where more is better.

use serde::Serialize;

use super::method::{Fit, Normalise, OVER, Reach};
use super::scale::{Attempt, Count, Pool, Scale};
use crate::framework::chosen::{Chosen, Keys, Takes};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rank;

impl Chosen for Rank {
    const WORD: &'static str = "rank";
    const TAKES: &'static [Takes] = &[OVER];

    fn read(_: &mut Keys) -> Self {
        Rank
    }
}

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
