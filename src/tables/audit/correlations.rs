//! `audit_correlations.csv`: every pair of scored indicators.

use crate::analyse::audit::{Pair, PairDoubt};
use crate::framework::Framework;
use crate::tables::text::{csv_text, number, words};

/// `within`: the focus area of both, empty across areas.
pub fn correlations(framework: &Framework, pairs: &[Pair]) -> String {
    let header = ["first", "second", "within", "n", "correlation", "doubts"];
    let rows = pairs.iter().map(|pair| {
        [
            framework.indicators[pair.first].code.clone(),
            framework.indicators[pair.second].code.clone(),
            pair.within.map_or(String::new(), |l| framework.levels[l].code.clone()),
            pair.n.to_string(),
            number(Some(pair.correlation)),
            words(pair.doubt.map(word)),
        ]
    });
    csv_text(header, rows)
}

/// The doubt as a word that stays, for tables and data.
pub(crate) fn word(doubt: PairDoubt) -> &'static str {
    match doubt {
        PairDoubt::Negative => "negative",
        PairDoubt::NearZero => "near_zero",
        PairDoubt::Redundant => "redundant",
    }
}
