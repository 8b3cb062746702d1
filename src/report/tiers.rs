//! Ranked States in tiers inside which nobody is surely above anybody, in words and as a table.

use super::content::{Align, Block, Table};
use super::prose::{Prose, share, share_of, text};
use super::ranks::{both_ends, doubt, found, place, ranked};
use crate::fault::Result;
use crate::uncertainty::tiers::MOST_COMPARED;
use crate::words::{Number, said, say};

/// A table of tiers has no more rows: else it would be a ladder again.
const MOST_TIERS: usize = 30;

/// A tier of more States is not told name by name.
const MOST_OF_A_TIER: usize = 60;

/// The section of the overall chapter: tiers instead of a ladder.
pub(super) fn section(prose: &Prose) -> Result<Vec<Block>> {
    if ranked(prose) == 0 {
        return Ok(Vec::new());
    }
    let mut blocks = vec![prose.heading("rank.heading")?];
    match doubt(prose)? {
        Some(said) => {
            let runs = Number::decimal(found(prose).runs as f64, 0);
            blocks.push(text!(prose, "rank.text", ..said, runs)?);
            let mut lines = both_ends(prose)?;
            lines.push(tiers(prose)?);
            if found(prose).is_partial() {
                lines.push(say!(prose, "rank.partial")?);
            }
            blocks.push(Block::Text { text: lines.join(" ") });
            blocks.extend(table(prose)?.map(Block::Table));
        }
        None if found(prose).varies() && !found(prose).compares() => {
            blocks.push(Block::Text { text: not_compared(prose)? });
        }
        None => blocks.push(text!(prose, "rank.fixed")?),
    }
    blocks.extend(prose.figure("ranks")?);
    Ok(blocks)
}

/// That pairs were not counted, and from how many States on they are not.
pub(super) fn not_compared(prose: &Prose) -> Result<String> {
    say!(prose, "figure.ranks.not_compared", most = MOST_COMPARED)
}

/// How many tiers there are, and of how many pairs the order is sure: of neighbours, and of all.
pub(super) fn tiers(prose: &Prose) -> Result<String> {
    let found = found(prose);
    let order = &found.order;
    let sure = |a, b| found.is_surely_above(a, b) || found.is_surely_above(b, a);
    let apart = order.windows(2).filter(|pair| sure(pair[0], pair[1])).count();
    let (undecided, pairs) = found.undecided();
    let (n, next) = (order.len(), order.len().saturating_sub(1));
    let said = said![n, apart, next, share = share(share_of(pairs - undecided, pairs))];
    match found.tiers.len() {
        1 => say!(prose, "rank.one_tier", ..said),
        tiers => {
            let mut text = say!(prose, "rank.tiers", ..said, tiers)?;
            let in_circles = found.tiers.in_circles.len();
            if in_circles > 0 {
                let more = say!(prose, "rank.circles", n = in_circles)?;
                text = format!("{text} {more}");
            }
            Ok(text)
        }
    }
}

/// A row for each tier, where there are a few: how many States, between which ranks and scores, and who
/// they are; the tier that a State could slide to stands behind its name.
fn table(prose: &Prose) -> Result<Option<Table>> {
    let found = found(prose);
    let tiers = found.by_tier();
    if !(2..=MOST_TIERS).contains(&tiers.len()) {
        return Ok(None);
    }
    let columns = vec![
        prose.column("column.tier", 10.0, Align::Right)?,
        prose.column("column.states", 14.0, Align::Right)?,
        prose.column("column.rank", 20.0, Align::Left)?,
        prose.column("column.index", 22.0, Align::Left)?,
        prose.column("column.members", 104.0, Align::Left)?,
    ];
    let mut rows = Vec::new();
    for (n, tier) in tiers.iter().enumerate() {
        let places = tier.iter().filter_map(|&area| found.place(area)).map(|p| p.of);
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        places.for_each(|of| (low, high) = (low.min(of.p05), high.max(of.p95)));
        let index = |area: usize| *prose.scores.levels.get(area, 0);
        let scored: Vec<f64> = tier.iter().filter_map(|&area| index(area)).collect();
        let edge = |value: Option<f64>| prose.score_or_none(0, value);
        let least = edge(scored.iter().copied().min_by(f64::total_cmp))?;
        let most = edge(scored.iter().copied().max_by(f64::total_cmp))?;
        rows.push(vec![
            prose.number(Number::count(n + 1)),
            prose.number(Number::count(tier.len())),
            say!(prose, "rank.scores", low = place(low), high = place(high))?,
            say!(prose, "rank.scores", low = least, high = most)?,
            match tier.len() > MOST_OF_A_TIER {
                true => say!(prose, "rank.in_figure")?,
                false => members(prose, tier, n + 1)?,
            },
        ]);
    }
    let title = say!(prose, "rank.table.title", tiers = tiers.len())?;
    prose.table(title, say!(prose, "rank.table.note")?, columns, rows).map(Some)
}

/// The States of a tier in the order of the alphabet, each with the tier it could slide to.
fn members(prose: &Prose, areas: &[usize], tier: usize) -> Result<String> {
    let mut names = Vec::new();
    for area in prose.by_short_name(areas) {
        let name = prose.marked_short(area, 0);
        let last = found(prose).tier_of(area).map_or(tier, |of| of.1);
        names.push(match last > tier {
            true => say!(prose, "rank.slides", name, last)?,
            false => name,
        });
    }
    prose.exhibits.words.row(&names)
}
