//! A change of scale before treatment: floor, then logarithm, square root or reciprocal.

use crate::fault::{Fault, Faults, Result};
use crate::framework::{Framework, Indicator, Transform, rescaled};
use crate::model::Column;

/// What helps where a transform does not exist for a value.
pub(super) const FLOOR: &str = "set `floor` for the indicator, or leave out `transform`";

/// Brings the columns of all indicators onto their own scale.
///
/// # Errors
/// Every cell for whose value the transform does not exist.
pub(super) fn all(framework: &Framework, areas: &[String], columns: &mut [Column]) -> Result<()> {
    let mut faults = Vec::new();
    for (indicator, column) in framework.indicators.iter().zip(columns) {
        if indicator.floor.is_none() && indicator.transform.is_none() {
            continue;
        }
        for (area, cell) in areas.iter().zip(column) {
            let Some(value) = cell else { continue };
            match rescale(indicator, *value) {
                Ok(rescaled) => *value = rescaled,
                Err(problem) => {
                    let message = format!("{} of {area}: {problem}", indicator.code);
                    faults.push(Fault::new(message).hint(FLOOR));
                }
            }
        }
    }
    Faults::check(faults, ())
}

/// The value on the indicator's scale: not below its floor, then transformed.
///
/// # Errors
/// A sentence, where the transform does not exist for the value.
pub fn rescale(indicator: &Indicator, value: f64) -> std::result::Result<f64, String> {
    let value = indicator.floor.map_or(value, |floor| value.max(floor));
    rescaled(indicator.transform, value)
}

/// The ends of a range of native values on the indicator's scale, the lower first; an end that has
/// no transform leaves that side open. Nothing lies below the indicator's floor.
pub fn bounds(indicator: &Indicator, [low, high]: [f64; 2]) -> [f64; 2] {
    let end = |value: f64, open: f64| match indicator.transform {
        None => value,
        Some(Transform::Reciprocal) if value == f64::INFINITY => 0.0,
        _ => rescaled(indicator.transform, value).unwrap_or(open),
    };
    let low = indicator.floor.map_or(low, |floor| low.max(floor));
    match indicator.transform {
        Some(Transform::Reciprocal) => [end(high, 0.0), end(low, f64::INFINITY)],
        Some(Transform::SquareRoot) => [end(low, 0.0), end(high, f64::INFINITY)],
        _ => [end(low, f64::NEG_INFINITY), end(high, f64::INFINITY)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_brought_onto_the_scale_of_the_transform() {
        let text = "code = 'x'\nname = 'X'\n[[level]]\ncode = 'x'\nname = 'X'\naggregate = { method = 'median' }\n\
                    [[indicator]]\ncode = 'a'\nparent = 'x'\nname = 'A'\nvalue = 'A'\ngoalposts = { worst = 1, best = 2 }\n";
        let framework = crate::framework::read(std::path::Path::new("x.toml"), text).unwrap();
        let of = |transform, floor, range| {
            let mut indicator = framework.indicators[0].clone();
            (indicator.transform, indicator.floor) = (transform, floor);
            bounds(&indicator, range)
        };
        let open = [f64::NEG_INFINITY, f64::INFINITY];
        assert_eq!(of(None, None, [0.0, 100.0]), [0.0, 100.0]);
        assert_eq!(of(None, Some(5.0), [0.0, 100.0]), [5.0, 100.0]);
        assert_eq!(of(Some(Transform::Logarithm), None, open), open);
        assert_eq!(of(Some(Transform::Logarithm), None, [0.0, 1.0]), [f64::NEG_INFINITY, 0.0]);
        assert_eq!(of(Some(Transform::SquareRoot), None, open), [0.0, f64::INFINITY]);
        assert_eq!(of(Some(Transform::Reciprocal), None, [2.0, 4.0]), [0.25, 0.5]);
        assert_eq!(of(Some(Transform::Reciprocal), None, open), [0.0, f64::INFINITY]);
    }
}
