//! `ssj diff`: what moved between two states, and why.

use std::path::PathBuf;

use clap::Args;
use ssj::fault::Result;
use ssj::pipeline;

use super::given::Given;

#[derive(Args)]
pub struct Diff {
    /// An edition's id, a framework file, a folder of outputs, or a git revision
    before: String,
    /// The same
    after: String,
    /// The data of frameworks of one's own, as for score
    #[arg(long, value_name = "PATH", num_args = 1..)]
    data: Vec<PathBuf>,
}

impl Diff {
    pub fn run(self, mut given: Given) -> Result<()> {
        given.options.data = self.data;
        given.show(&pipeline::diff(&given.options, &self.before, &self.after)?)
    }
}
