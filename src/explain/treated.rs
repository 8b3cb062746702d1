//! What treatment of outliers did to one value.

use super::case::Case;
use super::number::short;
use super::told::Step;
use crate::framework::Treatment;
use crate::score::{Change, Treated};

/// How many areas are named that a value was drawn in to.
const NAMED: usize = 3;

/// The step of a value that treatment changed.
pub(super) fn treated(case: &Case, area: usize, i: usize) -> Option<Step> {
    let Treated { from, to, change, .. } = *case.scores.treated(area, i)?;
    let column = &case.untreated[i];
    let low = column.iter().flatten().copied().fold(f64::INFINITY, f64::min);
    let high = column.iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
    let (x, y) = (short(from), short(to));
    let ends = vec![("low", low), ("high", high)];
    Some(match change {
        Change::WinsorisedHigh | Change::WinsorisedLow => {
            let how = winsorised(case, i, (from, to));
            Step::new("winsorised", from, to, how, Vec::new())
        }
        Change::Logarithm => {
            let (low, high) = (short(low), short(high));
            let how = format!(
                "outliers drawn in: ln({x} − {low} + 0.01 × ({high} − {low})) = {y}, with the lowest \
                 and the highest value there is"
            );
            Step::new("treated_logarithm", from, to, how, ends)
        }
        Change::BoxCox { lambda } => {
            let how = format!(
                "outliers drawn in: (({x} − {} + 1)^{} − 1) / {} = {y}, from the lowest value there is",
                short(low),
                short(lambda),
                short(lambda)
            );
            Step::new("treated_box_cox", from, to, how, [ends, vec![("lambda", lambda)]].concat())
        }
    })
}

fn winsorised(case: &Case, i: usize, (from, to): (f64, f64)) -> String {
    let (x, y) = (short(from), short(to));
    if let Treatment::Percentiles { low, high, .. } = case.framework.indicators[i].treatment {
        let (share, side) = if to < from { (high, "above") } else { (low, "below") };
        return format!("{x} lies {side} the quantile of {share}, and counts as it: {y}");
    }
    let column = case.untreated[i].iter().enumerate();
    let same: Vec<&str> = column
        .filter(|(_, v)| **v == Some(to))
        .map(|(a, _)| case.panel.areas[a].as_str())
        .collect();
    let (named, rest) = same.split_at(same.len().min(NAMED));
    let more = if rest.is_empty() { "" } else { " and others" };
    let (named, end) = (named.join(", "), if to < from { "highest" } else { "lowest" });
    format!("{x} lies far out, and counts as the {end} value that doesn’t: {y} ({named}{more})")
}
