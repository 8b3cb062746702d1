//! A sidecar for a table that has none, proposed by what its columns hold; where that can't be told,
//! none is, with the reason.

mod columns;
mod writings;

use std::collections::BTreeSet;
use std::path::Path;

use super::super::area_codes::AreaCodes;
use super::super::writing::{Marks, Writing};
use crate::ingest::delimited::Dialect;
use crate::ingest::number::{finite, number_in_place_of};
use crate::ingest::workbook::{Kind, Sheet, Written};
use columns::{Column, SERIES, YEARS, area_by_cells, area_by_name, columns, is_year, nameless};
use writings::{MISSING, numbers_of, writing_of};

/// Lines that are looked at for a header.
const LINES: usize = 20;

/// What is known of a table beside its cells.
pub(super) struct Table<'t> {
    /// The sheet, where the workbook has several.
    pub sheet: Option<&'t str>,
    pub separator: u8,
    /// What its figures are called where nothing in it says so.
    pub series: &'t str,
}

/// The text of a sidecar for a sheet; or why none can be proposed.
pub(super) fn propose(
    sheet: &Sheet,
    table: &Table,
    codes: Option<&AreaCodes>,
) -> Result<String, String> {
    let mut why = None;
    for by_cells in [true, false] {
        for header in 0..sheet.rows.len().min(LINES) {
            let columns = columns(sheet, header);
            // What is a figure is no name.
            if columns.iter().any(|c| finite(c.name).is_some() && !is_year(c.name)) {
                continue;
            }
            let area = match codes.filter(|_| by_cells) {
                Some(codes) => area_by_cells(&columns, codes),
                None => area_by_name(&columns),
            };
            let Some(area) = area else { continue };
            match Parts::of(&columns, area) {
                Ok(parts) => {
                    nameless(sheet, header)?;
                    let rows = &sheet.rows[header + 1..];
                    parts.ask(rows)?;
                    let series = parts.told_apart_by(rows)?;
                    return Ok(parts.text(table, sheet.rows[header].0, series));
                }
                Err(said) => why = why.or(Some(said)),
            }
        }
    }
    Err(why.unwrap_or_else(|| "no column holds codes or names of areas that are known".to_owned()))
}

/// What parts the fields of a text: that by which most of its first lines have the same several fields.
pub(super) fn separator_of(text: &[u8]) -> u8 {
    let score = |separator: &u8| {
        let dialect = Dialect { separator: *separator, ..Dialect::COMMAS };
        let records = dialect.reader(text).into_records().take(LINES).flatten();
        let widths: Vec<usize> = records.map(|record| record.len()).collect();
        let alike = |width: &usize| widths.iter().filter(|w| *w == width).count() * (width - 1);
        widths.iter().map(alike).max().unwrap_or_default()
    };
    // Of equals the last.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(score).unwrap_or(b',')
}

/// The column of years.
///
/// # Errors
/// It holds parts of years.
fn year_of<'c>(
    mut columns: impl Iterator<Item = &'c Column<'c>> + Clone,
) -> Result<Option<&'c Column<'c>>, String> {
    let is_whole = |cell: &&&Written| cell.kind == Kind::Date || is_year(&cell.text);
    let is_dated =
        |c: &&Column| c.is_called(&YEARS) && c.all(|text| is_year(text.get(..4).unwrap_or("")));
    let odd = |c: &Column<'c>| c.cells.iter().find(|cell| !is_whole(cell)).copied();
    if let Some(whole) = columns.clone().find(|c| is_dated(c) && odd(c).is_none()) {
        return Ok(Some(whole));
    }
    let part =
        columns.find_map(|c| odd(c).filter(|_| is_dated(&c)).map(|cell| (c.name, &cell.text)));
    part.map_or(Ok(None), |(name, text)| {
        Err(format!("`{name}` holds `{text}`: only years are read; write the year alone"))
    })
}

/// A line with the cells that stand in it.
type Row = (u64, Vec<(usize, Written)>);

fn cell(row: &[(usize, Written)], at: usize) -> Option<&Written> {
    row.iter().find(|(column, _)| *column == at).map(|(_, cell)| cell)
}

/// What the columns of a table are.
struct Parts<'c> {
    columns: &'c [Column<'c>],
    area: usize,
    year: Option<&'c Column<'c>>,
    sex: Option<&'c Column<'c>>,
    values: Vec<&'c Column<'c>>,
    /// Whether each column of values is of a year.
    is_yearly: bool,
    /// How its numbers are written.
    writing: Writing,
}

