//! `audit_indicators.csv`: availability, age and shape of each scored indicator.

use crate::analyse::audit::IndicatorAudit;
use crate::framework::Framework;
use crate::tables::table::{Table, row};
use crate::tables::text::words;

row! {
    /// Availability, age and shape of each scored indicator.
    Availability in "audit_indicators.csv" {
        /// Code of the indicator
        indicator: String,
        /// Areas with a value observed
        n: usize,
        /// All areas
        of: usize,
        /// Values imputed
        imputed: usize,
        /// Median age of the values used, in years before the cut-off
        median_age: Option<f64>,
        /// Values over five years old
        older_than_five: usize,
        /// Values that their publisher estimated
        estimated: usize,
        /// Values that treatment changed
        treated: usize,
        /// Skewness of the values on the scale of the transform, before treatment
        skewness_before: Option<f64>,
        /// Their excess kurtosis
        kurtosis_before: Option<f64>,
        /// Skewness after treatment
        skewness_after: Option<f64>,
        /// Excess kurtosis after treatment
        kurtosis_after: Option<f64>,
        /// Skewness of the scores
        skewness_of_scores: Option<f64>,
        /// Their excess kurtosis
        kurtosis_of_scores: Option<f64>,
        /// Doubts, as words
        doubts: String,
    }
}

/// One row per scored indicator.
pub fn indicators(framework: &Framework, audits: &[IndicatorAudit]) -> Table {
    Table::of(audits.iter().map(|audit| Availability {
        indicator: framework.indicators[audit.indicator].code.clone(),
        n: audit.n,
        of: audit.of,
        imputed: audit.imputed,
        median_age: audit.median_age,
        older_than_five: audit.older_than_five,
        estimated: audit.estimated,
        treated: audit.treated,
        skewness_before: audit.before.skewness,
        kurtosis_before: audit.before.kurtosis,
        skewness_after: audit.after.skewness,
        kurtosis_after: audit.after.kurtosis,
        skewness_of_scores: audit.scores.skewness,
        kurtosis_of_scores: audit.scores.kurtosis,
        doubts: words(audit.doubts.iter().map(|doubt| doubt.key())),
    }))
}
