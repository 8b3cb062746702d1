//! Indicator sheets, half a page each: what is measured, how it becomes a score, and its limits.

use std::collections::BTreeSet;

use super::content::{Block, Chapter, IndicatorSheet, Labelled};
use super::method::share_of_siblings;
use super::prose::{Prose, share, text, weight};
use crate::analyse::IndicatorAvailability;
use crate::exhibits::scores::tick;
use crate::fault::Result;
use crate::model::Series;
use crate::words::{Number, said, say};

/// Steps of the score in which States are counted.
const STEPS: usize = 10;

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let title = say!(prose, "sheet.title")?;
    let indicators = 0..prose.framework.indicators.len();
    let items = indicators.map(|i| sheet(prose, i)).collect::<Result<_>>()?;
    let has_themes = !prose.framework.themes.is_empty();
    let posts = super::scaling::all_by_goalposts(prose);
    let how_scored = if posts { "sheet.how.value" } else { "sheet.how.value_plain" };
    let how_weighted = if has_themes { "sheet.how.themes" } else { "sheet.how.weight" };
    Ok(Chapter::of(
        "sheets",
        title,
        vec![say!(prose, "sheet.summary")?],
        vec![
            prose.heading("sheet.how.heading")?,
            text!(prose, how_scored)?,
            text!(prose, "sheet.how.spread")?,
            text!(prose, how_weighted)?,
            Block::Sheets { items },
        ],
    ))
}

fn sheet(prose: &Prose, indicator: usize) -> Result<IndicatorSheet> {
    let framework = prose.framework;
    let of = &framework.indicators[indicator];
    crate::words::at(&of.code);
    let area = framework.focus_area_of(of.parent);
    Ok(IndicatorSheet {
        code: of.code.clone(),
        name: prose.indicator(indicator).to_owned(),
        area_name: area.map_or("", |l| prose.level(l)).to_owned(),
        area: area.and_then(|l| framework.focus_areas().position(|f| f == l)),
        bins: bins(prose, indicator),
        spread_note: spread_note(prose, indicator)?,
        facts: facts(prose, indicator)?,
        parts: parts(prose, indicator)?,
    })
}

fn spread_note(prose: &Prose, indicator: usize) -> Result<String> {
    let range = prose.indicator_range(indicator);
    let said = said![steps = STEPS, low = tick(range, range.low), high = tick(range, range.high)];
    say!(prose, "sheet.spread", ..said)
}

/// How many States with an observed value score in each step, as a share of the fullest.
fn bins(prose: &Prose, indicator: usize) -> Vec<f64> {
    let mut counts = [0_usize; STEPS];
    let (scores, range) = (&prose.scores, prose.indicator_range(indicator));
    let seen = scores.observed.column(indicator).zip(scores.indicators.column(indicator));
    for score in seen.filter(|(seen, _)| **seen).filter_map(|(_, score)| *score) {
        counts[((range.share(score) * STEPS as f64) as usize).min(STEPS - 1)] += 1;
    }
    let fullest = counts.iter().copied().max().unwrap_or(0).max(1);
    counts.iter().map(|&n| n as f64 / fullest as f64).collect()
}

fn facts(prose: &Prose, indicator: usize) -> Result<Vec<Labelled>> {
    let framework = prose.framework;
    let of = &framework.indicators[indicator];
    let found = &prose.findings.availability.indicators[indicator];
    let weight = match (of.weight, share_of_siblings(prose, indicator)) {
        (Some(declared), Some(part)) => {
            say!(prose, "sheet.weight_of", weight = weight(declared), share = share(part))?
        }
        _ => say!(prose, "sheet.not_scored")?,
    };
    let mut facts = vec![
        prose.labelled("sheet.unit", prose.unit(indicator))?,
        prose.labelled("sheet.weight", weight)?,
        prose.labelled("sheet.states", states(prose, found)?)?,
    ];
    let (winsorised, rescaled) = super::choices::treated(prose, indicator);
    if winsorised > 0 {
        let text = say!(prose, "sheet.treated_winsorised", n = winsorised)?;
        facts.push(prose.labelled("sheet.treated", text)?);
    } else if rescaled {
        let text = say!(prose, "sheet.treated_rescaled")?;
        facts.push(prose.labelled("sheet.treated", text)?);
    }
    if let Some((first, median, last)) = found.years {
        let year = |y: i32| Number::year(y);
        let span = match first == last {
            true => prose.number(Number::year(first)),
            false => {
                let median = year(median.round() as i32);
                let arguments = said![first = year(first), last = year(last), median];
                say!(prose, "sheet.years_span", ..arguments)?
            }
        };
        let arguments = said![span, old = found.older_than_five, estimated = found.estimated];
        facts.push(prose.labelled("sheet.years", say!(prose, "sheet.years_of", ..arguments)?)?);
    }
    let themes: Vec<String> = framework
        .themes
        .iter()
        .filter(|theme| of.themes.contains(&theme.code))
        .map(|theme| prose.in_language(theme.short()).to_owned())
        .collect();
    if !themes.is_empty() {
        facts.push(prose.labelled("sheet.themes", prose.words.apart(&themes))?);
    }
    if of.required {
        facts.push(prose.labelled("sheet.ranking", say!(prose, "sheet.required")?)?);
    }
    Ok(facts)
}

