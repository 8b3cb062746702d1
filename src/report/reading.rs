//! How to read the report: scores, standing, bands, marks, and what a difference is.

use super::content::{Block, Chapter};
use super::facts::{NOISE, OLD, ranked_count};
use super::prose::{Prose, count, share, year};
use crate::fault::Result;
use crate::words::{Number, Say};

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let exhibits = prose.exhibits;
    let framework = exhibits.framework;
    let title = prose.say("reading.title", &[])?;
    let areas: Vec<String> = framework.focus_areas().map(|l| prose.level(l).to_owned()).collect();
    let states = exhibits.panel.areas.len();
    let ranked = ranked_count(exhibits);
    let scored = framework.indicators.iter().filter(|i| i.weight.is_some()).count();
    let mut blocks: Vec<Block> = Vec::new();
    let mut section = |key: &str, texts: Vec<Block>| -> Result<()> {
        blocks.push(prose.heading(&format!("reading.{key}.heading"))?);
        blocks.extend(texts);
        Ok(())
    };
    let what = [
        ("n", count(areas.len())),
        ("areas", prose.list(&areas)?.into()),
        ("indicators", count(scored)),
        ("states", count(states)),
    ];
    section("what", vec![prose.text("reading.what.text", &what)?])?;
    section(
        "score",
        vec![prose.text("reading.score.text", &[])?, prose.text("reading.score.mean", &[])?],
    )?;
    let mut values =
        vec![prose.text("reading.value.text", &[("cut_off", year(exhibits.panel.cut_off))])?];
    if let Some(age) = exhibits.panel.max_age {
        let age = Say::from(Number::decimal(f64::from(age), 0));
        values.push(prose.text("reading.value.age", &[("age", age)])?);
    }
    section("value", values)?;
    let standing = [
        ("ranked", count(ranked)),
        ("indicative", count(states - ranked)),
        ("coverage", share(framework.ranking_coverage)),
    ];
    section("standing", vec![prose.text("reading.standing.text", &standing)?])?;
    section("band", vec![prose.text("reading.band.text", &[])?])?;
    let noise = Say::from(Number::decimal(NOISE, 0));
    section("difference", vec![prose.text("reading.difference.text", &[("noise", noise)])?])?;
    section("marks", vec![Block::Points { items: marks(prose)? }])?;
    section("map", vec![prose.text("reading.map.text", &[])?])?;
    Ok(Chapter {
        id: "reading".into(),
        kicker: String::new(),
        running: title.clone(),
        title,
        area: None,
        summary: vec![prose.say("reading.summary", &[])?],
        blocks,
    })
}

/// What the marks in the figures mean, one a line.
fn marks(prose: &Prose) -> Result<Vec<String>> {
    let old = Say::from(Number::decimal(OLD, 0));
    let mut items = vec![prose.say("reading.marks.values", &[("old", old)])?];
    for mark in ["scores", "missing", "sexes"] {
        items.push(prose.say(&format!("reading.marks.{mark}"), &[])?);
    }
    Ok(items)
}
