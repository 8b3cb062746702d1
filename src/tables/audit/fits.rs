//! `audit_fits.csv`: each scored indicator with each level.

use crate::analyse::audit::{Fit, FitDoubt, own_area};
use crate::framework::Framework;
use crate::tables::text::{csv_text, number, words};

/// A doubt stands in the row of the level it is about; `is_own` marks the indicator's focus area.
pub fn fits(framework: &Framework, fits: &[Fit]) -> String {
    let header = ["indicator", "level", "is_own", "n", "correlation", "doubts"];
    let rows = fits.iter().flat_map(|fit| {
        let own = own_area(framework, fit.indicator);
        fit.with.iter().enumerate().map(move |(l, with)| {
            let is_own = own == Some(l);
            [
                framework.indicators[fit.indicator].code.clone(),
                framework.levels[l].code.clone(),
                if is_own { "yes" } else { "no" }.to_owned(),
                with.map_or(String::new(), |(_, n)| n.to_string()),
                number(with.map(|(r, _)| r)),
                words(fit.doubts.iter().filter_map(|doubt| word(*doubt, l, is_own))),
            ]
        })
    });
    csv_text(header, rows)
}

/// The doubt's word, where it is about this level.
fn word(doubt: FitDoubt, level: usize, is_own: bool) -> Option<&'static str> {
    match doubt {
        FitDoubt::AgainstItsArea => is_own.then_some("against_its_area"),
        FitDoubt::ApartFromItsArea => is_own.then_some("apart_from_its_area"),
        FitDoubt::CloserTo(other) => (other == level).then_some("closer_than_its_own"),
    }
}
