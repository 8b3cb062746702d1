//! Categories: the share of ascending thresholds that a value reaches.

use serde::Serialize;

use super::method::{ENDS, Fit, Normalise, OnSheet, SCALE, Sentence, Told};
use super::scale::{Attempt, Pool, Scale};
use crate::framework::chosen::{Chosen, Keys, Kind, Takes};

/// Ascending thresholds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Categories {
    pub thresholds: Vec<f64>,
}

impl Categories {
    fn told(&self) -> (&'static str, Told) {
        ("thresholds", Told::Numbers(self.thresholds.clone()))
    }
}

impl Chosen for Categories {
    const WORD: &'static str = "categories";
    const TAKES: &'static [Takes] = &[
        SCALE,
        Takes {
            key: "thresholds",
            kind: Kind::Numbers,
            doc: "Ascending; each reached is a step up.",
        },
    ];

    fn read(keys: &mut Keys) -> Self {
        let found = keys.numbers("thresholds");
        let thresholds = keys.needed("thresholds", found, "[10, 20, 50]");
        if thresholds.as_ref().is_some_and(|them| them.is_empty() || !ascend(them)) {
            let message = "thresholds must be one or more numbers, each above the one before";
            keys.wrong("thresholds", message.to_owned());
        }
        Categories { thresholds: thresholds.unwrap_or_default() }
    }
}

fn ascend(thresholds: &[f64]) -> bool {
    thresholds.iter().all(|t| t.is_finite()) && thresholds.is_sorted_by(|a, b| a < b)
}

impl Normalise for Categories {
    fn fit(&self, _: Pool, of: &Fit) -> Attempt<Scale> {
        let thresholds = self.thresholds.iter().map(|t| of.fixed(*t));
        let mut thresholds = thresholds.collect::<Attempt<Vec<f64>>>()?;
        thresholds.sort_by(f64::total_cmp);
        Ok(Scale::Steps { thresholds })
    }

    fn set_beforehand(&self) -> bool {
        true
    }

    fn stands_on_values(&self) -> Option<&'static str> {
        Some("thresholds")
    }

    fn in_short(&self) -> Sentence {
        Sentence::holding([self.told()])
    }

    fn on_sheet(&self, _: OnSheet) -> Sentence {
        Sentence::holding(ENDS.into_iter().chain([self.told()]))
    }
}
