//! Flags and subcommands: each verb is one file, with its arguments and its run.

mod audit;
mod brief;
mod build;
mod diff;
mod exchange;
mod explain;
mod fetch;
mod figures;
mod given;
mod help;
mod package;
mod read;
mod revisions;
mod score;
mod simulate;
mod values;
mod verify;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use exchange::{Export, Import};
use given::{Given, tell};
pub use help::parse;
use ssj::doctor;
use ssj::fault::{Fault, Faults, Result};
use ssj::model::Language;
use ssj::pipeline::{Options, Stage};
use values::{Form, form, forms_of, language, origins};

/// The pipeline behind The State of Social Justice: public statistics in, an edition out.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// The project's folder [default: the nearest at or above the current folder]
    #[arg(long, global = true, value_name = "DIR")]
    project: Option<PathBuf>,
    /// The edition, as in report/editions/ID.toml [default: the latest]
    #[arg(long, global = true, value_name = "ID")]
    edition: Option<String>,
    /// Where results go and lie: straight in DIR, figures in DIR/figures [default: the edition's folders]
    #[arg(long, global = true, value_name = "DIR")]
    out: Option<PathBuf>,
    /// How many threads to use [default: one for each core]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// Fail on any row of data that can't be used
    #[arg(long, global = true)]
    strict: bool,
    /// Which figures are read: `locked` (publishers' originals that sources.lock pins, our own files for
    /// the rest), `none` (our own files alone), or the file of another lock [default: locked]
    #[arg(long, global = true, value_name = "WHICH")]
    originals: Option<PathBuf>,
    /// Let series whose licence forbids it into what is made to be passed on
    #[arg(long, global = true)]
    allow_restricted: bool,
    /// Forms in which tables go out: csv, parquet, xlsx [default: csv]; of figures also svg and png
    #[arg(long, global = true, value_name = "FORM", value_delimiter = ',', value_parser = form(),
          hide_possible_values = true)]
    format: Vec<Form>,
    /// Pages and scores of these States alone in the report, by code or name; the rest stays whole
    #[arg(long, global = true, value_name = "AREA", value_delimiter = ',')]
    only: Vec<String>,
    /// Languages of the report, its figures and the audit, in place of the edition's: en, fr, es
    #[arg(long, global = true, value_name = "LANGUAGE", value_delimiter = ',', value_parser = language)]
    language: Vec<Language>,
    /// Wait until another run into the same folder has ended, instead of refusing
    #[arg(long, global = true)]
    wait: bool,
    /// Say nothing but errors on the way
    #[arg(long, global = true)]
    quiet: bool,
    /// Print results and errors as JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// The typst program [default: SSJ_TYPST, the search path, our cache; else it is installed]
    #[arg(long, global = true, value_name = "PROGRAM")]
    typst: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Do everything: read, score, draw, typeset; only what would come out otherwise is made
    Build(build::Build),
    /// Read the data and write problems.csv
    Ingest,
    /// Up to the scores: the project's edition, or any framework on any data
    Score(score::Score),
    /// Up to ranks and scores with their intervals, under all that the framework calls uncertain;
    /// on Ctrl-C, with the replications that are finished
    Simulate(simulate::Simulate),
    /// Up to the audit, told in plain words: the project's edition, or any framework on any data
    Audit(audit::Audit),
    /// Up to the figures: all, or those named by id or family (map_index, profile); of those that are
    /// named nothing else is computed or written. `series AREA…`: the scores of areas over the years
    Figures(figures::Figures),
    /// Up to the typeset report (the same as build)
    Report(build::Build),
    /// Make the explorer: the whole edition as one page that works without a network
    Explore,
    /// Fetch the originals that datasets/sources.toml names, and pin them in datasets/sources.lock
    Fetch(fetch::Fetch),
    /// Compare two states of the data: what was added, revised, withdrawn, and what that moves
    Revisions(revisions::Revisions),
    /// Print where a number comes from: formulas, weights, what was done to each value, and the rows
    Explain(explain::Explain),
    /// Build the edition anew, twice, compare it with its lock and with what lies there, and say what
    /// each difference means; ends with 0 (full), 3 (minor differences), 4 (partial) or 5 (failed)
    Verify(verify::Verify),
    /// A paper of two pages on one State, on a few beside each other, or on a region, into --out DIR
    Brief(brief::Brief),
    /// Pack the edition for a repository: report, tables, figures, what they were made from, and what
    /// describes them; one zip in --out DIR [default: report/]
    Package(package::Package),
    /// Split what moved between two editions, frameworks, folders of outputs or git revisions into data
    /// revised, new observations, method and coverage; --out DIR takes the table
    Diff(diff::Diff),
    /// Read files of any provider in full, and account for every row; --out DIR takes the figures
    Read(read::Read),
    /// Write data and method for another program, into --out DIR
    #[command(subcommand)]
    Export(Export),
    /// Make a framework and its data from another program's, into --out DIR
    #[command(subcommand)]
    Import(Import),
    /// Say what is there and what is missing
    Doctor,
    /// Print the JSON Schema of framework.toml, for editors
    Schema,
    /// What a shell needs to complete commands and options, for its start-up files
    Completions {
        /// Of bash, elvish, fish, powershell or zsh
        shell: clap_complete::Shell,
    },
}

