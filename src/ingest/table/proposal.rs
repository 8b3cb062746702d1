//! A sidecar for a table that has none, proposed by what its columns hold; where that can't be told,
//! none is, with the reason.

use std::collections::BTreeSet;

use super::super::area_codes::{AreaCodes, Match};
use super::super::cells::{finite, letters, number_in_place_of};
use super::{Sheet, Written, sex_of};

/// Lines that are looked at for a header, and cells of a column by which it is told what it holds.
const LINES: usize = 20;
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
const YEARS: [&str; 9] =
    ["year", "time", "timeperiod", "date", "period", "année", "año", "anno", "jahr"];
const SEXES: [&str; 4] = ["sex", "gender", "sexe", "sexo"];
const SERIES: [&str; 8] = [
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
const CODES: [&str; 5] = ["code", "codes", "id", "ids", "m49"];
/// Words that tables have for "no figure".
const MISSING: [&str; 10] = ["..", "...", "…", "-", "–", ":", "n/a", "N/A", "NA", "n.a."];

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
            if columns.iter().any(|c| finite(c.name).is_some_and(|x| x.fract() != 0.0)) {
                continue;
            }
            let area = match codes.filter(|_| by_cells) {
                Some(codes) => area_by_cells(&columns, codes),
                None => area_by_name(&columns),
            };
            let Some(area) = area else { continue };
            match Parts::of(&columns, area, table.separator != b',') {
                Ok(parts) => {
                    nameless(sheet, header)?;
                    let series = parts.told_apart_by(&sheet.rows[header + 1..])?;
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
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true).delimiter(*separator);
        let records = reader.from_reader(text).into_records().take(LINES).flatten();
        let widths: Vec<usize> = records.map(|record| record.len()).collect();
        let alike = |width: &usize| widths.iter().filter(|w| *w == width).count() * (width - 1);
        widths.iter().map(alike).max().unwrap_or_default()
    };
    // Of equals the last.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(score).unwrap_or(b',')
}

/// A column with its name in the header and the cells that stand first below it.
struct Column<'s> {
    at: usize,
    name: &'s str,
    cells: Vec<&'s Written>,
}

