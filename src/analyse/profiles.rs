//! What stands out in one State against States of like income.

use crate::framework::{Framework, Indicator};
use crate::harmonise::Panel;
use crate::model::Areas;
use crate::score::Scores;

use super::{groups, statistics::median};

/// An indicator score against the median of the comparison group.
#[derive(Debug, Clone, PartialEq)]
pub struct Standout {
    pub indicator: usize,
    pub score: f64,
    pub group_median: f64,
    /// Areas in the comparison group with a score, this one included.
    pub group_n: usize,
}

impl Standout {
    /// Points above the median (negative: below).
    pub fn distance(&self) -> f64 {
        self.score - self.group_median
    }
}

/// At most three strengths (most above the median first) and gaps (most below first).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// The income group compared with: (grouping, group) positions; `None` where the State has none.
    pub compared_with: Option<(usize, usize)>,
    pub strengths: Vec<Standout>,
    pub gaps: Vec<Standout>,
}

/// How many strengths and gaps a profile names at most.
const NAMED: usize = 3;
/// A comparison group smaller than this says nothing about a State.
const SMALLEST_GROUP: usize = 5;

/// Profiles against the groups of the framework's grouping `income`; empty ones where there is none.
pub(super) fn stand_outs(
    framework: &Framework,
    areas: &Areas,
    panel: &Panel,
    scores: &Scores,
) -> Vec<Profile> {
    let mut profiles = vec![Profile::default(); panel.areas.len()];
    let Some(grouping) = framework.groupings.iter().position(|g| g.code == "income") else {
        return profiles;
    };
    let rule = &framework.groupings[grouping];
    for (group, of) in rule.groups.iter().enumerate() {
        let members = groups::members(areas, panel, &rule.column, &of.value);
        let medians = group_medians(framework, scores, &members);
        for &area in &members {
            profiles[area] = profile((grouping, group), scores.indicators.row(area), &medians);
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
        let present: Vec<f64> =
            members.iter().filter_map(|&a| *scores.indicators.get(a, i)).collect();
        let enough = present.len() >= SMALLEST_GROUP;
        median(&present).filter(|_| enough).map(|m| (m, present.len()))
    };
    framework.indicators.iter().enumerate().map(median_of).collect()
}

fn profile(
    compared_with: (usize, usize),
    row: &[Option<f64>],
    medians: &[Option<(f64, usize)>],
) -> Profile {
    let mut all: Vec<Standout> = Vec::new();
    for (indicator, (score, group)) in row.iter().zip(medians).enumerate() {
        if let (Some(score), Some((group_median, group_n))) = (*score, *group) {
            all.push(Standout { indicator, score, group_median, group_n });
        }
    }
    all.sort_by(|a, b| b.distance().total_cmp(&a.distance()));
    let strengths = all.iter().filter(|s| s.distance() > 0.0).take(NAMED).cloned().collect();
    let gaps = all.iter().rev().filter(|s| s.distance() < 0.0).take(NAMED).cloned().collect();
    Profile { compared_with: Some(compared_with), strengths, gaps }
}
