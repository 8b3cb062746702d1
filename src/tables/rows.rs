//! A table too long to hold in memory, written row by row.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::text;
use crate::fault::{Fault, Result};

/// A CSV file being written.
pub struct Rows {
    path: PathBuf,
    to: BufWriter<File>,
}

impl Rows {
    /// Opens the file and writes its header, quoted where needed.
    pub fn create(path: &Path, header: impl Iterator<Item = String>) -> Result<Self> {
        let fault = |e: &std::io::Error| Fault::io("write the file", path, e);
        let line = text::rows_csv_text([header.collect::<Vec<_>>()]);
        let mut to = BufWriter::new(File::create(path).map_err(|e| fault(&e))?);
        to.write_all(line.as_bytes()).map_err(|e| fault(&e))?;
        Ok(Rows { path: path.to_owned(), to })
    }

    /// Adds rows of numbers that are joined by commas already.
    pub fn add(&mut self, rows: &[String]) -> Result<()> {
        let written = rows.iter().try_for_each(|row| writeln!(self.to, "{row}"));
        written.map_err(|e| Fault::io("write the file", &self.path, &e).into())
    }

    pub fn end(mut self) -> Result<()> {
        self.to.flush().map_err(|e| Fault::io("write the file", &self.path, &e).into())
    }
}
