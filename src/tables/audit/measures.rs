//! `audit_measures.csv`: the index and its levels with each measure for comparison.

use crate::analyse::audit::Measure;
use crate::framework::Framework;
use crate::tables::text::{csv_text, number, words};

pub fn measures(framework: &Framework, measures: &[Measure]) -> String {
    let header = ["measure", "code", "n", "pearson", "spearman", "doubts"];
    let rows = measures.iter().flat_map(|measure| {
        measure.with.iter().enumerate().map(|(l, with)| {
            [
                framework.measures[measure.measure].code.clone(),
                framework.levels[l].code.clone(),
                with.n.to_string(),
                number(with.pearson),
                number(with.spearman),
                words(with.is_detour.then_some("detour")),
            ]
        })
    });
    csv_text(header, rows)
}
