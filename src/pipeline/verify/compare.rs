//! An edition as it was built, compared with its lock, with what lies there, and with itself.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::causes::{Kind, of_file};
use super::cells::{Differing, differing};
use super::told::{Difference, Weight};
use crate::fault::Result;
use crate::hashed::Hashed;
use crate::outputs::ending::Begun;
use crate::outputs::inside;
use crate::pipeline::layout::Layout;
use crate::provenance::{Manifest, Record};

/// An edition built into a clean folder, which lasts as long as this.
pub(super) struct Built {
    pub record: Record,
    pub folder: TempDir,
    pub _begun: Begun,
}

/// What the edition is known to be.
pub(super) struct Known<'a> {
    pub record: &'a Record,
    /// Under which its outputs lie, and how.
    pub root: &'a Path,
    pub layout: &'a Layout,
    pub project: &'a Path,
}

impl Built {
    fn content(&self, file: &str) -> Vec<u8> {
        std::fs::read(self.folder.path().join(file)).unwrap_or_default()
    }
}

impl Known<'_> {
    /// What the output that the lock calls `file` is called there.
    fn name(&self, file: &str) -> String {
        self.layout.name_of(file, &self.record.edition)
    }

    /// The content that the lock has of an output, where what lies there has it still.
    fn content(&self, file: &str) -> Option<Vec<u8>> {
        let bytes = std::fs::read(inside(self.root, &self.name(file)).ok()?).ok()?;
        let locked = self.record.outputs.get(file)?;
        (Hashed::of(file, &bytes).sha256 == *locked).then_some(bytes)
    }

    /// The first line of an input that is not as the lock has it, where git has that.
    fn first_line(&self, file: &str) -> Option<String> {
        let mut git = Command::new("git");
        let named = format!("HEAD:./{file}");
        let shown = git.arg("-C").arg(self.project).args(["show", &named]).output().ok()?;
        if Some(&Hashed::of(file, &shown.stdout).sha256) != self.record.inputs.get(file) {
            return None;
        }
        let (before, after) = (shown.stdout, std::fs::read(self.project.join(file)).ok()?);
        let (before, after) = (String::from_utf8(before).ok()?, String::from_utf8(after).ok()?);
        let (mut old, mut new) = (before.lines(), after.lines());
        let mut row = 0;
        loop {
            row += 1;
            match (old.next(), new.next()) {
                (None, None) => return None,
                (was, is) if was == is => {}
                (was, is) => {
                    let told = |line: Option<&str>| line.map_or("nothing".to_owned(), cut);
                    return Some(format!("line {row}: {} → {}", told(was), told(is)));
                }
            }
        }
    }

    /// Causes with, of a changed input, the first line that differs.
    fn explained(&self, causes: Vec<String>) -> Vec<String> {
        let explain = |cause: String| {
            let file = cause.strip_prefix("the input ").and_then(|rest| rest.split(" is ").next());
            match file.and_then(|file| self.first_line(file)) {
                Some(line) => format!("{cause} ({line})"),
                None => cause,
            }
        };
        causes.into_iter().map(explain).collect()
    }
}

fn cut(line: &str) -> String {
    const LONGEST: usize = 80;
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", &line[..end]),
        None => format!("`{line}`"),
    }
}

/// What an output is called.
fn exhibit(file: &str) -> String {
    let parts: Vec<&str> = file.split('/').collect();
    let name = parts.last().copied().unwrap_or(file);
    match Kind::of(file) {
        Kind::Pdf => format!("report {name}"),
        Kind::Table | Kind::Ledger => format!("table {name}"),
        Kind::Page => format!("page {name}"),
        Kind::Figure => {
            let (id, form) = name.split_once('.').unwrap_or((name, ""));
            let form = match form {
                "csv" => " (its data)",
                "txt" => " (its alternative text)",
                _ => "",
            };
            let language =
                if parts.len() > 3 { format!(" in {}", parts[2]) } else { String::new() };
            format!("figure {id}{language}{form}")
        }
    }
}

