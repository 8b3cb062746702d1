//! The columns of an ILOSTAT file, and what one of its rows says.

use std::borrow::Cow;
use std::path::Path;

use csv::StringRecord;

use crate::fault::Result;
use crate::ingest::account::Account;
use crate::ingest::cells::Row;
use crate::ingest::delimited::{Cells, Head};
use crate::ingest::number::{figure_of, finite};
use crate::ingest::problem::Rule;
use crate::ingest::said::Said;
use crate::ingest::sdmx::{
    Frequency, NOT_ANNUAL, OTHER_SEX, Period, is_modelled, is_total, joined, period,
};
use crate::model::{ObsStatus, Sex};

/// Positions of the columns; those that a data set may lack are optional.
pub(super) struct IlostatColumns {
    pub header: StringRecord,
    area: usize,
    pub series: usize,
    year: usize,
    value: usize,
    sex: Option<usize>,
    /// What else the figures are broken down by.
    breakdowns: Vec<usize>,
    source: Option<usize>,
    status: Option<usize>,
    notes: Vec<usize>,
    is_best: Option<usize>,
}

const BREAKDOWNS: [&str; 5] = ["classif1", "classif2", "classif3", "classif4", "classif5"];
const NOTES: [&str; 3] = ["note_classif", "note_indicator", "note_source"];

impl IlostatColumns {
    /// Finds each column by its code, or where there is none by its label (`ref_area.label`).
    ///
    /// # Errors
    /// Those without which a row says nothing, where they are missing or stand twice.
    pub fn find(path: &Path, head: &Head) -> Result<Self> {
        let required =
            ["ref_area", "indicator", "time", "obs_value"].map(|name| match optional(head, name) {
                Some(column) => head.header[column].trim().to_owned(),
                None => name.to_owned(),
            });
        let [area, series, year, value] =
            head.columns(path, required.each_ref().map(String::as_str))?;
        let several = |names: &[&str]| names.iter().filter_map(|n| optional(head, n)).collect();
        Ok(IlostatColumns {
            header: head.header.clone(),
            area,
            series,
            year,
            value,
            sex: optional(head, "sex"),
            breakdowns: several(&BREAKDOWNS),
            source: optional(head, "source"),
            status: optional(head, "obs_status"),
            notes: several(&NOTES),
            is_best: optional(head, "best_source"),
        })
    }

    pub fn have_sources(&self) -> bool {
        self.source.is_some()
    }

    /// Whether a line's cells read as a row: a year and a value in their places.
    pub fn reads(&self, cell: &dyn Fn(usize) -> String) -> bool {
        cell(self.year).parse::<i32>().is_ok() && finite(&cell(self.value)).is_some()
    }

    /// Takes a row; whether it is one that the file says is not of the best source.
    pub fn take(&self, cells: &Cells, account: &mut Account) -> bool {
        let series = cells.text(self.series);
        if !account.wants(series) {
            account.not_wanted();
            return false;
        }
        let sex = sex(cells.optional(self.sex));
        let period = period(cells.text(self.year), Frequency::Unsaid);
        let (Some(sex), Period::Year(year) | Period::Unreadable(year)) = (sex, period) else {
            account.row();
            let rule = if sex.is_none() { OTHER_SEX } else { NOT_ANNUAL };
            account.falls_out(rule, cells.text(self.area));
            return false;
        };
        let name = |column: Option<usize>| column.map_or("", |column| self.header[column].trim());
        let mut row = account.checked();
        if series.is_empty() {
            row.wrong(
                name(Some(self.series)),
                "",
                "the code of an indicator",
                Rule::UnknownIndicator,
            );
        }
        let sex = sex.unwrap_or_else(|text| {
            row.wrong(name(self.sex), text, "SEX_T, SEX_F or SEX_M", Rule::UnknownSex);
            None
        });
        let source = cells.optional(self.source);
        let remark = self.remark(cells);
        let written = cells.text(self.value);
        let value = figure_of(written, true);
        let said = Said {
            area: (cells.text(self.area), &self.header[self.area]),
            series,
            sex,
            year: (year, &self.header[self.year]),
            value,
            written: (written, &self.header[self.value]),
            status: status(&mut row, (cells.optional(self.status), name(self.status)), source),
            source,
            remark: &remark,
            wrong: row.offences,
            ..Said::default()
        };
        let cell = |name: &str| {
            self.header.iter().position(|h| h.trim() == name).map(|column| cells.text(column))
        };
        account.take(&said, &|| self.detail(cells), &cell, || cells.line());
        self.is_best.is_some_and(|column| !is_yes(cells.text(column)))
    }

    /// The breakdowns of a row that don't stand for all: `.AGE_YTHADULT_Y15-24`.
    fn detail(&self, cells: &Cells) -> String {
        let codes = self.breakdowns.iter().map(|&column| cells.text(column));
        codes.filter(|code| !is_all(code)).map(|code| format!(".{code}")).collect()
    }

    /// The status and the notes of a row as written, those that there are.
    fn remark<'c>(&self, cells: &'c Cells) -> Cow<'c, str> {
        let columns = self.status.iter().chain(&self.notes);
        joined(columns.map(|&column| cells.text(column)))
    }
}

/// A column by its code, or by its label.
fn optional(head: &Head, name: &str) -> Option<usize> {
    head.column(name).or_else(|| head.column(&format!("{name}.label")))
}

/// The sex that a row is about, if any; the outer `None` is one that is not read (other), the error
/// what is no sex at all.
fn sex(text: &str) -> Option<std::result::Result<Option<Sex>, &str>> {
    let name = text.strip_prefix("Sex: ").unwrap_or(text);
    Some(Ok(match name {
        "" => None,
        "SEX_T" | "Total" => Some(Sex::Total),
        "SEX_F" | "Female" => Some(Sex::Female),
        "SEX_M" | "Male" => Some(Sex::Male),
        "Other" => return None,
        other if other.starts_with("SEX_") => return None,
        other => return Some(Err(other)),
    }))
}

/// Whether a breakdown, by its code or its label (`Age (Aggregate bands): Total`), stands for all.
fn is_all(code: &str) -> bool {
    is_total(code)
        || code.rsplit_once(": ").is_some_and(|(_, name)| matches!(name, "Total" | "National"))
}

/// The status by ILOSTAT's dictionary, in codes or labels. Model-based extrapolations, imputations and
/// all of a modelled source are estimates.
fn status(row: &mut Row, (text, column): (&str, &str), source: &str) -> ObsStatus {
    let status = match text {
        "" | "A" | "B" | "R" | "U" => ObsStatus::Published,
        "Adjusted" | "Break in series" | "Real value" | "Unreliable" => ObsStatus::Published,
        "I" | "M" | "Imputation" | "Model-based extrapolation" => ObsStatus::Estimated,
        _ => {
            let expected = "a code of ILOSTAT's list of observation statuses (A, B, I, M, R or U)";
            row.wrong(column, text, expected, Rule::UnknownStatus);
            ObsStatus::Published
        }
    };
    if is_modelled(source) { ObsStatus::Estimated } else { status }
}

/// Whether the column `best_source` says so.
fn is_yes(text: &str) -> bool {
    text == "1" || ["true", "yes", "y"].iter().any(|yes| text.eq_ignore_ascii_case(yes))
}
