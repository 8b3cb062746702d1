//! `passed_over.csv`: figures of sources that were not chosen, one row each.

use super::table::{Table, row};
use crate::ingest::PassedOver;

row! {
    /// Figures of sources that were not chosen, where several speak of the same area and year.
    OfAnotherSource in "passed_over.csv" {
        /// The file it was read from
        file: String,
        /// Line or record in the file, from 1
        row: u64,
        /// The area's code
        ref_area: String,
        /// Code of the series
        series: String,
        /// `F`, `M`, or `_T` for both
        sex: &'static str,
        /// The year
        year: i32,
        /// The figure
        value: f64,
        /// Its source
        source: String,
        /// The source that was chosen
        chosen_source: String,
    }
}

/// One row per figure.
pub fn passed_over(rows: &[PassedOver]) -> Table {
    Table::of(rows.iter().map(|p| OfAnotherSource {
        file: p.file.to_string(),
        row: p.row,
        ref_area: p.ref_area.to_string(),
        series: p.series.to_string(),
        sex: p.sex.code(),
        year: p.year,
        value: p.value,
        source: p.source.to_string(),
        chosen_source: p.chosen.to_string(),
    }))
}
