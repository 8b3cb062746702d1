//! How far ranks and scores move over the runs.

use super::column::column;
use crate::fault::Result;
use crate::report::content::{Align, Block, Table};
use crate::report::prose::{Prose, share, share_of, text};
use crate::report::{ranks, tiers};
use crate::statistics::quartiles;
use crate::uncertainty::Interval;
use crate::words::{Number, said, say};

pub(super) fn lead(prose: &Prose) -> Result<String> {
    if !prose.simulation.varies() {
        return say!(prose, "certainty.varied.nothing");
    }
    let Some(width) = prose.simulation.width_of_half() else {
        return say!(prose, "certainty.lead.unknown");
    };
    let (apart, pairs) = pairs(prose);
    let said = said![places = width as usize, n = ranked(prose).count()];
    if !prose.simulation.compares() {
        return say!(prose, "certainty.lead.widths_alone", ..said);
    }
    say!(prose, "certainty.lead.widths", ..said, apart = share(share_of(apart, pairs)))
}

/// Nothing where nothing varies.
pub(super) fn blocks(prose: &Prose) -> Result<Vec<Block>> {
    if !prose.simulation.varies() {
        return Ok(Vec::new());
    }
    let mut blocks = vec![prose.heading("certainty.widths.heading")?];
    let found = by_width(prose);
    let (Some(narrowest), Some(widest)) = (found.first(), found.last()) else {
        blocks.push(text!(prose, "certainty.lead.unknown")?);
        return Ok(blocks);
    };
    let (apart, pairs) = pairs(prose);
    let said = said![
        narrow = prose.short_name(narrowest.1),
        narrow_width = Number::decimal(narrowest.0, 0),
        wide = prose.short_name(widest.1),
        wide_width = Number::decimal(widest.0, 0),
        apart,
        pairs,
        sure = share(prose.simulation.certain)
    ];
    if prose.simulation.compares() {
        blocks.push(text!(prose, "certainty.widths.text", ..said)?);
    } else {
        let alone = say!(prose, "certainty.widths.text_alone", ..said[..4])?;
        blocks.push(Block::Text { text: format!("{alone} {}", tiers::not_compared(prose)?) });
    }
    if pairs > 0 {
        blocks.push(Block::Text { text: tiers::tiers(prose)? });
    }
    blocks.extend(shift(prose)?);
    blocks.push(Block::Table(table(prose)?));
    Ok(blocks)
}

/// On which side of the middle of its runs the index of a State lies, and whether in its interval:
/// a reader would else take the interval for one around the index.
fn shift(prose: &Prose) -> Result<Option<Block>> {
    let found = prose.simulation;
    let of = |area| found.scores.get(area, 0).as_ref().and_then(|of| Some((of.nominal?, of)));
    let all: Vec<(f64, &Interval)> = (0..found.is_ranked.len()).filter_map(of).collect();
    if all.is_empty() {
        return Ok(None);
    }
    let those = |is: fn(f64, &Interval) -> bool| all.iter().filter(|x| is(x.0, x.1)).count();
    let said = said![
        n = all.len(),
        above = those(|index, of| index > of.median),
        below = those(|index, of| index < of.median),
        outside = those(|index, of| index < of.p05 || of.p95 < index)
    ];
    let mut text = say!(prose, "certainty.widths.shift", ..said)?;
    if ranks::rescales(prose) {
        text = format!("{text} {}", say!(prose, "rank.rescaled")?);
    }
    Ok(Some(Block::Text { text }))
}

fn ranked<'a>(prose: &'a Prose) -> impl Iterator<Item = usize> + 'a {
    let is_ranked = &prose.simulation.is_ranked;
    (0..is_ranked.len()).filter(|&area| is_ranked[area])
}

fn width(of: &Interval) -> f64 {
    of.p95 - of.p05
}

/// Widths of the intervals of ranks at a level, of the ranked States.
fn widths(prose: &Prose, level: usize) -> Vec<f64> {
    let ranks = &prose.simulation.ranks;
    ranked(prose).filter_map(|a| Some(width(&ranks.get(a, level).as_ref()?.of))).collect()
}

/// The ranked States by the width of their interval at the index, the narrowest first.
fn by_width(prose: &Prose) -> Vec<(f64, usize)> {
    let ranks = &prose.simulation.ranks;
    let of = |area: usize| Some((width(&ranks.get(area, 0).as_ref()?.of), area));
    let mut found: Vec<(f64, usize)> = ranked(prose).filter_map(of).collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    found
}

/// Pairs of ranked States that the runs tell apart, and all pairs.
fn pairs(prose: &Prose) -> (usize, usize) {
    let (undecided, pairs) = prose.simulation.undecided();
    (pairs - undecided, pairs)
}

/// The middle width and the middle half of the widths, of ranks and of scores, by level.
fn table(prose: &Prose) -> Result<Table> {
    let columns = vec![
        column(prose, "level", "", 66.0, Align::Left)?,
        column(prose, "ranks", "places", 26.0, Align::Decimal)?,
        column(prose, "half", "places", 26.0, Align::Right)?,
        column(prose, "scores", "points", 26.0, Align::Decimal)?,
        column(prose, "half", "points", 26.0, Align::Right)?,
    ];
    let scores = &prose.simulation.scores;
    let mut rows = Vec::new();
    for level in prose.framework.index_and_focus_areas() {
        let of_scores = ranked(prose).filter_map(|a| Some(width(scores.get(a, level).as_ref()?)));
        let of_scores: Vec<f64> = of_scores.collect();
        let mut row = vec![prose.level(level).to_owned()];
        let told = prose.simulation.width_of_half_at(level);
        let mut of_ranks = middle(prose, &widths(prose, level), 0)?;
        of_ranks[0] = prose.or_none(told.map(|width| Number::decimal(width, 0)))?;
        row.extend(of_ranks);
        row.extend(middle(prose, &of_scores, 1)?);
        rows.push(row);
    }
    let title = say!(prose, "certainty.widths.table", n = ranked(prose).count())?;
    prose.table(title, say!(prose, "certainty.widths.note")?, columns, rows)
}

/// Median, and first to third quartile.
fn middle(prose: &Prose, values: &[f64], decimals: usize) -> Result<[String; 2]> {
    let Some([low, median, high]) = quartiles(values) else {
        let none = say!(prose, "none")?;
        return Ok([none.clone(), none]);
    };
    let number = |value: f64| Number::decimal(value, decimals);
    let half = said![first = number(low), last = number(high)];
    Ok([prose.number(number(median)), say!(prose, "span", ..half)?])
}
