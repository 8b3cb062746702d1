//! The panel in, how far each value may be off out: modelled estimates and values carried forward.

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

/// A value that may be off.
#[derive(Debug, Clone, PartialEq)]
pub struct Noisy {
    pub area: usize,
    /// Deviation of the native value's logarithm; 0 for none.
    error: f64,
    /// Deviation on the scale of the transform; 0 for none.
    drift: f64,
}

/// The uncertain values of one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct NoisyColumn {
    pub indicator: usize,
    pub cells: Vec<Noisy>,
    transform: Option<Transform>,
    /// Of possible values, on the scale of the transform.
    bounds: [f64; 2],
}

impl NoisyColumn {
    /// A value on the scale of the transform as it might have been measured: lognormal error in the
    /// native unit, then drift, held within what is possible.
    pub fn draw(&self, cell: &Noisy, value: f64, stream: &mut Stream) -> f64 {
        let mut value = value;
        if cell.error > 0.0 {
            let step = cell.error * stream.normal();
            value = match self.transform {
                None => value * step.exp(),
                Some(Transform::Logarithm) => value + step,
                Some(Transform::SquareRoot) => value * (step / 2.0).exp(),
                Some(Transform::Reciprocal) => value * (-step).exp(),
            };
        }
        if cell.drift > 0.0 {
            value += cell.drift * stream.normal();
        }
        value.clamp(self.bounds[0], self.bounds[1])
    }
}

/// The uncertain values of the scored indicators; none where measurement is not called uncertain.
pub fn noisy(
    framework: &Framework,
    measured: &Measured,
    observed: &Grid<bool>,
) -> Vec<NoisyColumn> {
    let Some(vary) = &framework.uncertainty.measurement else { return Vec::new() };
    let scored = framework.indicators.iter().enumerate().filter(|(_, i)| i.weight.is_some());
    let column = |(indicator, of): (usize, &crate::framework::Indicator)| {
        let cell = |area: usize| {
            let estimated = *measured.estimated.get(area, indicator);
            let error = if estimated { of.error.unwrap_or(vary.estimated) } else { 0.0 };
            let years = f64::from((*measured.age.get(area, indicator)).max(0));
            let drift = vary.drift * measured.drift[indicator].unwrap_or(0.0) * years.sqrt();
            let is_noisy = *observed.get(area, indicator) && (error > 0.0 || drift > 0.0);
            is_noisy.then_some(Noisy { area, error, drift })
        };
        let cells: Vec<Noisy> = (0..observed.rows()).filter_map(cell).collect();
        let range = of.range.unwrap_or([f64::NEG_INFINITY, f64::INFINITY]);
        let bounds = transformed_bounds(of, range);
        (!cells.is_empty()).then_some(NoisyColumn {
            indicator,
            cells,
            transform: of.transform,
            bounds,
        })
    };
    scored.filter_map(column).collect()
}
