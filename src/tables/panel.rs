//! `panel.csv`: every value used, with its year, age, status, score and the rows it was read from.

use std::collections::BTreeSet;

use super::scores::name_of;
use super::table::{Table, row};
use super::text::several;
use super::treated::change;
use crate::framework::{Framework, Indicator};
use crate::harmonise::{Panel, Used};
use crate::model::{Areas, Catalogue, Origin};
use crate::score::Scores;

row! {
    /// Every value used, with the rows it was read from: several where a formula joins several
    /// figures, none where the value was imputed from other areas or indicators.
    UsedValue in "panel.csv" {
        /// The area's code
        ref_area: String,
        /// Its name in English
        name: String,
        /// The indicator's code
        indicator: String,
        /// Its name in English
        indicator_name: String,
        /// Code of the focus area that it belongs to; of the index where it stands straight below
        focus_area: String,
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
        /// Its share of the weight in the level it stands in, as used: the weights of what this area
        /// lacks are spread over the others. Empty where it is not scored
        weight: Option<f64>,
        /// The formula over series that gives the value
        formula: String,
        /// Codes of the providers of the figures in it, joined by `;`
        provider: String,
        /// The files they were read from, joined by `;`
        file: String,
        /// The rows in them, joined by `;`
        row: String,
        /// Licences of the series in the formula, joined by `;`
        licence: String,
    }
}

/// One row per value used, and per value imputed from others.
pub fn panel(
    framework: &Framework,
    about: (&Areas, Option<&Catalogue>),
    panel: &Panel,
    scores: &Scores,
) -> Table {
    let (areas, catalogue) = about;
    let licences: Vec<String> =
        framework.indicators.iter().map(|i| licences(framework, catalogue, i)).collect();
    let mut rows = Vec::new();
    for (a, area) in panel.areas.iter().enumerate() {
        for (i, indicator) in framework.indicators.iter().enumerate() {
            let row = |Basis { value, year, age, status, origins }: Basis| {
                let join = |part: fn(&Origin) -> String| {
                    origins.iter().map(part).collect::<Vec<_>>().join(";")
                };
                UsedValue {
                    ref_area: area.clone(),
                    name: name_of(areas, area),
                    indicator: indicator.code.clone(),
                    indicator_name: indicator.name.en.clone(),
                    focus_area: focus_area(framework, indicator),
                    value,
                    unit: indicator.unit.en.clone(),
                    year,
                    age,
                    status,
                    score: *scores.indicators.get(a, i),
                    weight: scores.share(framework, a, i),
                    formula: indicator.formula.text().to_owned(),
                    provider: join(|o| o.provider.to_string()),
                    file: join(|o| o.file.to_string()),
                    row: join(|o| o.row().to_string()),
                    licence: licences[i].clone(),
                }
            };
            rows.extend(Basis::of(framework, panel, scores, (a, i)).map(row));
        }
    }
    Table::of(rows)
}

/// The value of an indicator in an area that is used, or that was made, and what it rests on.
pub struct Basis {
    pub value: f64,
    /// None where it was made from other areas or indicators.
    pub year: Option<i32>,
    /// Years from then to the cut-off.
    pub age: Option<i32>,
    /// `published`, `estimated` or how it was imputed; then what treatment did to it.
    pub status: String,
    pub origins: Vec<Origin>,
}

impl Basis {
    /// `cell`: area and indicator, by position.
    pub fn of(
        framework: &Framework,
        panel: &Panel,
        scores: &Scores,
        cell: (usize, usize),
    ) -> Option<Self> {
        let (area, indicator) = cell;
        let mut basis = match scores.imputed(area, indicator) {
            Some(made) => Basis {
                value: made.value,
                year: None,
                age: None,
                status: format!("imputed: {}", made.describe(framework, &panel.areas)),
                origins: Vec::new(),
            },
            None => {
                let Used { point, age, between } = panel.used(area, indicator)?;
                let status = match between {
                    Some([first, last]) => format!("imputed: linear between {first} and {last}"),
                    None => point.status.word().to_owned(),
                };
                let (value, year, age) = (point.value, Some(point.year), Some(age));
                Basis { value, year, age, status, origins: point.origins.to_vec() }
            }
        };
        if let Some(treated) = scores.treated(area, indicator) {
            basis.status = format!("{}; {}", basis.status, change(treated.change));
        }
        Some(basis)
    }
}

/// The code of the focus area that an indicator belongs to, or of the index.
fn focus_area(framework: &Framework, indicator: &Indicator) -> String {
    let level = framework.focus_area_of(indicator.parent).unwrap_or_default();
    framework.levels[level].code.clone()
}

/// The licences of what an indicator is made from.
fn licences(framework: &Framework, catalogue: Option<&Catalogue>, of: &Indicator) -> String {
    let Some(catalogue) = catalogue else { return String::new() };
    let series = framework.series_in(&of.formula).into_iter();
    let found = series.filter_map(|(code, _)| catalogue.licence(catalogue.series(&code)?));
    let names: BTreeSet<&str> = found.map(|licence| licence.name.as_str()).collect();
    several(names)
}
