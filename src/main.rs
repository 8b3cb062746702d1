//! `ssj`: the command line. Arguments in, one stage of the pipeline run, a summary or errors out.
//!
//! Ends with 0 where all is well, 1 where something is refused, 2 where the arguments make no sense,
//! and 130, 143 or 129 where it was told to end; `ssj verify` ends by its verdict, with 0, 3, 4 or 5.

mod cli;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use ssj::outputs::ending;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    let done = ending::listen().and_then(|()| arguments.run());
    ending::settle();
    if let Err(faults) = &done {
        let _ = writeln!(std::io::stderr(), "{faults}");
    }
    match (ending::code(), done) {
        (Some(code), _) | (None, Ok(code)) => ExitCode::from(code),
        (None, Err(_)) => ExitCode::FAILURE,
    }
}
