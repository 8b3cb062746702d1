//! Aggregations in which an area's score depends on the other areas: columns of scores in, one
//! column out.

use crate::framework::Penalty;

use super::made::{Refusal, Weights};
use crate::model::Column;

/// Mazziotta–Pareto (2016): M ± S·cv over scores standardised to mean 100 and deviation 10, with
/// M, S and cv = S/M the (weighted) mean, deviation and coefficient of variation of an area's
/// standardised scores; population deviations in both.
///
/// # Errors
/// A column that does not vary and so can't be standardised; an area so far below the others that
/// its M is not above 0, where cv would turn the penalty round.
pub fn mazziotta_pareto(
    columns: &[Column],
    weights: &Weights,
    penalty: Penalty,
) -> Result<Column, Refusal> {
    const HINT: &str = "leave out what does not vary, or aggregate by arithmetic_mean";
    let constant = |column| {
        let message = "Mazziotta–Pareto needs scores that vary, and these are all equal";
        Refusal::new(message, HINT).column(column)
    };
    let standardised = columns.iter().enumerate();
    let standardised = standardised.map(|(c, column)| standardise(column).ok_or(constant(c)));
    let standardised = standardised.collect::<Result<Vec<Column>, Refusal>>()?;
    let rows = columns.first().map_or(0, Vec::len);
    let sign = if penalty == Penalty::Minus { -1.0 } else { 1.0 };
    let score = |row: usize| {
        let (mut sum, mut squares, mut weight) = (0.0, 0.0, 0.0);
        for (column, w) in standardised.iter().zip(weights.of(row)) {
            let Some(x) = column[row] else { continue };
            sum += w * x;
            weight += w;
        }
        if weight <= 0.0 {
            return Ok(None);
        }
        let mean = sum / weight;
        if mean <= 0.0 {
            const HINT: &str = "treat the outliers of what stands below, or choose another mean";
            let message = "it lies ten deviations or more below the mean of the areas, where \
                           Mazziotta–Pareto has no meaning";
            return Err(Refusal::new(message, HINT).area(row));
        }
        for (column, w) in standardised.iter().zip(weights.of(row)) {
            squares += column[row].map_or(0.0, |x| w * (x - mean).powi(2));
        }
        let variance = squares / weight;
        Ok(Some(mean + sign * variance / mean))
    };
    (0..rows).map(score).collect()
}

/// 100 + 10·(x − mean) / population deviation; `None` where the values don't vary. A column
/// without values stays as it is.
pub fn standardise(column: &Column) -> Option<Column> {
    let present: Vec<f64> = column.iter().flatten().copied().collect();
    let Some(first) = present.first() else { return Some(column.clone()) };
    if present.iter().all(|x| x == first) {
        return None;
    }
    let n = present.len() as f64;
    let mean = present.iter().sum::<f64>() / n;
    let deviation = (present.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n).sqrt();
    Some(column.iter().map(|x| x.map(|x| 100.0 + 10.0 * (x - mean) / deviation)).collect())
}

/// Copeland: with o_ij = (Σ w[x_i > x_j] + ½ Σ w[x_i = x_j]) / Σw over the columns where both
/// areas have a score, 1 for each area j that i outranks (o_ij above one half) and −1 for each that
/// outranks it, summed. Quadratic in areas by nature.
pub fn copeland(columns: &[Column], weights: &[f64]) -> Column {
    let rows = columns.first().map_or(0, Vec::len);
    // NaN is neither above nor below anything: a missing score adds nothing to either side.
    let bare = |column: &Column| column.iter().map(|x| x.unwrap_or(f64::NAN)).collect();
    let bare: Vec<Vec<f64>> = columns.iter().map(bare).collect();
    let rounding = 1e-12 * weights.iter().sum::<f64>();
    let mut balance = vec![0.0; rows];
    let mut score = |i: usize| {
        balance.fill(0.0);
        for (column, weight) in bare.iter().zip(weights) {
            let own = column[i];
            for (balance, other) in balance.iter_mut().zip(column) {
                *balance += weight * f64::from(i8::from(own > *other) - i8::from(own < *other));
            }
        }
        // o_ij above one half is the same as more weight for i than against it.
        let wins = balance.iter().filter(|b| **b > rounding).count();
        let losses = balance.iter().filter(|b| **b < -rounding).count();
        wins as f64 - losses as f64
    };
    let has_score = |row: usize| columns.iter().any(|column| column[row].is_some());
    (0..rows).map(|i| has_score(i).then(|| score(i))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mazziotta_pareto_lowers_what_is_unbalanced_by_hand() {
        // Columns 1 3 2 and 3 1 2: standardised with deviation √(2/3) to 100 ∓ 12.247…, 100 ± …
        let columns =
            vec![vec![Some(1.0), Some(3.0), Some(2.0)], vec![Some(3.0), Some(1.0), Some(2.0)]];
        let equal = Weights::Common(vec![1.0, 1.0]);
        let minus = mazziotta_pareto(&columns, &equal, Penalty::Minus).unwrap();
        // M = 100, S² = (10 / √(2/3))² = 150, so 100 − 150/100 = 98.5; the third is balanced.
        assert!((minus[0].unwrap() - 98.5).abs() < 1e-9);
        assert!((minus[1].unwrap() - 98.5).abs() < 1e-9);
        assert!((minus[2].unwrap() - 100.0).abs() < 1e-9);
        let plus = mazziotta_pareto(&columns, &equal, Penalty::Plus).unwrap();
        assert!((plus[0].unwrap() - 101.5).abs() < 1e-9);
        let constant = vec![columns[0].clone(), vec![Some(1.0); 3]];
        let refusal = mazziotta_pareto(&constant, &equal, Penalty::Plus).unwrap_err();
        assert_eq!(refusal.column, Some(1));
        // One area of 102 against 101 equal ones: 10·√101 deviations below, so M is −0.5.
        let mut outlier = vec![Some(1.0); 101];
        outlier.push(Some(0.0));
        let one = Weights::Common(vec![1.0]);
        let refusal = mazziotta_pareto(&[outlier], &one, Penalty::Minus).unwrap_err();
        assert_eq!(refusal.area, Some(101));
    }

    #[test]
    fn copeland_counts_wins_and_losses_by_hand() {
        // A beats B on both; A and C tie (one each); B and C: C wins both.
        let columns = vec![
            vec![Some(3.0), Some(1.0), Some(2.0), None],
            vec![Some(2.0), Some(1.0), Some(3.0), None],
        ];
        let scores = copeland(&columns, &[1.0, 1.0]);
        assert_eq!(scores, [Some(1.0), Some(-2.0), Some(1.0), None]);
        // The first column outweighs the second: A beats C.
        assert_eq!(copeland(&columns, &[2.0, 1.0])[0], Some(2.0));
        // One win each under weights that rounding alone tells apart.
        let even = copeland(&columns, &[1e6 * (0.1 + 0.2), 1e6 * 0.3]);
        assert_eq!(even, scores);
        assert_eq!(copeland(&[vec![Some(5.0)]], &[1.0]), [Some(0.0)]);
    }

    #[test]
    fn copeland_with_gaps_compares_what_both_have() {
        // A and B share the first column alone (A wins); B and C the second (C wins); A and C share
        // nothing: neither outranks the other.
        let columns = vec![vec![Some(3.0), Some(1.0), None], vec![None, Some(1.0), Some(9.0)]];
        assert_eq!(copeland(&columns, &[1.0, 1.0]), [Some(1.0), Some(-2.0), Some(1.0)]);
    }
}
