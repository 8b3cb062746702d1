//! Progress from an earlier to a later period, only where the same indicators are seen in both.

use crate::framework::Framework;
use crate::harmonise::Panel;

/// One indicator of one area, seen in both periods.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorChange {
    pub area: usize,
    pub indicator: usize,
    pub from_year: i32,
    pub from_value: f64,
    pub from_score: f64,
    pub to_year: i32,
    pub to_value: f64,
    pub to_score: f64,
}

impl IndicatorChange {
    /// Points of score gained; negative where it fell.
    pub fn change(&self) -> f64 {
        self.to_score - self.from_score
    }
}

/// One level of one area over the indicators seen in both periods.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelChange {
    pub area: usize,
    pub level: usize,
    /// Share of the level's declared indicator weight seen in both periods.
    pub coverage: f64,
    /// (from, to) over the same indicators; `None` where the coverage is below the rule: not measurable.
    pub scores: Option<(f64, f64)>,
}

/// All measurable changes, by area, then indicator or focus area.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    pub indicators: Vec<IndicatorChange>,
    /// Every focus area of every State, measurable or not.
    pub levels: Vec<LevelChange>,
}

pub(super) fn measure(framework: &Framework, panel: &Panel) -> Option<Progress> {
    let _ = (framework, panel);
    None
}
