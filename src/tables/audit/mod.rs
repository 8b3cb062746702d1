//! `audit_*.csv`: the audit of an edition, one file per question; doubts as stable words.

mod components;
mod correlations;
mod fits;
mod indicators;
mod left_out;
mod measures;
mod over;
mod weights;

use crate::analyse::Audit;
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::tables::table::{Declared, Table};

/// The tables of the audit; that of measures only where there are any.
pub fn audit(framework: &Framework, panel: &Panel, audit: &Audit) -> Vec<Table> {
    let mut tables = vec![
        indicators::indicators(framework, &audit.indicators),
        correlations::correlations(framework, audit),
        fits::fits(framework, audit),
        components::components(framework, audit),
        weights::weights(framework, audit),
        left_out::left_out(framework, panel, audit),
    ];
    if !audit.measures.is_empty() {
        tables.push(measures::measures(framework, audit));
    }
    tables
}

/// What these tables hold.
pub(super) fn declared() -> [Declared; 7] {
    [
        Declared::of::<indicators::Availability>(),
        Declared::of::<correlations::Correlation>(),
        Declared::of::<fits::WithLevel>(),
        Declared::of::<components::Loading>(),
        Declared::of::<weights::WeightAndInfluence>(),
        Declared::of::<left_out::Without>(),
        Declared::of::<measures::WithMeasure>(),
    ]
}
