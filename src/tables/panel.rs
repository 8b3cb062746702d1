//! `panel.csv`: every value used, with its year, age, status, score and the rows it was read from.

use std::collections::BTreeMap;

use super::text::{csv_text, number};
use super::treated::change;
use crate::framework::Framework;
use crate::harmonise::{Panel, Used};
use crate::model::{ObsStatus, Origin};
use crate::score::{Imputed, Scores};

/// One row per value used; several files and rows where a formula joins several figures, none and
/// no year where the value was imputed from other areas or indicators. The status also says what
/// treatment did to the value on its way to the score; the value here is the one before.
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
    let mut imputed = scores.imputed.iter().peekable();
    let treated: BTreeMap<(usize, usize), String> =
        scores.treated.iter().map(|t| ((t.area, t.indicator), change(t.change))).collect();
    let and_treated = |status: String, cell: (usize, usize)| match treated.get(&cell) {
        Some(change) => format!("{status}; {change}"),
        None => status,
    };
    for (a, area) in panel.areas.iter().enumerate() {
        for (i, indicator) in framework.indicators.iter().enumerate() {
            if let Some(made) = imputed.next_if(|made| (made.area, made.indicator) == (a, i)) {
                let mut row = imputed_row(framework, panel, scores, made);
                row[STATUS] = and_treated(std::mem::take(&mut row[STATUS]), (a, i));
                rows.push(row);
            }
            let Some(Used { point, age, between }) = panel.used(a, i) else { continue };
            let status = match between {
                Some([first, last]) => format!("imputed: linear between {first} and {last}"),
                None => status(point.status).to_owned(),
            };
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
                and_treated(status, (a, i)),
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

/// Position of the status in a row.
const STATUS: usize = 6;

fn imputed_row(
    framework: &Framework,
    panel: &Panel,
    scores: &Scores,
    made: &Imputed,
) -> [String; 12] {
    let indicator = &framework.indicators[made.indicator];
    let empty = String::new;
    [
        panel.areas[made.area].clone(),
        indicator.code.clone(),
        number(Some(made.value)),
        indicator.unit.en.clone(),
        empty(),
        empty(),
        format!("imputed: {}", made.from.describe(framework, &panel.areas)),
        number(*scores.indicators.get(made.area, made.indicator)),
        indicator.formula.text().to_owned(),
        empty(),
        empty(),
        empty(),
    ]
}

fn status(status: ObsStatus) -> &'static str {
    match status {
        ObsStatus::Published => "published",
        ObsStatus::Estimated => "estimated",
    }
}
