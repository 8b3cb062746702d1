//! What a sidecar declares, and where in the table that stands.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::super::header::twice;
use super::super::sdmx::{self, Learned, SdmxColumns, Wrong};
use super::super::writing::{Writing, beside};
use crate::fault::{Fault, Faults, Place, Result};
use crate::ingest::reading::Source;
use crate::ingest::workbook::Sheet;
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
    /// How it is written, as [`Writing`] has it.
    separator: Option<char>,
    decimal: Option<char>,
    thousands: Option<char>,
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
    /// Columns by which figures are broken down: they tell rows apart.
    #[serde(default)]
    pub breakdowns: Vec<String>,
    /// Columns that say something of figures, and tell none apart.
    #[serde(default)]
    pub attributes: Vec<String>,
    /// Words for "no figure".
    #[serde(default)]
    pub missing: Vec<String>,
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

/// What every sidecar says, with a line to copy.
const NEEDED: [(&str, &str); 4] = [
    ("origin", "origin = \"…\"    # where the table was taken from, and when"),
    ("licence", "licence = \"…\"   # what it allows"),
    ("area", "area = \"…\"      # the column of codes or names of areas"),
    ("value", VALUE),
];
const VALUE: &str = "\n[[value]]         # for each column of values\ncolumn = \"…\"    # its name\nseries = \"…\"    # the code that its figures get";

/// Refuses a sidecar that lacks what every one says: all of it, as lines to copy.
///
/// # Errors
/// It lacks something.
pub(super) fn whole(file: &Path, text: &str) -> Result<()> {
    let Ok(table) = text.parse::<toml::Table>() else { return Ok(()) };
    let lacking = || NEEDED.iter().filter(|(key, _)| !table.contains_key(*key));
    let keys: Vec<String> = lacking().map(|(key, _)| format!("`{key}`")).collect();
    if keys.is_empty() {
        return Ok(());
    }
    let lines: Vec<&str> = lacking().map(|(_, line)| *line).collect();
    Err(Fault::new(format!("the sidecar lacks {}", keys.join(", ")))
        .at(Place::file(file))
        .hint(format!("write also:\n\n{}\n", lines.join("\n")))
        .hint("its form stands in datasets/SOURCES.md, “Tables made by hand”")
        .into())
}

impl Sidecar {
    pub fn writing(&self) -> Writing {
        let Sidecar { separator, decimal, thousands, .. } = *self;
        Writing { separator, decimal, thousands }
    }

    /// Whether a sheet has all the columns that are named.
    pub fn fits(&self, sheet: &Sheet) -> bool {
        let header = sheet.rows.iter().find(|(line, _)| *line == self.header);
        let has = |name: &String| {
            header.is_some_and(|(_, row)| row.iter().any(|(_, cell)| cell.text == *name))
        };
        has(&self.area) && self.value.iter().all(|value| has(&value.column))
    }
}

/// The columns of a table: what all values share, and each of the values.
pub(super) struct Layout<'s> {
    pub missing: &'s [String],
    pub writing: Writing,
    pub values: Vec<Values<'s>>,
}

/// A column of values, with all others as they are for it.
pub(super) struct Values<'s> {
    pub column: usize,
    pub name: String,
    pub columns: SdmxColumns,
    /// What the sidecar says in place of columns, which stand behind those of the table.
    pub said: Vec<String>,
    pub words: &'s BTreeMap<String, f64>,
}

