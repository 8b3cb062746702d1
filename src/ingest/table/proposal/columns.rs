//! The columns of a table by their names and by what the cells below hold: areas, years, codes.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::super::super::area_codes::{AreaCodes, Match};
use crate::ingest::header::letters;
use crate::ingest::number::finite;
use crate::ingest::sdmx::{MULTIPLIER, code, has_label};
use crate::ingest::table::sidecar::sex_of;
use crate::ingest::workbook::{Sheet, Written};
use crate::model::Sex;

/// Cells of a column by which it is told what it holds.
const CELLS: usize = 60;

/// Names of columns, as [`letters`] has them.
const AREAS: [&str; 16] = [
    "iso3",
    "iso3c",
    "iso2",
    "iso",
    "alpha2",
    "alpha3",
    "refarea",
    "countrycode",
    "country",
    "economy",
    "state",
    "area",
    "entity",
    "geo",
    "pays",
    "país",
];
pub(super) const YEARS: [&str; 9] =
    ["year", "time", "timeperiod", "date", "period", "année", "año", "anno", "jahr"];
const SEXES: [&str; 4] = ["sex", "gender", "sexe", "sexo"];
pub(super) const SERIES: [&str; 8] = [
    "series",
    "seriescode",
    "indicator",
    "indicatorcode",
    "variable",
    "measure",
    "item",
    "subject",
];
/// Words in the names of columns whose numbers are no figures.
const CODES: [&str; 11] = [
    "code",
    "codes",
    "id",
    "ids",
    "m49",
    "footnote",
    "footnotes",
    "note",
    "notes",
    "flag",
    "flags",
];
/// A column with its name in the header and the cells that stand first below it.
pub(super) struct Column<'s> {
    pub at: usize,
    pub name: &'s str,
    pub cells: Vec<&'s Written>,
}

pub(super) fn columns(sheet: &Sheet, header: usize) -> Vec<Column<'_>> {
    let named = sheet.rows[header].1.iter();
    let mut columns: Vec<Column> =
        named.map(|(at, name)| Column { at: *at, name: &name.text, cells: Vec::new() }).collect();
    for (at, cell) in sheet.rows[header + 1..].iter().flat_map(|(_, row)| row) {
        let column = columns.iter_mut().find(|c| c.at == *at);
        if let Some(column) = column.filter(|column| column.cells.len() < CELLS) {
            column.cells.push(cell);
        }
    }
    columns
}

/// Refuses a table with numbers in a column without a name: its header has two lines, or merged cells.
pub(super) fn nameless(sheet: &Sheet, header: usize) -> Result<(), String> {
    let named: BTreeSet<usize> = sheet.rows[header].1.iter().map(|(at, _)| *at).collect();
    let mut rows = sheet.rows[header + 1..].iter();
    let odd = rows.find_map(|(line, row)| {
        let is_one = |(at, cell): &&(usize, Written)| {
            finite(&cell.text).is_some() && *at > 0 && !named.contains(at)
        };
        row.iter().find(is_one).map(|(_, cell)| (*line, cell.text.as_str()))
    });
    odd.map_or(Ok(()), |(line, text)| {
        let header = sheet.rows[header].0;
        Err(format!("line {line} has `{text}` in a column that line {header} gives no name: write one header of one line, with a name for each column"))
    })
}

