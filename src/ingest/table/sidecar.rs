//! What a sidecar declares, and where in the table that stands.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Sheet, sex_of};
use crate::fault::{Fault, Faults, Place, Result};
use crate::model::Sex;

/// A sidecar as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sidecar {
    /// Where the table was taken from, and when.
    pub origin: String,
    pub licence: String,
    /// The line that the header stands on.
    #[serde(default = "first_line")]
    pub header: u64,
    /// The sheet of a workbook; where none is named, the one that has the columns.
    pub sheet: Option<String>,
    /// What parts the fields of a CSV.
    #[serde(default = "comma")]
    pub separator: char,
    /// What parts the decimals of a number that is text.
    #[serde(default = "point")]
    decimal: char,
    /// The column of codes or names of areas.
    area: String,
    /// The column of years, or the one year of all values.
    year: Option<Year>,
    /// The column of codes of series, where a row is about one.
    series: Option<String>,
    /// The column of sexes (T, F, M).
    sex: Option<String>,
    source: Option<String>,
    note: Option<String>,
    /// Words for "no figure".
    #[serde(default)]
    missing: Vec<String>,
    /// Words that stand for numbers, in every column of values.
    #[serde(default)]
    words: BTreeMap<String, f64>,
    value: Vec<ValueColumn>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Year {
    Fixed(i32),
    Column(String),
}

/// A column of values.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ValueColumn {
    column: String,
    /// The series, where the whole column is of one.
    series: Option<String>,
    /// The year, where the whole column is of one.
    year: Option<i32>,
    sex: Option<String>,
    /// Words that stand for numbers in this column, in place of those of all.
    words: Option<BTreeMap<String, f64>>,
}

fn first_line() -> u64 {
    1
}

fn comma() -> char {
    ','
}

fn point() -> char {
    '.'
}

impl Sidecar {
    /// Whether a sheet has all the columns that are named.
    pub fn fits(&self, sheet: &Sheet) -> bool {
        let header = sheet.rows.iter().find(|(line, _)| *line == self.header);
        let has = |name: &String| {
            header.is_some_and(|(_, row)| row.iter().any(|(_, cell)| cell.text == *name))
        };
        has(&self.area) && self.value.iter().all(|value| has(&value.column))
    }
}

/// Positions of the columns that a sidecar names.
pub(super) struct Layout<'s> {
    pub names: Vec<String>,
    pub area: usize,
    pub year: Option<usize>,
    pub series: Option<usize>,
    pub sex: Option<usize>,
    pub source: Option<usize>,
    pub note: Option<usize>,
    pub decimal: char,
    pub missing: &'s [String],
    pub values: Vec<Values<'s>>,
}

/// A column of values, by its position.
pub(super) struct Values<'s> {
    pub column: usize,
    pub series: String,
    pub year: Option<String>,
    pub sex: Option<Sex>,
    pub words: &'s BTreeMap<String, f64>,
}

/// The file beside a table.
pub(super) fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".toml");
    path.with_file_name(name)
}

impl<'s> Layout<'s> {
    /// Finds the columns in the sheet.
    ///
    /// # Errors
    /// All that doesn't fit: no header on that line, columns that are not there or stand twice, values
    /// without a series or a year.
    pub fn find(sidecar: &'s Sidecar, path: &Path, sheet: &Sheet) -> Result<Self> {
        let file = beside(path);
        let header = sheet.rows.iter().find(|(line, _)| *line == sidecar.header);
        let Some((line, header)) = header else {
            return Err(Fault::new(format!("line {} of the table is empty", sidecar.header))
                .at(Place::file(path))
                .hint(format!("say where its header stands: `header = …` in {}", file.display()))
                .into());
        };
        let names = Sheet::texts(header);
        let mut search =
            Search { names: &names, place: Place::line(path, *line), faults: Vec::new() };
        let area = search.column(&sidecar.area);
        let year = match &sidecar.year {
            Some(Year::Column(name)) => Some(search.column(name)),
            _ => None,
        };
        let parts = [&sidecar.series, &sidecar.sex, &sidecar.source, &sidecar.note];
        let [series, sex, source, note] =
            parts.map(|name| name.as_ref().map(|name| search.column(name)));
        let mut values = Vec::new();
        for one in &sidecar.value {
            values.push(one.find(sidecar, &file, &mut search));
        }
        if values.is_empty() {
            search
                .faults
                .push(Fault::new("the sidecar names no column of values").at(Place::file(&file)));
        }
        if !matches!(sidecar.decimal, '.' | ',') {
            let fault = Fault::new(format!("`{}` can't part decimals", sidecar.decimal));
            search.faults.push(fault.at(Place::file(&file)).hint("`decimal` is \".\" or \",\""));
        }
        let (faults, missing) = (search.faults, &sidecar.missing[..]);
        let decimal = sidecar.decimal;
        let layout =
            Layout { names, area, year, series, sex, source, note, decimal, missing, values };
        Faults::check(faults, layout)
    }
}

/// Looks for columns and collects what is wrong.
struct Search<'n> {
    names: &'n [String],
    place: Place,
    faults: Vec<Fault>,
}

impl Search<'_> {
    fn column(&mut self, name: &str) -> usize {
        let mut positions = (0..self.names.len()).filter(|at| self.names[*at] == name);
        let first = positions.next();
        if first.is_none() || positions.next().is_some() {
            let what = if first.is_none() { "is not there" } else { "stands twice" };
            let fault = Fault::new(format!("the column `{name}` that the sidecar names {what}"))
                .at(self.place.clone())
                .hint(format!("found the columns: {}", self.names.join(", ")))
                .nearest(name, self.names.iter().map(String::as_str));
            self.faults.push(fault);
        }
        first.unwrap_or_default()
    }
}

impl ValueColumn {
    fn find<'s>(&'s self, sidecar: &'s Sidecar, file: &Path, search: &mut Search) -> Values<'s> {
        let column = search.column(&self.column);
        let mut wrong = |message: String, hint: &str| {
            search.faults.push(Fault::new(message).at(Place::file(file)).hint(hint));
        };
        if self.series.is_some() == sidecar.series.is_some() {
            let message = format!("the series of the column `{}` can't be told", self.column);
            wrong(
                message,
                "give either the value a `series`, or the table a column of them: `series = \"…\"`",
            );
        }
        let year = match (self.year, &sidecar.year) {
            (Some(year), _) => Some(year.to_string()),
            (None, Some(Year::Fixed(year))) => Some(year.to_string()),
            (None, Some(Year::Column(_))) => None,
            (None, None) => {
                let message = format!("the year of the column `{}` can't be told", self.column);
                wrong(message, "`year = …`: a year, or the name of the column of years");
                None
            }
        };
        let sex = self.sex.as_deref().and_then(sex_of);
        if let Some(text) = self.sex.as_deref().filter(|_| sex.is_none()) {
            wrong(format!("`{text}` is no sex"), "T, F or M");
        }
        let series = self.series.clone().unwrap_or_default();
        let words = self.words.as_ref().unwrap_or(&sidecar.words);
        Values { column, series, year, sex, words }
    }
}
