//! Harmonic mean: Σw / Σ(w/x) over what is present.

use serde::Serialize;

use super::low::{AT_ZERO, FLOOR, Low, Present};
use super::method::{About, Aggregating, BY_WORD, Looks, OfOne, Summed};
use super::worked::{Terms, Worked};
use crate::framework::chosen::{Chosen, Keys, Takes};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HarmonicMean {
    pub low: Low,
}

impl Chosen for HarmonicMean {
    const WORD: &'static str = "harmonic_mean";
    const TAKES: &'static [Takes] = &[FLOOR, AT_ZERO];

    fn read(keys: &mut Keys) -> Self {
        HarmonicMean { low: Low::read(keys, "harmonic") }
    }
}

/// Σw / Σ(w/x).
///
/// # Errors
/// The offending score, where one is not above 0.
fn harmonic_mean(present: &Present) -> Result<Option<f64>, f64> {
    if let Some(low) = present.iter().find(|p| p.0 <= 0.0) {
        return Err(low.0);
    }
    let weights: f64 = present.iter().map(|p| p.1).sum();
    let inverse: f64 = present.iter().map(|(x, weight)| weight / x).sum();
    Ok((weights > 0.0).then(|| weights / inverse))
}

impl OfOne for HarmonicMean {
    fn score(&self, present: &mut Present) -> Result<Option<f64>, f64> {
        self.low.raise(present);
        harmonic_mean(present)
    }

    fn worked(&self, terms: &Terms) -> Worked {
        Worked::plain(format!("{} / ({})", terms.whole(), terms.sum(|x, w| format!("{w} / {x}"))))
    }
}

impl Aggregating for HarmonicMean {
    fn looks(&self) -> Looks<'_> {
        Looks::AtOne(self)
    }

    fn low(&self) -> Option<Low> {
        Some(self.low)
    }

    fn summed(&self) -> Summed<'_> {
        Ok(Box::new(|x| -self.low.raised(x).recip()))
    }

    fn about(&self) -> About {
        About {
            words: Some("harmonic"),
            has_formula: true,
            called: Some("a harmonic mean"),
            scripted: BY_WORD,
            coinr: Some("a_hmean".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_over_what_is_present_and_has_no_value_at_0() {
        // By hand: 3 / (2/80 + 1/20) = 40.
        let found = harmonic_mean(&[(80.0, 2.0), (20.0, 1.0)]).unwrap().unwrap();
        assert!((found - 40.0).abs() < 1e-12);
        assert_eq!(harmonic_mean(&[]), Ok(None));
        assert_eq!(harmonic_mean(&[(5.0, 1.0), (0.0, 1.0)]), Err(0.0));
    }
}