impl<'c> Parts<'c> {
    /// # Errors
    /// No column of numbers; one that stands twice; numbers that could be two, or are not written alike.
    fn of(columns: &'c [Column<'c>], area: usize) -> Result<Self, String> {
        let others = || columns.iter().filter(|c| c.at != area);
        let year = year_of(others())?;
        let sex = others().find(|c| c.is_of_sexes());
        let taken = [year, sex].map(|part| part.map(|c| c.at));
        let is_free = |c: &&Column| !taken.contains(&Some(c.at)) && !c.is_code() && !c.is_beside();
        let writing = writing_of(others().filter(is_free))?;
        // A formula without a result is one of a number, and told as a problem when it is read.
        let is_number = |cell: &Written| {
            numbers_of(cell, std::iter::once(writing)).next().is_some()
                || cell.text.starts_with('=')
        };
        let is_value = |c: &&Column| {
            is_free(c)
                && c.most(|cell| is_number(cell) || MISSING.contains(&cell.text.as_str()))
                && c.cells.iter().any(|cell| is_number(cell))
        };
        let of_years = || others().filter(|c| c.year().is_some() && !c.cells.is_empty());
        let is_yearly = of_years().count() > usize::from(year.is_some());
        if let Some(column) = of_years().find(|c| is_yearly && !is_value(c)) {
            return Err(without_numbers(std::slice::from_ref(column)));
        }
        let is_read = |c: &&Column| is_value(c) && (!is_yearly || c.year().is_some());
        let values: Vec<&Column> = others().filter(is_read).collect();
        // Years with a mark, quarters, months: what heads such columns is no name of a series.
        let mut dated = others().filter(|c| is_value(c) && c.year().is_none() && c.holds_a_year());
        if let Some(column) = dated.next().filter(|_| is_yearly || dated.next().is_some()) {
            return Err(format!(
                "`{}` heads a column by a year and more: only years are read; write the year alone, or say it in a sidecar: `year` of each `[[value]]`",
                column.name
            ));
        }
        let twice = |c: &&&Column| columns.iter().filter(|other| other.name == c.name).count() > 1;
        if let Some(column) = values.iter().find(twice) {
            return Err(format!("the column `{}` stands twice", column.name));
        }
        if values.is_empty() {
            return Err(without_numbers(columns));
        }
        Ok(Parts { columns, area, year, sex, values, is_yearly, writing })
    }

    fn is_key(&self, column: &Column) -> bool {
        let of = |part: Option<&Column>| part.is_some_and(|part| part.at == column.at);
        column.at == self.area || of(self.year) || of(self.sex)
    }

    /// # Errors
    /// Numbers that could be two, in a column in which none tells.
    fn ask(&self, rows: &[Row]) -> Result<(), String> {
        if self.writing != Writing::default() {
            return Ok(());
        }
        let seen = |column: &&Column| {
            let mut marks = Marks::default();
            let cells = rows.iter().filter_map(|(_, row)| cell(row, column.at));
            let numbers = cells.filter(|c| c.kind == Kind::Text && finite(&c.text).is_some());
            numbers.for_each(|cell| marks.see(&cell.text));
            (column.name.to_owned(), marks)
        };
        let marks: Vec<_> = self.values.iter().map(seen).collect();
        let asked = Marks::all_asked(Path::new(""), &marks).into_iter().next();
        asked.map_or(Ok(()), |fault| {
            Err(format!("{}: say which in a sidecar, by `decimal` or `thousands`", fault.message))
        })
    }

    /// The column of series: one that has several, or else that tells rows of one area, year and sex apart.
    ///
    /// # Errors
    /// No column does, or one that is not of series, or more than its values are of no one series.
    fn told_apart_by(&self, rows: &[Row]) -> Result<Option<&Column<'c>>, String> {
        let is_apart = |more: Option<&Column>| {
            let keys = self.columns.iter().filter(|c| self.is_key(c)).chain(more);
            let keys: Vec<usize> = keys.map(|c| c.at).collect();
            let mut seen = BTreeSet::new();
            // A date of a spreadsheet stands for its year.
            let plain = |cell: &'_ Written| match cell.kind {
                Kind::Date => cell.text.chars().take(4).collect(),
                _ => cell.text.clone(),
            };
            rows.iter().all(|(_, row)| {
                let text = |at: &usize| cell(row, *at).map(plain);
                // A line of notes below the table is no row of it.
                row.len() < 2 || seen.insert(keys.iter().map(text).collect::<Vec<_>>())
            })
        };
        let is_value = |c: &Column| self.values.iter().any(|value| value.at == c.at);
        let others = || self.columns.iter().filter(|c| !self.is_key(c) && !is_value(c));
        let several = |c: &&Column| {
            let cells = rows.iter().filter_map(|(_, row)| cell(row, c.at));
            cells.map(|cell| &cell.text).collect::<BTreeSet<_>>().len()
        };
        let named = || others().filter(|c| c.is_called(&SERIES));
        if is_apart(None) {
            let is_one = self.is_yearly || self.values.len() == 1;
            let named = named().filter(|c| is_one && several(c) > 1);
            return Ok(named.min_by_key(several));
        }
        let telling = |c: &&Column| is_apart(Some(c));
        // A code of an area's own series (`KEN.LUR.A`) has more of them than that of an indicator.
        match named().filter(telling).min_by_key(several) {
            Some(column) if self.is_yearly || self.values.len() == 1 => Ok(Some(column)),
            Some(column) => {
                Err(format!("`{}` tells rows apart, and several columns hold numbers", column.name))
            }
            None => {
                let by = others().find(telling);
                let (by, how) = by.map_or(("no one column".to_owned(), String::new()), |c| {
                    let name = c.name;
                    (
                        format!("`{name}`"),
                        format!("say so in a sidecar, `breakdowns = [{name:?}]`, "),
                    )
                });
                Err(format!(
                    "several rows are of the same area and year, and {by} tells them apart: {how}keep a table for each, or write SDMX-CSV"
                ))
            }
        }
    }

    fn text(&self, table: &Table, header: u64, series: Option<&Column>) -> String {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let name = |c: &Column| quoted(c.name);
        let mark = |mark: Option<char>| mark.map(|mark| quoted(&mark.to_string()));
        let area = self.columns.iter().find(|c| c.at == self.area);
        let no_year = "\"\"   # the column of years, or a number: the year of all values";
        let lines = [
            ("origin", Some("\"\"   # where the table was taken from, and when".to_owned())),
            ("licence", Some(quoted(""))),
            ("sheet", table.sheet.map(quoted)),
            ("header", Some(header.to_string())),
            (
                "separator",
                (table.separator != b',').then(|| quoted(&char::from(table.separator).to_string())),
            ),
            ("decimal", mark(self.writing.decimal)),
            ("thousands", mark(self.writing.thousands)),
            ("area", area.map(name)),
            ("year", self.year.map(name).or_else(|| (!self.is_yearly).then(|| no_year.to_owned()))),
            ("sex", self.sex.map(name)),
            ("series", series.map(name)),
            (
                "missing",
                Some(format!("{}   # words for \"no figure\", such as \"n/a\"", self.missing())),
            ),
            (
                "words",
                Some("{}   # words that stand for numbers, such as { yes = 1, no = 0 }".to_owned()),
            ),
        ];
        let mut text = String::new();
        for (key, value) in lines {
            text += &value.map_or(String::new(), |value| format!("{key} = {value}\n"));
        }
        let is_read = |c: &Column| {
            self.is_key(c)
                || series.is_some_and(|s| s.at == c.at)
                || self.values.iter().any(|v| v.at == c.at)
        };
        let unread: Vec<&str> =
            self.columns.iter().filter(|c| !is_read(c)).map(|c| c.name).collect();
        if !unread.is_empty() {
            text += &format!("# not declared: {}\n", unread.join(", ").replace(['\r', '\n'], " "));
        }
        for column in &self.values {
            text += &format!("\n[[value]]\ncolumn = {}\n", name(column));
            if series.is_none() {
                let series = if self.is_yearly { table.series } else { column.name };
                text += &format!("series = {}\n", quoted(series));
            }
            if let Some(year) = column.year().filter(|_| self.is_yearly) {
                text += &format!("year = {year}\n");
            }
        }
        text
    }

    /// Words for "no figure" that stand among the values.
    fn missing(&self) -> String {
        let cells = self.values.iter().flat_map(|c| &c.cells).map(|cell| cell.text.as_str());
        let words: BTreeSet<&str> = cells.filter(|text| MISSING.contains(text)).collect();
        let words: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
        format!("[{}]", words.join(", "))
    }
}

/// Why no column is one of values: what stands where a number should.
fn without_numbers(columns: &[Column]) -> String {
    let is_like = |text: &str| {
        text.trim_start_matches(['-', '–', '−', '(']).starts_with(|c: char| c.is_ascii_digit())
    };
    let odd = |column: &Column| {
        let all = column.all(is_like);
        let cell = column.cells.iter().find(|cell| finite(&cell.text).is_none())?;
        all.then(|| (column.name.to_owned(), cell.text.clone()))
    };
    match columns.iter().find_map(odd) {
        Some((name, text)) => {
            format!("`{name}` holds `{text}`; expected: {}", number_in_place_of(&text))
        }
        None => "no column holds numbers (words that stand for them must be declared)".to_owned(),
    }
}
