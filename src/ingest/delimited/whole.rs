//! A small CSV, which lies in memory as a whole: its text in, the cells of each record with its line out.

use std::path::Path;

use super::dialect::{Dialect, broken};
use super::lines::Lines;
use crate::characters::of_cell;
use crate::fault::{Fault, Place, Result};

/// The records of a text, the header among them; cells have no blanks around them.
///
/// # Errors
/// Bytes that are not UTF-8.
pub(crate) fn rows(path: &Path, text: &[u8], separator: u8) -> Result<Vec<(u64, Vec<String>)>> {
    let lines = Lines::new(text, 1);
    let row = |record: csv::Result<csv::StringRecord>| {
        let record = record.map_err(|e| broken(path, &e))?;
        let line = lines.of(record.position().map_or(0, |p| p.byte() as usize));
        Ok((line, record.iter().map(|cell| of_cell(cell.trim()).to_owned()).collect()))
    };
    Dialect { separator, ..Dialect::COMMAS }.reader(text).into_records().map(row).collect()
}

/// The refusal of a row that is shorter or longer than its header.
pub(crate) fn uneven(found: usize, expected: usize, place: Place) -> Fault {
    Fault::new(format!("the row has {found} fields, the header {expected}"))
        .at(place)
        .hint("quote a field that holds a comma, and leave missing cells empty")
}
