//! The bars of a State's page: its scores beside the world's, and what is marked of them.

use super::content::Bar;
use super::prose::{Prose, share};
use super::ranks;
use crate::analyse::covered;
use crate::exhibits;
use crate::fault::Result;
use crate::words::{said, say};

pub(super) fn bars(prose: &Prose, area: usize, worlds: &[Option<f64>]) -> Result<Vec<Bar>> {
    let exhibits = prose.exhibits;
    let region = main_group(prose, area);
    let mut bars = Vec::new();
    for (position, level) in levels(prose).into_iter().enumerate() {
        let score = *exhibits.scores.levels.get(area, level);
        let range = prose.range(level);
        let of_region = exhibits
            .findings
            .groups
            .iter()
            .find(|m| Some((m.grouping, m.group)) == region && m.level == level);
        let interval = ranks::of_score(prose, area, level).filter(|_| score.is_some());
        bars.push(Bar {
            label: prose.level_short(level).to_owned(),
            value: match score {
                Some(score) => with_imputed(prose, (area, level), score)?,
                None => say!(prose, exhibits.no_score(area, level))?,
            },
            fraction: score.map(|s| range.share(s)),
            interval: match interval {
                Some(_) => ranks::score_cell(prose, area, level)?,
                None => String::new(),
            },
            span: interval.map(|(low, high)| {
                [range.share(low), range.share(high)].map(|x| x.clamp(0.0, 1.0))
            }),
            point: !range.is_fixed,
            thin: score.is_some() && exhibits.scores.standings[area].rests_on_little(level),
            region: of_region.and_then(|m| m.mean).map(|m| range.share(m)),
            world: worlds[level].map(|m| range.share(m)),
            note: bar_note(prose, (area, level), of_region.and_then(|m| m.mean), worlds[level])?,
            area: position.checked_sub(1),
        });
    }
    Ok(bars)
}

/// What is drawn on a bar, in words: the means of the region and the world, and the quarter.
fn bar_note(
    prose: &Prose,
    (area, level): (usize, usize),
    region: Option<f64>,
    world: Option<f64>,
) -> Result<String> {
    let number = |mean: f64| exhibits::scores::number(prose.range(level), mean);
    let mut said = Vec::new();
    if let (Some(mean), Some((grouping, _))) = (region, main_group(prose, area)) {
        let of = said![grouping = prose.grouping(grouping), mean = number(mean)];
        said.push(say!(prose, "country.bar.group", ..of)?);
    }
    if let Some(mean) = world {
        said.push(say!(prose, "country.bar.world", mean = number(mean))?);
    }
    if let Some(quarter) = prose.exhibits.scores.quartiles.get(area, level) {
        said.push(say!(prose, &format!("country.bar.quarter_{quarter}"))?);
    }
    Ok(said.join(" · "))
}

/// A score as printed, with the share of its weight that was imputed, if any was.
fn with_imputed(prose: &Prose, (area, level): (usize, usize), score: f64) -> Result<String> {
    let imputed = *prose.findings.imputed.get(area, level);
    let score = prose.number(exhibits::scores::number(prose.range(level), score));
    if imputed <= 0.0 {
        return Ok(score);
    }
    say!(prose, "country.with_imputed", score, share = share(imputed))
}

pub(super) fn bars_note(prose: &Prose, area: usize) -> Result<String> {
    let standing = &prose.scores.standings[area];
    let world = covered(prose.scores, 0).count();
    let ticks = match main_group(prose, area) {
        Some((grouping, group)) => {
            let n = prose.findings.group_mean((grouping, group), 0);
            let arguments = said![
                group = prose.group(grouping, group),
                grouping = prose.grouping(grouping),
                n = n.map_or(0, |m| m.n),
                m = world
            ];
            say!(prose, "country.ticks", ..arguments)?
        }
        None => say!(prose, "country.ticks_world", m = world)?,
    };
    let mut said = vec![ticks];
    let is_hollow = |&level: &usize| {
        prose.scores.levels.get(area, level).is_some() && standing.rests_on_little(level)
    };
    if levels(prose).iter().any(is_hollow) {
        said.push(say!(prose, "country.hollow")?);
    }
    let imputed = &prose.findings.imputed;
    if levels(prose).into_iter().any(|level| *imputed.get(area, level) > 0.0) {
        said.push(say!(prose, "country.brackets")?);
    }
    if levels(prose).into_iter().any(|level| ranks::of_score(prose, area, level).is_some()) {
        said.push(say!(prose, "country.interval")?);
    }
    said.extend(outside(prose, area)?);
    if standing.is_ranked() {
        said.push(say!(prose, "country.quarter")?);
    }
    Ok(said.join(" "))
}

/// The index and the focus areas.
pub(super) fn levels(prose: &Prose) -> Vec<usize> {
    prose.framework.index_and_focus_areas().collect()
}

/// The area's group in the main grouping: positions of both.
pub(super) fn main_group(prose: &Prose, area: usize) -> Option<(usize, usize)> {
    let grouping = prose.main_grouping()?;
    Some((grouping, prose.group_of(grouping, area)?))
}

/// Why scores lie outside their own intervals, where any do.
fn outside(prose: &Prose, area: usize) -> Result<Option<String>> {
    let outside = levels(prose).into_iter().filter(|&level| ranks::is_outside(prose, area, level));
    let names: Vec<&str> = outside.map(|level| prose.level_short(level)).collect();
    let areas = prose.list(&names)?;
    match (names.len(), prose.scores.standings[area].is_ranked()) {
        (0, _) => Ok(None),
        (n, true) => say!(prose, "country.outside", areas, n).map(Some),
        (n, false) => say!(prose, "country.outside_indicative", areas, n).map(Some),
    }
}
