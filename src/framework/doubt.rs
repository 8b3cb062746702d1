//! Benefit of the doubt: each area's own most favourable weights.

use super::chosen::{Keys, Kind, Takes};
use super::made::Refusal;
use crate::model::Column;
use crate::statistics::simplex::maximise;

pub(super) const BOUNDS: Takes = Takes {
    key: "bounds",
    kind: Kind::Two,
    doc: "Lowest and highest share of a weight in the sum of weights.",
};

pub(super) fn bounds(keys: &mut Keys) -> Option<[f64; 2]> {
    let [low, high] = keys.two("bounds")?;
    if !(0.0 <= low && low < high && high <= 1.0) {
        let message =
            format!("bounds must be two shares, the lower first (found {low} and {high})");
        keys.wrong("bounds", message);
    }
    Some([low, high])
}

/// For each area the weights that maximise its own Σwx, w ≥ 0, where no area with the same scores
/// present exceeds 1 under them (Cherchye et al. 2007; data envelopment with one input of 1). With
/// `bounds`, each weight's share of the sum of weights lies between them. Children that an area
/// lacks have weight 0, as have all where its scores are 0; an area without scores has `None`.
///
/// # Errors
/// The position (area, column) of a score below 0, and where the bounds can't hold for an area
/// (too many or too few columns for them), its position alone.
pub fn weights(
    columns: &[Column],
    bounds: Option<[f64; 2]>,
) -> Result<Vec<Option<Vec<f64>>>, Refusal> {
    let rows = columns.first().map_or(0, Vec::len);
    let scores = || {
        columns.iter().enumerate().flat_map(|(c, column)| {
            column.iter().enumerate().filter_map(move |(a, x)| Some((a, c, (*x)?)))
        })
    };
    if let Some((area, column, _)) = scores().find(|(_, _, x)| *x < 0.0) {
        const HINT: &str = "normalise onto a scale from 0, or choose other weights";
        let message = "benefit of the doubt has no weights with a score below 0";
        return Err(Refusal::new(message, HINT).area(area).column(column));
    }
    // Scaled to at most 1, so that the programme's idea of zero fits any scale of scores; under
    // bounds, which compare weights, all alike.
    let top = |column: &Column| column.iter().flatten().copied().fold(0.0, f64::max);
    let mut tops: Vec<f64> = columns.iter().map(top).collect();
    if bounds.is_some() {
        let top = tops.iter().copied().fold(0.0, f64::max);
        tops.fill(top);
    }
    tops.iter_mut().filter(|top| **top == 0.0).for_each(|top| *top = 1.0);
    (0..rows).map(|area| of_area(columns, area, &tops, bounds)).collect()
}

