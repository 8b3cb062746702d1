//! SDMX-CSV: columns found by name in any order, every row an observation, a problem or filtered.
//! A table without the columns of one observation to a row is read as a wide one (`wide`).

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use csv::StringRecord;

use super::problem::{Offence, Problem, Rule};
use super::{Expected, FileCount, Ingested, Source, file, wide};
use crate::fault::{Fault, Place, Result, nearest};
use crate::model::{Catalogue, ObsStatus, Observation, Origin, Sex};

/// Years that can be right where no catalogue says otherwise.
pub(super) const YEARS: (i32, i32) = (1900, 2100);

/// Rules by which rows are left out on purpose.
pub(super) const UNUSED_SERIES: &str = "series_not_in_framework";
const EMPTY_VALUE: &str = "empty_value";

/// Reads one file.
///
/// # Errors
/// What makes the whole file unusable: unreadable, empty, not UTF-8, without a required column.
pub(super) fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    let text = file::read_text(&source.path)?;
    read_from(source, &text, expected)
}

fn read_from(source: &Source, text: &str, expected: &Expected) -> Result<Ingested> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|e| broken(&source.path, &e))?.clone();
    let mut rows = Rows::new(source, expected, header.len());
    let shape = match wide::is_wide(&header) {
        true => Shape::Wide(wide::Columns::find(source, &header, &mut rows)?),
        false => Shape::Long(Columns::find(&source.path, &header)?),
    };
    for record in reader.records() {
        let record = record.map_err(|e| broken(&source.path, &e))?;
        let line = line_of(text, &record);
        match &shape {
            _ if rows.has_wrong_width(&record, line) => {}
            Shape::Long(columns) => rows.take(columns, &record, line),
            Shape::Wide(columns) => wide::take(&mut rows, columns, &record, line),
        }
    }
    let mut ingested = rows.done();
    ingested.notes.extend(match &shape {
        Shape::Long(_) => ignored_columns(&source.name, &header),
        Shape::Wide(columns) => wide::ignored(&source.name, columns, expected),
    });
    Ok(ingested)
}

/// One observation to a row, or a column for each series.
enum Shape {
    Long(Columns),
    Wide(wide::Columns),
}

/// The line on which a record starts: the reader's position may still stand on line ends before it.
fn line_of(text: &str, record: &StringRecord) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let before = text.as_bytes().get(position.byte() as usize..).unwrap_or_default();
    let line_ends = before.iter().take_while(|b| matches!(b, b'\n' | b'\r'));
    position.line() + line_ends.filter(|&&b| b == b'\n').count() as u64
}

fn broken(path: &Path, error: &csv::Error) -> Fault {
    Fault::new(format!("cannot read the file as CSV ({error})")).at(Place::file(path))
}

const KNOWN: [&str; 9] = [
    "REF_AREA",
    "INDICATOR",
    "SERIES",
    "MEASURE",
    "SEX",
    "TIME_PERIOD",
    "OBS_VALUE",
    "OBS_STATUS",
    "UNIT_MULT",
];

fn ignored_columns(name: &str, header: &StringRecord) -> Option<String> {
    let ignored: Vec<&str> =
        header.iter().map(str::trim).filter(|h| !h.is_empty() && !KNOWN.contains(h)).collect();
    (!ignored.is_empty()).then(|| format!("{name}: columns ignored: {}", ignored.join(", ")))
}

/// Positions of the columns.
struct Columns {
    area: usize,
    indicator: usize,
    year: usize,
    value: usize,
    sex: Option<usize>,
    status: Option<usize>,
    multiplier: Option<usize>,
}

impl Columns {
    fn find(path: &Path, header: &StringRecord) -> Result<Self> {
        let position = |name: &str| header.iter().position(|h| h.trim() == name);
        let indicator = ["INDICATOR", "SERIES", "MEASURE"].into_iter().find_map(position);
        let required = [
            ("REF_AREA", position("REF_AREA")),
            ("INDICATOR", indicator),
            ("TIME_PERIOD", position("TIME_PERIOD")),
            ("OBS_VALUE", position("OBS_VALUE")),
        ];
        let [Some(area), Some(indicator), Some(year), Some(value)] = required.map(|(_, p)| p)
        else {
            let absent = required.iter().filter(|(_, p)| p.is_none()).map(|(name, _)| *name);
            let found = header.iter().collect::<Vec<_>>().join(", ");
            let mut fault = Fault::new(format!(
                "missing the {}",
                absent.clone().map(|a| format!("column {a}")).collect::<Vec<_>>().join(" and the ")
            ))
            .at(Place::line(path, 1))
            .hint(format!("found the columns: {found}"));
            for name in absent {
                fault = fault.nearest(name, header.iter());
            }
            let hint = "SDMX-CSV is expected: REF_AREA, INDICATOR, TIME_PERIOD and OBS_VALUE, separated by commas";
            return Err(fault.hint(hint).into());
        };
        Ok(Columns {
            area,
            indicator,
            year,
            value,
            sex: position("SEX"),
            status: position("OBS_STATUS"),
            multiplier: position("UNIT_MULT"),
        })
    }
}

