//! `ssj simulate`: up to ranks and scores with their intervals.

use clap::Args;
use ssj::fault::Result;
use ssj::pipeline::{Simulating, Stage};

use super::given::{Given, Own};
use super::values::{count, some};

#[derive(Args)]
pub struct Simulate {
    /// Replications [default: as the framework says]
    #[arg(long, value_name = "N", value_parser = some)]
    runs: Option<u64>,
    /// Of the random numbers: the same seed gives the same results [default: as the framework says]
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// Write draws.csv too: what each replication chose, and every index that came of it
    #[arg(long)]
    draws: bool,
    /// Replications to find which choice moves the results; 0 leaves that out [default: enough
    /// for intervals of a few hundredths]
    #[arg(long, value_name = "N", value_parser = count)]
    sensitivity_runs: Option<u64>,
    /// Let the results of a simulation that was cut take the place of the last full ones
    #[arg(long)]
    accept_partial: bool,
    #[command(flatten)]
    own: Own,
}

impl Simulate {
    pub fn run(self, mut given: Given) -> Result<()> {
        let Simulate { runs, seed, draws, sensitivity_runs, accept_partial, own } = self;
        own.into(&mut given.options);
        given.run(&Stage::Simulate(Simulating {
            runs,
            seed,
            draws,
            sensitivity_runs,
            accept_partial,
        }))
    }
}
