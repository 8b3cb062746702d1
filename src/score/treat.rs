//! Outliers drawn in: winsorised, or the whole column on another scale.

use crate::fault::{Fault, Faults, Result};
use crate::framework::{Change, Framework, treat};
use crate::model::Column;

/// One value that treatment changed, on the scale of the indicator's transform.
#[derive(Debug, Clone, PartialEq)]
pub struct Treated {
    pub area: usize,
    pub indicator: usize,
    pub from: f64,
    pub to: f64,
    pub change: Change,
}

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
        if !of.treatment.changes_values() {
            continue;
        }
        let mut present = Vec::with_capacity(column.len());
        present.extend(column.iter().flatten());
        let (after, changes) = treat(&present, &*of.treatment);
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
