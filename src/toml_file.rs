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
    let message = error.message();
    let fault = Fault::new(message.lines().collect::<Vec<_>>().join("; ")).at(place);
    let mut quoted = message.split('`').skip(1).step_by(2);
    match quoted.next() {
        Some(found) if message.starts_with("unknown") => fault.nearest(found, quoted),
        _ => fault,
    }
}
