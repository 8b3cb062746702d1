//! What the pages of a region hold beside its numbers: its scores, who leads, what changed, and gaps.

use super::content::{Align, Table};
use super::prose::{Prose, share, share_of};
use super::ranks;
use crate::analyse::{GroupMean, Region, Verdict, counts};
use crate::fault::Result;
use crate::words::{Number, said, say};

/// Of those that lead no more are named.
const LEADERS: usize = 5;
/// Of indicators that few States have, no more are named.
const SCARCE: usize = 6;

/// The index and every focus area: how many States, their mean, that of the world, and both ends.
pub(super) fn scores(prose: &Prose, region: &Region) -> Result<Table> {
    let columns = vec![
        prose.column("column.level_of", 50.0, Align::Left)?,
        prose.column("column.states", 16.0, Align::Right)?,
        prose.column("column.mean", 20.0, Align::Decimal)?,
        prose.column("column.weighted_mean", 24.0, Align::Decimal)?,
        prose.column("column.world_mean", 20.0, Align::Decimal)?,
        prose.column("column.lowest", 20.0, Align::Decimal)?,
        prose.column("column.highest", 20.0, Align::Decimal)?,
    ];
    let row = |(of, world): &(GroupMean, Option<f64>)| {
        let cell = |score: Option<f64>| prose.score_or_none(of.level, score);
        Ok(vec![
            prose.level_short(of.level).to_owned(),
            prose.number(Number::count(of.n)),
            cell(of.mean)?,
            cell(of.weighted_mean)?,
            cell(*world)?,
            cell(of.range.map(|ends| ends.0))?,
            cell(of.range.map(|ends| ends.1))?,
        ])
    };
    prose.table(
        say!(prose, "regions.scores.title", region = prose.region(region))?,
        say!(prose, "regions.scores.note", needed = share(prose.framework.ranking_coverage))?,
        columns,
        region.levels.iter().map(row).collect::<Result<Vec<_>>>()?,
    )
}

/// The ranked States with the highest index, each with its rank and tier and how sure they are; `None` where
/// none is ranked.
pub(super) fn leaders(prose: &Prose, region: &Region) -> Result<Option<Table>> {
    if region.ranked.is_empty() {
        return Ok(None);
    }
    let has_tiers = prose.simulation.tiers.len() > 1;
    let mut columns = vec![
        prose.column("column.state", 62.0, Align::Left)?,
        prose.column("column.index", 20.0, Align::Decimal)?,
        prose.column("column.interval", 34.0, Align::Left)?,
        prose.column("column.rank", 30.0, Align::Left)?,
    ];
    if has_tiers {
        columns.push(prose.column("column.tier", 24.0, Align::Left)?);
    }
    let mut rows = Vec::new();
    for &area in region.ranked.iter().take(LEADERS) {
        let mark = if ranks::is_outside(prose, area, 0) { "*" } else { "" };
        let mut row = vec![
            prose.marked(area, 0),
            prose.score_or_none(0, *prose.scores.levels.get(area, 0))? + mark,
            ranks::score_cell(prose, area, 0)?,
            ranks::short(prose, area, "rank.cell")?,
        ];
        if has_tiers {
            row.push(tier(prose, area)?);
        }
        rows.push(row);
    }
    let said = said![region = prose.region(region), n = rows.len()];
    let mut note = vec![say!(prose, "regions.leaders.note")?];
    if region.ranked.iter().take(LEADERS).any(|&area| ranks::is_outside(prose, area, 0)) {
        note.push(say!(prose, "scores.outside")?);
    }
    let all = rows.len() == region.ranked.len();
    let key = if all { "regions.leaders.all" } else { "regions.leaders.title" };
    prose.table(say!(prose, key, ..said)?, note.join(" "), columns, rows).map(Some)
}

/// A tier, and the one that it could slide to.
fn tier(prose: &Prose, area: usize) -> Result<String> {
    let Some((tier, last)) = prose.simulation.tier_of(area) else { return say!(prose, "none") };
    if tier == last {
        return Ok(prose.number(Number::count(tier)));
    }
    say!(prose, "rank.slides", name = prose.number(Number::count(tier)), last)
}

/// Gains and losses of each focus area, and the pace of indicators; none where neither is measured.
pub(super) fn changes(prose: &Prose, region: &Region) -> Result<Option<String>> {
    let mut said = Vec::new();
    if let Some(rule) = &prose.framework.progress {
        let measured = region.changes.iter().filter(|(_, counts)| counts.iter().sum::<usize>() > 0);
        let items = measured.map(|&(level, [up, none, down])| {
            let said = said![area = prose.level_short(level), up, down, none];
            say!(prose, "regions.changes.item", ..said)
        });
        let items = items.collect::<Result<Vec<_>>>()?;
        if !items.is_empty() {
            let spans = said![
                from = super::evidence::span(prose, rule.from)?,
                to = super::evidence::span(prose, rule.to)?,
                items = prose.words.apart(&items),
                noise = prose.noise_of_areas()?
            ];
            said.push(say!(prose, "regions.changes.text", ..spans)?);
            let [up, down] = region.modelled;
            if up + down > 0 {
                said.push(say!(prose, "regions.changes.modelled", up, down)?);
            }
        }
    }
    let paces = prose.findings.paces.iter().filter(|pace| region.members.contains(&pace.area));
    let counted = counts(paces).map(|of| of.0);
    let known = counted.iter().sum::<usize>() - counted[Verdict::TooLittleData as usize];
    let pace = prose.framework.progress.as_ref().and_then(|rule| rule.pace.as_ref());
    if let Some(pace) = pace.filter(|_| known > 0) {
        let paces = said![
            known,
            good = counted[Verdict::Reached as usize] + counted[Verdict::OnCourse as usize],
            back = counted[Verdict::GoingBack as usize],
            year = super::prose::year(pace.year)
        ];
        said.push(say!(prose, "regions.changes.pace", ..paces)?);
    }
    Ok((!said.is_empty()).then(|| said.join(" ")))
}

/// How many of the values there are, how old they are, and the indicators that few States have.
pub(super) fn gaps(prose: &Prose, region: &Region) -> Result<String> {
    if region.used == 0 {
        return say!(prose, "regions.gaps.nothing", possible = region.possible);
    }
    let of_used = |n: usize| share(share_of(n, region.used));
    let mut said = vec![say!(
        prose,
        "regions.gaps.text",
        used = region.used,
        possible = region.possible,
        filled = share(share_of(region.used, region.possible)),
        old = of_used(region.old),
        estimated = of_used(region.estimated)
    )?];
    if region.scarce.is_empty() {
        said.push(say!(prose, "regions.gaps.none")?);
        return Ok(said.join(" "));
    }
    let items = region.scarce.iter().take(SCARCE).map(|&(indicator, n)| {
        say!(prose, "regions.gaps.item", name = prose.indicator_short(indicator), n)
    });
    let items = items.collect::<Result<Vec<_>>>()?;
    let names = prose.words.apart(&items);
    let scarce = said![all = region.scarce.len(), names, of = region.members.len()];
    said.push(match region.scarce.len() - items.len() {
        0 => say!(prose, "regions.gaps.scarce", ..scarce)?,
        more => say!(prose, "regions.gaps.scarce_more", ..scarce, more)?,
    });
    Ok(said.join(" "))
}
