//! CSV with a column for each year: of one indicator, below a preamble, or all of them in bulk.

use std::path::Path;

use csv::StringRecord;

use super::super::account::{Account, Said};
use super::super::delimited::{Cells, Dialect, Head, head_of, scan};
use super::super::problem::Rule;
use super::super::{Expected, Ingested, Source};
use super::NO_FIGURES;
use crate::fault::{Fault, Place, Result};
use crate::model::ObsStatus;

const AREA: &str = "Country Code";
const SERIES: &str = "Indicator Code";
const KNOWN: [&str; 4] = ["Country Name", AREA, "Indicator Name", SERIES];
const UPDATED: &str = "Last Updated Date";

/// Reads a file; every cell of a year is a row.
pub(super) fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    let path = &source.path;
    let account = Account::new(source, expected);
    let input = super::open(path)?;
    let open = |head: &Head, account: &mut Account| {
        let columns = Columns::find(path, head)?;
        account.series_in(columns.series, columns.years.len(), &head.header);
        Ok(columns)
    };
    let take = |columns: &Columns, cells: &Cells, account: &mut Account| {
        columns.take(cells, account);
        Ok(())
    };
    let (columns, account) = scan(path, input, Dialect::COMMAS, is_header, account, open, take)?;
    let mut ingested = account.done();
    ingested.notes.extend(columns.ignored(&source.name));
    Ok(ingested)
}

pub(super) fn vintage(path: &Path) -> Result<Option<String>> {
    let head = head_of(path, super::open(path)?, Dialect::COMMAS, is_header)?;
    let line = head.preamble.iter().find(|record| record.get(0) == Some(UPDATED));
    Ok(line.and_then(|record| record.get(1)).map(|date| date.trim().to_owned()))
}

/// The header is known by its names. Those of the World Bank's other files count too, so that the
/// fault can say which it is.
fn is_header(record: &StringRecord) -> bool {
    let known = [AREA, SERIES, "CountryCode", "Series Code", "SeriesCode", "INDICATOR_CODE"];
    record.iter().any(|cell| known.contains(&cell.trim()))
}

struct Columns {
    header: StringRecord,
    area: usize,
    series: usize,
    /// (position, year as written).
    years: Vec<(usize, String)>,
    ignored: Vec<String>,
}

impl Columns {
    fn find(path: &Path, head: &Head) -> Result<Self> {
        refuse_metadata(path, head)?;
        let [area, series] = head.columns(path, [AREA, SERIES])?;
        let is_year = |name: &str| name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit());
        let named = || head.header.iter().map(str::trim).enumerate();
        let years: Vec<(usize, String)> =
            named().filter(|(_, h)| is_year(h)).map(|(at, h)| (at, h.to_owned())).collect();
        let ignored = named()
            .map(|(_, h)| h)
            .filter(|h| !h.is_empty() && !is_year(h) && !KNOWN.contains(h))
            .map(str::to_owned)
            .collect();
        let twice = |year: &&(usize, String)| years.iter().filter(|y| y.1 == year.1).count() > 1;
        let place = || Place::line(path, head.line);
        if let Some((_, year)) = years.iter().find(twice) {
            return Err(Fault::new(format!("the column {year} stands twice")).at(place()).into());
        }
        if years.is_empty() {
            return Err(Fault::new("no column of the file is a year")
                .at(place())
                .hint("expected: Country Code, Indicator Code and a column for each year (1960, …)")
                .into());
        }
        Ok(Columns { header: head.header.clone(), area, series, years, ignored })
    }

    fn take(&self, cells: &Cells, account: &mut Account) {
        let series = cells.text(self.series);
        if !account.wants(series) {
            return account.passed_over(self.years.len(), 0);
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
        for (position, year) in &self.years {
            let written = cells.text(*position);
            let value = account.checked().scaled(written, "");
            let said = Said {
                area: (cells.text(self.area), AREA),
                series,
                sex: None,
                year: (year, year),
                value,
                written: (written, year),
                status: ObsStatus::Published,
                source: "",
                remark: "",
                wrong: Vec::new(),
            };
            account.take(&said, &String::new, &cell, || line);
        }
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

/// Countries, series or notes where figures should be.
fn refuse_metadata(path: &Path, head: &Head) -> Result<()> {
    let has = |name: &str| head.column(name).is_some();
    let what = if has(AREA) && has(SERIES) {
        return Ok(());
    } else if has(AREA) && (has("Region") || has("IncomeGroup") || has("Income Group")) {
        "a list of countries (Metadata_Country_*.csv, WDICountry.csv)"
    } else if has("INDICATOR_CODE") || (has("Series Code") && has("Topic")) {
        "a list of series (Metadata_Indicator_*.csv, WDISeries.csv)"
    } else if (has("CountryCode") || has("SeriesCode"))
        && (has("DESCRIPTION") || has("Description"))
    {
        "notes on series (WDIcountry-series.csv, WDIfootnote.csv, WDIseries-time.csv)"
    } else {
        return Ok(());
    };
    Err(Fault::new(format!("the file is {what}; it holds no figures"))
        .at(Place::line(path, head.line))
        .hint(NO_FIGURES)
        .into())
}
