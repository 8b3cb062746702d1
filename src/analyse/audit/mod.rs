//! Whether the numbers and the method carry the index: the statistical audit of an edition, after the
//! European Commission's Joint Research Centre. Panel, scores and declared measures in, findings out.
//!
//! A doubt is a name for what a reader should question, never a judgement by itself; the sentences
//! that say what follows from it are written where words are.

mod coherence;
mod columns;
mod correlations;
mod doubts;
mod findings;
mod indicators;
mod influence;
mod left_out;
mod measures;
mod over_all;

use columns::ScoreColumns;
pub use columns::own_area;
pub use correlations::{Side, side_of_zero};
pub use doubts::{About, Doubt, doubts};
pub use findings::*;
pub use influence::effective_weights;
pub use left_out::without;
pub use over_all::{Shifts, by_correlation, in_all, pair_doubts};

use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::model::Areas;
use crate::score::{Input, Scores};

/// The audit of an edition. `measures`: the values of each measure for comparison, by area.
///
/// Correlations are over all areas that have both scores, imputed scores included, and again over those
/// ranked alone: scores on little can hide or make a pattern.
pub fn audit(
    framework: &Framework,
    areas: &Areas,
    panel: &Panel,
    scores: &Scores,
    measures: &[Vec<Option<f64>>],
) -> Audit {
    let columns = ScoreColumns::of(scores);
    let input = Input::of_panel(framework, panel, areas);
    let (left_out, not_left_out) = left_out::left_out(framework, &input, scores);
    let is_ranked = |area: usize| scores.standings[area].is_ranked();
    let n = (0..panel.areas.len()).filter(|&area| is_ranked(area)).count();
    let apart = n > 0 && n < panel.areas.len();
    let ranked = apart.then(|| linked(framework, n, &columns.within(is_ranked), measures));
    let Linked { pairs, fits, coherence, influences, measures, .. } =
        linked(framework, panel.areas.len(), &columns, measures);
    Audit {
        indicators: indicators::indicators(framework, panel, scores),
        pairs,
        fits,
        coherence,
        influences,
        left_out,
        not_left_out,
        measures,
        ranked,
    }
}

fn linked(
    framework: &Framework,
    n: usize,
    columns: &ScoreColumns,
    measures: &[Vec<Option<f64>>],
) -> Linked {
    Linked {
        n,
        pairs: correlations::pairs(framework, columns),
        fits: correlations::fits(framework, columns),
        coherence: coherence::coherence(framework, columns),
        influences: influence::influences(framework, columns),
        measures: measures::measures(framework, columns, measures),
    }
}
