//! Which reader takes a file: a path in, by what it holds, or by what stands beside it, its form out.

use std::path::Path;

use super::holds::Holds;
use super::input::find;
use super::input::packing::{Packing, packing};
use super::{workbook, writing};
use crate::fault::Result;
use crate::model::Reader;

/// Which reader takes the file or folder at `path`.
///
/// # Errors
/// A path that can't be read, and what none of them takes.
pub fn recognise(path: &Path) -> Result<Reader> {
    if path.is_dir() {
        return Ok(Reader::Parquet);
    }
    if let Some(reader) = writing::declared(path)? {
        return Ok(reader);
    }
    // Of a workbook's sheets a sidecar can name one; it is asked for where they are made by hand.
    if matches!(packing(path)?, Packing::Workbook(_))
        && !workbook::parts(path)?.iter().any(|(_, holds)| holds.is_known())
    {
        return Ok(Reader::Table);
    }
    let is_figures = |holds: &Holds| holds.is_text() || matches!(holds, Holds::Parquet);
    match find(path, is_figures)?.0 {
        Holds::Table(reader) | Holds::Json(Some(reader), _) => Ok(reader),
        // One that is packed is not read.
        Holds::Parquet if packing(path)? == Packing::Plain => Ok(Reader::Parquet),
        other => Err(other.refusal(path).into()),
    }
}

/// The hint that a file which can't be read in the form `reader` begins like one of another.
pub(super) fn other_form(path: &Path, reader: Reader) -> Option<String> {
    let other = recognise(path).ok().filter(|other| *other != reader && *other != Reader::Table)?;
    let (file, other) = (path.display(), other.name());
    Some(format!(
        "it begins like one of `{other}`: `ssj read {file} --out DIR` makes observations of it"
    ))
}
