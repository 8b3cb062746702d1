//! `treated.csv`: every value that treatment changed, before and after.

use super::text::{csv_text, number};
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::score::{Change, Scores};

/// One row per value changed; values on the scale of the indicator's transform.
pub fn treated(framework: &Framework, panel: &Panel, scores: &Scores) -> String {
    let header = ["ref_area", "indicator", "from", "to", "change"];
    let rows = scores.treated.iter().map(|t| {
        [
            panel.areas[t.area].clone(),
            framework.indicators[t.indicator].code.clone(),
            number(Some(t.from)),
            number(Some(t.to)),
            change(t.change),
        ]
    });
    csv_text(header, rows)
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
