//! `scores.csv`: every area at every level.

use super::{csv_text, number};
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::score::{Scores, Standing};

/// What a level is: `index`, `area` (a focus area) or `group` (deeper).
pub fn level_kind(framework: &Framework, level: usize) -> &'static str {
    match framework.levels[level].parent {
        None => "index",
        Some(0) => "area",
        Some(_) => "group",
    }
}

/// One row per area and level; the rank is empty where the area is not ranked.
pub fn scores(framework: &Framework, panel: &Panel, scores: &Scores) -> String {
    let header = ["ref_area", "code", "level", "score", "rank", "coverage", "status"];
    let mut rows = Vec::new();
    for (a, area) in panel.areas.iter().enumerate() {
        for (l, level) in framework.levels.iter().enumerate() {
            let score = *scores.levels.get(a, l);
            let status = match (&scores.standings[a], score) {
                (_, None) => "no_score",
                (Standing::Ranked, _) => "ranked",
                (Standing::Indicative(_), _) => "indicative",
            };
            rows.push([
                area.clone(),
                level.code.clone(),
                level_kind(framework, l).to_owned(),
                number(score),
                scores.ranks.get(a, l).map_or(String::new(), |rank| rank.to_string()),
                number(Some(*scores.coverage.get(a, l))),
                status.to_owned(),
            ]);
        }
    }
    csv_text(header, rows)
}
