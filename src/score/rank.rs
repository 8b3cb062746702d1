//! Ranks and quartiles of a column of scores.

/// Descending ranks from 1; ties take the smallest (1, 2, 2, 4); `None` stays without a rank.
pub fn descending(scores: &[Option<f64>]) -> Vec<Option<usize>> {
    let mut order: Vec<(f64, usize)> = Vec::with_capacity(scores.len());
    order.extend(scores.iter().enumerate().filter_map(|(at, score)| Some(((*score)?, at))));
    order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let mut ranks = vec![None; scores.len()];
    let mut rank = 1;
    for (place, &(score, at)) in order.iter().enumerate() {
        if place > 0 && order[place - 1].0 != score {
            rank = place + 1;
        }
        ranks[at] = Some(rank);
    }
    ranks
}

/// Quartile by rank among the n present: 4 the highest scores … 1 the lowest; ties share a quartile.
pub fn quartiles(scores: &[Option<f64>]) -> Vec<Option<u8>> {
    quartiles_of(&descending(scores))
}

/// As [`quartiles`], from ranks.
pub(super) fn quartiles_of(ranks: &[Option<usize>]) -> Vec<Option<u8>> {
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
    fn quartiles_split_by_rank() {
        let scores: Vec<_> = (1..=8).map(|x| Some(f64::from(x))).collect();
        let expected = [1, 1, 2, 2, 3, 3, 4, 4].map(Some);
        assert_eq!(quartiles(&scores), expected);
        assert_eq!(quartiles(&[None]), [None]);
    }
}
