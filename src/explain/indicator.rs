//! An indicator: its value, and each step from there to its score.

use super::case::Case;
use super::scale::normalised;
use super::told::{Basis, Indicator, Step};
use super::tongue::Tongue;
use super::treated::treated;
use crate::framework::Transform;
use crate::framework::rescaled;
use crate::score::fit_column;
use crate::words::{said, say};

impl Case<'_> {
    pub(super) fn indicator(&self, area: usize, i: usize) -> Indicator {
        let of = &self.framework.indicators[i];
        let basis = self.basis(area, i);
        let made = self.scores.imputed(area, i).map(|made| made.value);
        let value = match &basis {
            Basis::Missing { .. } => None,
            _ => made.or(*self.input.values.get(area, i)),
        };
        let score = *self.scores.indicators.get(area, i);
        let steps = value.zip(score).map(|(value, _)| self.steps(area, i, value));
        Indicator {
            code: of.code.clone(),
            name: self.tongue.name(&of.name).to_owned(),
            unit: self.tongue.name(&of.unit).to_owned(),
            scored: of.is_scored(),
            score,
            value,
            basis,
            steps: steps.unwrap_or_default(),
        }
    }

    /// From a value to its score.
    fn steps(&self, area: usize, i: usize, value: f64) -> Vec<Step> {
        let of = &self.framework.indicators[i];
        let mut steps = Vec::new();
        let mut at = value;
        if let Some(floor) = of.floor.filter(|floor| value < *floor) {
            let said = said![value = self.tongue.short(value), floor = self.tongue.full(floor)];
            let how = say!(self.tongue, "floored", ..said);
            steps.push(Step::new("floored", value, floor, how, vec![("floor", floor)]));
            at = floor;
        }
        if let (Some(transform), Ok(to)) = (of.transform, rescaled(of.transform, at)) {
            steps.push(transformed(&self.tongue, transform, at, to));
            at = to;
        }
        if let Some(step) = treated(self, area, i) {
            at = step.to;
            steps.push(step);
        }
        let column: Vec<Option<f64>> = self.scores.prepared.column(i).copied().collect();
        // What was scored was fitted before.
        if let Ok(Some(fitted)) = fit_column(of, self.input, i, &column) {
            steps.push(normalised(&self.tongue, of, &fitted, at));
        }
        steps
    }
}

fn transformed(tongue: &Tongue, transform: Transform, from: f64, to: f64) -> Step {
    let (x, y) = (tongue.short(from), tongue.short(to));
    let (what, how) = match transform {
        Transform::Logarithm => ("logarithm", format!("ln {x} = {y}")),
        Transform::SquareRoot => ("square_root", format!("√{x} = {y}")),
        Transform::Reciprocal => ("reciprocal", format!("1 / {x} = {y}")),
    };
    Step::new(what, from, to, how, Vec::new())
}
