//! A sheet of an xlsx workbook as rows of written cells: what stands in each, and what kind it is of.

use std::io::{Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{Data, DataRef, Reader, Xlsx};

use super::input;
use crate::fault::{Fault, Place, Result};

/// A workbook that unpacks to more than so many bytes is refused: a table of 10 million cells has less.
const UNPACKED: u64 = 256 << 20;

/// What kind a cell is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    /// Written `true` or `false`.
    Truth,
    /// Written as of ISO 8601.
    Date,
    /// Such as `#N/A`.
    Error,
}

/// A cell as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Written {
    pub text: String,
    pub kind: Kind,
}

/// The rows of a sheet that have any cell, each with its number (from 1) and its cells by column.
pub(super) struct Sheet {
    pub rows: Vec<(u64, Vec<(usize, Written)>)>,
}

impl Sheet {
    /// A row with every column up to the last filled one; at most so many.
    pub fn texts(row: &[(usize, Written)], columns: usize) -> Vec<String> {
        let last = row.last().map_or(0, |(column, _)| column + 1);
        let mut texts = vec![String::new(); last.min(columns)];
        for (column, cell) in row.iter().take_while(|(column, _)| *column < columns) {
            texts[*column].clone_from(&cell.text);
        }
        texts
    }
}

/// Whether a zip is a workbook.
///
/// # Errors
/// A file that can't be read.
pub(super) fn is_workbook(path: &Path) -> Result<bool> {
    Ok(input::packing(path)? == input::Packing::Zip
        && input::members(path)?.iter().any(|name| name == "xl/workbook.xml"))
}

/// Reads a sheet by its name, or the first.
///
/// # Errors
/// No workbook, or a damaged one; one that unpacks to too much; no sheet of that name.
pub(super) fn sheet(path: &Path, name: Option<&str>) -> Result<Sheet> {
    let size = input::unpacked(path, UNPACKED)?;
    if size > UNPACKED {
        return Err(Fault::new("the workbook unpacks to more than 256 MB")
            .at(Place::file(path))
            .hint("save the sheet as CSV")
            .into());
    }
    // The library checks what it reads, but not everywhere: a damaged file must not end the program.
    let read = catch_unwind(AssertUnwindSafe(|| named_sheet(path, name)));
    read.unwrap_or_else(|_| Err(damaged(path, &"it contradicts itself").into()))
}

fn damaged(path: &Path, error: &dyn std::fmt::Display) -> Fault {
    Fault::new(format!("cannot read the workbook ({error})"))
        .at(Place::file(path))
        .hint("open and save it again as .xlsx, or save the sheet as CSV")
}

fn named_sheet(path: &Path, name: Option<&str>) -> Result<Sheet> {
    let broken = |e: calamine::XlsxError| damaged(path, &e);
    let mut book: Xlsx<_> = calamine::open_workbook(path).map_err(broken)?;
    let names = book.sheet_names();
    let name = match name {
        Some(name) => names.iter().find(|known| *known == name).ok_or_else(|| {
            Fault::new(format!("the workbook has no sheet `{name}`"))
                .at(Place::file(path))
                .hint(format!("it has: {}", names.join(", ")))
        })?,
        None => names
            .first()
            .ok_or_else(|| Fault::new("the workbook has no sheet").at(Place::file(path)))?,
    };
    Ok(rows(&mut book, name).map_err(broken)?)
}

fn rows<R: Read + Seek>(
    book: &mut Xlsx<R>,
    name: &str,
) -> std::result::Result<Sheet, calamine::XlsxError> {
    let mut cells = book.worksheet_cells_reader(name)?;
    let mut rows: Vec<(u64, Vec<(usize, Written)>)> = Vec::new();
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        let Some(written) = written(cell.get_value()) else { continue };
        let line = u64::from(row) + 1;
        match rows.last_mut().filter(|(last, _)| *last == line) {
            Some((_, row)) => row.push((column as usize, written)),
            None => rows.push((line, vec![(column as usize, written)])),
        }
    }
    for (_, row) in &mut rows {
        row.sort_by_key(|(column, _)| *column);
    }
    Ok(Sheet { rows })
}

/// `None` for an empty cell.
fn written(cell: &DataRef) -> Option<Written> {
    let (text, kind) = match cell {
        DataRef::Empty => return None,
        DataRef::Int(number) => (number.to_string(), Kind::Number),
        DataRef::Float(number) => (number.to_string(), Kind::Number),
        DataRef::String(text) => (text.trim().to_owned(), Kind::Text),
        DataRef::SharedString(text) => (text.trim().to_owned(), Kind::Text),
        DataRef::Bool(truth) => (truth.to_string(), Kind::Truth),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            (format!("{year:04}-{month:02}-{day:02}"), Kind::Date)
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (text.clone(), Kind::Date),
        DataRef::Error(error) => (Data::Error(error.clone()).to_string(), Kind::Error),
    };
    (!text.is_empty()).then_some(Written { text, kind })
}
