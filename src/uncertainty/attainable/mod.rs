//! Scores in, the best and the worst rank out that each ranked area can reach by a choice of
//! weights, with weights that do it.
//!
//! What varies are the weights of what stands directly below the index; everything below them
//! stays as it is. A mean orders areas as a weighted sum does (of the scores, their logarithms,
//! reciprocals or powers), so another area is above where a linear function of the weights is
//! above 0, and the best rank is where the fewest such functions are: a maximum feasible subsystem
//! of linear inequalities. Both ends are exact, by two facts that must agree:
//!
//! - the rank is *reached*: the witness's index is made again by the aggregation that made the
//!   published one, and the areas are counted;
//! - none is *better*: [`search`] covers all weights allowed by simplices and has a bound in each
//!   (the argument stands there).
//!
//! Where the two differ, the end is not exact and says so. That is the part of rounding in it: the
//! bound counts an area as above only where it leads by 1e-12 of the pair's largest value, some
//! thousand times what rounding can add, so it can only be too favourable, and the witness is
//! counted by its scores. A difference too small to compute can make an end inexact, never wrong.
//!
//! Areas level with an area count for it at its best and against it at its worst. Level are, by
//! computation, scores that differ by at most a billionth of the largest; a witness at which areas
//! are level is given only where none does as well without, so a cell without width is told by its
//! `level_with`.

mod centre;
mod climb;
mod extreme;
mod region;
mod scale;
mod search;

pub use extreme::Extreme;
pub use scale::Obstacle;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::framework::Framework;
use crate::score::Scores;
use extreme::{End, extreme};
use region::Region;
use scale::Index;

/// How far weights may be from the declared ones, as shares of them; then any.
pub const SPREADS: [Option<f64>; 3] = [Some(0.25), Some(0.5), None];

/// What one ranked area can reach.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attainable {
    /// Row of the area.
    pub area: usize,
    /// Its rank under the declared weights.
    pub nominal: usize,
    /// One for each of [`SPREADS`], each within the next.
    pub regions: Vec<Reach>,
}

/// The ends of what an area can reach under some weights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reach {
    /// Every weight w is within d·(1 ± spread) of the declared d, both as shares of their sum;
    /// `None`: any weights of 0 or above.
    pub spread: Option<f64>,
    pub best: Extreme,
    pub worst: Extreme,
}

impl Reach {
    pub fn is_exact(&self) -> bool {
        self.best.is_exact() && self.worst.is_exact()
    }
}

/// Best and worst rank of every ranked area, in the order of the rows.
///
/// # Errors
/// Why the framework's index has no such ranks: its aggregation orders areas otherwise than by a
/// weighted sum, its weights are made, or a ranked area lacks a part of it.
pub fn attainable(framework: &Framework, scores: &Scores) -> Result<Vec<Attainable>, Obstacle> {
    let index = Index::of(framework, scores)?;
    let of_area = |row: usize| {
        let area = index.areas[row];
        let nominal = (*scores.ranks.get(area, 0))?;
        Some(Attainable { area, nominal, regions: reaches(&index, row) })
    };
    Ok((0..index.areas.len()).into_par_iter().filter_map(of_area).collect())
}

/// The ends under each of [`SPREADS`]; weights known from a narrower one start the next.
fn reaches(index: &Index, row: usize) -> Vec<Reach> {
    let mut known = [vec![index.declared.clone()], vec![index.declared.clone()]];
    let mut reaches = Vec::new();
    for spread in SPREADS {
        let region = match spread {
            Some(spread) => Region::within(&index.declared, spread),
            None => Region::any(index.declared.len()),
        };
        let best = extreme(index, row, &region, End::Best, &known[0]);
        let worst = extreme(index, row, &region, End::Worst, &known[1]);
        known[0].push(best.weights.clone());
        known[1].push(worst.weights.clone());
        reaches.push(Reach { spread, best, worst });
    }
    reaches
}
