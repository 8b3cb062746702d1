//! Ranks and quartiles of a column of scores.

/// Scores that differ by less, relative to their size, differ by rounding alone: a mean of the same
/// numbers in another order. Tables show no more digits.
const ROUNDING: f64 = 1e-12;

/// Whether a score lies above another by more than rounding.
pub(crate) fn is_above(high: f64, low: f64) -> bool {
    high - low > ROUNDING * high.abs().max(low.abs())
}

/// Descending ranks from 1; ties take the smallest (1, 2, 2, 4); `None` stays without a rank.
pub fn descending(scores: &[Option<f64>]) -> Vec<Option<usize>> {
    let mut order: Vec<(f64, usize)> = Vec::with_capacity(scores.len());
    order.extend(scores.iter().enumerate().filter_map(|(at, score)| Some(((*score)?, at))));
    order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let mut ranks = vec![None; scores.len()];
    let mut first = 0;
    for (place, &(score, at)) in order.iter().enumerate() {
        if is_above(order[first].0, score) {
            first = place;
        }
        ranks[at] = Some(first + 1);
    }
    ranks
}

/// Quartile by rank among the n present: 4 the highest scores … 1 the lowest; ties share a quartile.
pub(super) fn quartiles(ranks: &[Option<usize>]) -> Vec<Option<u8>> {
    let n = ranks.iter().flatten().count();
    let quartile = |rank: usize| 4 - ((rank - 1) * 4 / n) as u8;
    ranks.iter().map(|rank| rank.map(quartile)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_take_the_smallest_rank() {
        let scores = [Some(3.0), Some(9.0), None, Some(3.0), Some(1.0)];
        assert_eq!(descending(&scores), [Some(2), Some(1), None, Some(2), Some(4)]);
    }

    #[test]
    fn rounding_alone_makes_no_rank() {
        // The same three numbers, added in another order.
        let (one, other) = ((0.1 + 0.2) + 0.3, (0.3 + 0.2) + 0.1);
        assert_ne!(one, other);
        assert_eq!(descending(&[Some(other), Some(one), Some(0.5)]), [1, 1, 3].map(Some));
        assert_eq!(descending(&[Some(0.0), Some(-0.0)]), [Some(1), Some(1)]);
        assert_eq!(descending(&[Some(50.0), Some(50.0 + 1e-9)]), [Some(2), Some(1)]);
    }

    #[test]
    fn quartiles_split_by_rank() {
        let scores: Vec<_> = (1..=8).map(|x| Some(f64::from(x))).collect();
        let expected = [1, 1, 2, 2, 3, 3, 4, 4].map(Some);
        assert_eq!(quartiles(&descending(&scores)), expected);
        assert_eq!(quartiles(&[None]), [None]);
    }
}
