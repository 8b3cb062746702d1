//! z-score: (x − mean) / sample deviation, set to a mean and a deviation.

use serde::Serialize;

use super::method::{Fit, Normalise, OVER, OnSheet, Reach, Sentence, Told};
use super::scale::{Attempt, OTHER, Pool, Scale, refuse};
use crate::framework::chosen::{Chosen, Keys, Kind, Takes};
use crate::statistics::{deviation, mean};

/// The mean and the deviation of the scores.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ZScore {
    pub mean: f64,
    pub deviation: f64,
}

impl Chosen for ZScore {
    const WORD: &'static str = "z_score";
    const TAKES: &'static [Takes] = &[
        OVER,
        Takes { key: "mean", kind: Kind::Number, doc: "The mean of the scores (0)." },
        Takes { key: "deviation", kind: Kind::Number, doc: "The deviation of the scores (1)." },
    ];

    fn read(keys: &mut Keys) -> Self {
        let mean = keys.finite("mean").unwrap_or(0.0);
        let deviation = keys.number("deviation").unwrap_or(1.0);
        if !(deviation > 0.0 && deviation.is_finite()) {
            let message = format!("deviation must be a finite number above 0 (found {deviation})");
            keys.wrong("deviation", message);
        }
        ZScore { mean, deviation }
    }
}

impl Normalise for ZScore {
    fn fit(&self, pool: Pool, of: &Fit) -> Attempt<Scale> {
        let fitted = mean(&pool.values).zip(deviation(&pool.values));
        match fitted.filter(|_| pool.min != pool.max) {
            Some((mean, deviation)) => {
                Ok(Scale::ZScore { mean, deviation, to: (self.mean, self.deviation) })
            }
            None => {
                let told = pool.all_alike(of.sign(), "it has no z-score", "they have no z-score");
                refuse(told, OTHER)
            }
        }
    }

    fn reach(&self) -> Reach {
        Reach::Free
    }

    fn looks_at_all(&self) -> bool {
        true
    }

    fn in_method(&self) -> Sentence {
        let to = [("mean", Told::Number(self.mean)), ("deviation", Told::Number(self.deviation))];
        Sentence::holding(to)
    }

    fn formula(&self, _: [f64; 2]) -> Option<&'static str> {
        Some("z_score")
    }

    fn on_sheet(&self, of: OnSheet) -> Sentence {
        match of.is_plain {
            true => {
                Sentence::of("z_score_of", [("mean", Told::Mean), ("deviation", Told::Deviation)])
            }
            false => Sentence::default(),
        }
    }

    fn coinr(&self) -> Option<&'static str> {
        Some("n_zscore")
    }
}
