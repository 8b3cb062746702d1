//! The keys that a method takes: its table in, checked values out, and what is wrong with them, each at its
//! line.

use std::ops::Range;

use super::table::{Cell, Written};
use crate::fault::Fault;
use crate::framework::formula::Formula;
use crate::framework::methods::Goalposts;

/// A key of a method's table, for whoever writes one: its JSON type, and what it says.
pub struct Takes {
    pub key: &'static str,
    pub kind: Kind,
    pub doc: &'static str,
}

#[derive(Clone, Copy)]
pub enum Kind {
    Number,
    /// A number without decimals.
    Whole,
    Flag,
    Text,
    Words(&'static [&'static str]),
    Numbers,
    Two,
}

/// Reads what one method takes of a table, and gathers what is wrong with it.
pub(crate) struct Keys<'a> {
    table: &'a Written,
    word: &'static str,
    /// Of the indicator, beside which the table stands.
    pub goalposts: Option<Goalposts>,
    faults: Vec<(Range<usize>, Fault)>,
}

impl<'a> Keys<'a> {
    /// Every key of the table must be among those that the method of this word takes.
    pub fn new(
        table: &'a Written,
        (word, takes): (&'static str, &[Takes]),
        goalposts: Option<Goalposts>,
    ) -> Self {
        let mut keys = Keys { table, word, goalposts, faults: Vec::new() };
        for (key, _) in &table.keys {
            let name = key.get_ref();
            if takes.iter().all(|taken| taken.key != name) {
                let names: Vec<&str> = takes.iter().map(|taken| taken.key).collect();
                let hint = match &names[..] {
                    [] => "leave the key out".to_owned(),
                    _ => format!("it takes {}", names.join(", ")),
                };
                let fault = Fault::new(format!("the method {word} takes no `{name}`"));
                let fault = fault.nearest(name, names).hint(hint);
                keys.faults.push((key.span(), fault));
            }
        }
        keys
    }

    /// What is wrong with the table, each with the place in the text that it is about.
    pub fn faults(self) -> Vec<(Range<usize>, Fault)> {
        self.faults
    }

    pub fn number(&mut self, name: &str) -> Option<f64> {
        self.of_kind(name, "a number", Cell::number)
    }

    /// A number without decimals that fits what is counted.
    pub fn whole<N: TryFrom<i64>>(&mut self, name: &str) -> Option<N> {
        self.of_kind(name, "a whole number", |cell| match cell {
            Cell::Whole(number) => N::try_from(*number).ok(),
            _ => None,
        })
    }

    /// How many: a whole number, not below 0.
    pub fn count(&mut self, name: &str) -> Option<usize> {
        self.of_kind(name, "a whole number, not below 0", |cell| match cell {
            Cell::Whole(number) => usize::try_from(*number).ok(),
            _ => None,
        })
    }

    /// A share from 0 to 1.
    pub fn share(&mut self, name: &str) -> Option<f64> {
        let share = self.number(name)?;
        if !(0.0..=1.0).contains(&share) {
            self.wrong(name, format!("{name} must be a share from 0 to 1 (found {share})"));
        }
        Some(share)
    }

    /// Two numbers.
    pub fn two(&mut self, name: &str) -> Option<[f64; 2]> {
        let found = self.numbers(name)?;
        let two = <[f64; 2]>::try_from(&found[..]);
        if two.is_err() {
            let n = found.len();
            self.wrong(name, format!("{name}: expected a list of two (found {n})"));
        }
        two.ok()
    }

    /// A formula that reads at least one name.
    pub fn formula(&mut self, name: &str) -> Option<Formula> {
        let (formula, faults) = Formula::read(&self.text(name)?);
        let place = self.place(name);
        self.faults.extend(faults.into_iter().map(|fault| (place.clone(), fault)));
        Some(formula)
    }

    /// A number that [`Keys::number`] finds and that is finite.
    pub fn finite(&mut self, name: &str) -> Option<f64> {
        let found = self.number(name)?;
        if !found.is_finite() {
            self.wrong(name, format!("{name} must be a finite number (found {found})"));
        }
        Some(found)
    }

    pub fn numbers(&mut self, name: &str) -> Option<Vec<f64>> {
        self.of_kind(name, "a list of numbers", |cell| match cell {
            Cell::Numbers(numbers) => Some(numbers.clone()),
            _ => None,
        })
    }

    /// Whether the key says so; false where it is not there.
    pub fn flag(&mut self, name: &str) -> bool {
        let found = self.of_kind(name, "true or false", |cell| match cell {
            Cell::Flag(flag) => Some(*flag),
            _ => None,
        });
        found.unwrap_or(false)
    }

    pub fn text(&mut self, name: &str) -> Option<String> {
        self.of_kind(name, "a text", |cell| match cell {
            Cell::Text(text) => Some(text.clone()),
            _ => None,
        })
    }

    /// One of these words.
    pub fn word(&mut self, name: &str, words: &[&'static str]) -> Option<&'static str> {
        let found = self.text(name)?;
        let word = words.iter().copied().find(|word| *word == found);
        if word.is_none() {
            let message = format!("{name} is one of {} (found `{found}`)", words.join(", "));
            let fault = Fault::new(message).nearest(&found, words.iter().copied());
            self.faults.push((self.place(name), fault));
        }
        word
    }

    /// What the key was found to be, or that the method needs it, as in the example.
    pub fn needed<T>(&mut self, name: &str, found: Option<T>, example: &str) -> Option<T> {
        if found.is_none() && !self.is_given(name) {
            let fault = Fault::new(format!("the method {} needs `{name}`", self.word));
            let fault = fault.hint(format!("for example `{name} = {example}`"));
            self.faults.push((self.table.method.span(), fault));
        }
        found
    }

    /// The key has a value that makes no sense, or stands where it can't.
    pub fn wrong(&mut self, name: &str, message: String) {
        self.faults.push((self.place(name), Fault::new(message)));
    }

    /// As [`Keys::wrong`], with what would work.
    pub fn refuse(&mut self, name: &str, message: String, hint: &str) {
        self.faults.push((self.place(name), Fault::new(message).hint(hint)));
    }

    pub fn is_given(&self, name: &str) -> bool {
        self.table.find(name).is_some()
    }

    /// Faults a key that does not go with the others.
    pub fn left_out(&mut self, name: &str, of: &str) {
        if self.is_given(name) {
            self.refuse(name, format!("the method {of} takes no `{name}`"), "leave the key out");
        }
    }

    fn of_kind<T>(&mut self, name: &str, kind: &str, of: impl Fn(&Cell) -> Option<T>) -> Option<T> {
        let (_, cell) = self.table.find(name)?;
        let found = of(cell);
        if found.is_none() {
            self.wrong(name, format!("{name} must be {kind}"));
        }
        found
    }

    fn place(&self, name: &str) -> Range<usize> {
        self.table.find(name).map_or_else(|| self.table.method.span(), |(key, _)| key.span())
    }
}
