//! `scores.csv`: every area at every level.

use super::text::{csv_text, number};
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::score::{Scores, Standing};
use crate::uncertainty::Simulation;

/// What a level is: `index`, `area` (a focus area) or `group` (deeper).
pub fn level_kind(framework: &Framework, level: usize) -> &'static str {
    match framework.levels[level].parent {
        None => "index",
        Some(0) => "area",
        Some(_) => "group",
    }
}

/// One row per area and level; the rank is empty where the area is not ranked. With a simulation the
/// 5th and 95th percentile of the score and of the rank (of an area without one: of the place it
/// would take), and the band of a ranked area at the index; empty without.
pub fn scores(
    framework: &Framework,
    panel: &Panel,
    scores: &Scores,
    simulation: Option<&Simulation>,
) -> String {
    let header = [
        "ref_area",
        "code",
        "level",
        "score",
        "rank",
        "coverage",
        "status",
        "score_p05",
        "score_p95",
        "rank_p05",
        "rank_p95",
        "band",
    ];
    let mut rows = Vec::new();
    for (a, area) in panel.areas.iter().enumerate() {
        for (l, level) in framework.levels.iter().enumerate() {
            let score = *scores.levels.get(a, l);
            let status = match (&scores.standings[a], score) {
                (_, None) => "no_score",
                (Standing::Ranked, _) => "ranked",
                (Standing::Indicative(_), _) => "indicative",
            };
            let [score_low, score_high, rank_low, rank_high] = interval(simulation, a, l);
            let band = simulation.filter(|_| l == 0).and_then(|found| found.band_of(a));
            rows.push([
                area.clone(),
                level.code.clone(),
                level_kind(framework, l).to_owned(),
                number(score),
                scores.ranks.get(a, l).map_or(String::new(), |rank| rank.to_string()),
                number(Some(*scores.coverage.get(a, l))),
                status.to_owned(),
                score_low,
                score_high,
                rank_low,
                rank_high,
                band.map_or(String::new(), |band| (band + 1).to_string()),
            ]);
        }
    }
    csv_text(header, rows)
}

/// 5th and 95th percentile of the score, then of the rank.
fn interval(simulation: Option<&Simulation>, area: usize, level: usize) -> [String; 4] {
    let score = simulation.and_then(|found| found.scores.get(area, level).as_ref());
    let rank = simulation.and_then(|found| found.ranks.get(area, level).as_ref()).map(|r| &r.of);
    let of = |interval: Option<&crate::uncertainty::Interval>| {
        [number(interval.map(|i| i.p05)), number(interval.map(|i| i.p95))]
    };
    let ([low, high], [first, last]) = (of(score), of(rank));
    [low, high, first, last]
}
