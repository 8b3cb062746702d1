//! A chapter for each focus area, whatever their number: opening with the map, findings, the
//! indicators, and what to read with care.

use super::content::{Block, Chapter, Labelled};
use super::prose::{Prose, share, share_of, text};
use crate::analyse::{self, Finding, IndicatorAvailability, covered};
use crate::exhibits::scores;
use crate::fault::Result;
use crate::harmonise::Used;
use crate::statistics::{ends, mean, median, quartiles};
use crate::words::{said, say};

/// How many States are named at either end.
const NAMED: usize = 5;

/// The chapter of the focus area `level`, which is the `position`-th (from 0).
pub(super) fn chapter(prose: &Prose, position: usize, level: usize) -> Result<Chapter> {
    let code = prose.framework.levels[level].code.clone();
    let mut blocks = Vec::new();
    blocks.extend(prose.figure_of("map", &code)?);
    blocks.extend(prose.figure_of("dots", &code)?);
    blocks.extend(what_it_measures(prose, level)?);
    blocks.extend(ends_of_the_scale(prose, level)?);
    blocks.extend(super::groups::table(prose, level)?.map(Block::Table));
    blocks.extend(prose.figure_of("regions", &code)?);
    blocks.extend(indicator_by_indicator(prose, level)?);
    blocks.extend(super::since::section(prose, level)?);
    blocks.extend(with_care(prose, level)?);
    Ok(Chapter {
        id: super::prose::chapter_id(&code),
        kicker: say!(prose, "area.kicker", n = position + 1)?,
        title: prose.level(level).to_owned(),
        running: prose.level(level).to_owned(),
        area: Some(position),
        summary: summary(prose, level)?,
        blocks,
    })
}

/// The strongest finding on the area's indicators, then three sentences: the middle of the ranked States, the regions, the indicators.
fn summary(prose: &Prose, level: usize) -> Result<Vec<String>> {
    let under: Vec<usize> = prose.framework.indicators_under(level).collect();
    let about = |of: &Finding| of.indicator().is_some_and(|i| under.contains(&i));
    let mut sentences: Vec<String> = super::findings::opening(prose, about)?.into_iter().collect();
    sentences.extend(middle(prose, level, "area.middle")?);
    sentences.extend(super::groups::range(prose, level)?);
    let medians = medians(prose, level);
    if let Some((low, high)) = ends(&medians, |m| m.1).filter(|(l, h)| l.0 != h.0) {
        let median = |(i, m): (usize, f64)| scores::number(prose.indicator_range(i), m);
        let arguments = said![
            high = prose.indicator(high.0),
            high_median = median(high),
            low = prose.indicator(low.0),
            low_median = median(low)
        ];
        sentences.push(say!(prose, "area.indicators_apart", ..arguments)?);
    }
    Ok(sentences)
}

/// The mean of the ranked States and the middle half of them, by the sentence under `key`.
pub(super) fn middle(prose: &Prose, level: usize, key: &str) -> Result<Option<String>> {
    let Some(found) = analyse::middle(prose.scores, level) else { return Ok(None) };
    let (low, high) = found.half;
    let arguments = said![
        ranked = found.ranked,
        mean = prose.score(level, found.mean),
        low = prose.score(level, low),
        high = prose.score(level, high)
    ];
    say!(prose, key, ..arguments).map(Some)
}

/// Scored indicators of the area with the median of the scores of their observed values; none where
/// these run over different ranges and do not compare.
fn medians(prose: &Prose, level: usize) -> Vec<(usize, f64)> {
    let exhibits = prose.exhibits;
    let typical = |i: usize| {
        let seen = exhibits.scores.observed.column(i).zip(exhibits.scores.indicators.column(i));
        let scores: Vec<f64> =
            seen.filter(|(seen, _)| **seen).filter_map(|(_, score)| *score).collect();
        median(&scores).map(|median| (i, median))
    };
    match exhibits.common_range_under(level) {
        Some(_) => exhibits.framework.scored_under(level).filter_map(typical).collect(),
        None => Vec::new(),
    }
}

