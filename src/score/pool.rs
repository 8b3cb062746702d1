//! The values that an indicator's scale is fitted on: of one year, or of all.

use crate::framework::{Attempt, Indicator, NoScale, Pool};

use super::transform::{FLOOR, rescale};

/// The values used and those of all years. A value used may lie outside these (one read off
/// between two years); one that lies within is among them already.
pub(super) fn pool(
    indicator: &Indicator,
    sign: f64,
    used: &[Option<f64>],
    history: &[f64],
) -> Attempt<Pool> {
    let earlier = |x: &f64| {
        let problem = |problem| NoScale {
            message: format!("in one of the years, {problem}"),
            hint: FLOOR,
            value: None,
        };
        rescale(indicator, *x).map(|x| sign * x).map_err(problem)
    };
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for end in history.first().into_iter().chain(history.last()) {
        let end = earlier(end)?;
        (low, high) = (low.min(end), high.max(end));
    }
    let new = used.iter().flatten().map(|x| sign * x).filter(|x| !(low..=high).contains(x));
    let (n, min, max) = new
        .clone()
        .fold((history.len(), low, high), |(n, low, high), x| (n + 1, low.min(x), high.max(x)));
    let mut values = Vec::new();
    if indicator.normalisation.method.looks_at_all() {
        values.reserve_exact(n);
        for x in history {
            values.push(earlier(x)?);
        }
        values.extend(new);
    }
    Ok(Pool { n, min, max, values })
}
