//! The values of an indicator that count, of some areas.

use crate::harmonise::Panel;

/// Each area that has one, with it; imputed values are none.
pub fn observed_values(panel: &Panel, indicator: usize, areas: &[usize]) -> Vec<(usize, f64)> {
    let value = |&area: &usize| Some((area, panel.used(area, indicator)?.point.value));
    areas.iter().filter_map(value).collect()
}
