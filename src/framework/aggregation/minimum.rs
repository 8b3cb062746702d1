//! The lowest score, whatever the weights.

use serde::Serialize;

use super::low::Present;
use super::method::{Aggregating, Looks, OfOne, Scripted, Summed, Unsummed};
use super::worked::{Terms, Worked};
use crate::framework::chosen::{Chosen, Keys};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Minimum;

impl Chosen for Minimum {
    const WORD: &'static str = "minimum";

    fn read(_: &mut Keys) -> Self {
        Minimum
    }
}

impl OfOne for Minimum {
    fn score(&self, present: &mut Present) -> Result<Option<f64>, f64> {
        Ok(present.iter().map(|p| p.0).min_by(f64::total_cmp))
    }

    fn worked(&self, terms: &Terms) -> Worked {
        let all: Vec<String> = terms.there.iter().map(|(x, _)| terms.short(*x)).collect();
        Worked::plain(terms.say("lowest_of", &[("all", all.join(", "))]))
    }
}

impl Aggregating for Minimum {
    fn looks(&self) -> Looks<'_> {
        Looks::AtOne(self)
    }

    fn takes_weights(&self) -> bool {
        false
    }

    fn summed(&self) -> Summed<'_> {
        let english = "a minimum does not depend on the weights";
        Err(Unsummed { words: "minimum", english })
    }

    fn scripted(&self) -> Option<Scripted> {
        Scripted::PLAIN
    }

    fn coinr(&self) -> Option<String> {
        Some("by the minimum".to_owned())
    }
}
