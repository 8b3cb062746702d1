//! `ssj revisions`: what changed between two states of the data.

use std::path::PathBuf;

use clap::Args;
use ssj::fault::Result;
use ssj::pipeline;

use super::given::Given;
use super::values::origins;

#[derive(Args)]
pub struct Revisions {
    /// As --originals, or `previous`: before the last fetch [default: previous, else none]
    #[arg(long, value_name = "WHICH")]
    from: Option<PathBuf>,
    /// As --originals [default: locked]
    #[arg(long, value_name = "WHICH")]
    to: Option<PathBuf>,
    /// A framework of one's own [default: the edition's]
    #[arg(long, value_name = "FILE")]
    framework: Option<PathBuf>,
}

impl Revisions {
    pub fn run(self, mut given: Given) -> Result<()> {
        given.options.framework = self.framework;
        let from = self.from.map(|which| origins(Some(which)));
        given.show(&pipeline::revisions(&given.options, from, &origins(self.to))?)
    }
}
