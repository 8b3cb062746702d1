//! Whether the numbers and the method carry the index: the statistical audit of an edition, after the
//! European Commission's Joint Research Centre. Panel, scores and declared measures in, findings out.
//!
//! A doubt is a name for what a reader should question, never a judgement by itself; the sentences
//! that say what follows from it are written where words are.

mod coherence;
mod columns;
mod correlations;
mod findings;
mod indicators;
mod influence;
mod left_out;
mod measures;

pub use coherence::cronbach_alpha;
use columns::Columns;
pub use columns::own_area;
pub use correlations::{Side, side_of_zero};
pub use findings::*;
pub use influence::effective_weights;
pub use left_out::{RankShift, rank_shift, without};

use crate::framework::{Direction, Framework};
use crate::harmonise::Panel;
use crate::model::Areas;
use crate::score::{Input, Scores};

/// The audit of an edition. `measures`: the values of each measure for comparison, by area.
///
/// Correlations are over all areas that have both scores, ranked or not, imputed scores included.
pub fn audit(
    framework: &Framework,
    areas: &Areas,
    panel: &Panel,
    scores: &Scores,
    measures: &[Vec<Option<f64>>],
) -> Audit {
    let columns = Columns::of(scores);
    let input = Input::of_panel(framework, panel, areas);
    let (left_out, not_left_out) = left_out::left_out(framework, &input, scores);
    let direction = |m: usize| framework.measures.get(m).map_or(Direction::More, |m| m.direction);
    let measures = measures.iter().enumerate().map(|(m, values)| (direction(m), values));
    Audit {
        indicators: indicators::indicators(framework, panel, scores),
        pairs: correlations::pairs(framework, &columns),
        fits: correlations::fits(framework, &columns),
        coherence: coherence::coherence(framework, &columns),
        influences: influence::influences(framework, &columns),
        left_out,
        not_left_out,
        measures: measures::measures(&columns, measures),
    }
}
