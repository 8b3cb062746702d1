//! What SDMX means by the codes of an observation, whatever form its message has: CSV or JSON.
//!
//! In: one observation as its codes stand. Out: a row of the account.

use std::borrow::Cow;

use super::account::{Account, Figure, Said};
use super::cells::Row;
use super::ilostat::is_modelled;
use super::problem::Rule;
use crate::model::{ObsStatus, Sex};

/// Rules by which rows are left out on purpose.
pub(super) const NOT_ANNUAL: &str = "not_annual";
pub(super) const OTHER_SEX: &str = "other_sex";
const DELETED: &str = "deleted_by_provider";

/// Components that say which area, and which series, in the order in which they are looked for.
pub(super) const AREA: [&str; 3] = ["REF_AREA", "GEO", "LOCATION"];
pub(super) const SERIES: [&str; 3] = ["INDICATOR", "SERIES", "MEASURE"];
/// Components with the status of a figure; the second is Eurostat's.
pub(super) const STATUS: [&str; 2] = ["OBS_STATUS", "OBS_FLAG"];
pub(super) const SOURCE: [&str; 2] = ["SOURCE", "DATA_SOURCE"];

/// One observation of a message, as its codes stand; what the message lacks is empty.
pub(super) struct Found<'r> {
    /// The code and the component that it stands in; so with the others.
    pub area: (&'r str, &'r str),
    pub series: &'r str,
    /// `None` where the message knows no sex.
    pub sex: Option<&'r str>,
    pub frequency: &'r str,
    /// What is to be done with it: information, append, replace, merge or delete.
    pub action: &'r str,
    pub period: &'r str,
    pub value: &'r str,
    pub multiplier: &'r str,
    pub decimals: &'r str,
    pub status: (&'r str, &'r str),
    pub source: &'r str,
    /// Status and notes as written.
    pub remark: &'r str,
}

/// Takes one observation into the account, as [`Account::take`] does.
pub(super) fn take<'r>(
    account: &mut Account,
    found: &Found<'r>,
    detail: &dyn Fn() -> String,
    cell: &dyn Fn(&str) -> Option<&'r str>,
    line: impl Fn() -> u64,
) {
    if !account.wants(found.series) {
        return account.not_wanted();
    }
    let year = match found.annual() {
        Ok(year) => year,
        Err(rule) => {
            account.row();
            return account.falls_out(rule, found.area.0);
        }
    };
    let mut row = account.checked();
    if found.series.is_empty() {
        row.wrong("", "", "the code of a series", Rule::UnknownIndicator);
    }
    if !matches!(found.action, "" | "I" | "A" | "R" | "M") {
        row.wrong("ACTION", found.action, "I, A, R, M or D", Rule::UnknownAction);
    }
    let sex = found.sex.map(|text| row.sex(text));
    let value = figure(&mut row, found);
    let said = Said {
        area: found.area,
        series: found.series,
        sex,
        year: (year, "TIME_PERIOD"),
        value,
        written: (found.value, "OBS_VALUE"),
        status: status(&mut row, found),
        source: found.source,
        remark: found.remark,
        wrong: row.offences,
    };
    account.take(&said, detail, cell, line);
}

impl<'r> Found<'r> {
    /// The year it is about, or the rule by which it is left out.
    fn annual(&self) -> Result<&'r str, &'static str> {
        if self.action == "D" {
            return Err(DELETED);
        }
        if !matches!(self.frequency, "" | "A") {
            return Err(NOT_ANNUAL);
        }
        if self.sex.is_some_and(is_other_sex) {
            return Err(OTHER_SEX);
        }
        year_of(self.period).ok_or(NOT_ANNUAL)
    }
}

/// The value in units of one, without what single precision added to it.
fn figure(row: &mut Row, found: &Found) -> Figure {
    // SDMX-CSV 2.0 writes a value that is missing on purpose so.
    if matches!(found.value, "NaN" | "#N/A") {
        return Figure::None;
    }
    let scale = row.scaled(found.value, found.multiplier);
    let (Figure::Number(_), Ok(number)) = (scale, found.value.parse::<f64>()) else { return scale };
    let clean = without_noise(number, found.decimals);
    if clean == number { scale } else { row.scaled(&clean.to_string(), found.multiplier) }
}

/// A number sent in single precision (`19.700001`), rounded to the decimals that it is said to have;
/// one that differs from that by more than single precision does is left as it is.
fn without_noise(number: f64, decimals: &str) -> f64 {
    const MOST: usize = 15;
    let Some(decimals) = decimals.parse().ok().filter(|d| *d <= MOST) else { return number };
    let rounded: f64 = format!("{number:.decimals$}").parse().unwrap_or(number);
    let noise = number.abs() * f64::from(f32::EPSILON);
    if (rounded - number).abs() <= noise { rounded } else { number }
}

