//! `panel.csv`: every value used, with its year, age, status, score and the rows it was read from.

use std::collections::BTreeMap;

use super::table::{Table, row};
use super::treated::change;
use crate::framework::Framework;
use crate::harmonise::{Panel, Used};
use crate::model::{ObsStatus, Origin};
use crate::score::Scores;

row! {
    /// Every value used, with the rows it was read from: several where a formula joins several
    /// figures, none where the value was imputed from other areas or indicators.
    UsedValue in "panel.csv" {
        /// The area's code
        ref_area: String,
        /// The indicator's code
        indicator: String,
        /// The value in its unit, before treatment
        value: f64,
        /// The unit
        unit: String,
        /// Its year; empty where imputed
        year: Option<i32>,
        /// Years from it to the cut-off; empty where imputed
        age: Option<i32>,
        /// `published`, `estimated` or how it was imputed; then what treatment did to it
        status: String,
        /// Its score
        score: Option<f64>,
        /// The formula over series that gives the value
        formula: String,
        /// Codes of the providers of the figures in it, joined by `;`
        provider: String,
        /// The files they were read from, joined by `;`
        file: String,
        /// The rows in them, joined by `;`
        row: String,
    }
}

/// One row per value used, and per value imputed from others.
pub fn panel(framework: &Framework, panel: &Panel, scores: &Scores) -> Table {
    let mut rows = Vec::new();
    let mut imputed = scores.imputed.iter().peekable();
    let treated: BTreeMap<(usize, usize), String> =
        scores.treated.iter().map(|t| ((t.area, t.indicator), change(t.change))).collect();
    for (a, area) in panel.areas.iter().enumerate() {
        for (i, indicator) in framework.indicators.iter().enumerate() {
            let row = |value, year, age, status: String, origins: &[Origin]| {
                let join = |part: fn(&Origin) -> String| {
                    origins.iter().map(part).collect::<Vec<_>>().join(";")
                };
                UsedValue {
                    ref_area: area.clone(),
                    indicator: indicator.code.clone(),
                    value,
                    unit: indicator.unit.en.clone(),
                    year,
                    age,
                    status: match treated.get(&(a, i)) {
                        Some(change) => format!("{status}; {change}"),
                        None => status,
                    },
                    score: *scores.indicators.get(a, i),
                    formula: indicator.formula.text().to_owned(),
                    provider: join(|o| o.provider.to_string()),
                    file: join(|o| o.file.to_string()),
                    row: join(|o| o.row.to_string()),
                }
            };
            if let Some(made) = imputed.next_if(|made| (made.area, made.indicator) == (a, i)) {
                let how = format!("imputed: {}", made.from.describe(framework, &panel.areas));
                rows.push(row(made.value, None, None, how, &[]));
            }
            let Some(Used { point, age, between }) = panel.used(a, i) else { continue };
            let status = match between {
                Some([first, last]) => format!("imputed: linear between {first} and {last}"),
                None => status(point.status).to_owned(),
            };
            rows.push(row(point.value, Some(point.year), Some(age), status, &point.origins));
        }
    }
    Table::of(rows)
}

fn status(status: ObsStatus) -> &'static str {
    match status {
        ObsStatus::Published => "published",
        ObsStatus::Estimated => "estimated",
    }
}