/// The rows of one file on their way into observations, problems and counts.
pub(super) struct Rows<'a> {
    pub expected: &'a Expected<'a>,
    width: usize,
    file: Arc<str>,
    provider: Arc<str>,
    /// One shared copy of each code.
    codes: BTreeMap<String, Arc<str>>,
    ingested: Ingested,
    count: FileCount,
}

impl<'a> Rows<'a> {
    fn new(source: &Source, expected: &'a Expected, width: usize) -> Self {
        Rows {
            expected,
            width,
            file: source.name.as_str().into(),
            provider: source.provider.as_str().into(),
            codes: BTreeMap::new(),
            ingested: Ingested::default(),
            count: FileCount { file: source.name.clone(), ..FileCount::default() },
        }
    }

    /// Counts a row (of a wide table, a cell).
    pub fn row(&mut self) {
        self.count.rows += 1;
    }

    /// A row to check cells with.
    pub fn checked(&self) -> Row<'a> {
        Row { expected: self.expected, offences: Vec::new() }
    }

    fn has_wrong_width(&mut self, record: &StringRecord, line: u64) -> bool {
        let is_wrong = record.len() != self.width;
        if is_wrong {
            self.row();
            let expected = format!("{} fields, as in the header", self.width);
            let found = format!("{} fields", record.len());
            self.problem(line, &[Offence::new("", &found, expected, Rule::FieldCount)]);
        }
        is_wrong
    }

    fn take(&mut self, columns: &Columns, record: &StringRecord, line: u64) {
        self.row();
        let cell = |column: usize| record.get(column).unwrap_or_default().trim();
        let optional = |column: Option<usize>| column.map_or("", cell);
        let mut row = self.checked();
        let (area, indicator) = (cell(columns.area), cell(columns.indicator));
        if let Some(rule) = self.filter(indicator, cell(columns.value)) {
            self.filtered(rule, indicator);
            return;
        }
        row.area(area);
        row.indicator(indicator);
        let sex = row.sex(optional(columns.sex));
        let year = row.year(cell(columns.year));
        let status = row.status(optional(columns.status));
        let value =
            row.value((indicator, "OBS_VALUE"), cell(columns.value), optional(columns.multiplier));
        if !row.offences.is_empty() {
            let offences = row.offences;
            self.problem(line, &offences);
            return;
        }
        self.observe(Cell { area, series: indicator, sex, year, value, status }, line);
    }

    pub fn observe(&mut self, cell: Cell, line: u64) {
        let observation = Observation {
            ref_area: self.code(cell.area),
            series: self.code(cell.series),
            sex: cell.sex,
            year: cell.year,
            value: cell.value,
            status: cell.status,
            origin: Origin { provider: self.provider.clone(), file: self.file.clone(), row: line },
        };
        self.ingested.observations.push(observation);
        self.count.observations += 1;
    }

    /// Counts a row left out by a rule.
    pub fn filtered(&mut self, rule: &'static str, series: &str) {
        *self.count.filtered.entry(rule).or_default() += 1;
        if rule == UNUSED_SERIES && !self.ingested.unused_series.contains(series) {
            self.ingested.unused_series.insert(series.to_owned());
        }
    }

    /// Rows left out on purpose: a series no one asks for, a cell the provider left empty.
    pub fn filter(&self, indicator: &str, value: &str) -> Option<&'static str> {
        let unused = self.expected.series.is_some_and(|series| !series.contains(indicator));
        if unused {
            Some(UNUSED_SERIES)
        } else if value.is_empty() {
            Some(EMPTY_VALUE)
        } else {
            None
        }
    }

    pub fn problem(&mut self, line: u64, offences: &[Offence]) {
        self.ingested.problems.push(Problem::of_row(&self.file, line, offences));
        self.count.problems += 1;
    }

    fn code(&mut self, text: &str) -> Arc<str> {
        if let Some(code) = self.codes.get(text) {
            return code.clone();
        }
        let code: Arc<str> = text.into();
        self.codes.insert(text.to_owned(), code.clone());
        code
    }

    fn done(mut self) -> Ingested {
        self.ingested.counts.push(self.count);
        self.ingested
    }
}

