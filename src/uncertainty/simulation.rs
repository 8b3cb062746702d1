//! A kernel and a number of runs in; ranks and scores with their intervals, pairs and tiers out.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, Faults, Result};
use crate::framework::Framework;
use crate::model::Grid;
use crate::score::{Input, Scores};

use super::choices::Choice;
use super::counts::RankCounts;
use super::histogram::ScoreHistogram;
use super::kernel::Kernel;
use super::noise::Measured;
use super::tally::{CHUNK, ScoreScale, Tally, compared};
use super::tiers::{Tiers, tiers};

/// How much to simulate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replications {
    pub runs: u64,
    pub seed: u64,
}

/// Where a simulation tells how far it is, and is told to stop.
pub struct Watch<'a> {
    /// Called with the replications finished, from any thread.
    pub progress: &'a (dyn Fn(u64) + Sync),
    /// No new replications are begun once it is set.
    pub stop: &'a AtomicBool,
}

/// How a rank or a score is distributed over the runs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// As in the edition; for an area without a rank, the place it would take.
    pub nominal: Option<f64>,
    pub mean: f64,
    pub median: f64,
    pub p05: f64,
    pub p25: f64,
    pub p75: f64,
    pub p95: f64,
    /// Runs in which the area had one.
    pub runs: u64,
}

/// A rank with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RankInterval {
    pub of: Interval,
    /// Share of the runs among the highest and among the lowest tenth of the ranked areas.
    pub top_tenth: f64,
    pub bottom_tenth: f64,
}

/// What a simulation found. Rows are the areas, columns the framework's levels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Simulation {
    pub plan: Replications,
    /// Replications finished: all, unless it was told to stop.
    pub runs: u64,
    /// Those of them that normalise every indicator as declared: score intervals are of these.
    pub score_runs: u64,
    pub choices: Vec<Choice>,
    /// The others are placed among the ranked: indicative.
    pub is_ranked: Vec<bool>,
    /// `None` where the area never had a score.
    pub ranks: Grid<Option<RankInterval>>,
    /// Of the runs that normalise every indicator as declared: others score on another scale. `None`
    /// also where there is no such run, or scores ran beyond the scale they are counted on.
    pub scores: Grid<Option<Interval>>,
    /// Share of all runs in which the area of the row stands above that of the column at the index; no
    /// rows above [`MOST_COMPARED`](super::tiers::MOST_COMPARED) areas.
    pub above: Grid<f64>,
    /// From this share of the runs on, the order of two areas counts as certain.
    pub certain: f64,
    /// Ranked areas from the top of the index.
    pub order: Vec<usize>,
    /// Their tiers, by position in that order; of all pairs taken as they are, where nothing was varied
    /// too. None where pairs were not counted.
    pub tiers: Tiers,
}

impl Simulation {
    /// Whether it was stopped before its end.
    pub fn is_partial(&self) -> bool {
        self.runs < self.plan.runs
    }
}

/// Simulates an index: `scores` are the nominal ones of the same framework and input.
///
/// # Errors
/// An alternative that can't be carried out, or a stop before a single chunk of replications.
pub fn simulate(
    framework: &Framework,
    input: &Input,
    scores: &Scores,
    measured: &Measured,
    plan: Replications,
    watch: &Watch,
) -> Result<Simulation> {
    let kernel = Kernel::new(framework, input, scores, measured, plan.seed)?;
    run(&kernel, plan, watch)
}

/// Simulates a prepared index on the threads of the current pool. The same plan gives the same
/// result on any number of them.
///
/// # Errors
/// As [`simulate`].
pub fn run(kernel: &Kernel, plan: Replications, watch: &Watch) -> Result<Simulation> {
    let at_once = counted_at_once(kernel)?;
    let scales = scales(kernel, plan.runs)?;
    let (next, done, begun) = (AtomicU64::new(0), AtomicU64::new(0), AtomicUsize::new(0));
    let failed: Mutex<Option<(u64, Faults)>> = Mutex::new(None);
    let chunks = plan.runs.div_ceil(CHUNK);
    let work = || -> Result<Option<Tally>> {
        if begun.fetch_add(1, Ordering::Relaxed) >= at_once {
            return Ok(None);
        }
        let (mut tally, mut scratch) = (Tally::new(kernel, &scales)?, kernel.scratch());
        while !watch.stop.load(Ordering::Relaxed) && failed.lock().is_ok_and(|f| f.is_none()) {
            let chunk = next.fetch_add(1, Ordering::Relaxed);
            if chunk >= chunks {
                break;
            }
            let end = ((chunk + 1) * CHUNK).min(plan.runs);
            for replication in chunk * CHUNK..end {
                if let Err(faults) = kernel.replicate(replication, &mut scratch) {
                    keep_first(&failed, replication, faults);
                    break;
                }
                tally.add(&scratch);
            }
            tally.end_chunk();
            let finished = end - chunk * CHUNK;
            (watch.progress)(done.fetch_add(finished, Ordering::Relaxed) + finished);
        }
        tally.end();
        Ok(Some(tally))
    };
    let tallies = rayon::broadcast(|_| work());
    if let Some((replication, Faults(mut faults))) = failed.into_inner().unwrap_or(None) {
        let note = format!("it happened in replication {replication} of seed {}", plan.seed);
        faults.iter_mut().for_each(|fault| fault.hints.push(note.clone()));
        return Err(Faults(faults));
    }
    let mut whole: Option<Tally> = None;
    for tally in tallies {
        match (&mut whole, tally?) {
            (Some(whole), Some(tally)) => whole.merge(&tally),
            (None, Some(tally)) => whole = Some(tally),
            (_, None) => {}
        }
    }
    match whole.filter(|tally| tally.runs > 0) {
        Some(tally) => summarise(kernel, plan, &tally),
        None => Err(Fault::new("the simulation was stopped before anything was finished").into()),
    }
}

