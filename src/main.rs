//! `ssj`: the command line. Arguments in, one stage of the pipeline run, a summary or errors out.
//!
//! Ends with 0 where all is well, 1 where something is refused, 2 where the arguments make no sense, 6
//! where it ran and found problems (rows of data under `--strict`, a language that could not be set),
//! and 130, 143 or 129 where it was told to end; `ssj verify` ends by its verdict, with 0, 3, 4 or 5.

mod cli;

use std::io::Write;
use std::process::ExitCode;

use ssj::outputs::ending;

/// What a run ends with that found problems.
const FOUND: u8 = 6;

fn main() -> ExitCode {
    let arguments = match cli::parse() {
        Ok(arguments) => arguments,
        Err(error) => return cli::misunderstood(&error),
    };
    let json = arguments.json;
    let done = ending::listen().and_then(|()| arguments.run());
    ending::settle();
    if let Err(faults) = &done {
        let told = if json { faults.json() } else { faults.to_string() };
        let _ = writeln!(std::io::stderr(), "{told}");
    }
    match (ending::code(), done) {
        (Some(code), _) | (None, Ok(code)) => ExitCode::from(code),
        (None, Err(faults)) if faults.0.iter().all(|fault| fault.is_finding) => {
            ExitCode::from(FOUND)
        }
        (None, Err(_)) => ExitCode::FAILURE,
    }
}
