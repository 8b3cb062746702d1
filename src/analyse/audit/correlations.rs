//! How the scores of indicators go together: in pairs, and with the levels.

use super::columns::ScoreColumns;
use super::findings::{ENOUGH_AREAS, Fit, FitDoubt, Pair, PairDoubt, REDUNDANT};
use crate::framework::Framework;
use crate::statistics::pearson;

/// Which side of zero a correlation over n areas is on, or `None` where chance alone would give it
/// once in twenty: |atanh r|·√(n − 3) < 1.96, Fisher's z interval.
///
/// Fisher's z and not the t test: it needs no table of quantiles, holds for any r, and differs by
/// less than 0.01 in r from ten areas on.
pub fn side_of_zero(correlation: f64, n: usize) -> Option<Side> {
    const NORMAL_QUANTILE: f64 = 1.959_963_984_540_054;
    let z = correlation.clamp(-1.0, 1.0).atanh() * (n.saturating_sub(3) as f64).sqrt();
    match z {
        z if z >= NORMAL_QUANTILE => Some(Side::Above),
        z if z <= -NORMAL_QUANTILE => Some(Side::Below),
        _ => None,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Below,
    Above,
}

/// `method` over the rows where both columns have a value, with their number.
pub(super) fn over_both(
    first: &[Option<f64>],
    second: &[Option<f64>],
    method: impl Fn(&[(f64, f64)]) -> Option<f64>,
) -> (Option<f64>, usize) {
    let both: Vec<(f64, f64)> = first.iter().zip(second).filter_map(|(x, y)| x.zip(*y)).collect();
    let value = if both.len() < ENOUGH_AREAS { None } else { method(&both) };
    (value, both.len())
}

/// Every pair of scored indicators whose scores vary in at least [`ENOUGH_AREAS`] common areas.
pub(super) fn pairs(framework: &Framework, columns: &ScoreColumns) -> Vec<Pair> {
    let scored: Vec<usize> = framework.scored().collect();
    let mut pairs = Vec::new();
    for (k, &first) in scored.iter().enumerate() {
        for &second in &scored[k + 1..] {
            let (a, b) = (&columns.indicators[first], &columns.indicators[second]);
            let (Some(correlation), n) = over_both(a, b, pearson) else { continue };
            let own = super::columns::own_area(framework, first);
            let within = own.filter(|_| own == super::columns::own_area(framework, second));
            let doubt = pair_doubt(correlation, n, within.is_some());
            pairs.push(Pair { first, second, n, correlation, within, doubt });
        }
    }
    pairs
}

fn pair_doubt(correlation: f64, n: usize, is_within: bool) -> Option<PairDoubt> {
    if correlation > REDUNDANT {
        return Some(PairDoubt::Redundant);
    }
    match side_of_zero(correlation, n) {
        _ if !is_within => None,
        None => Some(PairDoubt::NearZero),
        Some(Side::Below) => Some(PairDoubt::Negative),
        Some(Side::Above) => None,
    }
}

/// How each scored indicator goes with every level.
pub(super) fn fits(framework: &Framework, columns: &ScoreColumns) -> Vec<Fit> {
    let fit = |indicator: usize| {
        let with: Vec<Option<(f64, usize)>> = columns
            .levels
            .iter()
            .map(|level| {
                let (r, n) = over_both(&columns.indicators[indicator], level, pearson);
                r.map(|r| (r, n))
            })
            .collect();
        let doubts = fit_doubts(framework, indicator, &with);
        Fit { indicator, with, doubts }
    };
    framework.scored().map(fit).collect()
}

fn fit_doubts(
    framework: &Framework,
    indicator: usize,
    with: &[Option<(f64, usize)>],
) -> Vec<FitDoubt> {
    let own_area = super::columns::own_area(framework, indicator);
    let Some((own, (r, n))) = own_area.and_then(|own| Some((own, with[own]?))) else {
        return Vec::new();
    };
    let own_doubt = match side_of_zero(r, n) {
        Some(Side::Below) => Some(FitDoubt::AgainstItsArea),
        None => Some(FitDoubt::ApartFromItsArea),
        Some(Side::Above) => None,
    };
    let others = framework.focus_areas().filter(|&l| l != own);
    let closest = others
        .filter_map(|l| Some((with[l]?.0, l)))
        .filter(|(other, _)| *other > r)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    own_doubt.into_iter().chain(closest.map(|(_, l)| FitDoubt::CloserTo(l))).collect()
}