/// What one observation says, checked.
pub(super) struct Cell<'a> {
    pub area: &'a str,
    pub series: &'a str,
    pub sex: Sex,
    pub year: i32,
    pub value: f64,
    pub status: ObsStatus,
}

/// The cells of one row, checked one by one; what is wrong is collected.
pub(super) struct Row<'a> {
    expected: &'a Expected<'a>,
    pub offences: Vec<Offence>,
}

impl Row<'_> {
    fn wrong(&mut self, column: &str, found: &str, expected: impl Into<String>, rule: Rule) {
        self.offences.push(Offence::new(column, found, expected, rule));
    }

    pub fn area(&mut self, code: &str) {
        match self.expected.areas {
            Some(areas) if !areas.contains(code) => {
                let hint = nearest(code, areas.codes());
                let hint = hint.map_or(String::new(), |near| format!(" (nearest: {near})"));
                let expected = format!("a code of the reference table{hint}");
                self.wrong("REF_AREA", code, expected, Rule::UnknownArea);
            }
            None if code.is_empty() => {
                self.wrong("REF_AREA", code, "the code of an area", Rule::UnknownArea);
            }
            _ => {}
        }
    }

    fn indicator(&mut self, code: &str) {
        let Some(catalogue) = self.expected.catalogue else { return };
        if catalogue.series(code).is_none() {
            let hint = nearest(code, catalogue.series.iter().map(|s| s.code.as_str()));
            let hint = hint.map_or(String::new(), |near| format!(" (nearest: {near})"));
            let expected = format!("a series of the catalogue{hint}");
            self.wrong("INDICATOR", code, expected, Rule::UnknownIndicator);
        }
    }

    fn sex(&mut self, text: &str) -> Sex {
        Sex::parse(text).unwrap_or_else(|| {
            self.wrong("SEX", text, "T, F or M", Rule::UnknownSex);
            Sex::Total
        })
    }

    pub fn year(&mut self, text: &str) -> i32 {
        let catalogue = self.expected.catalogue;
        let (first, last) = catalogue.map_or(YEARS, |c: &Catalogue| (c.first_year, c.last_year));
        match text.parse() {
            Ok(year) if (first..=last).contains(&year) => year,
            Ok(_) => {
                let expected = format!("a year from {first} to {last}");
                self.wrong("TIME_PERIOD", text, expected, Rule::YearOutOfRange);
                0
            }
            Err(_) => {
                self.wrong("TIME_PERIOD", text, "a year, four digits", Rule::NotAYear);
                0
            }
        }
    }

    fn status(&mut self, text: &str) -> ObsStatus {
        match text {
            "" | "A" | "B" | "D" | "G" | "N" | "P" | "S" | "U" | "V" | "R" => ObsStatus::Published,
            "E" | "F" | "I" | "M" => ObsStatus::Estimated,
            _ => {
                let expected = "a code of SDMX's list of observation statuses (A, B, E, I, P, …)";
                self.wrong("OBS_STATUS", text, expected, Rule::UnknownStatus);
                ObsStatus::Published
            }
        }
    }

    /// `of`: the series, and the column that its value stands in.
    pub fn value(&mut self, of: (&str, &str), text: &str, multiplier: &str) -> f64 {
        let (indicator, column) = of;
        let expected = "a number with a decimal point and no thousands separators";
        let Some(number) = finite(text) else {
            self.wrong(column, text, expected, Rule::NotANumber);
            return 0.0;
        };
        let power = if multiplier.is_empty() { Ok(0) } else { multiplier.parse::<i32>() };
        let Some(value) = power.ok().filter(|p| p.abs() <= 15).map(|p| number * 10f64.powi(p))
        else {
            self.wrong("UNIT_MULT", multiplier, "a power of ten", Rule::NotANumber);
            return 0.0;
        };
        let series = self.expected.catalogue.and_then(|c| c.series(indicator));
        let (low, high) = series.map_or((f64::MIN, f64::MAX), |s| s.range);
        if !(low..=high).contains(&value) {
            let expected = format!("from {low} to {high}");
            self.wrong(column, text, expected, Rule::ValueOutOfRange);
        }
        value
    }
}

/// A finite number written in digits; words such as `NaN` and `inf` are no numbers here.
fn finite(text: &str) -> Option<f64> {
    let in_digits =
        text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'));
    text.parse::<f64>().ok().filter(|x| in_digits && x.is_finite())
}
