//! Weights of what stands directly below a level: declared ones, or made from the scores.
//!
//! Methods that compare columns use the areas in which every column has a score, and need three.

use crate::framework::Weighting;
use crate::model::Grid;
use crate::statistics::{correlation_matrix, deviation, pearson, principal_components};

use super::doubt;
use super::influence::match_influence;
use super::made::{Aggregate, Made, Note, Refusal, Weights, shares};

/// What helps where weights can't be made.
const GIVEN: &str = "choose `weights = { method = \"given\" }` or equal for it";

/// The weights of `columns` under a method. `level` aggregates columns under common weights, for
/// the method that looks at the result; `is_mean`: whether by their arithmetic mean.
///
/// # Errors
/// A column that does not vary, too few complete areas, or bounds that can't hold.
pub fn weights(
    method: &Weighting,
    columns: &[Vec<Option<f64>>],
    declared: &[f64],
    level: &Aggregate,
    is_mean: bool,
) -> Result<Made, Refusal> {
    let plain = |weights| Made {
        weights: Weights::Common(weights),
        notes: vec![Note::Nothing; columns.len()],
    };
    let needs_variation = matches!(
        method,
        Weighting::PrincipalComponents
            | Weighting::Entropy
            | Weighting::Critic
            | Weighting::MatchInfluence
    );
    if needs_variation {
        let (areas, complete) = complete(columns)?;
        return match method {
            Weighting::PrincipalComponents => first_component(&complete),
            Weighting::Entropy => Ok(plain(entropy(&complete))),
            Weighting::Critic => Ok(plain(critic(&complete))),
            _ => match_influence(&complete, declared, level, is_mean)
                .map_err(|refusal| Refusal { area: refusal.area.map(|a| areas[a]), ..refusal }),
        };
    }
    match method {
        Weighting::Equal => Ok(plain(vec![1.0; columns.len()])),
        Weighting::BenefitOfTheDoubt { bounds } => {
            let notes = vec![Note::Nothing; columns.len()];
            Ok(Made { weights: own_weights(columns, *bounds)?, notes })
        }
        _ => Ok(plain(declared.to_vec())),
    }
}

/// The areas in which every column has a score, and these scores column by column.
fn complete(columns: &[Vec<Option<f64>>]) -> Result<(Vec<usize>, Vec<Vec<f64>>), Refusal> {
    let rows = columns.first().map_or(0, Vec::len);
    let whole: Vec<usize> = (0..rows).filter(|&r| columns.iter().all(|c| c[r].is_some())).collect();
    if whole.len() < 3 {
        let n = whole.len();
        let message = format!("the weights need three areas with every score, and there are {n}");
        let present = |c: &usize| columns[*c].iter().flatten().count();
        let refusal = Refusal::new(message, GIVEN);
        return Err(match (0..columns.len()).min_by_key(present) {
            Some(fewest) if present(&fewest) < 3 => refusal.column(fewest),
            _ => refusal,
        });
    }
    let columns: Vec<Vec<f64>> =
        columns.iter().map(|c| whole.iter().filter_map(|&r| c[r]).collect()).collect();
    match columns.iter().position(|c| c.iter().all(|x| *x == c[0])) {
        Some(column) => {
            let refusal =
                Refusal::new("the weights need scores that vary, and these are all equal", GIVEN);
            Err(refusal.column(column))
        }
        None => Ok((whole, columns)),
    }
}

/// Loadings on the first principal component, its sign chosen so that they sum to 0 or above. A
/// column that runs against the rest has a negative loading: its weight is 0, and that is said.
fn first_component(columns: &[Vec<f64>]) -> Result<Made, Refusal> {
    let masked: Vec<Vec<Option<f64>>> =
        columns.iter().map(|c| c.iter().copied().map(Some).collect()).collect();
    let components = principal_components(&masked);
    let Some(first) = components.as_ref().and_then(|all| all.first()) else {
        let message = "the principal components of the scores do not exist";
        return Err(Refusal::new(message, GIVEN));
    };
    let notes = first.loadings.iter().map(|&loading| match loading < 0.0 {
        true => Note::Against { loading },
        false => Note::Loading { share: first.share },
    });
    let notes = notes.collect();
    let weights = first.loadings.iter().map(|loading| loading.max(0.0)).collect();
    Ok(Made { weights: Weights::Common(weights), notes })
}

/// Shannon's entropy weights: with p the shares of min–max scores shifted to be above 0 (by one
/// hundredth of their range), e = −Σ p ln p / ln n and w ∝ 1 − e.
fn entropy(columns: &[Vec<f64>]) -> Vec<f64> {
    const SHIFT: f64 = 0.01;
    let weight = |column: &Vec<f64>| {
        let shifted: Vec<f64> = min_max(column).iter().map(|x| x + SHIFT).collect();
        let whole: f64 = shifted.iter().sum();
        let sum: f64 = shifted.iter().map(|x| x / whole * (x / whole).ln()).sum();
        1.0 + sum / (column.len() as f64).ln()
    };
    columns.iter().map(weight).collect()
}

