//! What treatment of outliers did to one value.

use super::case::Case;
use super::told::Step;
use crate::framework::Treatment;
use crate::score::{Change, Treated};
use crate::words::{Say, said, say};

/// How many areas are named that a value was drawn in to.
const NAMED: usize = 3;

/// The step of a value that treatment changed.
pub(super) fn treated(case: &Case, area: usize, i: usize) -> Option<Step> {
    let Treated { from, to, change, .. } = *case.scores.treated(area, i)?;
    let column = &case.untreated[i];
    let low = column.iter().flatten().copied().fold(f64::INFINITY, f64::min);
    let high = column.iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
    let tongue = &case.tongue;
    let numbers = |more: &[(&'static str, f64)]| -> Vec<(&'static str, Say)> {
        let all = [&[("value", from), ("to", to), ("low", low)][..], more].concat();
        all.into_iter().map(|(name, x)| (name, Say::from(tongue.short(x)))).collect()
    };
    let ends = vec![("low", low), ("high", high)];
    Some(match change {
        Change::WinsorisedHigh | Change::WinsorisedLow => {
            let how = winsorised(case, i, (from, to));
            Step::new("winsorised", from, to, how, Vec::new())
        }
        Change::Logarithm => {
            let how = say!(tongue, "treated_logarithm", ..numbers(&[("high", high)]));
            Step::new("treated_logarithm", from, to, how, ends)
        }
        Change::BoxCox { lambda } => {
            let how = say!(tongue, "treated_box_cox", ..numbers(&[("lambda", lambda)]));
            Step::new("treated_box_cox", from, to, how, [ends, vec![("lambda", lambda)]].concat())
        }
    })
}

fn winsorised(case: &Case, i: usize, (from, to): (f64, f64)) -> String {
    let tongue = &case.tongue;
    let numbers = said![value = tongue.short(from), to = tongue.short(to)];
    if let Treatment::Percentiles(of) = &case.framework.indicators[i].treatment {
        let (share, key) =
            if to < from { (of.high, "above_quantile") } else { (of.low, "below_quantile") };
        return say!(tongue, key, ..numbers, share = tongue.full(share));
    }
    let column = case.untreated[i].iter().enumerate();
    let same: Vec<&str> = column
        .filter(|(_, v)| **v == Some(to))
        .map(|(a, _)| case.panel.areas[a].as_str())
        .collect();
    let (named, rest) = same.split_at(same.len().min(NAMED));
    let named = named.join(", ");
    let named = match rest.is_empty() {
        true => named,
        false => say!(tongue, "and_others", areas = named),
    };
    let key = if to < from { "far_above" } else { "far_below" };
    say!(tongue, key, ..numbers, areas = named)
}
