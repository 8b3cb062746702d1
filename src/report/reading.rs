//! How to read the report: scores, standing, tiers, marks, and what a difference is.

use super::content::{Block, Chapter};
use super::data::marked_and_ranked;
use super::facts::{OLD, Standings};
use super::prose::{Argument, Prose, count, share, weight, year};
use crate::analyse::MUCH_IMPUTED;
use crate::fault::Result;
use crate::words::{Number, Say};

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let exhibits = prose.exhibits;
    let framework = exhibits.framework;
    let title = prose.say("reading.title", &[])?;
    let areas: Vec<String> = framework.focus_areas().map(|l| prose.level(l).to_owned()).collect();
    let scored = framework.scored().count();
    let mut blocks: Vec<Block> = Vec::new();
    let mut section = |key: &str, texts: Vec<Block>| -> Result<()> {
        blocks.push(prose.heading(&format!("reading.{key}.heading"))?);
        blocks.extend(texts);
        Ok(())
    };
    section("what", what(prose, &areas, scored)?)?;
    let mut made = vec![what_a_score_is(prose)?];
    let sentences =
        [super::aggregates::of_areas(prose)?, super::aggregates::of_index(prose, true)?].concat();
    made.push(Block::Text { text: sentences.join(" ") });
    section("score", made)?;
    let mut values =
        vec![prose.text("reading.value.text", &[("cut_off", year(exhibits.panel.cut_off))])?];
    if let Some(age) = exhibits.panel.max_age {
        let age = Say::from(Number::decimal(f64::from(age), 0));
        values.push(prose.text("reading.value.age", &[("age", age)])?);
    }
    section("value", values)?;
    section("standing", vec![Block::Text { text: standing(prose)? }])?;
    let mut ranks = vec![prose.text("reading.tier.quarters", &[])?];
    ranks.insert(
        0,
        match exhibits.simulation.varies() {
            true => {
                let runs = Number::decimal(exhibits.simulation.runs as f64, 0);
                let certain = share(exhibits.simulation.certain);
                prose.text("reading.tier.text", &[("runs", runs.into()), ("certain", certain)])?
            }
            false => prose.text("reading.tier.fixed", &[])?,
        },
    );
    ranks.extend(in_tiers(prose)?);
    section("tier", ranks)?;
    let noise = prose.noise_of_all()?;
    section("difference", vec![prose.text("reading.difference.text", &[("noise", noise)])?])?;
    section("marks", vec![Block::Points { items: marks(prose)? }])?;
    let cautions = super::choices::every(prose, true).into_iter();
    let cautions = cautions.filter_map(|i| super::sheets::caution(prose, i).transpose());
    let cautions: Vec<String> = cautions.collect::<Result<_>>()?;
    if !cautions.is_empty() {
        let cautions = cautions.into_iter().map(|text| Block::Text { text });
        section("caution", cautions.collect())?;
    }
    section("map", vec![prose.text("reading.map.text", &[])?])?;
    let summary = match prose.edition.another {
        Some(_) => "reading.summary_another",
        None => "reading.summary",
    };
    Ok(Chapter::of(
        "reading",
        title,
        vec![prose.say(summary, &[("scale", scale(prose)?.into())])?],
        blocks,
    ))
}

/// How many tiers the ranked States form, where there is a ranking to cut.
fn in_tiers(prose: &Prose) -> Result<Option<Block>> {
    let found = prose.simulation;
    let n = ("n", count(found.order.len()));
    Ok(match found.tiers.len() {
        _ if !found.varies() || found.undecided().1 == 0 => None,
        1 => Some(prose.text("reading.tier.one", &[n])?),
        tiers => Some(prose.text("reading.tier.several", &[n, ("tiers", count(tiers))])?),
    })
}

/// From where to where the scores of the index and the areas run.
fn scale(prose: &Prose) -> Result<String> {
    let framework = prose.framework;
    let levels: Vec<usize> = framework.index_and_focus_areas().collect();
    if let Some(range) = prose.common_range(&levels) {
        return prose.say("reading.scale.ends", &ends(range.low, range.high));
    }
    match levels.iter().any(|&level| prose.range(level).is_fixed) {
        true => prose.say("reading.scale.mixed", &[]),
        false => prose.say("reading.scale.open", &[]),
    }
}

fn ends(low: f64, high: f64) -> [Argument<'static>; 2] {
    [("low", weight(low).into()), ("high", weight(high).into())]
}

/// What turns a value into a score: goalposts, or what the sheets say.
fn what_a_score_is(prose: &Prose) -> Result<Block> {
    let first = prose.framework.indicators.first();
    match first.filter(|_| super::scaling::all_by_goalposts(prose)) {
        Some(first) => {
            let [low, high] = first.normalisation.scale;
            prose.text("reading.score.text", &ends(low, high))
        }
        None => prose.text("reading.score.plain", &[]),
    }
}

/// What is scored: the areas and their indicators, or the indicators alone.
fn what(prose: &Prose, areas: &[String], scored: usize) -> Result<Vec<Block>> {
    let counted = [("indicators", count(scored)), ("states", count(prose.panel.areas.len()))];
    if areas.is_empty() {
        return Ok(vec![prose.text("reading.what.index", &counted)?]);
    }
    let named = [("n", count(areas.len())), ("areas", prose.list(areas)?.into())];
    let key = if areas.len() == 1 { "reading.what.one" } else { "reading.what.text" };
    Ok(vec![prose.text(
        key,
        &[&counted[..], if areas.len() == 1 { &named[1..] } else { &named }].concat(),
    )?])
}

/// Who is ranked, and what is shown of the others: only what there is.
fn standing(prose: &Prose) -> Result<String> {
    let exhibits = prose.exhibits;
    let framework = exhibits.framework;
    let key = if prose.has_focus_areas() { "areas" } else { "index" };
    let coverage = [("coverage", share(framework.ranking_coverage))];
    let mut said = vec![prose.say(&format!("reading.standing.{key}"), &coverage)?];
    if framework.indicators.iter().any(|i| i.required) {
        said.push(prose.say("reading.standing.required", &[])?);
    }
    let counts = Standings::of(exhibits);
    said.push(prose.say("reading.standing.ranked", &[("ranked", count(counts.ranked))])?);
    if counts.indicative > 0 {
        let arguments = [("indicative", count(counts.indicative))];
        said.push(prose.say("reading.standing.indicative", &arguments)?);
    }
    if counts.without > 0 {
        said.push(prose.say("reading.standing.without", &[("n", count(counts.without))])?);
    }
    Ok(said.join(" "))
}

/// What the marks in the figures mean, one a line.
fn marks(prose: &Prose) -> Result<Vec<String>> {
    let old = Say::from(Number::decimal(OLD, 0));
    let mut items = vec![prose.say("reading.marks.values", &[("old", old)])?];
    if prose.findings.availability.imputed > 0 {
        let said = [
            ("share", share(MUCH_IMPUTED)),
            ("marked", count(marked_and_ranked(prose).len())),
            ("ranked", count(Standings::of(prose).ranked)),
        ];
        items.push(prose.say("reading.marks.imputed", &said)?);
    }
    for mark in ["scores", "missing", "sexes"] {
        items.push(prose.say(&format!("reading.marks.{mark}"), &[])?);
    }
    Ok(items)
}
