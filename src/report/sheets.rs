//! Indicator sheets, half a page each: what is measured, how it becomes a score, and its limits.

use std::collections::BTreeSet;

use super::content::{Block, Chapter, Labelled, Sheet};
use super::method::{share_of_siblings, weight};
use super::prose::{Prose, count, share};
use crate::fault::Result;
use crate::framework::Transform;
use crate::model::Series;
use crate::words::Number;

/// Steps of the score in which States are counted.
const STEPS: usize = 10;

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let title = prose.say("sheet.title", &[])?;
    let indicators = 0..prose.exhibits.framework.indicators.len();
    let items = indicators.map(|i| sheet(prose, i)).collect::<Result<_>>()?;
    let has_themes = !prose.exhibits.framework.themes.is_empty();
    let how_weighted = if has_themes { "sheet.how.themes" } else { "sheet.how.weight" };
    Ok(Chapter {
        id: "sheets".into(),
        kicker: String::new(),
        running: title.clone(),
        title,
        area: None,
        summary: vec![prose.say("sheet.summary", &[])?],
        blocks: vec![
            prose.heading("sheet.how.heading")?,
            prose.text("sheet.how.value", &[])?,
            prose.text("sheet.how.spread", &[])?,
            prose.text(how_weighted, &[])?,
            Block::Sheets { items },
        ],
    })
}

/// A goalpost as declared, with as many decimals as it needs.
pub(super) fn goalpost(value: f64) -> Number {
    weight(value)
}

fn sheet(prose: &Prose, indicator: usize) -> Result<Sheet> {
    let framework = prose.exhibits.framework;
    let of = &framework.indicators[indicator];
    let area = framework.focus_area_of(of.parent);
    Ok(Sheet {
        code: of.code.clone(),
        name: prose.indicator(indicator).to_owned(),
        area_name: area.map_or("", |l| prose.level(l)).to_owned(),
        area: area.and_then(|l| framework.focus_areas().position(|f| f == l)),
        bins: bins(prose, indicator),
        spread_note: prose.say("sheet.spread", &[])?,
        facts: facts(prose, indicator)?,
        parts: parts(prose, indicator)?,
    })
}

/// How many States score in each step, as a share of the fullest.
fn bins(prose: &Prose, indicator: usize) -> Vec<f64> {
    let mut counts = [0_usize; STEPS];
    for score in prose.exhibits.scores.indicators.column(indicator).flatten() {
        counts[((score / 100.0 * STEPS as f64) as usize).min(STEPS - 1)] += 1;
    }
    let fullest = counts.iter().copied().max().unwrap_or(0).max(1);
    counts.iter().map(|&n| n as f64 / fullest as f64).collect()
}

fn facts(prose: &Prose, indicator: usize) -> Result<Vec<Labelled>> {
    let framework = prose.exhibits.framework;
    let of = &framework.indicators[indicator];
    let found = &prose.exhibits.findings.availability.indicators[indicator];
    let weight = match (of.weight, share_of_siblings(prose, indicator)) {
        (Some(declared), Some(part)) => prose.say(
            "sheet.weight_of",
            &[("weight", weight(declared).into()), ("share", share(part))],
        )?,
        _ => prose.say("sheet.not_scored", &[])?,
    };
    let mut facts = vec![
        prose.labelled("sheet.unit", prose.unit(indicator))?,
        prose.labelled("sheet.weight", weight)?,
        prose.labelled(
            "sheet.states",
            prose.say("sheet.states_of", &[("n", count(found.n)), ("of", count(found.of))])?,
        )?,
    ];
    if let Some((first, median, last)) = found.years {
        let year = |y: i32| crate::words::Say::from(Number::year(y));
        let span = match first == last {
            true => prose.number(Number::year(first)),
            false => {
                let median = year(median.round() as i32);
                let arguments = [("first", year(first)), ("last", year(last)), ("median", median)];
                prose.say("sheet.years_span", &arguments)?
            }
        };
        let arguments = [
            ("span", span.into()),
            ("old", count(found.older_than_five)),
            ("estimated", count(found.estimated)),
        ];
        facts.push(prose.labelled("sheet.years", prose.say("sheet.years_of", &arguments)?)?);
    }
    let themes: Vec<String> = framework
        .themes
        .iter()
        .filter(|theme| of.themes.contains(&theme.code))
        .map(|theme| prose.in_language(&theme.name).to_owned())
        .collect();
    if !themes.is_empty() {
        facts.push(prose.labelled("sheet.themes", themes.join("; "))?);
    }
    if of.required {
        facts.push(prose.labelled("sheet.ranking", prose.say("sheet.required", &[])?)?);
    }
    Ok(facts)
}

