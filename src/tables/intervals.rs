//! `rank_intervals.csv`, `score_intervals.csv`, `pairwise.csv`, `tiers.csv`: what a simulation found.

use super::scores::level_kind;
use super::table::{Table, row};
use crate::framework::Framework;
use crate::score::{Scores, Status};
use crate::uncertainty::Simulation;

row! {
    /// How the rank of each area at each level is distributed over the runs. An area without a rank is
    /// `indicative`: the place it would take among those ranked.
    RankInterval in "rank_intervals.csv" {
        /// The area's code
        ref_area: String,
        /// Code of the level
        code: String,
        /// `index`, `area` (a focus area) or `group`
        level: &'static str,
        /// The rank in the edition
        nominal: Option<f64>,
        /// Mean over the runs
        mean: Option<f64>,
        /// Median over the runs
        median: Option<f64>,
        /// 5th percentile
        p05: Option<f64>,
        /// 25th percentile
        p25: Option<f64>,
        /// 75th percentile
        p75: Option<f64>,
        /// 95th percentile
        p95: Option<f64>,
        /// Share of the runs in which it is among the first tenth
        top_tenth: Option<f64>,
        /// Share of the runs in which it is among the last tenth
        bottom_tenth: Option<f64>,
        /// Runs in which it has a place
        runs: Option<u64>,
        /// `ranked`, `indicative`, `too_little` or `no_score`, as in scores.csv
        status: &'static str,
    }
}

row! {
    /// How the score of each area at each level is distributed over those runs that normalise every
    /// indicator as declared, for others score on another scale; quantiles to a hundredth of a point.
    ScoreInterval in "score_intervals.csv" {
        /// The area's code
        ref_area: String,
        /// Code of the level
        code: String,
        /// `index`, `area` (a focus area) or `group`
        level: &'static str,
        /// The score in the edition
        nominal: Option<f64>,
        /// Mean over the runs
        mean: Option<f64>,
        /// Median over the runs
        median: Option<f64>,
        /// 5th percentile
        p05: Option<f64>,
        /// 25th percentile
        p25: Option<f64>,
        /// 75th percentile
        p75: Option<f64>,
        /// 95th percentile
        p95: Option<f64>,
        /// Those runs
        runs: Option<u64>,
        /// `ranked`, `indicative`, `too_little` or `no_score`, as in scores.csv
        status: &'static str,
    }
}

row! {
    /// Each pair of areas once: how often either stands above the other at the index. What is left
    /// of 1 are ties, and runs in which one has no score. Left out above 1 000 areas.
    Pair in "pairwise.csv" {
        /// Code of the one area
        ref_area: String,
        /// Code of the other
        other: String,
        /// Share of the runs in which the one is above
        above: f64,
        /// Share of the runs in which it is below
        below: f64,
    }
}

row! {
    /// Ranked areas by tier, inside which nobody is surely above anybody. Left out above 1 000 areas.
    TierMember in "tiers.csv" {
        /// The tier, from 1: one more than the longest chain of areas surely above
        tier: usize,
        /// The tier it could slide to: the last less the longest chain surely below
        tier_last: usize,
        /// The area's code
        ref_area: String,
        /// Its rank in the edition
        rank: Option<f64>,
        /// Its median rank over the runs
        median: Option<f64>,
        /// 5th percentile
        p05: Option<f64>,
        /// 95th percentile
        p95: Option<f64>,
    }
}

/// One row per area and level.
pub fn rank_intervals(
    framework: &Framework,
    areas: &[String],
    scores: &Scores,
    of: &Simulation,
) -> Table {
    Table::of(cells(framework, areas).map(|(area, level)| {
        let found = of.ranks.get(area, level).as_ref();
        let status = status(scores, (area, level), found.is_some());
        let of = found.map(|rank| &rank.of);
        RankInterval {
            ref_area: areas[area].clone(),
            code: framework.levels[level].code.clone(),
            level: level_kind(framework, level),
            nominal: of.and_then(|of| of.nominal),
            mean: of.map(|of| of.mean),
            median: of.map(|of| of.median),
            p05: of.map(|of| of.p05),
            p25: of.map(|of| of.p25),
            p75: of.map(|of| of.p75),
            p95: of.map(|of| of.p95),
            top_tenth: found.map(|rank| rank.top_tenth),
            bottom_tenth: found.map(|rank| rank.bottom_tenth),
            runs: of.map(|of| of.runs),
            status,
        }
    }))
}