impl Arguments {
    /// Runs the command and prints its result; gives what the program ends with.
    pub fn run(self) -> Result<u8> {
        self.use_threads()?;
        let command = self.command;
        let given = Given {
            options: Options {
                project: self.project,
                edition: self.edition,
                out: self.out,
                strict: self.strict,
                quiet: self.quiet || self.json,
                typst: self.typst,
                origins: origins(self.originals),
                allow_restricted: self.allow_restricted,
                wait: self.wait,
                formats: self.format.iter().filter_map(|form| form.table()).collect(),
                languages: self.language,
                only: self.only,
                ..Options::default()
            },
            format: self.format,
            json: self.json,
        };
        command.fits(&given)?;
        command.run(given)
    }

    fn use_threads(&self) -> Result<()> {
        let Some(threads) = self.threads else { return Ok(()) };
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads.into())
            .build_global()
            .map_err(|e| Fault::new(format!("cannot use {threads} threads ({e})")).into())
    }
}

impl Command {
    /// Whether the options that all verbs share go with this one.
    fn fits(&self, given: &Given) -> Result<()> {
        if !matches!(self, Command::Doctor) {
            given.options.check_edition()?;
        }
        let pictures = forms_of(&given.format, &[Form::Svg, Form::Png]);
        match (self, pictures.first()) {
            (Command::Figures(_), _) | (_, None) => Ok(()),
            (_, Some(form)) => {
                let message = format!("--format {} goes with `ssj figures`", form.name());
                Err(Fault::new(message).into())
            }
        }
    }

    fn run(self, given: Given) -> Result<u8> {
        match self {
            Command::Build(verb) | Command::Report(verb) => verb.run(given),
            Command::Ingest => given.run(&Stage::Ingest),
            Command::Score(verb) => verb.run(given),
            Command::Simulate(verb) => verb.run(given),
            Command::Audit(verb) => verb.run(given),
            Command::Figures(verb) => verb.run(given),
            Command::Explore => given.run(&Stage::Explore),
            Command::Fetch(verb) => verb.run(given),
            Command::Revisions(verb) => verb.run(given),
            Command::Explain(verb) => verb.run(given),
            Command::Verify(verb) => return verb.run(given),
            Command::Brief(verb) => verb.run(given),
            Command::Package(verb) => verb.run(given),
            Command::Diff(verb) => verb.run(given),
            Command::Read(verb) => verb.run(given),
            Command::Export(verb) => verb.run(given),
            Command::Import(verb) => verb.run(&given),
            Command::Doctor => {
                let examined = doctor::examine(&given.options);
                given.show(&examined)?;
                Faults::check(examined.errors, ())
            }
            Command::Schema => tell(&ssj::framework::json_schema()),
            Command::Completions { shell } => {
                let (mut command, mut text) = (help::command(), Vec::new());
                clap_complete::generate(shell, &mut command, "ssj", &mut text);
                tell(&String::from_utf8_lossy(&text))
            }
        }
        .map(|()| 0)
    }
}

/// Prints what is wrong with the arguments, or the help that was asked for; gives what to end with.
pub fn misunderstood(error: &clap::Error) -> ExitCode {
    let json = std::env::args_os().any(|argument| argument == "--json");
    let hint = help::elsewhere(error);
    if json && error.use_stderr() {
        let text = error.render().to_string();
        let text = text.strip_prefix("error: ").unwrap_or(&text).trim_end();
        let fault = hint.into_iter().fold(Fault::new(text), Fault::hint);
        let _ = writeln!(std::io::stderr(), "{}", Faults::from(fault).json());
    } else {
        let _ = error.print();
        if let Some(hint) = hint {
            let _ = writeln!(std::io::stderr(), "  hint: {hint}");
        }
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
