//! Tables made by hand, CSV or xlsx, with a sidecar `<file>.toml` that says what each column holds. What
//! the sidecar doesn't declare is never guessed: a text that is neither a number nor a declared word is
//! a problem.

mod proposal;
mod rows;
mod sidecar;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::account::Account;
use super::number::finite;
use super::problem::Rule;
use super::reading::{Expected, Ingested, Source};
use super::said::ObsValue;
use super::sdmx::{Learned, settled};
use super::workbook::{Kind, Sheet, Written};
use super::writing::Marks;
use crate::fault::{Fault, Faults, Result};
use sidecar::{Layout, Sidecar, Values};

/// Reads one table.
///
/// # Errors
/// No sidecar (the fault prints one to be filled in), one that does not fit the table, a file that can't
/// be read.
pub(super) fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    let (sidecar, sheet) = rows::read(&source.path, expected)?;
    settled(source, |learned| pass((&sidecar, &sheet), source, expected, learned))
}

/// Rows of a workbook's sheet by their number, cells parted by commas.
///
/// # Errors
/// Those of [`read`].
pub(super) fn rows_as_written(path: &Path, rows: &BTreeSet<u64>) -> Result<BTreeMap<u64, String>> {
    let expected = Expected::default();
    let (_, sheet) = rows::read(path, &expected)?;
    let wanted = sheet.rows.iter().filter(|(number, _)| rows.contains(number));
    Ok(wanted.map(|(number, row)| (*number, Sheet::texts(row).join(","))).collect())
}

fn pass(
    (sidecar, sheet): (&Sidecar, &Sheet),
    source: &Source,
    expected: &Expected,
    learned: &Learned,
) -> Result<Ingested> {
    let layout = Layout::find(sidecar, source, sheet, learned)?;
    Faults::check(layout.asked(sheet, sidecar.header, &source.path), ())?;
    let mut account = Account::new(source, expected).after(learned);
    if let Some(first) = layout.values.first() {
        account.evidence = first.columns.evidence();
    }
    for (line, row) in sheet.rows.iter().filter(|(line, _)| *line > sidecar.header) {
        for values in &layout.values {
            values.take(&Cells(row), &layout, *line, &mut account);
        }
    }
    let mut ingested = account.done();
    ingested.notes.extend(layout.percentages(sheet).map(|name| {
        let name_of_file = &source.name;
        format!("{name_of_file}: the percentages of `{name}` are read as the fractions they are kept as (5.7 % is 0.057)")
    }));
    let (origin, licence) = (&sidecar.origin, &sidecar.licence);
    ingested.notes.push(format!("{}: taken from {origin}; licence: {licence}", source.name));
    Ok(ingested)
}

/// One row of the table by its columns.
struct Cells<'r>(&'r [(usize, Written)]);

impl<'r> Cells<'r> {
    fn at(&self, column: usize) -> Option<&'r Written> {
        self.0.iter().find(|(at, _)| *at == column).map(|(_, cell)| cell)
    }

    fn text(&self, column: usize) -> &'r str {
        self.at(column).map_or("", |cell| &cell.text)
    }

    /// The same; of a date of a spreadsheet its year.
    fn plain(&self, column: usize) -> &'r str {
        match self.at(column) {
            Some(cell) if cell.kind == Kind::Date => cell.text.get(..4).unwrap_or(&cell.text),
            _ => self.text(column),
        }
    }
}

impl Layout<'_> {
    /// What must be asked of the columns of values where the sidecar does not say how they are written.
    fn asked(&self, sheet: &Sheet, header: u64, path: &Path) -> Vec<Fault> {
        let seen = |values: &Values| {
            let mut marks = Marks::default();
            let rows = sheet.rows.iter().filter(|(line, _)| *line > header);
            let cells = rows.filter_map(|(_, row)| Cells(row).at(values.column));
            let is_text = |cell: &&Written| {
                cell.kind == Kind::Text
                    && !values.words.contains_key(&cell.text)
                    && !self.missing.contains(&cell.text)
            };
            cells.filter(is_text).for_each(|cell| marks.see(&cell.text));
            (values.name.clone(), marks)
        };
        match self.writing.is_said() {
            true => Vec::new(),
            false => Marks::all_asked(path, &self.values.iter().map(seen).collect::<Vec<_>>()),
        }
    }

    /// Names of columns of values that are shown as percentages.
    fn percentages(&self, sheet: &Sheet) -> impl Iterator<Item = &str> {
        let is_shown = |values: &&Values| {
            let mut rows = sheet.rows.iter();
            rows.any(|(_, row)| {
                Cells(row).at(values.column).is_some_and(|cell| cell.kind == Kind::Percentage)
            })
        };
        self.values.iter().filter(is_shown).map(|values| values.name.as_str())
    }
}

impl Values<'_> {
    fn take(&self, cells: &Cells, layout: &Layout, line: u64, account: &mut Account) {
        let said = |at: usize| self.said.get(at).map_or("", String::as_str);
        let width = self.columns.width() - self.said.len();
        let cell = |at: usize| if at < width { cells.plain(at) } else { said(at - width) };
        if !account.wants(self.columns.series_of(&cell)) {
            return account.not_wanted();
        }
        let figure = self.figure(cells, layout);
        if figure.is_none() && !self.columns.deletes(&cell) {
            let found = cells.text(self.column);
            let expected = undeclared(found, self.words, layout);
            account.row();
            account.fell(self.columns.area_of(&cell), Rule::NotANumber.name());
            return account.wrong(line, &self.name, found, &expected, Rule::NotANumber);
        }
        let figure = figure.unwrap_or(ObsValue::Unreadable);
        self.columns.take_figure(figure, &cell, account, || line);
    }

    /// The figure of a cell; `None` for a text that is not declared.
    fn figure(&self, cells: &Cells, layout: &Layout) -> Option<ObsValue> {
        let Some(cell) = cells.at(self.column) else { return Some(ObsValue::None) };
        if cell.text.is_empty() || layout.missing.contains(&cell.text) {
            return Some(ObsValue::None);
        }
        if let Some(number) = self.words.get(&cell.text) {
            return Some(ObsValue::Number(*number));
        }
        let is_number = matches!(cell.kind, Kind::Text | Kind::Number | Kind::Percentage);
        let number = match cell.kind {
            Kind::Text => layout.writing.number(&cell.text),
            _ => finite(&cell.text),
        };
        number.filter(|_| is_number).map(ObsValue::Number)
    }
}

fn undeclared(found: &str, words: &BTreeMap<String, f64>, layout: &Layout) -> String {
    let declared = words.keys().chain(layout.missing).map(String::as_str);
    let declared: Vec<&str> = declared.collect();
    let declared = match declared[..] {
        [] => "none is".to_owned(),
        _ => format!("declared: {}", declared.join(", ")),
    };
    let number = layout.writing.expected(found);
    format!("{number}, or a word that the sidecar declares under `words` or `missing` ({declared})")
}
