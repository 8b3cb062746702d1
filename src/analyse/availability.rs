//! How much of the data is there, how old it is, and how much of it is modelled.

use crate::framework::Framework;
use crate::harmonise::Panel;

/// One indicator over all areas of the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorAvailability {
    pub indicator: usize,
    /// Areas with a value used.
    pub n: usize,
    /// Areas in all.
    pub of: usize,
    /// Earliest, median and latest year of the values used; `None` where n is 0.
    pub years: Option<(i32, f64, i32)>,
    /// Values more than five years old at the cut-off.
    pub older_than_five: usize,
    /// Modelled estimates among the values used.
    pub estimated: usize,
}

/// One area over all scored indicators.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaAvailability {
    pub area: usize,
    pub n: usize,
    pub of: usize,
    pub median_age: Option<f64>,
    pub older_than_five: usize,
    pub estimated: usize,
}

/// Counts per indicator (framework order) and per area (panel order), over scored indicators in all.
#[derive(Debug, Clone, PartialEq)]
pub struct Availability {
    pub indicators: Vec<IndicatorAvailability>,
    pub areas: Vec<AreaAvailability>,
    /// Values used by scored indicators, in all areas.
    pub used: usize,
    /// Of those: more than five years old; more than ten; modelled estimates.
    pub older_than_five: usize,
    pub older_than_ten: usize,
    pub estimated: usize,
    /// Cells that could hold a value: areas × scored indicators.
    pub possible: usize,
}

pub(super) fn count(framework: &Framework, panel: &Panel) -> Availability {
    let _ = (framework, panel);
    todo!()
}
