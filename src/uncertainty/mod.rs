//! A model with uncertain choices in, how sure its results are out: distributions, tiers, sensitivity.

pub mod attainable;
mod bearable;
mod choices;
pub mod counts;
mod curve;
mod drawn;
pub mod histogram;
mod kernel;
mod levels;
mod moves;
mod noise;
mod prepare;
mod ranking;
mod scratch;
pub mod sensitivity;
mod simulation;
mod stream;
mod tally;
pub mod tiers;
mod told;
mod told_apart;
mod values;

pub use bearable::Kept;
pub use choices::{Choice, What};
pub use kernel::Kernel;
pub use moves::{Sensitivities, Unknown, runs_of, sensitivities, usual_runs};
pub use noise::Measured;
pub use scratch::Scratch;
pub(crate) use stream::Stream;

pub use simulation::{Interval, RankInterval, Replications, Simulation, Watch, run, simulate};
pub use told::{Told, ToldFill};
