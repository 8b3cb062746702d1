//! The chapter on the index: after the focus areas, where a reader has seen what it is made of.

use super::areas;
use super::content::{Block, Chapter};
use super::prose::{Prose, text};
use crate::analyse::{Finding, LevelStandings};
use crate::exhibits::ids;
use crate::fault::Result;
use crate::words::{said, say};

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let framework = prose.framework;
    let title = say!(prose, "overall.title")?;
    let mut blocks = Vec::new();
    let index = &framework.levels[0].code;
    blocks.extend(prose.figure_of("map", index)?);
    blocks.extend(what_the_index_is(prose)?);
    blocks.extend(super::tiers::section(prose)?);
    let about = |of: &Finding| matches!(of, Finding::Income { .. } | Finding::Uneven { .. });
    let found = super::findings::in_full(prose, about)?;
    if !found.is_empty() {
        blocks.push(prose.heading("overall.found.heading")?);
        blocks.extend(found);
    }
    let pattern = [prose.figure_of("dots", index)?, prose.figure("heatmap")?];
    if pattern.iter().any(Option::is_some) {
        let key =
            if prose.has_focus_areas() { "overall.pattern.text" } else { "overall.pattern.index" };
        blocks.push(prose.heading("overall.pattern.heading")?);
        blocks.push(text!(prose, key)?);
        blocks.extend(pattern.into_iter().flatten());
    }
    // Last, so that its small figures are not driven apart by those that take a page.
    blocks.extend(groups(prose)?);
    Ok(Chapter::of("overall", title, summary(prose)?, blocks))
}

/// Means of groups, where the framework groups States.
fn groups(prose: &Prose) -> Result<Vec<Block>> {
    let Some(table) = super::groups::table(prose, 0)? else { return Ok(Vec::new()) };
    let mut blocks = vec![
        prose.heading("overall.groups.heading")?,
        text!(prose, "overall.groups.text")?,
        Block::Table(table),
    ];
    for grouping in &prose.framework.groupings {
        blocks.extend(prose.figure_of("groups", &grouping.code)?);
    }
    blocks.extend(prose.figure(&ids::memberships(prose.framework))?);
    blocks.extend(prose.figure_of("regions", &prose.framework.levels[0].code)?);
    Ok(blocks)
}

fn summary(prose: &Prose) -> Result<Vec<String>> {
    let about = |of: &Finding| matches!(of, Finding::Income { .. } | Finding::Uneven { .. });
    let mut sentences: Vec<String> = super::findings::opening(prose, about)?.into_iter().collect();
    sentences.extend(areas::middle(prose, 0, "overall.middle")?);
    sentences.extend(super::groups::range(prose, 0)?);
    Ok(sentences)
}

fn what_the_index_is(prose: &Prose) -> Result<Vec<Block>> {
    let exhibits = prose.exhibits;
    let focus: Vec<String> =
        exhibits.framework.focus_areas().map(|l| prose.level(l).to_owned()).collect();
    let LevelStandings { ranked, scored, indicative } = LevelStandings::of(exhibits.scores, 0);
    let mut blocks = vec![prose.heading("overall.index.heading")?];
    let why = exhibits.framework.levels[0].why.as_ref();
    let mut made = Vec::new();
    if !focus.is_empty() {
        made.push(say!(prose, "overall.index.joins", areas = prose.list(&focus)?)?);
    }
    made.extend(super::aggregates::of_index(prose, why.is_none())?);
    blocks.push(Block::Text { text: made.join(" ") });
    blocks.extend(why.map(|why| Block::Text { text: prose.in_language(why).to_owned() }));
    let arguments = said![n = scored, ranked, indicative, states = exhibits.panel.areas.len()];
    blocks.push(text!(prose, "overall.index.text", ..arguments)?);
    blocks.push(text!(prose, "overall.index.caution")?);
    Ok(blocks)
}
