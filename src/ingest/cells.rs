//! The cells of a row, checked one by one against what is expected; what is wrong is collected.

use super::problem::{Offence, Rule};
use super::reading::Expected;
use super::said::{ObsValue, Said};
use super::writing::Writing;
use crate::fault::nearest;
use crate::model::{Bounds, ObsStatus, Sex};

/// The cells of one row, checked one by one; what is wrong is collected.
pub(super) struct Row<'a> {
    pub expected: &'a Expected<'a>,
    /// How numbers are written.
    pub writing: Writing,
    pub offences: Vec<Offence>,
}

impl Row<'_> {
    pub fn wrong(&mut self, column: &str, found: &str, expected: impl Into<String>, rule: Rule) {
        self.offences.push(Offence::new(column, found, expected, rule));
    }

    /// The series must be in the catalogue, and in a file of a provider be one of that provider's.
    pub fn indicator(&mut self, code: &str, provider: &str) {
        let Some(catalogue) = self.expected.catalogue else { return };
        if let Some(series) = catalogue.series(code) {
            if catalogue.provider(provider).is_some() && series.provider != provider {
                let expected =
                    format!("a series of {provider}; this one comes from {}", series.provider);
                self.wrong("INDICATOR", code, expected, Rule::OtherProvider);
            }
        } else {
            let hint = nearest(code, catalogue.series.iter().map(|s| s.code.as_str()));
            let hint = hint.map_or(String::new(), |near| format!(" (nearest: {near})"));
            let expected = format!("a series of the catalogue{hint}");
            self.wrong("INDICATOR", code, expected, Rule::UnknownIndicator);
        }
    }

    pub fn sex(&mut self, text: &str) -> Sex {
        Sex::parse(text).unwrap_or_else(|| {
            self.wrong("SEX", text, "T, F or M", Rule::UnknownSex);
            Sex::Total
        })
    }

    /// A year, as it stands in `column`.
    pub fn year(&mut self, text: &str, column: &str) -> i32 {
        let (first, last) = self.expected.years();
        if let Some(undated) = self.expected.undated.filter(|year| text == year.to_string()) {
            return undated;
        }
        let is_plain = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        match text.parse().ok().filter(|_| is_plain) {
            Some(year) if (first..=last).contains(&year) => year,
            Some(_) => {
                let expected = format!("a year from {first} to {last}");
                self.wrong(column, text, expected, Rule::YearOutOfRange);
                0
            }
            None => {
                // Where figures are annual, a day may stand for the year, but not any day.
                let more = if text.contains(['-', '/']) {
                    "; of annual figures also its first, middle or last day or month, or an interval from its first day (2014-01-01/P1Y)"
                } else {
                    ""
                };
                self.wrong(column, text, format!("a year, four digits{more}"), Rule::NotAYear);
                0
            }
        }
    }

    pub fn status(&mut self, text: &str) -> ObsStatus {
        self.status_in(text, "OBS_STATUS")
    }

    /// A status, as it stands in `column`.
    pub fn status_in(&mut self, text: &str, column: &str) -> ObsStatus {
        match text {
            "" | "A" | "B" | "D" | "G" | "N" | "P" | "S" | "U" | "V" | "R" => ObsStatus::Published,
            "E" | "F" | "I" | "M" => ObsStatus::Estimated,
            _ => {
                let expected = "a code of SDMX's list of observation statuses (A, B, E, I, P, …)";
                self.wrong(column, text, expected, Rule::UnknownStatus);
                ObsStatus::Published
            }
        }
    }

    /// The value of a row in the unit of the series, and the status it has after that.
    pub fn figure(
        &mut self,
        series: &str,
        said: &Said,
        factor: f64,
        bounds: Option<Bounds>,
    ) -> (f64, ObsStatus) {
        let (text, column) = said.written;
        let (number, status) = match said.value {
            ObsValue::Number(number) => (number, said.status),
            ObsValue::Bound(limit) if bounds.is_some() => (limit, ObsStatus::Estimated),
            ObsValue::Bound(_) => {
                let expected = "a figure; for a bound, `bounds = \"at_limit\"` or \"leave_out\" must be declared with the series";
                self.wrong(column, text, expected, Rule::UndeclaredBound);
                return (0.0, said.status);
            }
            ObsValue::None | ObsValue::Unreadable => {
                self.wrong(column, text, self.writing.expected(text), Rule::NotANumber);
                return (0.0, said.status);
            }
        };
        let value = number * factor;
        let series = self.expected.catalogue.and_then(|c| c.series(series));
        let (low, high) = series.map_or((f64::MIN, f64::MAX), |s| s.range);
        if !(low..=high).contains(&value) {
            let found = if factor == 1.0 { text.to_owned() } else { format!("{text} × {factor}") };
            let expected = format!("from {low} to {high}");
            self.wrong(column, &found, expected, Rule::ValueOutOfRange);
        }
        (value, status)
    }
}
