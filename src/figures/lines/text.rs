//! What is said about lines over the years, and the data behind them.

use super::panel::{Panel, change, span, value, year};
use crate::analyse::{Total, Whole};
use crate::exhibits::Exhibits;
use crate::fault::Result;
use crate::figures::figure;
use crate::words::Number;

/// What a line is of: the world, or a group by name.
pub(super) fn whole(exhibits: &Exhibits, whole: Whole) -> Result<String> {
    match whole {
        Whole::World => exhibits.words.get("figure.lines.world").map(str::to_owned),
        Whole::Group(grouping, group) => Ok(exhibits.group(grouping, group).to_owned()),
    }
}

/// The short name of a number, with its unit.
pub(super) fn named(exhibits: &Exhibits, aggregate: usize) -> String {
    let of = &exhibits.framework.aggregates[aggregate];
    let name = exhibits.in_language(&of.short);
    match &of.unit {
        Some(unit) => format!("{name}, {}", exhibits.in_language(unit).trim_start()),
        None => name.to_owned(),
    }
}

/// What the number of the world that changed most counts, in its last year and in its first.
pub(super) fn title(exhibits: &Exhibits, panels: &[Panel]) -> Result<String> {
    let Some(most) = panels.iter().max_by(|a, b| change(a).total_cmp(&change(b))) else {
        return Ok(String::new());
    };
    let line = &most.lines[0];
    let of = &exhibits.framework.aggregates[most.aggregate];
    let unit = of.unit.as_ref().map_or("", |unit| exhibits.in_language(unit));
    let number = |total: &Total| {
        format!("{}{unit}", exhibits.words.number(Number::decimal(value(total), of.decimals)))
    };
    let (first, last) = (line[0], line[line.len() - 1]);
    let said = [
        ("what", exhibits.in_language(&of.name).into()),
        ("from", number(first).into()),
        ("first", Number::year(year(first)).into()),
        ("to", number(last).into()),
        ("last", Number::year(year(last)).into()),
    ];
    match first.whole {
        Whole::World => exhibits.words.say("figure.lines.title", &said),
        of => {
            let region = [("region", whole(exhibits, of)?.into())];
            exhibits.words.say("figure.lines.of_region", &[&said[..], &region].concat())
        }
    }
}

/// How much of the weight stands behind the lines, and which of them are modelled for the most part.
pub(super) fn note(exhibits: &Exhibits, panels: &[Panel]) -> Result<String> {
    let all = panels.iter().flat_map(|panel| &panel.lines).flatten();
    let least = all.map(|total| total.share).fold(1.0, f64::min);
    // What would be printed as the whole is no least part of it.
    let mut said = vec![match least < 0.995 {
        true => {
            let least = [("least", Number::percent(least).into())];
            exhibits.words.say("figure.lines.note", &least)?
        }
        false => exhibits.words.say("figure.lines.note_whole", &[])?,
    }];
    let modelled: Vec<String> = panels
        .iter()
        .filter(|panel| panel.is_modelled())
        .map(|panel| exhibits.in_language(&exhibits.framework.aggregates[panel.aggregate].short))
        .map(str::to_owned)
        .collect();
    if modelled.len() == panels.len() {
        said.push(exhibits.words.say("figure.lines.all_modelled", &[])?);
    } else if !modelled.is_empty() {
        let names = [("names", exhibits.words.apart(&modelled).into())];
        said.push(exhibits.words.say("figure.lines.modelled", &names)?);
    }
    Ok(said.join(" "))
}

/// Every line by its two ends.
pub(super) fn alternative(exhibits: &Exhibits, panels: &[Panel]) -> Result<String> {
    let mut said = Vec::new();
    for panel in panels {
        let decimals = exhibits.framework.aggregates[panel.aggregate].decimals;
        let mut lines = Vec::new();
        for line in &panel.lines {
            let (first, last) = (line[0], line[line.len() - 1]);
            let number = |total: &Total| Number::decimal(value(total), decimals).into();
            let ends = [
                ("name", whole(exhibits, first.whole)?.into()),
                ("from", number(first)),
                ("to", number(last)),
            ];
            lines.push(exhibits.words.say("figure.lines.line", &ends)?);
        }
        let of =
            [("name", named(exhibits, panel.aggregate).into()), ("lines", lines.join(", ").into())];
        said.push(exhibits.words.say("figure.lines.panel", &of)?);
    }
    let [first, last] = span(panels);
    exhibits.words.say("figure.lines.alt", &[first, last, ("panels", said.join(" ").into())])
}

pub(super) fn data(exhibits: &Exhibits, panels: &[Panel]) -> Vec<Vec<String>> {
    let mut rows = figure::table(["code", "group", "year", "value", "n", "share"]);
    for total in panels.iter().flat_map(|panel| &panel.lines).flatten() {
        let group = match total.whole {
            Whole::World => String::new(),
            Whole::Group(g, k) => {
                let of = exhibits.framework.grouping(g).and_then(|of| of.groups.get(k));
                of.map_or_else(String::new, |group| group.value.clone())
            }
        };
        rows.push(vec![
            exhibits.framework.aggregates[total.aggregate].code.clone(),
            group,
            year(total).to_string(),
            format!("{:.3}", value(total)),
            total.n.to_string(),
            format!("{:.3}", total.share),
        ]);
    }
    rows
}
