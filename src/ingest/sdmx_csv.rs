//! SDMX-CSV: columns found by name in any order, every row an observation, a problem or filtered.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use csv::StringRecord;

use super::problem::{Offence, Problem, Rule};
use super::{Expected, FileCount, Ingested, Source, Text, file};
use crate::fault::{Fault, Place, Result, nearest};
use crate::model::{Catalogue, ObsStatus, Observation, Origin, Sex};

/// Years that can be right where no catalogue says otherwise.
pub(super) const YEARS: (i32, i32) = (1900, 2100);

/// Rules by which rows are left out on purpose.
const UNUSED_SERIES: &str = "series_not_in_framework";
const EMPTY_VALUE: &str = "empty_value";

/// Reads one file.
///
/// # Errors
/// What makes the whole file unusable: unreadable, empty, not UTF-8, without a required column.
pub(super) fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    let Text { text, bytes, sha256 } = file::read_text(&source.path)?;
    let mut ingested = read_from(source, &text, expected)?;
    for count in &mut ingested.counts {
        (count.bytes, count.sha256) = (bytes, sha256.clone());
    }
    Ok(ingested)
}

fn read_from(source: &Source, text: &str, expected: &Expected) -> Result<Ingested> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|e| broken(&source.path, &e))?.clone();
    let columns = Columns::find(&source.path, &header)?;
    let mut rows = Rows::new(source, expected, columns, header.len());
    let mut lines = Lines { bytes: text.as_bytes(), at: 0, line: 1 };
    for record in reader.records() {
        let record = record.map_err(|e| broken(&source.path, &e))?;
        let line = lines.of(&record);
        rows.columns.refuse_swallowed_rows(&source.path, &record, line)?;
        rows.take(&record, line);
    }
    let mut ingested = rows.done();
    ingested.notes.extend(ignored_columns(&source.name, &header));
    Ok(ingested)
}

/// Counts lines up to the records, which come in the order of the file.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which a record starts: its position may still stand on line ends before it.
    fn of(&mut self, record: &StringRecord) -> u64 {
        let start = record.position().map_or(0, |p| p.byte() as usize);
        let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
        while self.at < start || self.bytes.get(self.at).is_some_and(is_end) {
            let Some(&byte) = self.bytes.get(self.at) else { break };
            self.line += u64::from(file::ends_line(byte, self.bytes.get(self.at + 1)));
            self.at += 1;
        }
        self.line
    }
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
    let spare =
        |h: &str| ["SERIES", "MEASURE"].contains(&h) && header.iter().any(|o| o == "INDICATOR");
    let ignored: Vec<&str> = header
        .iter()
        .map(str::trim)
        .filter(|h| !h.is_empty() && (!KNOWN.contains(h) || spare(h)))
        .collect();
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
        let twice = |name: &str| header.iter().filter(|h| h.trim() == name).count() > 1;
        if let Some(name) = KNOWN.into_iter().find(|name| twice(name)) {
            return Err(Fault::new(format!("the column {name} stands twice"))
                .at(Place::line(path, 1))
                .hint("remove or rename one of them: which is meant can't be told")
                .into());
        }
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

impl Columns {
    /// A field that runs over lines which read as rows themselves: a stray quote has swallowed them.
    fn refuse_swallowed_rows(&self, path: &Path, record: &StringRecord, line: u64) -> Result<()> {
        let is_row = |text: &str| {
            let cells: Vec<&str> = text.split(',').collect();
            let cell = |column: usize| cells.get(column).map_or("", |c| c.trim_matches(['"', ' ']));
            cells.len() == record.len()
                && cell(self.year).parse::<i32>().is_ok()
                && finite(cell(self.value)).is_some()
        };
        let swallows = |field: &str| field.lines().skip(1).any(is_row);
        if !record.iter().any(|field| field.contains(['\n', '\r']) && swallows(field)) {
            return Ok(());
        }
        Err(Fault::new("a quoted field runs over lines that read as rows of their own")
            .at(Place::line(path, line))
            .hint("a quote in this line is not closed where it should be; nothing of the file was used")
            .into())
    }
}

