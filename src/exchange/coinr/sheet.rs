//! A CSV file in, its cells with their lines out; what is wrong with its form is collected.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::columns::MISSING;
use crate::fault::{Fault, Faults, Place};
use crate::ingest::{Text, finite, read_text, rows, twice, uneven};

/// A table as it stands in a file. Cells are trimmed.
pub(super) struct CsvTable {
    pub file: PathBuf,
    pub header: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
    pub notes: Vec<String>,
}

impl CsvTable {
    /// Reads the file; `None` where there is no table to go on with. Faults of its form: not UTF-8,
    /// other separators, columns without a name or twice, rows of another length.
    pub fn read(file: &Path, faults: &mut Vec<Fault>) -> Option<CsvTable> {
        let text = match read_text(file) {
            Ok(Text { text, .. }) => text,
            Err(Faults(more)) => {
                faults.extend(more);
                return None;
            }
        };
        let mut rows = match rows(file, text.as_bytes(), b',') {
            Ok(rows) => rows.into_iter(),
            Err(Faults(more)) => {
                faults.extend(more);
                return None;
            }
        };
        let header = rows.next().map(|(_, header)| header).unwrap_or_default();
        if let Some(fault) = other_separator(file, &header) {
            faults.push(fault);
            return None;
        }
        let mut sheet =
            CsvTable { file: file.to_owned(), header, rows: Vec::new(), notes: Vec::new() };
        rows.for_each(|(line, cells)| sheet.take(line, cells, faults));
        sheet.drop_row_names();
        sheet.check_header(faults);
        if sheet.rows.is_empty() {
            let fault = Fault::new("there are no rows under the header").at(Place::file(file));
            faults.push(fault.hint("is it the whole file?"));
        }
        Some(sheet)
    }

    fn take(&mut self, line: u64, cells: Vec<String>, faults: &mut Vec<Fault>) {
        if cells.iter().all(String::is_empty) {
            return;
        }
        match cells.len() == self.header.len() {
            true => self.rows.push((line, cells)),
            false => {
                let place = Place::line(&self.file, line);
                faults.push(uneven(cells.len(), self.header.len(), place));
            }
        }
    }

    /// R writes the names of its rows as a first column without a name, unless told not to.
    fn drop_row_names(&mut self) {
        if self.header.len() > 1 && self.header[0].is_empty() {
            self.header.remove(0);
            self.rows.iter_mut().for_each(|(_, cells)| drop(cells.remove(0)));
            let file = self.file.display();
            self.notes.push(format!("{file}: the first column has no name; read as R's row names"));
        }
    }

    fn check_header(&self, faults: &mut Vec<Fault>) {
        let mut seen = BTreeSet::new();
        for (position, name) in self.header.iter().enumerate() {
            let at = Place::line(&self.file, 1);
            if name.is_empty() {
                let message = format!("column {} has no name", position + 1);
                faults.push(Fault::new(message).at(at).hint("name it or remove it"));
            } else if !seen.insert(name) {
                faults.push(twice(name, at.column(name)));
            }
        }
    }

    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|h| h == name)
    }

    pub fn rows(&self) -> std::ops::Range<usize> {
        0..self.rows.len()
    }

    pub fn line(&self, row: usize) -> u64 {
        self.rows[row].0
    }

    /// The cell as it stands.
    pub fn text(&self, row: usize, column: usize) -> &str {
        &self.rows[row].1[column]
    }

    /// The cell, unless it is empty or R's word for what is missing.
    pub fn cell(&self, row: usize, column: usize) -> Option<&str> {
        Some(self.text(row, column)).filter(|text| !text.is_empty() && *text != MISSING)
    }

    /// The cell of a column that may not be there.
    pub fn named(&self, row: usize, column: &str) -> Option<&str> {
        self.cell(row, self.column(column)?)
    }

    /// The number of a cell; a fault where it holds something else.
    pub fn number(&self, row: usize, column: &str, faults: &mut Vec<Fault>) -> Option<f64> {
        let text = self.named(row, column)?;
        let number = finite(text);
        if number.is_none() {
            faults.push(self.wrong(
                row,
                column,
                text,
                "a number",
                "write it with a decimal point; leave it empty or NA where it is missing",
            ));
        }
        number
    }

    pub fn place(&self, row: usize, column: &str) -> Place {
        Place::line(&self.file, self.line(row)).column(column)
    }

    /// A cell that holds something else than expected.
    pub fn wrong(
        &self,
        row: usize,
        column: &str,
        found: &str,
        expected: &str,
        hint: &str,
    ) -> Fault {
        let found = if found.is_empty() { "nothing".to_owned() } else { format!("`{found}`") };
        Fault::new(format!("found {found}, expected {expected}"))
            .at(self.place(row, column))
            .hint(hint)
    }
}

/// A header that is one field because its fields are separated by something else.
fn other_separator(file: &Path, header: &[String]) -> Option<Fault> {
    let [only] = header else { return None };
    let (name, _) =
        [("semicolons", ';'), ("tabs", '\t')].into_iter().find(|(_, c)| only.contains(*c))?;
    let message =
        format!("the file is separated by {name}; commas and decimal points are expected");
    let hint = "save it as CSV with commas; in R, write.csv() and not write.csv2()";
    Some(Fault::new(message).at(Place::line(file, 1)).hint(hint))
}
