//! Means over the States of a group that have an index, plain and weighted by population.

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
    /// States in the group that have an index.
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

/// Mean score of all areas that have an index, ranked or indicative; `None` where there is none.
pub fn mean_of_all(scores: &Scores, level: usize) -> Option<f64> {
    let with_index = scores.levels.column(0).zip(scores.levels.column(level));
    let present = with_index.filter(|(index, _)| index.is_some()).filter_map(|(_, score)| *score);
    arithmetic_mean(present.map(|score| (score, 1.0)))
}

/// Positions of the panel's areas whose reference column holds `value`.
pub(super) fn members(areas: &Areas, panel: &Panel, column: &str, value: &str) -> Vec<usize> {
    let belongs = |code: &String| areas.get(code).and_then(|a| a.attribute(column)) == Some(value);
    (0..panel.areas.len()).filter(|&a| belongs(&panel.areas[a])).collect()
}

fn mean(
    panel: &Panel,
    scores: &Scores,
    members: &[usize],
    (grouping, group, level): (usize, usize, usize),
) -> GroupMean {
    let with_index = members.iter().filter(|&&a| scores.levels.get(a, 0).is_some());
    let present: Vec<(usize, f64)> =
        with_index.filter_map(|&a| Some((a, (*scores.levels.get(a, level))?))).collect();
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
