//! Means of the scores below a level, over what is present.

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
