//! Ranks and quartiles of a column of scores.

/// Descending ranks from 1; ties take the smallest (1, 2, 2, 4); `None` stays without a rank.
pub fn descending(scores: &[Option<f64>]) -> Vec<Option<usize>> {
    let above =
        |x: f64| scores.iter().flatten().filter(|other| other.total_cmp(&x).is_gt()).count();
    scores.iter().map(|score| score.map(|x| above(x) + 1)).collect()
}

/// Quartile by rank among the n present: 4 the highest scores … 1 the lowest; ties share a quartile.
pub fn quartiles(scores: &[Option<f64>]) -> Vec<Option<u8>> {
    let n = scores.iter().flatten().count();
    let quartile = |rank: usize| 4 - ((rank - 1) * 4 / n) as u8;
    descending(scores).into_iter().map(|rank| rank.map(quartile)).collect()
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
