//! A table of areas × indicators: `REF_AREA`, a column for each series, and `TIME_PERIOD` where it
//! holds more than one year; `SEX`, `AGE`, `FREQ`, `UNIT_MULT` and what figures are in (`UNIT_MEASURE`,
//! `CURRENCY`, `BASE_PER`), where they are no series, say of what the row is. Every cell becomes an observation, a problem, or is filtered.

use std::collections::BTreeSet;

use csv::StringRecord;

use super::account::{Account, UNUSED_SERIES};
use super::delimited::Cells;
use super::problem::{Offence, Rule};
use super::sdmx::{
    self, Codes, Evidence, FREQUENCY, Found, Frequency, MULTIPLIER, Period, SEX, UNIT, detail,
    frequency, is_unit_beside, period,
};
use super::{Expected, Source};
use crate::fault::{Fault, Place, Result, nearest};
use crate::model::said_all;

const LONG: [&str; 4] = ["INDICATOR", "SERIES", "MEASURE", "OBS_VALUE"];

/// Whether a header is that of a wide table: areas, and nothing that only long ones have.
pub(super) fn is_wide(header: &StringRecord) -> bool {
    let has = |name: &str| header.iter().any(|h| h.trim() == name);
    has("REF_AREA") && !LONG.into_iter().any(has)
}

/// Positions of the columns of a wide table.
pub(super) struct Columns {
    area: usize,
    year: Option<usize>,
    /// The year of all values, where no column has it.
    undated: i32,
    sex: Option<usize>,
    age: Option<usize>,
    frequency: Option<usize>,
    multiplier: Option<usize>,
    /// What all figures of a row are in.
    units: Vec<usize>,
    /// (position, series).
    series: Vec<(usize, String)>,
}

impl Columns {
    /// Finds the columns. One that is not in the catalogue is a problem of the header; one that the
    /// framework does not read is filtered.
    ///
    /// # Errors
    /// No `TIME_PERIOD`, and no year that values without one belong to.
    pub fn find(source: &Source, header: &StringRecord, account: &mut Account) -> Result<Self> {
        let position = |name: &str| header.iter().position(|h| h.trim() == name);
        let mut seen = BTreeSet::new();
        if let Some(name) = header.iter().map(str::trim).find(|h| !h.is_empty() && !seen.insert(*h))
        {
            return Err(Fault::new(format!("the column {name} stands twice"))
                .at(Place::line(&source.path, 1))
                .hint("remove or rename one of them: which is meant can't be told")
                .into());
        }
        let (year, undated) = (position("TIME_PERIOD"), account.expected.undated);
        if year.is_none() && undated.is_none() {
            return Err(Fault::new("the table has no column TIME_PERIOD")
                .at(Place::line(&source.path, 1))
                .hint("add one, or say of which year the values are: `cut_off` in [data] of the framework")
                .into());
        }
        // A framework may read a series that is called so.
        let is_series = |name: &&str| {
            let Expected { series, catalogue, .. } = account.expected;
            series.is_some_and(|all| all.contains(*name))
                || catalogue.is_some_and(|all| all.series(name).is_some())
        };
        let one_of =
            |names: &[&str]| names.iter().filter(|n| !is_series(n)).find_map(|name| position(name));
        let [sex, age, frequency, multiplier] =
            [one_of(&SEX), one_of(&["AGE"]), one_of(&FREQUENCY), one_of(&MULTIPLIER)];
        let is_unit =
            |name: &str| (UNIT.contains(&name) || is_unit_beside(name, true)) && !is_series(&name);
        let heads = header.iter().map(str::trim).enumerate();
        let units: Vec<usize> =
            heads.filter(|(_, name)| is_unit(name)).map(|(position, _)| position).collect();
        let names: Vec<&str> = units.iter().map(|at| header[*at].trim()).collect();
        account.evidence = Evidence::of(Vec::new(), Some((&names.join(", "), false)));
        let mut series = Vec::new();
        for (position, code) in header.iter().map(str::trim).enumerate() {
            let has_a_part = [sex, age, frequency, multiplier].contains(&Some(position));
            if has_a_part
                || units.contains(&position)
                || ["REF_AREA", "TIME_PERIOD", ""].contains(&code)
            {
                continue;
            }
            match problem(account.expected, code) {
                Some(offence) => {
                    account.row();
                    account.problem(1, &[offence]);
                }
                None => {
                    // A column without a usable row is missing data, not a wrong name.
                    account.saw(code);
                    series.push((position, code.to_owned()));
                }
            }
        }
        let area = position("REF_AREA").unwrap_or_default();
        let undated = undated.unwrap_or_default();
        Ok(Columns { area, year, undated, sex, age, frequency, multiplier, units, series })
    }

