//! A change of scale before treatment: floor, then logarithm, square root or reciprocal.

use crate::framework::{Indicator, Transform};

/// The value on the indicator's scale: not below its floor, then transformed.
///
/// # Errors
/// A sentence, where the transform does not exist for the value.
pub fn rescale(indicator: &Indicator, value: f64) -> Result<f64, String> {
    let value = indicator.floor.map_or(value, |floor| value.max(floor));
    transform(indicator.transform, value)
}

/// ln x, √x or 1/x; the value itself without a transform. A reciprocal exists here only of values
/// above 0: across 0 it would not keep the order of the areas.
///
/// # Errors
/// A sentence, where it does not exist.
pub fn transform(transform: Option<Transform>, value: f64) -> Result<f64, String> {
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

/// The value that [`transform`] made `value` of.
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
        assert_eq!(transform(Some(Transform::Logarithm), 1.0), Ok(0.0));
        assert_eq!(transform(Some(Transform::SquareRoot), 9.0), Ok(3.0));
        assert_eq!(transform(Some(Transform::Reciprocal), 4.0), Ok(0.25));
        assert_eq!(transform(None, -4.0), Ok(-4.0));
        for kind in [None, Some(Transform::Logarithm), Some(Transform::SquareRoot)] {
            let there = transform(kind, 4.0).unwrap();
            assert!((untransformed(kind, there) - 4.0).abs() < 1e-12);
        }
        assert_eq!(untransformed(Some(Transform::Reciprocal), 0.25), 4.0);
        for (kind, value) in [
            (Transform::Logarithm, 0.0),
            (Transform::SquareRoot, -1.0),
            (Transform::Reciprocal, 0.0),
        ] {
            assert!(transform(Some(kind), value).is_err());
        }
    }
}
