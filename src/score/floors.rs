//! Framework and scores in, out how often a floor stood in for a score. A floor is meant for the few
//! scores near zero; where it replaces many, the level says little of them.

use super::scores::Scores;
use super::tree::{Child, all_below};
use crate::framework::Framework;

/// Share of the scores below a level from which on its floor is worth a word (a convention).
const MANY: f64 = 0.1;

/// A level whose floor replaced many scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Raised {
    pub level: usize,
    pub floor: f64,
    /// Scores below the floor, of `of` scores directly below the level.
    pub raised: usize,
    pub of: usize,
}

/// Levels of which at least a tenth of the scores directly below count as the floor.
pub fn often_raised(framework: &Framework, scores: &Scores) -> Vec<Raised> {
    let below = all_below(framework);
    let counted = framework.levels.iter().enumerate().filter_map(|(level, of)| {
        let floor = of.aggregation.floor()?;
        let children = &below[level];
        let score = |area: usize, child: Child| match child {
            Child::Indicator(i) => *scores.indicators.get(area, i),
            Child::Level(l) => *scores.levels.get(area, l),
        };
        let areas = 0..scores.levels.rows();
        let below: Vec<f64> = areas
            .flat_map(|area| children.iter().filter_map(move |(child, _)| score(area, *child)))
            .collect();
        let raised = below.iter().filter(|score| **score < floor).count();
        Some(Raised { level, floor, raised, of: below.len() })
    });
    counted.filter(|r| r.raised > 0 && r.raised as f64 >= MANY * r.of as f64).collect()
}
