//! The chapter on the index: after the focus areas, where a reader has seen what it is made of.

use super::content::{Block, Chapter};
use super::facts::{mean, middle_half, ranked, values, with_index};
use super::prose::{Prose, count, score};
use crate::fault::Result;

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let framework = prose.exhibits.framework;
    let title = prose.say("overall.title", &[])?;
    let mut blocks = Vec::new();
    blocks.extend(framework.levels.first().and_then(|l| prose.figure(&format!("map_{}", l.code))));
    blocks.extend(what_the_index_is(prose)?);
    blocks.push(prose.heading("overall.groups.heading")?);
    blocks.push(prose.text("overall.groups.text", &[])?);
    for grouping in &framework.groupings {
        blocks.extend(prose.figure(&format!("groups_{}", grouping.code)));
    }
    blocks.extend(prose.figure("groups_memberships"));
    blocks.push(Block::Table(super::groups::overview(prose)?));
    blocks.push(prose.heading("overall.pattern.heading")?);
    blocks.push(prose.text("overall.pattern.text", &[])?);
    blocks.extend(framework.levels.first().and_then(|l| prose.figure(&format!("dots_{}", l.code))));
    blocks.extend(prose.figure("heatmap"));
    Ok(Chapter {
        id: "overall".into(),
        kicker: String::new(),
        running: title.clone(),
        title,
        area: None,
        summary: summary(prose)?,
        blocks,
    })
}

fn summary(prose: &Prose) -> Result<Vec<String>> {
    let scores = values(&ranked(prose.exhibits, 0));
    let mut sentences = Vec::new();
    if let (Some(mean), Some((low, high))) = (mean(&scores), middle_half(prose.exhibits, 0)) {
        let arguments = [
            ("ranked", count(scores.len())),
            ("mean", score(mean)),
            ("low", score(low)),
            ("high", score(high)),
        ];
        sentences.push(prose.say("overall.middle", &arguments)?);
    }
    sentences.extend(super::groups::range(prose, 0)?);
    Ok(sentences)
}

fn what_the_index_is(prose: &Prose) -> Result<Vec<Block>> {
    let exhibits = prose.exhibits;
    let areas: Vec<String> =
        exhibits.framework.focus_areas().map(|l| prose.level(l).to_owned()).collect();
    let arguments = [
        ("areas", prose.list(&areas)?.into()),
        ("n", count(with_index(exhibits, 0).len())),
        ("ranked", count(ranked(exhibits, 0).len())),
        ("states", count(exhibits.panel.areas.len())),
    ];
    let mut blocks = vec![
        prose.heading("overall.index.heading")?,
        prose.text("overall.index.text", &arguments)?,
    ];
    if let Some(why) = exhibits.framework.levels.first().and_then(|l| l.why.as_ref()) {
        blocks.push(Block::Text { text: prose.in_language(why).to_owned() });
    }
    blocks.push(prose.text("overall.index.caution", &[])?);
    Ok(blocks)
}
