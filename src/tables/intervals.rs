//! `rank_intervals.csv`, `score_intervals.csv`, `pairwise.csv`, `bands.csv`: what a simulation found.

use super::scores::level_kind;
use super::text::{csv_text, number};
use crate::framework::Framework;
use crate::uncertainty::{Interval, Simulation};

/// One row per area and level: the rank in the edition and how it is distributed over the runs. An
/// area without a rank is `indicative`: the place it would take among those ranked.
pub fn rank_intervals(framework: &Framework, areas: &[String], of: &Simulation) -> String {
    let header = [
        "ref_area",
        "code",
        "level",
        "nominal",
        "mean",
        "median",
        "p05",
        "p25",
        "p75",
        "p95",
        "top_tenth",
        "bottom_tenth",
        "runs",
        "status",
    ];
    let rows = cells(framework, areas).map(|(area, level)| {
        let found = of.ranks.get(area, level).as_ref();
        let [nominal, mean, median, p05, p25, p75, p95, runs] = parts(found.map(|rank| &rank.of));
        let status = status(of, area, found.is_some());
        let (code, kind) = (framework.levels[level].code.clone(), level_kind(framework, level));
        let top = number(found.map(|rank| rank.top_tenth));
        let bottom = number(found.map(|rank| rank.bottom_tenth));
        [
            areas[area].clone(),
            code,
            kind.to_owned(),
            nominal,
            mean,
            median,
            p05,
            p25,
            p75,
            p95,
            top,
            bottom,
            runs,
            status,
        ]
    });
    csv_text(header, rows)
}

/// As [`rank_intervals`], of scores; quantiles to a hundredth of a point. Of those runs alone that
/// normalise every indicator as declared (`runs` says how many), for others score on another scale.
pub fn score_intervals(framework: &Framework, areas: &[String], of: &Simulation) -> String {
    let header = [
        "ref_area", "code", "level", "nominal", "mean", "median", "p05", "p25", "p75", "p95",
        "runs", "status",
    ];
    let rows = cells(framework, areas).map(|(area, level)| {
        let found = of.scores.get(area, level).as_ref();
        let [nominal, mean, median, p05, p25, p75, p95, runs] = parts(found);
        let status = status(of, area, found.is_some());
        let (code, kind) = (framework.levels[level].code.clone(), level_kind(framework, level));
        let area = areas[area].clone();
        [area, code, kind.to_owned(), nominal, mean, median, p05, p25, p75, p95, runs, status]
    });
    csv_text(header, rows)
}

/// Each pair of areas once: the share of runs in which the first stands above the second at the
/// index, and below it. What is left of 1 are ties, and runs in which one has no score.
pub fn pairwise(areas: &[String], of: &Simulation) -> String {
    let pairs = (0..areas.len()).flat_map(|a| (a + 1..areas.len()).map(move |b| (a, b)));
    let rows = pairs.filter(|&(a, b)| both_have_a_place(of, a, b)).map(|(a, b)| {
        let (above, below) = (*of.above.get(a, b), *of.above.get(b, a));
        [areas[a].clone(), areas[b].clone(), number(Some(above)), number(Some(below))]
    });
    csv_text(["ref_area", "other", "above", "below"], rows)
}

/// Ranked areas from the top, with the number of the band that each belongs to.
pub fn bands(areas: &[String], of: &Simulation) -> String {
    let rows = of.bands.iter().enumerate().flat_map(|(band, members)| {
        members.iter().map(move |&area| {
            let rank = of.ranks.get(area, 0).as_ref().map(|rank| &rank.of);
            let [nominal, _, median, p05, _, _, p95, _] = parts(rank);
            [(band + 1).to_string(), areas[area].clone(), nominal, median, p05, p95]
        })
    });
    csv_text(["band", "ref_area", "rank", "median", "p05", "p95"], rows)
}

fn cells(framework: &Framework, areas: &[String]) -> impl Iterator<Item = (usize, usize)> {
    let levels = framework.levels.len();
    (0..areas.len()).flat_map(move |area| (0..levels).map(move |level| (area, level)))
}

fn both_have_a_place(of: &Simulation, a: usize, b: usize) -> bool {
    of.ranks.get(a, 0).is_some() && of.ranks.get(b, 0).is_some()
}

fn status(of: &Simulation, area: usize, has_any: bool) -> String {
    match (has_any, of.is_ranked[area]) {
        (false, _) => "no_score",
        (true, true) => "ranked",
        (true, false) => "indicative",
    }
    .to_owned()
}

fn parts(of: Option<&Interval>) -> [String; 8] {
    let Some(of) = of else { return Default::default() };
    let Interval { nominal, mean, median, p05, p25, p75, p95, runs } = of;
    let [mean, median, p05, p25, p75, p95] =
        [mean, median, p05, p25, p75, p95].map(|x| number(Some(*x)));
    [number(*nominal), mean, median, p05, p25, p75, p95, runs.to_string()]
}
