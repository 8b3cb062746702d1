//! `sexes.csv`: women and men side by side, where both are observed in the same year.

use super::table::{Table, row};
use crate::analyse::SexPair;
use crate::framework::Framework;
use crate::harmonise::Panel;

row! {
    /// Women and men side by side, where both are observed in the same year.
    BothSexes in "sexes.csv" {
        /// The area's code
        ref_area: String,
        /// The indicator's code
        indicator: String,
        /// The year of both
        year: i32,
        /// The figure of women
        women: f64,
        /// The figure of men
        men: f64,
        /// The score it would have
        women_score: f64,
        /// The score it would have
        men_score: f64,
        /// `published`, or `estimated` where either is
        status: &'static str,
    }
}

/// One row per area and indicator that has both.
pub fn sexes(framework: &Framework, panel: &Panel, pairs: &[SexPair]) -> Table {
    Table::of(pairs.iter().map(|p| BothSexes {
        ref_area: panel.areas[p.area].clone(),
        indicator: framework.indicators[p.indicator].code.clone(),
        year: p.year,
        women: p.women,
        men: p.men,
        women_score: p.women_score,
        men_score: p.men_score,
        status: if p.estimated { "estimated" } else { "published" },
    }))
}
