//! The rule of skewness and kurtosis: whether a column has outliers to treat.

use serde::Serialize;

use crate::framework::chosen::{Keys, Kind, Takes};
use crate::statistics::{excess_kurtosis, skewness};

/// |Skewness| and excess kurtosis that a column reaches together where a few values lie far out
/// (OECD/JRC *Handbook* practice), unless a framework says otherwise.
pub const FAR_OUT: [f64; 2] = [2.0, 3.5];

/// Whether outliers are treated by the rule, or without asking it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum When {
    /// Only where |skewness| and excess kurtosis both reach these.
    Rule {
        skewness: f64,
        kurtosis: f64,
    },
    Always,
}

const WORDS: [&str; 2] = ["rule", "always"];

pub(super) const WHEN: Takes = Takes {
    key: "when",
    kind: Kind::Words(&WORDS),
    doc: "By the rule of skewness and kurtosis (where absent), or always.",
};
pub(super) const SKEWNESS: Takes = Takes {
    key: "skewness",
    kind: Kind::Number,
    doc: "The rule: outliers where |skewness| is this or more (2) …",
};
pub(super) const KURTOSIS: Takes = Takes {
    key: "kurtosis",
    kind: Kind::Number,
    doc: "… and excess kurtosis is this or more (3.5).",
};

impl When {
    pub(super) fn read(keys: &mut Keys) -> Self {
        let is_always = keys.word("when", &WORDS) == Some("always");
        let [skewness, kurtosis] = ["skewness", "kurtosis"].map(|key| {
            if is_always {
                keys.left_out(key, "`when = \"always\"`");
            }
            keys.finite(key)
        });
        match is_always {
            true => When::Always,
            false => When::Rule {
                skewness: skewness.unwrap_or(FAR_OUT[0]),
                kurtosis: kurtosis.unwrap_or(FAR_OUT[1]),
            },
        }
    }

    /// Whether a column has no outliers to treat: |skewness| below its limit or excess kurtosis below
    /// its own. What has no skewness passes; a column that is treated in any case never does.
    pub(super) fn passes(&self, values: &[f64]) -> bool {
        let When::Rule { skewness: limit, kurtosis } = self else { return false };
        let is_symmetric = skewness(values).is_none_or(|skewness| skewness.abs() < *limit);
        is_symmetric || excess_kurtosis(values).is_some_and(|found| found < *kurtosis)
    }

    /// The rule as COINr takes it.
    pub fn in_r(&self) -> String {
        let When::Rule { skewness, kurtosis } = self else { return String::new() };
        format!("skew_thresh = {skewness}, kurt_thresh = {kurtosis}")
    }
}
