//! Arithmetic mean: Σwx / Σw over what is present.

use super::low::Present;
use super::method::{About, Aggregating, BY_WORD, Looks, OfOne, Summed};
use super::worked::{Terms, Worked};
use crate::framework::chosen::bare;

bare!(ArithmeticMean, "arithmetic_mean");

/// Σwx / Σw. OECD/JRC *Handbook on Constructing Composite Indicators* (2008), linear aggregation.
pub fn arithmetic_mean(present: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (sum, weights) =
        present.fold((0.0, 0.0), |(s, w), (x, weight)| (s + weight * x, w + weight));
    (weights > 0.0).then(|| sum / weights)
}

impl OfOne for ArithmeticMean {
    fn score(&self, present: &mut Present) -> Result<Option<f64>, f64> {
        Ok(arithmetic_mean(present.iter().copied()))
    }

    fn worked(&self, terms: &Terms) -> Worked {
        let sum = terms.sum(|x, w| format!("{w} × {x}"));
        Worked::plain(format!("({sum}) / {}", terms.whole()))
    }
}

impl Aggregating for ArithmeticMean {
    fn looks(&self) -> Looks<'_> {
        Looks::AtOne(self)
    }

    fn summed(&self) -> Summed<'_> {
        Ok(Box::new(|x| x))
    }

    fn about(&self) -> About {
        About {
            words: Some("arithmetic"),
            has_formula: true,
            scripted: BY_WORD,
            coinr: Some("a_amean".to_owned()),
            ..About::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_over_what_is_present() {
        assert_eq!(arithmetic_mean([(80.0, 1.0), (20.0, 0.5)].into_iter()), Some(60.0));
        assert_eq!(arithmetic_mean(std::iter::empty()), None);
    }
}
