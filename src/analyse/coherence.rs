//! Whether the indicators of an index hang together: columns and scores in, statistics out.

use crate::framework::Framework;
use crate::score::{Child, below, descending};
use crate::statistics::{mean, median};

/// Cronbach's alpha of columns: k²·(mean of the covariances between columns) / (sum of all variances
/// and covariances), over the areas in which every column has a value. `None` under two columns or
/// two such areas, or where nothing varies.
pub fn cronbach_alpha(columns: &[Vec<Option<f64>>]) -> Option<f64> {
    let k = columns.len();
    let rows = columns.first().filter(|_| k > 1)?.len();
    let whole: Vec<usize> = (0..rows).filter(|&r| columns.iter().all(|c| c[r].is_some())).collect();
    let columns: Vec<Vec<f64>> =
        columns.iter().map(|c| whole.iter().filter_map(|&r| c[r]).collect()).collect();
    let means: Option<Vec<f64>> = columns.iter().map(|c| mean(c)).collect();
    let means = means.filter(|_| whole.len() > 1)?;
    let covariance = |a: usize, b: usize| {
        let products = columns[a].iter().zip(&columns[b]);
        let sum: f64 = products.map(|(x, y)| (x - means[a]) * (y - means[b])).sum();
        sum / (whole.len() - 1) as f64
    };
    let (mut all, mut between) = (0.0, 0.0);
    for a in 0..k {
        for b in 0..k {
            let covariance = covariance(a, b);
            all += covariance;
            between += if a == b { 0.0 } else { covariance };
        }
    }
    (all > 0.0).then(|| (k * k) as f64 * (between / (k * (k - 1)) as f64) / all)
}

/// Share of each scored indicator and of each level in the index by the declared weights: its own
/// weight over its siblings' sum, times its parent's. (of indicators, `None` where not scored; of
/// levels, 1 for the index).
pub fn effective_weights(framework: &Framework) -> (Vec<Option<f64>>, Vec<f64>) {
    let mut indicators = vec![None; framework.indicators.len()];
    let mut levels = vec![1.0; framework.levels.len()];
    for level in 0..framework.levels.len() {
        let below = below(framework, level);
        let whole: f64 = below.iter().map(|(_, weight)| weight).sum();
        for (child, weight) in below {
            let share = weight / whole * levels[level];
            match child {
                Child::Indicator(i) => indicators[i] = Some(share),
                Child::Level(l) => levels[l] = share,
            }
        }
    }
    (indicators, levels)
}

/// How far ranks move between two columns of scores of the same areas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankShift {
    /// Mean of |rank − rank before| over the areas ranked in both.
    pub mean: f64,
    pub median: f64,
    pub largest: usize,
}

/// The shift of ranks from one column to another; `None` where no area is ranked in both.
pub fn rank_shift(before: &[Option<f64>], after: &[Option<f64>]) -> Option<RankShift> {
    let (before, after) = (descending(before), descending(after));
    let both = before.iter().zip(&after).filter_map(|(b, a)| Some((*b)?.abs_diff((*a)?)));
    let shifts: Vec<usize> = both.collect();
    let as_numbers: Vec<f64> = shifts.iter().map(|&s| s as f64).collect();
    Some(RankShift {
        mean: mean(&as_numbers)?,
        median: median(&as_numbers)?,
        largest: shifts.into_iter().max()?,
    })
}

/// The framework with one indicator shown and no longer scored; `None` where it is the only thing
/// scored below its level (the level would have no score).
pub fn without(framework: &Framework, indicator: usize) -> Option<Framework> {
    let level = framework.indicators[indicator].parent;
    let alone = below(framework, level).iter().all(|(c, _)| *c == Child::Indicator(indicator));
    let mut without = framework.clone();
    without.indicators[indicator].weight = None;
    (!alone).then_some(without)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alpha_by_hand() {
        // 1 2 3 and 1 3 2: variances 1 and 1, covariance ½: 4 · ½ / 3.
        let columns = [
            vec![Some(1.0), Some(2.0), Some(3.0), Some(9.0)],
            vec![Some(1.0), Some(3.0), Some(2.0), None],
        ];
        assert!((cronbach_alpha(&columns).unwrap() - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(cronbach_alpha(&columns[..1]), None);
    }

    #[test]
    fn shifts_of_ranks_are_counted_where_both_are_ranked() {
        let before = [Some(3.0), Some(2.0), Some(1.0), None];
        let after = [Some(1.0), Some(2.0), Some(3.0), Some(0.0)];
        let shift = rank_shift(&before, &after).unwrap();
        assert!((shift.mean - 4.0 / 3.0).abs() < 1e-12);
        assert_eq!((shift.median, shift.largest), (2.0, 2));
        assert_eq!(rank_shift(&[None], &[Some(1.0)]), None);
    }
}
