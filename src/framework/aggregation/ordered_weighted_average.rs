//! Ordered weighted average: weights for the largest score, the next, …; only where everything is present.

use serde::Serialize;

use super::arithmetic_mean::arithmetic_mean;
use super::low::Present;
use super::method::{About, Aggregating, Looks, OfOne, Summed, Unsummed};
use super::worked::{Terms, Worked};
use crate::framework::chosen::{Chosen, Keys, Kind, Takes};
use crate::framework::said::{Holds, Parameter};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrderedWeightedAverage {
    pub order: Vec<f64>,
}

impl Chosen for OrderedWeightedAverage {
    const WORD: &'static str = "ordered_weighted_average";
    const TAKES: &'static [Takes] = &[Takes {
        key: "order",
        kind: Kind::Numbers,
        doc: "Weight of the largest score, the next, …",
    }];

    fn read(keys: &mut Keys) -> Self {
        let found = keys.numbers("order");
        let order = keys.needed("order", found, "[3, 2, 1]");
        let fits = |order: &Vec<f64>| {
            order.iter().all(|w| *w >= 0.0 && w.is_finite()) && order.iter().sum::<f64>() > 0.0
        };
        if order.as_ref().is_some_and(|order| !fits(order)) {
            let message = "order must be weights of 0 or above, one of them above 0";
            keys.wrong("order", message.to_owned());
        }
        OrderedWeightedAverage { order: order.unwrap_or_default() }
    }
}

impl OfOne for OrderedWeightedAverage {
    /// Σ o_k x_(k) / Σ o_k with x_(1) the largest score (Yager 1988); `None` unless there are as many
    /// scores as weights.
    fn score(&self, present: &mut Present) -> Result<Option<f64>, f64> {
        if present.len() != self.order.len() {
            return Ok(None);
        }
        present.sort_by(|a, b| b.0.total_cmp(&a.0));
        let placed = present.iter().zip(&self.order);
        Ok(arithmetic_mean(placed.map(|((x, _), weight)| (*x, *weight))))
    }

    fn worked(&self, terms: &Terms) -> Worked {
        let mut scores: Vec<f64> = terms.there.iter().map(|(x, _)| *x).collect();
        scores.sort_by(|a, b| b.total_cmp(a));
        let placed = scores.iter().zip(&self.order);
        let placed = placed.map(|(x, w)| format!("{} × {}", terms.short(*w), terms.short(*x)));
        let (sum, whole) = (placed.collect::<Vec<_>>().join(" + "), self.order.iter().sum());
        let said = [("terms", sum), ("whole", terms.short(whole))];
        Worked::plain(terms.say("largest_first", &said))
    }
}

impl Aggregating for OrderedWeightedAverage {
    fn looks(&self) -> Looks<'_> {
        Looks::AtOne(self)
    }

    fn needs_all(&self) -> bool {
        true
    }

    fn takes_weights(&self) -> bool {
        false
    }

    fn misfit(&self, code: &str, below: usize) -> Option<String> {
        let weights = self.order.len();
        let misfit =
            || format!("`order` of {code} has {weights} weights for {below} scores below it");
        (weights != below).then(misfit)
    }

    fn summed(&self) -> Summed<'_> {
        let english = "its weights go by the order of the scores";
        Err(Unsummed { words: "ordered_weights", english })
    }

    fn about(&self) -> About {
        About {
            words: Some("ordered"),
            has_formula: true,
            scripted: Some((None, Some(self.order.clone()))),
            coinr: Some("by an ordered weighted average".to_owned()),
            ..About::default()
        }
    }

    fn in_method(&self) -> Holds {
        vec![("order", Parameter::Numbers(self.order.clone()))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordered_weights_go_to_the_largest_first() {
        // 0.5·90 + 0.3·60 + 0.2·30 = 69.
        let of = |order: &[f64], scores: &[(f64, f64)]| {
            let by = OrderedWeightedAverage { order: order.to_vec() };
            by.score(&mut scores.to_vec()).unwrap()
        };
        let found = of(&[0.5, 0.3, 0.2], &[(30.0, 1.0), (90.0, 1.0), (60.0, 1.0)]).unwrap();
        assert!((found - 69.0).abs() < 1e-12);
        assert_eq!(of(&[0.5, 0.5], &[(1.0, 1.0)]), None);
    }
}
