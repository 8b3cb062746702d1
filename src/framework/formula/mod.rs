//! Formulas of indicators: `100 * SL_TLF_PART[F] / SL_TLF_PART[M]`.
//!
//! Grammar: sums, products and powers of numbers, names and parentheses. A name is a series (of both
//! sexes, or of `[F]` or `[M]`) or a derived quantity, in a formula of a level what stands directly
//! below it; quoted where it is no bare word. The functions are those of [`Function`], of any
//! formulas.

mod expression;
mod lex;
mod parse;
mod pieces;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;

use serde::{Serialize, Serializer};

use self::expression::Expression;
pub use self::expression::{Lack, Name};
use self::lex::{Placed, Token};
pub use self::parse::Problem;
pub use self::pieces::Piece;
use crate::fault::Fault;
use crate::model::{Sex, is_word, said};

/// Longer formulas are unreadable, and would nest too deep to be followed.
const LONGEST: usize = 1000;

/// A parsed formula and the text it was parsed from.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    text: String,
    expression: Expression,
    tokens: Vec<Placed>,
}

/// A value and the names it was made from, in the order in which they were met.
pub type Found<'a> = (f64, Vec<(&'a str, Sex)>);

impl Formula {
    /// Each piece with the spaces before it, and as it is written.
    pub fn pieces(&self) -> Vec<(&str, Piece<'_>, &str)> {
        pieces::pieces(&self.text, &self.tokens)
    }

    /// The text with each piece as `say` says it; what it says nothing of stays.
    pub fn said(&self, say: impl Fn(Piece) -> Option<String>) -> String {
        let said = self.pieces().into_iter().flat_map(|(before, piece, written)| {
            [before.to_owned(), say(piece).unwrap_or_else(|| written.to_owned())]
        });
        said.collect()
    }

    /// Parses `text`.
    ///
    /// # Errors
    /// A sentence saying what was found at which character and what was expected.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        if text.len() > LONGEST {
            let message =
                format!("it is longer than {LONGEST} characters; name parts as `derived`");
            return Err(message.into());
        }
        let (expression, tokens) = parse::parse(text)?;
        Ok(Formula { text: text.to_owned(), expression, tokens })
    }

    /// Parses `text`, which must read a name at least; with what is wrong where it can't be used.
    pub(super) fn read(text: &str) -> (Self, Vec<Fault>) {
        let mut faults = Vec::new();
        let formula = Formula::parse(text).unwrap_or_else(|problem| {
            let fault = Fault::new(format!("cannot read the formula ({})", problem.message));
            let hints = problem.hint.into_iter().map(str::to_owned).collect();
            faults.push(Fault { hints, ..fault });
            Formula::unreadable()
        });
        if formula.names().is_empty() {
            let message = format!("the formula `{formula}` reads no series");
            let hint = "a name that begins with a digit is quoted: `15-24`";
            faults.push(Fault::new(message).hint(hint));
        }
        (formula, faults)
    }

    /// What stands for a formula that could not be read, until the fault is told.
    pub(super) fn unreadable() -> Self {
        let expression = Expression::Name(String::new(), Sex::Total);
        Formula { text: String::new(), expression, tokens: Vec::new() }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Every name the formula reads, in order, each once.
    pub fn names(&self) -> Vec<Name> {
        let mut names = Vec::new();
        self.expression.collect_names(&mut names);
        names.sort();
        names.dedup();
        names
    }

    /// The names of which it would need one at least to have any value, and `has` none.
    pub fn lacks(&self, has: &impl Fn(&str, Sex) -> bool) -> Vec<Name> {
        let mut names = Vec::new();
        self.expression.collect_lacking(has, &mut names);
        names
    }

    /// The series, where the formula is nothing but one series of both sexes.
    pub fn bare_series(&self) -> Option<&str> {
        match &self.expression {
            Expression::Name(name, Sex::Total) => Some(name),
            _ => None,
        }
    }

    /// Whether some of the text that is read as a calculation could be meant as this name: it is
    /// written just so.
    pub fn could_be(&self, name: &str) -> bool {
        self.run(name).is_some()
    }

    /// The same calculation with spaces around its signs; `None` where `name` has them itself.
    pub fn spaced(&self, name: &str) -> Option<String> {
        let parts = self.run(name)?.iter().map(|(place, _)| &self.text[place.clone()]);
        Some(parts.collect::<Vec<_>>().join(" ")).filter(|spaced| spaced != name)
    }

    /// The tokens that spell a name which is no bare word, and no number by itself.
    fn run(&self, name: &str) -> Option<&[Placed]> {
        if is_word(name) {
            return None;
        }
        let run = |(start, _)| {
            let end = start + name.len();
            let first = self.tokens.iter().position(|(place, _)| place.start == start)?;
            let last = self.tokens.iter().position(|(place, _)| place.end == end)?;
            (first < last).then(|| &self.tokens[first..=last])
        };
        self.text.match_indices(name).find_map(run)
    }

    /// Names that stand here without quotes and are read as a calculation, which they can't be: some
    /// part of each is no name. The longest first.
    pub fn meant(&self, is_known: &impl Fn(&str) -> bool) -> Vec<&str> {
        let has_part = |name: &&str| {
            let run = self.run(name).unwrap_or_default();
            let words = run.iter().filter(|(_, token)| *token == Token::Word);
            words.into_iter().any(|(place, _)| !is_known(&self.text[place.clone()]))
        };
        let known = self.possible_names().into_iter().filter(|name| is_known(name));
        let mut meant: Vec<&str> = known.filter(has_part).collect();
        meant.sort_by_key(|name| std::cmp::Reverse(name.len()));
        meant
    }

    /// The formula with these names read as names; `None` where there are none.
    pub fn settled(&self, is_known: &impl Fn(&str) -> bool) -> Option<Formula> {
        let name = *self.meant(is_known).first()?;
        let [first, .., last] = self.run(name)? else { return None };
        let (before, behind) = (&self.text[..first.0.start], &self.text[last.0.end..]);
        let settled = Formula::parse(&format!("{before}{}{behind}", said(name))).ok()?;
        Some(settled.settled(is_known).unwrap_or(settled))
    }

    /// What is read as a calculation and could be meant as a name: the whole text, and everything in
    /// it without a space.
    pub fn possible_names(&self) -> BTreeSet<&str> {
        let whole = Some(self.text.trim()).filter(|_| self.tokens.len() > 1);
        let mut names: BTreeSet<&str> = whole.into_iter().collect();
        for (at, (first, _)) in self.tokens.iter().enumerate() {
            let mut end = first.end;
            for (next, _) in &self.tokens[at + 1..] {
                if next.start != end {
                    break;
                }
                end = next.end;
                names.insert(&self.text[first.start..end]);
            }
        }
        names
    }

    /// The value, given the value of each name that is present.
    ///
    /// # Errors
    /// Why there is none.
    pub fn evaluate(&self, value: &impl Fn(&str, Sex) -> Option<f64>) -> Result<Found<'_>, Lack> {
        let mut used = Vec::new();
        let found = self.expression.evaluate(value, &mut used)?;
        Ok((found, used))
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for Formula {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}
