//! What commands that stop sooner than a build leave in the folders of a built edition.
//!
//! In: the record of such a run, and that of the whole edition that lies there. Out: the record that
//! stays: of the edition, where nothing of it came out otherwise; else of the run, which holds the other
//! for the build to come. Files that no build makes are told of beside the edition, and are no part of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::fault::Result;
use crate::hashed::Hashed;
use crate::provenance::{Left, Manifest, State};

/// The command that makes a file which no build makes, by the file's name.
pub(super) fn maker(file: &str) -> Option<&'static str> {
    let name = file.rsplit('/').next().unwrap_or(file);
    match () {
        () if name.starts_with("brief-") && name.ends_with(".pdf") => Some("ssj brief"),
        () if name.starts_with("series_") => Some("ssj figures series"),
        () if name.ends_with(".png") => Some("ssj figures --format png"),
        () => None,
    }
}

/// The record that stays in the folder `root` after `run`, before which lay what `earlier` tells of.
///
/// # Errors
/// A file that is there can't be read.
pub(super) fn joined(root: &Path, mut run: Manifest, earlier: &Manifest) -> Result<Manifest> {
    let Some(whole) = earlier.whole_build() else { return Ok(run) };
    if !run.meaning.is_empty() || run.edition != whole.edition {
        return Ok(run);
    }
    let mark = run.made_from();
    let same_inputs = mark == whole.made_from();
    let built: BTreeSet<&str> = whole.outputs.iter().map(|hashed| hashed.file.as_str()).collect();
    // Of the same inputs, what a build didn't make is another form of what it made.
    let is_beside = |file: &str| !built.contains(file) && (same_inputs || maker(file).is_some());
    let (beside, own): (Vec<Hashed>, Vec<Hashed>) =
        run.outputs.into_iter().partition(|hashed| is_beside(&hashed.file));
    let left = |hashed| Left { hashed, made_from: mark.clone() };
    run.beside = beside.into_iter().map(left).collect();
    run.outputs = own;
    let known: BTreeSet<&Hashed> = whole.outputs.iter().chain(&whole.kept).collect();
    let is_as_built = run.outputs.iter().chain(&run.kept).all(|hashed| known.contains(hashed));
    // After a run of other things more than this one's files may not be the edition's.
    if is_as_built && (earlier.whole.is_none() || is_intact(root, &run, &known)?) {
        return Ok(Manifest { beside: run.beside, ..whole.clone() });
    }
    let whole = Manifest { beside: Vec::new(), ..whole.clone() };
    Ok(Manifest { whole: Some(Box::new(whole)), ..run })
}

/// Whether all that this run has not made lies there as it was built.
fn is_intact(root: &Path, run: &Manifest, known: &BTreeSet<&Hashed>) -> Result<bool> {
    for hashed in known.iter().filter(|hashed| !run.names(&hashed.file)) {
        if hashed.state(root)? != State::AsWritten {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How many files lie there that are not of the results of the run of `manifest`, and what renews them, a
/// line for each command.
pub(super) fn of_other_inputs(manifest: &Manifest) -> Vec<String> {
    let now = manifest.made_from();
    let is_other = |left: &&Left| left.made_from != now;
    let (mut counts, mut by) = ([0; 4], "ssj simulate");
    for Left { hashed: Hashed { file, .. }, .. } in manifest.earlier.iter().filter(is_other) {
        let kind = match file {
            file if file.ends_with(".html") => 3,
            file if file.ends_with(".pdf") => 2,
            file if file.contains("figures/") => 1,
            _ => 0,
        };
        counts[kind] += 1;
        by = if kind > 0 { "ssj build" } else { by };
    }
    let kinds = counts.into_iter().zip(["tables", "files of figures", "PDFs", "pages"]);
    let kinds = kinds.filter(|(n, _)| *n > 0).map(|(n, kind)| format!("{n} {kind}"));
    let kinds: Vec<String> = kinds.collect();
    let mut beside = BTreeMap::<&str, usize>::new();
    for Left { hashed, .. } in manifest.beside.iter().filter(is_other) {
        *beside.entry(maker(&hashed.file).unwrap_or("ssj build")).or_default() += 1;
    }
    let told = (!kinds.is_empty()).then(|| (by, kinds.join(", ")));
    let beside = beside.into_iter().map(|(by, n)| (by, format!("{n} files beside the edition")));
    let line = |(by, what)| {
        format!(
            "made from other inputs by an earlier run, so not of these results: {what}; `{by}` makes them anew"
        )
    };
    told.into_iter().chain(beside).map(line).collect()
}
