//! Geometric mean: exp(Σw ln x / Σw) over what is present.

use serde::Serialize;

use super::low::{AT_ZERO, FLOOR, Low, Present};
use super::method::{About, Aggregating, BY_WORD, Looks, OfOne, Summed};
use super::worked::{Terms, Worked};
use crate::framework::chosen::{Chosen, Keys, Takes};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GeometricMean {
    pub low: Low,
}

impl Chosen for GeometricMean {
    const WORD: &'static str = "geometric_mean";
    const TAKES: &'static [Takes] = &[FLOOR, AT_ZERO];

    fn read(keys: &mut Keys) -> Self {
        GeometricMean { low: Low::read(keys, "geometric") }
    }
}

/// exp(Σw ln x / Σw). OECD/JRC *Handbook* (2008), geometric aggregation.
///
/// # Errors
/// The offending score, where one is not above 0 (its logarithm does not exist).
pub fn geometric_mean(present: impl Iterator<Item = (f64, f64)>) -> Result<Option<f64>, f64> {
    let mut sum = 0.0;
    let mut weights = 0.0;
    for (x, weight) in present {
        if x <= 0.0 {
            return Err(x);
        }
        sum += weight * x.ln();
        weights += weight;
    }
    Ok((weights > 0.0).then(|| (sum / weights).exp()))
}

impl OfOne for GeometricMean {
    fn score(&self, present: &mut Present) -> Result<Option<f64>, f64> {
        self.low.raise(present);
        geometric_mean(present.iter().copied())
    }

    fn worked(&self, terms: &Terms) -> Worked {
        let sum = terms.sum(|x, w| format!("{w} × ln {x}"));
        Worked::plain(format!("exp(({sum}) / {})", terms.whole()))
    }
}

impl Aggregating for GeometricMean {
    fn looks(&self) -> Looks<'_> {
        Looks::AtOne(self)
    }

    fn low(&self) -> Option<Low> {
        Some(self.low)
    }

    fn summed(&self) -> Summed<'_> {
        Ok(Box::new(|x| self.low.raised(x).ln()))
    }

    fn about(&self) -> About {
        About {
            words: Some("geometric"),
            has_formula: true,
            called: Some("a geometric mean"),
            scripted: BY_WORD,
            coinr: Some("a_gmean".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_over_what_is_present_and_has_no_value_at_0() {
        let g = geometric_mean([(1.0, 1.0), (100.0, 1.0)].into_iter()).unwrap().unwrap();
        assert!((g - 10.0).abs() < 1e-12);
        assert_eq!(geometric_mean(std::iter::empty()), Ok(None));
        assert_eq!(geometric_mean([(5.0, 1.0), (0.0, 1.0)].into_iter()), Err(0.0));
    }
}
