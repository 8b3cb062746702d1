//! Score coverage: what must be observed for a score at all, before anything is imputed.
//!
//! Shares count what stands directly below, each as one; who is *ranked* is another question
//! (`standing`), which goes by weight.

use super::tree::Child;
use crate::framework::{Framework, Level};
use crate::model::Grid;

/// Sums of weights may differ from the declared share by rounding alone.
pub const ROUNDING: f64 = 1e-12;

/// For each area, the share of the scored indicators observed where it is below the framework's
/// overall coverage; such an area is left out before anything else is done.
pub(super) fn left_out(framework: &Framework, observed: &Grid<bool>) -> Vec<Option<f64>> {
    let needed = framework.screen.overall.unwrap_or(0.0);
    let scored: Vec<usize> = framework.scored().collect();
    let share = |area: usize| {
        let seen = scored.iter().filter(|&&i| *observed.get(area, i)).count();
        seen as f64 / scored.len() as f64
    };
    (0..observed.rows()).map(|area| Some(share(area)).filter(|s| *s + ROUNDING < needed)).collect()
}

/// Whether enough below a level is there for a score: all of it where the level must be complete,
/// else its coverage of what was observed (of levels, of those that have a score).
pub(super) fn has_score(
    level: &Level,
    area: usize,
    below: &[(Child, f64)],
    columns: &[Vec<Option<f64>>],
    observed: &Grid<bool>,
) -> bool {
    if level.complete && columns.iter().any(|column| column[area].is_none()) {
        return false;
    }
    let Some(needed) = level.coverage else { return true };
    share(area, below, |c| columns[c][area].is_some(), observed) + ROUNDING >= needed
}

/// Share of what stands directly below that is observed; `has_score` says it of its c-th part.
pub(super) fn share(
    area: usize,
    below: &[(Child, f64)],
    has_score: impl Fn(usize) -> bool,
    observed: &Grid<bool>,
) -> f64 {
    let is_there = |(c, (child, _)): &(usize, &(Child, f64))| match *child {
        Child::Indicator(i) => *observed.get(area, i),
        Child::Level(_) => has_score(*c),
    };
    let there = below.iter().enumerate().filter(is_there).count();
    there as f64 / below.len().max(1) as f64
}
