//! A message of SDMX-CSV, 1.0 or 2.0: columns by the ids of their components, labels beside the codes
//! or behind them (`CODE: Label`).

use std::borrow::Cow;
use std::path::Path;

use csv::StringRecord;

use crate::fault::{Fault, Place, Result};
use crate::ingest::account::Account;
use crate::ingest::delimited::{Cells, Head, other_separator};
use crate::ingest::sdmx::{AREA, Found, SERIES, SOURCE, STATUS, flow_id, is_total, joined, take};

/// Columns that say what the message is, in the order in which they can name the series.
const FLOW: [&str; 3] = ["STRUCTURE_ID", "DATAFLOW", "STRUCTURE"];
const FRAME: [&str; 4] = ["STRUCTURE_NAME", "ACTION", "FREQ", "SERIES_KEY"];

/// Whether a header names the dataflow or the structure of its rows.
pub(super) fn is_message(header: &StringRecord) -> bool {
    header.iter().any(|cell| FLOW.contains(&id(cell)))
}

/// The id of a column: without a label behind it, or the mark of several values (`STRUCTURE[;]`).
fn id(cell: &str) -> &str {
    let id = code(cell.trim());
    id.split_once('[').map_or(id, |(id, _)| id)
}

/// The code of a cell that holds `CODE: Label`, or a code alone.
fn code(cell: &str) -> &str {
    cell.split_once(": ").map_or(cell, |(code, _)| code)
}

/// Whether an id is rather a label, written for readers: in letters of both sizes or several words.
fn is_label(id: &str) -> bool {
    let has = |is: fn(&char) -> bool| id.chars().any(|c| is(&c));
    id.contains(' ') || has(|c| c.is_lowercase()) && has(|c| c.is_uppercase())
}

/// Positions of the columns.
pub(super) struct Columns {
    ids: Vec<String>,
    area: usize,
    /// Of the series, or of the dataflow where no dimension names one.
    series: usize,
    is_flow: bool,
    pub year: usize,
    pub value: usize,
    sex: Option<usize>,
    frequency: Option<usize>,
    action: Option<usize>,
    multiplier: Option<usize>,
    decimals: Option<usize>,
    status: Option<usize>,
    source: Option<usize>,
    notes: Vec<usize>,
    /// What else the figures are broken down by.
    breakdowns: Vec<usize>,
}

impl Columns {
    /// Finds the columns by their ids.
    ///
    /// # Errors
    /// No area, period or value; an id that stands twice.
    pub fn find(path: &Path, head: &Head) -> Result<Self> {
        let ids: Vec<String> = head.header.iter().map(|cell| id(cell).to_owned()).collect();
        refuse_twice(path, head, &ids)?;
        let position = |names: &[&str]| names.iter().find_map(|name| position(&ids, name));
        let required = [
            ("REF_AREA", position(&AREA)),
            ("TIME_PERIOD", position(&["TIME_PERIOD"])),
            ("OBS_VALUE", position(&["OBS_VALUE"])),
        ];
        let [Some(area), Some(year), Some(value)] = required.map(|(_, column)| column) else {
            let absent = required.iter().filter(|(_, column)| column.is_none());
            return Err(missing(path, head, &absent.map(|(name, _)| *name).collect::<Vec<_>>()));
        };
        let named = position(&SERIES);
        let mut columns = Columns {
            area,
            series: named.or_else(|| position(&FLOW)).unwrap_or_default(),
            is_flow: named.is_none(),
            year,
            value,
            sex: position(&["SEX"]),
            frequency: position(&["FREQ"]),
            action: position(&["ACTION"]),
            multiplier: position(&["UNIT_MULT"]),
            decimals: position(&["DECIMALS"]),
            status: position(&STATUS),
            source: position(&SOURCE),
            notes: Vec::new(),
            breakdowns: Vec::new(),
            ids: Vec::new(),
        };
        columns.notes = (0..ids.len()).filter(|&c| is_note(&ids[c])).collect();
        columns.breakdowns =
            (0..value).filter(|&c| columns.is_spare(c) && is_dimension(&ids[c])).collect();
        columns.ids = ids;
        Ok(columns)
    }

    /// Whether a column has no part of its own.
    fn is_spare(&self, column: usize) -> bool {
        let optional = [
            self.sex,
            self.frequency,
            self.action,
            self.multiplier,
            self.decimals,
            self.status,
            self.source,
        ];
        ![self.area, self.series, self.year, self.value].contains(&column)
            && !optional.contains(&Some(column))
            && !self.notes.contains(&column)
    }

