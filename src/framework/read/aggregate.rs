//! Weights and aggregation chosen: keys that the method takes, parameters within their bounds.

use toml::Spanned;

use super::check::Check;
use super::method_tables::{AggregateMethod, AggregateTable, OnZero, WeightsMethod, WeightsTable};
use super::methods::{inner, key};
use crate::fault::{Fault, Place};
use crate::framework::formula::Formula;
use crate::framework::methods::{Aggregation, Low, Penalty, Weighting};
use crate::framework::normalise::Reach;
use crate::framework::tree::{Indicator, Level};
use crate::toml_file::Two;

/// Powers nearer to 0 lose the digits of the scores.
const SMALLEST_POWER: f64 = 1e-4;
/// Powers beyond make a mean that no score but the outermost moves.
const LARGEST_POWER: f64 = 1e4;

impl Check<'_> {
    pub(super) fn weighting(&mut self, table: Option<WeightsTable>) -> Weighting {
        let Some(table) = table else { return Weighting::Given };
        let keys = [key("bounds", &table.bounds)];
        let mut plain = |word, weighting| {
            self.only(word, &keys, &[]);
            weighting
        };
        match table.method.get_ref() {
            WeightsMethod::Given => plain("given", Weighting::Given),
            WeightsMethod::Equal => plain("equal", Weighting::Equal),
            WeightsMethod::PrincipalComponents => {
                plain("principal_components", Weighting::PrincipalComponents)
            }
            WeightsMethod::Entropy => plain("entropy", Weighting::Entropy),
            WeightsMethod::Critic => plain("critic", Weighting::Critic),
            WeightsMethod::MatchInfluence => plain("match_influence", Weighting::MatchInfluence),
            WeightsMethod::BenefitOfTheDoubt => {
                Weighting::BenefitOfTheDoubt { bounds: self.bounds(&table.bounds) }
            }
        }
    }

    fn bounds(&mut self, at: &Option<Spanned<Two<f64>>>) -> Option<[f64; 2]> {
        let at = at.as_ref()?;
        let Two([low, high]) = *at.get_ref();
        if !(0.0 <= low && low < high && high <= 1.0) {
            let message =
                format!("bounds must be two shares, the lower first (found {low} and {high})");
            self.fault(at, message);
        }
        Some([low, high])
    }

    pub(super) fn aggregation(&mut self, table: AggregateTable) -> Aggregation {
        let keys = [
            key("floor", &table.floor),
            key("on_zero", &table.on_zero),
            key("formula", &table.formula),
            key("power", &table.power),
            key("order", &table.order),
            key("penalty", &table.penalty),
            key("bounds", &table.bounds),
        ];
        let mut only = |method, taken: &[&str]| self.only(method, &keys, taken);
        match table.method.get_ref() {
            AggregateMethod::ArithmeticMean => {
                only("arithmetic_mean", &[]);
                Aggregation::ArithmeticMean
            }
            AggregateMethod::GeometricMean => {
                only("geometric_mean", &["floor", "on_zero"]);
                Aggregation::GeometricMean { low: self.low(&table, "geometric") }
            }
            AggregateMethod::HarmonicMean => {
                only("harmonic_mean", &["floor", "on_zero"]);
                Aggregation::HarmonicMean { low: self.low(&table, "harmonic") }
            }
            AggregateMethod::GeneralisedMean => {
                only("generalised_mean", &["power", "floor", "on_zero"]);
                Aggregation::GeneralisedMean {
                    power: self.power(&table),
                    low: self.low(&table, "generalised"),
                }
            }
            AggregateMethod::Median => {
                only("median", &[]);
                Aggregation::Median
            }
            AggregateMethod::Minimum => {
                only("minimum", &[]);
                Aggregation::Minimum
            }
            AggregateMethod::OrderedWeightedAverage => {
                only("ordered_weighted_average", &["order"]);
                Aggregation::OrderedWeightedAverage { order: self.order(&table) }
            }
            AggregateMethod::MazziottaPareto => {
                only("mazziotta_pareto", &["penalty"]);
                let penalty = inner(&table.penalty).unwrap_or(Penalty::Minus);
                Aggregation::MazziottaPareto { penalty }
            }
            AggregateMethod::Copeland => {
                only("copeland", &[]);
                Aggregation::Copeland
            }
            AggregateMethod::BenefitOfTheDoubt => {
                only("benefit_of_the_doubt", &["bounds"]);
                Aggregation::BenefitOfTheDoubt { bounds: self.bounds(&table.bounds) }
            }
            AggregateMethod::Formula => {
                only("formula", &["formula"]);
                Aggregation::Formula(match &table.formula {
                    Some(at) => self.parsed(at),
                    None => {
                        self.needs(&table.method, "formula", "formula", "\"100 * women / men\"");
                        Formula::unreadable()
                    }
                })
            }
        }
    }

    /// What becomes of scores that the mean has no value for.
    fn low(&mut self, table: &AggregateTable, mean: &str) -> Low {
        let excludes = inner(&table.on_zero) == Some(OnZero::Exclude);
        let Some(at) = &table.floor else {
            return if excludes { Low::Excluded } else { Low::Refused };
        };
        let floor = *at.get_ref();
        let fits = (f64::MIN_POSITIVE..f64::INFINITY).contains(&floor);
        self.within(at, fits, &format!("floor of a {mean} mean must be above 0 and finite"));
        if let Some(on_zero) = &table.on_zero {
            let message = format!("a {mean} mean with a `floor` meets no score of 0");
            self.refuse(on_zero, message, "leave out `on_zero` or `floor`");
        }
        Low::Raised(floor)
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

    fn power(&mut self, table: &AggregateTable) -> f64 {
        let Some(at) = &table.power else {
            self.needs(&table.method, "generalised_mean", "power", "2");
            return 1.0;
        };
        let power = *at.get_ref();
        if !(SMALLEST_POWER..=LARGEST_POWER).contains(&power.abs()) {
            let message = format!(
                "power must be a number other than 0, not beyond {LARGEST_POWER} and not within {SMALLEST_POWER} of 0 (found {power})"
            );
            self.refuse(at, message, "its limit at 0 is the geometric_mean");
        }
        power
    }

    fn order(&mut self, table: &AggregateTable) -> Vec<f64> {
        let Some(at) = &table.order else {
            self.needs(&table.method, "ordered_weighted_average", "order", "[3, 2, 1]");
            return Vec::new();
        };
        let order = at.get_ref().clone();
        let fits = order.iter().all(|w| *w >= 0.0 && w.is_finite());
        if !fits || order.iter().sum::<f64>() <= 0.0 {
            self.fault(at, "order must be weights of 0 or above, one of them above 0".to_owned());
        }
        order
    }

    /// Weights that are made must count for something.
    pub(super) fn weights_count(&mut self, code: &str, weights: &Weighting, by: &Aggregation) {
        let ignores = match by {
            Aggregation::Minimum => "minimum",
            Aggregation::OrderedWeightedAverage { .. } => "ordered_weighted_average",
            Aggregation::BenefitOfTheDoubt { .. } => "benefit_of_the_doubt",
            Aggregation::Formula(_) => "formula",
            _ => return,
        };
        if *weights != Weighting::Given {
            let message = format!("{code} is aggregated by {ignores}, which takes no `weights`");
            let fault = Fault::new(message).at(Place::file(self.file));
            self.faults.push(fault.hint("leave `weights` out, or choose arithmetic_mean"));
        }
    }

    /// An `order` needs a weight for each score below its level.
    pub(super) fn order_fits(&mut self, code: &str, weights: usize, below: usize) {
        if weights != below {
            let message =
                format!("`order` of {code} has {weights} weights for {below} scores below it");
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
    match by {
        Aggregation::BenefitOfTheDoubt { .. } => Some(100.0),
        // All go past what is below them.
        Aggregation::MazziottaPareto { .. } | Aggregation::Copeland | Aggregation::Formula(_) => {
            None
        }
        Aggregation::GeometricMean { low }
        | Aggregation::HarmonicMean { low }
        | Aggregation::GeneralisedMean { low, .. } => Some(below?.max(low.floor().unwrap_or(0.0))),
        Aggregation::ArithmeticMean
        | Aggregation::Median
        | Aggregation::Minimum
        | Aggregation::OrderedWeightedAverage { .. } => below,
    }
}

/// The upper end of an indicator's scale, where its method has one.
fn highest_of(indicator: &Indicator) -> Option<f64> {
    let is_bounded = indicator.normalisation.method.reach() == Reach::Within;
    is_bounded.then_some(indicator.normalisation.scale[1])
}