/// One row per area and level.
pub fn score_intervals(
    framework: &Framework,
    areas: &[String],
    scores: &Scores,
    of: &Simulation,
) -> Table {
    Table::of(cells(framework, areas).map(|(area, level)| {
        let found = of.scores.get(area, level).as_ref();
        let status = status(scores, (area, level), found.is_some());
        let of = found;
        ScoreInterval {
            ref_area: areas[area].clone(),
            code: framework.levels[level].code.clone(),
            level: level_kind(framework, level),
            nominal: of.and_then(|of| of.nominal),
            mean: of.map(|of| of.mean),
            median: of.map(|of| of.median),
            p05: of.map(|of| of.p05),
            p25: of.map(|of| of.p25),
            p75: of.map(|of| of.p75),
            p95: of.map(|of| of.p95),
            runs: of.map(|of| of.runs),
            status,
        }
    }))
}

/// Area, level, and 5th and 95th percentile where it has them, of each row of either table read back.
pub fn ends(of: &Table) -> impl Iterator<Item = (&str, &str, Option<[f64; 2]>)> {
    let cells = of.texts("ref_area").iter().zip(of.texts("code"));
    let ends = of.numbers("p05").iter().zip(of.numbers("p95"));
    let ends = ends.map(|(low, high)| Some([(*low)?, (*high)?]));
    cells.zip(ends).map(|((area, code), ends)| (&**area, &**code, ends))
}

/// One row per pair of areas that both have a place.
pub fn pairwise(areas: &[String], of: &Simulation) -> Table {
    let n = if of.compares() { areas.len() } else { 0 };
    let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
    Table::of(pairs.filter(|&(a, b)| both_have_a_place(of, a, b)).map(|(a, b)| Pair {
        ref_area: areas[a].clone(),
        other: areas[b].clone(),
        above: *of.above.get(a, b),
        below: *of.above.get(b, a),
    }))
}

/// One row per ranked area.
pub fn tiers(areas: &[String], of: &Simulation) -> Table {
    let members = of.by_tier().into_iter().flatten();
    Table::of(members.filter_map(|area| {
        let (tier, tier_last) = of.tier_of(area)?;
        let rank = of.ranks.get(area, 0).as_ref().map(|rank| &rank.of);
        Some(TierMember {
            tier,
            tier_last,
            ref_area: areas[area].clone(),
            rank: rank.and_then(|of| of.nominal),
            median: rank.map(|of| of.median),
            p05: rank.map(|of| of.p05),
            p95: rank.map(|of| of.p95),
        })
    }))
}

/// Area, tier and the one it could slide to, of each row of the table read back.
pub fn tier_members(of: &Table) -> impl Iterator<Item = (&str, [usize; 2])> {
    let tiers = of.wholes("tier").iter().zip(of.wholes("tier_last"));
    let whole = |cell: &Option<i64>| usize::try_from((*cell)?).ok();
    let tiers = tiers.map(move |(tier, last)| Some([whole(tier)?, whole(last)?]));
    of.texts("ref_area").iter().zip(tiers).filter_map(|(area, of)| Some((&**area, of?)))
}

fn cells(framework: &Framework, areas: &[String]) -> impl Iterator<Item = (usize, usize)> {
    let levels = framework.levels.len();
    (0..areas.len()).flat_map(move |area| (0..levels).map(move |level| (area, level)))
}

fn both_have_a_place(of: &Simulation, a: usize, b: usize) -> bool {
    of.ranks.get(a, 0).is_some() && of.ranks.get(b, 0).is_some()
}

/// An area without a score can have one in some runs, what it lacks being drawn: then it is indicative.
fn status(scores: &Scores, (area, level): (usize, usize), has_any: bool) -> &'static str {
    match scores.status(area, level) {
        _ if !has_any => Status::NoScore.name(),
        Status::NoScore => Status::Indicative.name(),
        status => status.name(),
    }
}