/// CRITIC (Diakoulaki et al. 1995): w ∝ σ·Σ(1 − r) over the other columns, on min–max scores.
fn critic(columns: &[Vec<f64>]) -> Vec<f64> {
    let scaled: Vec<Vec<Option<f64>>> =
        columns.iter().map(|c| min_max(c).into_iter().map(Some).collect()).collect();
    let correlations = correlation_matrix(&scaled, pearson);
    let conflict = |row: &Vec<Option<f64>>| row.iter().map(|r| 1.0 - r.unwrap_or(0.0)).sum::<f64>();
    let spread = |column: &Vec<f64>| deviation(&min_max(column)).unwrap_or(0.0);
    let weights: Vec<f64> =
        columns.iter().zip(&correlations).map(|(c, row)| spread(c) * conflict(row)).collect();
    // One column, or columns that all run alike, leave nothing to tell them apart by.
    if weights.iter().sum::<f64>() > 1e-12 { weights } else { vec![1.0; columns.len()] }
}

/// (x − min) / (max − min) of a column that varies.
fn min_max(column: &[f64]) -> Vec<f64> {
    let low = column.iter().copied().fold(f64::INFINITY, f64::min);
    let high = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    column.iter().map(|x| (x - low) / (high - low)).collect()
}

/// Each area's benefit-of-the-doubt weights as shares; equal ones where its scores are all 0.
fn own_weights(columns: &[Vec<Option<f64>>], bounds: Option<[f64; 2]>) -> Result<Weights, Refusal> {
    let own = doubt::weights(columns, bounds).map_err(refused)?;
    let of = |area: usize| -> Vec<f64> {
        let weights = own[area].as_ref().filter(|w| w.iter().sum::<f64>() > 0.0);
        weights.map_or_else(|| vec![1.0; columns.len()], |w| shares(w))
    };
    let rows: Vec<Vec<f64>> = (0..own.len()).map(of).collect();
    Ok(Weights::PerArea(Grid::from_fn(rows.len(), columns.len(), |a, c| rows[a][c])))
}

