//! The arguments of the commands by which results are questioned.

use std::path::PathBuf;

use clap::Args;
use ssj::explain::Explained;
use ssj::fault::Result;
use ssj::pipeline::{self, Options, Verified};

#[derive(Args)]
pub struct Build {
    /// Print which stages are fresh or stale, and why; nothing is made
    #[arg(long)]
    pub plan: bool,
    /// Make everything again, also what would come out as it lies there
    #[arg(long)]
    pub again: bool,
    /// A framework of one's own: a report of it into --out DIR, marked as not being the edition
    #[arg(long, value_name = "FILE")]
    pub framework: Option<PathBuf>,
    /// Its data, as for score
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub data: Vec<PathBuf>,
}

#[derive(Args)]
pub struct Explain {
    /// An area, by code or by name in any language of the reference table
    area: String,
    /// A level or an indicator, by code, name or a word of it [default: the index]
    code: Option<String>,
    /// As if this were the last year that counts [default: the edition's]
    #[arg(long, value_name = "YEAR", allow_negative_numbers = true)]
    year: Option<i32>,
    /// A framework of one's own [default: the edition's]
    #[arg(long, value_name = "FILE")]
    framework: Option<PathBuf>,
    /// Its data, as for score
    #[arg(long, value_name = "PATH", num_args = 1..)]
    data: Vec<PathBuf>,
}

impl Explain {
    pub fn run(self, options: Options) -> Result<Explained> {
        let Explain { area, code, year, framework, data } = self;
        pipeline::explain(&Options { framework, data, ..options }, &area, code.as_deref(), year)
    }
}

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
    pub fn run(self, options: Options) -> Result<pipeline::Diff> {
        pipeline::diff(&Options { data: self.data, ..options }, &self.before, &self.after)
    }
}

#[derive(Args)]
pub struct Verify {
    /// The edition [default: that of --edition, else the latest]
    #[arg(value_name = "EDITION")]
    id: Option<String>,
    /// Write what is built as the edition's lock, report/editions/ID.lock, and verify by it
    #[arg(long)]
    lock: bool,
}

impl Verify {
    pub fn run(self, options: Options) -> Result<Verified> {
        let edition = self.id.or_else(|| options.edition.clone());
        pipeline::verify(&Options { edition, ..options }, self.lock)
    }
}
