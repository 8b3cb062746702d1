//! A change of scale before treatment and normalisation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What takes the place of a value; goalposts, targets and thresholds are changed with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Transform {
    Logarithm,
    SquareRoot,
    /// 1/x: what was more becomes less, and the direction is turned with it.
    Reciprocal,
}

/// ln x, √x or 1/x; the value itself without a transform. A reciprocal exists here only of values
/// above 0: across 0 it would not keep the order of the areas.
///
/// # Errors
/// A sentence, where it does not exist.
pub fn rescaled(transform: Option<Transform>, value: f64) -> std::result::Result<f64, String> {
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

/// The value that [`rescaled`] made `value` of.
pub fn untransformed(transform: Option<Transform>, value: f64) -> f64 {
    match transform {
        None => value,
        Some(Transform::Logarithm) => value.exp(),
        Some(Transform::SquareRoot) => value * value,
        Some(Transform::Reciprocal) => 1.0 / value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transforms_are_those_of_the_handbook_and_refuse_what_has_none() {
        assert_eq!(rescaled(Some(Transform::Logarithm), 1.0), Ok(0.0));
        assert_eq!(rescaled(Some(Transform::SquareRoot), 9.0), Ok(3.0));
        assert_eq!(rescaled(Some(Transform::Reciprocal), 4.0), Ok(0.25));
        assert_eq!(rescaled(None, -4.0), Ok(-4.0));
        for kind in [None, Some(Transform::Logarithm), Some(Transform::SquareRoot)] {
            let there = rescaled(kind, 4.0).unwrap();
            assert!((untransformed(kind, there) - 4.0).abs() < 1e-12);
        }
        assert_eq!(untransformed(Some(Transform::Reciprocal), 0.25), 4.0);
        for (kind, value) in [
            (Transform::Logarithm, 0.0),
            (Transform::SquareRoot, -1.0),
            (Transform::Reciprocal, 0.0),
        ] {
            assert!(rescaled(Some(kind), value).is_err());
        }
    }
}
