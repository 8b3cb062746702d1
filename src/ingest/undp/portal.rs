//! The export of UNDP's data portal: `CountryIsoCode`, `indicatorCode`, `year`, `value`, a figure to a row.

use std::path::Path;

use csv::StringRecord;

use super::super::account::{Account, NO_AREA};
use super::super::delimited::{Cells, Head};
use super::super::said::Said;
use super::words::{figure, is_group};
use crate::fault::Result;

pub(super) const AREA: &str = "CountryIsoCode";
const NAMES: [&str; 4] = [AREA, "indicatorCode", "year", "value"];

/// Some exports have other capitals.
pub(super) fn is_named(column: &str, name: &str) -> bool {
    column.trim().eq_ignore_ascii_case(name)
}

/// Positions of the columns.
pub(super) struct PortalColumns {
    header: StringRecord,
    area: usize,
    series: usize,
    year: usize,
    value: usize,
    note: Option<usize>,
}

impl PortalColumns {
    /// # Errors
    /// One that is missing or stands twice.
    pub fn find(path: &Path, head: &Head) -> Result<Self> {
        let names = NAMES.each_ref().map(std::slice::from_ref);
        let [area, series, year, value] = head.named(path).alike(is_named).columns(names)?;
        let (header, note) = (head.header.clone(), head.column("note"));
        Ok(PortalColumns { header, area, series, year, value, note })
    }

    pub fn take(&self, cells: &Cells, account: &mut Account) {
        let series = cells.text(self.series);
        if !account.wants(series) {
            return account.not_wanted();
        }
        if !account.has_fields(cells.len(), self.header.len(), || cells.line()) {
            return;
        }
        let area = cells.text(self.area);
        if is_group(area) {
            account.row();
            return account.filtered(NO_AREA);
        }
        let written = cells.text(self.value);
        let said = Said {
            area: (area, AREA),
            series,
            sex: None,
            year: (cells.text(self.year), NAMES[2]),
            value: figure(written),
            written: (written, NAMES[3]),
            remark: cells.optional(self.note),
            ..Said::default()
        };
        let cell = |name: &str| {
            let column = self.header.iter().position(|h| h.trim() == name)?;
            Some(cells.text(column))
        };
        account.take(&said, &String::new, &cell, || cells.line());
    }
}
