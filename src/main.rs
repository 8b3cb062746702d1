//! `ssj`: the command line. Arguments in, one stage of the pipeline run, a summary or errors out.

mod cli;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    match cli::Arguments::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(faults) => {
            let _ = writeln!(std::io::stderr(), "{faults}");
            ExitCode::FAILURE
        }
    }
}