/// How many threads may count side by side, in memory that any machine of today has.
///
/// # Errors
/// One alone would take more.
fn counted_at_once(kernel: &Kernel) -> Result<usize> {
    const MOST: usize = 4 << 30;
    let gigabytes = |bytes: usize| bytes as f64 / f64::from(1 << 30);
    let one = Tally::size(kernel).max(1);
    match MOST / one {
        0 => {
            let (areas, levels) = (kernel.areas(), kernel.framework.levels.len());
            Err(Fault::new(format!(
                "a simulation of {areas} areas at {levels} levels would take {:.0} GB of memory, and {:.0} GB are the most",
                gigabytes(one).ceil(),
                gigabytes(MOST)
            ))
            .hint("every level of every area has its own distributions: take levels out of the framework that only pass on what stands below them, or simulate fewer areas; `ssj score` scores them all")
            .into())
        }
        threads => Ok(threads),
    }
}

/// Of several threads, the failure that a single one would have met first.
fn keep_first(failed: &Mutex<Option<(u64, Faults)>>, replication: u64, faults: Faults) {
    let Ok(mut kept) = failed.lock() else { return };
    if kept.as_ref().is_none_or(|(earlier, _)| replication < *earlier) {
        *kept = Some((replication, faults));
    }
}

/// By level: 0–100 where the nominal scores and those of the first replications on their scale lie
/// within; else what they ran through, half as much again at each end.
fn scales(kernel: &Kernel, runs: u64) -> Result<Vec<ScoreScale>> {
    const LOOKED_AT: u64 = 64;
    let levels = kernel.framework.levels.len();
    let mut ends = vec![(f64::INFINITY, f64::NEG_INFINITY); levels];
    let mut scratch = kernel.scratch();
    kernel.nominal(&mut scratch)?;
    for replication in 0..=runs.min(LOOKED_AT) {
        if let Some(replication) = replication.checked_sub(1) {
            kernel.replicate(replication, &mut scratch)?;
        }
        if !scratch.is_on_the_declared_scale() {
            continue;
        }
        for (level, (low, high)) in ends.iter_mut().enumerate() {
            for score in (0..kernel.areas()).filter_map(|area| scratch.score(level, area)) {
                (*low, *high) = (low.min(score), high.max(score));
            }
        }
    }
    let widened = |(low, high): (f64, f64)| {
        let more = ((high - low) / 2.0).max(0.5);
        let is_usual = low >= 0.0 && high <= 100.0 || low > high;
        if is_usual { (0.0, 100.0) } else { (low - more, high + more) }
    };
    Ok(ends.into_iter().map(widened).collect())
}

fn summarise(kernel: &Kernel, plan: Replications, tally: &Tally) -> Result<Simulation> {
    let (areas, levels) = (kernel.areas(), kernel.framework.levels.len());
    let mut nominal = kernel.scratch();
    kernel.nominal(&mut nominal)?;
    let is_ranked = kernel.is_ranked().to_vec();
    let ranked = is_ranked.iter().filter(|ranked| **ranked).count();
    let rank = |area: usize, level: usize| {
        let place = nominal.rank(level, area).map(|rank| rank as f64);
        of_ranks(&tally.ranks[level], area, ranked, place)
    };
    let score = |area: usize, level: usize| {
        of_scores(&tally.scores[level], area, nominal.score(level, area))
    };
    let share = |row: usize, column: usize| {
        f64::from(tally.above[row * areas + column]) / tally.runs as f64
    };
    let compared = compared(areas);
    let above = Grid::from_fn(compared, compared, share);
    let mut order: Vec<(usize, usize)> = (0..areas)
        .filter(|&area| is_ranked[area])
        .filter_map(|area| Some((nominal.rank(0, area)?, area)))
        .collect();
    order.sort_unstable();
    let order: Vec<usize> = order.into_iter().map(|(_, area)| area).collect();
    let certain = kernel.framework.uncertainty.certain;
    let in_tiers = if compared == areas { order.len() } else { 0 };
    let tiers = tiers(in_tiers, |high, low| *above.get(order[high], order[low]) >= certain);
    Ok(Simulation {
        plan,
        runs: tally.runs,
        score_runs: tally.score_runs,
        choices: kernel.choices().to_vec(),
        ranks: Grid::from_fn(areas, levels, rank),
        scores: Grid::from_fn(areas, levels, score),
        certain,
        order,
        tiers,
        is_ranked,
        above,
    })
}

fn of_ranks(
    counts: &RankCounts,
    area: usize,
    ranked: usize,
    nominal: Option<f64>,
) -> Option<RankInterval> {
    let at = |share: f64| counts.quantile(area, share);
    let of = interval(nominal, counts.mean(area)?, at, counts.runs(area))?;
    Some(RankInterval {
        of,
        top_tenth: counts.in_top_tenth(area, ranked)?,
        bottom_tenth: counts.in_bottom_tenth(area, ranked)?,
    })
}

fn of_scores(counts: &ScoreHistogram, area: usize, nominal: Option<f64>) -> Option<Interval> {
    let at = |share: f64| counts.quantile(area, share);
    interval(nominal, counts.mean(area)?, at, counts.runs(area))
}

fn interval(
    nominal: Option<f64>,
    mean: f64,
    at: impl Fn(f64) -> Option<f64>,
    runs: u64,
) -> Option<Interval> {
    Some(Interval {
        nominal,
        mean,
        median: at(0.5)?,
        p05: at(0.05)?,
        p25: at(0.25)?,
        p75: at(0.75)?,
        p95: at(0.95)?,
        runs,
    })
}
