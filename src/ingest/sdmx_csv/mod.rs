//! SDMX-CSV: columns found by name in any order, every row an observation, a problem or filtered.
//! A table without the columns of one observation to a row is read as a wide one (`wide`); one that names
//! its dataflow or structure is a message of SDMX, with all that may stand in one (`message`); Eurostat's
//! own table has a column for each period (`eurostat`).

mod eurostat;
mod message;

use std::path::Path;

use csv::StringRecord;

use super::account::{Account, Said};
use super::cells::finite;
use super::delimited::{Cells, Dialect, Head, other_separator, scan};
use super::recognise::Holds;
use super::{Expected, Ingested, Source, input, swallowed, wide};
use crate::fault::{Fault, Place, Result};
pub(super) use eurostat::is_eurostat;

/// Years that can be right where no catalogue says otherwise.
pub(super) const YEARS: (i32, i32) = (1900, 2100);

/// Reads one file, plain or gzipped, or the one CSV of a zip.
///
/// # Errors
/// What makes the whole file unusable: unreadable, empty, not UTF-8, without a required column.
pub(super) fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    let path = &source.path;
    let (header, input) = input::first_line(path, input::open(path, Holds::is_table)?)?;
    let is_parted = is_eurostat(&header) && header.contains('\t');
    let dialect = if is_parted { Dialect::TABS } else { Dialect::COMMAS };
    let account = Account::new(source, expected);
    let any = |_: &StringRecord| true;
    let (shape, account) =
        scan(path, input, dialect, any, account, |h, a| open(source, h, a), take(path))?;
    let mut ingested = account.done();
    ingested.notes.extend(match &shape.form {
        Form::Message(columns) => columns.ignored(&source.name),
        Form::Long(_) => ignored_columns(&source.name, &shape.header),
        Form::Wide(columns) => wide::ignored(&source.name, columns, expected),
        Form::Eurostat(_) => None,
    });
    Ok(ingested)
}

/// One observation to a row, of SDMX or of ours, or a column for each series.
struct Shape {
    header: StringRecord,
    form: Form,
}

enum Form {
    Message(message::Columns),
    Long(Columns),
    Wide(wide::Columns),
    Eurostat(eurostat::Columns),
}

fn open(source: &Source, head: &Head, account: &mut Account) -> Result<Shape> {
    let header = head.header.clone();
    let form = if message::is_message(&header) {
        Form::Message(message::Columns::find(&source.path, head)?)
    } else if wide::is_wide(&header) {
        Form::Wide(wide::Columns::find(source, &header, account)?)
    } else if eurostat::has_header(&header) {
        Form::Eurostat(eurostat::Columns::find(&source.path, head)?)
    } else {
        Form::Long(Columns::find(&source.path, &header)?)
    };
    Ok(Shape { header, form })
}

/// Takes the records of one file.
fn take(path: &Path) -> impl Fn(&Shape, &Cells, &mut Account) -> Result<()> + Sync {
    move |shape, cells, account| {
        swallowed::refuse(path, cells, |cell| shape.reads(cell))?;
        if !account.has_fields(cells, shape.header.len()) {
            return Ok(());
        }
        match &shape.form {
            Form::Message(columns) => columns.take(cells, account),
            Form::Long(columns) => columns.take(shape, cells, account),
            Form::Wide(columns) => wide::take(account, columns, cells),
            Form::Eurostat(columns) => columns.take(cells, account),
        }
        Ok(())
    }
}

impl Shape {
    /// Whether a line's cells read as a row.
    fn reads(&self, cell: &dyn Fn(usize) -> String) -> bool {
        let is_row = |year: usize, value: usize| {
            cell(year).parse::<i32>().is_ok() && finite(&cell(value)).is_some()
        };
        match &self.form {
            Form::Message(columns) => is_row(columns.year, columns.value),
            Form::Long(columns) => is_row(columns.year, columns.value),
            Form::Wide(columns) => columns.values().any(|v| finite(&cell(v)).is_some()),
            Form::Eurostat(_) => false,
        }
    }
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
            fault = other_separator(fault, &found);
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

    fn take(&self, shape: &Shape, cells: &Cells, account: &mut Account) {
        let cell = |name: &str| {
            let column = shape.header.iter().position(|h| h.trim() == name)?;
            Some(cells.text(column))
        };
        let mut row = account.checked();
        let sex = self.sex.map(|sex| row.sex(cells.text(sex)));
        let (status, remark) = (cells.optional(self.status), cells.optional(self.status));
        let status = row.status(status);
        let written = cells.text(self.value);
        let value = row.scaled(written, cells.optional(self.multiplier));
        let said = Said {
            area: (cells.text(self.area), "REF_AREA"),
            series: cells.text(self.indicator),
            sex,
            year: (cells.text(self.year), "TIME_PERIOD"),
            value,
            written: (written, "OBS_VALUE"),
            status,
            source: "",
            remark,
            wrong: row.offences,
        };
        account.take(&said, &String::new, &cell, || cells.line());
    }
}