fn what_it_measures(prose: &Prose, level: usize) -> Result<Vec<Block>> {
    let framework = prose.framework;
    let mut blocks = vec![prose.heading("area.measures.heading")?];
    let named = [&framework.levels[level].description, &framework.levels[level].why];
    for names in named.into_iter().flatten() {
        blocks.push(Block::Text { text: prose.in_language(names).to_owned() });
    }
    let coverage = share(framework.ranking_coverage);
    let arguments = said![n = framework.scored_under(level).count(), coverage];
    blocks.push(text!(prose, "area.measures.text", ..arguments)?);
    let under = framework.indicators_under(level);
    for i in under.filter(|&i| !framework.indicators[i].is_scored()) {
        let n = prose.findings.availability.indicators[i].n;
        blocks.push(text!(prose, "area.measures.shown", indicator = prose.indicator(i), n)?);
    }
    Ok(blocks)
}

/// The ranked States with the highest and the lowest scores, in the order of the alphabet.
fn ends_of_the_scale(prose: &Prose, level: usize) -> Result<Vec<Block>> {
    let scores = analyse::highest_ranked(prose.scores, level);
    if scores.len() < 4 * NAMED {
        return Ok(Vec::new());
    }
    if prose.simulation.varies() {
        return ends_by_interval(prose, level);
    }
    let (first, last) = (&scores[..NAMED], &scores[scores.len() - NAMED..]);
    let names = |named: &[(usize, f64)]| -> Result<String> {
        let order = prose.by_short_name(&named.iter().map(|n| n.0).collect::<Vec<_>>());
        let alphabetical = order.iter().filter_map(|area| named.iter().find(|n| n.0 == *area));
        let texts = alphabetical.map(|(area, value)| {
            let state = prose.marked_short(*area, level);
            say!(prose, "area.named", state, score = prose.score(level, *value))
        });
        prose.list(&texts.collect::<Result<Vec<_>>>()?)
    };
    Ok(vec![
        prose.heading("area.ends.heading")?,
        text!(prose, "area.ends.text", high = names(first)?, low = names(last)?)?,
        text!(prose, "area.ends.caution")?,
    ])
}

/// The States that are among the highest, and the lowest, in nearly all runs, and those that are in
/// some.
fn ends_by_interval(prose: &Prose, level: usize) -> Result<Vec<Block>> {
    let mut said = Vec::new();
    for (key, highest) in [("high", true), ("low", false)] {
        let [sure, maybe] = super::ranks::among(prose, level, NAMED, highest);
        for (how, areas) in [("sure", sure), ("maybe", maybe)] {
            let names = super::ranks::names(prose, &areas, level)?;
            let key = format!("area.ends.{key}");
            said.push(match (names.filter(|_| !areas.is_empty()), how) {
                (Some(names), "sure") => say!(prose, &format!("{key}_sure"), names, first = NAMED)?,
                (Some(names), _) => say!(prose, &format!("{key}_{how}"), names)?,
                (None, "sure") if areas.is_empty() => {
                    say!(prose, &format!("{key}_none"), first = NAMED)?
                }
                (None, _) if areas.is_empty() => continue,
                (None, _) => {
                    say!(prose, &format!("{key}_{how}_many"), n = areas.len(), first = NAMED)?
                }
            });
        }
    }
    Ok(vec![
        prose.heading("area.ends.heading")?,
        Block::Text { text: said.join(" ") },
        text!(prose, "area.ends.intervals")?,
    ])
}

/// Each indicator with its definition and the middle of the States.
fn indicator_by_indicator(prose: &Prose, level: usize) -> Result<Vec<Block>> {
    let framework = prose.framework;
    let mut items = Vec::new();
    for i in framework.indicators_under(level) {
        let mut text = prose.text_of(i).map_or(String::new(), |t| t.definition.clone());
        let used: Vec<f64> = used(prose, i).iter().map(|u| u.point.value).collect();
        if let Some([low, median, high]) = quartiles(&used) {
            let arguments = said![
                n = used.len(),
                low = prose.value(i, low),
                high = prose.value(i, high),
                median = prose.value(i, median),
                unit = prose.unit(i)
            ];
            text = format!("{text} {}", say!(prose, "area.middle_values", ..arguments)?);
        }
        items.push(Labelled { label: prose.indicator(i).to_owned(), text: text.trim().to_owned() });
    }
    Ok(vec![
        prose.heading("area.indicators.heading")?,
        text!(prose, "area.indicators.text")?,
        Block::Terms { items },
    ])
}

