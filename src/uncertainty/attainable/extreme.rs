//! One end of what an area can reach: an area and the weights allowed in, its best or worst rank
//! out, with weights that do it.

use serde::{Deserialize, Serialize};

use super::centre::centre;
use super::climb::climb;
use super::region::Region;
use super::scale::Index;
use super::search::{Fewest, TIE, Task, fewest};

/// How many values the search for one end may look at: some tenths of a second.
const BUDGET: usize = 20_000_000;

/// Which end of the ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Best,
    Worst,
}

/// The best or the worst rank under some weights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extreme {
    /// Reached under `weights`, by the arithmetic that makes the index. Areas that are level count
    /// for the area at its best and against it at its worst.
    pub rank: usize,
    /// No weights do better (at the best end; worse at the worst). It differs from `rank` only
    /// where the search was too large to be finished, or a rank hangs on a difference at the edge
    /// of what can be computed; then the truth lies between the two.
    pub limit: usize,
    /// How many other areas have the same score under `weights`, to a billionth of the scale.
    pub level_with: usize,
    /// In the order of what stands below the index; they sum to 1.
    pub weights: Vec<f64>,
}

impl Extreme {
    pub fn is_exact(&self) -> bool {
        self.rank == self.limit
    }
}

/// The end of what the area at `row` of the ranked ones can reach; at least as good (as bad) as
/// under each of `known` weights, which lie in the region; the declared ones are among them.
pub(super) fn extreme(
    index: &Index,
    row: usize,
    region: &Region,
    end: End,
    known: &[Vec<f64>],
) -> Extreme {
    let contest = Contest::of(index, row, region, end);
    let found = contest.search(known);
    let limit = contest.always + found.limit;
    let target = contest.always + found.reached;
    let rank = |count: usize| match end {
        End::Best => 1 + count,
        End::Worst => index.areas.len() - count,
    };
    let of = |count: usize, weights: Vec<f64>| Extreme {
        rank: rank(count),
        limit: rank(limit.min(count)),
        level_with: contest.recount(&weights).level,
        weights,
    };
    let inside = contest.inside(&found.at);
    let at_the_centre = contest.recount(&inside);
    if at_the_centre.above == target && at_the_centre.level == 0 {
        return of(target, inside);
    }
    // The point lies where areas are level. Another may do as well where fewer are.
    let is_better = |weights: &Vec<f64>| {
        let apart = contest.recount(weights);
        let is_witnessed = at_the_centre.above == target;
        apart.above == target && (!is_witnessed || apart.level < at_the_centre.level)
    };
    if let Some(weights) = contest.apart(&found).filter(is_better) {
        return of(target, weights);
    }
    let at = region.weights(&found.at);
    let even = rounded(&at);
    for weights in [&even, &inside, &at] {
        if contest.recount(weights).clearly_above == target {
            return of(target, weights.clone());
        }
    }
    let tried = [even, at, inside].into_iter().chain(known.iter().cloned());
    let counted = tried.map(|weights| (contest.recount(&weights).above, weights));
    match counted.min_by_key(|(count, _)| *count) {
        Some((count, weights)) => of(count, weights),
        None => of(index.areas.len() - 1, index.declared.clone()),
    }
}

/// Weights at ten decimals, the largest taking what is left of 1: where areas are level, the
/// rounding of the search would hide that they are, at a weight of 0 or a half.
fn rounded(weights: &[f64]) -> Vec<f64> {
    let mut rounded: Vec<f64> = weights.iter().map(|w| (w * 1e10).round() / 1e10).collect();
    let largest = (0..rounded.len()).max_by(|&a, &b| rounded[a].total_cmp(&rounded[b]));
    if let Some(largest) = largest {
        rounded[largest] = 0.0;
        rounded[largest] = 1.0 - rounded.iter().sum::<f64>();
    }
    rounded
}

/// An area against all others, under the weights of a region.
struct Contest<'a> {
    index: &'a Index,
    row: usize,
    region: &'a Region,
    end: End,
    /// By how much the others are above the area (below it, at the worst end), at the corners of
    /// the region; only those for which it depends on the weights.
    open: Vec<Vec<f64>>,
    /// How many are above whatever the weights.
    always: usize,
}

/// How many others are above an area (below it, at the worst end) by their scores.
struct Recount {
    above: usize,
    /// By more than counts as level.
    clearly_above: usize,
    level: usize,
}

impl<'a> Contest<'a> {
    fn of(index: &'a Index, row: usize, region: &'a Region, end: End) -> Self {
        let (mut open, mut always) = (Vec::new(), 0);
        let own = index.values.row(row);
        for other in (0..index.areas.len()).filter(|&other| other != row) {
            let other = index.values.row(other);
            // Scaled to the pair, so that rounding is alike for all.
            let scale = own.iter().chain(other).fold(f64::MIN_POSITIVE, |m, x| m.max(x.abs()));
            let ahead = own.iter().zip(other).map(|(own, other)| match end {
                End::Best => (other - own) / scale,
                End::Worst => (own - other) / scale,
            });
            let corners = region.at_corners(&ahead.collect::<Vec<f64>>());
            match region.range(&corners) {
                (lowest, _) if lowest > TIE => always += 1,
                (_, highest) if highest <= TIE => {}
                _ => open.push(corners),
            }
        }
        Contest { index, row, region, end, open, always }
    }

    /// The search, from what can be made of the best of the known weights.
    fn search(&self, known: &[Vec<f64>]) -> Fewest {
        let from =
            |weights: &Vec<f64>| climb(&self.open, self.region.caps(), self.region.shares(weights));
        let starts = known.iter().map(from);
        let start = starts.min_by_key(|(_, count)| *count);
        let start = start.unwrap_or_else(|| (self.index.declared.clone(), self.open.len()));
        let fences = self.region.fences();
        fewest(&Task { rows: &self.open, fences: &fences, budget: BUDGET }, start)
    }

    /// Weights well inside the cell of a point.
    fn inside(&self, at: &[f64]) -> Vec<f64> {
        self.region.weights(&centre(&self.open, self.region.caps(), at))
    }

    /// Weights that do as well as those found, without anyone level, where there are any.
    fn apart(&self, found: &Fewest) -> Option<Vec<f64>> {
        let raised = |row: &Vec<f64>| row.iter().map(|x| x + 2.0 * TIE).collect();
        let rows: Vec<Vec<f64>> = self.open.iter().map(raised).collect();
        let fences = self.region.fences();
        let task = Task { rows: &rows, fences: &fences, budget: BUDGET };
        let apart = fewest(&task, (found.at.clone(), found.reached + 1));
        (apart.reached == found.reached).then(|| self.inside(&apart.at))
    }

    /// The counts by the scores that the engine gives under these weights; all others are above
    /// where it gives none, so that such weights are never preferred.
    fn recount(&self, weights: &[f64]) -> Recount {
        let others = self.index.areas.len() - 1;
        let Some(scores) = self.index.scores(weights) else {
            return Recount { above: others, clearly_above: others, level: 0 };
        };
        let mut counted = Recount { above: 0, clearly_above: 0, level: 0 };
        let own = scores[self.row];
        for (_, other) in scores.iter().enumerate().filter(|(row, _)| *row != self.row) {
            let ahead = if self.end == End::Best { other - own } else { own - other };
            counted.above += usize::from(ahead > 0.0);
            counted.clearly_above += usize::from(ahead > self.index.level);
            counted.level += usize::from(ahead.abs() <= self.index.level);
        }
        counted
    }
}
