//! Means of the scores below a level, over what is present, from the leaves up to the index.

use crate::fault::{Fault, Faults, Result};
use crate::framework::{Aggregation, Framework};
use crate::model::Grid;

/// Scores of every level (columns in the framework's order) from those of the indicators.
///
/// # Errors
/// Every cell where a geometric mean meets a score that is not above 0.
pub fn levels(
    framework: &Framework,
    areas: &[String],
    indicators: &Grid<Option<f64>>,
) -> Result<Grid<Option<f64>>> {
    let mut faults = Vec::new();
    let mut levels = Grid::filled(areas.len(), framework.levels.len(), None);
    for (a, area) in areas.iter().enumerate() {
        // Parents stand before children, so the way back is from the leaves up.
        for l in (0..framework.levels.len()).rev() {
            let children = children(framework, l, indicators.row(a), levels.row(a));
            match aggregate(
                &framework.levels[l].aggregation,
                framework.levels[l].complete,
                &children,
            ) {
                Ok(score) => levels.set(a, l, score),
                Err(low) => {
                    let code = &framework.levels[l].code;
                    let message = format!(
                        "{code} of {area}: a geometric mean has no value with a score of {low}"
                    );
                    let hint = format!("give `{code}` a `floor`, or aggregate by arithmetic_mean");
                    faults.push(Fault::new(message).hint(hint));
                }
            }
        }
    }
    Faults::check(faults, levels)
}

/// (score, weight) of everything scored directly below a level.
fn children(
    framework: &Framework,
    level: usize,
    indicators: &[Option<f64>],
    levels: &[Option<f64>],
) -> Vec<(Option<f64>, f64)> {
    let below = framework.indicators.iter().zip(indicators).filter(|(i, _)| i.parent == level);
    let below = below.filter_map(|(i, score)| Some((*score, i.weight?)));
    let inner = framework.levels.iter().zip(levels).filter(|(l, _)| l.parent == Some(level));
    below.chain(inner.map(|(l, score)| (*score, l.weight))).collect()
}

fn aggregate(
    method: &Aggregation,
    complete: bool,
    children: &[(Option<f64>, f64)],
) -> std::result::Result<Option<f64>, f64> {
    if complete && children.iter().any(|(score, _)| score.is_none()) {
        return Ok(None);
    }
    let present = children.iter().filter_map(|&(score, weight)| Some((score?, weight)));
    match method {
        Aggregation::ArithmeticMean => Ok(arithmetic_mean(present)),
        Aggregation::GeometricMean { floor } => {
            let floor = floor.unwrap_or(f64::NEG_INFINITY);
            geometric_mean(present.map(|(score, weight)| (score.max(floor), weight)))
        }
    }
}

/// Σwx / Σw over (score, weight) pairs present; `None` where there is none.
/// OECD/JRC *Handbook on Constructing Composite Indicators* (2008), linear aggregation.
pub fn arithmetic_mean(present: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (sum, weights) =
        present.fold((0.0, 0.0), |(s, w), (x, weight)| (s + weight * x, w + weight));
    (weights > 0.0).then(|| sum / weights)
}

/// exp(Σw ln x / Σw) over (score, weight) pairs present; `None` where there is none.
/// OECD/JRC *Handbook* (2008), geometric aggregation.
///
/// # Errors
/// The offending score, where one is not above 0 (its logarithm does not exist).
pub fn geometric_mean(
    present: impl Iterator<Item = (f64, f64)>,
) -> std::result::Result<Option<f64>, f64> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_are_over_what_is_present() {
        let pairs = [(80.0, 1.0), (20.0, 0.5)];
        assert_eq!(arithmetic_mean(pairs.into_iter()), Some(60.0));
        assert_eq!(arithmetic_mean(std::iter::empty()), None);
        let g = geometric_mean([(1.0, 1.0), (100.0, 1.0)].into_iter()).unwrap().unwrap();
        assert!((g - 10.0).abs() < 1e-12);
        assert_eq!(geometric_mean(std::iter::empty()), Ok(None));
    }

    #[test]
    fn a_geometric_mean_refuses_zero() {
        assert_eq!(geometric_mean([(5.0, 1.0), (0.0, 1.0)].into_iter()), Err(0.0));
    }
}