fn parts(prose: &Prose, indicator: usize) -> Result<Vec<Labelled>> {
    let mut parts = Vec::new();
    let texts = prose.text_of(indicator);
    if let Some(texts) = texts {
        parts.push(prose.labelled("sheet.definition", &*texts.definition)?);
    }
    parts.push(prose.labelled("sheet.becomes", becomes(prose, indicator)?)?);
    if let Some(texts) = texts {
        parts.push(prose.labelled("sheet.reading", &*texts.reading)?);
        parts.push(prose.labelled("sheet.limits", &*texts.limits)?);
    }
    parts.push(prose.labelled("sheet.source", source(prose, indicator)?)?);
    Ok(parts)
}

/// Formula, goalposts and why these.
fn becomes(prose: &Prose, indicator: usize) -> Result<String> {
    let of = &prose.exhibits.framework.indicators[indicator];
    let mut sentences = vec![prose.say("sheet.formula", &[("formula", of.formula.text().into())])?];
    if let Some(posts) = of.goalposts() {
        let goalposts = [
            ("zero", prose.number(goalpost(posts.worst)).into()),
            ("hundred", prose.number(goalpost(posts.best)).into()),
        ];
        sentences.push(prose.say("sheet.goalposts", &goalposts)?);
    }
    if of.transform == Some(Transform::Logarithm) {
        sentences.push(prose.say("sheet.logarithm", &[])?);
    }
    if let Some(floor) = of.floor {
        sentences.push(prose.say("sheet.floor", &[("floor", goalpost(floor).into())])?);
    }
    if let Some(posts) = of.goalposts() {
        let why = prose.in_language(&posts.why);
        sentences.push(prose.say("sheet.why", &[("why", why.into())])?);
    }
    Ok(sentences.join(" "))
}

/// Every series the indicator reads, derived quantities taken apart, with provider and vintage;
/// a source that several series share is named once.
fn source(prose: &Prose, indicator: usize) -> Result<String> {
    let mut shared: Vec<([&str; 3], Vec<String>)> = Vec::new();
    for series in series_of(prose, indicator) {
        let name =
            [("name", series.name.as_str().into()), ("code", series.provider_code.as_str().into())];
        let name = prose.say("sheet.series_name", &name)?;
        let from = [&*series.provider, &*series.vintage, &*series.original_source];
        match shared.iter_mut().find(|(source, _)| *source == from) {
            Some((_, names)) => names.push(name),
            None => shared.push((from, vec![name])),
        }
    }
    let mut sentences = Vec::new();
    for ([provider, vintage, original], names) in shared {
        let known = prose.exhibits.catalogue.provider(provider);
        let arguments = [
            ("names", names.join("; ").into()),
            ("provider", known.map_or(provider, |p| &p.name).into()),
        ];
        let mut sentence = prose.say("sheet.series", &arguments)?;
        for (key, text) in [("vintage", vintage), ("original", original)] {
            if !text.is_empty() {
                let part = prose.say(&format!("sheet.series_{key}"), &[(key, text.into())])?;
                sentence.push_str(&part);
            }
        }
        sentences.push(sentence + ".");
    }
    Ok(sentences.join(" "))
}

fn series_of<'a>(prose: &Prose<'a>, indicator: usize) -> Vec<&'a Series> {
    let framework = prose.exhibits.framework;
    let mut wanted = vec![&framework.indicators[indicator].formula];
    let mut codes = BTreeSet::new();
    while let Some(formula) = wanted.pop() {
        for (name, _) in formula.names() {
            match framework.derived.iter().find(|d| d.code == name) {
                Some(derived) => wanted.push(&derived.formula),
                None => drop(codes.insert(name)),
            }
        }
    }
    prose.exhibits.catalogue.series.iter().filter(|s| codes.contains(&s.code)).collect()
}
