//! No file of code is longer than a reader holds in mind at once.

use std::path::{Path, PathBuf};

/// A longer one has a part that has a name.
const MOST_LINES: usize = 350;

/// The files of Rust in a folder and in all below it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    let is_rust = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "rs");
    entries.flat_map(below).filter(is_rust).collect()
}

#[test]
fn no_file_of_code_is_longer_than_350_lines() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = ["src", "tests", "benches"].iter().flat_map(|folder| files(&root.join(folder)));
    let lines = all.map(|file| (std::fs::read_to_string(&file).unwrap().lines().count(), file));
    let mut long: Vec<(usize, PathBuf)> = lines.filter(|(n, _)| *n > MOST_LINES).collect();
    long.sort();
    assert!(long.is_empty(), "part these at a name: {long:#?}");
}
