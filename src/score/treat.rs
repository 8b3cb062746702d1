//! Outliers drawn in: winsorised, or the whole column on another scale.

use crate::fault::{Fault, Faults, Result};
use crate::framework::{Framework, Rescaling, Treatment, When};
use crate::model::Column;
use crate::statistics::{excess_kurtosis, quantile_of_sorted, skewness};

/// What was done to one value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    WinsorisedHigh,
    WinsorisedLow,
    Logarithm,
    BoxCox { lambda: f64 },
}

/// One value that treatment changed, on the scale of the indicator's transform.
#[derive(Debug, Clone, PartialEq)]
pub struct Treated {
    pub area: usize,
    pub indicator: usize,
    pub from: f64,
    pub to: f64,
    pub change: Change,
}

/// The values after treatment, and what was done to each (`None`: nothing).
pub type After = (Vec<f64>, Vec<Option<Change>>);

/// Treats the columns of all indicators that ask for it; lists what was changed, by indicator,
/// then area.
///
/// # Errors
/// Every cell whose value leaves the range of numbers.
pub(super) fn all(
    framework: &Framework,
    areas: &[String],
    columns: &mut [Column],
) -> Result<Vec<Treated>> {
    let (mut changed, mut faults) = (Vec::new(), Vec::new());
    for (indicator, (of, column)) in framework.indicators.iter().zip(columns).enumerate() {
        if of.treatment == Treatment::Untreated {
            continue;
        }
        let mut present = Vec::with_capacity(column.len());
        present.extend(column.iter().flatten());
        let (after, changes) = treat(&present, &of.treatment);
        let cells = column.iter_mut().enumerate().filter_map(|(a, x)| x.as_mut().map(|x| (a, x)));
        for ((area, value), (to, change)) in cells.zip(after.into_iter().zip(changes)) {
            let from = std::mem::replace(value, to);
            if !to.is_finite() {
                let (code, area) = (&of.code, &areas[area]);
                let message = format!("{code} of {area}: {from}, treated, is not a finite number");
                let hint = "treat it by winsorise, or by box_cox with a lambda nearer to 0";
                faults.push(Fault::new(message).hint(hint));
            }
            changed.extend(change.map(|change| Treated { area, indicator, from, to, change }));
        }
    }
    Faults::check(faults, changed)
}

/// Treats the values present of one indicator.
pub fn treat(values: &[f64], treatment: &Treatment) -> After {
    let mut after = values.to_vec();
    let rescaled = treat_in_place(&mut after, treatment, &mut Vec::new());
    let change = |(from, to): (&f64, &f64)| {
        let moved = if to < from { Change::WinsorisedHigh } else { Change::WinsorisedLow };
        rescaled.or((to != from).then_some(moved))
    };
    let changes = values.iter().zip(&after).map(change).collect();
    (after, changes)
}

/// As [`treat`], in place and without allocating once `room` has grown; gives the change of scale,
/// where that is what was done.
pub fn treat_in_place(
    values: &mut [f64],
    treatment: &Treatment,
    room: &mut Vec<f64>,
) -> Option<Change> {
    let needed = |values: &[f64], when: &When| match when {
        When::Always => true,
        When::Rule { .. } => !passes(values, when),
    };
    match treatment {
        Treatment::Winsorise { when, points, fallback } => {
            room.clear();
            room.extend_from_slice(values);
            winsorise(values, *points, |values| passes(values, when));
            let by = fallback.filter(|_| !passes(values, when))?;
            values.copy_from_slice(room);
            rescale(values, by, room)
        }
        Treatment::Percentiles { when, low, high } if needed(values, when) => {
            winsorise_to_percentiles(values, *low, *high, room);
            None
        }
        Treatment::Rescale { when, by } if needed(values, when) => rescale(values, *by, room),
        _ => None,
    }
}

/// Whether a column has no outliers to treat: |skewness| below its limit or excess kurtosis below
/// its own (OECD/JRC *Handbook* practice: 2 and 3.5). What has no skewness passes; a column that is
/// treated in any case never does.
fn passes(values: &[f64], when: &When) -> bool {
    let When::Rule { skewness: limit, kurtosis } = when else { return false };
    let is_symmetric = skewness(values).is_none_or(|skewness| skewness.abs() < *limit);
    is_symmetric || excess_kurtosis(values).is_some_and(|found| found < *kurtosis)
}

/// While `passes` fails and fewer than `points` points have been set: every point at the maximum
/// onto the largest value below it where the skewness is 0 or above, else every point at the
/// minimum onto the smallest above. Ties are set together, so a step can go past `points`.
pub fn winsorise(values: &mut [f64], points: usize, passes: impl Fn(&[f64]) -> bool) {
    // Points already set are among those at the end that the next step sets.
    let (mut set_high, mut set_low) = (0, 0);
    while !passes(values) && set_high + set_low < points {
        let high = skewness(values).is_none_or(|skewness| skewness >= 0.0);
        let sign = if high { 1.0 } else { -1.0 };
        let top = values.iter().map(|x| sign * x).fold(f64::NEG_INFINITY, f64::max);
        let below = values.iter().map(|x| sign * x).filter(|x| *x < top);
        let Some(next) = below.max_by(f64::total_cmp) else { break };
        let set = if high { &mut set_high } else { &mut set_low };
        *set = 0;
        for x in values.iter_mut().filter(|x| sign * **x == top) {
            *x = sign * next;
            *set += 1;
        }
    }
}

