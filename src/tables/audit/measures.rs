//! `audit_measures.csv`: the index and its levels with each measure for comparison.

use super::over::over;
use crate::analyse::audit::Audit;
use crate::framework::Framework;
use crate::tables::table::{Table, row};
use crate::tables::text::words;

row! {
    /// The index and its levels with each measure that the framework declares for comparison.
    WithMeasure in "audit_measures.csv" {
        /// `all`: over every area with scores; `ranked`: over those ranked alone, where not all are
        over: &'static str,
        /// Code of the measure
        measure: String,
        /// 1 where more of it is better, -1 where less is
        direction: i32,
        /// Code of the level
        code: String,
        /// Areas that have both
        n: usize,
        /// Pearson correlation; with the logarithm, where the measure is the framework's income
        pearson: Option<f64>,
        /// Spearman correlation
        spearman: Option<f64>,
        /// Doubts, as words
        doubts: String,
    }
}

/// One row per measure and level.
pub fn measures(framework: &Framework, audit: &Audit) -> Table {
    let all = over(audit, |a| &a.measures, |l| &l.measures);
    Table::of(all.flat_map(|(over, measure)| {
        let compared = &framework.measures[measure.measure];
        measure.with.iter().enumerate().map(move |(l, with)| WithMeasure {
            over,
            measure: compared.code.clone(),
            direction: compared.direction.sign() as i32,
            code: framework.levels[l].code.clone(),
            n: with.n,
            pearson: with.pearson,
            spearman: with.spearman,
            doubts: words(with.is_detour.then_some("detour")),
        })
    }))
}
