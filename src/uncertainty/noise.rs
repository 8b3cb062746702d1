//! The panel in, how far each value may be off out: modelled estimates and values carried forward.

use serde::Serialize;

use super::stream::Stream;
use crate::framework::{Framework, Transform};
use crate::harmonise::Panel;
use crate::model::{Grid, ObsStatus};
use crate::score::{transformed, transformed_bounds};
use crate::statistics::median;

/// What is known of the values beside themselves.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// Which are modelled estimates, interpolated ones included.
    pub estimated: Grid<bool>,
    /// Years from a value to the cut-off.
    pub age: Grid<i32>,
    /// Drift per indicator on the scale of its transform: the median |change| / √years between its
    /// neighbouring values, over all areas; `None` where it has no two.
    pub drift: Vec<Option<f64>>,
}

impl Measured {
    /// Every value as certain as can be: for data that come without status and years.
    pub fn exactly(areas: usize, indicators: usize) -> Self {
        Measured {
            estimated: Grid::filled(areas, indicators, false),
            age: Grid::filled(areas, indicators, 0),
            drift: vec![None; indicators],
        }
    }

    /// As the panel says.
    pub fn of_panel(framework: &Framework, panel: &Panel) -> Self {
        let (areas, indicators) = (panel.areas.len(), framework.indicators.len());
        let used = Grid::from_fn(areas, indicators, |a, i| panel.used(a, i));
        let is_estimated = |a: usize, i: usize| {
            let used = used.get(a, i).as_ref();
            used.is_some_and(|u| u.point.status == ObsStatus::Estimated || u.between.is_some())
        };
        Measured {
            estimated: Grid::from_fn(areas, indicators, is_estimated),
            age: Grid::from_fn(areas, indicators, |a, i| {
                used.get(a, i).as_ref().map_or(0, |u| u.age)
            }),
            drift: (0..indicators).map(|i| drift(framework, panel, i)).collect(),
        }
    }
}

fn drift(framework: &Framework, panel: &Panel, i: usize) -> Option<f64> {
    let mut changes = Vec::new();
    for history in panel.history.column(i) {
        let before = history.iter().filter(|p| p.year <= panel.cut_off);
        let points: Vec<(i32, f64)> = before
            .filter_map(|p| Some((p.year, transformed(&framework.indicators[i], p.value).ok()?)))
            .collect();
        changes.extend(points.windows(2).map(|pair| {
            let years = f64::from(pair[1].0 - pair[0].0);
            (pair[1].1 - pair[0].1).abs() / years.sqrt()
        }));
    }
    median(&changes)
}

/// The uncertain values of one indicator, all on the scale of its transform.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NoisyColumn {
    pub indicator: usize,
    pub areas: Vec<usize>,
    /// One for each area, as they are.
    values: Vec<f64>,
    /// (place in the lists, deviation of the native value's logarithm).
    errors: Vec<(usize, f64)>,
    /// (place in the lists, deviation on the scale of the transform).
    drifts: Vec<(usize, f64)>,
    transform: Option<Transform>,
    /// Of possible values; in JSON nothing where there is no end.
    bounds: [f64; 2],
}

impl NoisyColumn {
    /// The values as they might have been measured, one for each area: lognormal error in the native
    /// unit, then drift, held within what is possible. `normals` is written on.
    pub fn draw(&self, stream: &mut Stream, normals: &mut Vec<f64>, to: &mut Vec<f64>) {
        to.clear();
        to.extend_from_slice(&self.values);
        normals.resize(self.errors.len().max(self.drifts.len()), 0.0);
        let steps = &mut normals[..self.errors.len()];
        stream.normals(steps);
        steps.iter_mut().zip(&self.errors).for_each(|(step, (_, deviation))| *step *= deviation);
        for (&(at, _), &step) in self.errors.iter().zip(&*steps) {
            to[at] = match self.transform {
                None => to[at] * step.exp(),
                Some(Transform::Logarithm) => to[at] + step,
                Some(Transform::SquareRoot) => to[at] * (step / 2.0).exp(),
                Some(Transform::Reciprocal) => to[at] * (-step).exp(),
            };
        }
        let steps = &mut normals[..self.drifts.len()];
        stream.normals(steps);
        for (&(at, deviation), step) in self.drifts.iter().zip(&*steps) {
            to[at] += deviation * step;
        }
        to.iter_mut().for_each(|x| *x = x.clamp(self.bounds[0], self.bounds[1]));
    }
}

/// The uncertain values of the scored indicators; none where measurement is not called uncertain.
/// `values`: column by column, on the scale of the transform.
pub fn noisy(
    framework: &Framework,
    measured: &Measured,
    observed: &Grid<bool>,
    values: &[f64],
) -> Vec<NoisyColumn> {
    let Some(vary) = &framework.uncertainty.measurement else { return Vec::new() };
    let scored = framework.indicators.iter().enumerate().filter(|(_, i)| i.is_scored());
    let column = |(indicator, of): (usize, &crate::framework::Indicator)| {
        let range = of.range.unwrap_or([f64::NEG_INFINITY, f64::INFINITY]);
        let mut column = NoisyColumn {
            indicator,
            areas: Vec::new(),
            values: Vec::new(),
            errors: Vec::new(),
            drifts: Vec::new(),
            transform: of.transform,
            bounds: transformed_bounds(of, range),
        };
        for area in (0..observed.rows()).filter(|&area| *observed.get(area, indicator)) {
            let estimated = *measured.estimated.get(area, indicator);
            let error = if estimated { of.error.unwrap_or(vary.estimated) } else { 0.0 };
            let years = f64::from((*measured.age.get(area, indicator)).max(0));
            let drift = vary.drift * measured.drift[indicator].unwrap_or(0.0) * years.sqrt();
            let place = column.areas.len();
            column.errors.extend((error > 0.0).then_some((place, error)));
            column.drifts.extend((drift > 0.0).then_some((place, drift)));
            if error > 0.0 || drift > 0.0 {
                column.areas.push(area);
                column.values.push(values[indicator * observed.rows() + area]);
            }
        }
        (!column.areas.is_empty()).then_some(column)
    };
    scored.filter_map(column).collect()
}
