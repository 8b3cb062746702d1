//! Outputs are one set or the other: staged in a private folder beside their place, then switched in
//! together.
//!
//! In: files under their names in a folder. Out: all of them in their place, or the folder as it was.
//! A folder has one run at a time, for as long as the run lives. What a killed run has staged is swept
//! away by the next; a switch that was cut is completed or undone by it.

pub mod ending;
mod held;
mod name;
mod steps;
mod switch;
mod targets;
#[cfg(test)]
mod tests;
mod whole;

pub use held::{Held, Wait};
pub use name::inside;
pub use targets::Guard;
pub use whole::{create, last, settle, write_by, write_whole};

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;

use crate::fault::{Fault, Result};
use ending::Begun;
use steps::Steps;
use switch::{Entry, Failed, NEW, PRIVATE, Switch};

/// In the private folder: who is at it, and for each run a folder that begins like this.
const LOCK: &str = "lock";
const RUN: &str = "run-";

/// Files on their way to `root`.
pub struct Outputs {
    root: PathBuf,
    /// What they may not replace.
    pub guard: Guard,
    /// Paths relative to the root, in the order staged.
    files: Vec<String>,
    /// What was done of an earlier run's switch, in a sentence.
    pub recovered: Option<String>,
    steps: Steps,
    // In this order: the run's folder goes before the lock, and that before the folder of both.
    run: TempDir,
    _begun: Begun,
    _held: Held,
    _private: Private,
}

/// The folder of runs under way, and behind it those that were made for this run, the innermost first:
/// gone when dropped, if nothing is in them.
struct Private(Vec<PathBuf>);

impl Private {
    /// Makes the folder `root`, if need be.
    fn below(root: &Path, private: PathBuf) -> io::Result<Self> {
        let new = root.ancestors().take_while(|f| !f.as_os_str().is_empty() && !f.exists());
        let folders = [private].into_iter().chain(new.map(Path::to_owned)).collect();
        fs::create_dir_all(root)?;
        Ok(Private(folders))
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        leave(&self.0);
    }
}

fn leave(folders: &[PathBuf]) {
    let _ = folders.iter().try_for_each(fs::remove_dir);
}

