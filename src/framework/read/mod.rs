//! `framework.toml` read: its form by the types of [`document`], its sense by the checks of each verb.

mod aggregate;
mod aggregates;
mod check;
mod compare;
mod document;
mod facets;
mod formulas;
mod indicator_tables;
mod indicators;
mod levels;
mod methods;
mod normalise;
mod readings;
mod uncertain;
mod uncertainty_tables;

use std::path::Path;

use self::document::Document;
use super::tree::Framework;
use crate::fault::Result;
use crate::toml_file::parse;

/// Reads a framework from `text`, the content of `file`.
///
/// # Errors
/// Names the line of: text that is not TOML, an unknown or missing key (with the nearest known),
/// and everything that makes no sense as an index (all of it, see `check`).
pub fn read(file: &Path, text: &str) -> Result<Framework> {
    let document: Document = parse(file, text)?;
    check::framework(file, text, document, &read_alone)
}

/// As [`read`], without what the framework is compared with.
fn read_alone(file: &Path, text: &str) -> Result<Framework> {
    let document: Document = parse(file, text)?;
    check::framework(file, text, Document { compares: Vec::new(), ..document }, &read_alone)
}

/// The JSON Schema (2020-12) of `framework.toml`, for editors: made from the types that read it.
/// It knows every key and every method; which method takes which key is checked on reading.
pub fn json_schema() -> String {
    let schema = schemars::schema_for!(Document);
    let text = serde_json::to_string_pretty(&schema);
    text.expect("a schema is a tree of texts and numbers, which JSON can hold") + "\n"
}
