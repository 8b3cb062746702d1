//! Values onto the common scale of 0 to 100.

/// clip((x − worst) / (best − worst), 0, 1) · 100; the direction lies in which post is the larger.
/// `worst` and `best` must differ (the framework's reader refuses equal goalposts).
pub fn goalposts(value: f64, worst: f64, best: f64) -> f64 {
    ((value - worst) / (best - worst)).clamp(0.0, 1.0) * 100.0
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
