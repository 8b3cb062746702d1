//! Means over the States of a group whose scores rest on enough, plain and weighted by population.

use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::model::Areas;
use crate::score::{Scores, arithmetic_mean};

/// The mean score of one group at one level.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupMean {
    /// Position in the framework's groupings, and of the group within it.
    pub grouping: usize,
    pub group: usize,
    /// Position in the framework's levels.
    pub level: usize,
    /// States in the group whose score at the level rests on as much as a rank asks for.
    pub n: usize,
    /// `None` where n is 0.
    pub mean: Option<f64>,
    /// Weighted by the latest population not after the cut-off, over the `n_weighted` States that have one.
    pub weighted_mean: Option<f64>,
    pub n_weighted: usize,
    /// Lowest and highest score among the n.
    pub range: Option<(f64, f64)>,
}

/// Every group of every grouping at every level.
pub(super) fn means(
    framework: &Framework,
    areas: &Areas,
    panel: &Panel,
    scores: &Scores,
) -> Vec<GroupMean> {
    let mut means = Vec::new();
    for (grouping, rule) in framework.groupings.iter().enumerate() {
        for (group, of) in rule.groups.iter().enumerate() {
            let members = members(areas, panel, &rule.column, &of.value);
            for level in 0..framework.levels.len() {
                means.push(mean(panel, scores, &members, (grouping, group, level)));
            }
        }
    }
    means
}

/// Areas whose score at a level rests on as much of the weight as a rank asks for, with that score: of no
/// others are means, lowest and highest told.
pub fn covered(scores: &Scores, level: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
    let all = scores.levels.column(level).enumerate().filter_map(|(a, score)| Some((a, (*score)?)));
    all.filter(move |(area, _)| scores.is_covered(*area, level))
}

/// Mean of the covered scores of all areas; `None` where there is none.
pub fn mean_of_all(scores: &Scores, level: usize) -> Option<f64> {
    arithmetic_mean(covered(scores, level).map(|(_, score)| (score, 1.0)))
}

/// Positions of the panel's areas whose reference column holds `value`.
pub fn members(areas: &Areas, panel: &Panel, column: &str, value: &str) -> Vec<usize> {
    let belongs = |code: &String| areas.get(code).and_then(|a| a.attribute(column)) == Some(value);
    (0..panel.areas.len()).filter(|&a| belongs(&panel.areas[a])).collect()
}

fn mean(
    panel: &Panel,
    scores: &Scores,
    members: &[usize],
    (grouping, group, level): (usize, usize, usize),
) -> GroupMean {
    let present: Vec<(usize, f64)> =
        covered(scores, level).filter(|(a, _)| members.contains(a)).collect();
    let weighted: Vec<(f64, f64)> = present
        .iter()
        .filter_map(|&(a, score)| Some((score, panel.population(a)?.value)))
        .filter(|&(_, people)| people > 0.0)
        .collect();
    let lowest = present.iter().map(|p| p.1).min_by(f64::total_cmp);
    let highest = present.iter().map(|p| p.1).max_by(f64::total_cmp);
    GroupMean {
        grouping,
        group,
        level,
        n: present.len(),
        mean: arithmetic_mean(present.iter().map(|&(_, score)| (score, 1.0))),
        n_weighted: weighted.len(),
        weighted_mean: arithmetic_mean(weighted.into_iter()),
        range: lowest.zip(highest),
    }
}