/// The status by SDMX's code list, or by Eurostat's flags in small letters; what a model of the
/// provider made is an estimate, whatever its status.
fn status(row: &mut Row, found: &Found) -> ObsStatus {
    let (text, column) = found.status;
    let status = match text {
        "J" | "W" => ObsStatus::Published,
        flags if !flags.is_empty() && flags.bytes().all(|b| b"bcdnpruz".contains(&b)) => {
            ObsStatus::Published
        }
        flags if !flags.is_empty() && flags.bytes().all(|b| b"bcdefinprsuz".contains(&b)) => {
            ObsStatus::Estimated
        }
        _ => row.status_in(text, column),
    };
    if is_modelled(found.source) { ObsStatus::Estimated } else { status }
}

/// Codes of sexes that are neither women, men nor both together.
fn is_other_sex(code: &str) -> bool {
    matches!(code, "O" | "_O" | "N" | "_N" | "U" | "_U" | "_X")
        || (code.starts_with("SEX_") && Sex::parse(code).is_none())
}

/// The parts of a remark that there are; one alone is not copied.
pub(super) fn joined<'r>(parts: impl Iterator<Item = &'r str>) -> Cow<'r, str> {
    let mut parts = parts.filter(|part| !part.is_empty());
    let Some(first) = parts.next() else { return Cow::Borrowed("") };
    parts.fold(Cow::Borrowed(first), |all, part| Cow::Owned(format!("{all}; {part}")))
}

/// Whether a code of a breakdown stands for all of it.
pub(super) fn is_total(code: &str) -> bool {
    matches!(code, "" | "_T" | "_Z" | "TOTAL" | "GEO_COV_NAT") || code.ends_with("_TOTAL")
}

/// The id of `agency:id(version)`, of a dataflow or a structure.
pub(super) fn flow_id(text: &str) -> &str {
    let behind = text.rsplit_once('=').map_or(text, |(_, behind)| behind);
    let id = behind.rsplit_once(':').map_or(behind, |(_, id)| id);
    id.split_once('(').map_or(id, |(id, _)| id)
}

/// The year that a period is; `None` where it is a part of one or several. What reads as no period at
/// all is given back as it is.
pub(super) fn year_of(period: &str) -> Option<&str> {
    let Some((year, rest)) = period.split_at_checked(4) else { return Some(period) };
    if !year.bytes().all(|b| b.is_ascii_digit()) {
        return Some(period);
    }
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    if matches!(rest, "" | "A" | "A1") {
        return Some(if rest.is_empty() { period } else { year });
    }
    let is_part = rest.contains('/') || is_part_of_year(rest);
    if is_part { None } else { Some(period) }
}

/// A month, a day (`03`, `03-31`), or what a letter says: a half, a third, a quarter, a month, a
/// week, a day.
fn is_part_of_year(rest: &str) -> bool {
    let between = |text: &str, most: u32| text.parse().is_ok_and(|n| (1..=most).contains(&n));
    let numbered = |(letter, number): (&str, &str)| match letter {
        "S" | "H" | "B" => between(number, 2),
        "T" => between(number, 3),
        "Q" => between(number, 4),
        "M" => between(number, 12),
        "W" => between(number, 53),
        "D" => between(number, 366),
        _ => false,
    };
    let date = rest.split_once('T').map_or(rest, |(date, _)| date);
    let (month, day) = date.split_once('-').unwrap_or((date, "01"));
    let is_date = month.len() == 2 && between(month, 12) && day.len() == 2 && between(day, 31);
    is_date || rest.split_at_checked(1).is_some_and(numbered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_years_are_years() {
        for part in ["2020-Q1", "2020Q4", "2020-01", "2020M12", "2020-W53", "2020-03-31", "2020-S1"]
        {
            assert_eq!(year_of(part), None, "{part}");
        }
        assert_eq!(year_of("2015-01-01/P5Y"), None);
        for (period, year) in [("2020", "2020"), ("2020-A1", "2020"), ("2020A", "2020")] {
            assert_eq!(year_of(period), Some(year));
        }
        // These are no periods, and so become problems.
        for other in ["2020-13", "2020-21", "20", "", "two thousand", "2020Q5", "20é0", "2020-"] {
            assert_eq!(year_of(other), Some(other));
        }
    }

    #[test]
    fn noise_of_single_precision_goes_and_real_digits_stay() {
        assert_eq!(without_noise(19.700001, "1"), 19.7);
        assert_eq!(without_noise(8.3000002, "1"), 8.3);
        assert_eq!(without_noise(17.953562, "1"), 17.953562);
        assert_eq!(without_noise(0.43, "0"), 0.43);
        assert_eq!(without_noise(19.700001, ""), 19.700001);
        assert_eq!(without_noise(19.700001, "99999999999"), 19.700001);
    }

    #[test]
    fn the_id_of_a_flow_is_told_from_agency_and_version() {
        assert_eq!(flow_id("ILO:DF_UNE(1.0)"), "DF_UNE");
        assert_eq!(flow_id("OECD.ELS.SAE:DSD_TUD@DF_TUD(1.0)"), "DSD_TUD@DF_TUD");
        assert_eq!(flow_id("urn:sdmx:x.DataStructure=OECD.ELS:DSD_A(2.1)"), "DSD_A");
        assert_eq!(flow_id("DF_UNE"), "DF_UNE");
    }
}
