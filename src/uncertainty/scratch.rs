//! What one thread of a simulation writes on: made once, written over by every replication.

use super::choices::Case;
use super::levels::Levels;
use super::ranking::Ranking;
use super::values::Values;

/// What one thread writes on; after a replication it holds its results.
pub struct Scratch {
    pub(super) case: Case,
    pub(super) values: Values,
    /// The weights below each level, in the order of the nodes.
    pub(super) weights: Vec<Vec<f64>>,
    pub(super) levels: Levels,
    pub(super) ranking: Ranking,
    pub(super) picks: Vec<u64>,
}

impl Scratch {
    /// What the replication picked, choice by choice.
    pub fn picks(&self) -> &[u64] {
        &self.picks
    }

    /// The score of an area at a level; `None` where it has none.
    pub fn score(&self, level: usize, area: usize) -> Option<f64> {
        let at = level * self.ranking.areas() + area;
        (self.levels.present[at] > 0.0).then_some(self.levels.scores[at])
    }

    /// The rank of an area at a level among those ranked; of one that is not, the place it would
    /// take. `None` where it has no score.
    pub fn rank(&self, level: usize, area: usize) -> Option<usize> {
        self.ranking.rank_of(level, area)
    }

    /// Whether every indicator is normalised as declared, so that scores are on the declared scale.
    pub(super) fn is_on_the_declared_scale(&self) -> bool {
        self.case.normalisation == 0
    }

    /// All scores level by level, and 1 where there is one, 0 where there is none.
    pub(super) fn scores(&self) -> (&[f64], &[f64]) {
        (&self.levels.scores, &self.levels.present)
    }

    /// All ranks, level by level; 0 where there is none.
    pub(super) fn ranks(&self) -> impl Iterator<Item = u32> + '_ {
        self.ranking.ranks().iter().copied()
    }

    /// Places at the index, ties sharing one, with the areas without a rank: 0 is the top, and
    /// [`Ranking::NOWHERE`] has no score.
    pub(super) fn places(&self) -> &[u16] {
        self.ranking.places()
    }
}
