//! Replications in, counts of their ranks, scores and pairs out, in memory that doesn't grow.

use crate::fault::Result;

use super::counts::RankCounts;
use super::histogram::ScoreHistogram;
use super::kernel::Kernel;
use super::ranking::Ranking;
use super::scratch::Scratch;

/// Replications of which pairs are counted in small numbers before they are added to the large ones;
/// fewer than a small number can hold.
pub(super) const CHUNK: u64 = 256;

/// The scale that scores of a level are counted on: 0–100, or what a few replications ran through,
/// half as much again at each end.
pub(super) type ScoreScale = (f64, f64);

/// What one thread has counted.
pub(super) struct Tally {
    areas: usize,
    pub runs: u64,
    /// By level.
    pub ranks: Vec<RankCounts>,
    pub scores: Vec<ScoreHistogram>,
    /// Row by row: runs in which the area of the row stands above that of the column at the index.
    pub above: Vec<u32>,
    recent: Vec<u16>,
    /// Scores (no number: none) and ranks (0: none) of some replications, each level by level, until
    /// they are counted area by area: far fewer misses of the cache than one by one.
    waiting_scores: Vec<f64>,
    waiting_ranks: Vec<u32>,
}

/// Replications that wait at most.
const WAITING: usize = 256;

impl Tally {
    pub fn new(kernel: &Kernel, scales: &[ScoreScale]) -> Result<Self> {
        let areas = kernel.areas();
        let ranked = kernel.is_ranked().iter().filter(|ranked| **ranked).count();
        let histogram = |(low, high): &ScoreScale| ScoreHistogram::new(areas, *low, *high);
        Ok(Tally {
            areas,
            runs: 0,
            // An area that isn't ranked can stand below all that are.
            ranks: scales.iter().map(|_| RankCounts::new(areas, ranked + 1)).collect(),
            scores: scales.iter().map(histogram).collect::<Result<_>>()?,
            above: vec![0; areas * areas],
            recent: vec![0; areas * areas],
            waiting_scores: Vec::with_capacity(WAITING * areas * scales.len()),
            waiting_ranks: Vec::with_capacity(WAITING * areas * scales.len()),
        })
    }

    /// Counts the replication at hand.
    pub fn add(&mut self, scratch: &Scratch) {
        self.runs += 1;
        self.waiting_scores.extend(scratch.scores());
        self.waiting_ranks.extend(scratch.ranks());
        if self.waiting_ranks.len() == WAITING * self.areas * self.ranks.len() {
            self.count_waiting();
        }
        let places = scratch.places();
        let all_there = !places.contains(&Ranking::NOWHERE);
        for (row, &own) in self.recent.chunks_exact_mut(self.areas.max(1)).zip(places) {
            if own == Ranking::NOWHERE {
                continue;
            }
            if all_there {
                for (count, &other) in row.iter_mut().zip(places) {
                    *count += u16::from(own < other);
                }
            } else {
                for (count, &other) in row.iter_mut().zip(places) {
                    *count += u16::from((own < other) & (other != Ranking::NOWHERE));
                }
            }
        }
    }

    fn count_waiting(&mut self) {
        let cells = (self.areas * self.ranks.len()).max(1);
        for cell in 0..self.areas * self.ranks.len() {
            let (level, area) = (cell / self.areas, cell % self.areas);
            let (ranks, scores) = (&mut self.ranks[level], &mut self.scores[level]);
            scores.add_all(area, self.waiting_scores.iter().skip(cell).step_by(cells).copied());
            for rank in self.waiting_ranks.iter().skip(cell).step_by(cells).filter(|r| **r > 0) {
                ranks.add(area, *rank as usize);
            }
        }
        self.waiting_scores.clear();
        self.waiting_ranks.clear();
    }

    /// Counts what waits, and adds the small counts of a chunk to the large ones.
    pub fn end_chunk(&mut self) {
        self.count_waiting();
        for (count, recent) in self.above.iter_mut().zip(&mut self.recent) {
            *count += u32::from(*recent);
            *recent = 0;
        }
    }

    /// Takes in what another thread has counted.
    pub fn merge(&mut self, other: &Tally) {
        self.runs += other.runs;
        self.ranks.iter_mut().zip(&other.ranks).for_each(|(own, other)| own.merge(other));
        self.scores.iter_mut().zip(&other.scores).for_each(|(own, other)| own.merge(other));
        self.above.iter_mut().zip(&other.above).for_each(|(own, other)| *own += other);
    }
}