    /// Positions of the columns that hold values.
    pub fn values(&self) -> impl Iterator<Item = usize> + '_ {
        self.series.iter().map(|(position, _)| *position)
    }
}

/// A column that the catalogue does not have, where there is one.
fn problem(expected: &Expected, code: &str) -> Option<Offence> {
    let catalogue = expected.catalogue.filter(|c| c.series(code).is_none())?;
    let near = nearest(code, catalogue.series.iter().map(|s| s.code.as_str()));
    let near = near.map_or(String::new(), |near| format!(" (nearest: {near})"));
    let wanted = format!("a series of the catalogue as the head of a column{near}");
    Some(Offence::new(code, code, wanted, Rule::UnknownIndicator))
}

/// Takes the cells of one record.
pub(super) fn take(account: &mut Account, columns: &Columns, cells: &Cells) {
    let line = cells.line();
    let mut row = account.checked();
    let _ = account.area((cells.text(columns.area), "REF_AREA"), &mut row);
    let often = cells.optional(columns.frequency);
    let undated = columns.undated.to_string();
    let year = columns.year.map_or(undated.as_str(), |column| cells.text(column));
    let year = match period(year, frequency(often)) {
        Period::Year(year) => year,
        Period::NotAnnual | Period::Unreadable(_) => year,
    };
    if columns.year.is_some() && frequency(often) != Frequency::Other {
        row.year(year, "TIME_PERIOD");
    }
    if let Some(text) =
        columns.sex.map(|at| cells.text(at)).filter(|text| sdmx::sex(text).is_none())
    {
        row.sex(text);
    }
    if let Some(first) = row.offences.first() {
        account.row();
        account.fell(cells.text(columns.area), first.rule.name());
        account.problem(line, &row.offences);
        return;
    }
    let units = columns.units.iter().map(|at| cells.text(*at)).filter(|unit| !unit.is_empty());
    let unit = units.collect::<Vec<_>>().join(".");
    for (position, series) in &columns.series {
        let text = cells.text(*position);
        let found = Found {
            area: (cells.text(columns.area), "REF_AREA"),
            series,
            sex: columns.sex.map(|column| cells.text(column)),
            frequency: (often, "FREQ"),
            period: (year, "TIME_PERIOD"),
            written: (text, series),
            figure: account.writing.figure(text),
            multiplier: (cells.optional(columns.multiplier), MULTIPLIER[0]),
            unit: &unit,
            is_own: true,
            ..Found::default()
        };
        let codes = Codes {
            detail: &|| detail(columns.age.map(|column| cells.text(column)).into_iter()),
            of: &|_| None,
            dimensions: &Vec::new,
            has_attributes: &|| false,
        };
        sdmx::take(account, found, &codes, || line);
    }
}

/// What a reader of the summary should know: columns that no row of the framework asks for.
pub(super) fn ignored(name: &str, columns: &Columns, expected: &Expected) -> Option<String> {
    let read = expected.series?;
    let ignored = columns.series.iter().filter(|(_, s)| !read.contains(s));
    let ignored = said_all(ignored.map(|(_, s)| s.as_str()));
    let rule = UNUSED_SERIES;
    (!ignored.is_empty()).then(|| format!("{name}: columns ignored ({rule}): {ignored}"))
}
