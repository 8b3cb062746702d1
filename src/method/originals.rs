//! Which series are read from locked originals and which from the project's own files.
//!
//! In: the catalogue and the lock. Out: the sources to read, each series from one side only, and what
//! is used of each original.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::fault::{Fault, Place, Result};
use crate::ingest::{self, Selection, Source};
use crate::model::{Catalogue, Original, Series};
use crate::provenance::{Lock, Locked, PREVIOUS};

/// From where figures are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Origins {
    /// Originals that `sources.lock` beside the catalogue pins, where the store has them; the
    /// project's own files for every other series.
    #[default]
    Locked,
    /// The project's own files alone.
    Snapshot,
    /// As `Locked`, by the lock as it was before fetching last changed it.
    Previous,
    /// As `Locked`, by another lock.
    LockedBy(PathBuf),
}

impl From<String> for Origins {
    /// By the word that the command line has for it, or the path of a lock.
    fn from(which: String) -> Self {
        match which.as_str() {
            "locked" => Origins::Locked,
            "none" => Origins::Snapshot,
            "previous" => Origins::Previous,
            _ => Origins::LockedBy(which.into()),
        }
    }
}

impl Origins {
    /// The word, or the lock as `name_of` calls it.
    pub fn name(&self, name_of: impl Fn(&Path) -> String) -> String {
        match self {
            Origins::Locked => "locked".to_owned(),
            Origins::Snapshot => "none".to_owned(),
            Origins::Previous => "previous".to_owned(),
            Origins::LockedBy(lock) => name_of(lock),
        }
    }
}

/// One locked file, and the series that are read from it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Used {
    pub provider: String,
    pub file: String,
    pub vintage: String,
    pub retrieved: String,
    pub series: Vec<String>,
}

/// The files to read, by side.
pub(super) struct Split {
    pub sources: Vec<Source>,
    pub used: Vec<Used>,
    /// Series that could be read from originals if the store had all their files.
    pub absent: Vec<String>,
}

impl Split {
    /// Files alone, and no originals.
    pub fn of_files(sources: Vec<Source>) -> Self {
        Split { sources, used: Vec::new(), absent: Vec::new() }
    }
}

/// The lock that pins the originals.
fn lock_of(origins: &Origins, folder: &Path, store: &Path) -> Result<Lock> {
    match origins {
        Origins::Snapshot => Ok(Lock::default()),
        Origins::Locked => Lock::read(&folder.join("sources.lock")),
        Origins::Previous => {
            let file = store.join(PREVIOUS);
            if !file.is_file() {
                return Err(Fault::new("there is no earlier state of the lock")
                    .at(Place::file(&file))
                    .hint("one is kept when `ssj fetch` changes sources.lock")
                    .into());
            }
            Lock::read(&file)
        }
        Origins::LockedBy(file) if !file.is_file() => Err(Fault::new("there is no such lock")
            .at(Place::file(file))
            .nearest(&file.to_string_lossy(), ["locked", "none", "previous"])
            .nearest_path(file)
            .hint("name a file like datasets/sources.lock; `none` and `previous` are words for states")
            .into()),
        Origins::LockedBy(file) => Lock::read(file),
    }
}

/// Splits the catalogue's series between originals and the project's own files.
///
/// # Errors
/// A lock that can't be read, or was named and is not there.
pub(super) fn split(
    catalogue: &mut Catalogue,
    file: &Path,
    origins: &Origins,
    name_of: &dyn Fn(&Path) -> String,
) -> Result<Split> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let store = folder.join("sources");
    let lock = lock_of(origins, folder, &store)?;
    let mut files: BTreeMap<&Locked, Vec<(String, Original)>> = BTreeMap::new();
    let (mut replaced, mut absent) = (BTreeSet::new(), Vec::new());
    for series in catalogue.series.iter_mut().filter(|s| !s.originals.is_empty()) {
        let Some(found) = locked(series, &lock) else { continue };
        let paths: Result<Vec<PathBuf>> = found.iter().map(|(l, _)| l.path(&store)).collect();
        if paths?.iter().any(|path| !path.is_file()) {
            absent.push(series.code.clone());
            continue;
        }
        replaced.insert(series.code.clone());
        let vintages: BTreeSet<&str> = found.iter().map(|(l, _)| l.vintage.as_str()).collect();
        series.vintage = vintages.into_iter().collect::<Vec<_>>().join(" / ");
        series.provider.clone_from(&found[0].0.provider);
        for (locked, original) in found {
            files.entry(locked).or_default().push((series.code.clone(), original));
        }
    }
    let mut sources = own_files(catalogue, folder, &replaced, name_of)?;
    let mut used = Vec::new();
    for (locked, wanted) in files {
        let provider = catalogue.provider(&locked.provider);
        let Some(reader) = provider.and_then(|provider| provider.reader) else { continue };
        let path = locked.path(&store)?;
        let selection = Selection::of(wanted.iter().map(|(series, o)| (series.as_str(), o)));
        let (name, sha256) = (name_of(&path), Some(locked.sha256.clone()));
        let provider = locked.provider.clone();
        sources.push(Source { path, name, provider, reader, selection, sha256 });
        let series: BTreeSet<String> = wanted.iter().map(|(series, _)| series.clone()).collect();
        remember(catalogue, locked, &series);
        used.push(Used {
            provider: locked.provider.clone(),
            file: locked.file.clone(),
            vintage: locked.vintage.clone(),
            retrieved: locked.retrieved.clone(),
            series: series.into_iter().collect(),
        });
    }
    Ok(Split { sources, used, absent })
}

/// Marks in the catalogue what is read from an original.
fn remember(catalogue: &mut Catalogue, locked: &Locked, series: &BTreeSet<String>) {
    let provider = catalogue.providers.iter_mut().find(|p| p.code == locked.provider);
    let Some(provider) = provider else { return };
    let read = provider.read.get_or_insert_default();
    read.series.extend(series.iter().cloned());
    read.vintages.insert(locked.vintage.clone());
    read.days.insert(locked.retrieved.chars().take("2026-12-01".len()).collect());
}

/// The locked files that make a series, if the lock has all of them.
fn locked<'l>(series: &Series, lock: &'l Lock) -> Option<Vec<(&'l Locked, Original)>> {
    let mut found = Vec::new();
    for original in &series.originals {
        let of = |code| {
            lock.originals()
                .iter()
                .filter(move |l| l.provider == original.provider && l.code == code)
        };
        let own: Vec<&Locked> = of(original.code.as_str()).chain(of("*")).collect();
        if own.is_empty() {
            return None;
        }
        found.extend(own.into_iter().map(|locked| (locked, original.clone())));
    }
    Some(found)
}

/// The files that the catalogue names, by provider, without the series that originals replace.
fn own_files(
    catalogue: &Catalogue,
    folder: &Path,
    replaced: &BTreeSet<String>,
    name_of: &dyn Fn(&Path) -> String,
) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for provider in &catalogue.providers {
        for name in &provider.files {
            let path = folder.join(name);
            let mut source = Source::own(path.clone(), name_of(&path), provider.code.clone());
            if let Some(reader) = ingest::reader_beside(&path)? {
                source.reader = reader;
            }
            if !replaced.is_empty() {
                source.selection = Selection::Except(replaced.clone());
            }
            sources.push(source);
        }
    }
    Ok(sources)
}
