//! A file that has just come in, and whether it is one of the form that was asked for.
//!
//! In: a file and the reader it is meant for. Out: the little that fetching needs to know.

use std::path::Path;

use super::problem::{Problem, Rule};
use super::readers::read;
use super::reading::{Expected, Ingested, Source};
use super::selection::Selection;
use super::{sdmx_json, unsdg, worldbank};
use crate::fault::{Fault, Place, Result};
use crate::model::Reader;

/// What a file says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examined {
    /// The publisher's own name of the release, where the file holds one.
    pub vintage: Option<String>,
    /// Rows with values.
    pub rows: usize,
    /// How many pages there are, where the file is one of several.
    pub pages: Option<u32>,
}

/// Examines the file that came for `reader` by reading all of it.
///
/// # Errors
/// It is not of that form: a web page, an error message sent as data, cut, or without a row that has
/// a value.
pub fn examine(reader: Reader, file: &Path) -> Result<Examined> {
    let here = Place::file(file);
    let examined = look(reader, file).map_err(|faults| faults.or_at(&here))?;
    match examined.rows {
        0 => Err(Fault::new("the reply holds no row with a value").at(here).into()),
        _ => Ok(examined),
    }
}

fn look(reader: Reader, file: &Path) -> Result<Examined> {
    let (provider, path) = (reader.name().to_owned(), file.to_owned());
    let (name, selection) = (file.display().to_string(), Selection::Counted);
    let source = Source { path, name, provider, reader, selection, sha256: None };
    let expected = Expected::default();
    let Ingested { counts, problems, last_row, .. } = read(&source, &expected)?;
    // A reply that was cut ends in a row of another length.
    let is_cut = |p: &&Problem| *p.rule == *Rule::FieldCount.name() && p.row > last_row;
    if let Some(cut) = problems.iter().find(is_cut) {
        let message = format!("the reply is cut: its last row has {}", cut.found);
        let hint = format!("expected: {}", cut.expected);
        return Err(Fault::new(message).at(Place::line(file, cut.row)).hint(hint).into());
    }
    let rows = counts.iter().map(|count| count.observations).sum();
    Ok(Examined { vintage: vintage(file, reader)?, rows, pages: pages(file, reader)? })
}

/// The publisher's own name or date of the release that a file is of, where the form carries one.
///
/// # Errors
/// A file that can't be read as a whole.
pub fn vintage(path: &Path, reader: Reader) -> Result<Option<String>> {
    match reader {
        Reader::Worldbank => worldbank::vintage(path),
        Reader::Unsdg => unsdg::vintage(path),
        // The moment it was prepared is that of the question: the day is enough.
        Reader::SdmxJson => {
            Ok(sdmx_json::vintage(path)?.map(|moment| moment.chars().take(10).collect()))
        }
        _ => Ok(None),
    }
}

/// How many pages there are of what a file is one page of.
///
/// # Errors
/// A file that can't be read as a whole.
pub fn pages(path: &Path, reader: Reader) -> Result<Option<u32>> {
    match reader {
        Reader::Worldbank => Ok(u32::try_from(worldbank::pages(path)?).ok()),
        Reader::Unsdg => unsdg::pages(path),
        _ => Ok(None),
    }
}
