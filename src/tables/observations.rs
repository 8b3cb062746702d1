//! `observations.csv`: every figure read, as it goes on, with where it stands.

use super::text::rows_csv_text;
use crate::model::Observation;

const HEADER: [&str; 11] = [
    "REF_AREA",
    "INDICATOR",
    "SEX",
    "TIME_PERIOD",
    "OBS_VALUE",
    "OBS_STATUS",
    "REMARK",
    "SOURCE",
    "PROVIDER",
    "FILE",
    "ROW",
];

/// One row for each observation, in the order given; the first columns are this project's own form,
/// so that the table can be read again.
pub fn observations(observations: &[Observation]) -> String {
    let row = |o: &Observation| -> Vec<String> {
        let text = |text: &Option<std::sync::Arc<str>>| text.as_deref().unwrap_or("").to_owned();
        vec![
            o.ref_area.to_string(),
            o.series.to_string(),
            o.sex.code().to_owned(),
            o.year.to_string(),
            o.value.to_string(),
            o.status.code().to_owned(),
            text(&o.remark),
            text(&o.origin.source),
            o.origin.provider.to_string(),
            o.origin.file.to_string(),
            o.origin.row.to_string(),
        ]
    };
    let header = HEADER.iter().map(|name| (*name).to_owned()).collect();
    rows_csv_text(std::iter::once(header).chain(observations.iter().map(row)))
}