fn used(prose: &Prose, indicator: usize) -> Vec<Used> {
    let panel = prose.panel;
    let all = (0..panel.areas.len()).filter_map(|area| panel.used(area, indicator));
    all.filter(|used| used.between.is_none()).collect()
}

/// The limits of what a rank requires, and of what is shown without being scored.
fn with_care(prose: &Prose, level: usize) -> Result<Vec<Block>> {
    let framework = prose.framework;
    let special =
        |i: &usize| framework.indicators[*i].required || !framework.indicators[*i].is_scored();
    let mut items = Vec::new();
    for i in framework.indicators_under(level).filter(special) {
        if let Some(text) = prose.text_of(i) {
            let arguments = said![indicator = prose.indicator(i), limits = &text.limits];
            items.push(say!(prose, "area.care.item", ..arguments)?);
        }
    }
    let mut blocks = vec![prose.heading("area.care.heading")?];
    blocks.extend(items.into_iter().map(|text| Block::Text { text }));
    blocks.extend(old_and_modelled(prose, level)?);
    let mut general = say!(prose, "area.care.text")?;
    if !framework.groupings.is_empty() {
        let n = covered(prose.scores, level).count();
        let coverage = share(framework.ranking_coverage);
        general = format!("{general} {}", say!(prose, "area.care.groups", n, coverage)?);
    }
    blocks.push(Block::Text { text: general });
    Ok(blocks)
}

/// A part of an indicator's values, counted.
type Part = fn(&IndicatorAvailability) -> usize;

/// How much of the area's data is old or modelled, and the indicators of which all of it is.
fn old_and_modelled(prose: &Prose, level: usize) -> Result<Vec<Block>> {
    let framework = prose.framework;
    let all = &prose.findings.availability.indicators;
    let found: Vec<&IndicatorAvailability> =
        framework.scored_under(level).map(|i| &all[i]).filter(|of| of.n > 0).collect();
    let sum = |part: Part| found.iter().map(|of| part(of)).sum();
    let n: usize = sum(|of| of.n);
    if n == 0 {
        return Ok(Vec::new());
    }
    let arguments = said![
        n,
        old = share(share_of(sum(|of| of.older_than_five), n)),
        estimated = share(share_of(sum(|of| of.estimated), n))
    ];
    let mut sentences = vec![say!(prose, "area.care.share", ..arguments)?];
    let kinds: [(&str, Part); 2] =
        [("area.care.modelled", |of| of.estimated), ("area.care.old", |of| of.older_than_five)];
    for (key, part) in kinds {
        let whole = found.iter().filter(|of| part(of) == of.n);
        let names: Vec<&str> = whole.map(|of| prose.indicator(of.indicator)).collect();
        if !names.is_empty() {
            sentences.push(say!(prose, key, indicators = prose.quoted(names)?)?);
        }
    }
    sentences.extend(made(prose, level)?);
    Ok(vec![Block::Text { text: sentences.join(" ") }])
}

/// How much of the area's scores rests on imputed values, and whose values were winsorised.
fn made(prose: &Prose, level: usize) -> Result<Vec<String>> {
    let exhibits = prose.exhibits;
    let mut sentences = Vec::new();
    let scored = exhibits.scores.levels.column(level).zip(exhibits.findings.imputed.column(level));
    let imputed: Vec<f64> =
        scored.filter(|(score, _)| score.is_some()).map(|(_, share)| *share).collect();
    if let Some(part) = mean(&imputed).filter(|part| *part > 0.0) {
        sentences.push(say!(prose, "area.made.text", share = share(part))?);
    }
    let under: Vec<usize> = exhibits.framework.scored_under(level).collect();
    let treated = under.iter().map(|&i| (i, super::choices::treated(prose, i).0));
    let treated: Vec<(usize, usize)> = treated.filter(|(_, n)| *n > 0).collect();
    if !treated.is_empty() {
        let names = prose.quoted(treated.iter().map(|(i, _)| prose.indicator(*i)))?;
        let n: usize = treated.iter().map(|(_, n)| n).sum();
        sentences.push(say!(prose, "area.made.treated", n, indicators = names)?);
    }
    Ok(sentences)
}
