//! A design and a model in, indices out: the runs, in parallel and in an order that never changes.

use rayon::prelude::*;

use super::design::{Design, SCRAMBLES};
use super::estimate::{Indices, estimate};
use super::sequence::Sequence;
use super::sums::Sums;

/// Parts of a scramble that can run side by side. A fixed number, not one per thread: sums are taken
/// part by part and joined in order, so that any number of threads gives the same bytes.
const PARTS: u32 = 4;

/// First-order and total indices of every output of a model, with intervals.
///
/// - `outputs`: numbers that the model gives per run.
/// - `state`: makes what the model may write on, so that a run needn't allocate. Made anew for each
///   of 64 stretches of runs, whichever thread takes them.
/// - `model`: `(state, point, outputs)`; reads a point of [0, 1)^inputs and writes every output. Its
///   outputs must follow from the point alone.
///
/// An output that is not finite in any run has no indices; one that never moves has none either.
/// Takes memory for outputs × inputs, whatever the number of runs.
///
/// # Errors
/// The model's first error in the order of the points; a stretch of runs ends at its first error.
/// A model that is told to stop gives an error too: part of a design is not balanced and gives no
/// indices.
pub fn sensitivity<S, E: Send>(
    design: &Design,
    outputs: usize,
    state: impl Fn() -> S + Sync,
    model: impl Fn(&mut S, &[f64], &mut [f64]) -> Result<(), E> + Sync,
) -> Result<Indices, E> {
    let part = |sequence: &Sequence, part: u32, parts: u32| {
        let stretch = design.points() / parts;
        let mut run = Run::new(design.inputs(), outputs);
        let mut state = state();
        (part * stretch..(part + 1) * stretch)
            .try_for_each(|index| run.point(sequence, index, |at, to| model(&mut state, at, to)))
            .map(|()| run.sums)
    };
    let scramble = |scramble: usize| {
        let sequence = design.sequence(scramble);
        let parts = PARTS.min(design.points());
        let sums: Vec<_> = (0..parts).into_par_iter().map(|p| part(&sequence, p, parts)).collect();
        join(sums, design.inputs(), outputs)
    };
    let scrambles: Vec<_> = (0..SCRAMBLES).into_par_iter().map(scramble).collect();
    let scrambles = scrambles.into_iter().collect::<Result<Vec<Sums>, E>>()?;
    Ok(estimate(&scrambles, design.inputs(), design.runs()))
}

fn join<E>(parts: Vec<Result<Sums, E>>, inputs: usize, outputs: usize) -> Result<Sums, E> {
    parts.into_iter().try_fold(Sums::new(inputs, outputs), |mut sums, part| {
        sums.merge(&part?);
        Ok(sums)
    })
}

/// A point and what the model gives there, kept from run to run.
struct Run {
    /// The inputs of A and then those of B.
    pair: Vec<f64>,
    mixed: Vec<f64>,
    at_a: Vec<f64>,
    at_b: Vec<f64>,
    at_mixed: Vec<f64>,
    sums: Sums,
}

impl Run {
    fn new(inputs: usize, outputs: usize) -> Self {
        let row = vec![0.0; outputs];
        Run {
            pair: vec![0.0; 2 * inputs],
            mixed: vec![0.0; inputs],
            at_a: row.clone(),
            at_b: row.clone(),
            at_mixed: row,
            sums: Sums::new(inputs, outputs),
        }
    }

    /// Runs the model at a point of A, of B and of A with each input from B.
    fn point<E>(
        &mut self,
        sequence: &Sequence,
        index: u32,
        mut model: impl FnMut(&[f64], &mut [f64]) -> Result<(), E>,
    ) -> Result<(), E> {
        // Not a number until written: an output that the model leaves out can't pass for a result.
        let mut model = |point: &[f64], outputs: &mut [f64]| {
            outputs.fill(f64::NAN);
            model(point, outputs)
        };
        sequence.write(index, &mut self.pair);
        let (a, b) = self.pair.split_at(self.mixed.len());
        model(a, &mut self.at_a)?;
        model(b, &mut self.at_b)?;
        self.sums.add(&self.at_a);
        self.sums.add(&self.at_b);
        self.mixed.copy_from_slice(a);
        for input in 0..a.len() {
            self.mixed[input] = b[input];
            model(&self.mixed, &mut self.at_mixed)?;
            self.sums.add_input(input, &self.at_a, &self.at_b, &self.at_mixed);
            self.mixed[input] = a[input];
        }
        Ok(())
    }
}
