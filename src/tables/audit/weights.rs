//! `audit_weights.csv`: what weights declare, and how far the index follows what bears them.

use super::over::over;
use crate::analyse::audit::{Audit, InfluenceDoubt};
use crate::framework::Framework;
use crate::score::Child;
use crate::tables::scores;
use crate::tables::table::{Table, row};
use crate::tables::text::words;

row! {
    /// What weights declare, and how far the index follows what bears them.
    WeightAndInfluence in "audit_weights.csv" {
        /// `all`: over every area with scores; `ranked`: over those ranked alone, where not all are
        over: &'static str,
        /// Code of the indicator or level
        code: String,
        /// `indicator`, or what the level is
        kind: &'static str,
        /// Declared share among its siblings, 0–1
        declared: f64,
        /// Share in the index by the declared weights, 0–1
        effective: f64,
        /// What its weight promises of `share`
        promised: f64,
        /// Pearson correlation with the index
        correlation: Option<f64>,
        /// Its share in the sum of the correlations of its kind, 0–1
        share: Option<f64>,
        /// Doubts, as words
        doubts: String,
    }
}

/// One row per indicator and level that bears a weight.
pub fn weights(framework: &Framework, audit: &Audit) -> Table {
    let all = over(audit, |a| &a.influences, |l| &l.influences);
    Table::of(all.map(|(over, influence)| WeightAndInfluence {
        over,
        code: influence.child.code(framework).to_owned(),
        kind: match influence.child {
            Child::Indicator(_) => "indicator",
            Child::Level(l) => scores::level_kind(framework, l),
        },
        declared: influence.declared,
        effective: influence.effective,
        promised: influence.promised,
        correlation: influence.correlation,
        share: influence.share,
        doubts: words(influence.doubt.map(InfluenceDoubt::key)),
    }))
}
