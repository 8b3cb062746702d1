//! `audit_indicators.csv`: availability, age and shape of each scored indicator.

use crate::analyse::audit::{IndicatorAudit, IndicatorDoubt};
use crate::framework::Framework;
use crate::tables::text::{csv_text, number, words};

pub fn indicators(framework: &Framework, audits: &[IndicatorAudit]) -> String {
    let header = [
        "indicator",
        "n",
        "of",
        "imputed",
        "median_age",
        "older_than_five",
        "estimated",
        "treated",
        "skewness_before",
        "kurtosis_before",
        "skewness_after",
        "kurtosis_after",
        "skewness_of_scores",
        "kurtosis_of_scores",
        "doubts",
    ];
    let rows = audits.iter().map(|audit| {
        [
            framework.indicators[audit.indicator].code.clone(),
            audit.n.to_string(),
            audit.of.to_string(),
            audit.imputed.to_string(),
            number(audit.median_age),
            audit.older_than_five.to_string(),
            audit.estimated.to_string(),
            audit.treated.to_string(),
            number(audit.before.skewness),
            number(audit.before.kurtosis),
            number(audit.after.skewness),
            number(audit.after.kurtosis),
            number(audit.scores.skewness),
            number(audit.scores.kurtosis),
            words(audit.doubts.iter().map(|doubt| word(*doubt))),
        ]
    });
    csv_text(header, rows)
}

fn word(doubt: IndicatorDoubt) -> &'static str {
    match doubt {
        IndicatorDoubt::Sparse => "sparse",
        IndicatorDoubt::Old => "old",
        IndicatorDoubt::Modelled => "modelled",
        IndicatorDoubt::Outliers => "outliers",
        IndicatorDoubt::Constant => "constant",
    }
}