pub(super) fn refused(refusal: doubt::Refusal) -> Refusal {
    match refusal {
        doubt::Refusal::Negative { area, column } => {
            const HINT: &str = "normalise onto a scale from 0, or choose other weights";
            let message = "benefit of the doubt has no weights with a score below 0";
            Refusal::new(message, HINT).area(area).column(column)
        }
        doubt::Refusal::Bounds { area } => {
            const HINT: &str = "widen `bounds`: the lower times the number of scores present must \
                                not be above 1, nor the upper times it below 1";
            let message = "the bounds of benefit of the doubt can't hold for the scores present";
            Refusal::new(message, HINT).area(area)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::means::arithmetic_mean;
    use super::*;

    fn masked(columns: &[&[f64]]) -> Vec<Vec<Option<f64>>> {
        columns.iter().map(|c| c.iter().copied().map(Some).collect()).collect()
    }

    fn mean(columns: &[Vec<Option<f64>>], weights: &Weights) -> Result<Vec<Option<f64>>, Refusal> {
        let score = |r: usize| {
            let pairs = columns.iter().zip(weights.of(r));
            arithmetic_mean(pairs.filter_map(|(c, w)| Some((c[r]?, *w))))
        };
        Ok((0..columns[0].len()).map(score).collect())
    }

    fn shares_of(method: &Weighting, columns: &[&[f64]], declared: &[f64]) -> Vec<f64> {
        let made = weights(method, &masked(columns), declared, &mean, true).unwrap();
        shares(made.weights.of(0))
    }

    #[track_caller]
    fn close(found: &[f64], expected: &[f64]) {
        for (f, e) in found.iter().zip(expected) {
            assert!((f - e).abs() < 1e-6, "{found:?} is not {expected:?}");
        }
    }

    #[test]
    fn entropy_weights_by_hand() {
        // Min–max 0 ½ 1 and 0 0 1, shifted by 0.01: shares 0.01/1.53 … and 0.01/1.03 …
        let e = |p: &[f64]| {
            let whole: f64 = p.iter().sum();
            -p.iter().map(|x| x / whole * (x / whole).ln()).sum::<f64>() / 3f64.ln()
        };
        let (a, b) = (1.0 - e(&[0.01, 0.51, 1.01]), 1.0 - e(&[0.01, 0.01, 1.01]));
        let found =
            shares_of(&Weighting::Entropy, &[&[0.0, 5.0, 10.0], &[0.0, 0.0, 9.0]], &[1.0; 2]);
        close(&found, &[a / (a + b), b / (a + b)]);
        assert!(found[1] > found[0], "the more unequal column tells more");
    }

    #[test]
    fn critic_weights_by_hand() {
        // Deviations of 0 ½ 1, 0 1 ½, 1 ½ 0 are all ½; r12 = ½, r13 = −1, r23 = −½:
        // conflicts 2.5, 2, 3.5.
        let columns: [&[f64]; 3] = [&[0.0, 1.0, 2.0], &[0.0, 2.0, 1.0], &[2.0, 1.0, 0.0]];
        close(&shares_of(&Weighting::Critic, &columns, &[1.0; 3]), &[2.5 / 8.0, 0.25, 3.5 / 8.0]);
    }

    #[test]
    fn principal_component_weights_by_hand() {
        // The first column is the sum of two that don't correlate: r = 1/√2 with both. The
        // eigenvalue 2 of that matrix has the vector (1/√2, ½, ½).
        let columns: [&[f64]; 3] =
            [&[2.0, 0.0, 0.0, -2.0], &[1.0, 1.0, -1.0, -1.0], &[1.0, -1.0, 1.0, -1.0]];
        let root = 0.5f64.sqrt();
        let expected = [root, 0.5, 0.5].map(|x| x / (1.0 + root));
        close(&shares_of(&Weighting::PrincipalComponents, &columns, &[1.0; 3]), &expected);
    }

    #[test]
    fn a_column_against_the_first_component_has_no_weight_and_a_note() {
        let columns =
            masked(&[&[1.0, 2.0, 3.0, 4.0], &[1.0, 3.0, 2.0, 4.0], &[4.0, 3.0, 2.0, 1.5]]);
        let made =
            weights(&Weighting::PrincipalComponents, &columns, &[1.0; 3], &mean, true).unwrap();
        assert_eq!(made.weights.of(0)[2], 0.0);
        assert!(made.weights.of(0)[0] > 0.0 && made.weights.of(0)[1] > 0.0);
        assert!(made.notes[2].to_string().contains("runs against"), "{}", made.notes[2]);
    }

    #[test]
    fn matched_weights_share_the_influence_as_declared() {
        let columns: [&[f64]; 2] =
            [&[10.0, 40.0, 20.0, 90.0, 60.0], &[35.0, 20.0, 80.0, 40.0, 95.0]];
        let declared = [2.0, 1.0];
        let made =
            weights(&Weighting::MatchInfluence, &masked(&columns), &declared, &mean, true).unwrap();
        let index = mean(&masked(&columns), &made.weights).unwrap();
        let r = |column: &[f64]| {
            let pairs: Vec<_> = column.iter().zip(&index).map(|(x, y)| (*x, y.unwrap())).collect();
            pearson(&pairs).unwrap()
        };
        let (first, second) = (r(columns[0]), r(columns[1]));
        assert!((first / second - 2.0).abs() < 1e-6, "{first} and {second}");
    }

    #[test]
    fn influence_that_can_not_be_matched_is_said_and_not_claimed() {
        // Columns against each other: under equal weights their mean is constant.
        let columns = masked(&[&[10.0, 20.0, 30.0, 40.0], &[40.0, 30.0, 20.0, 10.0]]);
        let made = weights(&Weighting::MatchInfluence, &columns, &[1.0; 2], &mean, true).unwrap();
        assert!(
            made.notes.iter().all(|n| n.to_string().contains("the nearest reached")),
            "{:?}",
            made.notes
        );
        assert!(made.weights.of(0).iter().all(|w| w.is_finite() && *w >= 0.0));
    }

    #[test]
    fn a_refusal_of_the_level_names_the_area_and_not_its_place_among_the_complete() {
        let columns = vec![
            vec![None, Some(1.0), Some(2.0), Some(4.0)],
            vec![Some(5.0), Some(4.0), Some(9.0), Some(2.0)],
        ];
        let refuses = |_: &[Vec<Option<f64>>], _: &Weights| Err(Refusal::new("no", "").area(1));
        let refusal = weights(&Weighting::MatchInfluence, &columns, &[1.0; 2], &refuses, false);
        assert_eq!(refusal.unwrap_err().area, Some(2));
    }

    #[test]
    fn what_can_not_be_weighed_is_refused() {
        let refusal = |columns: &[&[f64]]| {
            weights(&Weighting::Entropy, &masked(columns), &[1.0; 2], &mean, true).unwrap_err()
        };
        assert!(refusal(&[&[1.0, 2.0], &[1.0, 2.0]]).message.contains("three areas"));
        assert_eq!(refusal(&[&[1.0, 2.0, 3.0], &[5.0, 5.0, 5.0]]).column, Some(1));
    }
}
