//! Means over the States of a group whose scores rest on enough, plain and weighted by population.

use super::ranges::ScoreRange;
use crate::framework::{Framework, Grouping};
use crate::harmonise::Panel;
use crate::model::{Areas, Grid};
use crate::score::{Scores, arithmetic_mean, descending};

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

/// The highest and the lowest mean, and the groups that have it: several where they tie.
#[derive(Debug, Clone, PartialEq)]
pub struct Ends<G> {
    pub high: (f64, Vec<G>),
    pub low: (f64, Vec<G>),
}

impl<G> Ends<G> {
    /// How far the means at both ends are apart, in points.
    pub fn apart(&self) -> f64 {
        self.high.0 - self.low.0
    }
}

/// Of groups with their means; `None` for none.
pub fn ends_of<G: Clone>(means: &[(f64, G)]) -> Option<Ends<G>> {
    let end = |value: f64| {
        let there = means.iter().filter(|m| m.0 == value).map(|m| m.1.clone());
        (value, there.collect())
    };
    let values = || means.iter().map(|m| m.0);
    let (high, low) = (values().max_by(f64::total_cmp)?, values().min_by(f64::total_cmp)?);
    Some(Ends { high: end(high), low: end(low) })
}

/// Of levels, each with the range of its scores and the ends of the means of groups, the one where these are
/// furthest apart: by the share of its range, as ranges may differ. `None` where two are equally far apart, or
/// means are the same everywhere.
pub fn furthest_apart<G>(
    mut levels: Vec<(usize, ScoreRange, Ends<G>)>,
) -> Option<(usize, Ends<G>)> {
    let apart = |(_, range, ends): &(usize, ScoreRange, Ends<G>)| {
        ends.apart() * 100.0 / (range.high - range.low)
    };
    levels.sort_by(|a, b| apart(b).total_cmp(&apart(a)));
    let is_tied = matches!(&levels[..], [first, second, ..] if apart(first) == apart(second));
    let (level, _, ends) = levels.into_iter().next().filter(|of| !is_tied && apart(of) > 0.0)?;
    Some((level, ends))
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

/// A rank among the ranked of a group, and how many these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankWithin {
    /// Position of the group in its grouping.
    pub group: usize,
    pub rank: usize,
    pub of: usize,
}

/// The rank of every ranked area among the ranked of its own group, at every level: by the rule of the rank
/// in the world, ties taking the smallest. Nothing for an area without a rank or without a group.
pub fn ranks_within(
    areas: &Areas,
    panel: &Panel,
    scores: &Scores,
    grouping: &Grouping,
) -> Grid<Option<RankWithin>> {
    let mut within = Grid::filled(panel.areas.len(), scores.levels.columns(), None);
    for (group, of) in grouping.groups.iter().enumerate() {
        let mut members = members(areas, panel, &grouping.column, &of.value);
        members.retain(|&area| scores.standings[area].is_ranked());
        for level in 0..scores.levels.columns() {
            for (area, rank, of) in among(&members, |area| *scores.levels.get(area, level)) {
                within.set(area, level, Some(RankWithin { group, rank, of }));
            }
        }
    }
    within
}

/// Members that have a score, each with its rank among them and how many these are.
fn among(members: &[usize], score: impl Fn(usize) -> Option<f64>) -> Vec<(usize, usize, usize)> {
    let own: Vec<Option<f64>> = members.iter().map(|&area| score(area)).collect();
    let of = own.iter().flatten().count();
    let ranked = members.iter().zip(descending(&own));
    ranked.filter_map(|(&area, rank)| Some((area, rank?, of))).collect()
}

/// The mean of the covered scores of `members`, in ascending order, at a level of a group of a grouping.
pub(super) fn mean(
    panel: &Panel,
    scores: &Scores,
    members: &[usize],
    (grouping, group, level): (usize, usize, usize),
) -> GroupMean {
    let present: Vec<(usize, f64)> =
        covered(scores, level).filter(|(a, _)| members.binary_search(a).is_ok()).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: of the areas 3, 5, 7, 9 with 40, 60, 60 and nothing, two are first, one is third.
    #[test]
    fn a_rank_in_a_group_counts_its_own_members_alone_and_ties_take_the_smallest() {
        let score = |area: usize| {
            [None, Some(99.0), None, Some(40.0), None, Some(60.0), None][..]
                .get(area)
                .copied()
                .unwrap_or(Some(60.0).filter(|_| area == 7))
        };
        assert_eq!(among(&[3, 5, 7, 9], score), [(3, 3, 3), (5, 1, 3), (7, 1, 3)]);
        assert_eq!(among(&[], score), []);
    }

    /// By hand.
    #[test]
    fn ends_name_all_that_tie() {
        let found = ends_of(&[(40.0, "a"), (62.5, "b"), (40.0, "c"), (51.0, "d")]).unwrap();
        assert_eq!(
            (found.high.clone(), found.low.clone()),
            ((62.5, vec!["b"]), (40.0, vec!["a", "c"]))
        );
        assert_eq!(found.apart(), 22.5);
        assert_eq!(ends_of::<()>(&[]), None);
    }

    /// By hand: 30 of 100 points are less than half a point of one.
    #[test]
    fn means_are_furthest_apart_by_the_share_of_their_range() {
        let level = |level: usize, high: f64, [best, worst]: [f64; 2]| {
            let range = ScoreRange { low: 0.0, high, is_fixed: true };
            (level, range, ends_of(&[(best, "a"), (worst, "b")]).unwrap())
        };
        let (wide, narrow) = (level(1, 100.0, [70.0, 40.0]), level(2, 1.0, [0.75, 0.25]));
        let found = |levels: &[_]| furthest_apart(levels.to_vec()).map(|(level, _)| level);
        assert_eq!(found(&[wide.clone(), narrow.clone()]), Some(2));
        assert_eq!(found(std::slice::from_ref(&wide)), Some(1));
        assert_eq!(found(&[narrow, level(3, 100.0, [60.0, 10.0]), wide]), None, "two tie");
        assert_eq!(found(&[level(1, 100.0, [50.0, 50.0])]), None);
        assert_eq!(found(&[]), None);
    }
}
