//! Outputs that lie in a folder, compared with what their manifests say of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::manifest::Manifest;
use crate::fault::{Fault, Faults, Place, Result};
use crate::hashed::Hashed;
use crate::outputs::inside;

/// Of each manifest in the folder `root`, what it tells of (an edition, or the folder itself), and
/// whether all its files are as they were written: in words, or every one that isn't.
pub fn made(root: &Path) -> Vec<(String, Result<String>)> {
    let mut found = Vec::new();
    // Where outputs went straight into the folder. Someone else's file may have the name, too.
    if let Ok(Some(manifest)) = Manifest::read(root, Manifest::FILE) {
        found.push((root.display().to_string(), compare(root, &manifest, &BTreeSet::new())));
    }
    let editions = fs::read_dir(root.join("report")).into_iter().flatten().flatten();
    let mut editions: Vec<String> =
        editions.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    editions.sort();
    for edition in editions {
        let name = format!("report/{edition}/{}", Manifest::FILE);
        // A link there is told where it is asked to be followed, by whoever writes.
        let Ok(path) = inside(root, &name) else { continue };
        if path.exists() {
            let read = Manifest::read(root, &name);
            let read = read.and_then(|manifest| manifest.ok_or_else(|| gone(&path)));
            found.push((
                edition.clone(),
                read.and_then(|m| compare(root, &m, &unnamed(root, &edition))),
            ));
        }
    }
    found
}

fn gone(manifest: &Path) -> Faults {
    Fault::new("the manifest is gone").at(Place::file(manifest)).into()
}

/// Compares each file the manifest names; those that lie there `unnamed` are told.
fn compare(root: &Path, manifest: &Manifest, unnamed: &BTreeSet<String>) -> Result<String> {
    let files: Vec<&Hashed> = manifest.files().collect();
    let checked: Vec<Result<()>> = files.par_iter().map(|hashed| hashed.check(root)).collect();
    let faults = checked.into_iter().filter_map(std::result::Result::err).flat_map(|f| f.0);
    Faults::check(faults.collect(), ())?;
    let told = format!("{} files are as they were written", files.len());
    Ok(match unnamed.first() {
        None => told,
        Some(first) => format!("{told}; {} others lie there, such as {first}", unnamed.len()),
    })
}

/// The files in the folders of an edition that none of its manifests tells of, by name: it has others
/// beside the last full results, of a run that was cut, or of data that were refused.
fn unnamed(root: &Path, edition: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut open = vec![format!("report/{edition}"), format!("figures/{edition}")];
    while let Some(folder) = open.pop() {
        let Ok(path) = inside(root, &folder) else { continue };
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                open.push(name);
            } else {
                names.insert(name);
            }
        }
    }
    let is_manifest = |name: &&String| name.ends_with(&format!("/{}", Manifest::FILE));
    for name in names.clone().iter().filter(is_manifest) {
        let Ok(Some(manifest)) = Manifest::read(root, name) else { continue };
        names.remove(name);
        names.retain(|name| !manifest.names(name));
    }
    names
}
