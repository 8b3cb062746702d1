//! The columns of a long table, under any of the names that the database's forms have for them.

use std::path::Path;

use super::super::account::Account;
use super::super::problem::{Offence, Rule};
use super::super::said::{Beside, ObsValue, Said};
use super::super::sdmx::{Evidence, by_unit, in_units};
use super::words::{Nature, figure, is_global, is_total, nature, sex};
use crate::fault::{Place, Result};
use crate::ingest::header::{Header, letters};
use crate::model::ObsStatus;

/// Rules by which rows are left out.
const OTHER_REPORTING: &str = "other_reporting_type";
const CITY: &str = "city";
const NOT_RELEVANT: &str = "not_relevant_here";

/// Columns that say something of a row and break nothing down.
const DESCRIBING: [&str; 49] = [
    "",
    "seriesCount",
    "Goal",
    "GoalCode",
    "GoalDesc",
    "Target",
    "TargetCode",
    "TargetDesc",
    "Indicator",
    "IndicatorCode",
    "IndicatorDesc",
    "IndicatorTier",
    "Indicator Ref",
    "IndicatorId",
    "Indicator Description",
    "SeriesDesc",
    "SeriesDescription",
    "SeriesRelease",
    "Series Type",
    "GeoAreaName",
    "GeoArea_Desc",
    "Country or Area Name",
    "Parent Country or Area Code",
    "LDC",
    "LLDC",
    "SIDS",
    "Frequency",
    "Freq",
    "Source type",
    "Value type",
    "Unit",
    "Unit multiplier",
    "UNIT_MULT",
    "TimeDetail",
    "Time_Detail",
    "TimeCoverage",
    "UpperBound",
    "LowerBound",
    "GeoInfoUrl",
    "ISO3CD",
    "X",
    "Y",
    "level",
    "parentCode",
    "parentName",
    "type",
    "CountryProfile",
    "UNMember",
    "Observation Status",
];

/// Whether a column goes by `name`, whatever brackets, blanks, underscores and capitals it has.
pub(super) fn is_named(column: &str, name: &str) -> bool {
    letters(column).eq(letters(name))
}

/// Whether a column holds the codes of what `name` names: `[Sex]`, `Sex`, `sexCode`, `Sex_Code`.
fn has_codes_of(column: &str, name: &str) -> bool {
    is_named(column, name) || letters(column).eq(letters(name).chain("code".chars()))
}

/// Positions of the columns.
pub(super) struct UnsdgColumns {
    pub names: Vec<String>,
    pub series: usize,
    area: usize,
    year: usize,
    value: usize,
    nature: Option<usize>,
    source: Option<usize>,
    notes: Option<usize>,
    sex: Option<usize>,
    city: Option<usize>,
    reporting: Option<usize>,
    /// What figures are in: the unit, and the period that it is of.
    units: Vec<usize>,
    multiplier: Option<usize>,
    /// Breakdowns, except the sex.
    dimensions: Vec<usize>,
}

impl UnsdgColumns {
    /// Finds the columns of a long table by its header on `line`.
    ///
    /// # Errors
    /// One that is missing or stands twice.
    pub fn find(path: &Path, header: &[String], line: u64) -> Result<Self> {
        let area = ["GeoAreaCode", "GeoAreaName", "GeoAreaDesc"];
        let year = ["TimePeriod", "Year", "TimePeriodStart"];
        let wanted: [&[&str]; 4] = [&["SeriesCode", "Series"], &area, &year, &["Value"]];
        let [series, area, year, value] = named(path, header, line).columns(wanted)?;
        Ok(UnsdgColumns::of(header, [series, area, year, value]))
    }

    /// The same of a wide table, where years and values are columns of their own.
    ///
    /// # Errors
    /// The same.
    pub fn find_wide(path: &Path, header: &[String], line: u64) -> Result<Self> {
        let area = ["Country or Area Code", "Country or Area Name"];
        let [series, area] = named(path, header, line).columns([&["Series Code"][..], &area])?;
        Ok(UnsdgColumns::of(header, [series, area, usize::MAX, usize::MAX]))
    }

