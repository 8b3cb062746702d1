//! `observations.csv`: every figure read, as it goes on, with where it stands.

use super::table::{Exact, Table, row};
use crate::model::Observation;

row! {
    /// Every figure read, with where it stands; the first columns are this project's own form, so that
    /// the table can be read again.
    Figure in "observations.csv" {
        /// The area's code
        REF_AREA: String,
        /// Code of the series
        INDICATOR: String,
        /// `F`, `M`, or `_T` for both
        SEX: &'static str,
        /// The year
        TIME_PERIOD: i32,
        /// The figure, in the unit of its series
        OBS_VALUE: Exact,
        /// `A` as published, `E` estimated or modelled by its publisher
        OBS_STATUS: &'static str,
        /// What the publisher says of it
        REMARK: Option<String>,
        /// The publisher's own source
        SOURCE: Option<String>,
        /// Code of the provider
        PROVIDER: String,
        /// The file it was read from
        FILE: String,
        /// Line or record in the file, from 1
        ROW: u64,
    }
}

/// Rows of a table that are held at once, as there may be more of them than memory has room for as text.
const PART: usize = 1 << 20;

/// One row for each observation, in the order given: the table in parts, one at least.
pub fn observations(observations: &[Observation]) -> impl Iterator<Item = Table> {
    let parts = observations.len().div_ceil(PART).max(1);
    (0..parts).map(|at| part(&observations[at * PART..observations.len().min((at + 1) * PART)]))
}

fn part(observations: &[Observation]) -> Table {
    Table::of(observations.iter().map(|o| Figure {
        REF_AREA: o.ref_area.to_string(),
        INDICATOR: o.series.to_string(),
        SEX: o.sex.code(),
        TIME_PERIOD: o.year,
        OBS_VALUE: Exact(o.value),
        OBS_STATUS: o.status.code(),
        REMARK: o.remark.as_deref().map(str::to_owned),
        SOURCE: o.origin.source.as_deref().map(str::to_owned),
        PROVIDER: o.origin.provider.to_string(),
        FILE: o.origin.file.to_string(),
        ROW: o.origin.row(),
    }))
}
