//! Ranks with their intervals in words, for tables, pages and chapters: a rank never stands alone.

use super::prose::{Argument, Prose, share, share_of};
use crate::exhibits::scores;
use crate::fault::Result;
use crate::score::Status;
use crate::uncertainty::{Interval, RankInterval, Simulation, What};
use crate::words::{Number, Say, said, say};

/// Share of the runs in which a rank or a score lies in its interval, at least.
const INSIDE: f64 = 0.9;
/// A list of names has no more.
const MOST_NAMES: usize = 15;

pub(super) fn found<'a>(prose: &Prose<'a>) -> &'a Simulation {
    prose.simulation
}

/// How many States are ranked.
pub(super) fn ranked(prose: &Prose) -> usize {
    found(prose).order.len()
}

pub(super) fn place(value: f64) -> Say {
    Number::decimal(value, 0).into()
}

/// `107–115`, or one number where the interval has one place only.
fn places(prose: &Prose, of: &Interval) -> Result<String> {
    match of.p05 == of.p95 {
        true => Ok(prose.number(Number::decimal(of.p05, 0))),
        false => say!(prose, "rank.scores", low = place(of.p05), high = place(of.p95)),
    }
}

/// The rank of an area in a few signs: with its interval, said to be without one, or indicative with
/// the places it could take, `head` being `rank.cell` or `standing.head`.
pub(super) fn short(prose: &Prose, area: usize, head: &str) -> Result<String> {
    let found = found(prose);
    let is_ranked = prose.scores.standings[area].is_ranked();
    // An indicative State is counted in with the ranked ones, so that there is a place more.
    let n = said![n = ranked(prose) + usize::from(!is_ranked)];
    let n = if head == "rank.cell" { &[][..] } else { &n };
    match (is_ranked, found.place(area)) {
        (true, Some(RankInterval { of: of @ Interval { nominal: Some(rank), .. }, .. })) => {
            let rank = place(*rank);
            match found.varies() {
                true => {
                    let places = places(prose, of)?;
                    say!(prose, &format!("{head}.ranked"), rank, places, ..n)
                }
                false => say!(prose, &format!("{head}.fixed"), rank, ..n),
            }
        }
        (false, Some(RankInterval { of, .. })) if ranked(prose) > 0 => {
            say!(prose, &format!("{head}.placed"), places = places(prose, of)?, ..n)
        }
        _ if prose.scores.status(area, 0) == Status::TooLittle => {
            say!(prose, &format!("{head}.too_little"))
        }
        (true, _) => say!(prose, &format!("{head}.unknown")),
        (false, _) => say!(prose, &format!("{head}.indicative")),
    }
}

/// The name of an area's own group with the rank among the ranked there, and the places there that the pairs
/// leave open: below all surely above it, above all surely below. `None` without a rank.
pub(super) fn within(prose: &Prose, area: usize, grouping: usize) -> Result<Option<String>> {
    let Some(own) = *prose.findings.within[grouping].get(area, 0) else { return Ok(None) };
    let found = found(prose);
    let said = said![group = prose.group(grouping, own.group), rank = own.rank, n = own.of];
    if !found.varies() {
        return say!(prose, "rank.within.fixed", ..said).map(Some);
    }
    let others: Vec<usize> = found
        .order
        .iter()
        .copied()
        .filter(|&other| prose.group_of(grouping, other) == Some(own.group))
        .collect();
    let above = others.iter().filter(|&&other| found.is_surely_above(other, area)).count();
    let below = others.iter().filter(|&&other| found.is_surely_above(area, other)).count();
    // Where pairs are sure against the order of the scores, the rank itself is a place too.
    let (first, last) = ((above + 1).min(own.rank), (own.of - below).max(own.rank));
    let places = say!(prose, "rank.scores", low = first, high = last)?;
    let places = if first == last { prose.number(Number::count(first)) } else { places };
    say!(prose, "rank.within.ranked", ..said, places).map(Some)
}

/// What the interval of an area says, in a sentence or two for its page; nothing where nothing was
/// varied.
pub(super) fn told(prose: &Prose, area: usize) -> Result<Vec<String>> {
    let found = found(prose);
    let Some(RankInterval { of, .. }) = found.place(area).filter(|_| ranked(prose) > 0) else {
        return Ok(Vec::new());
    };
    let (places, share) = (|| places(prose, of), share(INSIDE));
    if !found.is_ranked[area] {
        let said = said![places = places()?, share, n = ranked(prose)];
        return Ok(vec![say!(prose, "standing.placed", ..said)?]);
    }
    if !found.varies() {
        return Ok(vec![say!(prose, "standing.fixed")?]);
    }
    let said = said![places = places()?, share];
    if !found.compares() {
        return Ok(vec![say!(prose, "standing.interval_alone", ..said)?]);
    }
    let alike = found.order.iter().filter(|&&other| {
        let sure = found.is_surely_above(area, other) || found.is_surely_above(other, area);
        other != area && !sure
    });
    let mut told = vec![say!(prose, "standing.interval", ..said, k = alike.count())?];
    // The tier first: the places stand beside the rank already, where there is no room for both.
    if let Some((tier, last)) = found.tier_of(area).filter(|_| found.tiers.len() > 1) {
        let tiers = found.tiers.len();
        told.insert(
            0,
            match tier == last {
                true => say!(prose, "standing.tier", tier, tiers)?,
                false => say!(prose, "standing.tier_slides", tier, last, tiers)?,
            },
        );
    }
    Ok(told)
}

