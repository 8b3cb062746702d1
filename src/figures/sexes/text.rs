//! What is said about women and men, and the data behind the drawing.

use super::panel::{Line, Panel, named, short};
use crate::analyse::{ENOUGH_STATES, LEAST_IN_GROUP};
use crate::exhibits::{Exhibits, scores, source};
use crate::fault::Result;
use crate::figures::figure;
use crate::words::{Number, Say};

/// In how many States women score below men, on the indicator where that is most common.
pub(super) fn title(exhibits: &Exhibits, panels: &[Panel]) -> Result<String> {
    let share = |p: &&Panel| p.behind() as f64 / p.pairs.len() as f64;
    let mut by_share: Vec<&Panel> = panels.iter().collect();
    by_share.sort_by(|a, b| share(b).total_cmp(&share(a)));
    let said = |p: &Panel| -> [Say; 3] {
        [
            Number::count(p.behind()).into(),
            Number::count(p.pairs.len()).into(),
            short(exhibits, p).into(),
        ]
    };
    let Some(most) = by_share.first() else { return Ok(String::new()) };
    let [n, of, what] = said(most);
    let mut arguments = vec![("n", n), ("of", of), ("what", what)];
    if let Some(second) = by_share.get(1) {
        let [n, of, what] = said(second);
        arguments.extend([("n2", n), ("of2", of), ("what2", what)]);
        return exhibits.words.say("figure.sexes.title", &arguments);
    }
    exhibits.words.say("figure.sexes.title_one", &arguments)
}

pub(super) fn subtitle(exhibits: &Exhibits, panels: &[Panel]) -> Result<String> {
    let years = panels.iter().flat_map(|p| &p.pairs).map(|p| (p.year, p.year));
    let Some(years) = years.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else {
        return Ok(String::new());
    };
    let span = source::span(exhibits, years)?;
    exhibits.words.say("figure.sexes.subtitle", &[("years", span.into())])
}

pub(super) fn note(exhibits: &Exhibits, panels: &[Panel]) -> Result<String> {
    let pairs = || panels.iter().flat_map(|p| &p.pairs);
    let estimated = pairs().filter(|p| p.estimated).count() as f64 / pairs().count() as f64;
    let arguments = [
        ("estimated", Number::percent(estimated).into()),
        ("noise", scores::noise(exhibits, panels.iter().map(|p| p.range))?.into()),
        ("row", Number::count(LEAST_IN_GROUP).into()),
        ("panel", Number::count(ENOUGH_STATES).into()),
    ];
    exhibits.words.say("figure.sexes.note", &arguments)
}

pub(super) fn sources(exhibits: &Exhibits, panels: &[Panel]) -> Result<String> {
    let series = panels.iter().map(|p| &exhibits.framework.indicators[p.indicator].by_sex);
    source::of_series(exhibits, &series.flatten().cloned().collect())
}

/// The finding, and of every panel how often women score lower and the medians.
pub(super) fn alternative(
    exhibits: &Exhibits,
    finding: &str,
    panels: &[Panel],
    lines: &[Line],
) -> Result<String> {
    let mut said = Vec::new();
    for panel in panels {
        let indicator = &exhibits.framework.indicators[panel.indicator];
        let number = |v: f64| Say::from(Number::decimal(v, indicator.decimals));
        let mut rows = Vec::new();
        for (line, row) in lines.iter().zip(&panel.rows) {
            let Some(row) = row else { continue };
            let arguments = [
                ("where", named(exhibits, line)?.into()),
                ("women", number(row.women)),
                ("men", number(row.men)),
            ];
            rows.push(exhibits.words.say("figure.sexes.row", &arguments)?);
        }
        let arguments = [
            ("what", short(exhibits, panel).into()),
            ("unit", exhibits.unit(panel.indicator).into()),
            ("rows", rows.join(", ").into()),
            ("n", Number::count(panel.behind()).into()),
            ("of", Number::count(panel.pairs.len()).into()),
        ];
        said.push(exhibits.words.say("figure.sexes.panel", &arguments)?);
    }
    let arguments = [("finding", finding.into()), ("panels", said.join(" ").into())];
    exhibits.words.say("figure.sexes.alt", &arguments)
}

pub(super) fn data(
    exhibits: &Exhibits,
    panels: &[Panel],
    lines: &[Line],
) -> Result<Vec<Vec<String>>> {
    let mut rows = figure::table(["indicator", "group", "states", "women_median", "men_median"]);
    for panel in panels {
        let code = &exhibits.framework.indicators[panel.indicator].code;
        for (line, row) in lines.iter().zip(&panel.rows) {
            let Some(row) = row else { continue };
            rows.push(vec![
                code.clone(),
                named(exhibits, line)?.to_owned(),
                row.n.to_string(),
                row.women.to_string(),
                row.men.to_string(),
            ]);
        }
    }
    Ok(rows)
}
