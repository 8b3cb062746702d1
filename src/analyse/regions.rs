//! Regions of the framework in; what the page of each is written from out: its States, their scores, who
//! leads, what changed, how much is known, and the finding that opens the page.

use std::cmp::Ordering;

use super::aggregates::Total;
use super::availability::Availability;
use super::groups::{self, GroupMean, covered, mean_of_all, members};
use super::openings::{self, OfRegion};
use super::progress::{LevelChange, Progress};
use super::ranges::Ranges;
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::model::Areas;
use crate::score::Scores;

/// What is told of a region.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Position among the framework's regions.
    pub region: usize,
    /// Its areas, and those of them that are ranked, the highest index first.
    pub members: Vec<usize>,
    pub ranked: Vec<usize>,
    /// Share of the people of all areas, 0–1; `None` where nobody is counted.
    pub people: Option<f64>,
    /// The index, then every focus area, each with the mean of all areas.
    pub levels: Vec<(GroupMean, Option<f64>)>,
    /// Of every focus area: how many measurable changes are gains, none, and losses.
    pub changes: Vec<(usize, [usize; 3])>,
    /// Of the gains and of the losses of all: how many rest mostly on modelled values.
    pub modelled: [usize; 2],
    /// Values that scored indicators use, and those there could be.
    pub used: usize,
    pub possible: usize,
    /// Of the values used: more than five years old; modelled.
    pub old: usize,
    pub estimated: usize,
    /// Scored indicators that fewer than half of its areas have, with how many do, the fewest first.
    pub scarce: Vec<(usize, usize)>,
    pub message: Option<OfRegion>,
}

/// The scores of a region's areas at a level.
pub struct RegionScores<'a> {
    pub region: &'a Region,
    pub mean: &'a GroupMean,
    /// Its areas with enough values, the lowest score first.
    pub scores: Vec<(usize, f64)>,
}

impl RegionScores<'_> {
    /// The areas at both ends, where there are two.
    pub fn ends(&self) -> Option<[(usize, f64); 2]> {
        let [low, high] = [*self.scores.first()?, *self.scores.last()?];
        (low.0 != high.0).then_some([low, high])
    }

    /// How far its areas are apart; `None` for fewer than two.
    pub fn apart(&self) -> Option<f64> {
        self.ends().map(|[low, high]| high.1 - low.1)
    }
}

/// Every region at a level, the highest mean first; those without one last.
pub fn regions_at<'a>(
    regions: &'a [Region],
    scores: &Scores,
    level: usize,
) -> Vec<RegionScores<'a>> {
    let enough: Vec<(usize, f64)> = covered(scores, level).collect();
    let of = |region: &'a Region| {
        let mean = region.levels.iter().map(|(mean, _)| mean).find(|m| m.level == level)?;
        let own = enough.iter().copied().filter(|(area, _)| region.members.contains(area));
        let mut scores: Vec<(usize, f64)> = own.collect();
        scores.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        Some(RegionScores { region, mean, scores })
    };
    let mut found: Vec<RegionScores> = regions.iter().filter_map(of).collect();
    let mean = |of: &RegionScores| of.mean.mean.unwrap_or(f64::NEG_INFINITY);
    found.sort_by(|a, b| mean(b).total_cmp(&mean(a)));
    found
}

/// The region whose areas are furthest apart, the last of equals; `None` where none has two.
pub fn widest_region<'a, 'b>(regions: &'b [RegionScores<'a>]) -> Option<&'b RegionScores<'a>> {
    let apart = |of: &RegionScores| of.apart().unwrap_or(f64::NEG_INFINITY);
    let widest = regions.iter().max_by(|a, b| apart(a).total_cmp(&apart(b)));
    widest.filter(|of| of.apart().is_some())
}

/// What the regions are told by.
pub(super) struct Told<'a> {
    pub panel: &'a Panel,
    pub scores: &'a Scores,
    pub totals: &'a [Total],
    pub availability: &'a Availability,
    pub progress: Option<&'a Progress>,
    pub ranges: &'a Ranges,
}

