//! Flags and subcommands, and how a run's result is printed.

mod exchange;
mod help;
mod proof;
mod values;

use std::fmt::Display;
use std::io::Write;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use exchange::{Export, Import};
pub use help::parse;
use serde::Serialize;
use ssj::exchange::coinr::{self, Years};
use ssj::fault::{Fault, Faults, Result};
use ssj::fetch::Settings;
use ssj::ingest::examine;
use ssj::model::{Language, Reader};
use ssj::pipeline::{self, Asked, FetchOrder, Options, Order, Pictures, Span, Stage};
use ssj::report::Dots;
use ssj::{doctor, summary::Summary};
use values::{Form, count, form, forms, forms_of, language, origins, size, some, years};

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
    Build(proof::Build),
    /// Read the data and write problems.csv
    Ingest,
    /// Up to the scores: the project's edition, or any framework on any data
    Score {
        /// One table of all levels in each of these years, such as 2010-2025, in place of the scores
        #[arg(long, value_name = "FIRST-LAST", value_parser = years)]
        years: Option<RangeInclusive<i32>>,
        /// A framework of one's own; results go straight into --out DIR
        #[arg(long, value_name = "FILE")]
        framework: Option<PathBuf>,
        /// CSV (long or wide, plain or gzipped), Parquet, or folders of them [default: the catalogue's
        /// files]
        #[arg(long, value_name = "PATH", num_args = 1..)]
        data: Vec<PathBuf>,
    },
    /// Up to ranks and scores with their intervals, under all that the framework calls uncertain;
    /// on Ctrl-C, with the replications that are finished
    Simulate {
        /// Replications [default: as the framework says]
        #[arg(long, value_name = "N", value_parser = some)]
        runs: Option<u64>,
        /// Of the random numbers: the same seed gives the same results [default: as the framework says]
        #[arg(long, value_name = "S")]
        seed: Option<u64>,
        /// Write draws.csv too: what each replication chose, and every index that came of it
        #[arg(long)]
        draws: bool,
        /// Replications to find which choice moves the results; 0 leaves that out [default: enough
        /// for intervals of a few hundredths]
        #[arg(long, value_name = "N", value_parser = count)]
        sensitivity_runs: Option<u64>,
        /// Let the results of a simulation that was cut take the place of the last full ones
        #[arg(long)]
        accept_partial: bool,
        /// A framework of one's own; results go straight into --out DIR
        #[arg(long, value_name = "FILE")]
        framework: Option<PathBuf>,
        /// CSV (long or wide, plain or gzipped), Parquet, or folders of them [default: the catalogue's
        /// files]
        #[arg(long, value_name = "PATH", num_args = 1..)]
        data: Vec<PathBuf>,
    },
    /// Up to the audit, told in plain words: the project's edition, or any framework on any data
    Audit {
        /// A framework of one's own; results go straight into --out DIR
        #[arg(long, value_name = "FILE")]
        framework: Option<PathBuf>,
        /// CSV (long or wide, plain or gzipped), Parquet, or folders of them [default: the catalogue's
        /// files]
        #[arg(long, value_name = "PATH", num_args = 1..)]
        data: Vec<PathBuf>,
    },
    /// Up to the figures: all, or those named by id or family (map_index, profile); of those that are
    /// named nothing else is computed or written. `series AREA…`: the scores of areas over the years
    Figures {
        /// Ids or families of figures [default: all]; or `series` with areas, by code or name
        ids: Vec<String>,
        /// Of `series`: the first and the last year [default: 2010 to the cut-off]
        #[arg(long, value_name = "FIRST-LAST", value_parser = years)]
        years: Option<RangeInclusive<i32>>,
        /// Of --format png: so many dots wide [default: as in print, 300 to the inch]
        #[arg(long, value_name = "DOTS", value_parser = clap::value_parser!(u32).range(16..=20_000))]
        width: Option<u32>,
        /// Of --format png: exactly so wide and high, such as 1920x1080
        #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = size, conflicts_with = "width")]
        size: Option<Dots>,
        /// A framework of one's own, drawn into --out DIR [default: the edition's]
        #[arg(long, value_name = "FILE")]
        framework: Option<PathBuf>,
        /// Its data, as for score
        #[arg(long, value_name = "PATH", num_args = 1..)]
        data: Vec<PathBuf>,
    },
    /// Up to the typeset report (the same as build)
    Report(proof::Build),
    /// Make the explorer: the whole edition as one page that works without a network
    Explore,
    /// Fetch the originals that datasets/sources.toml names, and pin them in datasets/sources.lock
    Fetch {
        /// Providers or series, by code [default: all that can be fetched]
        names: Vec<String>,
        /// Fetch nothing: list the originals, of when they are, and which are due
        #[arg(long, conflicts_with_all = ["locked", "offline", "accept_shrunken"])]
        list: bool,
        /// Nothing but what is pinned: what the store lacks is fetched, what differs is refused
        #[arg(long, conflicts_with = "accept_shrunken")]
        locked: bool,
        /// Never touch the network: verify the store, and say what is missing
        #[arg(long, conflicts_with = "accept_shrunken")]
        offline: bool,
        /// Take a reply with far fewer rows than the pinned one
        #[arg(long)]
        accept_shrunken: bool,
    },
    /// Compare two states of the data: what was added, revised, withdrawn, and what that moves
    Revisions {
        /// As --originals, or `previous`: before the last fetch [default: previous, else none]
        #[arg(long, value_name = "WHICH")]
        from: Option<PathBuf>,
        /// As --originals [default: locked]
        #[arg(long, value_name = "WHICH")]
        to: Option<PathBuf>,
        /// A framework of one's own [default: the edition's]
        #[arg(long, value_name = "FILE")]
        framework: Option<PathBuf>,
    },
    /// Print where a number comes from: formulas, weights, what was done to each value, and the rows
    Explain(proof::Explain),
    /// Build the edition anew, twice, compare it with its lock and with what lies there, and say what
    /// each difference means; ends with 0 (full), 3 (minor differences), 4 (partial) or 5 (failed)
    Verify(proof::Verify),
    /// A paper of two pages on one State, on a few beside each other, or on a region, into --out DIR
    Brief {
        /// Areas, by code or by name in any language
        #[arg(value_name = "AREA", required_unless_present = "region", value_delimiter = ',')]
        areas: Vec<String>,
        /// All areas of a region, as the reference table of areas names it
        #[arg(long, value_name = "NAME", conflicts_with = "areas")]
        region: Option<String>,
    },
    /// Pack the edition for a repository: report, tables, figures, what they were made from, and what
    /// describes them; one zip in --out DIR [default: report/]
    Package {
        /// The edition [default: that of --edition, else the latest]
        #[arg(value_name = "EDITION")]
        id: Option<String>,
    },
    /// Split what moved between two editions, frameworks, folders of outputs or git revisions into data
    /// revised, new observations, method and coverage; --out DIR takes the table
    Diff(proof::Diff),
    /// Read files of any provider in full, and account for every row; --out DIR takes the figures
    Read {
        /// Files, as their publishers send them or of one's own, or pipes
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// The form they are in [default: each as it begins]
        #[arg(long, value_name = "FORM", value_parser = forms())]
        reader: Option<Reader>,
    },
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
        let mut code = 0;
        self.carry_out(&mut code)?;
        Ok(code)
    }

    fn carry_out(self, code: &mut u8) -> Result<()> {
        self.use_threads()?;
        let json = self.json;
        let mut options = Options {
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
        };
        let format = self.format;
        if !matches!(self.command, Command::Doctor) {
            options.check_edition()?;
        }
        if !matches!(self.command, Command::Figures { .. })
            && let Some(form) = forms_of(&format, &[Form::Svg, Form::Png]).first()
        {
            let message = format!("--format {} goes with `ssj figures`", form.name());
            return Err(Fault::new(message).into());
        }
        let stage = match self.command {
            Command::Doctor => {
                let examined = doctor::examine(&options);
                show(&examined, json)?;
                return Faults::check(examined.errors, ());
            }
            Command::Completions { shell } => {
                let (mut command, mut text) = (help::command(), Vec::new());
                clap_complete::generate(shell, &mut command, "ssj", &mut text);
                return tell(&String::from_utf8_lossy(&text));
            }
            Command::Schema => return tell(&ssj::framework::json_schema()),
            Command::Fetch { names, list: true, .. } => {
                return show(&pipeline::list_sources(&names, &options)?, json);
            }
            Command::Fetch { names, locked, offline, accept_shrunken, .. } => {
                let order = FetchOrder { names, locked, offline, accept_shrunken };
                let fetched = pipeline::fetch(&order, &options, Settings::default(), &examine)?;
                show(&fetched, json)?;
                return fetched.check();
            }
            Command::Revisions { from, to, framework } => {
                options.framework = framework;
                let from = from.map(|which| origins(Some(which)));
                return show(&pipeline::revisions(&options, from, &origins(to))?, json);
            }
            Command::Explain(explain) => return show(&explain.run(options)?, json),
            Command::Verify(verify) => {
                let verified = verify.run(options)?;
                *code = verified.grade.code();
                return show(&verified, json);
            }
            Command::Package { id } => {
                options.edition = id.or(options.edition);
                return show(&pipeline::package(&options)?, json);
            }
            Command::Diff(diff) => return show(&diff.run(options)?, json),
            Command::Read { paths, reader } => {
                return show(&pipeline::read(&paths, reader, &options)?, json);
            }
            Command::Export(Export::Coinr { framework, data, all_years, native }) => {
                (options.framework, options.data) = (framework, data);
                let years = if all_years { Years::All } else { Years::Used };
                return print(
                    &pipeline::export_coinr(&options, coinr::Form { years, native })?,
                    json,
                );
            }
            Command::Import(Import::Coinr { data, meta, year }) => {
                return print(&pipeline::import_coinr(&options, &data, &meta, year)?, json);
            }
            Command::Brief { areas, region } => Stage::Brief(Asked { areas, region }),
            Command::Build(build) | Command::Report(build) => {
                options.again = build.again;
                (options.framework, options.data) = (build.framework, build.data);
                if build.plan {
                    return show(&pipeline::planned(&options)?, json);
                }
                Stage::Report
            }
            Command::Ingest => Stage::Ingest,
            Command::Figures { ids, years, width, size, framework, data } => {
                (options.framework, options.data) = (framework, data);
                let forms = forms_of(&format, &[Form::Svg, Form::Png]);
                let png = forms.contains(&Form::Png);
                let dots = size.or(width.map(Dots::Wide));
                if dots.is_some() && !png {
                    let fault = Fault::new("--width and --size are of pictures");
                    return Err(fault.hint("add --format png").into());
                }
                options.pictures = Pictures {
                    png: png.then(|| dots.unwrap_or_default()),
                    svg: format.is_empty() || forms.contains(&Form::Svg),
                    data: format.is_empty() || !options.formats.is_empty(),
                };
                match ids.split_first() {
                    Some((first, areas)) if first == "series" => {
                        Stage::Series(Span { areas: areas.to_vec(), years })
                    }
                    _ if years.is_some() => {
                        let fault = Fault::new("--years goes with `ssj figures series AREA…`");
                        return Err(fault.into());
                    }
                    _ => Stage::Figures(ids),
                }
            }
            Command::Explore => Stage::Explore,
            Command::Score { years, framework, data } => {
                options.framework = framework;
                options.data = data;
                if let Some(years) = years {
                    return print(&pipeline::series(&options, years)?, json);
                }
                Stage::Score
            }
            Command::Simulate {
                runs,
                seed,
                draws,
                sensitivity_runs,
                accept_partial,
                framework,
                data,
            } => {
                options.framework = framework;
                options.data = data;
                Stage::Simulate(Order { runs, seed, draws, sensitivity_runs, accept_partial })
            }
            Command::Audit { framework, data } => {
                options.framework = framework;
                options.data = data;
                Stage::Audit
            }
        };
        print(&pipeline::run(&stage, &options)?, json)
    }

    fn use_threads(&self) -> Result<()> {
        let Some(threads) = self.threads else { return Ok(()) };
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads.into())
            .build_global()
            .map_err(|e| Fault::new(format!("cannot use {threads} threads ({e})")).into())
    }
}

/// Prints a summary; what stopped a part of the run is an error behind it.
fn print(summary: &Summary, json: bool) -> Result<()> {
    show(summary, json)?;
    let unfinished = summary.unfinished.iter().cloned().map(Fault::found).collect();
    Faults::check(unfinished, ())
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

/// Prints a result for people, or as JSON.
fn show(result: &(impl Display + Serialize), json: bool) -> Result<()> {
    if !json {
        return tell(&result.to_string());
    }
    let text = serde_json::to_string_pretty(result)
        .map_err(|e| Fault::new(format!("cannot print the summary ({e})")))?;
    tell(&text)
}

/// Prints a text; a reader that closes the pipe early is no error.
fn tell(text: &str) -> Result<()> {
    match writeln!(std::io::stdout(), "{text}") {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Fault::new(format!("cannot print ({e})")).into())
        }
        _ => Ok(()),
    }
}
