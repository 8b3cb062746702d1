//! UN SDG database: its long tables (CSV of the API, exports of the portal, UNSD's own form, the same
//! in xlsx or as JSON pages of the API) and the wide exports of before 2018. Rows in, observations out;
//! figures that are bounds (`>95`) stay bounds.

mod columns;
mod legacy;
mod pages;
mod words;

use std::io::Read;
use std::path::Path;

use csv::StringRecord;

use super::account::Account;
use super::delimited::{Cells, Dialect, Head, scan};
use super::holds::Holds;
use super::input;
use super::input::Input;
use super::problem::Rule;
use super::reading::{Expected, Ingested, Source};
use super::sdmx::{Learned, settled};
use crate::fault::{Fault, Place, Result};
use columns::{UnsdgColumns, is_named};
use legacy::Years;
use pages::Table;

/// Reads one file: CSV (plain, gzip, or the one of a zip; padding cut off), xlsx, or JSON pages.
///
/// # Errors
/// What makes the whole file unusable: unreadable, a page of the web or a message in its place, a
/// missing column, no row at all.
pub(super) fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    settled(source, |learned| pass(source, expected, learned))
}

fn pass(source: &Source, expected: &Expected, learned: &Learned) -> Result<Ingested> {
    let path = &source.path;
    let account = Account::new(source, expected).after(learned);
    let account = match open(path)? {
        Form::Csv(input) => csv(path, input, account)?,
        Form::Table(table) => rows(path, &table, account)?,
    };
    match account.count.rows {
        0 => Err(without_rows(path).into()),
        _ => Ok(account.done()),
    }
}

/// The release that a file is of (`2026.Q2.G.01`), where it says.
///
/// # Errors
/// As of reading.
pub(super) fn vintage(path: &Path) -> Result<Option<String>> {
    const NAME: &str = "SeriesRelease";
    // Header and first row have less; a quote that is never closed must not be followed to the end.
    const BEGINNING: u64 = 1 << 20;
    let (header, first) = match open(path)? {
        Form::Table(table) => (table.header, table.rows.into_iter().next().map(|(_, row)| row)),
        Form::Csv(input) => {
            let mut reader = Dialect::COMMAS.reader(input.take(BEGINNING));
            let mut next = || reader.records().next().and_then(std::result::Result::ok);
            let texts = |r: StringRecord| r.iter().map(|c| c.trim().to_owned()).collect();
            (next().map_or(Vec::new(), texts), next().map(texts))
        }
    };
    let column = header.iter().position(|name| is_named(name, NAME));
    let release = column.and_then(|column| first?.get(column).cloned());
    Ok(release.filter(|text| !text.is_empty()))
}

/// How many pages the API has of what the file is one page of; `None` for other forms.
///
/// # Errors
/// A file that can't be opened.
pub(super) fn pages(path: &Path) -> Result<Option<u32>> {
    #[derive(serde::Deserialize)]
    struct Page {
        #[serde(rename = "totalPages")]
        total: Option<u32>,
    }
    let (holds, input) = input::find(path, Holds::is_text)?;
    if !holds.is_json() {
        return Ok(None);
    }
    let input = input::without_padding(input);
    let page: Option<Page> = serde_json::from_reader(std::io::BufReader::new(input)).ok();
    Ok(page.and_then(|page| page.total))
}

/// The file, as far as its form is known before it is read.
enum Form {
    Csv(Input),
    Table(Table),
}

fn open(path: &Path) -> Result<Form> {
    let (holds, input) = input::find(path, Holds::is_text)?;
    let input = input::in_utf8(input::without_padding(input));
    match holds.is_json() {
        true => Ok(Form::Table(pages::read(path, input)?)),
        false => Ok(Form::Csv(input)),
    }
}

fn without_rows(path: &Path) -> Fault {
    Fault::new("there is no row below the header").at(Place::file(path)).hint(
        "the UN's service answers requests that are too large with nothing: fetch series by series",
    )
}

/// One observation to a row, or to a year's column.
enum Shape {
    Long(UnsdgColumns),
    Wide(UnsdgColumns, Years),
}

impl Shape {
    fn find(path: &Path, header: &[String], line: u64, account: &mut Account) -> Result<Self> {
        let shape = match Years::find(header) {
            Some(years) => Shape::Wide(UnsdgColumns::find_wide(path, header, line)?, years),
            None => Shape::Long(UnsdgColumns::find(path, header, line)?),
        };
        let (Shape::Long(columns) | Shape::Wide(columns, _)) = &shape;
        account.evidence = columns.evidence();
        Ok(shape)
    }

    /// Footnotes run over lines; lines that name the row's series are rows that a stray quote has
    /// swallowed, where they have as many commas as a row, or have made this one too long or too short.
    fn refuse_swallowed_rows(&self, path: &Path, cells: &Cells) -> Result<()> {
        let (Shape::Long(columns) | Shape::Wide(columns, _)) = self;
        let (series, width) = (cells.text(columns.series), columns.names.len());
        let is_row = |line: &str| {
            let fits = cells.len() != width || line.matches(',').count() + 1 >= width;
            fits && !series.is_empty() && line.contains(series)
        };
        let broken =
            (0..cells.len()).filter(|at| memchr::memchr(b'\n', cells.bytes(*at)).is_some());
        let swallows = |at: usize| cells.text(at).lines().skip(1).any(is_row);
        if !broken.into_iter().any(swallows) {
            return Ok(());
        }
        Err(Fault::new("a quoted field runs over lines that read as rows of their own")
            .at(Place::line(path, cells.line()))
            .hint("a quote in this line is not closed where it should be; nothing of the file was used")
            .into())
    }

    /// Takes a record; `width` is how many cells it has.
    fn take<'r>(
        &'r self,
        width: usize,
        text: &dyn Fn(usize) -> &'r str,
        line: &dyn Fn() -> u64,
        account: &mut Account,
    ) {
        let (Shape::Long(columns) | Shape::Wide(columns, _)) = self;
        if width != columns.names.len() {
            account.row();
            let expected = format!("{} fields, as in the header", columns.names.len());
            return account.wrong(
                line(),
                "",
                &format!("{width} fields"),
                &expected,
                Rule::FieldCount,
            );
        }
        match self {
            Shape::Long(columns) => columns.take(text, line, account),
            Shape::Wide(columns, years) => years.take(columns, text, line, account),
        }
    }
}

fn csv<'a>(path: &Path, input: Input, account: Account<'a>) -> Result<Account<'a>> {
    let is_header = |record: &StringRecord| record.iter().any(|h| is_named(h, "SeriesCode"));
    let open = |head: &Head, account: &mut Account<'a>| {
        let header: Vec<String> = head.header.iter().map(|h| h.trim().to_owned()).collect();
        Shape::find(path, &header, head.line, account)
    };
    let take = |shape: &Shape, cells: &Cells, account: &mut Account| {
        shape.refuse_swallowed_rows(path, cells)?;
        shape.take(cells.len(), &|column| cells.text(column), &|| cells.line(), account);
        Ok(())
    };
    Ok(scan(path, input, Dialect::COMMAS, is_header, account, open, take)?.1)
}

fn rows<'a>(path: &Path, table: &Table, mut account: Account<'a>) -> Result<Account<'a>> {
    let shape = Shape::find(path, &table.header, 1, &mut account)?;
    for (line, row) in &table.rows {
        let text = |column: usize| row.get(column).map_or("", String::as_str);
        // A page leaves out what is empty.
        shape.take(table.header.len(), &text, &|| *line, &mut account);
    }
    Ok(account)
}
