//! Treatments by hand.

use super::box_cox::{box_cox, most_likely_lambda};
use super::winsorise::{Fallback, winsorise};
use super::*;

const RULE: When = When::Rule { skewness: 2.0, kurtosis: 3.5 };

fn by_rule(points: usize, fallback: Option<Fallback>) -> Winsorise {
    Winsorise { when: RULE, points, fallback }
}

fn percentiles(low: f64, high: f64) -> Percentiles {
    Percentiles { when: When::Always, low, high }
}

#[test]
fn the_mirrored_winsorisation_sets_the_lowest_points() {
    // One point far below nine others: set onto the next, and the column passes.
    let values = [-100.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0];
    let (treated, changes) = treat(&values, &by_rule(5, None));
    assert_eq!(treated[..3], [1.0, 1.0, 2.0]);
    assert_eq!(changes[0], Some(Change::WinsorisedLow));
    assert!(changes[1..].iter().all(Option::is_none));
    let mirror: Vec<f64> = values.iter().map(|x| -x).collect();
    let (upper, changes) = treat(&mirror, &by_rule(5, None));
    assert_eq!(upper[0], -1.0);
    assert_eq!(changes[0], Some(Change::WinsorisedHigh));
}

#[test]
fn ties_are_set_together_and_a_step_can_pass_the_count() {
    let forced = |points| Winsorise { when: When::Always, points, fallback: None };
    let (treated, changes) = treat(&[9.0, 9.0, 2.0, 1.0, 1.0, 1.0], &forced(1));
    assert_eq!(treated, [2.0, 2.0, 2.0, 1.0, 1.0, 1.0]);
    assert_eq!(changes.iter().flatten().count(), 2);
    assert_eq!(treat(&[4.0, 4.0], &forced(5)).1, [None, None], "nothing below the maximum");
}

#[test]
fn points_are_counted_at_both_ends_and_each_once() {
    // Skewed upwards, then downwards: 50 onto 9 (one point), then −30 onto −8 (two), then both at
    // −8 onto 1 (three): no step more.
    let mut values = [50.0, 9.0, 8.0, 7.0, 6.0, 5.0, 1.0, -8.0, -30.0];
    winsorise(&mut values, 3, |_| false);
    assert_eq!(values, [9.0, 9.0, 8.0, 7.0, 6.0, 5.0, 1.0, 1.0, 1.0]);
}

#[test]
fn a_column_that_still_fails_takes_the_logarithm_of_the_original() {
    // Every point ten times the one before: one point is not enough.
    let values: Vec<f64> = (0..30).map(|k| 10f64.powi(k)).collect();
    let (treated, changes) = treat(&values, &by_rule(1, Some(Fallback::Logarithm)));
    let range = values[29] - values[0];
    assert!((treated[0] - (0.01 * range).ln()).abs() < 1e-9);
    assert!((treated[29] - (1.01 * range).ln()).abs() < 1e-9);
    assert!(changes.iter().all(|c| *c == Some(Change::Logarithm)));
    let without = treat(&values, &by_rule(1, None));
    assert_eq!(without.1[29], Some(Change::WinsorisedHigh));
}

#[test]
fn what_passes_is_left_alone_unless_forced() {
    let values = [1.0, 2.0, 3.0, 4.0];
    assert_eq!(treat(&values, &by_rule(5, None)).0, values);
    let forced = Winsorise { when: When::Always, points: 1, fallback: None };
    assert_eq!(treat(&values, &forced).0, [1.0, 2.0, 3.0, 3.0]);
    let logarithm = Logarithm { when: When::Always };
    assert!((treat(&values, &logarithm).0[0] - 0.03f64.ln()).abs() < 1e-12);
    assert_eq!(treat(&[5.0, 5.0, 5.0], &logarithm).0, [5.0, 5.0, 5.0]);
    let box_cox = BoxCox { when: When::Always, lambda: None };
    assert_eq!(treat(&[5.0, 5.0], &box_cox), (vec![5.0, 5.0], vec![None, None]));
    assert_eq!(treat(&[], &forced).0, Vec::<f64>::new());
}

#[test]
fn percentiles_hold_both_ends() {
    // Type 7 of 0..=10 at 0.1 and 0.9: 1 and 9.
    let values: Vec<f64> = (0..=10).map(f64::from).collect();
    let (treated, changes) = treat(&values, &percentiles(0.1, 0.9));
    assert_eq!((treated[0], treated[10]), (1.0, 9.0));
    assert_eq!(changes.iter().flatten().count(), 2);
}

#[test]
fn percentiles_of_numbers_far_apart_do_not_leave_the_range_of_numbers() {
    let (treated, _) = treat(&[-1e308, 0.0, 1e308], &percentiles(0.0, 0.75));
    assert_eq!(treated, [-1e308, 0.0, 0.5e308]);
    // No likelihood where a power overflows: such a λ is not chosen.
    let mut values = [0.0, 1.0, 1e100, 1e200];
    let lambda = most_likely_lambda(&values, &mut Vec::new());
    box_cox(&mut values, lambda);
    assert!(values.iter().all(|x| x.is_finite()));
}

#[test]
fn box_cox_by_hand_and_its_lambda_by_likelihood() {
    // min 3: y = 1, 4, 9; λ = ½: 2(√y − 1) = 0, 2, 4.
    let of = |values: &[f64], lambda: f64| {
        let mut values = values.to_vec();
        box_cox(&mut values, lambda);
        values
    };
    assert_eq!(of(&[3.0, 6.0, 11.0], 0.5), [0.0, 2.0, 4.0]);
    assert!((of(&[0.0, 1.0], 0.0)[1] - 2f64.ln()).abs() < 1e-12);
    // Powers of e are made even by the logarithm: λ near 0. The likelihood is highest there.
    let values: Vec<f64> = (0..15).map(|k| f64::from(k).mul_add(0.3, 0.0).exp() - 1.0).collect();
    let lambda = most_likely_lambda(&values, &mut Vec::new());
    assert!(lambda.abs() < 0.35, "{lambda}");
    let off = |lambda: f64| {
        let y: f64 = values.iter().map(|x| (x + 1.0).ln()).sum();
        let t = of(&values, lambda);
        let mean = t.iter().sum::<f64>() / 15.0;
        let variance = t.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 15.0;
        -7.5 * variance.ln() + (lambda - 1.0) * y
    };
    assert!(off(lambda) >= off(lambda + 1e-3) && off(lambda) >= off(lambda - 1e-3));
}