impl<'s> Layout<'s> {
    /// Finds the columns in the sheet.
    ///
    /// # Errors
    /// All that doesn't fit: no header on that line, columns that are not there or stand twice, values
    /// without a series or a year.
    pub fn find(
        sidecar: &'s Sidecar,
        source: &Source,
        sheet: &Sheet,
        learned: &Learned,
    ) -> Result<Self> {
        let (path, file) = (&source.path, beside(&source.path));
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
        let ids = sidecar.ids(&mut search);
        let note = sidecar.note.as_ref().map(|name| search.column(name));
        let mut learned = learned.clone();
        learned.told.extend(sidecar.breakdowns.iter().cloned());
        let mut values = Vec::new();
        for one in &sidecar.value {
            let (column, said) = one.find(sidecar, &file, &mut search);
            values.push((one, column, said));
        }
        if values.is_empty() {
            search
                .faults
                .push(Fault::new("the sidecar names no column of values").at(Place::file(&file)));
        }
        Faults::check(std::mem::take(&mut search.faults), ())?;
        let others: Vec<usize> = values.iter().map(|(_, column, _)| *column).collect();
        let values = values.into_iter().map(|(one, column, said)| {
            let mut ids = ids.clone();
            others.iter().for_each(|other| ids[*other] = String::new());
            ids[column] = "OBS_VALUE".to_owned();
            ids.extend(said.iter().map(|(id, _)| (*id).to_owned()));
            let mut all = names.clone();
            all.extend(
                said.iter()
                    .map(|(id, _)| (if *id == "TIME_PERIOD" { "year" } else { id }).to_owned()),
            );
            let columns = SdmxColumns::of(ids, all, &learned, &source.selection);
            let columns = columns.map_err(|wrong| search.unlike(wrong))?.with_note(note);
            let words = one.words.as_ref().unwrap_or(&sidecar.words);
            let said = said.into_iter().map(|(_, text)| text).collect();
            Ok(Values { column, name: names[column].clone(), columns, said, words })
        });
        let writing = sidecar.writing();
        Ok(Layout { missing: &sidecar.missing, writing, values: values.collect::<Result<_>>()? })
    }
}

impl Sidecar {
    /// The ids that the columns of the table have for us.
    fn ids(&self, search: &mut Search) -> Vec<String> {
        // A point or a bracket means nothing in the head of a table made by hand.
        let plain = |name: &String| name.replace(['.', '[', ']', ':'], "_");
        let mut ids: Vec<String> = search.names.iter().map(plain).collect();
        let year = match &self.year {
            Some(Year::Column(name)) => Some(name),
            _ => None,
        };
        let declared = [
            ("REF_AREA", Some(&self.area)),
            ("TIME_PERIOD", year),
            ("INDICATOR", self.series.as_ref()),
            ("SEX", self.sex.as_ref()),
            ("SOURCE", self.source.as_ref()),
        ];
        let attributes = self.attributes.iter().map(|name| ("", Some(name)));
        for (id, name) in declared.into_iter().chain(attributes) {
            if let Some(name) = name {
                id.clone_into(&mut ids[search.column(name)]);
            }
        }
        for name in &self.breakdowns {
            search.column(name);
        }
        ids
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

    /// The fault of a table whose columns don't go together.
    fn unlike(&self, wrong: Wrong) -> Fault {
        let place = self.place.clone();
        match wrong {
            Wrong::Missing(ids) => {
                Fault::new(format!("no column of the table is {}", ids.join(" or "))).at(place)
            }
            Wrong::Twice(name) => twice(&name, place),
        }
    }
}

impl ValueColumn {
    /// The column, and what is said of it in place of columns: its series, its year, its sex.
    fn find(
        &self,
        sidecar: &Sidecar,
        file: &Path,
        search: &mut Search,
    ) -> (usize, Vec<(&'static str, String)>) {
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
        if let Some(text) = self.sex.as_deref().filter(|text| sex_of(text).is_none()) {
            wrong(format!("`{text}` is no sex"), "T, F or M");
        }
        let said =
            [("INDICATOR", self.series.clone()), ("TIME_PERIOD", year), ("SEX", self.sex.clone())];
        (column, said.into_iter().filter_map(|(id, text)| Some((id, text?))).collect())
    }
}

/// The sex that a sidecar names.
pub(super) fn sex_of(text: &str) -> Option<Sex> {
    sdmx::sex(text).filter(|_| !text.is_empty())
}
