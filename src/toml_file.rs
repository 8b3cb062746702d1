//! TOML files of ours, read strictly: an error stands at its line and suggests the nearest key.

use std::path::Path;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::characters::{is_invisible, is_refused, told};
use crate::fault::{Fault, Faults, Place, Result};

/// Parses `text`, the content of `file`, as `T`.
///
/// # Errors
/// Not TOML, an unknown or missing key, a value of the wrong type: with the line, and for an
/// unknown key the nearest known. Texts with characters that no one sees: each.
pub fn parse<'de, T: Deserialize<'de>>(file: &Path, text: &'de str) -> Result<T> {
    let parsed = toml::from_str(text).map_err(|error| fault(file, text, &error))?;
    let mut hidden = Vec::new();
    if let Ok(table) = DeTable::parse(text) {
        let (span, table) = (table.span(), table.into_inner());
        each_hidden(&Spanned::new(span, DeValue::Table(table)), &mut |at, c| {
            let message = format!("a text holds {}, which no one sees", told(c));
            let place = Place::line(file, Lines::of(text).at(at));
            hidden.push(Fault::new(message).at(place).hint("write the text again without it"));
        });
    }
    Faults::check(hidden, parsed)
}

/// Gives where each text stands that holds what no one sees, with that. Prose may hold marks of where
/// its words are parted.
fn each_hidden(value: &Spanned<DeValue>, found: &mut impl FnMut(usize, char)) {
    let mut look = |text: &str, at: usize| {
        let is_code = !text.contains(char::is_whitespace);
        let is_hidden = |c: char| is_refused(c) || c == '\u{feff}' || (is_code && is_invisible(c));
        text.chars().find(|c| is_hidden(*c)).into_iter().for_each(|c| found(at, c));
    };
    match value.get_ref() {
        DeValue::String(text) => look(text, value.span().start),
        DeValue::Array(items) => items.iter().for_each(|item| each_hidden(item, found)),
        DeValue::Table(table) => {
            table.keys().for_each(|key| look(key.get_ref(), key.span().start));
            table.values().for_each(|value| each_hidden(value, found));
        }
        _ => {}
    }
}

/// Two values: of a longer list the reader of TOML would take the beginning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Two<T>(pub [T; 2]);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Two<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        let wrong = |found: Vec<T>| {
            D::Error::custom(format!("expected a list of two (found {})", found.len()))
        };
        <[T; 2]>::try_from(Vec::deserialize(from)?).map(Two).map_err(wrong)
    }
}

/// A list that names something, where the key is there.
pub fn some<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> std::result::Result<Vec<T>, D::Error> {
    let found = Vec::deserialize(from)?;
    match found.is_empty() {
        true => Err(D::Error::custom("the list names nothing")),
        false => Ok(found),
    }
}

/// What something is called: not nothing.
pub fn named<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<String, D::Error> {
    let name = String::deserialize(from)?;
    match name.trim().is_empty() {
        true => Err(D::Error::custom("a name must not be empty")),
        false => Ok(name),
    }
}

/// The same of a key that may not be there.
pub fn some_named<'de, D: Deserializer<'de>>(
    from: D,
) -> std::result::Result<Option<String>, D::Error> {
    named(from).map(Some)
}

/// Where the lines of a text begin, so that each of many places finds its line at once.
pub struct Lines(Vec<usize>);

impl Lines {
    pub fn of(text: &str) -> Self {
        Lines(text.match_indices('\n').map(|(at, _)| at + 1).collect())
    }

    /// The line (from 1) of a byte position.
    pub fn at(&self, position: usize) -> u64 {
        1 + self.0.partition_point(|start| *start <= position) as u64
    }
}

fn fault(file: &Path, text: &str, error: &toml::de::Error) -> Fault {
    let place = match error.span() {
        Some(span) => Place::line(file, Lines::of(text).at(span.start)),
        None => Place::file(file),
    };
    let message = plain(error.message());
    let fault = Fault::new(message.lines().collect::<Vec<_>>().join("; ")).at(place);
    let mut quoted = message.split('`').skip(1).step_by(2);
    match quoted.next() {
        Some(found) if message.starts_with("unknown") => fault.nearest(found, quoted),
        _ if message.starts_with("invalid type: table, expected a list") => {
            fault.hint("a list of tables has its heading in double brackets: [[…]]")
        }
        _ => fault,
    }
}

/// The reader's message without the names that Rust gives to kinds of values.
fn plain(message: &str) -> String {
    const DEEP: &str = "lists and tables are nested more deeply than in any file of this kind";
    const WORDS: [(&str, &str); 10] = [
        ("recursion limit", DEEP),
        ("cannot recurse further; max recursion depth met", DEEP),
        (" as i128", ""),
        ("expected usize", "expected a whole number, not below 0"),
        ("expected u64", "expected a whole number, not below 0"),
        ("expected i32", "expected a whole number"),
        ("expected f64", "expected a number"),
        ("expected a sequence", "expected a list"),
        ("invalid type: map", "invalid type: table"),
        ("invalid type: sequence", "invalid type: list"),
    ];
    WORDS.iter().fold(message.to_owned(), |told, (from, to)| told.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        #[derive(Debug, Deserialize)]
        #[expect(dead_code)]
        struct Document {
            depth: Option<usize>,
            runs: Option<u64>,
            weights: Option<Vec<toml::Table>>,
        }
        parse::<Document>(Path::new("f.toml"), text).unwrap_err().to_string()
    }

    #[test]
    fn errors_speak_of_numbers_and_lists_not_of_types_of_rust() {
        let whole = "expected a whole number, not below 0";
        assert!(told("depth = -1").contains(whole), "{}", told("depth = -1"));
        let huge = told("runs = 99999999999999999999");
        assert!(huge.contains(whole) && !huge.contains("i128"), "{huge}");
        let table = told("[weights]\nspread = 1");
        assert!(table.contains("expected a list") && table.contains("[[…]]"), "{table}");
    }
}
