//! What a way to aggregate is: how it makes a level's score, what that can be, and what a sentence on it holds.

use super::low::{Low, Present};
use super::worked::{Among, Terms, Worked};
use crate::framework::formula::Formula;
use crate::framework::made::{Refusal, Weights};
use crate::framework::said::Holds;
use crate::model::Column;

/// What a method looks at.
pub enum Looks<'a> {
    /// One area at a time.
    AtOne(&'a dyn OfOne),
    /// All areas at once, which it compares.
    AtAll(&'a dyn OfAll),
    /// The scores of one area by their codes.
    By(&'a Formula),
}

/// One area's score from what it has below the level.
pub trait OfOne {
    /// `None` where nothing is there that counts.
    ///
    /// # Errors
    /// The offending score, where the method has no value for it.
    fn score(&self, present: &mut Present) -> Result<Option<f64>, f64>;

    /// The same as a formula with its numbers filled in.
    fn worked(&self, terms: &Terms) -> Worked;
}

/// The scores of all areas from the columns below the level.
pub trait OfAll {
    /// With the weights, where the method makes its own.
    ///
    /// # Errors
    /// Columns or areas that it can't compare.
    fn scores(&self, below: &[Column], weights: &Weights) -> Result<OfAreas, Refusal>;

    /// One area's score as a formula with its numbers filled in.
    fn worked(&self, terms: &Terms, among: &Among) -> Worked;
}

pub type OfAreas = (Column, Option<Weights>);

/// Between which ends a level's scores lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ends {
    /// Those of the scores below it.
    OfBelow,
    Set([f64; 2]),
    Free,
}

/// Why a method is no weighted sum on any scale: the end of a key under `certainty.obstacle`, and the reason in
/// English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsummed {
    pub words: &'static str,
    pub english: &'static str,
}

/// What a mean averages: it rises with the score, and the mean rises with the average of it.
pub type Summed<'a> = Result<Box<dyn Fn(f64) -> f64 + 'a>, Unsummed>;

/// What is told of a method besides its formula; where nothing is said, there is nothing of the kind.
#[derive(Default)]
pub struct About {
    /// The end of the keys of its sentences, where that is not the method's word.
    pub words: Option<&'static str>,
    /// Whether the report has its formula.
    pub has_formula: bool,
    /// A mean that has no value for low scores, by its name.
    pub called: Option<&'static str>,
    /// For the page of a reader, whose scripts know the method by its word: its power and the weights of places.
    pub scripted: Option<(Option<f64>, Option<Vec<f64>>)>,
    /// The function of COINr that does the same, or what is said instead.
    pub coinr: Option<String>,
}

/// The word says all that a script must know.
pub const BY_WORD: Option<(Option<f64>, Option<Vec<f64>>)> = Some((None, None));

/// How scores become the score of a level.
pub trait Aggregating {
    fn looks(&self) -> Looks<'_>;

    /// What becomes of low scores, for the means that have no value for them.
    fn low(&self) -> Option<Low> {
        None
    }

    /// Whether there is no score of the level in any area without one of what stands below it.
    fn needs_all(&self) -> bool {
        self.formula().is_some()
    }

    /// Whether it makes something of the weights it is given.
    fn takes_weights(&self) -> bool {
        true
    }

    /// What is wrong with it for the level of a code, over so many scores.
    fn misfit(&self, _code: &str, _below: usize) -> Option<String> {
        None
    }

    fn ends(&self) -> Ends {
        if let Looks::AtOne(_) = self.looks() { Ends::OfBelow } else { Ends::Free }
    }

    /// For best and worst ranks under any weights.
    fn summed(&self) -> Summed<'_>;

    fn about(&self) -> About {
        About::default()
    }

    /// `aggregates.kind.…`: what the score is.
    fn in_kind(&self) -> Holds {
        Vec::new()
    }

    /// `method.levels.…`: the same with all its parameters.
    fn in_method(&self) -> Holds {
        self.in_kind()
    }

    /// A sentence of `method.levels.…` more.
    fn in_method_too(&self) -> Option<(&'static str, Holds)> {
        None
    }

    /// What scores below it count as.
    fn floor(&self) -> Option<f64> {
        self.low().and_then(Low::floor)
    }

    /// Whether a score depends on the other areas.
    fn compares(&self) -> bool {
        matches!(self.looks(), Looks::AtAll(_))
    }

    fn formula(&self) -> Option<&Formula> {
        if let Looks::By(formula) = self.looks() { Some(formula) } else { None }
    }

    /// Whether an area for which it has no value is left without the score, and the run goes on.
    fn leaves_out(&self) -> bool {
        self.formula().is_some() || self.low() == Some(Low::Excluded)
    }
}
