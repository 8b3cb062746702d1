//! A score as a formula with its numbers filled in: scores and weights in, text out, in the words of whoever
//! tells it.

use crate::framework::made::Weights;
use crate::model::Column;

/// A sentence by its key, with what it says.
type Sentence<'a> = dyn Fn(&str, &[(&str, String)]) -> String + 'a;

/// How numbers and sentences are told.
pub struct Teller<'a> {
    /// A number as it is read.
    pub short: &'a dyn Fn(f64) -> String,
    /// With all its digits.
    pub full: &'a dyn Fn(f64) -> String,
    /// The sentence of a key under `chain`.
    pub say: &'a Sentence<'a>,
}

/// Scores below a level with their weights.
pub struct Terms<'a> {
    pub there: &'a [(f64, f64)],
    pub teller: &'a Teller<'a>,
}

/// An area among the others.
pub struct Among<'a> {
    pub area: usize,
    pub below: &'a [Column],
    pub weights: &'a Weights,
}

/// What the score equals, and what it took beside scores and weights.
pub struct Worked {
    pub formula: String,
    pub numbers: Vec<(&'static str, f64)>,
}

impl Worked {
    pub fn plain(formula: String) -> Self {
        Worked { formula, numbers: Vec::new() }
    }
}

impl Terms<'_> {
    pub fn short(&self, x: f64) -> String {
        (self.teller.short)(x)
    }

    pub fn say(&self, key: &str, filled: &[(&str, String)]) -> String {
        (self.teller.say)(key, filled)
    }

    /// `term` of each score and weight, one added to the other.
    pub fn sum(&self, term: impl Fn(&str, &str) -> String) -> String {
        let of = |(x, weight): &(f64, f64)| term(&self.short(*x), &self.short(*weight));
        self.there.iter().map(of).collect::<Vec<_>>().join(" + ")
    }

    /// The weights together.
    pub fn whole(&self) -> String {
        self.short(self.there.iter().map(|(_, weight)| weight).sum())
    }

    /// Scores with their weights, one after the other.
    pub fn weighed(&self) -> String {
        let of = |(x, w): &(f64, f64)| {
            self.say("weighed", &[("score", self.short(*x)), ("weight", self.short(*w))])
        };
        self.there.iter().map(of).collect::<Vec<_>>().join(", ")
    }
}
