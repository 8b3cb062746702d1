//! A model and its uncertain inputs in, the share of the results' variance that each input makes out.
//!
//! Variance-based sensitivity (Sobol' 1993; Saltelli and others 2010): the *first-order* index of an
//! input is the share of an output's variance that goes away when the input alone is fixed, the
//! *total* index the share that stays when everything else is fixed, interactions included. The
//! room knows nothing of indices and ranks: a model is a function from a point of the unit cube to
//! a row of outputs.

mod design;
mod estimate;
mod run;
mod sequence;
mod sums;

pub use design::{Design, SCRAMBLES, choice};
pub use estimate::{Estimate, Indices, InputIndices, OutputIndices};
pub use run::sensitivity;
