//! The values of an indicator that count, of some areas.

use crate::harmonise::Panel;
use crate::statistics::median;

/// Each area that has one, with it; imputed values are none.
pub fn observed_values(panel: &Panel, indicator: usize, areas: &[usize]) -> Vec<(usize, f64)> {
    let value = |&area: &usize| Some((area, panel.used(area, indicator)?.point.value));
    areas.iter().filter_map(value).collect()
}

/// Their median; none of no values.
pub fn observed_median(panel: &Panel, indicator: usize, areas: &[usize]) -> Option<f64> {
    let known = observed_values(panel, indicator, areas).into_iter();
    median(&known.map(|(_, value)| value).collect::<Vec<_>>())
}
