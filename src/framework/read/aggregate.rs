//! Aggregation and weights that go together, over what stands below a level.

use toml::Spanned;

use super::check::Check;
use crate::fault::{Fault, Place};
use crate::framework::aggregation::{Aggregation, ArithmeticMean, Ends};
use crate::framework::chosen::MethodTable;
use crate::framework::normalise::Reach;
use crate::framework::tree::{Indicator, Level};
use crate::framework::weighting::{Given, Weighting};

impl Check<'_> {
    pub(super) fn aggregation(&mut self, table: &MethodTable<Aggregation>) -> Aggregation {
        self.chosen(table).unwrap_or_else(|| ArithmeticMean.into())
    }

    /// A floor that no score below the level can pass would make all its scores one.
    pub(super) fn floor_fits(&mut self, code: &str, at: &Spanned<f64>, highest: f64) {
        let floor = *at.get_ref();
        if floor >= highest && floor.is_finite() {
            let message = format!(
                "floor of {code} must be below {highest}, the highest score there can be below it (found {floor})"
            );
            let hint = "scores below the floor count as it: choose one near the lowest scores, such as 1 of 100";
            self.refuse(at, message, hint);
        }
    }

    /// Weights that are made must count for something.
    pub(super) fn weights_count(&mut self, code: &str, weights: &Weighting, by: &Aggregation) {
        if !by.takes_weights() && *weights != Given.into() {
            let message = format!("{code} is aggregated by {}, which takes no `weights`", by.key());
            let fault = Fault::new(message).at(Place::file(self.file));
            self.faults.push(fault.hint("leave `weights` out, or choose arithmetic_mean"));
        }
    }

    /// A method may ask for so many scores below its level.
    pub(super) fn aggregation_fits(&mut self, code: &str, by: &Aggregation, below: usize) {
        if let Some(message) = by.misfit(code, below) {
            self.faults.push(Fault::new(message).at(Place::file(self.file)));
        }
    }
}

/// The highest score that anything directly below a level can have; `None` where there is no such
/// bound.
pub(super) fn highest_below(levels: &[Level], indicators: &[Indicator]) -> Vec<Option<f64>> {
    let mut highest = vec![Some(f64::NEG_INFINITY); levels.len()];
    let raise = |highest: &mut Option<f64>, to: Option<f64>| {
        *highest = highest.zip(to).map(|(highest, to)| highest.max(to));
    };
    for indicator in indicators.iter().filter(|i| i.is_scored() && i.parent < levels.len()) {
        raise(&mut highest[indicator.parent], highest_of(indicator));
    }
    // Parents stand before their children.
    for (l, level) in levels.iter().enumerate().rev() {
        highest[l] = highest[l].filter(|highest| highest.is_finite());
        if let Some(parent) = level.parent {
            let own = highest_at(&level.aggregation, highest[l]);
            raise(&mut highest[parent], own);
        }
    }
    highest
}

/// The highest score a level can have over scores of `below` at most.
fn highest_at(by: &Aggregation, below: Option<f64>) -> Option<f64> {
    match by.ends() {
        Ends::Set([_, high]) => Some(high),
        Ends::Free => None,
        Ends::OfBelow => match by.low() {
            Some(low) => Some(below?.max(low.floor().unwrap_or(0.0))),
            None => below,
        },
    }
}

/// The upper end of an indicator's scale, where its method has one.
fn highest_of(indicator: &Indicator) -> Option<f64> {
    let is_bounded = indicator.normalisation.method.reach() == Reach::Within;
    is_bounded.then_some(indicator.normalisation.scale[1])
}
