//! From one set of outputs to the other, in one step as far as file systems go.
//!
//! In: a folder of new files, on the disk to the last byte, and names to remove. Out: all in their
//! place, or everything as it was. A journal is written before the first rename. Whoever finds one
//! later completes what it says; where that can't be done, or had failed before, it is undone. What
//! is replaced stays in `old/` until the end.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::name::{identity, inside};
use super::steps::Steps;
use super::whole::{settle, write_whole};
use crate::fault::{Fault, Faults, Result};

/// The folder of runs under way, in the folder of the outputs.
pub(super) const PRIVATE: &str = ".ssj-run";
/// While a switch goes forward, and once it is being undone.
const JOURNAL: &str = "journal.json";
const UNDOING: &str = "undoing.json";
/// In the folder of a run: what is to come, and what was there.
pub(super) const NEW: &str = "new";
const OLD: &str = "old";

/// What is switched; in the private folder, as JSON.
#[derive(Debug, Serialize, Deserialize)]
struct Journal {
    /// The folder of the run, and by what to tell that it is the very one: a journal that came with
    /// a copy of the folder says nothing of this one.
    run: String,
    identity: Option<(u64, u64)>,
    entries: Vec<Entry>,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub name: String,
    /// Whether there is a new one; else it is only removed.
    pub comes: bool,
    /// Whether there was one.
    pub was: bool,
}

/// A switch of the files of one run, in the folder `root`.
pub(super) struct Switch<'a> {
    root: &'a Path,
    journal: Journal,
    steps: &'a Steps,
}

/// How a switch ended that did not succeed.
pub(super) struct Failed {
    pub faults: Faults,
    /// Whether everything is as it was; else the next run tries again.
    pub undone: bool,
}

impl<'a> Switch<'a> {
    /// Prepares the switch: what is there is kept, and everything is on the disk for good.
    ///
    /// # Errors
    /// The disk refuses; nothing in its place was touched.
    pub fn prepare(
        root: &'a Path,
        run: &str,
        entries: Vec<Entry>,
        steps: &'a Steps,
    ) -> Result<Self> {
        let identity = fs::metadata(root.join(PRIVATE).join(run)).ok().as_ref().map(identity);
        let journal = Journal { run: run.to_owned(), identity, entries };
        let switch = Switch { root, journal, steps };
        let mut folders = BTreeSet::new();
        for entry in &switch.journal.entries {
            let old = switch.at(OLD, entry);
            let above = |path: &Path| path.parent().unwrap_or(root).to_owned();
            fs::create_dir_all(above(&old)).map_err(|e| Fault::io("make a folder", &old, &e))?;
            if entry.comes && entry.was {
                let target = inside(root, &entry.name)?;
                // Where a second name can't be given, the file is moved there when its turn comes.
                let _ = steps.take(|| fs::hard_link(&target, &old));
            }
            folders.extend([above(&old), above(&switch.at(NEW, entry))]);
        }
        folders.iter().for_each(|folder| settle(folder));
        Ok(switch)
    }

    /// What an earlier run left in the middle; `None` where there is nothing, or nothing that was
    /// left in this very folder. With it, whether it was being undone.
    fn found(root: &'a Path, steps: &'a Steps) -> Option<(Self, bool)> {
        let private = root.join(PRIVATE);
        let read = |file: &str| fs::read(private.join(file)).ok();
        let (text, undoing) = match read(UNDOING) {
            Some(text) => (text, true),
            None => (read(JOURNAL)?, false),
        };
        let journal: Journal = serde_json::from_slice(&text).ok()?;
        let run = inside(&private, &journal.run).ok()?;
        let same = identity(&fs::metadata(run).ok()?);
        let is_this = journal.identity == Some(same) && !journal.run.contains('/');
        is_this.then_some((Switch { root, journal, steps }, undoing))
    }

    /// Carries the switch out, or undoes what was done of it.
    pub fn carry_out(&self) -> std::result::Result<(), Failed> {
        let as_it_was = |faults| Failed { faults, undone: true };
        let text = serde_json::to_vec_pretty(&self.journal)
            .map_err(|e| as_it_was(Fault::new(format!("cannot write the journal ({e})")).into()))?;
        write_whole(&self.private(JOURNAL), &text).map_err(as_it_was)?;
        self.forward()
    }

