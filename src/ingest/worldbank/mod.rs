//! What the World Bank sends of its World Development Indicators, told apart by content: the JSON of
//! its API, the zip of one indicator, the bulk CSV and exports of DataBank, in; observations out.

mod api;
mod countries;
mod years;

use std::path::Path;

use super::holds::Holds;
use super::input;
use super::reading::{Expected, Ingested, Source};
use crate::fault::Result;

pub use countries::{Country, read_countries};

/// Reads one file: a page of the API, an indicator's CSV or zip, the bulk CSV or its zip, an export of
/// DataBank.
///
/// # Errors
/// A file that is none of these, with what it is instead; an error or an empty answer of the API,
/// with its words; a file cut off.
pub(super) fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    let (holds, input) = input::find(&source.path, Holds::is_text)?;
    match holds.is_json() {
        true => api::read(source, input, expected),
        false => years::read(source, input, expected),
    }
}

/// The publisher's own date of the figures: `lastupdated` of the API, "Last Updated Date" of an
/// indicator's CSV; `None` for the bulk file, which names none.
///
/// # Errors
/// Those of [`read`] that concern the head of the file.
pub fn vintage(path: &Path) -> Result<Option<String>> {
    let (holds, input) = input::find(path, Holds::is_text)?;
    match holds.is_json() {
        true => api::vintage(path, input),
        false => years::vintage(path, input),
    }
}

/// How many pages the API has of what `path` holds one page of; 1 for files.
///
/// # Errors
/// Those of [`read`] that concern a page as a whole.
pub fn pages(path: &Path) -> Result<usize> {
    let (holds, input) = input::find(path, Holds::is_text)?;
    if holds.is_json() { api::pages(path, input) } else { Ok(1) }
}
