//! Values onto the common scale of 0 to 100.

use crate::framework::{Indicator, Transform};

/// clip((x − worst) / (best − worst), 0, 1) · 100; the direction lies in which post is the larger.
/// `worst` and `best` must differ (the framework's reader refuses equal goalposts).
pub fn goalposts(value: f64, worst: f64, best: f64) -> f64 {
    ((value - worst) / (best - worst)).clamp(0.0, 1.0) * 100.0
}

/// The score of one value in its native unit: floor, then transform of value and goalposts alike,
/// then [`goalposts`].
///
/// # Errors
/// A sentence, where the transform does not exist for the value.
pub fn indicator_score(indicator: &Indicator, value: f64) -> Result<f64, String> {
    let value = indicator.floor.map_or(value, |floor| value.max(floor));
    let (worst, best) = (indicator.goalposts.worst, indicator.goalposts.best);
    match indicator.transform {
        None => Ok(goalposts(value, worst, best)),
        Some(Transform::Logarithm) if value > 0.0 => {
            Ok(goalposts(value.ln(), worst.ln(), best.ln()))
        }
        Some(Transform::Logarithm) => Err(format!("the logarithm of {value} does not exist")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goalposts_score_0_and_100_and_clip_beyond_in_both_directions() {
        assert_eq!(goalposts(25.0, 25.0, 2.0), 0.0);
        assert_eq!(goalposts(2.0, 25.0, 2.0), 100.0);
        assert_eq!(goalposts(13.5, 25.0, 2.0), 50.0);
        assert_eq!(goalposts(0.0, 25.0, 2.0), 100.0);
        assert_eq!(goalposts(-1.0, 0.0, 80.0), 0.0);
        assert_eq!(goalposts(20.0, 0.0, 80.0), 25.0);
    }
}
