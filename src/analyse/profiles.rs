//! What stands out in one State against its peers: the States of its group in the framework's
//! grouping of peers.

use super::groups;
use super::ranges::Ranges;
use crate::framework::{Framework, Indicator};
use crate::harmonise::Panel;
use crate::model::Areas;
use crate::score::Scores;
use crate::statistics::median;

/// An indicator score against the median of the comparison group.
#[derive(Debug, Clone, PartialEq)]
pub struct Standout {
    pub indicator: usize,
    pub score: f64,
    pub group_median: f64,
    /// Areas in the comparison group with an observed value, this one included.
    pub group_n: usize,
    /// Points of the range of the indicator's scores, lowest to highest.
    width: f64,
}

impl Standout {
    /// Points above the median (negative: below).
    pub fn distance(&self) -> f64 {
        self.score - self.group_median
    }

    /// The distance as a share of the range, by which indicators compare.
    fn share(&self) -> f64 {
        self.distance() * 100.0 / self.width
    }
}

/// At most three strengths (most above the median first) and gaps (most below first).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// The group compared with: (grouping, group) positions; `None` where the State has none.
    pub compared_with: Option<(usize, usize)>,
    pub strengths: Vec<Standout>,
    pub gaps: Vec<Standout>,
}

/// How many strengths and gaps a profile names at most.
const NAMED: usize = 3;
/// A comparison group smaller than this says nothing about a State.
const SMALLEST_GROUP: usize = 5;

/// Profiles against the groups of the framework's grouping of peers; empty ones where there is none.
/// Only what was observed stands out, and only against what was observed.
pub(super) fn stand_outs(
    framework: &Framework,
    areas: &Areas,
    panel: &Panel,
    scores: &Scores,
    ranges: &Ranges,
) -> Vec<Profile> {
    let mut profiles = vec![Profile::default(); panel.areas.len()];
    let Some(grouping) = framework.peers() else { return profiles };
    let rule = &framework.groupings[grouping];
    for (group, of) in rule.groups.iter().enumerate() {
        let members = groups::members(areas, panel, &rule.column, &of.value);
        let medians = group_medians(framework, scores, &members);
        for &area in &members {
            let observed =
                |i: usize| scores.indicators.get(area, i).filter(|_| *scores.observed.get(area, i));
            profiles[area] = profile((grouping, group), observed, &medians, ranges);
        }
    }
    profiles
}

/// Median score of each scored indicator over the group's members, with their number.
fn group_medians(
    framework: &Framework,
    scores: &Scores,
    members: &[usize],
) -> Vec<Option<(f64, usize)>> {
    let median_of = |(i, indicator): (usize, &Indicator)| {
        indicator.weight?;
        let present: Vec<f64> = members
            .iter()
            .filter(|&&a| *scores.observed.get(a, i))
            .filter_map(|&a| *scores.indicators.get(a, i))
            .collect();
        let enough = present.len() >= SMALLEST_GROUP;
        median(&present).filter(|_| enough).map(|m| (m, present.len()))
    };
    framework.indicators.iter().enumerate().map(median_of).collect()
}

fn profile(
    compared_with: (usize, usize),
    score: impl Fn(usize) -> Option<f64>,
    medians: &[Option<(f64, usize)>],
    ranges: &Ranges,
) -> Profile {
    let mut all: Vec<Standout> = Vec::new();
    for (indicator, group) in medians.iter().enumerate() {
        if let (Some(score), Some((group_median, group_n))) = (score(indicator), *group) {
            let range = ranges.indicators[indicator];
            let width = range.high - range.low;
            all.push(Standout { indicator, score, group_median, group_n, width });
        }
    }
    all.sort_by(|a, b| b.share().total_cmp(&a.share()));
    let strengths = all.iter().filter(|s| s.distance() > 0.0).take(NAMED).cloned().collect();
    let gaps = all.iter().rev().filter(|s| s.distance() < 0.0).take(NAMED).cloned().collect();
    Profile { compared_with: Some(compared_with), strengths, gaps }
}
