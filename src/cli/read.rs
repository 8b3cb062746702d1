//! `ssj read`: any file, accounted for.

use std::path::PathBuf;

use clap::Args;
use ssj::fault::Result;
use ssj::model::Reader;
use ssj::pipeline;

use super::given::Given;
use super::values::forms;

#[derive(Args)]
pub struct Read {
    /// Files, as their publishers send them or of one's own, or pipes (`-`: standard input)
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The form they are in [default: each as it begins]
    #[arg(long, value_name = "FORM", value_parser = forms())]
    reader: Option<Reader>,
}

impl Read {
    pub fn run(self, given: Given) -> Result<()> {
        given.show(&pipeline::read(&self.paths, self.reader, &given.options)?)
    }
}