/// What differs between the lock and a build.
pub(super) fn with_lock(known: &Known, built: &Built) -> Vec<Difference> {
    let (was, is) = (&known.record.outputs, &built.record.outputs);
    let files: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let differs = |file: &&String| was.get(*file) != is.get(*file);
    let difference = |file: &String| {
        let kind = Kind::of(file);
        let why = known.explained(of_file(known.record, &built.record, file));
        let (what, cells) = match (was.contains_key(file), is.contains_key(file)) {
            (true, false) => ("is not made any more".to_owned(), Vec::new()),
            (false, true) => ("is made, and was not".to_owned(), Vec::new()),
            _ => match known.content(file) {
                Some(before) => told(differing(file, &before, &built.content(file))),
                None => ("other content".to_owned(), Vec::new()),
            },
        };
        let set = |record: &Record| record.typeset.get(file).cloned();
        let same_content = match kind {
            Kind::Pdf => set(known.record) == set(&built.record),
            // Nothing but pages can differ in it.
            Kind::Ledger => {
                known.record.typeset == built.record.typeset
                    && why.iter().all(|why| why.starts_with("typst "))
            }
            _ => false,
        };
        let mut difference = Difference {
            exhibit: exhibit(file),
            file: file.clone(),
            with: "lock",
            what,
            cells,
            weight: if why.is_empty() { Weight::Unexplained } else { Weight::Content },
            why,
        };
        if same_content {
            difference.weight = Weight::Bytes;
            difference.what = "other bytes, set from the same content".to_owned();
            // Nothing but the typesetting stands between the two.
            difference.why.retain(|why| why.starts_with("typst "));
            if difference.why.is_empty() {
                difference.why.push("the same typst on another processor or system".to_owned());
            }
        } else if difference.why.is_empty() {
            difference.why.push("no input, option or version explains it".to_owned());
        }
        difference
    };
    files.into_iter().filter(differs).map(difference).collect()
}

fn told(differing: Differing) -> (String, Vec<String>) {
    (differing.what, differing.cells)
}

/// What differs between two builds of the same.
pub(super) fn with_second(first: &Built, second: &Built) -> Vec<Difference> {
    let (one, other) = (&first.record.outputs, &second.record.outputs);
    let files: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let differs = |file: &&String| one.get(*file) != other.get(*file);
    let difference = |file: &String| {
        let (what, cells) = told(differing(file, &first.content(file), &second.content(file)));
        Difference {
            exhibit: exhibit(file),
            file: file.clone(),
            with: "second",
            what,
            cells,
            why: vec!["two builds of the same differ: this is a fault of the program".to_owned()],
            weight: Weight::Unexplained,
        }
    };
    files.into_iter().filter(differs).map(difference).collect()
}

/// What differs between a build and what lies there, and whether anything does.
///
/// # Errors
/// A manifest that is there and none, or a file that can't be read.
pub(super) fn with_there(known: &Known, built: &Built) -> Result<(Vec<Difference>, bool)> {
    let Some(manifest) = manifest_of(known.root, known.layout)? else {
        return Ok((Vec::new(), false));
    };
    let made = Record::of(&manifest);
    let mut found = Vec::new();
    for (file, hash) in &built.record.outputs {
        let name = known.name(file);
        let path = inside(known.root, &name)?;
        let written = manifest.files().find(|hashed| hashed.file == name);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => Some(bytes),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
            Err(e) => return Err(crate::fault::Fault::io("read the file", &path, &e).into()),
        };
        let there = bytes.as_ref().map(|bytes| Hashed::of(file, bytes).sha256);
        if there.as_ref() == Some(hash) {
            continue;
        }
        let by_hand = written.is_some_and(|written| there.as_ref() != Some(&written.sha256));
        let (what, cells) = match &bytes {
            None => ("is not there".to_owned(), Vec::new()),
            Some(bytes) => told(differing(file, &built.content(file), bytes)),
        };
        let kind = Kind::of(file);
        let mut why = match (bytes.is_some(), by_hand) {
            (true, true) => vec!["it was changed by hand after it was made".to_owned()],
            (false, true) => vec!["it was removed after it was made".to_owned()],
            _ => of_file(&made, &built.record, file),
        };
        let is_bytes = !by_hand
            && kind == Kind::Pdf
            && made.typeset.contains_key(&name)
            && made.typeset.get(&name) == built.record.typeset.get(file);
        let weight = match (is_bytes, why.is_empty()) {
            (true, _) => Weight::Bytes,
            (false, true) => Weight::Unexplained,
            (false, false) => Weight::Content,
        };
        if why.is_empty() {
            why.push("the run that made it stopped before, or no cause is known".to_owned());
        }
        found.push(Difference {
            exhibit: exhibit(file),
            file: file.clone(),
            with: "there",
            what,
            cells,
            why,
            weight,
        });
    }
    Ok((found, true))
}

/// The manifest of an edition's outputs under a folder.
pub(super) fn manifest_of(root: &Path, layout: &Layout) -> Result<Option<Manifest>> {
    Manifest::read(root, &(layout.home() + Manifest::FILE))
}
