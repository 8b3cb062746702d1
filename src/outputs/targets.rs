//! Whether files can be put in their place, asked before anything is done.
//!
//! In: the folder, names, and what may not be lost. Out: nothing, or every name that can't.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::name::inside;
use crate::fault::{Fault, Faults, Place, Result};

/// In a folder for a moment, to see whether files can be moved there.
const PROBE: &str = ".ssj-probe";

/// What no output may replace.
#[derive(Debug, Clone, Default)]
pub struct Guard {
    /// Files that are read, and folders of them.
    inputs: Vec<PathBuf>,
    /// Names that this program is known to have written; `None`: the folders hold nothing else.
    pub own: Option<BTreeSet<String>>,
}

impl Guard {
    /// Of `inputs` (files or folders), and of files other than `own`, where those are known.
    pub fn new(inputs: &[PathBuf], own: Option<BTreeSet<String>>) -> Self {
        // An input that can't be found is told by whoever reads it.
        let inputs = inputs.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
        Guard { inputs, own }
    }

    /// Refuses to replace or remove an input.
    ///
    /// # Errors
    /// The file at `path` is one.
    pub fn check_input(&self, path: &Path) -> Result<()> {
        let Ok(real) = fs::canonicalize(path) else { return Ok(()) };
        if !self.inputs.iter().any(|input| real.starts_with(input)) {
            return Ok(());
        }
        Err(Fault::new("an output would replace what is read")
            .at(Place::file(path))
            .hint("choose another folder with --out DIR, or move the input elsewhere")
            .into())
    }

    fn check(&self, name: &str, path: &Path) -> Result<()> {
        if path.is_dir() {
            return Err(Fault::new("a folder is in the place of an output")
                .at(Place::file(path))
                .hint("move it away, or choose another folder with --out DIR")
                .into());
        }
        self.check_input(path)?;
        if path.exists() && self.own.as_ref().is_some_and(|own| !own.contains(name)) {
            return Err(Fault::new("a file is in the place of an output, and this program is not known to have written it (no manifest.json beside it says so)")
                .at(Place::file(path))
                .hint("move it away, or choose another folder with --out DIR")
                .into());
        }
        Ok(())
    }
}

/// Checks `names` in `root`, for files that are moved there from the folder `from`.
///
/// # Errors
/// Every name that can't be put in its place.
pub(super) fn check(root: &Path, from: &Path, guard: &Guard, names: &[String]) -> Result<()> {
    let mut faults = Vec::new();
    let mut folders = BTreeSet::new();
    for name in names {
        match inside(root, name).and_then(|path| guard.check(name, &path).map(|()| path)) {
            // A folder that is still to be made will lie in this one.
            Ok(path) => {
                folders.extend(path.ancestors().skip(1).find(|f| f.exists()).map(Path::to_owned))
            }
            Err(Faults(more)) => faults.extend(more),
        }
    }
    for folder in &folders {
        if let Err(e) = probe(from, folder) {
            faults.push(unreachable(folder, &e));
        }
    }
    Faults::check(faults, ())
}

/// Makes the folders of `names`.
///
/// # Errors
/// One that can't be made.
pub(super) fn make_folders(root: &Path, names: &[String]) -> Result<()> {
    for name in names {
        let path = inside(root, name)?;
        let folder = path.parent().unwrap_or(root);
        fs::create_dir_all(folder).map_err(|e| Fault::io("make a folder", folder, &e))?;
    }
    Ok(())
}

/// Moves an empty file from one folder to the other, and removes it.
fn probe(from: &Path, to: &Path) -> io::Result<()> {
    let (here, there) = (from.join(PROBE), to.join(PROBE));
    fs::write(&here, "")?;
    let moved = fs::rename(&here, &there).and_then(|()| fs::remove_file(&there));
    moved.inspect_err(|_| drop(fs::remove_file(&here)))
}

fn unreachable(folder: &Path, error: &io::Error) -> Fault {
    if error.kind() == io::ErrorKind::CrossesDevices {
        return Fault::new("this folder is on another file system than the outputs' own, so that they could not all change in one step")
            .at(Place::file(folder))
            .hint("choose a folder that is on one file system with --out DIR");
    }
    Fault::io("write to the folder", folder, error)
}
