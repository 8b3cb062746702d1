//! Scores of 0 or below under a mean that takes logarithms or reciprocals: the keys `floor` and `on_zero`.

use serde::Serialize;

use crate::framework::chosen::{Keys, Kind, Takes};

/// (score, weight) of what an area has below a level.
pub type Present = [(f64, f64)];

/// What becomes of a score that a mean has no value for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Low {
    /// It stops the run.
    Refused,
    /// The area is left without the level's score.
    Excluded,
    /// It counts as this, as do all below.
    Raised(f64),
}

const ON_ZERO: [&str; 2] = ["error", "exclude"];

pub(super) const FLOOR: Takes =
    Takes { key: "floor", kind: Kind::Number, doc: "Scores below count as it." };
pub(super) const AT_ZERO: Takes = Takes {
    key: "on_zero",
    kind: Kind::Words(&ON_ZERO),
    doc: "Whether a score that the mean has no value for (0 or below) is an error (where absent), or its area is \
          left without the level's score and listed in excluded.csv.",
};

impl Low {
    pub(super) fn read(keys: &mut Keys, mean: &str) -> Self {
        let excludes = keys.word("on_zero", &ON_ZERO) == Some("exclude");
        let Some(floor) = keys.number("floor") else {
            return if excludes { Low::Excluded } else { Low::Refused };
        };
        if !(f64::MIN_POSITIVE..f64::INFINITY).contains(&floor) {
            let message =
                format!("floor of a {mean} mean must be above 0 and finite (found {floor})");
            keys.wrong("floor", message);
        }
        if keys.is_given("on_zero") {
            let message = format!("a {mean} mean with a `floor` meets no score of 0");
            keys.refuse("on_zero", message, "leave out `on_zero` or `floor`");
        }
        Low::Raised(floor)
    }

    pub fn floor(self) -> Option<f64> {
        match self {
            Low::Raised(floor) => Some(floor),
            Low::Refused | Low::Excluded => None,
        }
    }

    pub(super) fn raise(self, present: &mut Present) {
        if let Low::Raised(floor) = self {
            present.iter_mut().for_each(|(score, _)| *score = score.max(floor));
        }
    }

    pub(super) fn raised(self, score: f64) -> f64 {
        self.floor().map_or(score, |floor| score.max(floor))
    }
}
