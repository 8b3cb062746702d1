//! What a file holds, by what it begins with and never by its name.
//!
//! In: the beginning of a text. Out: the form of its figures, or by its right name what it is instead
//! and what to do about it.

mod foreign;
mod json;
mod markup;
mod tables;

use std::path::Path;

use super::input::{Packing, find, packing};
use super::{workbook, writing};
use crate::fault::{Fault, Place, Result};
use crate::model::Reader;
pub(super) use foreign::{ANNEX, CFB};
pub(super) use json::{message, why};
use tables::List;

/// Enough to hold any header, or the first keys of any JSON.
pub(super) const BEGINNING: u64 = 64 << 10;
/// How much of a message is quoted.
const QUOTED: usize = 300;

/// What a text holds.
pub(super) enum Holds {
    /// Rows of figures; of no form that says what they are, where it is a table made by hand.
    Table(Reader),
    /// JSON, of a known form or of none.
    Json(Option<Reader>, Foreign),
    Parquet,
    /// A publisher's list: no figures.
    List(&'static List),
    /// What no reader takes.
    Nothing(Foreign),
}

/// A thing by its name, and what to do with it.
#[derive(Debug)]
pub(super) struct Foreign {
    pub what: String,
    pub hints: Vec<String>,
}

impl Foreign {
    fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Foreign { what: what.into(), hints: vec![hint.into()] }
    }

    /// The same, with what it says.
    fn saying(mut self, said: &str) -> Self {
        if !said.is_empty() {
            self.hints.insert(0, format!("it says: {said}"));
        }
        self
    }
}

/// What a text holds that begins with these bytes.
pub(super) fn look(beginning: &[u8]) -> Holds {
    if beginning.starts_with(b"PAR1") {
        return Holds::Parquet;
    }
    if let Some(foreign) = foreign::look(beginning) {
        return Holds::Nothing(foreign);
    }
    let text = String::from_utf8_lossy(beginning);
    let text = text.trim_start();
    match text.chars().next() {
        Some('<') => Holds::Nothing(markup::look(text)),
        Some('{' | '[') => json::look(text),
        _ => tables::look(text),
    }
}

impl Holds {
    pub fn is_table(&self) -> bool {
        matches!(self, Holds::Table(_))
    }

    pub fn is_json(&self) -> bool {
        matches!(self, Holds::Json(..))
    }

    /// Figures in text, whatever its form.
    pub fn is_text(&self) -> bool {
        self.is_table() || self.is_json()
    }

    /// A publisher's list, or what may be one.
    pub fn is_list(&self) -> bool {
        matches!(self, Holds::List(_)) || self.is_text()
    }

    /// The World Bank's list of countries, or what may be one.
    pub fn is_countries(&self) -> bool {
        matches!(self, Holds::List(list) if list.what == tables::COUNTRIES)
    }

    /// Whether it is of a form that says what it holds.
    pub fn is_known(&self) -> bool {
        !matches!(self, Holds::Table(Reader::Table) | Holds::Json(None, _))
    }

    /// In a few words.
    pub fn name(&self) -> &str {
        match self {
            Holds::Table(Reader::Table) => "a table or a text of no form that is known",
            Holds::Table(reader) => reader.name(),
            Holds::Json(Some(reader), _) => reader.name(),
            Holds::Json(None, foreign) | Holds::Nothing(foreign) => &foreign.what,
            Holds::Parquet => "parquet",
            Holds::List(list) => list.what,
        }
    }

    /// Why it is refused where something else is wanted.
    pub fn refusal(&self, path: &Path) -> Fault {
        let fault = match self {
            Holds::Table(reader) => Fault::new("the file is a table, and no JSON")
                .hint(format!("it begins like one of `{}`", reader.name())),
            Holds::Parquet => Fault::new("the file is Parquet, where text is expected")
                .hint("it is read by itself, and not packed: `--reader parquet`"),
            Holds::List(list) => {
                Fault::new(format!("the file is {}; it holds no figures", list.what))
                    .hint(list.figures)
            }
            Holds::Json(_, foreign) | Holds::Nothing(foreign) => {
                let fault = Fault::new(format!("the file is {}", foreign.what));
                foreign.hints.iter().fold(fault, Fault::hint)
            }
        };
        fault.at(Place::line(path, 1))
    }
}

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

/// One line of what was found, cut where it is longer than anyone reads.
pub(super) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests;
