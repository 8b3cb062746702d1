//! `audit_weights.csv`: what weights declare, and how far the index follows what bears them.

use crate::analyse::audit::{Influence, InfluenceDoubt};
use crate::framework::Framework;
use crate::score::Child;
use crate::tables::scores;
use crate::tables::text::{csv_text, number, words};

/// Weights and shares from 0 to 1; `share` is held against `promised`.
pub fn weights(framework: &Framework, influences: &[Influence]) -> String {
    let header =
        ["code", "kind", "declared", "effective", "promised", "correlation", "share", "doubts"];
    let rows = influences.iter().map(|influence| {
        let kind = match influence.child {
            Child::Indicator(_) => "indicator",
            Child::Level(l) => scores::level_kind(framework, l),
        };
        [
            influence.child.code(framework).to_owned(),
            kind.to_owned(),
            number(Some(influence.declared)),
            number(Some(influence.effective)),
            number(Some(influence.promised)),
            number(influence.correlation),
            number(influence.share),
            words(influence.doubt.map(word)),
        ]
    });
    csv_text(header, rows)
}

/// The doubt as a word that stays, for tables and data.
pub(crate) fn word(doubt: InfluenceDoubt) -> &'static str {
    match doubt {
        InfluenceDoubt::Silent => "silent",
        InfluenceDoubt::Loud => "loud",
        InfluenceDoubt::Reversed => "reversed",
    }
}