/// Every region that has an area, in the framework's order; none where the framework names no regions.
pub(super) fn regions(framework: &Framework, areas: &Areas, told: &Told) -> Vec<Region> {
    let Some(grouping) = &framework.regions else { return Vec::new() };
    let of = |(region, group): (usize, &crate::framework::Group)| {
        let members = members(areas, told.panel, &grouping.column, &group.value);
        (!members.is_empty()).then(|| of_region(framework, told, region, members))
    };
    let found = grouping.groups.iter().enumerate().filter_map(of);
    let (mut regions, found): (Vec<Region>, Vec<_>) = found.unzip();
    for (region, message) in regions.iter_mut().zip(openings::choose(found)) {
        region.message = message;
    }
    regions
}

fn of_region(
    framework: &Framework,
    told: &Told,
    region: usize,
    members: Vec<usize>,
) -> (Region, Vec<(f64, OfRegion)>) {
    let Told { panel, scores, .. } = *told;
    let at = framework.groupings.len();
    let level = |level: usize| {
        let mean = groups::mean(panel, scores, &members, (at, region, level));
        (mean, mean_of_all(scores, level))
    };
    let levels: Vec<(GroupMean, Option<f64>)> =
        framework.index_and_focus_areas().map(level).collect();
    let index = |area: &usize| scores.levels.get(*area, 0).unwrap_or(f64::NEG_INFINITY);
    let mut ranked: Vec<usize> =
        members.iter().copied().filter(|&a| scores.standings[a].is_ranked()).collect();
    ranked.sort_by(|a, b| index(b).total_cmp(&index(a)).then(a.cmp(b)));
    let range = told.ranges.levels[0];
    let known = || members.iter().map(|&a| &told.availability.areas[a]);
    let candidates =
        openings::candidates(framework, told.totals, (region, members.len()), (&levels[0], range));
    let told_of = Region {
        region,
        ranked,
        people: people(panel, &members),
        changes: changes(framework, told, &members, |_| true),
        modelled: modelled(framework, told, &members),
        used: known().map(|of| of.n).sum(),
        possible: known().map(|of| of.of).sum(),
        old: known().map(|of| of.older_than_five).sum(),
        estimated: known().map(|of| of.estimated).sum(),
        scarce: scarce(framework, scores, &members),
        message: None,
        levels,
        members,
    };
    (told_of, candidates)
}

/// Share of the people of all areas.
fn people(panel: &Panel, members: &[usize]) -> Option<f64> {
    let people = |area: usize| panel.population(area).map_or(0.0, |point| point.value);
    let all: f64 = (0..panel.areas.len()).map(people).sum();
    (all > 0.0).then(|| members.iter().map(|&a| people(a)).sum::<f64>() / all)
}

/// The gains and the losses that rest mostly on modelled values.
fn modelled(framework: &Framework, told: &Told, members: &[usize]) -> [usize; 2] {
    let of = changes(framework, told, members, LevelChange::is_modelled);
    of.iter().fold([0; 2], |[up, down], (_, counts)| [up + counts[0], down + counts[2]])
}

fn changes(
    framework: &Framework,
    told: &Told,
    members: &[usize],
    counted: impl Fn(&LevelChange) -> bool,
) -> Vec<(usize, [usize; 3])> {
    let Some(progress) = told.progress else { return Vec::new() };
    let of_level = |level: usize| {
        let mut counts = [0; 3];
        for change in progress.levels.iter().filter(|c| c.level == level && counted(c)) {
            let Some((from, to)) = change.scores.filter(|_| members.contains(&change.area)) else {
                continue;
            };
            counts[match told.ranges.levels[level].direction(to - from) {
                Ordering::Greater => 0,
                Ordering::Equal => 1,
                Ordering::Less => 2,
            }] += 1;
        }
        (level, counts)
    };
    framework.focus_areas().map(of_level).collect()
}

/// Scored indicators with an observed value in fewer than half of the areas.
fn scarce(framework: &Framework, scores: &Scores, members: &[usize]) -> Vec<(usize, usize)> {
    let known = |i: usize| members.iter().filter(|&&a| *scores.observed.get(a, i)).count();
    let mut scarce: Vec<(usize, usize)> =
        framework.scored().map(|i| (i, known(i))).filter(|of| 2 * of.1 < members.len()).collect();
    scarce.sort_by_key(|of| of.1);
    scarce
}
