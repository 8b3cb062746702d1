//! A file of a package.

use crate::fault::Result;
use crate::tables::{Format, Table, read_back};

/// What a file of the package is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What the edition was made from.
    Input,
    /// What it consists of.
    Output,
    /// A table of it in another form.
    Form(Format),
    /// The program, its data of other frameworks, and its documents.
    Program,
    /// What is written for the package.
    About,
}

/// A file of the package.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its path, with `/`.
    pub name: String,
    pub bytes: Vec<u8>,
    pub part: Part,
}

impl Item {
    pub(super) fn about(name: &str, text: String) -> Self {
        Item { name: name.to_owned(), bytes: text.into_bytes(), part: Part::About }
    }

    /// The name without its folders.
    pub(super) fn file(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or(&self.name)
    }

    /// Whether it is a table or the data of a figure.
    pub(super) fn is_table(&self) -> bool {
        self.part == Part::Output && self.name.ends_with(".csv")
    }

    /// The table it holds, where it is one that is declared.
    ///
    /// # Errors
    /// It is none any more.
    pub(super) fn table(&self) -> Result<Option<Table>> {
        if !self.is_table() || !self.name.starts_with("report/") {
            return Ok(None);
        }
        read_back(self.file(), &String::from_utf8_lossy(&self.bytes))
    }

    /// The media type, by the ending.
    pub(super) fn media_type(&self) -> &'static str {
        match self.name.rsplit('.').next().unwrap_or_default() {
            "csv" => "text/csv",
            "json" => "application/json",
            "parquet" => "application/vnd.apache.parquet",
            "pdf" => "application/pdf",
            "png" => "image/png",
            "svg" => "image/svg+xml",
            "html" => "text/html",
            "md" => "text/markdown",
            "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "gz" => "application/gzip",
            "zip" => "application/zip",
            _ => "text/plain",
        }
    }
}
