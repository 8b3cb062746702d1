//! `panel.csv`: every value used, with its year, age, status, score and the rows it was read from.

use super::{csv_text, number};
use crate::framework::Framework;
use crate::harmonise::{Panel, Used};
use crate::model::{ObsStatus, Origin};
use crate::score::Scores;

/// One row per value used; several files and rows where a formula joins several figures.
pub fn panel(framework: &Framework, panel: &Panel, scores: &Scores) -> String {
    let header = [
        "ref_area",
        "indicator",
        "value",
        "unit",
        "year",
        "age",
        "status",
        "score",
        "formula",
        "provider",
        "file",
        "row",
    ];
    let mut rows = Vec::new();
    for (a, area) in panel.areas.iter().enumerate() {
        for (i, indicator) in framework.indicators.iter().enumerate() {
            let Some(Used { point, age }) = panel.used(a, i) else { continue };
            let join = |part: fn(&Origin) -> String| {
                point.origins.iter().map(part).collect::<Vec<_>>().join(";")
            };
            rows.push([
                area.clone(),
                indicator.code.clone(),
                number(Some(point.value)),
                indicator.unit.en.clone(),
                point.year.to_string(),
                age.to_string(),
                status(point.status).to_owned(),
                number(*scores.indicators.get(a, i)),
                indicator.formula.text().to_owned(),
                join(|o| o.provider.to_string()),
                join(|o| o.file.to_string()),
                join(|o| o.row.to_string()),
            ]);
        }
    }
    csv_text(header, rows)
}

fn status(status: ObsStatus) -> &'static str {
    match status {
        ObsStatus::Published => "published",
        ObsStatus::Estimated => "estimated",
    }
}
