//! Replications in, counts of their ranks, scores and pairs out, in memory that doesn't grow.

use crate::fault::Result;

use super::counts::RankCounts;
use super::histogram::ScoreHistogram;
use super::kernel::Kernel;
use super::ranking::Ranking;
use super::scratch::Scratch;
use super::tiers::MOST_COMPARED;

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
    /// Those whose scores are on the scale that is declared.
    pub score_runs: u64,
    /// By level.
    pub ranks: Vec<RankCounts>,
    pub scores: Vec<ScoreHistogram>,
    /// Row by row: runs in which the area of the row stands above that of the column at the index; nothing
    /// where there are too many areas.
    pub above: Vec<u32>,
    recent: Vec<u16>,
    /// Of some replications, level by level and area by area.
    waiting_scores: Waiting,
    waiting_ranks: Waiting,
}

/// Codes of replications, one row each, until they are counted column by column: far fewer misses of
/// the cache than one by one.
struct Waiting {
    columns: usize,
    rows: Vec<u16>,
    /// Some columns, each with its rows together.
    turned: Vec<u16>,
}

/// Rows that wait at most.
const WAITING: usize = 512;
/// Columns turned together: those of a line of the cache.
const TOGETHER: usize = 32;

impl Waiting {
    fn new(columns: usize) -> Self {
        let (rows, turned) = (Vec::with_capacity(WAITING * columns), vec![0; WAITING * TOGETHER]);
        Waiting { columns, rows, turned }
    }

    fn is_full(&self) -> bool {
        self.rows.len() >= WAITING * self.columns
    }

    /// Hands over the codes of each column, and is empty.
    fn count(&mut self, mut column: impl FnMut(usize, &[u16])) {
        let rows = self.rows.len() / self.columns.max(1);
        for first in (0..self.columns).step_by(TOGETHER) {
            let together = TOGETHER.min(self.columns - first);
            for (at, row) in self.rows.chunks_exact(self.columns).enumerate() {
                for (to, code) in row[first..first + together].iter().enumerate() {
                    self.turned[to * WAITING + at] = *code;
                }
            }
            for to in 0..together {
                column(first + to, &self.turned[to * WAITING..][..rows]);
            }
        }
        self.rows.clear();
    }
}

fn ranked(kernel: &Kernel) -> usize {
    kernel.is_ranked().iter().filter(|ranked| **ranked).count()
}

/// How many others each of so many areas is compared with: all, or none of too many.
pub(super) fn compared(areas: usize) -> usize {
    if areas > MOST_COMPARED { 0 } else { areas }
}

impl Tally {
    /// The memory that one takes, in bytes.
    pub fn size(kernel: &Kernel) -> usize {
        let (areas, levels) = (kernel.areas(), kernel.framework.levels.len());
        let (codes, pairs) = (2 * 2 * WAITING, compared(areas) * (size_of::<u32>() + 2));
        let cell = ScoreHistogram::SIZE + (ranked(kernel) + 1) * size_of::<u64>() + codes;
        areas.saturating_mul(levels.saturating_mul(cell).saturating_add(pairs))
    }

    pub fn new(kernel: &Kernel, scales: &[ScoreScale]) -> Result<Self> {
        let (areas, ranked) = (kernel.areas(), ranked(kernel));
        let pairs = areas * compared(areas);
        let histogram = |(low, high): &ScoreScale| ScoreHistogram::new(areas, *low, *high);
        Ok(Tally {
            areas,
            runs: 0,
            score_runs: 0,
            // An area that isn't ranked can stand below all that are.
            ranks: scales.iter().map(|_| RankCounts::new(areas, ranked + 1)).collect(),
            scores: scales.iter().map(histogram).collect::<Result<_>>()?,
            above: vec![0; pairs],
            recent: vec![0; pairs],
            waiting_scores: Waiting::new(areas * scales.len()),
            waiting_ranks: Waiting::new(areas * scales.len()),
        })
    }

    /// Counts the replication at hand: ranks and pairs in any case, scores where they are on the scale
    /// that is declared.
    pub fn add(&mut self, scratch: &Scratch) {
        self.runs += 1;
        // Ranks are no more than the areas, whose places are u16 too.
        self.waiting_ranks.rows.extend(scratch.ranks().map(|rank| rank as u16));
        if self.waiting_ranks.is_full() {
            self.count_ranks();
        }
        if scratch.is_on_the_declared_scale() {
            self.score_runs += 1;
            let (scores, present) = scratch.scores();
            let n = self.areas.max(1);
            let of_levels = scores.chunks(n).zip(present.chunks(n));
            for (histogram, (scores, present)) in self.scores.iter_mut().zip(of_levels) {
                histogram.encode(scores, present, &mut self.waiting_scores.rows);
            }
            if self.waiting_scores.is_full() {
                self.count_scores();
            }
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

    fn count_ranks(&mut self) {
        let Tally { areas, ranks, waiting_ranks, .. } = self;
        waiting_ranks.count(|column, of| ranks[column / *areas].add_all(column % *areas, of));
    }

    fn count_scores(&mut self) {
        let Tally { areas, scores, waiting_scores, .. } = self;
        waiting_scores.count(|column, of| scores[column / *areas].add_all(column % *areas, of));
    }

    /// Adds the small counts of a chunk to the large ones.
    pub fn end_chunk(&mut self) {
        for (count, recent) in self.above.iter_mut().zip(&mut self.recent) {
            *count += u32::from(*recent);
            *recent = 0;
        }
    }

    /// Counts what waits: nothing is to be read or merged before.
    pub fn end(&mut self) {
        self.count_ranks();
        self.count_scores();
    }

    /// Takes in what another thread has counted.
    pub fn merge(&mut self, other: &Tally) {
        self.runs += other.runs;
        self.score_runs += other.score_runs;
        self.ranks.iter_mut().zip(&other.ranks).for_each(|(own, other)| own.merge(other));
        self.scores.iter_mut().zip(&other.scores).for_each(|(own, other)| own.merge(other));
        self.above.iter_mut().zip(&other.above).for_each(|(own, other)| *own += other);
    }
}
