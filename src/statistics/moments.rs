//! Location, spread and shape of one column of numbers.

/// Σx / n; `None` for none.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Σ(x − mean)² / (n − 1); `None` under two values.
pub fn variance(values: &[f64]) -> Option<f64> {
    let mean = mean(values).filter(|_| values.len() > 1)?;
    Some(power_sum(values, mean, 2) / (values.len() - 1) as f64)
}

/// The square root of the [`variance`].
pub fn deviation(values: &[f64]) -> Option<f64> {
    variance(values).map(f64::sqrt)
}

/// Skewness of type 2 (Joanes and Gill 1998, G1): √n · S3 / S2^1.5 · √(n(n−1)) / (n−2), with S_k
/// the sum of the k-th powers of x − mean. `None` under three values or where they don't vary.
pub fn skewness(values: &[f64]) -> Option<f64> {
    let mean = mean(values).filter(|m| m.is_finite() && values.len() > 2 && varies(values))?;
    let n = values.len() as f64;
    let (s2, s3) = (power_sum(values, mean, 2), power_sum(values, mean, 3));
    if !s2.powf(1.5).is_normal() || !s3.is_finite() {
        return rescaled(values, mean).and_then(|values| skewness(&values));
    }
    Some(n.sqrt() * s3 / s2.powf(1.5) * (n * (n - 1.0)).sqrt() / (n - 2.0))
}

/// Excess kurtosis of type 2 (Joanes and Gill 1998, G2): ((n+1)(r−3) + 6)(n−1) / ((n−2)(n−3)) with
/// r = n·S4 / S2². `None` under four values or where they don't vary.
pub fn excess_kurtosis(values: &[f64]) -> Option<f64> {
    let mean = mean(values).filter(|m| m.is_finite() && values.len() > 3 && varies(values))?;
    let n = values.len() as f64;
    let (s2, s4) = (power_sum(values, mean, 2), power_sum(values, mean, 4));
    if !s2.powi(2).is_normal() || !s4.is_finite() {
        return rescaled(values, mean).and_then(|values| excess_kurtosis(&values));
    }
    let r = n * s4 / s2.powi(2);
    Some(((n + 1.0) * (r - 3.0) + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0)))
}

/// The middle value, or the mean of the two middle ones; `None` for none.
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(values, 0.5)
}

/// Quantile of type 7 (Hyndman and Fan 1996): linear between the order statistics around
/// (n − 1)·share. `None` for none; `share` from 0 to 1.
pub fn quantile(values: &[f64], share: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    quantile_of_sorted(&sorted, share)
}

/// As [`quantile`], of numbers in ascending order.
pub fn quantile_of_sorted(sorted: &[f64], share: f64) -> Option<f64> {
    let at = share * (sorted.len().checked_sub(1)?) as f64;
    let (low, high) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    let between = at - at.floor();
    let distance = high - low;
    Some(match between {
        0.0 => low,
        0.5 => low.midpoint(high),
        _ if distance.is_finite() => low + between * distance,
        _ => low * (1.0 - between) + high * between,
    })
}

/// Lower quartile, median and upper quartile, each a [`quantile`]; `None` of nothing.
pub fn quartiles(values: &[f64]) -> Option<[f64; 3]> {
    Some([quantile(values, 0.25)?, quantile(values, 0.5)?, quantile(values, 0.75)?])
}

/// The first and the last of `items` by `key`; `None` of nothing.
pub fn ends<T: Clone>(items: &[T], key: impl Fn(&T) -> f64) -> Option<(T, T)> {
    let by = |a: &&T, b: &&T| key(a).total_cmp(&key(b));
    Some((items.iter().min_by(by)?.clone(), items.iter().max_by(by)?.clone()))
}

/// Values whose powers leave the range of numbers, as distances from their mean of at most 1: of
/// the same shape. `None` where they are too far apart for that as well.
fn rescaled(values: &[f64], mean: f64) -> Option<Vec<f64>> {
    let largest = values.iter().map(|x| (x - mean).abs()).fold(0.0, f64::max);
    let is_new = largest.is_normal() && largest != 1.0;
    is_new.then(|| values.iter().map(|x| (x - mean) / largest).collect())
}

fn power_sum(values: &[f64], mean: f64, power: i32) -> f64 {
    values.iter().map(|x| (x - mean).powi(power)).sum()
}

fn varies(values: &[f64]) -> bool {
    values.iter().any(|x| *x != values[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn quartiles_are_interpolated() {
        assert_eq!(quartiles(&[4.0, 1.0, 3.0, 2.0, 5.0]), Some([2.0, 3.0, 4.0]));
        assert_eq!(quartiles(&[1.0, 2.0]), Some([1.25, 1.5, 1.75]));
        assert_eq!(quartiles(&[7.0]), Some([7.0; 3]));
        assert_eq!(quartiles(&[]), None);
    }

    #[test]
    fn the_ends_of_nothing_are_none() {
        assert_eq!(ends(&[] as &[f64], |x| *x), None);
        assert_eq!(ends(&[3.0, 1.0, 2.0], |x| *x), Some((1.0, 3.0)));
    }

    #[test]
    fn quantiles_lie_between_order_statistics() {
        // By hand: positions 0, 0.75, 3 of 1 2 3 4.
        let values = [4.0, 1.0, 3.0, 2.0];
        assert_eq!(quantile(&values, 0.0), Some(1.0));
        assert_eq!(quantile(&values, 0.25), Some(1.75));
        assert_eq!(quantile(&values, 1.0), Some(4.0));
    }

    #[test]
    fn numbers_near_the_limits_have_the_shape_of_others() {
        let values = [1.0, 2.0, 3.0, 5.0, 20.0];
        for scale in [1e-200, 1e150, 1e300] {
            let scaled = values.map(|x| x * scale);
            for shape in [skewness, excess_kurtosis] {
                let (found, expected) = (shape(&scaled).unwrap(), shape(&values).unwrap());
                assert!((found - expected).abs() < 1e-9, "{scale}: {found}, not {expected}");
            }
        }
        assert_eq!(quantile(&[-1e308, 1e308], 0.25), Some(-0.5e308));
        assert_eq!(median(&[1e308, 1.2e308]), Some(1.1e308));
        assert_eq!(skewness(&[1e308, 1.2e308, -1e308]), None, "their sum is beyond all numbers");
    }

    #[test]
    fn spread_and_shape_need_enough_values_that_vary() {
        // By hand: mean 2, squares 1 0 1 over n − 1 = 2.
        assert_eq!(deviation(&[1.0, 2.0, 3.0]), Some(1.0));
        assert_eq!(skewness(&[1.0, 2.0, 3.0]), Some(0.0));
        assert_eq!(variance(&[1.0]), None);
        assert_eq!(skewness(&[1.0, 2.0]), None);
        assert_eq!(skewness(&[0.1, 0.1, 0.1]), None);
        assert_eq!(excess_kurtosis(&[1.0, 2.0, 3.0]), None);
        assert_eq!(excess_kurtosis(&[0.1; 5]), None);
        assert_eq!(mean(&[]), None);
    }
}
