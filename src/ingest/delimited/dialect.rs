//! How delimited text is written, and the reader for it.

use std::io::Read;
use std::path::Path;

use crate::fault::{Fault, Place};

/// How fields are separated, and whether quotes mean anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) struct Dialect {
    pub separator: u8,
    pub quotes: bool,
}

impl Dialect {
    pub const COMMAS: Dialect = Dialect { separator: b',', quotes: true };
    pub const SEMICOLONS: Dialect = Dialect { separator: b';', quotes: false };
    pub const TABS: Dialect = Dialect { separator: b'\t', quotes: false };

    pub fn reader<R: Read>(&self, from: R) -> csv::Reader<R> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .quoting(self.quotes)
            .from_reader(from)
    }
}

/// What a spreadsheet program writes above a table: what parts its fields (`sep=;`).
pub(in crate::ingest) fn declared(line: &str) -> Option<u8> {
    let line = line.trim_start_matches('"');
    let is_one = line.get(..4).is_some_and(|key| key.eq_ignore_ascii_case("sep="));
    is_one.then(|| line.as_bytes().get(4).copied().unwrap_or(b','))
}

pub(super) fn broken(path: &Path, error: &csv::Error) -> Fault {
    Fault::new(format!("cannot read the file as CSV ({error})")).at(Place::file(path))
}