impl Column<'_> {
    pub fn is_called(&self, names: &[&str]) -> bool {
        let name: String = letters(&self.name.to_lowercase()).collect();
        names.contains(&name.as_str())
    }

    /// Whether it is called a code or a year, by a word of its name (`Area Code`, `COWcode`).
    pub fn is_code(&self) -> bool {
        let mut words = self.name.split(|c: char| !c.is_alphanumeric()).flat_map(|part| {
            let ends = part.char_indices().zip(part.chars().skip(1));
            let ends = ends.filter(|((_, a), b)| a.is_lowercase() && b.is_uppercase());
            let ends: Vec<usize> = ends.map(|((at, a), _)| at + a.len_utf8()).collect();
            let starts = std::iter::once(0).chain(ends.clone());
            let ends = ends.into_iter().chain([part.len()]);
            starts.zip(ends).map(|(start, end)| part[start..end].to_lowercase()).collect::<Vec<_>>()
        });
        words.any(|word| CODES.contains(&word.as_str()) || word.ends_with("code"))
            || self.is_called(&["isonumeric"])
            || self.is_called(&YEARS)
    }

    /// Whether its numbers say something of figures: by what they are multiplied, of which age they are.
    pub fn is_beside(&self) -> bool {
        let id = self.name.to_uppercase().replace(' ', "_");
        MULTIPLIER.contains(&id.as_str()) || ["AGE", "DECIMALS"].contains(&id.as_str())
    }

    /// Whether it is of women, of men or of both: by its name, or by words for them alone.
    pub fn is_of_sexes(&self) -> bool {
        let is_word = |text: &str| text.chars().count() > 2 && sex_of(text).is_some();
        let is_one = |text: &str| sex_of(text).is_some_and(|sex| sex != Sex::Total);
        self.is_called(&SEXES) && self.all(|text| sex_of(text).is_some())
            || self.all(is_word) && self.cells.iter().any(|cell| is_one(&cell.text))
    }

    /// Whether its name has a year in it, and more than that.
    pub fn holds_a_year(&self) -> bool {
        self.name.split(|c: char| !c.is_ascii_digit()).any(is_year)
    }

    /// At least half of the cells do.
    pub fn most(&self, does: impl Fn(&Written) -> bool) -> bool {
        let those = self.cells.iter().filter(|cell| does(cell)).count();
        those > 0 && 2 * those >= self.cells.len()
    }

    pub fn all(&self, does: impl Fn(&str) -> bool) -> bool {
        !self.cells.is_empty() && self.cells.iter().all(|cell| does(&cell.text))
    }

    /// The year that heads it: `1995`, `Y_1995`.
    pub fn year(&self) -> Option<&str> {
        let year = self.name.trim_start_matches(|c: char| c.is_alphabetic() || c == '_');
        (self.name.len() <= year.len() + 2 && is_year(year)).then_some(year)
    }
}

pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: i32| (1500..=2100).contains(&year))
}

/// The column that most often names areas that are known; of several the one with most areas that are no
/// groups, then the fullest, then that of codes.
pub(super) fn area_by_cells(columns: &[Column], codes: &AreaCodes) -> Option<usize> {
    // A label may stand behind a code.
    let find = |text: &str| codes.find("", if has_label(text) { code(text) } else { text });
    let is_area = |text: &str| finite(text).is_none() && !matches!(find(text), Match::Unknown(_));
    let is_one = |c: &&Column| c.most(|cell| is_area(&cell.text)) && !is_area(c.name);
    let is_short = |cell: &Written| cell.text.chars().count() <= 3;
    let is_single = |cell: &&&Written| matches!(find(&cell.text), Match::Area(_));
    let rank = |c: &&Column| {
        (
            Reverse(c.cells.iter().filter(is_single).count()),
            CELLS - c.cells.len(),
            !c.most(is_short),
        )
    };
    columns.iter().filter(is_one).min_by_key(rank).map(|c| c.at)
}

/// The column that is called one of areas and holds no numbers but codes of M49.
pub(super) fn area_by_name(columns: &[Column]) -> Option<usize> {
    let is_m49 = |c: &&Column| c.name.to_lowercase().contains("m49") && !c.cells.is_empty();
    let is_text = |c: &&Column| !c.cells.is_empty() && !c.most(|cell| finite(&cell.text).is_some());
    let called = |name: &&str| columns.iter().filter(is_text).find(|c| c.is_called(&[name]));
    AREAS.iter().find_map(called).or_else(|| columns.iter().find(is_m49)).map(|c| c.at)
}
