//! Tables made by hand, CSV or xlsx, with a sidecar `<file>.toml` that says what each column holds. What
//! the sidecar doesn't declare is never guessed: a text that is neither a number nor a declared word is
//! a problem.

mod proposal;
mod rows;
mod sidecar;

use std::collections::BTreeMap;

use super::account::{Account, Figure, Said};
use super::cells::{finite, number_in_place_of};
use super::problem::Rule;
use super::workbook::{Kind, Sheet, Written};
use super::{Expected, Ingested, Source};
use crate::fault::Result;
use crate::model::{ObsStatus, Sex};
use sidecar::{Layout, Values};

/// Reads one table.
///
/// # Errors
/// No sidecar (the fault prints one to be filled in), one that does not fit the table, a file that can't
/// be read.
pub(super) fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    let (sidecar, sheet) = rows::read(&source.path, expected)?;
    let layout = Layout::find(&sidecar, &source.path, &sheet)?;
    let mut account = Account::new(source, expected);
    for (line, row) in sheet.rows.iter().filter(|(line, _)| *line > sidecar.header) {
        layout.take(*line, row, &mut account);
    }
    let mut ingested = account.done();
    ingested.notes.extend(layout.percentages(&sheet).map(|name| {
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

    /// A year, also as the year of a date, or with the decimals that a spreadsheet gives it.
    fn year(&self, column: usize) -> &'r str {
        let Some(cell) = self.at(column) else { return "" };
        match cell.kind {
            Kind::Date => cell.text.get(..4).unwrap_or(&cell.text),
            _ => cell.text.strip_suffix(".0").unwrap_or(&cell.text),
        }
    }
}

impl Layout<'_> {
    /// Names of columns of values that are shown as percentages.
    fn percentages(&self, sheet: &Sheet) -> impl Iterator<Item = &str> {
        let is_shown = |values: &&Values| {
            let mut rows = sheet.rows.iter();
            rows.any(|(_, row)| {
                Cells(row).at(values.column).is_some_and(|cell| cell.kind == Kind::Percentage)
            })
        };
        self.values.iter().filter(is_shown).map(|values| self.names[values.column].as_str())
    }

    fn take(&self, line: u64, row: &[(usize, Written)], account: &mut Account) {
        let cells = Cells(row);
        for values in &self.values {
            self.take_value(values, &cells, line, account);
        }
    }

    fn take_value(&self, values: &Values, cells: &Cells, line: u64, account: &mut Account) {
        let series = match self.series {
            Some(column) => cells.text(column),
            None => &values.series,
        };
        if !account.wants(series) {
            return account.not_wanted();
        }
        let Some(value) = self.figure(values, cells) else {
            let found = cells.text(values.column);
            let expected = undeclared(found, values.words);
            account.row();
            account.fell(cells.text(self.area), Rule::NotANumber.name());
            return account.wrong(
                line,
                &self.names[values.column],
                found,
                &expected,
                Rule::NotANumber,
            );
        };
        let mut row = account.checked();
        let sex = match self.sex {
            Some(column) => Some(row.sex(cells.text(column))),
            None => values.sex,
        };
        let year = match (&values.year, self.year) {
            (Some(year), _) => (year.as_str(), "year"),
            (None, Some(column)) => (cells.year(column), self.names[column].as_str()),
            (None, None) => ("", "year"),
        };
        let note = self.note.map_or("", |column| cells.text(column));
        let said = Said {
            area: (cells.text(self.area), &self.names[self.area]),
            series,
            sex,
            year,
            value,
            written: (cells.text(values.column), &self.names[values.column]),
            status: ObsStatus::Published,
            source: self.source.map_or("", |column| cells.text(column)),
            remark: &note.split_whitespace().collect::<Vec<_>>().join(" "),
            wrong: row.offences,
        };
        let cell = |name: &str| self.names.iter().position(|n| n == name).map(|c| cells.text(c));
        account.take(&said, &String::new, &cell, || line);
    }

    /// The figure of a cell; `None` for a text that is not declared.
    fn figure(&self, values: &Values, cells: &Cells) -> Option<Figure> {
        let Some(cell) = cells.at(values.column) else { return Some(Figure::None) };
        if cell.text.is_empty() || self.missing.contains(&cell.text) {
            return Some(Figure::None);
        }
        if let Some(number) = values.words.get(&cell.text) {
            return Some(Figure::Number(*number));
        }
        let is_number = matches!(cell.kind, Kind::Text | Kind::Number | Kind::Percentage);
        let text = match (cell.kind, self.decimal) {
            (Kind::Text, ',') if !cell.text.contains('.') => &cell.text.replacen(',', ".", 1),
            (Kind::Text, ',') => "",
            _ => &cell.text,
        };
        finite(text).filter(|_| is_number).map(Figure::Number)
    }
}

fn undeclared(found: &str, words: &BTreeMap<String, f64>) -> String {
    let declared: Vec<&str> = words.keys().map(String::as_str).collect();
    let declared = match declared[..] {
        [] => "none is".to_owned(),
        _ => format!("declared: {}", declared.join(", ")),
    };
    let number = number_in_place_of(found);
    format!("{number}, or a word that the sidecar declares under `words` or `missing` ({declared})")
}

/// The sex that a sidecar names.
fn sex_of(text: &str) -> Option<Sex> {
    Sex::parse(text).filter(|_| !text.is_empty())
}