/// The 5th and 95th percentile of a score; `None` where nothing was varied or drawn for it.
pub(super) fn of_score(prose: &Prose, area: usize, level: usize) -> Option<(f64, f64)> {
    let found = found(prose);
    let of = found.scores.get(area, level).as_ref()?;
    (found.varies() || of.p05 < of.p95).then_some((of.p05, of.p95))
}

/// Whether other ways to turn values into scores were among the choices varied.
pub(super) fn rescales(prose: &Prose) -> bool {
    found(prose).choices.iter().any(|choice| choice.what == What::Normalisation)
}

/// A score's interval as a table prints it; none beside a score that is not there.
pub(super) fn score_cell(prose: &Prose, area: usize, level: usize) -> Result<String> {
    let has_score = prose.scores.levels.get(area, level).is_some();
    let Some((low, high)) = of_score(prose, area, level).filter(|_| has_score) else {
        return say!(prose, "none");
    };
    let end = |value: f64| scores::number(prose.range(level), value);
    say!(prose, "rank.scores", low = end(low), high = end(high))
}

/// Whether a score lies outside its own interval, as both are printed: then that is explained beside it.
pub(super) fn is_outside(prose: &Prose, area: usize, level: usize) -> bool {
    let score = *prose.scores.levels.get(area, level);
    let Some((score, (low, high))) = score.zip(of_score(prose, area, level)) else { return false };
    let printed = |score: f64| scores::number(prose.range(level), score).printed();
    printed(score) < printed(low) || printed(high) < printed(score)
}

/// How wide intervals are and how many pairs of States can't be told apart, where anything varied.
pub(super) fn doubt(prose: &Prose) -> Result<Option<[Argument<'static>; 5]>> {
    let found = found(prose);
    let (undecided, pairs) = found.undecided();
    let Some(width) = found.width_of_half().filter(|_| found.varies() && pairs > 0) else {
        return Ok(None);
    };
    Ok(Some(said![
        width = width as usize,
        pairs,
        undecided,
        share = share(share_of(undecided, pairs)),
        certain = share(found.certain)
    ]))
}

/// The States that no other stands surely above, and those that none stands surely below; each in
/// the order of the alphabet.
pub(super) fn both_ends(prose: &Prose) -> Result<Vec<String>> {
    let found = found(prose);
    let all = &found.order;
    let none_above = |a: usize| !all.iter().any(|&b| found.is_surely_above(b, a));
    let none_below = |a: usize| !all.iter().any(|&b| found.is_surely_above(a, b));
    let first: Vec<usize> = all.iter().copied().filter(|&a| none_above(a)).collect();
    let last: Vec<usize> = all.iter().copied().filter(|&a| none_below(a)).collect();
    let mut said = Vec::new();
    for (key, areas) in [("rank.first", first), ("rank.last", last)] {
        if areas.is_empty() || areas.len() == all.len() {
            continue;
        }
        said.push(match names(prose, &areas, 0)? {
            Some(names) => say!(prose, key, n = areas.len(), names)?,
            None => say!(prose, &format!("{key}_many"), n = areas.len())?,
        });
    }
    Ok(said)
}

/// Names in the order of the alphabet, marked by the score at a level; `None` where they are too many for a list.
pub(super) fn names(prose: &Prose, areas: &[usize], level: usize) -> Result<Option<String>> {
    if areas.len() > MOST_NAMES {
        return Ok(None);
    }
    let order = prose.by_short_name(areas).into_iter();
    prose.list(&order.map(|area| prose.marked_short(area, level)).collect::<Vec<_>>()).map(Some)
}

/// At a level, the ranked States that are among the `n` highest (or lowest) in nearly all runs, and
/// those that are in some: by whether the interval of the rank lies within the first `n` ranks or
/// reaches into them.
pub(super) fn among(prose: &Prose, level: usize, n: usize, highest: bool) -> [Vec<usize>; 2] {
    let found = found(prose);
    let last = ranked(prose) as f64;
    let (mut sure, mut maybe) = (Vec::new(), Vec::new());
    for area in found.order.iter().copied() {
        let Some(RankInterval { of, .. }) = found.ranks.get(area, level) else { continue };
        let (near, far) = match highest {
            true => (of.p05, of.p95),
            false => (last + 1.0 - of.p95, last + 1.0 - of.p05),
        };
        match (near <= n as f64, far <= n as f64) {
            (_, true) => sure.push(area),
            (true, false) => maybe.push(area),
            _ => {}
        }
    }
    [sure, maybe]
}
