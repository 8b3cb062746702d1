//! `treated.csv`: every value that treatment changed, before and after.

use super::table::{Table, row};
use super::text::number;
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::score::{Change, Scores};

row! {
    /// Every value that treatment changed, on the scale of the indicator's transform.
    TreatedValue in "treated.csv" {
        /// The area's code
        ref_area: String,
        /// The indicator's code
        indicator: String,
        /// The value before
        from: f64,
        /// The value after
        to: f64,
        /// What was done
        change: String,
    }
}

/// One row per value changed.
pub fn treated(framework: &Framework, panel: &Panel, scores: &Scores) -> Table {
    Table::of(scores.treated.iter().map(|t| TreatedValue {
        ref_area: panel.areas[t.area].clone(),
        indicator: framework.indicators[t.indicator].code.clone(),
        from: t.from,
        to: t.to,
        change: change(t.change),
    }))
}

/// What was done to a value, in a word.
pub(super) fn change(change: Change) -> String {
    match change {
        Change::WinsorisedHigh => "winsorised_high".to_owned(),
        Change::WinsorisedLow => "winsorised_low".to_owned(),
        Change::Logarithm => "logarithm".to_owned(),
        Change::BoxCox { lambda } => format!("box_cox, lambda {}", number(Some(lambda))),
    }
}
