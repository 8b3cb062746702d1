//! Outputs are written whole or not at all: staged beside their place, then renamed into it.
//!
//! A killed run leaves the last good outputs; what it had staged is swept away by the next run.

use std::fs::{self, File};
use std::path::{Component, Path, PathBuf};

use tempfile::TempDir;

use crate::fault::{Fault, Faults, Result};
use crate::provenance::Hashed;

const PREFIX: &str = ".staging-";
const LOCK: &str = "lock";

/// Files on their way to `root`.
pub struct Outputs {
    root: PathBuf,
    staging: TempDir,
    /// Held as long as this run lives, so that no other run takes the staging folder for a dead one's.
    _lock: File,
    /// Paths relative to the root, in the order staged.
    files: Vec<String>,
}

impl Outputs {
    /// Opens `root`, made if need be, before any slow work starts.
    ///
    /// # Errors
    /// The folder can't be made or written to.
    pub fn open(root: &Path) -> Result<Self> {
        fs::create_dir_all(root).map_err(|e| Fault::io("make the output folder", root, &e))?;
        sweep(root);
        let staging = tempfile::Builder::new()
            .prefix(PREFIX)
            .tempdir_in(root)
            .map_err(|e| Fault::io("write to the output folder", root, &e))?;
        let lock = File::create(staging.path().join(LOCK))
            .and_then(|file| file.lock().map(|()| file))
            .map_err(|e| Fault::io("write to the output folder", root, &e))?;
        Ok(Outputs { root: root.to_owned(), staging, _lock: lock, files: Vec::new() })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A folder for intermediate files, gone with the run.
    pub fn scratch(&self) -> Result<PathBuf> {
        let path = self.staging.path().join("scratch");
        fs::create_dir_all(&path).map_err(|e| Fault::io("make a folder", &path, &e))?;
        Ok(path)
    }

    /// Stages one file under its path relative to the root (`report/2026-H2/scores.csv`).
    pub fn stage(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.place_for(name)?;
        fs::write(&path, bytes).map_err(|e| Fault::io("write the file", &path, &e))?;
        Ok(())
    }

    /// The path at which another program may write the file `name`; it counts as staged.
    pub fn place_for(&mut self, name: &str) -> Result<PathBuf> {
        let plain = |part| matches!(part, Component::Normal(_));
        if !Path::new(name).components().all(plain) {
            return Err(Fault::new(format!("`{name}` would lie outside the output folder"))
                .hint("codes become file names: use letters, digits, `-` and `_`")
                .into());
        }
        let path = self.staged(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|e| Fault::io("make a folder", folder, &e))?;
        }
        // A table may be written again by a later stage that knows more.
        if !self.files.iter().any(|file| file == name) {
            self.files.push(name.to_owned());
        }
        Ok(path)
    }

    /// Forgets what was staged so far.
    pub fn clear(&mut self) {
        self.files.clear();
    }

    /// The staged files by name and hash.
    pub fn hashed(&self) -> Result<Vec<Hashed>> {
        let read = |name: &String| {
            let path = self.staged(name);
            let bytes = fs::read(&path).map_err(|e| Fault::io("read the file", &path, &e))?;
            Ok(Hashed::of(name, &bytes))
        };
        self.files.iter().map(read).collect()
    }

    /// Renames every file into its place and removes `stale` ones of an earlier run.
    ///
    /// # Errors
    /// All files that could not be moved; the others are in place.
    pub fn commit(self, stale: &[String]) -> Result<Vec<PathBuf>> {
        let mut faults = Vec::new();
        let mut placed = Vec::new();
        for name in &self.files {
            let target = self.root.join(name);
            let made = target.parent().map_or(Ok(()), fs::create_dir_all);
            match made.and_then(|()| fs::rename(self.staged(name), &target)) {
                Ok(()) => placed.push(target),
                Err(e) => faults.push(Fault::io("put the output in its place", &target, &e)),
            }
        }
        for name in stale.iter().filter(|name| !self.files.contains(name)) {
            // What an earlier run left is no longer true; that it is gone already is no error.
            let _ = fs::remove_file(self.root.join(name));
        }
        Faults::check(faults, placed)
    }

    fn staged(&self, name: &str) -> PathBuf {
        self.staging.path().join("files").join(name)
    }
}

/// Removes staging folders whose run is dead: their lock is free.
fn sweep(root: &Path) {
    let entries = fs::read_dir(root).into_iter().flatten().flatten();
    for entry in entries.filter(|e| e.file_name().to_string_lossy().starts_with(PREFIX)) {
        let lock = File::open(entry.path().join(LOCK));
        if lock.is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_in_place_before_the_commit_and_everything_after() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("old.csv"), "old").unwrap();
        let mut outputs = Outputs::open(root.path()).unwrap();
        outputs.stage("report/x/scores.csv", b"new").unwrap();
        assert!(!root.path().join("report/x/scores.csv").exists());
        outputs.commit(&["old.csv".into(), "report/x/scores.csv".into()]).unwrap();
        assert_eq!(fs::read(root.path().join("report/x/scores.csv")).unwrap(), b"new");
        assert!(!root.path().join("old.csv").exists());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1, "staging is gone");
    }

    #[test]
    fn a_dead_runs_staging_is_swept_and_a_living_ones_is_kept() {
        let root = tempfile::tempdir().unwrap();
        let dead = root.path().join(".staging-dead");
        fs::create_dir(&dead).unwrap();
        fs::write(dead.join(LOCK), "").unwrap();
        let living = Outputs::open(root.path()).unwrap();
        assert!(!dead.exists());
        let _second = Outputs::open(root.path()).unwrap();
        assert!(living.staging.path().exists());
    }

    #[test]
    fn a_root_that_is_a_file_is_refused_with_its_path() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let error = Outputs::open(file.path()).err().unwrap();
        assert!(error.to_string().contains("cannot make the output folder"), "{error}");
        assert!(error.to_string().contains(file.path().to_str().unwrap()), "{error}");
    }
}
