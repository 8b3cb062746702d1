//! Mazziotta–Pareto: M ± S·cv of standardised scores.

use serde::Serialize;

use super::method::{About, Aggregating, Looks, OfAll, OfAreas, Summed, Unsummed};
use super::worked::{Among, Terms, Worked};
use crate::framework::chosen::{Chosen, Keys, Kind, Takes};
use crate::framework::made::{Refusal, Weights};
use crate::model::Column;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MazziottaPareto {
    pub penalty: Penalty,
}

/// Whether unbalanced scores lower the index or raise it (where more is worse).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Penalty {
    Minus,
    Plus,
}

const PENALTIES: [&str; 2] = ["minus", "plus"];

impl Chosen for MazziottaPareto {
    const WORD: &'static str = "mazziotta_pareto";
    const TAKES: &'static [Takes] = &[Takes {
        key: "penalty",
        kind: Kind::Words(&PENALTIES),
        doc: "minus lowers unbalanced scores (where absent), plus raises them.",
    }];

    fn read(keys: &mut Keys) -> Self {
        let penalty = match keys.word("penalty", &PENALTIES) {
            Some("plus") => Penalty::Plus,
            _ => Penalty::Minus,
        };
        MazziottaPareto { penalty }
    }
}

/// Mazziotta–Pareto (2016): M ± S·cv over scores standardised to mean 100 and deviation 10, with
/// M, S and cv = S/M the (weighted) mean, deviation and coefficient of variation of an area's
/// standardised scores; population deviations in both.
///
/// # Errors
/// A column that does not vary and so can't be standardised; an area so far below the others that
/// its M is not above 0, where cv would turn the penalty round.
fn mazziotta_pareto(
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
fn standardise(column: &Column) -> Option<Column> {
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

impl OfAll for MazziottaPareto {
    fn scores(&self, below: &[Column], weights: &Weights) -> Result<OfAreas, Refusal> {
        Ok((mazziotta_pareto(below, weights, self.penalty)?, None))
    }

    /// M ± S²/M of the scores as standardised over all areas.
    fn worked(&self, terms: &Terms, among: &Among) -> Worked {
        let own = among.below.iter().map(|column| standardise(column).and_then(|c| c[among.area]));
        let own = own.zip(among.weights.of(among.area));
        let there: Vec<(f64, f64)> = own.filter_map(|(x, w)| Some((x?, *w))).collect();
        let whole: f64 = there.iter().map(|(_, w)| w).sum();
        let mean = there.iter().map(|(x, w)| w * x).sum::<f64>() / whole;
        let variance = there.iter().map(|(x, w)| w * (x - mean).powi(2)).sum::<f64>() / whole;
        let sign = if self.penalty == Penalty::Minus { "−" } else { "+" };
        let weighed = Terms { there: &there, ..*terms }.weighed();
        let told = terms.say("mazziotta_pareto", &[("terms", weighed)]);
        let (mean_told, variance_told) = (terms.short(mean), terms.short(variance));
        let formula = format!("{mean_told} {sign} {variance_told} / {mean_told}: {told}");
        Worked { formula, numbers: vec![("mean", mean), ("variance", variance)] }
    }
}

impl Aggregating for MazziottaPareto {
    fn looks(&self) -> Looks<'_> {
        Looks::AtAll(self)
    }

    fn summed(&self) -> Summed<'_> {
        let english = "its penalty is not linear in the weights";
        Err(Unsummed { words: "mazziotta_pareto", english })
    }

    fn about(&self) -> About {
        About {
            words: Some(match self.penalty {
                Penalty::Minus => "mazziotta_minus",
                Penalty::Plus => "mazziotta_plus",
            }),
            has_formula: true,
            coinr: Some("by Mazziotta–Pareto".to_owned()),
            ..About::default()
        }
    }
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
}