    fn forward(&self) -> std::result::Result<(), Failed> {
        let Err(faults) = self.put_all() else {
            self.close(JOURNAL);
            return Ok(());
        };
        match self.undo() {
            Ok(()) => Err(Failed { faults, undone: true }),
            Err(more) => {
                let faults = Faults([faults.0, more.0].concat());
                Err(Failed { faults, undone: false })
            }
        }
    }

    fn put_all(&self) -> Result<()> {
        for entry in &self.journal.entries {
            let (new, old) = (self.at(NEW, entry), self.at(OLD, entry));
            let target = inside(self.root, &entry.name)?;
            if entry.was && !exists(&old) && exists(&target) {
                self.rename("put an earlier output aside", &target, &old)?;
            }
            if entry.comes && exists(&new) {
                self.rename("put the output in its place", &new, &target)?;
            }
        }
        Ok(())
    }

    /// Puts back what was there. Begun again after a kill, it does nothing twice.
    fn undo(&self) -> Result<()> {
        if exists(&self.private(JOURNAL)) {
            self.rename("mark the switch", &self.private(JOURNAL), &self.private(UNDOING))?;
        }
        for entry in self.journal.entries.iter().rev() {
            let (new, old) = (self.at(NEW, entry), self.at(OLD, entry));
            let target = inside(self.root, &entry.name)?;
            if entry.was && exists(&old) {
                self.rename("put an earlier output back", &old, &target)?;
            } else if !entry.was && !exists(&new) && exists(&target) {
                self.rename("take an output back", &target, &new)?;
            }
        }
        self.close(UNDOING);
        Ok(())
    }

    /// The end: all names last, folders that are empty now go, and so does the journal. That it can't
    /// be removed is no fault: done again it does nothing.
    fn close(&self, journal: &str) {
        for folder in self.folders().iter().rev() {
            settle(folder);
            let below_root = folder.ancestors().take_while(|&folder| folder != self.root);
            // The first that holds something ends this.
            let _ = below_root.map(fs::remove_dir).find(std::result::Result::is_err);
        }
        let _ = self.steps.take(|| fs::remove_file(self.private(journal)));
        settle(&self.root.join(PRIVATE));
    }

    /// The folders of the files in their place.
    fn folders(&self) -> BTreeSet<PathBuf> {
        let target = |entry: &Entry| self.root.join(&entry.name);
        let above = |entry| target(entry).parent().map(Path::to_owned);
        self.journal.entries.iter().filter_map(above).collect()
    }

    fn rename(&self, doing: &str, from: &Path, to: &Path) -> Result<()> {
        let done = self.steps.take(|| fs::rename(from, to));
        done.map_err(|e| Fault::io(doing, to, &e).into())
    }

    fn private(&self, file: &str) -> PathBuf {
        self.root.join(PRIVATE).join(file)
    }

    fn at(&self, side: &str, entry: &Entry) -> PathBuf {
        self.private(&self.journal.run).join(side).join(&entry.name)
    }
}

/// Completes or undoes what a run left in the middle that was killed; says which, in a sentence.
///
/// # Errors
/// Neither can be done: all is left as it is, for a later run.
pub(super) fn recover(root: &Path, steps: &Steps) -> Result<Option<String>> {
    let Some((switch, undoing)) = Switch::found(root, steps) else {
        return Ok(None);
    };
    let tell = |how: &str| {
        let n = switch.journal.entries.len();
        format!("an earlier run was cut while it put {n} outputs in their place: {how}")
    };
    let hint =
        "mend what keeps them from their place, and run again: nothing of either set is lost";
    let hinted = |Faults(mut faults): Faults| {
        faults.iter_mut().for_each(|fault| fault.hints.push(hint.to_owned()));
        Faults(faults)
    };
    if undoing {
        switch.undo().map_err(hinted)?;
        return Ok(Some(tell("those before it were put back")));
    }
    match switch.forward() {
        Ok(()) => Ok(Some(tell("this was completed"))),
        Err(Failed { undone: true, .. }) => Ok(Some(tell("those before it were put back"))),
        Err(Failed { faults, .. }) => Err(hinted(faults)),
    }
}

fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
