//! `weights.csv`: weights that were made from the scores, beside those declared.

use super::table::{Table, row};
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::score::{LevelWeights, Scores, Weights};

row! {
    /// Weights that were made from the scores, beside those declared: one row per level and what
    /// stands below it, one more per area where each area has its own weights.
    MadeWeight in "weights.csv" {
        /// Code of the level
        level: String,
        /// Code of what stands below it
        code: String,
        /// The area's code, where each has its own weights
        ref_area: String,
        /// The declared weight, a share of its level's
        declared: f64,
        /// The weight made, a share of its level's
        weight: Option<f64>,
        /// What must be known of it
        note: String,
    }
}

/// One row per weight.
pub fn weights(framework: &Framework, panel: &Panel, scores: &Scores) -> Table {
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
    Table::of(rows)
}

fn level(
    framework: &Framework,
    made: &LevelWeights,
    area: &str,
    weights: &[f64],
) -> Vec<MadeWeight> {
    let declared: f64 = made.below.iter().map(|b| b.1).sum();
    let whole: f64 = weights.iter().sum();
    let rows = made.below.iter().zip(weights).map(|((child, own, note), weight)| MadeWeight {
        level: framework.levels[made.level].code.clone(),
        code: child.code(framework).to_owned(),
        ref_area: area.to_owned(),
        declared: own / declared,
        weight: (whole > 0.0).then(|| weight / whole),
        note: note.to_string(),
    });
    rows.collect()
}
