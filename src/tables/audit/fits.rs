//! `audit_fits.csv`: each scored indicator with each level.

use super::over::over;
use crate::analyse::audit::{Audit, FitDoubt, own_area};
use crate::framework::Framework;
use crate::tables::table::{Table, row};
use crate::tables::text::words;

row! {
    /// Each scored indicator with each level: the correlation of their scores (Pearson).
    WithLevel in "audit_fits.csv" {
        /// `all`: over every area with scores; `ranked`: over those ranked alone, where not all are
        over: &'static str,
        /// Code of the indicator
        indicator: String,
        /// Code of the level
        level: String,
        /// Whether it is the indicator's own focus area
        is_own: bool,
        /// Areas that have both
        n: Option<usize>,
        /// The correlation
        correlation: Option<f64>,
        /// Doubts about this level, as words
        doubts: String,
    }
}

/// One row per indicator and level.
pub fn fits(framework: &Framework, audit: &Audit) -> Table {
    let all = over(audit, |a| &a.fits, |l| &l.fits);
    Table::of(all.flat_map(|(over, fit)| {
        let own = own_area(framework, fit.indicator);
        fit.with.iter().enumerate().map(move |(l, with)| {
            let is_own = own == Some(l);
            WithLevel {
                over,
                indicator: framework.indicators[fit.indicator].code.clone(),
                level: framework.levels[l].code.clone(),
                is_own,
                n: with.map(|(_, n)| n),
                correlation: with.map(|(r, _)| r),
                doubts: words(fit.doubts.iter().filter_map(|doubt| word(*doubt, l, is_own))),
            }
        })
    }))
}

/// The doubt's word, where it is about this level.
fn word(doubt: FitDoubt, level: usize, is_own: bool) -> Option<&'static str> {
    let is_here = match doubt {
        FitDoubt::AgainstItsArea | FitDoubt::ApartFromItsArea => is_own,
        FitDoubt::CloserTo(other) => other == level,
    };
    is_here.then_some(doubt.key())
}