    pub fn take(&self, cells: &Cells, account: &mut Account) {
        let coded = |column: Option<usize>| code(cells.optional(column));
        let series = coded(Some(self.series));
        let series = if self.is_flow { flow_id(series) } else { series };
        if !account.wants(series) {
            return account.not_wanted();
        }
        let name = |column: Option<usize>| column.map_or("", |column| self.ids[column].as_str());
        let remark = self.remark(cells);
        let found = Found {
            area: (coded(Some(self.area)), &self.ids[self.area]),
            series,
            sex: self.sex.map(|column| coded(Some(column))),
            frequency: coded(self.frequency),
            action: coded(self.action),
            period: coded(Some(self.year)),
            value: cells.text(self.value),
            multiplier: coded(self.multiplier),
            decimals: coded(self.decimals),
            status: (coded(self.status), name(self.status)),
            source: cells.optional(self.source),
            remark: &remark,
        };
        let detail = || {
            let codes = self.breakdowns.iter().map(|&column| code(cells.text(column)));
            codes.filter(|code| !is_total(code)).map(|code| format!(".{code}")).collect()
        };
        let cell = |name: &str| {
            self.ids.iter().position(|id| id == name).map(|column| code(cells.text(column)))
        };
        take(account, &found, &detail, &cell, || cells.line());
    }

    /// The status and the notes of a row as written, those that there are.
    fn remark<'c>(&self, cells: &'c Cells) -> Cow<'c, str> {
        let columns = self.status.iter().chain(&self.notes);
        joined(columns.map(|&column| cells.text(column)))
    }

    /// What a reader of the summary should know: columns of which nothing was kept.
    pub fn ignored(&self, name: &str) -> Option<String> {
        let is_ignored = |&column: &usize| {
            let id = self.ids[column].as_str();
            self.is_spare(column)
                && !self.breakdowns.contains(&column)
                && !FLOW.contains(&id)
                && !FRAME.contains(&id)
                && !is_label(id)
                && !id.is_empty()
        };
        let ignored = (0..self.ids.len()).filter(is_ignored).map(|c| self.ids[c].as_str());
        let ignored: Vec<&str> = ignored.collect();
        (!ignored.is_empty()).then(|| format!("{name}: columns ignored: {}", ignored.join(", ")))
    }
}

/// A column by its id; where none is written so, in whatever size of letters.
fn position(ids: &[String], name: &str) -> Option<usize> {
    let exact = ids.iter().position(|id| id == name);
    exact.or_else(|| ids.iter().position(|id| id.eq_ignore_ascii_case(name) && !is_label(id)))
}

/// Dimensions stand before the value; attributes, labels and what the message is don't count.
fn is_dimension(id: &str) -> bool {
    !FLOW.contains(&id) && !FRAME.contains(&id) && !is_label(id) && !id.is_empty()
}

fn is_note(id: &str) -> bool {
    let is_text = ["NOTE", "COMMENT"].iter().any(|word| id.contains(word));
    is_text && !is_label(id)
}

fn refuse_twice(path: &Path, head: &Head, ids: &[String]) -> Result<()> {
    let twice = |id: &&String| {
        !is_label(id) && !id.is_empty() && ids.iter().filter(|other| other == id).count() > 1
    };
    let Some(name) = ids.iter().find(twice) else { return Ok(()) };
    Err(Fault::new(format!("the column {name} stands twice"))
        .at(Place::line(path, head.line))
        .hint("remove or rename one of them: which is meant can't be told")
        .into())
}

fn missing(path: &Path, head: &Head, absent: &[&str]) -> crate::fault::Faults {
    let found = head.header.iter().collect::<Vec<_>>().join(", ");
    let mut fault = Fault::new(format!("missing the column {}", absent.join(" and the column ")))
        .at(Place::line(path, head.line))
        .hint(format!("found the columns: {found}"));
    for name in absent {
        fault = fault.nearest(name, head.header.iter());
    }
    other_separator(fault, &found)
        .hint("a message of SDMX-CSV is expected: REF_AREA, TIME_PERIOD and OBS_VALUE beside the dataflow or the structure; a dataflow without areas can't be read")
        .into()
}
