//! `ssj package`: the edition as it lies there, checked against its manifest and its lock, as one file.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::options::Options;
use crate::edition::Edition;
use crate::fault::{Fault, Faults, Place, Result};
use crate::hashed::Hashed;
use crate::method::Method;
use crate::model::Catalogue;
use crate::outputs::{inside, write_whole};
use crate::package::{Item, Part, Subject, package as assemble, zip};
use crate::project::Project;
use crate::provenance::{Manifest, Record};

/// Files and folders of the program and its documents; those of one's own projects have none.
const PROGRAM: [&str; 13] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "build.rs",
    "benches",
    "datasets",
    "report",
    "src",
];

/// What was packed.
#[derive(Debug, Serialize)]
pub struct Packaged {
    pub edition: String,
    pub file: String,
    pub bytes: usize,
    pub files: usize,
    /// Tables with a schema, the data of figures among them.
    pub tables: usize,
    pub sha256: String,
}

impl fmt::Display for Packaged {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let megabytes = self.bytes as f64 / 1e6;
        writeln!(f, "edition   {}", self.edition)?;
        writeln!(f, "files     {} ({} tables with a schema)", self.files, self.tables)?;
        writeln!(f, "package   {} ({megabytes:.1} MB)", self.file)?;
        writeln!(f, "sha256    {}", self.sha256)?;
        write!(f, "next      unzip it into an empty folder; PACKAGE.md says how to check it")
    }
}

/// Packs the edition of the options as it lies in the project, into `options.out` (the project's
/// `report/` where none is named).
///
/// # Errors
/// The edition wasn't built in full or was changed since; it has no lock, or another; figures that may
/// not be passed on.
pub fn package(options: &Options) -> Result<Packaged> {
    let project = Project::find(options.project.as_deref())?;
    let edition = project.edition(options.edition.as_deref())?;
    let method = Method::load(Some(&project), None, &[], &options.origins)?;
    if !options.allow_restricted {
        method.check_licences()?;
    }
    let manifest = built(&project, &edition)?;
    let record = locked(&project, &edition, &manifest)?;
    let empty = Catalogue::empty();
    let catalogue = method.catalogue.as_ref().unwrap_or(&empty);
    let used: BTreeSet<&str> = method
        .framework
        .series_used()
        .iter()
        .filter_map(|(code, _)| catalogue.series(code))
        .map(|series| series.provider.as_str())
        .collect();
    let is_used = |code: &str| used.contains(code);
    let providers = catalogue.providers.iter().filter(|provider| is_used(&provider.code)).collect();
    let subject = Subject { edition: &edition, record: &record, catalogue, providers };
    let items = assemble(&subject, collected(&project, &edition, &manifest)?)?;
    let bytes = zip(&items)?;
    let folder = options.out.clone().unwrap_or_else(|| project.report_folder());
    let file = folder.join(format!("state-of-social-justice-{}.zip", edition.id));
    write_whole(&file, &bytes)?;
    let is_table = |item: &&Item| item.part == Part::Output && item.name.ends_with(".csv");
    Ok(Packaged {
        edition: edition.id.clone(),
        file: file.display().to_string(),
        bytes: bytes.len(),
        files: items.len(),
        tables: items.iter().filter(is_table).count(),
        sha256: Hashed::of("", &bytes).sha256,
    })
}

/// The manifest of the whole edition.
fn built(project: &Project, edition: &Edition) -> Result<Manifest> {
    let id = &edition.id;
    let name = format!("report/{id}/{}", Manifest::FILE);
    let again = format!("build it first: `ssj build --edition {id}`");
    let missing = || {
        let fault = Fault::new(format!("edition {id} is not built in the project's folder"));
        fault.at(Place::file(&project.root.join(&name))).hint(again.clone())
    };
    let manifest = Manifest::read(&project.root, &name)?.ok_or_else(missing)?;
    let stage = manifest.stage.clone();
    let whole = manifest.whole_build().filter(|whole| {
        let has_pdf = whole.outputs.iter().any(|hashed| hashed.file.ends_with(".pdf"));
        has_pdf && whole.earlier.is_empty()
    });
    let Some(whole) = whole else {
        let message = format!("edition {id} is not whole: the last run was `{stage}`");
        let fault = Fault::new(message).at(Place::file(&project.root.join(&name)));
        return Err(fault.hint(again).into());
    };
    Ok(whole.clone())
}

