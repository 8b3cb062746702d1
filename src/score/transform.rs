//! A change of scale before treatment: floor, then logarithm, square root or reciprocal.

use crate::fault::{Fault, Faults, Result};
use crate::framework::{Framework, Indicator, Transform};

use super::Column;

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
    transform(indicator.transform, value)
}

/// ln x, √x or 1/x; the value itself without a transform. A reciprocal exists here only of values
/// above 0: across 0 it would not keep the order of the areas.
///
/// # Errors
/// A sentence, where it does not exist.
pub fn transform(transform: Option<Transform>, value: f64) -> std::result::Result<f64, String> {
    match transform {
        None => Ok(value),
        Some(Transform::Logarithm) if value > 0.0 => Ok(value.ln()),
        Some(Transform::SquareRoot) if value >= 0.0 => Ok(value.sqrt()),
        Some(Transform::Reciprocal) if value > 0.0 => Ok(1.0 / value),
        Some(Transform::Logarithm) => Err(format!("the logarithm of {value} does not exist")),
        Some(Transform::SquareRoot) => Err(format!("the square root of {value} does not exist")),
        Some(Transform::Reciprocal) => {
            Err(format!("the reciprocal of {value} does not keep the order of the areas"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transforms_are_those_of_the_handbook_and_refuse_what_has_none() {
        assert_eq!(transform(Some(Transform::Logarithm), 1.0), Ok(0.0));
        assert_eq!(transform(Some(Transform::SquareRoot), 9.0), Ok(3.0));
        assert_eq!(transform(Some(Transform::Reciprocal), 4.0), Ok(0.25));
        assert_eq!(transform(None, -4.0), Ok(-4.0));
        for (kind, value) in [
            (Transform::Logarithm, 0.0),
            (Transform::SquareRoot, -1.0),
            (Transform::Reciprocal, 0.0),
        ] {
            assert!(transform(Some(kind), value).is_err());
        }
    }
}
