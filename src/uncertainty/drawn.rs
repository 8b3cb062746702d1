//! Observed values in, for each missing one the distribution it is drawn from out.
//!
//! A value is predicted by least squares from those of the area's other indicators that go with it
//! most closely, and drawn with the noise that such a prediction has. Where nothing predicts it, one
//! of the values observed elsewhere is drawn. All on the scale of the indicator's transform.

use serde::Serialize;

use super::stream::Stream;
use crate::framework::Framework;
use crate::model::Grid;
use crate::score::transformed_bounds;
use crate::statistics::{mean, pearson};

/// Predictors at most: few enough for areas with little data, and for indices with few areas.
const PREDICTORS: usize = 5;
/// Areas needed that have everything: ten, and five more for each predictor.
const AREAS: (usize, usize) = (10, 5);

/// A missing value and what it is drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    pub area: usize,
    pub indicator: usize,
    law: Law,
    /// Nothing is drawn beyond the possible range, or where none is declared beyond what is observed.
    bounds: [f64; 2],
}

#[derive(Debug, Clone, PartialEq)]
enum Law {
    Normal {
        mean: f64,
        deviation: f64,
    },
    /// Each as likely; the same for every cell of an indicator.
    OneOf(Vec<f64>),
}

/// The values of one indicator that each replication draws.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DrawnColumn {
    pub indicator: usize,
    /// Those predicted, then those drawn from the values known.
    pub areas: Vec<usize>,
    /// (mean, deviation) of those predicted.
    predicted: Vec<(f64, f64)>,
    /// The values that the others are drawn from, each as likely.
    known: Vec<f64>,
    bounds: [f64; 2],
}

/// The cells of each indicator together, so that their values are drawn all at once.
pub fn by_indicator(mut cells: Vec<Drawn>) -> Vec<DrawnColumn> {
    cells.sort_by_key(|cell| (cell.indicator, matches!(cell.law, Law::OneOf(_)), cell.area));
    let mut columns: Vec<DrawnColumn> = Vec::new();
    for Drawn { area, indicator, law, bounds } in cells {
        if columns.last().is_none_or(|last| last.indicator != indicator) {
            let (areas, predicted, known) = (Vec::new(), Vec::new(), Vec::new());
            columns.push(DrawnColumn { indicator, areas, predicted, known, bounds });
        }
        let Some(column) = columns.last_mut() else { continue };
        column.areas.push(area);
        match law {
            Law::Normal { mean, deviation } => column.predicted.push((mean, deviation)),
            Law::OneOf(known) => column.known = known,
        }
    }
    columns
}

impl DrawnColumn {
    /// A value for each area.
    pub fn draw(&self, stream: &mut Stream, to: &mut Vec<f64>) {
        to.resize(self.areas.len(), 0.0);
        let (predicted, others) = to.split_at_mut(self.predicted.len());
        stream.normals(predicted);
        for (x, (mean, deviation)) in predicted.iter_mut().zip(&self.predicted) {
            *x = mean + deviation * *x;
        }
        others.iter_mut().for_each(|x| *x = self.known[stream.one_of(self.known.len())]);
        to.iter_mut().for_each(|x| *x = x.clamp(self.bounds[0], self.bounds[1]));
    }
}

/// What a cell is drawn from; `None` where not one value of the indicator is observed. `observed`:
/// values on the scale of their transform.
pub fn law(
    framework: &Framework,
    observed: &Grid<Option<f64>>,
    area: usize,
    indicator: usize,
) -> Option<Drawn> {
    let known: Vec<f64> = observed.column(indicator).flatten().copied().collect();
    let low = known.iter().copied().min_by(f64::total_cmp)?;
    let high = known.iter().copied().max_by(f64::total_cmp)?;
    let of = &framework.indicators[indicator];
    let bounds = of.range.map_or([low, high], |range| transformed_bounds(of, range));
    let mut predictors = nearest(framework, observed, area, indicator);
    let law = loop {
        if predictors.is_empty() {
            break Law::OneOf(known);
        }
        match predict(observed, area, indicator, &predictors) {
            Some((mean, deviation)) => break Law::Normal { mean, deviation },
            None => drop(predictors.pop()),
        }
    };
    Some(Drawn { area, indicator, law, bounds })
}

/// Scored indicators that the area has, those first that correlate most with the missing one.
fn nearest(
    framework: &Framework,
    observed: &Grid<Option<f64>>,
    area: usize,
    indicator: usize,
) -> Vec<usize> {
    let pairs = |other: usize| -> Vec<(f64, f64)> {
        let both = observed.column(indicator).zip(observed.column(other));
        both.filter_map(|(x, y)| Some(((*x)?, (*y)?))).collect()
    };
    let is_there = |other: &usize| {
        *other != indicator
            && framework.indicators[*other].is_scored()
            && observed.get(area, *other).is_some()
    };
    let mut found: Vec<(f64, usize)> = (0..framework.indicators.len())
        .filter(is_there)
        .filter_map(|other| {
            let pairs = pairs(other);
            let enough = pairs.len() >= AREAS.0 + AREAS.1;
            Some((pearson(&pairs).filter(|_| enough)?.abs(), other))
        })
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.into_iter().take(PREDICTORS).map(|(_, other)| other).collect()
}

