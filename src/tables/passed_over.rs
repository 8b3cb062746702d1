//! `passed_over.csv`: figures of sources that were not chosen, one row each.

use super::text::{csv_text, number};
use crate::ingest::PassedOver;

pub fn passed_over(rows: &[PassedOver]) -> String {
    let header =
        ["file", "row", "ref_area", "series", "sex", "year", "value", "source", "chosen_source"];
    let rows = rows.iter().map(|p| {
        let [file, area, series] = [&p.file, &p.ref_area, &p.series].map(|text| text.to_string());
        let [source, chosen] = [&p.source, &p.chosen].map(|text| text.to_string());
        let (row, year) = (p.row.to_string(), p.year.to_string());
        let sex = p.sex.code().to_owned();
        [file, row, area, series, sex, year, number(Some(p.value)), source, chosen]
    });
    csv_text(header, rows)
}
