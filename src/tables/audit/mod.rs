//! `audit_*.csv`: the audit of an edition, one file per question; doubts as stable words.

mod components;
mod correlations;
mod fits;
mod indicators;
mod left_out;
mod measures;
mod weights;

pub(crate) use correlations::word as pair_word;
pub(crate) use weights::word as influence_word;

use crate::analyse::Audit;
use crate::framework::Framework;
use crate::harmonise::Panel;

/// The tables of the audit, by file name; that of measures only where there are any.
pub fn audit(framework: &Framework, panel: &Panel, audit: &Audit) -> Vec<(&'static str, String)> {
    let mut tables = vec![
        ("audit_indicators.csv", indicators::indicators(framework, &audit.indicators)),
        ("audit_correlations.csv", correlations::correlations(framework, &audit.pairs)),
        ("audit_fits.csv", fits::fits(framework, &audit.fits)),
        ("audit_components.csv", components::components(framework, &audit.coherence)),
        ("audit_weights.csv", weights::weights(framework, &audit.influences)),
        ("audit_left_out.csv", left_out::left_out(framework, panel, audit)),
    ];
    if !audit.measures.is_empty() {
        tables.push(("audit_measures.csv", measures::measures(framework, &audit.measures)));
    }
    tables
}
