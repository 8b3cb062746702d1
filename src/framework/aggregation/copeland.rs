//! Copeland: the areas that one outranks less those that outrank it.

use super::method::{About, Aggregating, Looks, OfAll, OfAreas, Summed, Unsummed};
use super::worked::{Among, Terms, Worked};
use crate::framework::chosen::bare;
use crate::framework::made::{Refusal, Weights};
use crate::model::Column;

bare!(Copeland, "copeland");

/// Copeland: with o_ij = (Σ w[x_i > x_j] + ½ Σ w[x_i = x_j]) / Σw over the columns where both
/// areas have a score, 1 for each area j that i outranks (o_ij above one half) and −1 for each that
/// outranks it, summed. Quadratic in areas by nature.
fn copeland(columns: &[Column], weights: &[f64]) -> Column {
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

impl OfAll for Copeland {
    fn scores(&self, below: &[Column], weights: &Weights) -> Result<OfAreas, Refusal> {
        let Weights::Common(weights) = weights else {
            const HINT: &str = "choose other weights, or aggregate by arithmetic_mean";
            let message = "Copeland compares areas under the same weights for all";
            return Err(Refusal::new(message, HINT));
        };
        Ok((copeland(below, weights), None))
    }

    /// Areas outranked less those that outrank this one.
    fn worked(&self, terms: &Terms, among: &Among) -> Worked {
        let Among { area, below, weights } = *among;
        let against = |other: usize| {
            let pair: Vec<Column> =
                below.iter().map(|column| vec![column[area], column[other]]).collect();
            self.scores(&pair, weights).ok().and_then(|(scores, _)| scores[0])
        };
        let rows = below.first().map_or(0, Vec::len);
        let has_score = |row: &usize| below.iter().any(|column| column[*row].is_some());
        let others = (0..rows).filter(|other| *other != area).filter(has_score);
        let found: Vec<Option<f64>> = others.map(against).collect();
        let wins = found.iter().flatten().filter(|won| **won > 0.0).count();
        let losses = found.iter().flatten().filter(|lost| **lost < 0.0).count();
        let said = [("of", found.len()), ("wins", wins), ("losses", losses)];
        let told = terms.say("copeland", &said.map(|(name, n)| (name, n.to_string())));
        Worked {
            formula: format!("{wins} − {losses}: {told}"),
            numbers: vec![("wins", wins as f64), ("losses", losses as f64)],
        }
    }
}

impl Aggregating for Copeland {
    fn looks(&self) -> Looks<'_> {
        Looks::AtAll(self)
    }

    fn summed(&self) -> Summed<'_> {
        let english = "Copeland counts majorities, not a weighted sum";
        Err(Unsummed { words: "copeland", english })
    }

    fn about(&self) -> About {
        About { has_formula: true, coinr: Some("a_copeland".to_owned()), ..About::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
