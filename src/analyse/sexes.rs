//! Women and men side by side, on the goalposts of the indicator.

use crate::framework::Framework;
use crate::harmonise::Panel;

/// One indicator for one area, for the latest year in which both sexes are observed.
#[derive(Debug, Clone, PartialEq)]
pub struct SexPair {
    /// Position in the panel's areas.
    pub area: usize,
    /// Position in the framework's indicators.
    pub indicator: usize,
    pub year: i32,
    pub women: f64,
    pub men: f64,
    /// 0–100 on the same goalposts.
    pub women_score: f64,
    pub men_score: f64,
    /// Whether either figure is a modelled estimate.
    pub estimated: bool,
}

pub(super) fn side_by_side(framework: &Framework, panel: &Panel) -> Vec<SexPair> {
    let _ = (framework, panel);
    Vec::new()
}
