//! Fraction of the best value: x / max where more is better, min / x where less is.

use super::method::{ENDS, Fit, Normalise, OVER, OnSheet, SCALE, Sentence, Told};
use super::scale::{Attempt, Pool, NoScale, Scale};
use crate::framework::chosen::bare;
use crate::framework::methods::Direction;

bare!(FractionOfMax, "fraction_of_max", SCALE, OVER);

impl Normalise for FractionOfMax {
    /// Where less is better values come in turned, so below 0.
    fn fit(&self, Pool { min, max, .. }: Pool, of: &Fit) -> Attempt<Scale> {
        let is_more = of.direction == Direction::More;
        if is_more && min >= 0.0 && max > 0.0 {
            return Ok(Scale::Line { zero: 0.0, one: max, low: 0.0, high: f64::INFINITY });
        }
        if !is_more && max < 0.0 {
            return Ok(Scale::Inverse { best: max });
        }
        let needed = if is_more { "0 or above, one of them above" } else { "above 0" };
        let lowest = if is_more { min } else { -max };
        let message =
            format!("a fraction of the best value needs values {needed} (found {lowest})");
        let hint = "choose min_max, which takes values of any sign";
        Err(NoScale { message, hint, value: Some(lowest) })
    }

    fn in_method(&self) -> Sentence {
        Sentence::of("fraction", ENDS)
    }

    fn in_short(&self) -> Sentence {
        Sentence::of("fraction", [])
    }

    /// A share of the best has no lowest score of its own.
    fn on_sheet(&self, of: OnSheet) -> Sentence {
        let key = if of.is_less_better { "fraction_less" } else { "fraction_more" };
        Sentence::of(key, [("best", Told::Best), ("high", Told::High)])
    }

    fn coinr(&self) -> Option<&'static str> {
        Some("n_fracmax")
    }
}
