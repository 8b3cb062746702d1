//! The API's JSON pages, held as a whole and turned into rows.

use std::io::Read;
use std::path::Path;

use serde_json::{Map, Value};

use super::super::input::Input;
use crate::fault::{Fault, Place, Result};
use crate::ingest::holds::why;

/// A page has a few thousand rows, of a kilobyte or less.
const LONGEST: u64 = 128 << 20;
/// More columns than any table of this database has.
const WIDEST: usize = 400;

/// A header, and rows with the number of each.
pub(super) struct Table {
    pub header: Vec<String>,
    pub rows: Vec<(u64, Vec<String>)>,
}

impl Table {
    /// The column of a name, made where there is none yet.
    fn column(&mut self, name: &str) -> Option<usize> {
        if let Some(column) = self.header.iter().position(|h| h == name) {
            return Some(column);
        }
        if self.header.len() == WIDEST {
            return None;
        }
        self.header.push(name.to_owned());
        Some(self.header.len() - 1)
    }
}

/// Reads one page, a list of pages, or pages one after the other.
///
/// # Errors
/// No JSON, a message in place of data (quoted), a page without `data`, more columns than any has.
pub(super) fn read(path: &Path, input: Input) -> Result<Table> {
    let header = ["SeriesCode", "GeoAreaCode", "TimePeriod", "Value"].map(str::to_owned).to_vec();
    let mut table = Table { header, rows: Vec::new() };
    let input = std::io::BufReader::new(input.take(LONGEST));
    for value in serde_json::Deserializer::from_reader(input).into_iter::<Value>() {
        let value = value.map_err(|e| {
            Fault::new(format!("cannot read the file as JSON ({})", why(&e)))
                .at(Place::line(path, e.line() as u64))
                .hint("fetch it again; nothing of it was used")
                .hint("a file of pages may have up to 128 MB: keep each page in a file of its own")
        })?;
        match value {
            Value::Array(pages) => {
                pages.iter().try_for_each(|page| add_page(path, page, &mut table))?;
            }
            page => add_page(path, &page, &mut table)?,
        }
    }
    Ok(table)
}

fn add_page(path: &Path, page: &Value, table: &mut Table) -> Result<()> {
    let Some(rows) = page.get("data").and_then(Value::as_array) else {
        let told = ["message", "Message", "error", "title", "detail", "ExceptionMessage"]
            .iter()
            .find_map(|key| page.get(key))
            .map(flat);
        let short: String = told.unwrap_or_else(|| page.to_string()).chars().take(200).collect();
        return Err(Fault::new("the UN's service sent a message in place of data")
            .at(Place::line(path, 1))
            .hint(format!("it says: {short}"))
            .hint("expected a page of Series/Data: an object with `data`, a list of rows")
            .into());
    };
    for row in rows {
        let number = table.rows.len() as u64 + 1;
        let Some(row) = row.as_object() else {
            return Err(Fault::new(format!("row {number} of `data` is no object"))
                .at(Place::file(path))
                .hint(format!("found: {}", row.to_string().chars().take(200).collect::<String>()))
                .into());
        };
        let cells = cells_of(row, table).ok_or_else(|| {
            Fault::new(format!("the rows have more than {WIDEST} different fields"))
                .at(Place::file(path))
        })?;
        table.rows.push((number, cells));
    }
    Ok(())
}

/// The cells of a row; `None` where there are too many columns.
fn cells_of(row: &Map<String, Value>, table: &mut Table) -> Option<Vec<String>> {
    let mut cells: Vec<String> = Vec::new();
    let mut put = |name: &str, value: &Value| {
        let column = table.column(name)?;
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = flat(value);
        Some(())
    };
    for (key, value) in row {
        match (key.as_str(), value) {
            ("attributes" | "dimensions", Value::Object(parts)) => {
                parts.iter().try_for_each(|(name, value)| put(&format!("[{name}]"), value))?;
            }
            ("series", _) => put("SeriesCode", value)?,
            ("geoAreaCode", _) => put("GeoAreaCode", value)?,
            ("timePeriodStart", _) => put("TimePeriod", value)?,
            ("value", _) => put("Value", value)?,
            ("footnotes", _) => put("Footnotes", value)?,
            _ => put(key, value)?,
        }
    }
    Some(cells)
}

/// A value as one text; the parts of a list joined.
fn flat(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(parts) => {
            let parts: Vec<String> = parts.iter().map(flat).filter(|p| !p.is_empty()).collect();
            parts.join(" ")
        }
        other => other.to_string(),
    }
}
