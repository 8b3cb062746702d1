//! A sidecar for a table that has none, proposed by what its columns hold; where that can't be told,
//! none is, with the reason.

mod columns;

use std::collections::BTreeSet;

use super::super::area_codes::AreaCodes;
use super::super::cells::{finite, number_in_place_of};
use super::super::writing::Writing;
use super::{Sheet, Written, sex_of};
use columns::{
    Column, SERIES, SEXES, YEARS, area_by_cells, area_by_name, columns, is_year, nameless,
};

/// Lines that are looked at for a header.
const LINES: usize = 20;

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
            if columns.iter().any(|c| finite(c.name).is_some() && !is_year(c.name)) {
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
    has_points: bool,
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
        // `1.234,5`: of the two marks the first parts thousands.
        let has_both = |c: &Column| c.cells.iter().any(|cell| european(&cell.text).is_some());
        let has_points = may_have_commas && others().any(has_both);
        let has_commas = has_commas || has_points;
        // A formula without a result is one of a number, and told as a problem when it is read.
        let is_number = |text: &str| {
            finite(text).is_some()
                || has_commas && is_decimal(text)
                || has_points && EUROPEAN.number(text).is_some()
                || text.starts_with('=')
        };
        let is_value = |c: &&Column| {
            !taken.contains(&Some(c.at))
                && !c.is_code()
                && c.most(|text| is_number(text) || MISSING.contains(&text))
                && c.cells.iter().any(|cell| is_number(&cell.text))
        };
        let of_years = || others().filter(|c| c.year().is_some() && !c.cells.is_empty());
        let is_yearly = of_years().count() > usize::from(year.is_some());
        if let Some(column) = of_years().find(|c| is_yearly && !is_value(c)) {
            return Err(without_numbers(std::slice::from_ref(column)));
        }
        let is_read = |c: &&Column| is_value(c) && (!is_yearly || c.year().is_some());
        let values: Vec<&Column> = others().filter(is_read).collect();
        let twice = |c: &&&Column| columns.iter().filter(|other| other.name == c.name).count() > 1;
        if let Some(column) = values.iter().find(twice) {
            return Err(format!("the column `{}` stands twice", column.name));
        }
        if values.is_empty() {
            return Err(without_numbers(columns));
        }
        Ok(Parts { columns, area, year, sex, values, is_yearly, has_commas, has_points })
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
            ("thousands", self.has_points.then(|| quoted("."))),
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

/// A comma before decimals and points before thousands.
const EUROPEAN: Writing = Writing { separator: None, decimal: Some(','), thousands: Some('.') };

/// `1.234,5` as a number.
fn european(text: &str) -> Option<f64> {
    EUROPEAN.number(text).filter(|_| text.contains('.') && text.contains(','))
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