/// The rows of one file on their way into observations, problems and counts.
struct Rows<'a> {
    expected: &'a Expected<'a>,
    columns: Columns,
    width: usize,
    file: Arc<str>,
    provider: Arc<str>,
    /// One shared copy of each code.
    codes: BTreeMap<String, Arc<str>>,
    ingested: Ingested,
    count: FileCount,
}

impl<'a> Rows<'a> {
    fn new(source: &Source, expected: &'a Expected, columns: Columns, width: usize) -> Self {
        Rows {
            expected,
            columns,
            width,
            file: source.name.as_str().into(),
            provider: source.provider.as_str().into(),
            codes: BTreeMap::new(),
            ingested: Ingested::default(),
            count: FileCount { file: source.name.clone(), ..FileCount::default() },
        }
    }

    fn take(&mut self, record: &StringRecord, line: u64) {
        self.count.rows += 1;
        if record.len() != self.width {
            let expected = format!("{} fields, as in the header", self.width);
            let found = format!("{} fields", record.len());
            self.problem(line, &[Offence::new("", &found, expected, Rule::FieldCount)]);
            return;
        }
        let cell = |column: usize| record.get(column).unwrap_or_default().trim();
        let optional = |column: Option<usize>| column.map_or("", cell);
        let mut row = Row { expected: self.expected, offences: Vec::new() };
        let (area, indicator) = (cell(self.columns.area), cell(self.columns.indicator));
        if !self.ingested.series_seen.contains(indicator) {
            self.ingested.series_seen.insert(indicator.to_owned());
        }
        if let Some(rule) = self.filter(indicator, cell(self.columns.value)) {
            *self.count.filtered.entry(rule).or_default() += 1;
            return;
        }
        row.area(area);
        row.indicator(indicator, &self.provider);
        let sex = row.sex(optional(self.columns.sex));
        let year = row.year(cell(self.columns.year));
        let status = row.status(optional(self.columns.status));
        let value =
            row.value(indicator, cell(self.columns.value), optional(self.columns.multiplier));
        if !row.offences.is_empty() {
            let offences = row.offences;
            self.problem(line, &offences);
            return;
        }
        let observation = Observation {
            ref_area: self.code(area),
            series: self.code(indicator),
            sex,
            year,
            value,
            status,
            origin: Origin { provider: self.provider.clone(), file: self.file.clone(), row: line },
        };
        self.ingested.observations.push(observation);
        self.count.observations += 1;
    }

    /// Rows left out on purpose: a series no one asks for, a cell the provider left empty.
    fn filter(&self, indicator: &str, value: &str) -> Option<&'static str> {
        let unused = self.expected.series.is_some_and(|series| !series.contains(indicator));
        if unused {
            Some(UNUSED_SERIES)
        } else if value.is_empty() {
            Some(EMPTY_VALUE)
        } else {
            None
        }
    }

    fn problem(&mut self, line: u64, offences: &[Offence]) {
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

/// The cells of one row, checked one by one; what is wrong is collected.
struct Row<'a> {
    expected: &'a Expected<'a>,
    offences: Vec<Offence>,
}

impl Row<'_> {
    fn wrong(&mut self, column: &str, found: &str, expected: impl Into<String>, rule: Rule) {
        self.offences.push(Offence::new(column, found, expected, rule));
    }

    fn area(&mut self, code: &str) {
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

    /// The series must be in the catalogue, and in a file of a provider be one of that provider's.
    fn indicator(&mut self, code: &str, provider: &str) {
        let Some(catalogue) = self.expected.catalogue else { return };
        if let Some(series) = catalogue.series(code) {
            if catalogue.provider(provider).is_some() && series.provider != provider {
                let expected =
                    format!("a series of {provider}; this one comes from {}", series.provider);
                self.wrong("INDICATOR", code, expected, Rule::OtherProvider);
            }
        } else {
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

    fn year(&mut self, text: &str) -> i32 {
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

    fn value(&mut self, indicator: &str, text: &str, multiplier: &str) -> f64 {
        let expected = "a number with a decimal point and no thousands separators";
        let Some(number) = finite(text) else {
            self.wrong("OBS_VALUE", text, expected, Rule::NotANumber);
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
            self.wrong("OBS_VALUE", text, expected, Rule::ValueOutOfRange);
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
