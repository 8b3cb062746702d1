//! The chapter on the world and its regions: every number of the world with its groups, the mean scores of
//! regions, and pages for each region.

use super::content::{Align, Block, Chapter, Column, Table};
use super::numbers;
use super::prose::{Prose, share, text};
use super::real_numbers::{needed, newer, numbers_by_region, of_the_world, real_numbers};
use super::region_parts::{changes, gaps, leaders, scores};
use crate::analyse::{Finding, OfRegion, Region, Total};
use crate::exhibits::ids;
use crate::fault::Result;
use crate::words::{Number, said, say};

/// Of more States the names are left to the table of scores.
const NAMED: usize = 40;

/// The opening, with the numbers of the world and the means of regions; none without either.
pub(super) fn chapter(prose: &Prose) -> Result<Option<Chapter>> {
    let regions = &prose.findings.regions;
    let numbers = of_the_world(prose)?;
    if numbers.is_none() && regions.is_empty() {
        return Ok(None);
    }
    let about = |of: &Finding| matches!(of, Finding::Gap { .. });
    let mut summary: Vec<String> = super::findings::opening(prose, about)?.into_iter().collect();
    let (id, title) = numbers::all_of_them(prose);
    let title = say!(prose, title)?;
    let mut blocks = Vec::new();
    if numbers.is_some() {
        blocks.push(prose.heading("regions.world.heading")?);
        blocks.push(text!(prose, "regions.world.text", enough = needed(prose))?);
    }
    blocks.extend(numbers.map(Block::Table));
    if !regions.is_empty() {
        summary.push(say!(prose, "regions.summary", n = regions.len())?);
        blocks.push(prose.heading("regions.means.heading")?);
        blocks.push(text!(prose, "regions.means.text")?);
        blocks.push(Block::Table(means(prose)?));
        blocks.extend(numbers_by_region(prose)?.map(Block::Table));
    }
    Ok(Some(as_chapter((id.into(), String::new()), title, summary, blocks)))
}

fn as_chapter(
    (id, kicker): (String, String),
    title: String,
    summary: Vec<String>,
    blocks: Vec<Block>,
) -> Chapter {
    Chapter { id, kicker, running: title.clone(), title, area: None, summary, blocks }
}

/// A row for each region: its States, and the mean of the index and of every focus area.
fn means(prose: &Prose) -> Result<Table> {
    let levels: Vec<usize> = prose.framework.index_and_focus_areas().collect();
    let width = (170.0 - 50.0 - 26.0) / levels.len() as f64;
    let mut columns = vec![
        prose.column("column.region", 50.0, Align::Left)?,
        prose.column("column.states", 13.0, Align::Right)?,
        prose.column("column.ranked", 13.0, Align::Right)?,
    ];
    columns.extend(
        levels.iter().map(|&level| Column::new(prose.level_short(level), width, Align::Decimal)),
    );
    let mut rows = Vec::new();
    for region in &prose.findings.regions {
        let mut row = vec![
            prose.region(region).to_owned(),
            prose.number(Number::count(region.members.len())),
            prose.number(Number::count(region.ranked.len())),
        ];
        for (mean, _) in &region.levels {
            row.push(prose.score_or_none(mean.level, mean.mean)?);
        }
        rows.push(row);
    }
    let note = said![needed = share(prose.framework.ranking_coverage)];
    let mut note = vec![say!(prose, "regions.means.note", ..note)?];
    let whose = prose.framework.regions.as_ref().and_then(|of| of.note.as_ref());
    note.extend(whose.map(|whose| prose.in_language(whose).to_owned()));
    prose.table(say!(prose, "regions.means.title")?, note.join(" "), columns, rows)
}

/// The pages of a region, as a chapter below.
pub(super) fn page(prose: &Prose, region: &Region) -> Result<Chapter> {
    let group = prose.framework.regions.as_ref().map(|of| &of.groups[region.region].value);
    let group = group.map_or("", String::as_str);
    let kicker = say!(prose, "regions.kicker")?;
    let summary = message(prose, region)?.into_iter().collect();
    let mut blocks = vec![prose.heading("regions.who.heading")?];
    blocks.push(Block::Text { text: who(prose, region)? });
    blocks.push(Block::Table(scores(prose, region)?));
    blocks.extend(real_numbers(prose, region)?.map(Block::Table));
    blocks.extend(prose.figure(&ids::of_group("lines", group))?);
    blocks.extend(leaders(prose, region)?.map(Block::Table));
    if let Some(text) = changes(prose, region)? {
        blocks.push(prose.heading("regions.changes.heading")?);
        blocks.push(Block::Text { text });
    }
    blocks.push(prose.heading("regions.gaps.heading")?);
    blocks.push(Block::Text { text: gaps(prose, region)? });
    let id = ids::of_group("region", group).replacen('_', "-", 1);
    Ok(as_chapter((id, kicker), prose.region(region).to_owned(), summary, blocks))
}

/// The finding that opens the page; none where nothing is far enough from the world or from before.
pub(super) fn message(prose: &Prose, region: &Region) -> Result<Option<String>> {
    let Some(message) = &region.message else { return Ok(None) };
    let called = prose.region(region);
    let value = |total: &Total| super::finding_heads::number(prose, total);
    let number =
        |total: &Total| prose.in_language(&prose.framework.aggregates[total.aggregate].name);
    let side = |is_more: bool| if is_more { "more" } else { "less" };
    let (key, said) = match message {
        OfRegion::Apart { region, world } => {
            let key = format!("apart.{}", side(region.value > world.value));
            let said = said![
                region = called,
                value = value(region)?,
                name = number(region),
                world = value(world)?
            ];
            (key, said.to_vec())
        }
        OfRegion::Trend { first, last } => {
            let year = |total: &Total| super::prose::year(total.year.unwrap_or_default());
            let said = said![
                region = called,
                value = value(last)?,
                name = number(last),
                to = year(last),
                first = value(first)?,
                from = year(first)
            ];
            // The table of the page has it, and a reader would hold the older number for today's.
            match newer(prose, last) {
                Some(newer) => {
                    let years = numbers::years(prose, newer)?;
                    let latest = value(newer)?;
                    ("trend.latest".into(), said![latest, years, ..said])
                }
                None => (format!("trend.{}", side(last.value > first.value)), said.to_vec()),
            }
        }
        OfRegion::Index { mean, world, n } => {
            let (at, of_all) = (prose.score(0, *mean), prose.score(0, *world));
            let said = said![region = called, mean = at, world = of_all, n = *n];
            (format!("index.{}", side(mean > world)), said.to_vec())
        }
    };
    say!(prose, &format!("regions.message.{key}"), ..said).map(Some)
}

/// Who belongs to the region, how many are ranked, and how many people live there.
fn who(prose: &Prose, region: &Region) -> Result<String> {
    let (n, ranked) = (region.members.len(), region.ranked.len());
    let names = || prose.short_list(&region.members);
    let mut text = vec![match (n > NAMED, ranked) {
        (true, _) => say!(prose, "regions.who.many", n, ranked)?,
        (false, 0) => say!(prose, "regions.who.unranked", n, names = names()?)?,
        (false, _) => say!(prose, "regions.who.text", n, ranked, names = names()?)?,
    }];
    if let Some(part) = region.people {
        text.push(say!(prose, "regions.who.people", share = Number::some_percent(part))?);
    }
    Ok(text.join(" "))
}
