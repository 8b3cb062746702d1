//! `ssj doctor`: what a build needs, whether it is there, and what to do where it is not.

use std::io::Write;
use std::path::Path;
use std::process::Command;

use crate::fault::{Fault, Faults, Place, Result};
use crate::method::{Method, Origins};
use crate::outputs::Outputs;
use crate::pipeline::Options;
use crate::project::Project;
use crate::provenance::made;
use crate::report::{PINNED, Typst};

/// Prints one line for each thing a build needs.
///
/// # Errors
/// Everything that is missing, after the list.
pub fn examine(options: &Options, to: &mut impl Write) -> Result<()> {
    let mut faults = Vec::new();
    let mut say = |what: &str, found: Result<String>| match found {
        Ok(answer) => drop(writeln!(to, "ok       {what}: {answer}")),
        Err(Faults(missing)) => {
            drop(writeln!(to, "missing  {what}"));
            faults.extend(missing);
        }
    };
    let project = Project::find(options.project.as_deref());
    say("project", project.clone().map(|p| p.root.display().to_string()));
    if let Ok(project) = &project {
        let edition = project.edition(options.edition.as_deref());
        say("edition", edition.clone().map(|e| format!("{}, data up to {}", e.id, e.cut_off)));
        for language in edition.map_or(Vec::new(), |e| e.languages) {
            let words = project.words(language);
            say(&format!("words ({})", language.code()), words.map(|_| "read".to_owned()));
        }
        say("look", project.look().map(|_| "read".to_owned()));
        say(
            "method",
            Method::load(Some(project), None, &[], &Origins::Locked).and_then(|m| describe(&m)),
        );
    }
    let root = options.out.clone().or(project.ok().map(|project| project.root));
    if let Some(root) = root {
        let opened = Outputs::open(&root, None);
        let free = opened.is_ok();
        say("outputs", opened.map(|outputs| told(&root, &outputs)));
        // While another run is at it, no manifest is true.
        for (of, found) in free.then(|| made(&root)).into_iter().flatten() {
            say(&format!("outputs of {of}"), found);
        }
    }
    say("typst", typst(options));
    Faults::check(faults, ())
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
