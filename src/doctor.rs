//! `ssj doctor`: what a build needs, whether it is there, and what to do where it is not.

use std::fmt;
use std::path::Path;
use std::process::Command;

use serde::Serialize;

use crate::fault::{Fault, Faults, Place, Result};
use crate::ingest::Ingested;
use crate::method::{Method, Origins};
use crate::outputs::Outputs;
use crate::pipeline::{Options, in_english_only, too_early};
use crate::project::Project;
use crate::provenance::made;
use crate::report::{PINNED, Typst};

/// What was looked at, in order.
#[derive(Debug, Default, Serialize)]
pub struct Examined {
    pub checks: Vec<Check>,
    /// What is missing or wrong.
    pub errors: Vec<Fault>,
}

/// One thing that a build needs.
#[derive(Debug, Serialize)]
pub struct Check {
    pub of: String,
    /// What was found; `None` where it is missing or wrong.
    pub found: Option<String>,
}

impl Examined {
    fn say(&mut self, of: &str, found: Result<String>) {
        let of = of.to_owned();
        match found {
            Ok(found) => self.checks.push(Check { of, found: Some(found) }),
            Err(Faults(faults)) => {
                self.checks.push(Check { of, found: None });
                self.errors.extend(faults);
            }
        }
    }
}

impl fmt::Display for Examined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |check: &Check| match &check.found {
            Some(found) => format!("ok       {}: {found}", check.of),
            None => format!("not ok   {}", check.of),
        };
        f.write_str(&self.checks.iter().map(line).collect::<Vec<_>>().join("\n"))
    }
}

/// Looks at each thing a build needs.
pub fn examine(options: &Options) -> Examined {
    let mut examined = Examined::default();
    let project = Project::find(options.project.as_deref());
    examined.say("project", project.clone().map(|p| p.root.display().to_string()));
    if let Ok(project) = &project {
        examine_project(&mut examined, project, options);
    }
    let root = options.out.clone().or(project.ok().map(|project| project.root));
    if let Some(root) = root {
        let opened = Outputs::open(&root, None);
        let free = opened.is_ok();
        examined.say("outputs", opened.map(|outputs| told(&root, &outputs)));
        // While another run is at it, no manifest is true.
        for (of, found) in free.then(|| made(&root)).into_iter().flatten() {
            examined.say(&format!("outputs of {of}"), found);
        }
    }
    examined.say("typst", typst(options));
    examined
}

/// The edition, its words and its method.
fn examine_project(examined: &mut Examined, project: &Project, options: &Options) {
    let edition = project.edition(options.edition.as_deref());
    let dated = edition.clone().ok();
    examined.say("edition", edition.clone().map(|e| format!("{}, data up to {}", e.id, e.cut_off)));
    let languages = edition.map_or(Vec::new(), |e| e.languages);
    for language in &languages {
        let words = project.words(*language);
        examined.say(&format!("words ({})", language.code()), words.map(|_| "read".to_owned()));
    }
    for (file, found) in project.translations(&languages) {
        examined.say(&file, found);
    }
    examined.say("look", project.look().map(|_| "read".to_owned()));
    let method = Method::load(Some(project), None, &[], &Origins::Locked);
    let method = match method {
        Ok(method) => method,
        Err(faults) => return examined.say("method", Err(faults)),
    };
    let described = describe(&method);
    let is_there = described.is_ok();
    examined.say("method", described);
    for language in languages {
        let found = in_english_only(&method, language).map_or(Ok("in all texts".to_owned()), wrong);
        examined.say(&format!("method ({})", language.code()), found);
    }
    // Files that are not there are told already.
    if is_there {
        examined.say("data", method.ingest().and_then(|ingested| usable(&ingested)));
    }
    if let Some(early) = dated.and_then(|edition| too_early(&edition, &method, None)) {
        examined.say("date", wrong(early));
    }
}

fn wrong(message: String) -> Result<String> {
    Err(Fault::new(message).into())
}

/// How many rows there are, if all can be used; else the first of those that can't.
fn usable(ingested: &Ingested) -> Result<String> {
    const SHOWN: usize = 5;
    let (rows, n) =
        (ingested.counts.iter().map(|c| c.rows).sum::<usize>(), ingested.problems.len());
    let Some(first) = ingested.problems.first() else {
        return Ok(format!("{rows} rows, all of which can be used or are filtered by a rule"));
    };
    let fault = Fault::new(format!("{n} of {rows} rows can't be used")).at(first.told().0);
    let told = ingested.problems.iter().take(SHOWN).map(|problem| {
        let (place, what) = problem.told();
        format!("{place}: {what}")
    });
    Err(told.fold(fault, Fault::hint).hint("`ssj ingest` writes all into problems.csv").into())
}

/// That outputs can be written, and what was put right.
fn told(root: &Path, outputs: &Outputs) -> String {
    let written = format!("{} can be written", root.display());
    [Some(written), outputs.recovered.clone()].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn describe(method: &Method) -> Result<String> {
    let absent = method.sources.iter().filter(|source| !source.path.is_file());
    let absent = absent.map(|source| {
        Fault::new("a file of data is not there")
            .at(Place::file(&source.path))
            .hint("copy it there, or take it out of datasets/sources.toml")
    });
    let (indicators, files) = (method.framework.indicators.len(), method.sources.len());
    Faults::check(absent.collect(), format!("{indicators} indicators, {files} data files"))
}

/// Where typst is; that it isn't is no fault as long as cargo can install it.
fn typst(options: &Options) -> Result<String> {
    match Typst::look(options.typst.as_deref())? {
        Some((typst, warnings)) => {
            let version = format!("{} at {}", typst.version, typst.program.display());
            Ok([vec![version], warnings].concat().join("; "))
        }
        None if can_run("cargo") => {
            Ok(format!("not there yet; the first report installs {PINNED} with cargo"))
        }
        None => Err(Fault::new("there is neither typst nor cargo to install it with")
            .hint(format!("install typst {PINNED}, or cargo, or name one with --typst PROGRAM"))
            .into()),
    }
}

fn can_run(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}
