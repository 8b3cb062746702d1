//! The table of `framework.toml` that chooses a method: its keys in, checked values out.
//!
//! A table is a method and the keys that this method takes; each key keeps its place, so that what is
//! wrong is told at its line.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use toml::Spanned;

use crate::fault::Fault;
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
    Flag,
    Text,
    Words(&'static [&'static str]),
    Numbers,
    Two,
}

/// A method as it is chosen: its word, and the keys beside it.
#[derive(Debug, Clone)]
pub(crate) struct MethodTable {
    pub method: Spanned<String>,
    keys: Vec<(Spanned<String>, Cell)>,
}

#[derive(Debug, Clone, PartialEq)]
enum Cell {
    Number(f64),
    Flag(bool),
    Text(String),
    Numbers(Vec<f64>),
    /// Of a kind that no method takes.
    Other,
}

/// Reads what one method takes of a table, and gathers what is wrong with it.
pub(crate) struct Keys<'a> {
    table: &'a MethodTable,
    word: &'static str,
    /// Of the indicator, beside which the table stands.
    pub goalposts: Option<Goalposts>,
    faults: Vec<(Range<usize>, Fault)>,
}

impl<'a> Keys<'a> {
    /// Every key of the table must be among those that the method of this word takes.
    pub fn new(
        table: &'a MethodTable,
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
        self.of_kind(name, "a number", |cell| match cell {
            Cell::Number(number) => Some(*number),
            _ => None,
        })
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
        if found.is_none() && self.cell(name).is_none() {
            let fault = Fault::new(format!("the method {} needs `{name}`", self.word));
            let fault = fault.hint(format!("for example `{name} = {example}`"));
            self.faults.push((self.table.method.span(), fault));
        }
        found
    }

    /// The key has a value that makes no sense.
    pub fn wrong(&mut self, name: &str, message: String) {
        self.faults.push((self.place(name), Fault::new(message)));
    }

    fn of_kind<T>(&mut self, name: &str, kind: &str, of: impl Fn(&Cell) -> Option<T>) -> Option<T> {
        let cell = self.cell(name)?;
        let found = of(cell);
        if found.is_none() {
            self.wrong(name, format!("{name} must be {kind}"));
        }
        found
    }

    fn cell(&self, name: &str) -> Option<&'a Cell> {
        let mut keys = self.table.keys.iter();
        keys.find(|(key, _)| key.get_ref() == name).map(|(_, cell)| cell)
    }

    fn place(&self, name: &str) -> Range<usize> {
        let mut keys = self.table.keys.iter();
        let key = keys.find(|(key, _)| key.get_ref() == name);
        key.map_or_else(|| self.table.method.span(), |(key, _)| key.span())
    }
}

impl<'de> Deserialize<'de> for MethodTable {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Table;

        impl<'de> Visitor<'de> for Table {
            type Value = MethodTable;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a table with a `method`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<MethodTable, A::Error> {
                let (mut method, mut keys) = (None, Vec::new());
                while let Some(key) = map.next_key::<Spanned<String>>()? {
                    if key.get_ref() == "method" {
                        method = Some(map.next_value()?);
                    } else {
                        keys.push((key, map.next_value()?));
                    }
                }
                let method = method.ok_or_else(|| A::Error::missing_field("method"))?;
                Ok(MethodTable { method, keys })
            }
        }

        from.deserialize_map(Table)
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Cell;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_bool<E>(self, flag: bool) -> Result<Cell, E> {
                Ok(Cell::Flag(flag))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Cell, E> {
                Ok(Cell::Number(number as f64))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Cell, E> {
                Ok(Cell::Number(number as f64))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Cell, E> {
                Ok(Cell::Number(number))
            }

            fn visit_str<E>(self, text: &str) -> Result<Cell, E> {
                Ok(Cell::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Cell, A::Error> {
                let mut cells = Vec::new();
                while let Some(cell) = list.next_element::<Cell>()? {
                    cells.push(if let Cell::Number(number) = cell { Some(number) } else { None });
                }
                let numbers = cells.into_iter().collect::<Option<Vec<f64>>>();
                Ok(numbers.map_or(Cell::Other, Cell::Numbers))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cell, A::Error> {
                while map.next_entry::<String, Cell>()?.is_some() {}
                Ok(Cell::Other)
            }
        }

        from.deserialize_any(Any)
    }
}
