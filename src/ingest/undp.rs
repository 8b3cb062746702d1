//! UNDP's time series of the Human Development Report: a row for each area, a column for each series
//! and year (`hdi_f_1990`). Every such cell is a row of the account. Windows-1252 or UTF-8.

use std::collections::BTreeSet;
use std::path::Path;

use super::account::{Account, Figure, NO_AREA, Said};
use super::cells::finite;
use super::delimited::{Cells, Dialect, Head, scan};
use super::input::Beginning;
use super::problem::Rule;
use super::{Expected, Ingested, Source, input};
use crate::fault::{Fault, Place, Result};
use crate::model::ObsStatus;

const AREA: &str = "iso3";
/// Columns that say something of the area and hold no series.
const DESCRIBING: [&str; 4] = [AREA, "country", "hdicode", "region"];
/// Words for "no figure".
const NONE: [&str; 4] = ["", "..", "NA", "n.a."];

/// Reads one file, plain, gzip, or the one CSV of a zip.
///
/// # Errors
/// What makes the whole file unusable: unreadable, a page of the web, no column of areas or of a
/// series and a year, a column that stands twice.
pub(super) fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    let path = &source.path;
    let input = input::in_utf8(input::open(path, |name| name.to_lowercase().ends_with(".csv"))?);
    let (beginning, quoted, input) =
        input::beginning(input).map_err(|e| input::unreadable(path, 0, &e))?;
    if beginning != Beginning::Text {
        return Err(Fault::new("the file is a page or a message, not the table of time series")
            .at(Place::line(path, 1))
            .hint(format!("it begins: {quoted}"))
            .hint("fetch it again; the address changes with every report")
            .into());
    }
    let account = Account::new(source, expected);
    let is_header =
        |record: &csv::StringRecord| record.iter().any(|h| h.trim().eq_ignore_ascii_case(AREA));
    let open = |head: &Head, account: &mut Account<'_>| Columns::find(path, head, account);
    let take = |columns: &Columns, cells: &Cells, account: &mut Account<'_>| {
        columns.take(cells, account);
        Ok(())
    };
    let (columns, account) = scan(path, input, Dialect::COMMAS, is_header, account, open, take)?;
    let mut ingested = account.done();
    if !columns.ignored.is_empty() {
        let note = format!("{}: columns ignored: {}", source.name, columns.ignored.join(", "));
        ingested.notes.push(note);
    }
    Ok(ingested)
}

/// Positions of the columns.
struct Columns {
    area: usize,
    width: usize,
    figures: Vec<Column>,
    /// Columns of no series and year.
    ignored: Vec<String>,
}

struct Column {
    position: usize,
    /// As in the header.
    name: String,
    series: String,
    year: String,
    is_wanted: bool,
}

impl Columns {
    fn find(path: &Path, head: &Head, account: &Account) -> Result<Self> {
        let place = || Place::line(path, head.line);
        let names: Vec<&str> = head.header.iter().map(str::trim).collect();
        let mut seen = BTreeSet::new();
        if let Some(name) = names.iter().find(|name| !name.is_empty() && !seen.insert(**name)) {
            return Err(Fault::new(format!("the column {name} stands twice"))
                .at(place())
                .hint("remove or rename one of them: which is meant can't be told")
                .into());
        }
        let area = names.iter().position(|name| name.eq_ignore_ascii_case(AREA));
        let mut figures = Vec::new();
        let mut ignored = Vec::new();
        for (position, name) in names.iter().enumerate() {
            match series_and_year(name) {
                Some((series, year)) => figures.push(Column {
                    position,
                    name: (*name).to_owned(),
                    series: series.to_owned(),
                    year: year.to_owned(),
                    is_wanted: account.wants(series),
                }),
                None if name.is_empty()
                    || DESCRIBING.iter().any(|d| name.eq_ignore_ascii_case(d)) => {}
                None => ignored.push((*name).to_owned()),
            }
        }
        if figures.is_empty() {
            let found: String = names.join(", ").chars().take(200).collect();
            return Err(Fault::new("no column holds a series and a year (hdi_1990)")
                .at(place())
                .hint(format!("found the columns: {found}"))
                .into());
        }
        Ok(Columns { area: area.unwrap_or_default(), width: names.len(), figures, ignored })
    }

    fn take(&self, cells: &Cells, account: &mut Account) {
        if cells.len() != self.width {
            account.row();
            let expected = format!("{} fields, as in the header", self.width);
            let found = format!("{} fields", cells.len());
            return account.wrong(cells.line(), "", &found, &expected, Rule::FieldCount);
        }
        let area = cells.text(self.area);
        // Groups stand below the countries, under codes that no country can have.
        let is_group = area.starts_with("ZZ");
        for column in &self.figures {
            if !column.is_wanted {
                account.not_wanted();
            } else if is_group {
                account.row();
                account.filtered(NO_AREA);
            } else {
                column.take(area, cells, account);
            }
        }
    }
}

impl Column {
    fn take(&self, area: &str, cells: &Cells, account: &mut Account) {
        let written = cells.text(self.position);
        let value = match finite(written) {
            _ if NONE.contains(&written) => Figure::None,
            Some(number) => Figure::Number(number),
            None => Figure::Unreadable,
        };
        let said = Said {
            area: (area, AREA),
            series: &self.series,
            sex: None,
            year: (&self.year, &self.name),
            value,
            written: (written, &self.name),
            status: ObsStatus::Published,
            source: "",
            remark: "",
            wrong: Vec::new(),
        };
        account.take(&said, &String::new, &|_| None, || cells.line());
    }
}

/// A column's name taken apart: the series may hold underscores and digits itself.
fn series_and_year(name: &str) -> Option<(&str, &str)> {
    let (series, year) = name.rsplit_once('_')?;
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    (is_year && !series.is_empty()).then_some((series, year))
}