/// Values outside the quantiles (type 7) of two shares onto them.
pub fn winsorise_to_percentiles(values: &mut [f64], low: f64, high: f64, room: &mut Vec<f64>) {
    room.clear();
    room.extend_from_slice(values);
    room.sort_unstable_by(f64::total_cmp);
    let ends = quantile_of_sorted(room, low).zip(quantile_of_sorted(room, high));
    if let Some((low, high)) = ends {
        values.iter_mut().for_each(|x| *x = x.clamp(low, high));
    }
}

fn rescale(values: &mut [f64], by: Rescaling, room: &mut Vec<f64>) -> Option<Change> {
    let (low, high) = range(values);
    if low >= high {
        // What does not vary has no outliers, and no logarithm of this kind.
        return None;
    }
    match by {
        Rescaling::Logarithm => {
            values.iter_mut().for_each(|x| *x = (*x - low + 0.01 * (high - low)).ln());
            Some(Change::Logarithm)
        }
        Rescaling::BoxCox { lambda } => {
            let lambda = lambda.unwrap_or_else(|| most_likely_lambda(values, room));
            box_cox(values, lambda);
            Some(Change::BoxCox { lambda })
        }
    }
}

/// Box and Cox (1964): (y^λ − 1)/λ of y = x − min + 1, ln y where λ is 0.
pub fn box_cox(values: &mut [f64], lambda: f64) {
    let (low, _) = range(values);
    values.iter_mut().for_each(|x| *x = power(*x - low + 1.0, lambda));
}

fn power(y: f64, lambda: f64) -> f64 {
    if lambda.abs() < 1e-9 { y.ln() } else { (y.powf(lambda) - 1.0) / lambda }
}

/// The λ from −5 to 5 of the largest likelihood −n/2 · ln σ² + (λ − 1)·Σ ln y, σ² the population
/// variance of the transformed values: a grid, then golden sections around its best point.
pub fn most_likely_lambda(values: &[f64], room: &mut Vec<f64>) -> f64 {
    const STEP: f64 = 0.1;
    let (low, _) = range(values);
    let n = values.len() as f64;
    let logarithms: f64 = values.iter().map(|x| (x - low + 1.0).ln()).sum();
    let mut likelihood = |lambda: f64| {
        room.clear();
        room.extend_from_slice(values);
        box_cox(room, lambda);
        let treated = &*room;
        let mean = treated.iter().sum::<f64>() / n;
        let variance = treated.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
        let likelihood = -n / 2.0 * variance.ln() + (lambda - 1.0) * logarithms;
        if likelihood.is_finite() { likelihood } else { f64::NEG_INFINITY }
    };
    let grid = (-50..=50).map(|step| f64::from(step) * STEP);
    let best = grid.max_by(|a, b| likelihood(*a).total_cmp(&likelihood(*b))).unwrap_or(1.0);
    let golden = (5f64.sqrt() - 1.0) / 2.0;
    let (mut from, mut to) = (best - STEP, best + STEP);
    while to - from > 1e-8 {
        let (left, right) = (to - golden * (to - from), from + golden * (to - from));
        if likelihood(left) > likelihood(right) { to = right } else { from = left }
    }
    (from + to) / 2.0
}

fn range(values: &[f64]) -> (f64, f64) {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    (low, values.iter().copied().fold(f64::NEG_INFINITY, f64::max))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: When = When::Rule { skewness: 2.0, kurtosis: 3.5 };

    fn by_rule(points: usize, fallback: Option<Rescaling>) -> Treatment {
        Treatment::Winsorise { when: RULE, points, fallback }
    }

    fn percentiles(low: f64, high: f64) -> Treatment {
        Treatment::Percentiles { when: When::Always, low, high }
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
        let forced = |points| Treatment::Winsorise { when: When::Always, points, fallback: None };
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
        let (treated, changes) = treat(&values, &by_rule(1, Some(Rescaling::Logarithm)));
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
        let forced = Treatment::Winsorise { when: When::Always, points: 1, fallback: None };
        assert_eq!(treat(&values, &forced).0, [1.0, 2.0, 3.0, 3.0]);
        let logarithm = Treatment::Rescale { when: When::Always, by: Rescaling::Logarithm };
        assert!((treat(&values, &logarithm).0[0] - 0.03f64.ln()).abs() < 1e-12);
        assert_eq!(treat(&[5.0, 5.0, 5.0], &logarithm).0, [5.0, 5.0, 5.0]);
        let box_cox =
            Treatment::Rescale { when: When::Always, by: Rescaling::BoxCox { lambda: None } };
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
        let values: Vec<f64> =
            (0..15).map(|k| f64::from(k).mul_add(0.3, 0.0).exp() - 1.0).collect();
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
}
