//! `weights.csv`: weights that were made from the scores, beside those declared.

use super::text::{csv_text, number};
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::score::{LevelWeights, Scores, Weights};

/// One row per level and what stands below it; one more per area where each area has its own
/// weights. Both weights are shares of their level's.
pub fn weights(framework: &Framework, panel: &Panel, scores: &Scores) -> String {
    let header = ["level", "code", "ref_area", "declared", "weight", "note"];
    let mut rows = Vec::new();
    for made in &scores.weights {
        match &made.weights {
            Weights::Common(weights) => rows.extend(level(framework, made, "", weights)),
            Weights::PerArea(grid) => {
                for (a, area) in panel.areas.iter().enumerate() {
                    rows.extend(level(framework, made, area, grid.row(a)));
                }
            }
        }
    }
    csv_text(header, rows)
}

fn level(
    framework: &Framework,
    made: &LevelWeights,
    area: &str,
    weights: &[f64],
) -> Vec<[String; 6]> {
    let declared: f64 = made.below.iter().map(|b| b.1).sum();
    let whole: f64 = weights.iter().sum();
    let rows = made.below.iter().zip(weights).map(|((child, own, note), weight)| {
        [
            framework.levels[made.level].code.clone(),
            child.code(framework).to_owned(),
            area.to_owned(),
            number(Some(own / declared)),
            number((whole > 0.0).then(|| weight / whole)),
            note.clone(),
        ]
    });
    rows.collect()
}