/// Prediction of the cell and its deviation, s·√(1 + 1/n + d'(X'X)⁻¹d) with d the area's distance
/// from the means: what the line leaves unexplained, and how well the line itself is known. `None`
/// where too few areas have everything, or two predictors tell the same.
fn predict(
    observed: &Grid<Option<f64>>,
    area: usize,
    indicator: usize,
    predictors: &[usize],
) -> Option<(f64, f64)> {
    let row = |a: usize| -> Option<(Vec<f64>, f64)> {
        let x: Option<Vec<f64>> = predictors.iter().map(|&p| *observed.get(a, p)).collect();
        Some((x?, (*observed.get(a, indicator))?))
    };
    let rows: Vec<(Vec<f64>, f64)> = (0..observed.rows()).filter_map(row).collect();
    let p = predictors.len();
    if rows.len() < AREAS.0 + AREAS.1 * p {
        return None;
    }
    let column = |c: usize| rows.iter().map(|(x, _)| x[c]).collect::<Vec<f64>>();
    let centre: Vec<f64> = (0..p).map(|c| mean(&column(c))).collect::<Option<_>>()?;
    let spread: Vec<f64> = (0..p)
        .map(|c| column(c).iter().map(|x| (x - centre[c]).powi(2)).sum::<f64>().sqrt())
        .collect();
    if spread.contains(&0.0) {
        return None;
    }
    let middle = mean(&rows.iter().map(|(_, y)| *y).collect::<Vec<_>>())?;
    let z = |x: &[f64]| -> Vec<f64> {
        x.iter().enumerate().map(|(c, x)| (x - centre[c]) / spread[c]).collect()
    };
    let (mut normal, mut target) = (vec![vec![0.0; p]; p], vec![0.0; p]);
    for (x, y) in &rows {
        let z = z(x);
        for i in 0..p {
            target[i] += z[i] * (y - middle);
            (0..p).for_each(|j| normal[i][j] += z[i] * z[j]);
        }
    }
    let slopes = solve(normal.clone(), target)?;
    let along = |z: &[f64]| z.iter().zip(&slopes).map(|(z, slope)| z * slope).sum::<f64>();
    let left: f64 = rows.iter().map(|(x, y)| (y - middle - along(&z(x))).powi(2)).sum();
    let here: Vec<f64> = predictors.iter().filter_map(|&p| *observed.get(area, p)).collect();
    let here = z(&here);
    let reach: f64 = solve(normal, here.clone())?.iter().zip(&here).map(|(s, z)| s * z).sum();
    let n = rows.len() as f64;
    let variance = left / (n - p as f64 - 1.0) * (1.0 + 1.0 / n + reach);
    Some((middle + along(&here), variance.max(0.0).sqrt()))
}

/// The solution of a symmetric system whose diagonal is 1, by Cholesky's square root; `None` where
/// it is singular to a part in a million.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let n = right.len();
    for i in 0..n {
        for j in 0..=i {
            let sum: f64 = (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum();
            let left = matrix[i][j] - sum;
            if i == j && left < 1e-6 {
                return None;
            }
            matrix[i][j] = if i == j { left.sqrt() } else { left / matrix[j][j] };
        }
        let sum: f64 = (0..i).map(|k| matrix[i][k] * right[k]).sum();
        right[i] = (right[i] - sum) / matrix[i][i];
    }
    for i in (0..n).rev() {
        let sum: f64 = (i + 1..n).map(|k| matrix[k][i] * right[k]).sum();
        right[i] = (right[i] - sum) / matrix[i][i];
    }
    Some(right)
}

/// The matrix with 1 in the cells that are drawn.
pub(super) fn with_ones(matrix: &[f64], areas: usize, drawn: &[DrawnColumn]) -> Vec<f64> {
    let mut matrix = matrix.to_vec();
    for column in drawn {
        column.areas.iter().for_each(|area| matrix[column.indicator * areas + area] = 1.0);
    }
    matrix
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prediction_and_its_deviation_by_hand() {
        // y = 2x + 1 but for ±1 by turns, x = 1 … 20; the cell asked stands at x = 30.
        let noise = |a: usize| if a.is_multiple_of(2) { 1.0 } else { -1.0 };
        let values = Grid::from_fn(21, 2, |a, i| match (a, i) {
            (20, 0) => Some(30.0),
            (20, _) => None,
            (a, 0) => Some(a as f64 + 1.0),
            (a, _) => Some(2.0 * (a as f64 + 1.0) + 1.0 + noise(a)),
        });
        let (found, deviation) = predict(&values, 20, 1, &[0]).unwrap();
        // By hand: Σx² about the mean 10.5 is 665; the slope is 2 + Σ(x − 10.5)·noise / 665 =
        // 2 − 10/665; the noise explains (10²)/665 of its sum of squares, 20.
        let slope = 2.0 - 10.0 / 665.0;
        assert!((found - (22.0 + slope * 19.5)).abs() < 1e-9, "{found}");
        let left = 20.0 - 100.0 / 665.0;
        let variance: f64 = left / 18.0 * (1.0 + 1.0 / 20.0 + 19.5 * 19.5 / 665.0);
        assert!((deviation - variance.sqrt()).abs() < 1e-9, "{deviation}");
        // Two predictors that tell the same have no solution.
        let twice = Grid::from_fn(21, 3, |a, i| *values.get(a, i.saturating_sub(1)));
        assert_eq!(predict(&twice, 20, 2, &[0, 1]), None);
    }

    #[test]
    fn a_symmetric_system_is_solved() {
        // [[1, ½], [½, 1]]·[2, 4] = [4, 5].
        let found = solve(vec![vec![1.0, 0.5], vec![0.5, 1.0]], vec![4.0, 5.0]).unwrap();
        assert!((found[0] - 2.0).abs() < 1e-12 && (found[1] - 4.0).abs() < 1e-12);
    }
}