/// In how many States there is a value, and in how many more it was imputed.
fn states(prose: &Prose, found: &IndicatorAvailability) -> Result<String> {
    let said = said![n = found.n, of = found.of];
    match found.imputed {
        0 => say!(prose, "sheet.states_of", ..said),
        imputed => say!(prose, "sheet.states_imputed", ..said, imputed),
    }
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
    if let Some(text) = caution(prose, indicator)? {
        parts.push(prose.labelled("sheet.caution", text)?);
    }
    let counted = prose.framework.indicators[indicator].parts.iter();
    let counted: Vec<&str> = counted.map(|part| prose.in_language(&part.name)).collect();
    if !counted.is_empty() {
        parts.push(prose.labelled("sheet.counted", prose.words.apart(&counted))?);
    }
    parts.push(prose.labelled("sheet.source", source(prose, indicator)?)?);
    Ok(parts)
}

/// What the publisher warns of, and the means of the groups that the framework tells apart.
pub(super) fn caution(prose: &Prose, indicator: usize) -> Result<Option<String>> {
    let of = &prose.framework.indicators[indicator];
    let mut said: Vec<String> =
        of.caution.iter().map(|caution| prose.in_language(caution).to_owned()).collect();
    if let Some(split) = &of.split {
        let found = prose.findings.splits.iter().filter(|s| s.indicator == indicator);
        let means = found.filter_map(|found| Some((found, found.mean?)));
        let means = means.map(|(found, mean)| {
            let name = prose.in_language(&split.groups[found.group].name);
            let said = said![mean = Number::decimal(mean, of.decimals + 1), n = found.n, name];
            say!(prose, "sheet.split_group", ..said)
        });
        let means: Vec<String> = means.collect::<Result<_>>()?;
        if !means.is_empty() {
            said.push(say!(prose, "sheet.split", means = prose.list(&means)?)?);
        }
    }
    Ok((!said.is_empty()).then(|| said.join(" ")))
}

/// Formula, what sets the scale, and why; then what was done to missing values and outliers.
fn becomes(prose: &Prose, indicator: usize) -> Result<String> {
    let of = &prose.framework.indicators[indicator];
    let mut sentences = vec![match super::formulas::is_as_published(prose, &of.formula) {
        true => say!(prose, "sheet.as_published")?,
        false => {
            say!(prose, "sheet.formula", formula = super::formulas::told(prose, &of.formula)?)?
        }
    }];
    sentences.extend(super::scaling::of_indicator(prose, indicator)?);
    if let Some(floor) = of.floor {
        sentences.push(say!(prose, "sheet.floor", floor = weight(floor))?);
    }
    if let Some(posts) = of.goalposts() {
        let why = prose.in_language(&posts.why);
        if !why.is_empty() {
            sentences.push(say!(prose, "sheet.why", why)?);
        }
    }
    let (winsorised, rescaled) = super::choices::treated(prose, indicator);
    if winsorised > 0 {
        sentences.push(say!(prose, "sheet.treated_text", n = winsorised)?);
    } else if rescaled {
        sentences.push(say!(prose, "sheet.rescaled_text")?);
    }
    let imputed = prose.findings.availability.indicators[indicator].imputed;
    if let Some(steps) = super::choices::steps(prose, indicator)?.filter(|_| imputed > 0) {
        sentences.push(say!(prose, "sheet.imputed_text", n = imputed, steps)?);
    }
    Ok(sentences.join(" "))
}

/// Every series the indicator reads, derived quantities taken apart, with provider and vintage;
/// a source that several series share is named once.
fn source(prose: &Prose, indicator: usize) -> Result<String> {
    let mut shared: Vec<([&str; 3], Vec<String>)> = Vec::new();
    for series in series_of(prose, indicator) {
        let name = prose.in_language(&series.name);
        let name = match series.provider_code.as_str() {
            "" => name.to_owned(),
            code => say!(prose, "sheet.series_name", name, code)?,
        };
        let from =
            [&*series.provider, &*series.vintage, prose.in_language(&series.original_source)];
        match shared.iter_mut().find(|(source, _)| *source == from) {
            Some((_, names)) => names.push(name),
            None => shared.push((from, vec![name])),
        }
    }
    let mut sentences = Vec::new();
    for ([provider, vintage, original], names) in shared {
        let known = prose.catalogue.provider(provider);
        let arguments = said![
            names = prose.words.apart(&names),
            provider = known.map_or(provider, |p| prose.in_language(&p.name))
        ];
        let mut sentence = say!(prose, "sheet.series", ..arguments)?;
        if !vintage.is_empty() {
            sentence += &say!(prose, "sheet.series_vintage", vintage)?;
        }
        if !original.is_empty() {
            sentence += &say!(prose, "sheet.series_original", original)?;
        }
        sentences.push(sentence + ".");
    }
    Ok(sentences.join(" "))
}

fn series_of<'a>(prose: &Prose<'a>, indicator: usize) -> Vec<&'a Series> {
    let framework = prose.framework;
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
    prose.catalogue.series.iter().filter(|s| codes.contains(&s.code)).collect()
}
