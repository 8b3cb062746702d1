//! What every verb is given: the options that all share, and how a result is printed.

use std::fmt::Display;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use ssj::fault::{Fault, Faults, Result};
use ssj::pipeline::{self, Options, Stage};
use ssj::summary::Summary;

use super::values::Form;

pub struct Given {
    pub options: Options,
    /// As they were asked for; those of tables stand among the options too.
    pub format: Vec<Form>,
    pub json: bool,
}

// A method of one's own on data of one's own.
#[derive(Args)]
pub struct Own {
    /// A framework of one's own; results go straight into --out DIR
    #[arg(long, value_name = "FILE")]
    pub framework: Option<PathBuf>,
    /// CSV (long or wide, plain or gzipped), Parquet, or folders of them [default: the catalogue's
    /// files]
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub data: Vec<PathBuf>,
}

impl Own {
    pub fn into(self, options: &mut Options) {
        (options.framework, options.data) = (self.framework, self.data);
    }
}

impl Given {
    /// Runs the pipeline up to a stage, and prints what came of it.
    pub fn run(&self, stage: &Stage) -> Result<()> {
        self.print(&pipeline::run(stage, &self.options)?)
    }

    /// Prints a summary; what stopped a part of the run is an error behind it.
    pub fn print(&self, summary: &Summary) -> Result<()> {
        self.show(summary)?;
        let unfinished = summary.unfinished.iter().cloned().map(Fault::found).collect();
        Faults::check(unfinished, ())
    }

    /// Prints a result for people, or as JSON.
    pub fn show(&self, result: &(impl Display + Serialize)) -> Result<()> {
        if !self.json {
            return tell(&result.to_string());
        }
        let text = serde_json::to_string_pretty(result)
            .map_err(|e| Fault::new(format!("cannot print the summary ({e})")))?;
        tell(&text)
    }
}

/// Prints a text; a reader that closes the pipe early is no error.
pub fn tell(text: &str) -> Result<()> {
    match writeln!(std::io::stdout(), "{text}") {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Fault::new(format!("cannot print ({e})")).into())
        }
        _ => Ok(()),
    }
}