fn of_area(
    columns: &[Column],
    area: usize,
    tops: &[f64],
    bounds: Option<[f64; 2]>,
) -> Result<Option<Vec<f64>>, Refusal> {
    let used: Vec<usize> = (0..columns.len()).filter(|&c| columns[c][area].is_some()).collect();
    let n = used.len();
    if n == 0 {
        return Ok(None);
    }
    let has_all = |row: usize| used.iter().all(|&c| columns[c][row].is_some());
    let scores_of =
        |row: usize| used.iter().filter_map(move |&c| columns[c][row].map(|x| x / tops[c]));
    let areas = columns[0].len();
    let mut constraints = Vec::with_capacity((areas + 2 * n) * n);
    for row in (0..areas).filter(|&row| has_all(row)) {
        constraints.extend(scores_of(row));
    }
    let mut limits = vec![1.0; constraints.len() / n];
    if let Some([low, high]) = bounds {
        if low * n as f64 > 1.0 || high * (n as f64) < 1.0 {
            const HINT: &str = "widen `bounds`: the lower times the number of scores present must \
                                not be above 1, nor the upper times it below 1";
            let message = "the bounds of benefit of the doubt can't hold for the scores present";
            return Err(Refusal::new(message, HINT).area(area));
        }
        for child in 0..n {
            let own = |other: usize| f64::from(u8::from(other == child));
            constraints.extend((0..n).map(|other| low - own(other)));
            constraints.extend((0..n).map(|other| own(other) - high));
            limits.extend([0.0, 0.0]);
        }
    }
    let own: Vec<f64> = scores_of(area).collect();
    // The own row bounds the objective by 1, so there is always a solution.
    let found = maximise(&own, &constraints, &limits).unwrap_or_else(|| vec![0.0; n]);
    let mut weights = vec![0.0; columns.len()];
    for (&column, weight) in used.iter().zip(found) {
        weights[column] = weight / tops[column];
    }
    Ok(Some(weights))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Vec<Option<f64>>> {
        vec![vec![Some(4.0), Some(1.0), Some(2.0)], vec![Some(1.0), Some(4.0), Some(2.0)]]
    }

    fn score(weights: &[f64], columns: &[Vec<Option<f64>>], area: usize) -> f64 {
        weights.iter().zip(columns).map(|(w, c)| w * c[area].unwrap()).sum()
    }

    #[test]
    fn each_area_has_the_weights_that_suit_it_by_hand() {
        // A and B reach 1. C: maximise 2u + 2v under 4u + v ≤ 1 and u + 4v ≤ 1: u = v = 1/5, 0.8.
        let columns = columns();
        let weights = weights(&columns, None).unwrap();
        let own = |a: usize| score(weights[a].as_ref().unwrap(), &columns, a);
        assert!((own(0) - 1.0).abs() < 1e-9 && (own(1) - 1.0).abs() < 1e-9);
        assert!((own(2) - 0.8).abs() < 1e-9);
        for w in weights[2].as_ref().unwrap() {
            assert!((w - 0.2).abs() < 1e-9);
        }
    }

    #[test]
    fn bounds_hold_shares_of_the_weights_by_hand() {
        // Shares within 0.4–0.6: for A the best is 0.6/0.4, where it scores 4·0.6 + 0.4 = 2.8 and
        // B 0.6 + 1.6 = 2.2, so A is at 1. C has 2 against max(2.8, 2.2), best at 0.5/0.5: 2/2.5.
        let columns = columns();
        let weights = weights(&columns, Some([0.4, 0.6])).unwrap();
        let a = weights[0].as_ref().unwrap();
        assert!((score(a, &columns, 0) - 1.0).abs() < 1e-9);
        let c = weights[2].as_ref().unwrap();
        assert!((score(c, &columns, 2) - 0.8).abs() < 1e-9);
        for w in a {
            let share = w / a.iter().sum::<f64>();
            assert!((0.4 - 1e-9..=0.6 + 1e-9).contains(&share));
        }
        let refused = super::weights(&columns, Some([0.6, 0.7])).unwrap_err();
        assert_eq!((refused.area, refused.column), (Some(0), None));
    }

    #[test]
    fn a_small_scale_counts_as_much_as_a_large_one() {
        // The second column is a hundred-million-millionth of the first; B is its best.
        let columns = vec![vec![Some(100.0), Some(10.0)], vec![Some(1e-14), Some(1e-12)]];
        let weights = weights(&columns, None).unwrap();
        assert!((score(weights[1].as_ref().unwrap(), &columns, 1) - 1.0).abs() < 1e-9);
        // Nothing but zeros: no score, and no weight that would have to be without bound.
        let zeros = vec![vec![Some(0.0), Some(0.0)], vec![Some(2.0), Some(0.0)]];
        let weights = super::weights(&zeros, None).unwrap();
        assert_eq!(weights[0].as_deref(), Some(&[0.0, 0.5][..]));
        assert_eq!(weights[1].as_deref(), Some(&[0.0, 0.0][..]));
    }

    #[test]
    fn an_area_with_a_gap_is_measured_against_those_that_have_what_it_has() {
        // C lacks the second column: against A's 4 its 2 is a half.
        let columns = vec![columns()[0].clone(), vec![Some(1.0), Some(4.0), None]];
        let weights = weights(&columns, None).unwrap();
        assert_eq!(weights[2].as_deref(), Some(&[0.25, 0.0][..]));
    }

    #[test]
    fn nothing_present_and_scores_below_0_are_told_apart() {
        let columns = vec![vec![Some(1.0), None], vec![Some(0.0), None]];
        assert_eq!(weights(&columns, None).unwrap()[1], None);
        let negative = vec![vec![Some(1.0)], vec![Some(-1.0)]];
        let refused = weights(&negative, None).unwrap_err();
        assert_eq!((refused.area, refused.column), (Some(0), Some(1)));
    }
}
