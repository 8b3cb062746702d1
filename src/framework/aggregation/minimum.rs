//! The lowest score, whatever the weights.

use super::low::Present;
use super::method::{About, Aggregating, BY_WORD, Looks, OfOne, Summed, Unsummed};
use super::worked::{Terms, Worked};
use crate::framework::chosen::bare;

bare!(Minimum, "minimum");

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

    fn about(&self) -> About {
        About { scripted: BY_WORD, coinr: Some("by the minimum".to_owned()), ..About::default() }
    }
}