    fn of(header: &[String], [series, area, year, value]: [usize; 4]) -> Self {
        let of = |names: &[&str]| {
            names.iter().find_map(|n| header.iter().position(|h| has_codes_of(h, n)))
        };
        let [nature, source, sex] = ["Nature", "Source", "Sex"].map(|name| of(&[name]));
        let (notes, reporting) = (of(&["FootNote", "Footnotes"]), of(&["Reporting Type"]));
        let city = of(&["City", "Cities"]);
        let units = [of(&["Units", "Unit"]), of(&["BasePeriod"])];
        let units: Vec<usize> = units.into_iter().flatten().collect();
        let multiplier = of(&["Unit multiplier", "UNIT_MULT"]);
        let used = [Some(series), Some(area), Some(year), Some(value), nature, source, notes, sex];
        let rest = |column: &usize| {
            let name = &header[*column];
            let plain = [
                "Nature",
                "Units",
                "BasePeriod",
                "Sex",
                "Reporting Type",
                "GeoArea",
                "Series",
                "Value",
            ];
            let tells = |base: &str| {
                ["", "code", "desc", "type"]
                    .iter()
                    .any(|end| letters(name).eq(letters(base).chain(end.chars())))
            };
            // A label beside a code says the same again.
            let is_label = header.iter().any(|other| {
                let base = letters(other).collect::<String>();
                base.strip_suffix("code").is_some_and(|base| is_named(name, &format!("{base}desc")))
            });
            let is_year = name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit());
            !used.contains(&Some(*column))
                && !DESCRIBING.iter().any(|known| is_named(name, known))
                && !plain.into_iter().any(tells)
                && !is_label
                && !is_year
                && !is_named(name, "FN")
        };
        let dimensions = (0..header.len()).filter(rest).collect();
        let names = header.to_vec();
        UnsdgColumns {
            names,
            series,
            area,
            year,
            value,
            nature,
            source,
            notes,
            sex,
            city,
            reporting,
            units,
            multiplier,
            dimensions,
        }
    }

    /// What an account of this table gathers.
    pub fn evidence(&self) -> Evidence {
        let names: Vec<&str> =
            self.units.iter().map(|at| self.names[*at].trim_matches(['[', ']'])).collect();
        Evidence::of(Vec::new(), Some((&names.join(", "), false)))
    }

    /// Takes a row of a long table.
    pub fn take<'r>(
        &'r self,
        text: &dyn Fn(usize) -> &'r str,
        line: &dyn Fn() -> u64,
        account: &mut Account,
    ) {
        if !account.wants(text(self.series)) {
            return account.not_wanted();
        }
        let year = text(self.year);
        let notes = self.notes.map_or("", text);
        let figure = Cell {
            year: (year.strip_suffix(".0").unwrap_or(year), &self.names[self.year]),
            value: (text(self.value), &self.names[self.value]),
            nature: (self.nature.map_or("", text), "Nature"),
            notes,
        };
        self.take_cell(&figure, text, line, account);
    }

    /// Takes one figure of a row.
    pub fn take_cell<'r>(
        &'r self,
        one: &Cell<'r>,
        text: &dyn Fn(usize) -> &'r str,
        line: &dyn Fn() -> u64,
        account: &mut Account,
    ) {
        let status = nature(one.nature.0);
        if let Some(rule) = self.left_out(status, text) {
            account.row();
            return account.falls_out(rule, text(self.area));
        }
        let mut row = account.checked();
        let value = figure(one.value.0);
        let remark = one.remark(value);
        let multiplier = self.multiplier.map_or(("", ""), |at| (text(at), &self.names[at]));
        let value = in_units(&mut row, (one.value.0, value), multiplier, "");
        let mut wrong = row.offences;
        let status = match status {
            Some(Nature::Of(status)) => status,
            _ => {
                let expected = "a nature of data: C, CA, E, G, M, N or NA";
                wrong.push(Offence::new(one.nature.1, one.nature.0, expected, Rule::UnknownStatus));
                ObsStatus::Published
            }
        };
        let written_sex = self.sex.map_or("", text);
        let sex = sex(written_sex).unwrap_or_else(|()| {
            let expected = "BOTHSEX, FEMALE or MALE";
            wrong.push(Offence::new("Sex", written_sex, expected, Rule::UnknownSex));
            None
        });
        let units = self.units.iter().map(|at| text(*at)).filter(|unit| !unit.is_empty());
        let unit = &*units.collect::<Vec<_>>().join(".");
        let said = Said {
            area: (text(self.area), &self.names[self.area]),
            series: text(self.series),
            sex,
            year: one.year,
            value,
            written: one.value,
            status,
            source: self.source.map_or("", text),
            remark: &remark,
            beside: Beside { unit, ..Beside::default() },
            wrong,
        };
        let learned = account.learned;
        let detail = || by_unit(learned, said.series, self.detail(text), unit);
        account.take(&said, &detail, &|name| self.cell(name, text), line);
    }

    /// The rule by which a row is left out, whatever series wants it.
    fn left_out<'r>(
        &self,
        nature: Option<Nature>,
        text: &dyn Fn(usize) -> &'r str,
    ) -> Option<&'static str> {
        if nature == Some(Nature::NotRelevant) {
            return Some(NOT_RELEVANT);
        }
        if self.city.is_some_and(|city| !is_total(text(city))) {
            return Some(CITY);
        }
        self.reporting.is_some_and(|column| !is_global(text(column))).then_some(OTHER_REPORTING)
    }

    /// The code of a row in a column that goes by `name`.
    fn cell<'r>(&self, name: &str, text: &dyn Fn(usize) -> &'r str) -> Option<&'r str> {
        self.names.iter().position(|column| has_codes_of(column, name)).map(text)
    }

    /// The breakdowns that a row is not the total of.
    fn detail<'r>(&self, text: &dyn Fn(usize) -> &'r str) -> String {
        let mut detail = String::new();
        for column in self.dimensions.iter().filter(|column| !is_total(text(**column))) {
            let name = self.names[*column].trim_matches(['[', ']']).to_uppercase();
            let name = name.strip_suffix("CODE").unwrap_or(&name).trim_end_matches('_');
            let part = format!(".{name}_{}", text(*column));
            detail.extend(part.chars().map(|c| if c.is_whitespace() { '_' } else { c }));
        }
        detail
    }
}

fn named<'h>(path: &Path, header: &'h [String], line: u64) -> Header<'h> {
    Header::new(header.iter().map(String::as_str), Place::line(path, line)).alike(is_named)
}

/// One figure and what stands beside it; each text with the name of its column.
pub(super) struct Cell<'r> {
    pub year: (&'r str, &'r str),
    pub value: (&'r str, &'r str),
    pub nature: (&'r str, &'r str),
    pub notes: &'r str,
}

impl Cell<'_> {
    /// Nature, the bound as it was written and the footnotes, on one line.
    fn remark(&self, value: ObsValue) -> String {
        let bound = if matches!(value, ObsValue::Bound(_)) { self.value.0 } else { "" };
        let notes = self.notes.split_whitespace().collect::<Vec<_>>().join(" ");
        let parts = [self.nature.0, bound, &notes];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | ")
    }
}
