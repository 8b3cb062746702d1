//! Generalised mean: (Σw x^p / Σw)^(1/p) over what is present, of a power p other than 0.

use serde::Serialize;

use super::arithmetic_mean::arithmetic_mean;
use super::low::{AT_ZERO, FLOOR, Low, Present};
use super::method::{About, Aggregating, Looks, OfOne, Summed};
use super::worked::{Terms, Worked};
use crate::framework::chosen::{Chosen, Keys, Kind, Takes};
use crate::framework::said::{Holds, Parameter};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GeneralisedMean {
    pub power: f64,
    pub low: Low,
}

/// Powers nearer to 0 lose the digits of the scores.
const SMALLEST: f64 = 1e-4;
/// Powers beyond make a mean that no score but the outermost moves.
const LARGEST: f64 = 1e4;

impl Chosen for GeneralisedMean {
    const WORD: &'static str = "generalised_mean";
    const TAKES: &'static [Takes] =
        &[Takes { key: "power", kind: Kind::Number, doc: "Any number but 0." }, FLOOR, AT_ZERO];

    fn read(keys: &mut Keys) -> Self {
        let found = keys.number("power");
        let power = keys.needed("power", found, "2").unwrap_or(1.0);
        if !(SMALLEST..=LARGEST).contains(&power.abs()) {
            let message = format!(
                "power must be a number other than 0, not beyond {LARGEST} and not within {SMALLEST} of 0 (found {power})"
            );
            keys.refuse("power", message, "its limit at 0 is the geometric_mean");
        }
        GeneralisedMean { power, low: Low::read(keys, "generalised") }
    }
}

/// Of x over the score that weighs most in it (the largest, or under a negative power the smallest), so that no
/// power leaves the range of numbers.
///
/// # Errors
/// The offending score, where one is below 0, or is 0 and the power is negative.
fn generalised_mean(present: &Present, power: f64) -> Result<Option<f64>, f64> {
    if let Some(low) = present.iter().find(|p| p.0 < 0.0 || (p.0 == 0.0 && power < 0.0)) {
        return Err(low.0);
    }
    let weighed = present.iter().filter(|p| p.1 > 0.0);
    let scores = weighed.clone().map(|p| p.0);
    let unit = scores.reduce(|a, b| if power > 0.0 { a.max(b) } else { a.min(b) });
    let Some(unit) = unit else { return Ok(None) };
    if unit == 0.0 {
        return Ok(Some(0.0));
    }
    let powers = weighed.map(|(x, weight)| ((x / unit).powf(power), *weight));
    Ok(arithmetic_mean(powers).map(|mean| unit * mean.powf(1.0 / power)))
}

impl OfOne for GeneralisedMean {
    fn score(&self, present: &mut Present) -> Result<Option<f64>, f64> {
        self.low.raise(present);
        generalised_mean(present, self.power)
    }

    fn worked(&self, terms: &Terms) -> Worked {
        let by = (terms.teller.full)(self.power);
        let sum = terms.sum(|x, w| format!("{w} × {x}^{by}"));
        let formula = format!("(({sum}) / {})^(1 / {by})", terms.whole());
        Worked { formula, numbers: vec![("power", self.power)] }
    }
}

impl Aggregating for GeneralisedMean {
    fn looks(&self) -> Looks<'_> {
        Looks::AtOne(self)
    }

    fn low(&self) -> Option<Low> {
        Some(self.low)
    }

    fn summed(&self) -> Summed<'_> {
        Ok(Box::new(|x| {
            let raised = self.low.raised(x);
            let value = raised.powf(self.power);
            // A score above 0 whose power is too small for a number would pass for a 0.
            let is_lost = value == 0.0 && raised > 0.0;
            if is_lost { f64::NAN } else { self.power.signum() * value }
        }))
    }

    fn about(&self) -> About {
        About {
            words: Some("generalised"),
            has_formula: true,
            called: Some("a generalised mean of this power"),
            scripted: Some((Some(self.power), None)),
            coinr: Some(format!("a_genmean of power {}", self.power)),
        }
    }

    fn in_kind(&self) -> Holds {
        vec![("power", Parameter::Number(self.power))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_joins_the_other_means() {
        let pairs = [(80.0, 2.0), (20.0, 1.0)];
        let close = |power, expected: f64| {
            let found = generalised_mean(&pairs, power).unwrap().unwrap();
            assert!((found - expected).abs() < 1e-9, "{power}: {found}");
        };
        close(1.0, 60.0);
        close(-1.0, 40.0);
        // √((2·6400 + 400) / 3) by hand.
        close(2.0, 4400f64.sqrt());
        assert_eq!(generalised_mean(&[(0.0, 1.0)], -1.0), Err(0.0));
        assert_eq!(generalised_mean(&[(0.0, 1.0)], 2.0), Ok(Some(0.0)));
        assert_eq!(generalised_mean(&[(-1.0, 1.0)], 2.0), Err(-1.0));
        // 90^200 is no number, and the mean of 90 and 0 under it is 90 · (1/2)^(1/200).
        let steep = generalised_mean(&[(90.0, 1.0), (0.0, 1.0)], 200.0).unwrap().unwrap();
        assert!((steep - 90.0 * 0.5f64.powf(0.005)).abs() < 1e-9);
        let steep = generalised_mean(&[(0.09, 1.0), (90.0, 3.0)], -300.0).unwrap().unwrap();
        assert!((steep - 0.09 * 0.25f64.powf(-1.0 / 300.0)).abs() < 1e-9);
        assert_eq!(generalised_mean(&[(0.0, 1.0), (0.0, 1.0)], 2.0), Ok(Some(0.0)));
        assert_eq!(generalised_mean(&[(5.0, 0.0)], 2.0), Ok(None));
    }
}
