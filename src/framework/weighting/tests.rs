//! Weights by hand, whatever their method.

use super::*;
use crate::framework::aggregation::arithmetic_mean;
use crate::framework::made::{Made, Refusal, Weights, shares};
use crate::statistics::pearson;

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

fn weights(
    method: &dyn Weighing,
    columns: &[Vec<Option<f64>>],
    declared: &[f64],
    level: &method::Aggregate,
    is_mean: bool,
) -> Result<Made, Refusal> {
    method.made(&Below { columns, declared, level, is_mean })
}

fn shares_of(method: &dyn Weighing, columns: &[&[f64]], declared: &[f64]) -> Vec<f64> {
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
    let found = shares_of(&Entropy, &[&[0.0, 5.0, 10.0], &[0.0, 0.0, 9.0]], &[1.0; 2]);
    close(&found, &[a / (a + b), b / (a + b)]);
    assert!(found[1] > found[0], "the more unequal column tells more");
}

#[test]
fn critic_weights_by_hand() {
    // Deviations of 0 ½ 1, 0 1 ½, 1 ½ 0 are all ½; r12 = ½, r13 = −1, r23 = −½:
    // conflicts 2.5, 2, 3.5.
    let columns: [&[f64]; 3] = [&[0.0, 1.0, 2.0], &[0.0, 2.0, 1.0], &[2.0, 1.0, 0.0]];
    close(&shares_of(&Critic, &columns, &[1.0; 3]), &[2.5 / 8.0, 0.25, 3.5 / 8.0]);
}

#[test]
fn principal_component_weights_by_hand() {
    // The first column is the sum of two that don't correlate: r = 1/√2 with both. The
    // eigenvalue 2 of that matrix has the vector (1/√2, ½, ½).
    let columns: [&[f64]; 3] =
        [&[2.0, 0.0, 0.0, -2.0], &[1.0, 1.0, -1.0, -1.0], &[1.0, -1.0, 1.0, -1.0]];
    let root = 0.5f64.sqrt();
    let expected = [root, 0.5, 0.5].map(|x| x / (1.0 + root));
    close(&shares_of(&PrincipalComponents, &columns, &[1.0; 3]), &expected);
}

#[test]
fn a_column_against_the_first_component_has_no_weight_and_a_note() {
    let columns = masked(&[&[1.0, 2.0, 3.0, 4.0], &[1.0, 3.0, 2.0, 4.0], &[4.0, 3.0, 2.0, 1.5]]);
    let made = weights(&PrincipalComponents, &columns, &[1.0; 3], &mean, true).unwrap();
    assert_eq!(made.weights.of(0)[2], 0.0);
    assert!(made.weights.of(0)[0] > 0.0 && made.weights.of(0)[1] > 0.0);
    assert!(made.notes[2].to_string().contains("runs against"), "{}", made.notes[2]);
}

#[test]
fn matched_weights_share_the_influence_as_declared() {
    let columns: [&[f64]; 2] = [&[10.0, 40.0, 20.0, 90.0, 60.0], &[35.0, 20.0, 80.0, 40.0, 95.0]];
    let declared = [2.0, 1.0];
    let made = weights(&MatchInfluence, &masked(&columns), &declared, &mean, true).unwrap();
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
    let made = weights(&MatchInfluence, &columns, &[1.0; 2], &mean, true).unwrap();
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
    let refusal = weights(&MatchInfluence, &columns, &[1.0; 2], &refuses, false);
    assert_eq!(refusal.unwrap_err().area, Some(2));
}

#[test]
fn what_can_not_be_weighed_is_refused() {
    let refusal = |columns: &[&[f64]]| {
        weights(&Entropy, &masked(columns), &[1.0; 2], &mean, true).unwrap_err()
    };
    assert!(refusal(&[&[1.0, 2.0], &[1.0, 2.0]]).message.contains("three areas"));
    assert_eq!(refusal(&[&[1.0, 2.0, 3.0], &[5.0, 5.0, 5.0]]).column, Some(1));
}
