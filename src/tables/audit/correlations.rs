//! `audit_correlations.csv`: every pair of scored indicators.

use super::over::over;
use crate::analyse::audit::{Audit, PairDoubt};
use crate::framework::Framework;
use crate::tables::table::{Table, row};
use crate::tables::text::words;

row! {
    /// Every pair of scored indicators: the correlation of their scores (Pearson).
    Correlation in "audit_correlations.csv" {
        /// `all`: over every area with scores; `ranked`: over those ranked alone, where not all are
        over: &'static str,
        /// Code of the one indicator
        first: String,
        /// Code of the other
        second: String,
        /// The focus area of both; empty across focus areas
        within: Option<String>,
        /// Areas that have both
        n: usize,
        /// The correlation
        correlation: f64,
        /// Doubts, as words
        doubts: String,
    }
}

/// One row per pair.
pub fn correlations(framework: &Framework, audit: &Audit) -> Table {
    let all = over(audit, |a| &a.pairs, |l| &l.pairs);
    Table::of(all.map(|(over, pair)| Correlation {
        over,
        first: framework.indicators[pair.first].code.clone(),
        second: framework.indicators[pair.second].code.clone(),
        within: pair.within.map(|l| framework.levels[l].code.clone()),
        n: pair.n,
        correlation: pair.correlation,
        doubts: words(pair.doubt.map(PairDoubt::key)),
    }))
}
