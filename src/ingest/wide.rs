//! A table of areas × indicators: `REF_AREA`, a column for each series, and `TIME_PERIOD` where it
//! holds more than one year; `SEX`, `AGE`, `FREQ`, `UNIT_MULT` and what figures are in (`UNIT_MEASURE`,
//! `CURRENCY`, `BASE_PER`), where they are no series, say of what the row is, and so do other breakdowns
//! (`EDUCATION`) that hold no numbers or tell rows apart. Every cell becomes an observation, a problem, or
//! is filtered.

use csv::StringRecord;
use unicode_normalization::UnicodeNormalization;

use super::account::{Account, UNUSED_SERIES};
use super::delimited::Cells;
use super::header::Header;
use super::problem::{Offence, Rule};
use super::reading::{Expected, Source};
use super::said::Beside;
use super::sdmx::{
    self, Codes, Doubtful, Evidence, FREQUENCY, Found, Frequency, Kind, Learned, MULTIPLIER,
    Period, SEX, UNIT, Why, detail, frequency, hash, is_unit_beside, kind, period,
};
use crate::fault::{Fault, Place, Result, nearest};
use crate::model::said_all;

const LONG: [&str; 4] = ["INDICATOR", "SERIES", "MEASURE", "OBS_VALUE"];

/// Whether a header is that of a wide table: areas, and nothing that only long ones have.
pub(super) fn is_wide(header: &StringRecord) -> bool {
    let has = |name: &str| header.iter().any(|h| h.trim() == name);
    has("REF_AREA") && !LONG.into_iter().any(has)
}

/// Positions of the columns of a wide table.
pub(super) struct WideColumns {
    area: usize,
    year: Option<usize>,
    /// The year of all values, where no column has it.
    undated: i32,
    sex: Option<usize>,
    frequency: Option<usize>,
    multiplier: Option<usize>,
    /// What all figures of a row are in, and broken down by.
    units: Vec<usize>,
    breakdowns: Vec<usize>,
    /// Series whose names are those of breakdowns.
    doubtful: Vec<usize>,
    /// (position, series).
    series: Vec<(usize, String)>,
    names: Vec<String>,
}

impl WideColumns {
    /// Finds the columns. One that is not in the catalogue is a problem of the header; one that the
    /// framework does not read is filtered.
    ///
    /// # Errors
    /// No `TIME_PERIOD`, and no year that values without one belong to.
    pub fn find(
        source: &Source,
        header: &StringRecord,
        learned: &Learned,
        account: &mut Account,
    ) -> Result<Self> {
        // Composed or decomposed, a letter is the same, as in the codes of series.
        let names: Vec<String> = header.iter().map(|name| name.trim().nfc().collect()).collect();
        let position = |name: &str| names.iter().position(|known| known == name);
        check(source, &names, account.expected)?;
        let one_of = |ids: &[&str]| ids.iter().find_map(|id| like(&names, id, account.expected));
        let [sex, frequency, multiplier] = [one_of(&SEX), one_of(&FREQUENCY), one_of(&MULTIPLIER)];
        let parts = [position("REF_AREA"), position("TIME_PERIOD"), sex, frequency, multiplier];
        let is_free = |at: &usize| {
            !parts.contains(&Some(*at))
                && !names[*at].is_empty()
                && !is_series(&names[*at], account.expected)
        };
        let free: Vec<usize> = (0..names.len()).filter(is_free).collect();
        let those = |is: &dyn Fn(&str) -> bool| -> Vec<usize> {
            free.iter().copied().filter(|at| is(&names[*at])).collect()
        };
        let units = those(&|name| UNIT.contains(&name) || is_unit_beside(name, true));
        let is_told = |name: &str| name.eq_ignore_ascii_case("AGE") || learned.told.contains(name);
        let breakdowns = those(&is_told);
        let doubtful = those(&|name| kind(name) == Kind::Breakdown && !is_told(name));
        let year = position("TIME_PERIOD");
        let mut columns = WideColumns {
            area: position("REF_AREA").unwrap_or_default(),
            year,
            undated: account.expected.undated.unwrap_or_default(),
            sex,
            frequency,
            multiplier,
            units,
            breakdowns,
            doubtful,
            series: Vec::new(),
            names,
        };
        account.evidence = columns.evidence(&source.name);
        columns.series = columns.series(&parts, account);
        Ok(columns)
    }

    /// What an account of this table gathers: what does each column do whose name is one of a breakdown,
    /// and are rows of one area and year the same in all others?
    fn evidence(&self, file: &str) -> Evidence {
        let headed = self.doubtful.iter().map(|at| Doubtful::new(&self.names[*at], Why::Headed));
        let rest = Doubtful::new(&format!("another column of {file}"), Why::Unnamed);
        let units: Vec<&str> = self.units.iter().map(|at| self.names[*at].as_str()).collect();
        Evidence::of(headed.chain([rest]).collect(), Some((&units.join(", "), false)))
    }

