//! `progress.csv`: changes of indicators and focus areas between the two periods of the framework.

use super::table::{Table, row};
use crate::analyse::Progress;
use crate::framework::Framework;
use crate::harmonise::Panel;

row! {
    /// Changes of levels, then of indicators, between the two periods that the framework compares.
    Changed in "progress.csv" {
        /// The area's code
        ref_area: String,
        /// Code of the level or the indicator
        code: String,
        /// Year of the value in the first period, of an indicator
        from_year: Option<i32>,
        /// That value
        from_value: Option<f64>,
        /// Its score
        from_score: Option<f64>,
        /// Year of the value in the second period, of an indicator
        to_year: Option<i32>,
        /// That value
        to_value: Option<f64>,
        /// Its score
        to_score: Option<f64>,
        /// Change of the score
        change: Option<f64>,
        /// Share of the weight of the level's counted indicators that both periods have, 0–1
        coverage: Option<f64>,
        /// Share of that weight of which a value at either end is modelled, 0–1; of an indicator 1 or 0
        modelled: f64,
        /// `measured`; `one_way` of an indicator that nearly all States moved alike on, so that no level
        /// counts it; or `not_measurable` where too little of the weight is in both periods
        status: &'static str,
    }
}

/// One row per area and level, then per area and indicator.
pub fn progress(framework: &Framework, panel: &Panel, progress: &Progress) -> Table {
    let indicators = progress.indicators.iter().map(|c| Changed {
        ref_area: panel.areas[c.area].clone(),
        code: framework.indicators[c.indicator].code.clone(),
        from_year: Some(c.from_year),
        from_value: Some(c.from_value),
        from_score: Some(c.from_score),
        to_year: Some(c.to_year),
        to_value: Some(c.to_value),
        to_score: Some(c.to_score),
        change: Some(c.change()),
        coverage: None,
        modelled: f64::from(u8::from(c.estimated)),
        status: if progress.one_way.contains(&c.indicator) { "one_way" } else { "measured" },
    });
    let levels = progress.levels.iter().map(|c| Changed {
        ref_area: panel.areas[c.area].clone(),
        code: framework.levels[c.level].code.clone(),
        from_year: None,
        from_value: None,
        from_score: c.scores.map(|s| s.0),
        to_year: None,
        to_value: None,
        to_score: c.scores.map(|s| s.1),
        change: c.scores.map(|s| s.1 - s.0),
        coverage: Some(c.coverage),
        modelled: c.modelled,
        status: if c.scores.is_some() { "measured" } else { "not_measurable" },
    });
    Table::of(levels.chain(indicators))
}
