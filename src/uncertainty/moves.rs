//! A kernel in, out what moves the results: for the whole ranking, for each focus area and for each
//! area, the share of the variance that each uncertain choice makes.
//!
//! Each choice is one input. One made of many random numbers (weights, draws that fill gaps,
//! measurement) picks the stream that its numbers are drawn from, so that its indices speak of all
//! its numbers at once.

use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};

use crate::fault::{Faults, Result};
use crate::framework::Framework;

use super::choices::{Choice, What};
use super::kernel::Kernel;
use super::scratch::Scratch;
use super::sensitivity::{Design, InputIndices, OutputIndices, sensitivity};
use super::simulation::{Replications, Watch};

/// Points per sample and scramble where nobody says how many runs: totals within a few hundredths.
const POINTS: u64 = 128;
/// As [`POINTS`], where each run takes long.
const POINTS_IF_SLOW: u64 = 16;
/// Runs between two signs of progress.
const TOLD: u64 = 256;

/// What each uncertain choice does to the results. An output without indices never moved, had no
/// value in some run, or there is no choice to move it: [`Sensitivities::unknown`] says which.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sensitivities {
    /// Of the model: each a replication of the index.
    pub runs: u64,
    pub seed: u64,
    /// In the order of the indices of every output.
    pub choices: Vec<Choice>,
    /// Mean over the ranked areas of |rank − rank in the edition|, at the index. Areas that have no
    /// rank in a run are left out of its mean.
    pub ranking: OutputIndices,
    /// The same at each focus area: (level, indices).
    pub levels: Vec<(usize, OutputIndices)>,
    /// Of each area, its rank at the index; of one that is not ranked, the place it would take.
    pub ranks: Vec<OutputIndices>,
    /// Of each area, its score at the index.
    pub scores: Vec<OutputIndices>,
}

/// Why an output has no indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// The framework calls nothing uncertain that these values know of.
    NothingVaries,
    /// More choices than an analysis takes.
    TooManyChoices,
    /// It is the same in every run.
    NeverMoves,
    /// In some run it has no value.
    Missing,
}

impl Unknown {
    /// The reason as a part of an English sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Unknown::NothingVaries => "nothing is uncertain",
            Unknown::TooManyChoices => "there are more uncertain choices than can be told apart",
            Unknown::NeverMoves => "it is the same in every run",
            Unknown::Missing => "in some run there is none",
        }
    }
}

impl Sensitivities {
    /// The choice with the largest total index, and those after it that the intervals can't tell
    /// from it; none where no choice is sure to move the output.
    pub fn leading<'a>(&'a self, of: &'a OutputIndices) -> Vec<(&'a Choice, InputIndices)> {
        let mut all = self.ordered(of);
        let Some(lowest) = all.first().map(|(_, indices)| indices.total.low()) else { return all };
        all.retain(|(_, indices)| indices.total.high() >= lowest && indices.total.low() > 0.0);
        all
    }

    /// Every choice with its indices of an output, the largest total first; none where unknown.
    pub fn ordered<'a>(&'a self, of: &'a OutputIndices) -> Vec<(&'a Choice, InputIndices)> {
        let indices = of.inputs.iter().flatten().copied();
        let mut all: Vec<_> = self.choices.iter().zip(indices).collect();
        all.sort_by(|(_, a), (_, b)| b.total.value.total_cmp(&a.total.value));
        all
    }

    /// What is known of the index, then of every focus area, each with its level.
    pub fn by_level(&self) -> Vec<(usize, &OutputIndices)> {
        let levels = self.levels.iter().map(|(level, output)| (*level, output));
        std::iter::once((0, &self.ranking)).chain(levels).collect()
    }

    /// Whether anything is drawn for areas without a rank, which moves no ranked one.
    pub fn has_placement(&self) -> bool {
        self.choices.iter().any(|choice| choice.what == What::Placement)
    }

    /// What can move ranked areas: choices by position, the largest total index of the ranking first; where that
    /// is not known, the largest sum of those of the focus areas.
    pub fn by_total(&self) -> Vec<usize> {
        let total =
            |of: &OutputIndices, choice: usize| Some(of.inputs.as_ref()?[choice].total.value);
        let size = |&choice: &usize| {
            let of_levels = self.levels.iter().filter_map(|(_, output)| total(output, choice));
            total(&self.ranking, choice).unwrap_or_else(|| of_levels.sum())
        };
        let can = |choice: &usize| self.choices[*choice].what != What::Placement;
        let mut all: Vec<usize> = (0..self.choices.len()).filter(can).collect();
        all.sort_by(|a, b| size(b).total_cmp(&size(a)).then(a.cmp(b)));
        all
    }

    /// Why an output has no indices; `None` where it has.
    pub fn unknown(&self, of: &OutputIndices) -> Option<Unknown> {
        match (of.inputs.is_some(), of.variance) {
            (true, _) => None,
            _ if self.choices.is_empty() => Some(Unknown::NothingVaries),
            _ if self.runs == 0 => Some(Unknown::TooManyChoices),
            (false, Some(_)) => Some(Unknown::NeverMoves),
            (false, None) => Some(Unknown::Missing),
        }
    }
}

/// The runs of an analysis where nobody says how many: 20 480 for eight choices, and fewer where
/// each takes long.
pub fn usual_runs(kernel: &Kernel) -> u64 {
    let points = if kernel.slow().is_some() { POINTS_IF_SLOW } else { POINTS };
    let scrambles = super::sensitivity::SCRAMBLES as u64;
    scrambles * points * (kernel.choices().len() as u64 + 2)
}