impl Outputs {
    /// Opens `root`, made if need be, before any slow work starts, and puts right what a killed run
    /// left there.
    ///
    /// # Errors
    /// The folder can't be made or written to; another run is at it, and `wait` is `None`.
    pub fn open(root: &Path, wait: Wait) -> Result<Self> {
        let refused = |e: &io::Error| Fault::io("write to the output folder", root, e);
        let private = inside(root, PRIVATE)?;
        let lock = private.join(LOCK);
        let owned = Private::below(root, private.clone())
            .map_err(|e| Fault::io("make the output folder", root, &e))?;
        let held = Held::take(&lock, "another run is under way in the output folder", wait)?;
        let steps = Steps::of_environment();
        let recovered = switch::recover(root, &steps)?;
        sweep(&private);
        let run = tempfile::Builder::new().prefix(RUN).tempdir_in(&private);
        let run = run.map_err(|e| refused(&e))?;
        let (staged, folders) = (run.path().to_owned(), owned.0.clone());
        let begun = ending::begin(move || {
            // Others may still be writing there; what stays is swept by the next run.
            let _ = (0..3).map(|_| fs::remove_dir_all(&staged)).find(io::Result::is_ok);
            held::release(&lock);
            leave(&folders);
        });
        Ok(Outputs {
            root: root.to_owned(),
            guard: Guard::default(),
            files: Vec::new(),
            recovered,
            steps,
            run,
            _begun: begun,
            _held: held,
            _private: owned,
        })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Checks, before any slow work, whether files of these names could be put in their place.
    ///
    /// # Errors
    /// Every one that couldn't, and why.
    pub fn check(&self, names: &[String]) -> Result<()> {
        targets::check(&self.root, self.run.path(), &self.guard, names)
    }

    /// A folder for intermediate files, gone with the run.
    pub fn scratch(&self) -> Result<PathBuf> {
        let path = self.run.path().join("scratch");
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
        inside(&self.root, name)?;
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

    /// Forgets one file that was to be staged.
    pub fn forget(&mut self, name: &str) {
        self.files.retain(|file| file != name);
    }

    /// Forgets what was staged so far.
    pub fn clear(&mut self) {
        self.files.clear();
    }

    /// Forgets what was staged of these names: what lies in their place stays.
    pub fn leave(&mut self, names: &BTreeSet<String>) {
        self.files.retain(|file| !names.contains(file));
    }

    /// Gives every staged file another name.
    pub fn rename(&mut self, new_name: impl Fn(&str) -> String) -> Result<()> {
        for name in std::mem::take(&mut self.files) {
            let from = self.staged(&name);
            let to = self.place_for(&new_name(&name))?;
            fs::rename(&from, &to).map_err(|e| Fault::io("write the file", &to, &e))?;
        }
        Ok(())
    }

    /// The staged files: name, and where each lies until the commit.
    pub fn files(&self) -> impl Iterator<Item = (&str, PathBuf)> {
        self.files.iter().map(|name| (name.as_str(), self.staged(name)))
    }

    /// Puts every file in its place and removes `stale` ones of an earlier run; or, at the first
    /// failure, puts everything back as it was.
    ///
    /// # Errors
    /// Every file that can't be put in its place, before anything is touched; or what failed then.
    pub fn commit(mut self, stale: &[String]) -> Result<Vec<PathBuf>> {
        targets::make_folders(&self.root, &self.files)?;
        self.check(&self.files)?;
        let staged: Vec<PathBuf> = self.files().map(|(_, path)| path).collect();
        staged
            .par_iter()
            .try_for_each(|path| last(path).map_err(|e| Fault::io("write the file", path, &e)))?;
        let entries = self.entries(stale)?;
        let run = self.run.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let switch = Switch::prepare(&self.root, &run, entries, &self.steps)?;
        let done = ending::undisturbed(|| switch.carry_out());
        let Err(Failed { mut faults, undone }) = done else {
            return Ok(self.files.iter().map(|name| self.root.join(name)).collect());
        };
        let told = if undone {
            "all outputs are as they were before this run"
        } else {
            // What there was lies in the run's folder.
            self.run.disable_cleanup(true);
            "some outputs could not be put back; the next run into this folder tries again"
        };
        faults.0[0].hints.push(told.to_owned());
        Err(faults)
    }

    /// What comes, and what goes and is there.
    fn entries(&self, stale: &[String]) -> Result<Vec<Entry>> {
        let entry = |name: &String, comes| -> Result<Entry> {
            let was = inside(&self.root, name)?.is_file();
            Ok(Entry { name: name.clone(), comes, was })
        };
        let come = self.files.iter().map(|name| entry(name, true));
        let stale = stale.iter().filter(|name| !self.files.contains(name));
        let entries: Result<Vec<Entry>> =
            come.chain(stale.map(|name| entry(name, false))).collect();
        let mut entries = entries?;
        entries.retain(|entry| entry.comes || entry.was);
        for gone in entries.iter().filter(|entry| !entry.comes) {
            self.guard.check_input(&self.root.join(&gone.name))?;
        }
        Ok(entries)
    }

    fn staged(&self, name: &str) -> PathBuf {
        self.run.path().join(NEW).join(name)
    }
}

/// Removes what dead runs left in the private folder; whoever calls this holds its lock.
fn sweep(private: &Path) {
    for entry in fs::read_dir(private).into_iter().flatten().flatten() {
        let name = entry.file_name();
        // What stays is swept the next time.
        let _ = match name.to_string_lossy() {
            name if name == LOCK => Ok(()),
            name if name.starts_with(RUN) => fs::remove_dir_all(entry.path()),
            name if name.ends_with(".json") || name.ends_with(".json.new") => {
                fs::remove_file(entry.path())
            }
            _ => Ok(()),
        };
    }
}
