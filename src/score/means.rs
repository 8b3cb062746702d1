//! Means of the scores of one area: (score, weight) pairs present in, one score out.
//!
//! Every mean is over what is present, the remaining weights rescaled; `None` where nothing is.

/// Σwx / Σw. OECD/JRC *Handbook on Constructing Composite Indicators* (2008), linear aggregation.
pub fn arithmetic_mean(present: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (sum, weights) =
        present.fold((0.0, 0.0), |(s, w), (x, weight)| (s + weight * x, w + weight));
    (weights > 0.0).then(|| sum / weights)
}

/// exp(Σw ln x / Σw). OECD/JRC *Handbook* (2008), geometric aggregation.
///
/// # Errors
/// The offending score, where one is not above 0 (its logarithm does not exist).
pub fn geometric_mean(present: impl Iterator<Item = (f64, f64)>) -> Result<Option<f64>, f64> {
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

/// Σw / Σ(w/x).
///
/// # Errors
/// The offending score, where one is not above 0.
pub fn harmonic_mean(present: &[(f64, f64)]) -> Result<Option<f64>, f64> {
    if let Some(low) = present.iter().find(|p| p.0 <= 0.0) {
        return Err(low.0);
    }
    let weights: f64 = present.iter().map(|p| p.1).sum();
    let inverse: f64 = present.iter().map(|(x, weight)| weight / x).sum();
    Ok((weights > 0.0).then(|| weights / inverse))
}

/// (Σw x^p / Σw)^(1/p) for a power p other than 0; of x over the score that weighs most in it (the
/// largest, or under a negative power the smallest), so that no power leaves the range of numbers.
///
/// # Errors
/// The offending score, where one is below 0, or is 0 and the power is negative.
pub fn generalised_mean(present: &[(f64, f64)], power: f64) -> Result<Option<f64>, f64> {
    if let Some(low) = present.iter().find(|p| p.0 < 0.0 || (p.0 == 0.0 && power < 0.0)) {
        return Err(low.0);
    }
    let weighed = present.iter().filter(|p| p.1 > 0.0);
    let scores = weighed.clone().map(|p| p.0);
    let unit = scores.reduce(|a, b| if power > 0.0 { a.max(b) } else { a.min(b) });
    let Some(unit) = unit else { return Ok(None) };
    if unit == 0.0 {
        return Ok(Some(0.0));
    }
    let powers = weighed.map(|(x, weight)| ((x / unit).powf(power), *weight));
    Ok(arithmetic_mean(powers).map(|mean| unit * mean.powf(1.0 / power)))
}

/// The score at which half the weight lies below and half above; the mean of the two where the
/// half falls between them. With equal weights the plain median.
pub fn weighted_median(present: &mut [(f64, f64)]) -> Option<f64> {
    present.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = present.iter().map(|p| p.1).sum::<f64>() / 2.0;
    let mut below = 0.0;
    let mut weighed = present.iter().filter(|p| p.1 > 0.0);
    while let Some(&(x, weight)) = weighed.next() {
        below += weight;
        if (below - half).abs() <= 1e-12 * half {
            return weighed.next().map_or(Some(x), |next| Some(x.midpoint(next.0)));
        }
        if below > half {
            return Some(x);
        }
    }
    None
}

/// The lowest score, whatever the weights.
pub fn minimum(present: &[(f64, f64)]) -> Option<f64> {
    present.iter().map(|p| p.0).min_by(f64::total_cmp)
}

/// Σ o_k x_(k) / Σ o_k with x_(1) the largest score (Yager 1988); `None` unless there are as many
/// scores as weights.
pub fn ordered_weighted_average(present: &mut [(f64, f64)], order: &[f64]) -> Option<f64> {
    if present.len() != order.len() {
        return None;
    }
    present.sort_by(|a, b| b.0.total_cmp(&a.0));
    arithmetic_mean(present.iter().zip(order).map(|((x, _), weight)| (*x, *weight)))
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
        // By hand: 3 / (2/80 + 1/20) = 40.
        assert!(
            (harmonic_mean(&[(80.0, 2.0), (20.0, 1.0)]).unwrap().unwrap() - 40.0).abs() < 1e-12
        );
        assert_eq!(harmonic_mean(&[]), Ok(None));
        assert_eq!(minimum(&[(3.0, 1.0), (2.0, 9.0)]), Some(2.0));
    }

    #[test]
    fn a_generalised_mean_joins_the_others() {
        let pairs = [(80.0, 2.0), (20.0, 1.0)];
        let close = |power, expected: f64| {
            let found = generalised_mean(&pairs, power).unwrap().unwrap();
            assert!((found - expected).abs() < 1e-9, "{power}: {found}");
        };
        close(1.0, 60.0);
        close(-1.0, 40.0);
        // √((2·6400 + 400) / 3) by hand.
        close(2.0, 4400f64.sqrt());
        assert_eq!(generalised_mean(&[(0.0, 1.0)], -1.0), Err(0.0));
        assert_eq!(generalised_mean(&[(0.0, 1.0)], 2.0), Ok(Some(0.0)));
        assert_eq!(generalised_mean(&[(-1.0, 1.0)], 2.0), Err(-1.0));
        // 90^200 is no number, and the mean of 90 and 0 under it is 90 · (1/2)^(1/200).
        let steep = generalised_mean(&[(90.0, 1.0), (0.0, 1.0)], 200.0).unwrap().unwrap();
        assert!((steep - 90.0 * 0.5f64.powf(0.005)).abs() < 1e-9);
        let steep = generalised_mean(&[(0.09, 1.0), (90.0, 3.0)], -300.0).unwrap().unwrap();
        assert!((steep - 0.09 * 0.25f64.powf(-1.0 / 300.0)).abs() < 1e-9);
        assert_eq!(generalised_mean(&[(0.0, 1.0), (0.0, 1.0)], 2.0), Ok(Some(0.0)));
        assert_eq!(generalised_mean(&[(5.0, 0.0)], 2.0), Ok(None));
    }

    #[test]
    fn what_has_no_logarithm_or_reciprocal_is_refused() {
        assert_eq!(geometric_mean([(5.0, 1.0), (0.0, 1.0)].into_iter()), Err(0.0));
        assert_eq!(harmonic_mean(&[(5.0, 1.0), (0.0, 1.0)]), Err(0.0));
    }

    #[test]
    fn the_weighted_median_halves_the_weight() {
        let median = |pairs: &[(f64, f64)]| weighted_median(&mut pairs.to_vec());
        assert_eq!(median(&[(3.0, 1.0), (1.0, 1.0), (2.0, 1.0)]), Some(2.0));
        assert_eq!(median(&[(4.0, 1.0), (1.0, 1.0), (2.0, 1.0), (3.0, 1.0)]), Some(2.5));
        assert_eq!(median(&[(10.0, 3.0), (20.0, 1.0), (30.0, 1.0)]), Some(10.0));
        assert_eq!(median(&[]), None);
        // What has no weight is not there.
        assert_eq!(median(&[(1.0, 1.0), (2.0, 0.0), (3.0, 1.0)]), Some(2.0));
        assert_eq!(median(&[(1.0, 1.0), (1.5, 0.0), (3.0, 1.0)]), Some(2.0));
        assert_eq!(median(&[(1.0, 0.0), (2.0, 0.0)]), None);
    }

    #[test]
    fn ordered_weights_go_to_the_largest_first() {
        // 0.5·90 + 0.3·60 + 0.2·30 = 69.
        let mut scores = [(30.0, 1.0), (90.0, 1.0), (60.0, 1.0)];
        let found = ordered_weighted_average(&mut scores, &[0.5, 0.3, 0.2]).unwrap();
        assert!((found - 69.0).abs() < 1e-12);
        assert_eq!(ordered_weighted_average(&mut [(1.0, 1.0)], &[0.5, 0.5]), None);
    }
}
