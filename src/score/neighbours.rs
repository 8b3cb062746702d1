//! The areas nearest to one, by the indicators that both have.

use crate::statistics::{deviation, mean};

/// (x − mean) / deviation (n − 1) of each column; a column that does not vary tells no areas
/// apart and is left without values.
pub fn z_scores(columns: &[&[Option<f64>]]) -> Vec<Vec<Option<f64>>> {
    let standardise = |column: &&[Option<f64>]| {
        let present: Vec<f64> = column.iter().flatten().copied().collect();
        let spread = mean(&present).zip(deviation(&present)).filter(|(_, d)| *d > 0.0);
        column.iter().map(|x| spread.and_then(|(m, d)| x.map(|x| (x - m) / d))).collect()
    };
    columns.iter().map(standardise).collect()
}

/// The `k` areas nearest to `area` among those with a value in `column`, nearest first, ties in
/// order of position. Distance: Euclidean on the z-scores present in both, divided by the share of
/// the columns that is. `None` where fewer than `k` areas have a value and a column in common.
pub fn nearest_areas(
    z_scores: &[Vec<Option<f64>>],
    column: &[Option<f64>],
    area: usize,
    k: usize,
) -> Option<Vec<usize>> {
    let distance = |other: usize| {
        let shared = z_scores.iter().filter_map(|z| Some((z[area]?, z[other]?)));
        let (squares, n) = shared.fold((0.0, 0), |(s, n), (x, y)| (s + (x - y).powi(2), n + 1));
        (n > 0).then(|| squares.sqrt() / (f64::from(n) / z_scores.len() as f64))
    };
    let donors = (0..column.len()).filter(|&other| other != area && column[other].is_some());
    let mut donors: Vec<(f64, usize)> = donors.filter_map(|o| Some((distance(o)?, o))).collect();
    donors.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    (donors.len() >= k).then(|| donors[..k].iter().map(|d| d.1).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_are_found_by_hand() {
        // The first column is missing for area 0; by the second, area 2 is nearest, then 1.
        let first = [None, Some(10.0), Some(20.0), Some(90.0)];
        let second = [Some(5.0), Some(4.0), Some(5.5), Some(9.0)];
        let z = z_scores(&[&first, &second]);
        assert_eq!(nearest_areas(&z, &first, 0, 2), Some(vec![2, 1]));
        assert_eq!(nearest_areas(&z, &first, 0, 4), None);
    }

    #[test]
    fn little_in_common_makes_far() {
        // z-scores given: area 1 differs by 1 in one of two columns (1 / ½ = 2), area 2 by 1 and 1
        // in both (√2 / 1).
        let z = vec![vec![Some(0.0), Some(1.0), Some(1.0)], vec![Some(0.0), None, Some(1.0)]];
        let column = [None, Some(7.0), Some(8.0)];
        assert_eq!(nearest_areas(&z, &column, 0, 1), Some(vec![2]));
    }

    #[test]
    fn a_constant_column_tells_nothing() {
        assert_eq!(z_scores(&[&[Some(3.0), Some(3.0)]]), [[None, None]]);
    }
}