/// The runs that [`sensitivities`] takes of those asked for: the largest design that fits.
///
/// # Errors
/// Too few for the choices there are.
pub fn runs_of(kernel: &Kernel, plan: Replications) -> Result<u64> {
    Ok(design(kernel, plan)?.map_or(0, |design| design.runs()))
}

/// `None` where there is nothing to vary, or too much.
fn design(kernel: &Kernel, plan: Replications) -> Result<Option<Design>> {
    let choices = kernel.choices().len();
    // Whether so many choices can be taken at all is a matter of the smallest design.
    if choices == 0 || Design::new(choices, 2, plan.seed).is_err() {
        return Ok(None);
    }
    Design::within(choices, plan.runs, plan.seed).map(Some)
}

/// Indices of the whole ranking, of each focus area and of each area. The same plan gives the same
/// bytes on any number of threads. `None` where it was told to stop: part of the runs says nothing.
///
/// # Errors
/// Too few runs for the choices there are, or an alternative that can't be carried out.
pub fn sensitivities(
    kernel: &Kernel,
    plan: Replications,
    watch: &Watch,
) -> Result<Option<Sensitivities>> {
    let outputs = Outputs::new(kernel)?;
    let Some(design) = design(kernel, plan)? else {
        return Ok(Some(outputs.named(kernel, plan.seed, None)));
    };
    let done = AtomicU64::new(0);
    let model = |scratch: &mut Scratch, point: &[f64], row: &mut [f64]| {
        if watch.stop.load(Ordering::Relaxed) {
            return Err(None);
        }
        kernel.replicate_at(point, scratch).map_err(|Faults(mut faults)| {
            let note = format!("it happened in the sensitivity of seed {}", plan.seed);
            faults.iter_mut().for_each(|fault| fault.hints.push(note.clone()));
            Some(Faults(faults))
        })?;
        outputs.write(scratch, row);
        let finished = done.fetch_add(1, Ordering::Relaxed) + 1;
        if finished.is_multiple_of(TOLD) {
            (watch.progress)(finished);
        }
        Ok(())
    };
    match sensitivity(&design, outputs.count(), || kernel.scratch(), model) {
        Ok(found) => Ok(Some(outputs.named(kernel, plan.seed, Some((found.runs, found.outputs))))),
        Err(Some(faults)) => Err(faults),
        Err(None) => Ok(None),
    }
}

/// What a run is reduced to: the shift of the ranking, of each focus area, then ranks and scores.
struct Outputs<'a> {
    framework: &'a Framework,
    is_ranked: &'a [bool],
    /// The index, then each focus area: (level, rank of every area in the edition).
    shifts: Vec<(usize, Vec<Option<usize>>)>,
}

impl<'a> Outputs<'a> {
    fn new(kernel: &'a Kernel) -> Result<Self> {
        let mut nominal = kernel.scratch();
        kernel.nominal(&mut nominal)?;
        let ranks = |level| (0..kernel.areas()).map(|area| nominal.rank(level, area)).collect();
        let levels = kernel.framework.index_and_focus_areas();
        let shifts = levels.map(|level| (level, ranks(level))).collect();
        Ok(Outputs { framework: kernel.framework, is_ranked: kernel.is_ranked(), shifts })
    }

    fn count(&self) -> usize {
        self.shifts.len() + 2 * self.is_ranked.len()
    }

    fn write(&self, scratch: &Scratch, row: &mut [f64]) {
        let (shifts, places) = row.split_at_mut(self.shifts.len());
        for (cell, (level, nominal)) in shifts.iter_mut().zip(&self.shifts) {
            *cell = self.shift(scratch, *level, nominal);
        }
        let (ranks, scores) = places.split_at_mut(self.is_ranked.len());
        for (area, (rank, score)) in ranks.iter_mut().zip(scores).enumerate() {
            *rank = scratch.rank(0, area).map_or(f64::NAN, |rank| rank as f64);
            *score = scratch.score(0, area).unwrap_or(f64::NAN);
        }
    }

    /// Mean over the ranked areas of how far each is from its rank in the edition; not a number
    /// where no area has a rank.
    fn shift(&self, scratch: &Scratch, level: usize, nominal: &[Option<usize>]) -> f64 {
        let (mut sum, mut n) = (0, 0);
        for (area, nominal) in nominal.iter().enumerate().filter(|(area, _)| self.is_ranked[*area])
        {
            if let (Some(rank), Some(nominal)) = (scratch.rank(level, area), nominal) {
                sum += rank.abs_diff(*nominal);
                n += 1;
            }
        }
        sum as f64 / f64::from(n)
    }

    /// The indices under their names; `None`: there is nothing to vary, or too much.
    fn named(
        &self,
        kernel: &Kernel,
        seed: u64,
        found: Option<(u64, Vec<OutputIndices>)>,
    ) -> Sensitivities {
        let none = OutputIndices { mean: None, variance: None, inputs: None, alone: None };
        let (runs, outputs) = found.unwrap_or_else(|| (0, vec![none.clone(); self.count()]));
        let mut outputs = outputs.into_iter();
        let mut take = |n: usize| -> Vec<OutputIndices> { outputs.by_ref().take(n).collect() };
        let mut ranking = take(1);
        let levels = self.framework.focus_areas().zip(take(self.shifts.len() - 1)).collect();
        Sensitivities {
            runs,
            seed,
            choices: kernel.choices().to_vec(),
            ranking: ranking.pop().unwrap_or(none),
            levels,
            ranks: take(self.is_ranked.len()),
            scores: take(self.is_ranked.len()),
        }
    }
}
