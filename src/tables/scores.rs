//! `scores.csv`: every area at every level.

use super::table::{Table, row};
use crate::analyse::{RankWithin, ranks_within};
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::model::{Areas, Grid};
use crate::score::Scores;
use crate::uncertainty::Simulation;

/// What a level is: `index`, `area` (a focus area) or `group` (deeper).
pub fn level_kind(framework: &Framework, level: usize) -> &'static str {
    match framework.levels[level].parent {
        None => "index",
        Some(0) => "area",
        Some(_) => "group",
    }
}

row! {
    /// Every area at every level. Intervals and tiers are empty without a simulation.
    Score in "scores.csv" {
        /// The area's code
        ref_area: String,
        /// Its name in English
        name: String,
        /// Code of the level
        code: String,
        /// Its name in English
        level_name: String,
        /// `index`, `area` (a focus area) or `group`
        level: &'static str,
        /// The score
        score: Option<f64>,
        /// The rank, where the area is ranked
        rank: Option<usize>,
        /// Share of the level's weight that is observed, 0–1
        coverage: f64,
        /// `ranked`; `indicative`: scored without a rank; `too_little`: scored on less than a third of a
        /// focus area's weight, and not printed; or `no_score`
        status: &'static str,
        /// 5th percentile of the score
        score_p05: Option<f64>,
        /// 95th percentile of the score
        score_p95: Option<f64>,
        /// 5th percentile of the rank; of an area without one, of the place it would take
        rank_p05: Option<f64>,
        /// 95th percentile of the rank, likewise
        rank_p95: Option<f64>,
        /// The tier of a ranked area, at the index: one more than the longest chain of areas surely above
        tier: Option<usize>,
        /// The tier it could slide to
        tier_last: Option<usize>,
        /// Rank among the ranked of the area's own group of the framework's first grouping of several (the
        /// region)
        rank_in_group: Option<usize>,
        /// Rank among the ranked of its peers (States of like income)
        rank_among_peers: Option<usize>,
    }
}

/// The name of an area in English; its code where nothing names it.
pub fn name_of(areas: &Areas, code: &str) -> String {
    areas.get(code).map_or(code, |area| area.name.en.as_str()).to_owned()
}

/// The areas with a rank at the index, of the table read back.
pub fn ranked(of: &Table) -> impl Iterator<Item = &str> {
    let ranks = of.texts("level").iter().zip(of.wholes("rank"));
    let ranked = ranks.map(|(level, rank)| &**level == "index" && rank.is_some());
    of.texts("ref_area").iter().zip(ranked).filter_map(|(area, is)| is.then_some(&**area))
}

/// One row per area and level.
pub fn scores(
    framework: &Framework,
    areas: &Areas,
    panel: &Panel,
    scores: &Scores,
    simulation: Option<&Simulation>,
) -> Table {
    let cells = panel.areas.iter().enumerate().flat_map(|(a, area)| {
        framework.levels.iter().enumerate().map(move |(l, level)| (a, area, l, level))
    });
    let ranks = |grouping: Option<usize>| {
        Some(ranks_within(areas, panel, scores, &framework.groupings[grouping?]))
    };
    let (in_group, among_peers) = (ranks(framework.main_grouping()), ranks(framework.peers()));
    let within = |of: &Option<Grid<Option<RankWithin>>>, a: usize, l: usize| {
        of.as_ref().and_then(|of| Some(of.get(a, l).as_ref()?.rank))
    };
    Table::of(cells.map(|(a, area, l, level)| {
        let score = *scores.levels.get(a, l);
        let interval = simulation.and_then(|found| found.scores.get(a, l).as_ref());
        let ranks = simulation.and_then(|found| found.ranks.get(a, l).as_ref()).map(|r| &r.of);
        let tiers = simulation.filter(|_| l == 0).and_then(|found| found.tier_of(a));
        Score {
            ref_area: area.clone(),
            name: name_of(areas, area),
            code: level.code.clone(),
            level_name: level.name.en.clone(),
            level: level_kind(framework, l),
            score,
            rank: *scores.ranks.get(a, l),
            coverage: *scores.coverage.get(a, l),
            status: scores.status(a, l).name(),
            score_p05: interval.map(|i| i.p05),
            score_p95: interval.map(|i| i.p95),
            rank_p05: ranks.map(|i| i.p05),
            rank_p95: ranks.map(|i| i.p95),
            tier: tiers.map(|of| of.0),
            tier_last: tiers.map(|of| of.1),
            rank_in_group: within(&in_group, a, l),
            rank_among_peers: within(&among_peers, a, l),
        }
    }))
}
