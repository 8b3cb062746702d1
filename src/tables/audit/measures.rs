//! `audit_measures.csv`: the index and its levels with each measure for comparison.

use crate::analyse::audit::Measure;
use crate::framework::Framework;
use crate::tables::text::{csv_text, number, words};

pub fn measures(framework: &Framework, measures: &[Measure]) -> String {
    let header = ["measure", "direction", "code", "n", "pearson", "spearman", "doubts"];
    let rows = measures.iter().flat_map(|measure| {
        measure.with.iter().enumerate().map(|(l, with)| {
            let compared = &framework.measures[measure.measure];
            [
                compared.code.clone(),
                compared.direction.sign().to_string(),
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
