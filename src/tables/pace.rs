//! `pace.csv`: the pace of each indicator towards its goalpost.

use super::table::{Table, row};
use crate::analyse::Pace;
use crate::framework::Framework;
use crate::harmonise::Panel;

row! {
    /// The pace of each scored indicator with goalposts towards the one that scores highest, carried on in a
    /// straight line to the year that the framework names.
    Paced in "pace.csv" {
        /// The area's code
        ref_area: String,
        /// Code of the indicator
        indicator: String,
        /// `reached`, `on_course`, `too_slow`, `stagnating`, `going_back` or `too_little_data`
        verdict: &'static str,
        /// Share of the runs with that verdict, values drawn with their measurement error, 0–1
        share: f64,
        /// Whether a value at either end is modelled
        modelled: bool,
        /// Year of the earlier value
        from_year: Option<i32>,
        /// The earlier value
        from_value: Option<f64>,
        /// Year of the later value
        to_year: Option<i32>,
        /// The later value
        to_value: Option<f64>,
        /// Change a year, in the indicator's unit
        yearly: Option<f64>,
        /// Change a year that the goalpost would need
        needed: Option<f64>,
    }
}

/// One row per area and indicator.
pub fn pace(framework: &Framework, panel: &Panel, paces: &[Pace]) -> Table {
    Table::of(paces.iter().map(|pace| {
        let [from, to] = pace.ends.map_or([None; 2], |ends| ends.map(Some));
        Paced {
            ref_area: panel.areas[pace.area].clone(),
            indicator: framework.indicators[pace.indicator].code.clone(),
            verdict: pace.verdict.name(),
            share: pace.share,
            modelled: pace.modelled,
            from_year: from.map(|end| end.0),
            from_value: from.map(|end| end.1),
            to_year: to.map(|end| end.0),
            to_value: to.map(|end| end.1),
            yearly: pace.yearly,
            needed: pace.needed,
        }
    }))
}