    /// The columns that hold figures.
    fn series(&self, parts: &[Option<usize>], account: &mut Account) -> Vec<(usize, String)> {
        let mut series = Vec::new();
        for (position, code) in self.names.iter().enumerate() {
            let is_taken = parts.contains(&Some(position))
                || self.units.contains(&position)
                || self.breakdowns.contains(&position);
            if is_taken || code.is_empty() {
                continue;
            }
            match problem(account.expected, code) {
                Some(offence) => {
                    account.row();
                    account.problem(1, &[offence]);
                }
                None => {
                    // A column without a usable row is missing data, not a wrong name; where rows are
                    // broken down, each names its series.
                    if self.breakdowns.is_empty() {
                        account.saw(code);
                    }
                    series.push((position, code.clone()));
                }
            }
        }
        series
    }

    /// What tells the row from another of the same area and year: of a row said twice, nothing.
    fn beside(&self, cells: &Cells) -> String {
        let is_other = |at: &usize| *at != self.area && Some(*at) != self.year;
        let others = (0..self.names.len()).filter(is_other).map(|at| cells.text(at));
        hash(&others.collect::<Vec<_>>().join("\u{1f}")).to_string()
    }

    /// Positions of the columns that hold values.
    pub fn values(&self) -> impl Iterator<Item = usize> + '_ {
        self.series.iter().map(|(position, _)| *position)
    }
}

/// Refuses a header in which a name stands twice, or that has no year where values without one have none.
fn check(source: &Source, names: &[String], expected: &Expected) -> Result<()> {
    let place = Place::line(&source.path, 1);
    Header::new(names.iter().map(String::as_str), place.clone()).once()?;
    if expected.undated.is_none() && names.iter().all(|name| name != "TIME_PERIOD") {
        let hint =
            "add one, or say of which year the values are: `cut_off` in [data] of the framework";
        return Err(Fault::new("the table has no column TIME_PERIOD").at(place).hint(hint).into());
    }
    Ok(())
}

/// Whether a framework or the catalogue has a series that is called so.
fn is_series(name: &str, expected: &Expected) -> bool {
    expected.series.is_some_and(|all| all.contains(name))
        || expected.catalogue.is_some_and(|all| all.series(name).is_some())
}

/// A column by its id in letters of any size, where no series is called so.
fn like(names: &[String], id: &str, expected: &Expected) -> Option<usize> {
    let is = |name: &&String| name.eq_ignore_ascii_case(id) && !is_series(name, expected);
    names.iter().position(|name| is(&name))
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
pub(super) fn take(account: &mut Account, columns: &WideColumns, cells: &Cells) {
    let line = cells.line();
    let mut row = account.checked();
    let area = cells.text(columns.area);
    let area = if sdmx::has_label(area) { sdmx::code(area) } else { area };
    let _ = account.area((area, "REF_AREA"), &mut row);
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
        account.fell(area, first.rule.name());
        account.problem(line, &row.offences);
        return;
    }
    let units = columns.units.iter().map(|at| cells.text(*at)).filter(|unit| !unit.is_empty());
    let unit = units.collect::<Vec<_>>().join(".");
    let rest = columns.beside(cells);
    let doubtful = columns.doubtful.iter().map(|at| cells.text(*at));
    let beside: Vec<&str> = doubtful.chain([rest.as_str()]).collect();
    for (position, series) in &columns.series {
        let text = cells.text(*position);
        let found = Found {
            area: (area, "REF_AREA"),
            series,
            sex: columns.sex.map(|column| cells.text(column)),
            frequency: (often, "FREQ"),
            period: (year, "TIME_PERIOD"),
            written: (text, series),
            figure: account.writing.figure(text),
            multiplier: (cells.optional(columns.multiplier), MULTIPLIER[0]),
            unit: &unit,
            beside: Beside { cells: beside.clone(), ..Beside::default() },
            is_own: true,
            ..Found::default()
        };
        let codes = Codes {
            detail: &|| detail(columns.breakdowns.iter().map(|column| cells.text(*column))),
            of: &|name| {
                columns.names.iter().position(|known| known == name).map(|at| cells.text(at))
            },
            dimensions: &Vec::new,
            has_attributes: &|| false,
        };
        sdmx::take(account, found, &codes, || line);
    }
}

/// What a reader of the summary should know: columns that no row of the framework asks for.
pub(super) fn ignored(name: &str, columns: &WideColumns, expected: &Expected) -> Option<String> {
    let read = expected.series?;
    let ignored = columns.series.iter().filter(|(_, s)| !read.contains(s));
    let ignored = said_all(ignored.map(|(_, s)| s.as_str()));
    let rule = UNUSED_SERIES;
    (!ignored.is_empty()).then(|| format!("{name}: columns ignored ({rule}): {ignored}"))
}