fn columns(sheet: &Sheet, header: usize) -> Vec<Column<'_>> {
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
fn nameless(sheet: &Sheet, header: usize) -> Result<(), String> {
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
    fn is_called(&self, names: &[&str]) -> bool {
        let name: String = letters(&self.name.to_lowercase()).collect();
        names.contains(&name.as_str())
    }

    /// Whether it is called a code or a year, by a word of its name (`Area Code`, `COWcode`).
    fn is_code(&self) -> bool {
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

    /// At least half of the cells do.
    fn most(&self, does: impl Fn(&str) -> bool) -> bool {
        let those = self.cells.iter().filter(|cell| does(&cell.text)).count();
        those > 0 && 2 * those >= self.cells.len()
    }

    fn all(&self, does: impl Fn(&str) -> bool) -> bool {
        !self.cells.is_empty() && self.cells.iter().all(|cell| does(&cell.text))
    }

    /// The year that heads it: `1995`, `Y_1995`.
    fn year(&self) -> Option<&str> {
        let year = self.name.trim_start_matches(|c: char| c.is_alphabetic() || c == '_');
        (self.name.len() <= year.len() + 2 && is_year(year)).then_some(year)
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: i32| (1500..=2100).contains(&year))
}

/// The column that most often names areas that are known; of several the fullest, then that of codes.
fn area_by_cells(columns: &[Column], codes: &AreaCodes) -> Option<usize> {
    let is_area =
        |text: &str| finite(text).is_none() && !matches!(codes.find("", text), Match::Unknown(_));
    let is_one = |c: &&Column| c.most(is_area) && !is_area(c.name);
    let rank = |c: &&Column| (CELLS - c.cells.len(), !c.most(|text| text.chars().count() <= 3));
    columns.iter().filter(is_one).min_by_key(rank).map(|c| c.at)
}

/// The column that is called one of areas and holds no numbers.
fn area_by_name(columns: &[Column]) -> Option<usize> {
    let is_text = |c: &&Column| !c.cells.is_empty() && !c.most(|text| finite(text).is_some());
    let called = |name: &&str| columns.iter().filter(is_text).find(|c| c.is_called(&[name]));
    AREAS.iter().find_map(called).map(|c| c.at)
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
    has_commas: bool,
}

impl<'c> Parts<'c> {
    /// # Errors
    /// No column of numbers; one that stands twice.
    fn of(columns: &'c [Column<'c>], area: usize, may_have_commas: bool) -> Result<Self, String> {
        let others = || columns.iter().filter(|c| c.at != area);
        let year = others()
            .find(|c| c.is_called(&YEARS) && c.all(|text| is_year(text.get(..4).unwrap_or(""))));
        let sex = others().find(|c| c.is_called(&SEXES) && c.all(|text| sex_of(text).is_some()));
        let taken = [year, sex].map(|part| part.map(|c| c.at));
        let has_commas =
            may_have_commas && others().any(|c| c.most(is_decimal) && !c.all(is_thousands));
        // A formula without a result is one of a number, and told as a problem when it is read.
        let is_number = |text: &str| {
            finite(text).is_some() || has_commas && is_decimal(text) || text.starts_with('=')
        };
        let is_value = |c: &&Column| {
            !taken.contains(&Some(c.at))
                && !c.is_code()
                && c.most(|text| is_number(text) || MISSING.contains(&text))
                && c.cells.iter().any(|cell| is_number(&cell.text))
        };
        let mut values: Vec<&Column> = others().filter(is_value).collect();
        let is_yearly = values.iter().filter(|c| c.year().is_some()).count() > 1;
        values.retain(|c| !is_yearly || c.year().is_some());
        let twice = |c: &&&Column| columns.iter().filter(|other| other.name == c.name).count() > 1;
        if let Some(column) = values.iter().find(twice) {
            return Err(format!("the column `{}` stands twice", column.name));
        }
        if values.is_empty() {
            return Err(without_numbers(columns));
        }
        Ok(Parts { columns, area, year, sex, values, is_yearly, has_commas })
    }

    fn is_key(&self, column: &Column) -> bool {
        let of = |part: Option<&Column>| part.is_some_and(|part| part.at == column.at);
        column.at == self.area || of(self.year) || of(self.sex)
    }

    /// The column of series that tells rows of one area, year and sex apart, where there are several.
    ///
    /// # Errors
    /// No column does, or one that is not of series, or more than its values are of no one series.
    fn told_apart_by(
        &self,
        rows: &[(u64, Vec<(usize, Written)>)],
    ) -> Result<Option<&Column<'c>>, String> {
        let is_apart = |more: Option<&Column>| {
            let keys = self.columns.iter().filter(|c| self.is_key(c)).chain(more);
            let keys: Vec<usize> = keys.map(|c| c.at).collect();
            let mut seen = BTreeSet::new();
            rows.iter().all(|(_, row)| {
                let text = |at: &usize| {
                    row.iter().find(|(c, _)| c == at).map(|(_, cell)| cell.text.as_str())
                };
                // A line of notes below the table is no row of it.
                row.len() < 2 || seen.insert(keys.iter().map(text).collect::<Vec<_>>())
            })
        };
        if is_apart(None) {
            return Ok(None);
        }
        let is_value = |c: &Column| self.values.iter().any(|value| value.at == c.at);
        let others = || self.columns.iter().filter(|c| !self.is_key(c) && !is_value(c));
        let telling = |c: &&Column| is_apart(Some(c));
        match others().filter(|c| c.is_called(&SERIES)).find(telling) {
            Some(column) if self.is_yearly || self.values.len() == 1 => Ok(Some(column)),
            Some(column) => {
                Err(format!("`{}` tells rows apart, and several columns hold numbers", column.name))
            }
            None => {
                let by = others()
                    .find(telling)
                    .map_or("no one column".to_owned(), |c| format!("`{}`", c.name));
                Err(format!(
                    "several rows are of the same area and year, and {by} tells them apart: keep a table for each, or write SDMX-CSV"
                ))
            }
        }
    }

    fn text(&self, table: &Table, header: u64, series: Option<&Column>) -> String {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let name = |c: &Column| quoted(c.name);
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
            ("decimal", self.has_commas.then(|| quoted(","))),
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
            text += &format!("# no figures: {}\n", unread.join(", ").replace(['\r', '\n'], " "));
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
    let is_like =
        |text: &str| text.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit());
    let odd = columns.iter().find(|c| c.all(|text| is_like(text) && finite(text).is_none()));
    match odd.and_then(|column| Some((column.name, column.cells.first()?.text.as_str()))) {
        Some((name, text)) => {
            format!("`{name}` holds `{text}`; expected: {}", number_in_place_of(text))
        }
        None => "no column holds numbers (words that stand for them must be declared)".to_owned(),
    }
}

/// `1,5`: a number with a comma for its decimals, or for thousands.
fn is_decimal(text: &str) -> bool {
    text.split_once(',').is_some_and(|(whole, part)| {
        finite(whole).is_some() && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
    })
}

/// `1,500`, which may be either.
fn is_thousands(text: &str) -> bool {
    text.rsplit_once(',').is_none_or(|(_, part)| part.len() == 3)
}
