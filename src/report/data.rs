//! The chapter on the data behind the scores: how much there is, how old, and who is not ranked.

use super::content::{Align, Block, Chapter, Column, Table};
use super::prose::{Prose, share, share_of, text, year};
use super::unranked::{lacking_only_coverage, not_ranked_for, required};
use crate::analyse::{MUCH_IMPUTED, Standings};
use crate::exhibits::Exhibits;
use crate::fault::Result;
use crate::score::Standing;
use crate::words::{Number, said, say};

pub(super) fn chapter(prose: &Prose) -> Result<Chapter> {
    let exhibits = prose.exhibits;
    let found = &exhibits.findings.availability;
    let title = say!(prose, "data.title")?;
    let possible = found.possible;
    let mut summary: Vec<String> = super::key_messages::age_of_data(prose)?
        .map(|of| say!(prose, "messages.opening", finding = of.heading))
        .transpose()?
        .into_iter()
        .collect();
    summary.push(match found.used {
        0 => say!(prose, "data.summary_empty", possible)?,
        used => {
            let of_used = |n: usize| share(share_of(n, used));
            let arguments = said![
                possible,
                used,
                old = of_used(found.older_than_five),
                older = of_used(found.older_than_ten),
                estimated = of_used(found.estimated)
            ];
            say!(prose, "data.summary", ..arguments)?
        }
    });
    let mut blocks = Vec::new();
    if found.imputed > 0 {
        let part = share(share_of(found.imputed, found.used + found.imputed));
        blocks.push(text!(prose, "data.imputed.text", imputed = found.imputed, share = part)?);
        blocks.extend(marked(prose)?);
    }
    blocks.push(prose.heading("data.age.heading")?);
    blocks.extend(rules(prose)?);
    blocks.extend(standing(prose)?);
    // Before the table, so that it cuts none.
    blocks.extend(prose.figure("ages")?);
    blocks.extend(not_ranked(prose)?.map(Block::Table));
    blocks.extend(prose.figure("availability")?);
    Ok(Chapter::of("data", title, summary, blocks))
}

/// Which value is used, how old it may be, and what another limit would do.
fn rules(prose: &Prose) -> Result<Vec<Block>> {
    let panel = prose.panel;
    let mut blocks = vec![text!(prose, "data.age.text", cut_off = year(panel.cut_off))?];
    if let Some(oldest) = panel.max_age {
        let n = |age: i32| Number::decimal(f64::from(age), 0);
        blocks.push(text!(prose, "data.age.limit", max_age = n(oldest))?);
    }
    if panel.in_time.iter().any(|rule| rule.max_age != panel.max_age) {
        blocks.push(text!(prose, "data.age.own")?);
    }
    Ok(blocks)
}

/// Who is ranked though much of a score was imputed.
fn marked(prose: &Prose) -> Result<Option<Block>> {
    let marked = marked_and_ranked(prose);
    if marked.is_empty() {
        return Ok(None);
    }
    let ranked = Standings::of(prose.scores).ranked;
    let said = said![n = marked.len(), ranked, share = share(MUCH_IMPUTED)];
    match super::ranks::names(prose, &marked, 0)? {
        Some(names) => text!(prose, "data.imputed.marked", ..said, names).map(Some),
        None => text!(prose, "data.imputed.marked_many", ..said).map(Some),
    }
}

/// The ranked areas of whose focus areas one rests much on imputed values.
pub(super) fn marked_and_ranked(exhibits: &Exhibits) -> Vec<usize> {
    let is_one = |a: &usize| exhibits.scores.standings[*a].is_ranked() && exhibits.is_marked(*a, 0);
    (0..exhibits.panel.areas.len()).filter(is_one).collect()
}

fn standing(prose: &Prose) -> Result<Vec<Block>> {
    let exhibits = prose.exhibits;
    let states = exhibits.panel.areas.len();
    let counts = Standings::of(exhibits.scores);
    let mut blocks = vec![prose.heading("data.standing.heading")?];
    blocks.push(text!(prose, "data.standing.text", ranked = counts.ranked, states)?);
    let others = [("indicative", counts.indicative), ("without", counts.without)];
    for (key, n) in others.into_iter().filter(|(_, n)| *n > 0) {
        blocks.push(text!(prose, &format!("data.standing.{key}"), n)?);
    }
    for (indicator, n) in not_ranked_for(exhibits, required) {
        let mut text =
            say!(prose, "data.standing.required", n, indicator = prose.indicator(indicator))?;
        if let Some(why) = prose.why_required(indicator) {
            text = format!("{text} {why}");
        }
        blocks.push(Block::Text { text });
    }
    if lacking_only_coverage(exhibits) > 0 {
        blocks.push(text!(prose, "data.standing.coverage", n = lacking_only_coverage(exhibits))?);
    }
    Ok(blocks)
}

/// The States that are not ranked, by name: the required indicators they lack, where a rank requires
/// any, and how much of the weight of each focus area they have (of the index, where there are none). `None` where all are
/// ranked.
fn not_ranked(prose: &Prose) -> Result<Option<Table>> {
    let exhibits = prose.exhibits;
    let mut areas: Vec<usize> = exhibits.framework.focus_areas().collect();
    if areas.is_empty() {
        areas.push(0);
    }
    let width = (170.0 - 56.0 - 38.0) / areas.len().max(1) as f64;
    let requires = exhibits.framework.indicators.iter().any(|indicator| indicator.required);
    let mut columns = vec![prose.column("column.state", 56.0, Align::Left)?];
    if requires {
        columns.push(prose.column("column.required", 38.0, Align::Left)?);
    }
    columns.extend(
        areas.iter().map(|&level| Column::new(prose.level_short(level), width, Align::Right)),
    );
    let mut rows = Vec::new();
    for area in prose.by_name() {
        let Standing::Indicative(reasons) = &exhibits.scores.standings[area] else { continue };
        let lacking = reasons.iter().filter_map(required).map(|i| prose.indicator_short(i));
        let lacking: Vec<&str> = lacking.collect();
        let mut row = vec![prose.name(area).to_owned()];
        if requires && lacking.is_empty() {
            row.push(say!(prose, "none")?);
        } else if requires {
            row.push(prose.words.apart(&lacking));
        }
        for &level in &areas {
            row.push(prose.number(Number::percent(*exhibits.scores.coverage.get(area, level))));
        }
        rows.push(row);
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let needed = share(exhibits.framework.ranking_coverage);
    let note = if requires { "data.standing.note_required" } else { "data.standing.note" };
    let title = say!(prose, "data.standing.title", n = rows.len())?;
    prose.table(title, say!(prose, note, needed)?, columns, rows).map(Some)
}
