//! TOML files of ours, read strictly: an error stands at its line and suggests the nearest key.

use std::path::Path;

use serde::Deserialize;

use crate::fault::{Fault, Place, Result};

/// Parses `text`, the content of `file`, as `T`.
///
/// # Errors
/// Not TOML, an unknown or missing key, a value of the wrong type: with the line, and for an
/// unknown key the nearest known.
pub fn parse<'de, T: Deserialize<'de>>(file: &Path, text: &'de str) -> Result<T> {
    toml::from_str(text).map_err(|error| fault(file, text, &error).into())
}

/// The line (from 1) of a byte position in `text`.
pub fn line_at(text: &str, position: usize) -> u64 {
    let before = text.get(..position).unwrap_or(text);
    1 + before.matches('\n').count() as u64
}

fn fault(file: &Path, text: &str, error: &toml::de::Error) -> Fault {
    let place = match error.span() {
        Some(span) => Place::line(file, line_at(text, span.start)),
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
    const WORDS: [(&str, &str); 8] = [
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
