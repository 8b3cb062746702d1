//! What a method of normalisation is: the keys it takes, its scale, and what a sentence on it holds.

use super::scale::{Attempt, NoScale, Pool, Scale};
use crate::framework::chosen::{Kind, Takes};
use crate::framework::methods::Direction;
use crate::framework::transform::{Transform, rescaled};

/// Words of `over`.
pub(crate) const YEARS: [&str; 2] = ["one_year", "all_years"];
/// The scores that the lowest and the highest position get.
pub(super) const SCALE: Takes =
    Takes { key: "scale", kind: Kind::Two, doc: "The lowest and the highest score ([0, 100])." };
/// Which values make the scale.
pub(super) const OVER: Takes = Takes {
    key: "over",
    kind: Kind::Words(&YEARS),
    doc: "Whether the values of one year or of all years up to the cut-off make the scale.",
};
/// Of the methods with a value that scores the highest.
pub(super) const CAPPED: Takes =
    Takes { key: "capped", kind: Kind::Flag, doc: "Nothing scores above it (false)." };

/// How far the scores of a method go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// From one end of the scale to the other.
    Within,
    /// Past the upper end as well.
    Beyond,
    /// The position itself is the score: no ends.
    Free,
}

/// What an indicator brings to the fitting of its scale.
pub struct Fit {
    pub direction: Direction,
    pub transform: Option<Transform>,
    /// The value of the reference area, with its direction.
    pub reference: Option<f64>,
}

impl Fit {
    pub fn sign(&self) -> f64 {
        self.direction.sign()
    }

    /// A number of the framework, in the unit of the values, onto the scale that is fitted.
    ///
    /// # Errors
    /// Where it has no transform.
    pub fn fixed(&self, x: f64) -> Attempt<f64> {
        let refusal = |problem| NoScale {
            message: format!("the target or threshold {x}: {problem}"),
            hint: "choose one that has a transform, or leave out `transform`",
            value: None,
        };
        rescaled(self.transform, x).map(|x| self.sign() * x).map_err(refusal)
    }
}

/// What stands in a sentence in place of a name in braces.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// The score at the lower end.
    Low,
    /// The score at the upper end.
    High,
    Number(f64),
    Numbers(Vec<f64>),
    /// The name of an area, by its code.
    Area(String),
    /// Of the values that set the scale, in the indicator's unit.
    Worst,
    Best,
    Mean,
    Deviation,
}

impl Told {
    /// A code that stands for itself; nothing for what is no code.
    pub fn as_code(&self) -> &str {
        if let Told::Area(code) = self { code } else { "" }
    }
}

/// A sentence of the words files: its key, where that is not the method's word, and what it holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sentence {
    pub key: Option<&'static str>,
    pub holds: Vec<(&'static str, Told)>,
}

impl Sentence {
    pub fn of(key: &'static str, holds: impl IntoIterator<Item = (&'static str, Told)>) -> Self {
        Sentence { key: Some(key), holds: holds.into_iter().collect() }
    }

    pub fn holding(holds: impl IntoIterator<Item = (&'static str, Told)>) -> Self {
        Sentence { key: None, holds: holds.into_iter().collect() }
    }
}

/// The scores at both ends, for a sentence.
pub(super) const ENDS: [(&str, Told); 2] = [("low", Told::Low), ("high", Told::High)];

/// The indicator whose sheet is written.
#[derive(Debug, Clone, Copy)]
pub struct OnSheet {
    pub is_less_better: bool,
    /// Whether values are scored on the scale that they are measured on.
    pub is_plain: bool,
}

/// How values become scores.
pub trait Normalise {
    /// The scale of a pool of values, which has one at least.
    ///
    /// # Errors
    /// Where the method has no scores for them: values that do not vary, a target or a reference that
    /// none lies below, values of a sign it can't take.
    fn fit(&self, pool: Pool, of: &Fit) -> Attempt<Scale>;

    fn reach(&self) -> Reach {
        Reach::Within
    }

    /// What is set beforehand, so that the score of a value does not depend on other values.
    fn set_beforehand(&self) -> bool {
        false
    }

    /// Which number of the framework stands in the unit of the values.
    fn stands_on_values(&self) -> Option<&'static str> {
        None
    }

    /// Whether more of the values than their ends is looked at.
    fn looks_at_all(&self) -> bool {
        false
    }

    /// The code of the area that the scale refers to.
    fn reference(&self) -> Option<&str> {
        None
    }

    /// `chain.…` of the explorer's words: where the scale comes from, for who asks for the steps of a score.
    fn origin(&self) -> Option<Sentence> {
        None
    }

    /// `method.scores.…`: how values become scores, for all who are scored so.
    fn in_method(&self) -> Sentence {
        if self.reach() == Reach::Free { Sentence::default() } else { Sentence::holding(ENDS) }
    }

    /// The report's formula of the method.
    fn formula(&self, _scale: [f64; 2]) -> Option<&'static str> {
        None
    }

    /// `method.scale.…`: what sets the scale, in a cell of a table.
    fn in_short(&self) -> Sentence {
        Sentence::default()
    }

    /// `sheet.…`: the same with the numbers of one indicator.
    fn on_sheet(&self, _of: OnSheet) -> Sentence {
        self.in_method()
    }

    /// The function of COINr that does the same.
    fn coinr(&self) -> Option<&'static str> {
        None
    }
}