/// The lock, if it is of what was built.
fn locked(project: &Project, edition: &Edition, manifest: &Manifest) -> Result<Record> {
    let id = &edition.id;
    let file = project.edition_file(id).with_extension("lock");
    let refused = |message: String, hint: String| {
        Err(Fault::new(message).at(Place::file(&file)).hint(hint).into())
    };
    match Record::read(&file)? {
        None => refused(
            format!("edition {id} has no lock, by which others could verify it"),
            format!(
                "`ssj verify {id} --lock` builds the edition and writes it; keep it with the project (report/README.md has the steps of a new edition)"
            ),
        ),
        Some(record) if record.inputs != Record::of(manifest).inputs => refused(
            format!("the lock of edition {id} is of other inputs than what was built"),
            format!(
                "`ssj verify {id}` says what differs; `ssj verify {id} --lock` writes a new lock"
            ),
        ),
        Some(record) if record.outputs != Record::of(manifest).outputs => refused(
            format!("what was built of edition {id} is not what its lock says"),
            format!("`ssj verify {id}` says what differs and why"),
        ),
        Some(record) => Ok(record),
    }
}

/// Inputs and outputs as the manifest has them, and the program.
fn collected(project: &Project, edition: &Edition, manifest: &Manifest) -> Result<Vec<Item>> {
    let mut items = Vec::new();
    let mut faults = Vec::new();
    let parts = [(&manifest.inputs, Part::Input), (&manifest.outputs, Part::Output)];
    for (hashed, part) in parts.iter().flat_map(|(all, part)| all.iter().map(move |h| (h, *part))) {
        match taken(&project.root, hashed) {
            Ok(bytes) => items.push(Item { name: hashed.file.clone(), bytes, part }),
            Err(Faults(more)) => faults.extend(more),
        }
    }
    let name = format!("report/{}/{}", edition.id, Manifest::FILE);
    let others = PROGRAM.iter().map(|name| (*name).to_owned()).chain([name]);
    let known: Vec<String> = items.iter().map(|item| item.name.clone()).collect();
    for name in others.flat_map(|name| below(project, &name)) {
        if known.contains(&name) {
            continue;
        }
        let path = project.root.join(&name);
        let bytes = std::fs::read(&path).map_err(|e| Fault::io("read the file", &path, &e))?;
        let is_manifest = name.ends_with(Manifest::FILE);
        let part = if is_manifest { Part::Output } else { Part::Program };
        items.push(Item { name, bytes, part });
    }
    Faults::check(faults, items)
}

/// A file of the manifest, if it has the bytes that it had.
fn taken(root: &Path, hashed: &Hashed) -> Result<Vec<u8>> {
    let path = inside(root, &hashed.file)?;
    let bytes = std::fs::read(&path).map_err(|e| Fault::io("read the file", &path, &e))?;
    if Hashed::of(&hashed.file, &bytes).sha256 != hashed.sha256 {
        let fault = Fault::new("the file is not as it was when the edition was built");
        return Err(fault.at(Place::file(&path)).hint("build the edition again").into());
    }
    Ok(bytes)
}

/// The files at and below a name that belong to the project: none that is hidden or a link, no outputs,
/// and nothing that was fetched.
fn below(project: &Project, name: &str) -> Vec<String> {
    let (mut found, mut open) = (Vec::new(), vec![PathBuf::from(name)]);
    while let Some(at) = open.pop() {
        let path = project.root.join(&at);
        let name = at.to_string_lossy().replace('\\', "/");
        let is_hidden = name.split('/').any(|part| part.starts_with('.'));
        let is_fetched = name == "datasets/sources" || name.ends_with("/node_modules");
        let is_made = is_fetched || is_output(&name, &path);
        if is_hidden || is_made || path.is_symlink() {
            continue;
        }
        if path.is_file() {
            found.push(name);
        }
        let inside = std::fs::read_dir(&path).into_iter().flatten().flatten();
        open.extend(inside.map(|entry| at.join(entry.file_name())));
    }
    found.sort();
    found
}

/// Whether a folder of `report/` holds an edition's outputs, or a file of it is a package.
fn is_output(name: &str, path: &Path) -> bool {
    let is_direct = name.strip_prefix("report/").is_some_and(|rest| !rest.contains('/'));
    is_direct && (path.join(Manifest::FILE).is_file() || name.ends_with(".zip"))
}
