//! How sure results are: simulations, sensitivity, attainable ranks, and values at the limits.

mod attainable;
mod command;
mod corners;
mod extremes;
#[path = "../made_up_index/mod.rs"]
mod made_up_index;
mod moves;
#[path = "../numbers/mod.rs"]
mod numbers;
#[path = "../parts/mod.rs"]
mod parts;
mod replications;
mod sensitivity;
mod simulate;
#[path = "../workdir/mod.rs"]
mod workdir;
