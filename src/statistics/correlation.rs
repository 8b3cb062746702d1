//! Correlations of pairs of numbers.

use super::order::ascending;

/// What Pearson's correlation of the first two becomes when the third is held equal: the partial
/// correlation (r_xy − r_xz r_yz) / √((1 − r_xz²)(1 − r_yz²)). `None` where one of the three is none, or
/// the third leaves nothing of a side.
pub fn partial(triples: &[(f64, f64, f64)]) -> Option<f64> {
    let of = |pair: fn(&(f64, f64, f64)) -> (f64, f64)| {
        pearson(&triples.iter().map(pair).collect::<Vec<_>>())
    };
    let (xy, xz, yz) = (of(|t| (t.0, t.1))?, of(|t| (t.0, t.2))?, of(|t| (t.1, t.2))?);
    let left = (1.0 - xz * xz) * (1.0 - yz * yz);
    (left > 1e-12).then(|| (xy - xz * yz) / left.sqrt())
}

/// Pearson's correlation of pairs; `None` under three pairs or where a side does not vary.
pub fn pearson(pairs: &[(f64, f64)]) -> Option<f64> {
    let first = pairs.first().filter(|_| pairs.len() > 2)?;
    if pairs.iter().all(|p| p.0 == first.0) || pairs.iter().all(|p| p.1 == first.1) {
        return None;
    }
    let n = pairs.len() as f64;
    let mean_x = pairs.iter().map(|p| p.0).sum::<f64>() / n;
    let mean_y = pairs.iter().map(|p| p.1).sum::<f64>() / n;
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in pairs {
        xy += (x - mean_x) * (y - mean_y);
        xx += (x - mean_x).powi(2);
        yy += (y - mean_y).powi(2);
    }
    let spread = (xx * yy).sqrt();
    // The product of the squares may leave the range of numbers where its root does not.
    let spread = if spread.is_normal() { spread } else { xx.sqrt() * yy.sqrt() };
    Some(xy / spread).filter(|r| xx > 0.0 && yy > 0.0 && r.is_finite())
}

/// Spearman's correlation: Pearson's of the ranks, ties sharing their mean rank. `None` as there.
pub fn spearman(pairs: &[(f64, f64)]) -> Option<f64> {
    let left: Vec<f64> = pairs.iter().map(|p| p.0).collect();
    let right: Vec<f64> = pairs.iter().map(|p| p.1).collect();
    let ranks: Vec<(f64, f64)> = mean_ranks(&left).into_iter().zip(mean_ranks(&right)).collect();
    pearson(&ranks)
}

/// Ascending ranks from 1, ties sharing their mean rank.
fn mean_ranks(values: &[f64]) -> Vec<f64> {
    let order = ascending(values);
    let mut ranks = vec![0.0; values.len()];
    let mut first = 0;
    while first < order.len() {
        let tied =
            order[first..].iter().take_while(|&&i| values[i] == values[order[first]]).count();
        let rank = first as f64 + (tied as f64 + 1.0) / 2.0;
        order[first..first + tied].iter().for_each(|&i| ranks[i] = rank);
        first += tied;
    }
    ranks
}

/// Kendall's tau-b: (concordant − discordant) / √((all − ties of x)(all − ties of y)) over all
/// pairs of pairs. `None` under two pairs or where a side does not vary.
pub fn kendall_tau_b(pairs: &[(f64, f64)]) -> Option<f64> {
    let (mut score, mut untied_x, mut untied_y) = (0.0, 0.0, 0.0);
    for (i, a) in pairs.iter().enumerate() {
        for b in &pairs[..i] {
            let (x, y) = (sign(a.0 - b.0), sign(a.1 - b.1));
            score += x * y;
            untied_x += x.abs();
            untied_y += y.abs();
        }
    }
    (untied_x > 0.0 && untied_y > 0.0).then(|| score / (untied_x * untied_y).sqrt())
}

fn sign(x: f64) -> f64 {
    if x == 0.0 { 0.0 } else { x.signum() }
}

/// `method` between all columns over the rows where both are present; 1 with itself.
pub fn correlation_matrix(
    columns: &[Vec<Option<f64>>],
    method: impl Fn(&[(f64, f64)]) -> Option<f64>,
) -> Vec<Vec<Option<f64>>> {
    let between = |a: &[Option<f64>], b: &[Option<f64>]| {
        let pairs: Vec<(f64, f64)> = a.iter().zip(b).filter_map(|(x, y)| x.zip(*y)).collect();
        method(&pairs)
    };
    columns.iter().map(|a| columns.iter().map(|b| between(a, b)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_third_explains_is_taken_off() {
        // Worked by hand: r_xy 0.969, r_xz 0.965, r_yz 0.894.
        let triples = [(2.0, 1.0, 0.0), (4.0, 2.0, 0.0), (15.0, 3.0, 1.0), (20.0, 4.0, 1.0)];
        assert!((partial(&triples).unwrap() - 0.919_145).abs() < 1e-6);
        // Two that only follow the third have nothing left.
        let follow: Vec<_> =
            (0..6).map(|i| (f64::from(i), 2.0 * f64::from(i), f64::from(i))).collect();
        assert_eq!(partial(&follow), None);
    }

    #[test]
    fn correlation_is_one_on_a_line_and_none_without_variation() {
        let line = [(1.0, 2.0), (2.0, 4.0), (4.0, 8.0)];
        assert!((pearson(&line).unwrap() - 1.0).abs() < 1e-12);
        // By hand: x 1 2 3, y 1 3 2 → covariance 0.5, both deviations 1.
        assert!((pearson(&[(1.0, 1.0), (2.0, 3.0), (3.0, 2.0)]).unwrap() - 0.5).abs() < 1e-12);
        assert_eq!(pearson(&[(1.0, 2.0), (1.0, 3.0), (1.0, 4.0)]), None);
        assert_eq!(pearson(&line[..2]), None);
    }

    #[test]
    fn rank_correlations_count_ties_by_hand() {
        // Ranks of y: 1, 2.5, 2.5; of x: 1, 2, 3 → covariance 0.75, deviations 1 and √0.75.
        let pairs = [(1.0, 5.0), (2.0, 9.0), (3.0, 9.0)];
        assert!((spearman(&pairs).unwrap() - 0.75f64.sqrt()).abs() < 1e-12);
        // Concordant 2, one tie in y: 2 / √(3 · 2).
        assert!((kendall_tau_b(&pairs).unwrap() - 2.0 / 6f64.sqrt()).abs() < 1e-12);
        assert_eq!(kendall_tau_b(&[(1.0, 1.0), (1.0, 2.0)]), None);
    }

    #[test]
    fn a_matrix_uses_the_rows_where_both_are_present() {
        let a = vec![Some(1.0), Some(2.0), Some(3.0), Some(9.0)];
        let b = vec![Some(2.0), Some(4.0), Some(6.0), None];
        let matrix = correlation_matrix(&[a, b], pearson);
        assert!((matrix[0][1].unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(matrix[0][1], matrix[1][0]);
    }
}
