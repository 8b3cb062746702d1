//! `ssj build` and `ssj report`: everything, up to the typeset report.

use std::path::PathBuf;

use clap::Args;
use ssj::fault::Result;
use ssj::pipeline::{self, Stage};

use super::given::Given;

#[derive(Args)]
pub struct Build {
    /// Print which stages are fresh or stale, and why; nothing is made
    #[arg(long)]
    plan: bool,
    /// Make everything again, also what would come out as it lies there
    #[arg(long)]
    again: bool,
    /// A framework of one's own: a report of it into --out DIR, marked as not being the edition
    #[arg(long, value_name = "FILE")]
    framework: Option<PathBuf>,
    /// Its data, as for score
    #[arg(long, value_name = "PATH", num_args = 1..)]
    data: Vec<PathBuf>,
}

impl Build {
    pub fn run(self, mut given: Given) -> Result<()> {
        let options = &mut given.options;
        options.again = self.again;
        (options.framework, options.data) = (self.framework, self.data);
        match self.plan {
            true => given.show(&pipeline::planned(&given.options)?),
            false => given.run(&Stage::Report),
        }
    }
}
