//! UNDP's figures of the Human Development Report: its time series with a row for each area, a column
//! for each series and year (`hdi_f_1990`), every such cell a row of the account; and its portal's
//! export, a figure to a row. Windows-1252 or UTF-8.

mod portal;
mod words;

use std::path::Path;

use super::account::{Account, NO_AREA};
use super::delimited::{Cells, Dialect, Head, scan};
use super::holds::Holds;
use super::input;
use super::reading::{Expected, Ingested, Source};
use super::said::Said;
use crate::fault::{Fault, Place, Result};
use words::{figure, is_group};

const AREA: &str = "iso3";
/// Columns that say something of the area and hold no series.
const DESCRIBING: [&str; 4] = [AREA, "country", "hdicode", "region"];
/// Reads one file, plain, gzip, or the one CSV of a zip.
///
/// # Errors
/// What makes the whole file unusable: unreadable, a page of the web, no column of areas or of a
/// series and a year, a column that stands twice.
pub(super) fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    let path = &source.path;
    let input = input::in_utf8(input::open(path, Holds::is_table)?);
    let account = Account::new(source, expected);
    let known = [AREA, DESCRIBING[2], portal::AREA];
    let is_header = |record: &csv::StringRecord| {
        record.iter().any(|h| known.iter().any(|known| h.trim().eq_ignore_ascii_case(known)))
    };
    let is_portal = |head: &Head| head.header.iter().any(|h| portal::is_named(h, portal::AREA));
    let open = |head: &Head, account: &mut Account<'_>| match is_portal(head) {
        true => Ok(Shape::Long(portal::PortalColumns::find(path, head)?)),
        false => Ok(Shape::Wide(HdrColumns::find(path, head, account)?)),
    };
    let take = |shape: &Shape, cells: &Cells, account: &mut Account<'_>| {
        match shape {
            Shape::Wide(columns) => columns.take(cells, account),
            Shape::Long(columns) => columns.take(cells, account),
        }
        Ok(())
    };
    let (shape, account) = scan(path, input, Dialect::COMMAS, is_header, account, open, take)?;
    let mut ingested = account.done();
    if let Shape::Wide(HdrColumns { ignored, .. }) = shape
        && !ignored.is_empty()
    {
        ingested.notes.push(format!("{}: columns ignored: {}", source.name, ignored.join(", ")));
    }
    Ok(ingested)
}

/// A column for each series and year, or a figure to a row.
enum Shape {
    Wide(HdrColumns),
    Long(portal::PortalColumns),
}

/// Positions of the columns.
struct HdrColumns {
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

impl HdrColumns {
    fn find(path: &Path, head: &Head, account: &Account) -> Result<Self> {
        let place = || Place::line(path, head.line);
        let names: Vec<&str> = head.header.iter().map(str::trim).collect();
        let header = head.named(path);
        header.once()?;
        let [area] = header.alike(str::eq_ignore_ascii_case).columns([&[AREA]])?;
        let mut figures = Vec::new();
        let mut ignored = Vec::new();
        for (position, name) in names.iter().enumerate() {
            match series_and_year(name) {
                Some((series, year)) => figures.push(Column {
                    position,
                    name: (*name).to_owned(),
                    is_wanted: account.wants(&series),
                    series,
                    year: year.to_owned(),
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
        Ok(HdrColumns { area, width: names.len(), figures, ignored })
    }

    fn take(&self, cells: &Cells, account: &mut Account) {
        if !account.has_fields(cells.len(), self.width, || cells.line()) {
            return;
        }
        let area = cells.text(self.area);
        for column in &self.figures {
            if !column.is_wanted {
                account.not_wanted();
            } else if is_group(area) {
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
        let value = figure(written);
        let said = Said {
            area: (area, AREA),
            series: &self.series,
            sex: None,
            year: (&self.year, &self.name),
            value,
            written: (written, &self.name),
            ..Said::default()
        };
        account.take(&said, &String::new, &|_| None, || cells.line());
    }
}

/// A column's name taken apart: the series may hold underscores and digits itself. UNDP writes small
/// letters, others that hand its table on may not.
fn series_and_year(name: &str) -> Option<(String, &str)> {
    let (series, year) = name.rsplit_once('_')?;
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    (is_year && !series.is_empty()).then(|| (series.to_lowercase(), year))
}
