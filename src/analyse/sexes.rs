//! Women and men side by side, on the goalposts of the indicator.

use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::model::ObsStatus;
use crate::score::indicator_score;

/// Fewer States than this say nothing of women and men in the world: no median, no count, no panel
/// of a figure over fewer.
pub const ENOUGH_STATES: usize = 20;

/// One indicator for one area, for the latest year in which both sexes are published.
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

/// Every pair of the edition, by area, then indicator.
pub(super) fn side_by_side(framework: &Framework, panel: &Panel) -> Vec<SexPair> {
    let mut pairs = Vec::new();
    for area in 0..panel.areas.len() {
        for (i, indicator) in framework.indicators.iter().enumerate() {
            let Some((women, men)) = panel.used_by_sex(area, i) else { continue };
            let scores =
                (indicator_score(indicator, women.value), indicator_score(indicator, men.value));
            let (Ok(women_score), Ok(men_score)) = scores else { continue };
            pairs.push(SexPair {
                area,
                indicator: i,
                year: women.year,
                women: women.value,
                men: men.value,
                women_score,
                men_score,
                estimated: [women, men].iter().any(|p| p.status == ObsStatus::Estimated),
            });
        }
    }
    pairs
}
