//! `imputed.csv`: every value that was made, by which method and from what.

use super::table::{Table, row};
use crate::framework::Framework;
use crate::harmonise::{Panel, Used};
use crate::score::{Imputed, ImputedFrom, Scores};

row! {
    /// Every value that was made, by which method and from what. A value carried forward is not made:
    /// it stands in `panel.csv` with its year and age.
    MadeValue in "imputed.csv" {
        /// The area's code
        ref_area: String,
        /// The indicator's code
        indicator: String,
        /// The value made, in the indicator's unit
        value: f64,
        /// The method
        method: &'static str,
        /// Column of the reference table and the group in it, where it was made from a group
        group: String,
        /// Codes of the areas it was made from, joined by `;`; a single one goes with every year
        from_areas: String,
        /// Codes of the indicators it was made from, joined by `;`; a single one goes with every year
        from_indicators: String,
        /// The years of their values, joined by `;`
        from_years: String,
    }
}

/// One row per value made, by area, then indicator; `None` where there is none.
pub fn imputed(framework: &Framework, panel: &Panel, scores: &Scores) -> Option<Table> {
    let mut rows = Vec::new();
    let mut imputed = scores.imputed.iter().peekable();
    for (a, area) in panel.areas.iter().enumerate() {
        for (i, indicator) in framework.indicators.iter().enumerate() {
            let here = imputed.next_if(|made| (made.area, made.indicator) == (a, i));
            let made = here.map(|made| Made::across(panel, made));
            let Some(made) = made.or_else(|| Made::in_time(panel, a, i)) else { continue };
            rows.push(MadeValue {
                ref_area: area.clone(),
                indicator: indicator.code.clone(),
                value: made.value,
                method: made.method,
                group: made.group,
                from_areas: joined(&made.areas, |a| panel.areas[*a].clone()),
                from_indicators: joined(&made.indicators, |i| {
                    framework.indicators[*i].code.clone()
                }),
                from_years: joined(&made.years, i32::to_string),
            });
        }
    }
    (!rows.is_empty()).then(|| Table::of(rows))
}

/// A value that was made, with the positions of what it was made from.
struct Made {
    value: f64,
    method: &'static str,
    /// Column of the reference table and the group in it, where the areas are those of a group.
    group: String,
    areas: Vec<usize>,
    indicators: Vec<usize>,
    years: Vec<i32>,
}

impl Made {
    /// From other areas or other indicators.
    fn across(panel: &Panel, made: &Imputed) -> Self {
        let (mut group, own) = (String::new(), (vec![made.area], vec![made.indicator]));
        let (areas, indicators) = match &made.from {
            ImputedFrom::Areas(of) => {
                group = of.group.as_ref().map_or(group, |(by, name)| format!("{by} {name}"));
                (of.areas.clone(), own.1)
            }
            ImputedFrom::Row { indicators, .. } => (own.0, indicators.clone()),
            ImputedFrom::Nearest { areas } => (areas.clone(), own.1),
        };
        let cells = areas.iter().flat_map(|a| indicators.iter().map(move |i| (*a, *i)));
        let years = cells.filter_map(|(a, i)| Some(panel.used(a, i)?.point.year)).collect();
        let method = made.from.method();
        Made { value: made.value, method, group, areas, indicators, years }
    }

    /// From the observations before and after, where the value used was read off between them.
    fn in_time(panel: &Panel, area: usize, indicator: usize) -> Option<Self> {
        let Used { point, between, .. } = panel.used(area, indicator)?;
        Some(Made {
            value: point.value,
            method: "linear",
            group: String::new(),
            areas: vec![area],
            indicators: vec![indicator],
            years: between?.to_vec(),
        })
    }
}

fn joined<T>(parts: &[T], text: impl Fn(&T) -> String) -> String {
    parts.iter().map(text).collect::<Vec<_>>().join(";")
}
