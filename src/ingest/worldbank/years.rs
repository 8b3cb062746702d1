//! CSV of figures: a column for each year, of one indicator below a preamble or of all of them in bulk;
//! and exports of DataBank, whose columns may be years, series or countries.

use std::path::Path;

use csv::StringRecord;

use super::super::account::{Account, NOT_WANTED};
use super::super::delimited::{Cells, Dialect, Head, head_of, scan};
use super::super::header::twice;
use super::super::input::Input;
use super::super::problem::Rule;
use super::super::said::{ObsValue, Said};
use crate::fault::{Fault, Place, Result};
use crate::ingest::number::figure_of;
use crate::ingest::reading::{Expected, Ingested, Source};
use crate::ingest::sdmx::{Frequency, NOT_ANNUAL, Period, in_units, period};

const AREA: &str = "Country Code";
const SERIES: [&str; 2] = ["Indicator Code", "Series Code"];
const TIME: [&str; 3] = ["Time Code", "Time", "Year"];
/// Columns that say again what a code beside them says.
const NAMES: [&str; 4] = ["Country Name", "Indicator Name", "Series Name", "Time"];
/// In what DataBank was asked to show the figures of a row: `Millions (0.1)`.
const SCALE: &str = "Scale (Precision)";
const UPDATED: &str = "Last Updated Date";

/// Reads a file; every cell of a year, a series or a country is a row.
pub(super) fn read(source: &Source, input: Input, expected: &Expected) -> Result<Ingested> {
    let path = &source.path;
    let account = Account::new(source, expected);
    let open = |head: &Head, account: &mut Account| {
        let columns = WorldBankColumns::find(path, head)?;
        if let Some(series) = columns.series {
            account.series_in(series, columns.figures.len(), &head.header);
        }
        Ok(columns)
    };
    let take = |columns: &WorldBankColumns, cells: &Cells, account: &mut Account| {
        columns.take(cells, account);
        Ok(())
    };
    let (columns, account) = scan(path, input, Dialect::COMMAS, is_header, account, open, take)?;
    let mut ingested = account.done();
    ingested.notes.extend(columns.ignored(&source.name));
    Ok(ingested)
}

pub(super) fn vintage(path: &Path, input: Input) -> Result<Option<String>> {
    let head = head_of(path, input, Dialect::COMMAS, is_header)?;
    let line = head.preamble.iter().find(|record| record.get(0) == Some(UPDATED));
    Ok(line.and_then(|record| record.get(1)).map(|date| date.trim().to_owned()))
}

/// The header is known by its names.
fn is_header(record: &StringRecord) -> bool {
    let known = [AREA, SERIES[0], SERIES[1], TIME[0]];
    record.iter().any(|cell| known.contains(&cell.trim()))
}

/// What a row says, and what the head of a column says for all of its figures.
struct WorldBankColumns {
    header: StringRecord,
    area: Option<usize>,
    series: Option<usize>,
    year: Option<usize>,
    scale: Option<usize>,
    figures: Vec<Column>,
    ignored: Vec<String>,
}

/// A column of figures.
struct Column {
    position: usize,
    head: String,
    /// Of the year, the series or the country, whichever rows don't name.
    code: String,
}

impl WorldBankColumns {
    fn find(path: &Path, head: &Head) -> Result<Self> {
        let one_of = |names: &[&'static str]| -> Result<Option<usize>> {
            let name = names.iter().find(|name| head.column(name).is_some());
            name.map(|name| Ok(head.columns(path, [name])?[0])).transpose()
        };
        let (area, series, year) = (one_of(&[AREA])?, one_of(&SERIES)?, one_of(&TIME)?);
        let scale = one_of(&[SCALE])?;
        if [area, series, year].iter().flatten().count() < 2 {
            head.columns(path, [AREA, SERIES[0]])?;
        }
        let code = |name: &str| match (year, series, area) {
            (None, ..) => period_of(name).map(str::to_owned),
            (_, None, _) | (.., None) => code_of(name).map(str::to_owned),
            _ => (name == "Value").then(String::new),
        };
        let rows_say = |at: usize| [area, series, year, scale].contains(&Some(at));
        let (mut figures, mut ignored) = (Vec::<Column>::new(), Vec::new());
        for (position, name) in head.header.iter().map(str::trim).enumerate() {
            match code(name).filter(|_| !rows_say(position)) {
                Some(code) if figures.iter().any(|other| other.code == code) => {
                    return Err(twice(name, Place::line(path, head.line)).into());
                }
                Some(code) => figures.push(Column { position, head: name.to_owned(), code }),
                None if rows_say(position) || name.is_empty() || NAMES.contains(&name) => {}
                None => ignored.push(name.to_owned()),
            }
        }
        if figures.is_empty() {
            return Err(Fault::new("no column of the file is a year")
                .at(Place::line(path, head.line))
                .hint("expected: Country Code, Indicator Code and a column for each year (1960, …), or an export of DataBank (`2019 [YR2019]`, `Name [CODE]`)")
                .into());
        }
        Ok(WorldBankColumns {
            header: head.header.clone(),
            area,
            series,
            year,
            scale,
            figures,
            ignored,
        })
    }

