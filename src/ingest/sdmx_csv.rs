//! SDMX-CSV: columns found by name in any order, every row an observation, a problem or filtered.
//! A table without the columns of one observation to a row is read as a wide one (`wide`).

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use csv::StringRecord;

use super::cells::{Row, finite};
use super::problem::{Offence, Problem, Rule};
use super::{Expected, FileCount, Ingested, Source, Text, file, wide};
use crate::fault::{Fault, Place, Result};
use crate::model::{ObsStatus, Observation, Origin, Sex};

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
    let mut rows = Rows::new(source, expected, header.len());
    let shape = match wide::is_wide(&header) {
        true => Shape::Wide(wide::Columns::find(source, &header, &mut rows)?),
        false => Shape::Long(Columns::find(&source.path, &header)?),
    };
    let mut lines = Lines::new(text);
    for record in reader.records() {
        let record = record.map_err(|e| broken(&source.path, &e))?;
        let line = lines.of(&record);
        shape.refuse_swallowed_rows(&source.path, &record, line)?;
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

impl Shape {
    /// A field that runs over lines which read as rows themselves: a stray quote has swallowed them.
    fn refuse_swallowed_rows(&self, path: &Path, record: &StringRecord, line: u64) -> Result<()> {
        let is_row = |text: &str| {
            let cells: Vec<&str> = text.split(',').collect();
            let cell = |column: usize| cells.get(column).map_or("", |c| c.trim_matches(['"', ' ']));
            let reads = match self {
                Shape::Long(columns) => {
                    cell(columns.year).parse::<i32>().is_ok()
                        && finite(cell(columns.value)).is_some()
                }
                Shape::Wide(columns) => columns.values().any(|v| finite(cell(v)).is_some()),
            };
            cells.len() == record.len() && reads
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

/// Counts lines up to the records, which come in the order of the file.
pub(crate) struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    pub fn new(text: &'a str) -> Self {
        Lines { bytes: text.as_bytes(), at: 0, line: 1 }
    }

    /// The line on which a record starts: its position may still stand on line ends before it.
    pub fn of(&mut self, record: &StringRecord) -> u64 {
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
            if let Some(separator) = [';', '\t', '|'].into_iter().find(|c| found.contains(*c)) {
                fault = fault.hint(format!(
                    "the columns seem to be separated by {separator:?}: save the file with commas (and decimal points)"
                ));
            }
            let hint = "SDMX-CSV is expected: REF_AREA, INDICATOR, TIME_PERIOD and OBS_VALUE, separated by commas; or a wide table: REF_AREA and a column for each series";
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
        self.saw(indicator);
        if let Some(rule) = self.filter(indicator, cell(columns.value)) {
            self.filtered(rule);
            return;
        }
        row.area(area);
        row.indicator(indicator, &self.provider);
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
    pub fn filtered(&mut self, rule: &'static str) {
        *self.count.filtered.entry(rule).or_default() += 1;
    }

    /// Remembers that a row names a series.
    pub fn saw(&mut self, series: &str) {
        if !self.ingested.series_seen.contains(series) {
            self.ingested.series_seen.insert(series.to_owned());
        }
    }

    pub fn saw_area(&mut self, area: &str) {
        if !self.ingested.areas_seen.contains(area) {
            self.ingested.areas_seen.insert(area.to_owned());
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