    fn take(&self, cells: &Cells, account: &mut Account) {
        if self.is_footer(cells) {
            return;
        }
        if self.series.is_some_and(|series| !account.wants(cells.text(series))) {
            return account.left_out(NOT_WANTED, self.figures.len());
        }
        if !self.has_the_fields(cells) {
            account.row();
            let expected = format!("{} fields, as in the header", self.header.len());
            let found = format!("{} fields", cells.len());
            return account.wrong(cells.line(), "", &found, &expected, Rule::FieldCount);
        }
        let line = cells.line();
        let cell = |name: &str| {
            let column = self.header.iter().position(|h| h.trim() == name)?;
            Some(cells.text(column))
        };
        for figure in &self.figures {
            let of = |column: Option<usize>, name| match column {
                Some(column) => (cells.text(column), name),
                None => (figure.code.as_str(), figure.head.as_str()),
            };
            let (time, column) = of(self.year, TIME[1]);
            let Period::Year(year) = period(time, Frequency::Unsaid) else {
                account.row();
                account.falls_out(NOT_ANNUAL, of(self.area, AREA).0);
                continue;
            };
            let written = cells.text(figure.position);
            // DataBank's word for no figure.
            let value = match written {
                ".." => ObsValue::None,
                _ => figure_of(written, true),
            };
            let mut row = account.checked();
            let scale = self.scale.map_or("", |at| cells.text(at));
            let scale = scale.split_once(" (").map_or(scale, |(scale, _)| scale);
            let value = in_units(&mut row, (written, value), (scale, SCALE), "");
            let wrong = row.offences;
            let said = Said {
                area: of(self.area, AREA),
                series: of(self.series, SERIES[0]).0,
                sex: None,
                year: (year, column),
                value,
                written: (written, &figure.head),
                wrong,
                ..Said::default()
            };
            account.take(&said, &String::new, &cell, || line);
        }
    }

    /// An empty line, or one of those that DataBank puts below its tables: they name nothing.
    fn is_footer(&self, cells: &Cells) -> bool {
        let first = cells.text(0);
        let is_note = ["Data from database:", "Last Updated:"].iter().any(|n| first.starts_with(n));
        (first.is_empty() || is_note) && (1..cells.len()).all(|at| cells.bytes(at).is_empty())
    }

    /// As many fields as the header, with nothing under a head that is empty; a comma at the end of the
    /// row alone adds none. A row without the comma that ends the header was cut.
    fn has_the_fields(&self, cells: &Cells) -> bool {
        let header = self.header.len();
        let bare = |at: usize| self.header.get(at).is_none_or(|h| h.trim().is_empty());
        let nothing = (0..cells.len()).all(|at| !bare(at) || cells.text(at).is_empty());
        nothing && (cells.len() == header || cells.len() == header + 1)
    }

    fn ignored(&self, name: &str) -> Option<String> {
        let ignored = self.ignored.join(", ");
        (!ignored.is_empty()).then(|| format!("{name}: columns ignored: {ignored}"))
    }
}

/// The period that heads a column: `2019`, `2019 [YR2019]`, `2020Q1`.
fn period_of(head: &str) -> Option<&str> {
    let period = head.split_once(" [").map_or(head, |(period, _)| period);
    let (year, part) = period.split_at_checked(4)?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_part = |part: &str| part.strip_prefix(['Q', 'M']).is_some_and(is_number);
    (is_number(year) && (part.is_empty() || is_part(part))).then_some(period)
}

/// The code behind a name: `Unemployment, total (%) [SL.UEM.TOTL.ZS]`, `Kenya [KEN]`.
fn code_of(head: &str) -> Option<&str> {
    let code = head.strip_suffix(']')?.rsplit_once('[')?.1;
    (!code.is_empty()).then_some(code)
}
