//! What a run leaves behind: its files with the manifest that tells of them, switched in together.
//!
//! In: the folder, what the run reads and may write, then file by file. Out: one set of outputs, and
//! notes on what of earlier runs is still there. Only what an earlier manifest tells of, in the
//! folders of the same edition and with the bytes it says, is ever removed.

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::beside::{joined, maker, of_other_inputs};
use super::kept::Kept;
use super::layout::Layout;
use super::options::Options;
use crate::fault::{Faults, Result};
use crate::hashed::Hashed;
use crate::outputs::{Guard, Outputs};
use crate::progress::Progress;
use crate::provenance::{Left, Manifest, Simulated, State};
use crate::summary::Summary;
use crate::tables::{Format, Table};

/// Beside the last full result: of a simulation that was cut, and of data that were refused.
pub(super) const PARTIAL: &str = "partial";
pub(super) const REFUSED: &str = "refused";

/// How many files are named before the rest is counted.
const TOLD: usize = 5;

/// The outputs of one run.
pub(super) struct Delivery {
    pub outputs: Outputs,
    /// The folder of the manifest with its `/`, relative to the root: empty where outputs go straight
    /// into it.
    home: String,
    /// Folders that hold nothing but what was made for this edition.
    own: Vec<String>,
    /// The folder of figures with its `/`.
    figures: String,
    /// Of the run before.
    earlier: Option<Manifest>,
    /// Files that are not true any more where this run doesn't make them again.
    superseded: Vec<String>,
    /// The forms in which tables go out.
    pub formats: Vec<Format>,
    /// Of stages that did not run, as their files lie there.
    fresh: Vec<Hashed>,
}

/// What was delivered.
pub(super) struct Delivered {
    pub files: Vec<String>,
    /// How many of them are other than what lay there.
    pub written: usize,
    pub notes: Vec<String>,
}

impl Delivered {
    pub fn tell(self, summary: &mut Summary) {
        summary.outputs = self.files;
        summary.written = self.written;
        summary.notes.extend(self.notes);
    }
}

impl Delivery {
    /// Opens the folder `root` for one run, whose outputs lie in it as `layout` says.
    ///
    /// # Errors
    /// It can't be written to, or another run is at it.
    pub fn open(root: &Path, layout: &Layout, options: &Options) -> Result<Self> {
        let tell = |who: &str| Progress::new(options.quiet, 0).note(who);
        let outputs = Outputs::open(root, if options.wait { Some(&tell) } else { None })?;
        let (home, own, figures) = (layout.home(), layout.own(), layout.figures());
        let (earlier, superseded) = (None, Vec::new());
        let formats = options.formats();
        let fresh = Vec::new();
        Ok(Delivery { outputs, home, own, figures, earlier, superseded, formats, fresh })
    }

    /// Opens the folder of `--out`, where one is named.
    ///
    /// # Errors
    /// As [`Delivery::open`].
    pub fn of_out(options: &Options) -> Result<Option<Self>> {
        options
            .out
            .as_deref()
            .map(|out| Delivery::open(out, &Layout::Straight, options))
            .transpose()
    }

    /// Settles, before anything is computed, that nothing which the run `reads` (files or folders)
    /// or someone else has written is in the place of `files`, and that they can be put there.
    ///
    /// # Errors
    /// Every file that can't.
    pub fn expect(&mut self, reads: &[PathBuf], files: &[impl AsRef<str>]) -> Result<()> {
        let manifest = self.name(Manifest::FILE);
        let found = Manifest::read(self.outputs.root(), &manifest);
        let (earlier, unreadable) = match found {
            Ok(earlier) => (earlier, Vec::new()),
            Err(Faults(faults)) => (None, faults),
        };
        self.earlier = earlier;
        // The folders of an edition hold nothing else.
        let known = self.home.is_empty().then(|| known(self.earlier.as_ref(), &manifest));
        self.outputs.guard = Guard::new(reads, known);
        self.supersede(files);
        let mut names = self.names(files, &self.formats);
        // One that can't be read is told already; who has written what lies beside it can't be known.
        if unreadable.is_empty() {
            names.push(manifest);
        }
        let checked = self.outputs.check(&names);
        checked.map_err(|Faults(faults)| Faults([unreadable, faults].concat()))
    }

    /// Settles the same of the folder of figures, whose names are not known yet.
    ///
    /// # Errors
    /// Nothing can be put there.
    pub fn expect_figures(&self) -> Result<()> {
        self.outputs.check(&[self.figures.clone() + ".ssj"])
    }

    /// Notes which files of earlier runs are not true beside those of this one.
    pub fn supersede(&mut self, files: &[impl AsRef<str>]) {
        self.superseded = self.names(files, &Format::ALL);
    }

    /// The name of a table or document, relative to the root.
    pub fn name(&self, file: &str) -> String {
        format!("{}{file}", self.home)
    }

    /// The names of tables in these forms, and of other files.
    fn names(&self, files: &[impl AsRef<str>], formats: &[Format]) -> Vec<String> {
        let of = |file: &str| match file.ends_with(".csv") {
            true => formats.iter().map(|format| self.name(&format.file(file))).collect(),
            false => vec![self.name(file)],
        };
        files.iter().flat_map(|file| of(file.as_ref())).collect()
    }

    pub fn stage(&mut self, file: &str, text: &str) -> Result<()> {
        self.outputs.stage(&self.name(file), text.as_bytes())
    }

    /// A table in every form that is asked for.
    pub fn stage_table(&mut self, table: &Table) -> Result<()> {
        self.stage_parts(table.file, || [table])
    }

    /// The same of a table that is made in parts, anew for each form.
    pub fn stage_parts<P: IntoIterator<Item: Borrow<Table>>>(
        &mut self,
        file: &str,
        parts: impl Fn() -> P,
    ) -> Result<()> {
        for format in self.formats.clone() {
            let path = self.outputs.place_for(&self.name(&format.file(file)))?;
            format.write(parts(), &path)?;
        }
        Ok(())
    }

    /// The manifest of the run before.
    pub fn before(&self) -> Option<&Manifest> {
        self.earlier.as_ref()
    }

    /// Lets these files, which lie there as an earlier run wrote them, be of this run too.
    pub fn retain<'f>(&mut self, files: impl Iterator<Item = &'f Hashed>) {
        self.fresh.extend(files.cloned());
    }

    /// The bytes of a file of the run before, where it is as it was written.
    pub fn content(&self, file: &str) -> Option<Vec<u8>> {
        self.earlier.as_ref()?.content(self.outputs.root(), &self.name(file))
    }

    /// The same of a table, where the run before was of the same framework.
    pub fn earlier(&self, file: &str, framework: &str) -> Option<Vec<u8>> {
        let is_same = self.earlier.as_ref()?.framework.as_deref() == Some(framework);
        is_same.then(|| self.content(file)).flatten()
    }

    /// The simulation of the run before, whose tables a run that `leaves` them does not make again.
    pub fn simulated_before(&self, leaves: bool) -> Option<Simulated> {
        self.earlier.as_ref().filter(|_| leaves)?.simulated
    }

    /// Whether there is a full simulation that a partial one would take the place of.
    pub fn has_whole_simulation(&self) -> bool {
        self.earlier.as_ref().is_some_and(Manifest::has_whole_simulation)
    }

    /// Lets all that is staged go into the folder `beside` the last results, which stay.
    pub fn set_beside(&mut self, beside: &str) -> Result<()> {
        let home = self.name(beside) + "/";
        let file = |name: &str| name.rsplit('/').next().unwrap_or(name).to_owned();
        self.outputs.rename(|name| format!("{home}{}", file(name)))?;
        self.own = vec![home.clone()];
        self.home = home;
        let manifest = self.name(Manifest::FILE);
        self.earlier = Manifest::read(self.outputs.root(), &manifest).ok().flatten();
        // What lies beside is never a whole edition.
        self.earlier.iter_mut().for_each(|earlier| earlier.meaning.clear());
        if let Some(own) = &mut self.outputs.guard.own {
            *own = known(self.earlier.as_ref(), &manifest);
        }
        Ok(())
    }

    /// Switches the files in, with `manifest` told of them. An earlier run's files that this one
    /// supersedes go, where it did not make them again: all of them, if it is `whole`.
    ///
    /// # Errors
    /// Nothing could be put in its place; all is as it was.
    pub fn close(mut self, mut manifest: Manifest, whole: bool) -> Result<Delivered> {
        let staged: Vec<(&str, PathBuf)> = self.outputs.files().collect();
        let hashed = staged.par_iter().map(|(name, path)| Hashed::of_file(name, path));
        manifest.outputs = hashed.collect::<Result<_>>()?;
        if manifest.edition.is_some() {
            self.leave_same(&manifest.outputs)?;
            manifest.outputs.append(&mut self.fresh);
            let kept = self.name(Kept::FILE);
            let kept = manifest.outputs.iter().position(|hashed| hashed.file == kept);
            manifest.kept = kept.map(|kept| manifest.outputs.remove(kept));
            manifest.outputs.sort();
        }
        let names = manifest.outputs.iter().map(|hashed| hashed.file.clone());
        let names = names.chain([self.name(Manifest::FILE)]);
        let place = |name: String| self.outputs.root().join(name).display().to_string();
        let files = names.map(place).collect();
        if let Some(earlier) = &self.earlier {
            manifest = joined(self.outputs.root(), manifest, earlier)?;
        }
        let mut notes: Vec<String> = self.outputs.recovered.take().into_iter().collect();
        let mut stale = Vec::new();
        let mut edited = Vec::new();
        for (left, state) in self.left(&manifest)? {
            let file = &left.hashed.file;
            let is_beside = manifest.edition.is_some() && maker(file).is_some();
            let is_made = whole && !is_beside && self.is_made_whole(file);
            let goes = self.superseded.contains(file) || is_made;
            match state {
                _ if !goes && is_beside => manifest.beside.push(left),
                _ if !goes => manifest.earlier.push(left),
                State::AsWritten => stale.push(left.hashed.file),
                _ => edited.push(left.hashed.file),
            }
        }
        notes.extend(told("left where it is, as it was changed since it was made", &edited));
        notes.extend(of_other_inputs(&manifest));
        stale.extend(self.outdated(REFUSED)?);
        if manifest.simulated.is_some_and(|simulated| !simulated.partial) {
            stale.extend(self.outdated(PARTIAL)?);
        }
        manifest.beside.sort();
        let json = manifest.to_json()?;
        let same = Hashed::of(&self.name(Manifest::FILE), json.as_bytes());
        if same.state(self.outputs.root())? != State::AsWritten {
            self.stage(Manifest::FILE, &json)?;
        }
        let written = self.outputs.files().count();
        if written > 0 || !stale.is_empty() {
            self.outputs.commit(&stale)?;
        }
        Ok(Delivered { files, written, notes })
    }

    /// Lets files lie as they are where they would be replaced by the same.
    fn leave_same(&mut self, staged: &[Hashed]) -> Result<()> {
        let root = self.outputs.root();
        let same = staged.par_iter().map(|hashed| {
            Ok((hashed.state(root)? == State::AsWritten).then(|| hashed.file.clone()))
        });
        let same = same.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
        self.outputs.leave(&same);
        Ok(())
    }

    /// Whether a whole run makes every file of the kind: in folders of its own all, among others the
    /// figures and documents.
    fn is_made_whole(&self, file: &str) -> bool {
        !self.own.is_empty() || file.starts_with(&self.figures) || file.ends_with(".pdf")
    }

    /// What the run before made that this one did not, and is there: as it was made, or changed.
    fn left(&self, now: &Manifest) -> Result<Vec<(Left, State)>> {
        let is_own =
            |name: &str| self.own.is_empty() || self.own.iter().any(|o| name.starts_with(o));
        let mut left = Vec::new();
        for one in self.earlier.iter().flat_map(Manifest::marked) {
            if is_own(&one.hashed.file) && !now.names(&one.hashed.file) {
                let state = one.hashed.state(self.outputs.root())?;
                if matches!(state, State::AsWritten | State::Changed) {
                    left.push((one, state));
                }
            }
        }
        Ok(left)
    }

    /// What an earlier run delivered `beside`, as it delivered it.
    fn outdated(&self, beside: &str) -> Result<Vec<String>> {
        let folder = self.name(beside);
        let (root, name) = (self.outputs.root(), format!("{folder}/{}", Manifest::FILE));
        let Ok(Some(manifest)) = Manifest::read(root, &name) else { return Ok(Vec::new()) };
        let mut files = vec![name];
        for hashed in manifest.files().filter(|h| h.file.starts_with(&format!("{folder}/"))) {
            if hashed.state(root)? == State::AsWritten {
                files.push(hashed.file.clone());
            }
        }
        Ok(files)
    }
}

/// The names that this program has written, by the manifest called `name`.
fn known(manifest: Option<&Manifest>, name: &str) -> BTreeSet<String> {
    let Some(manifest) = manifest else { return BTreeSet::new() };
    manifest.files().map(|hashed| hashed.file.clone()).chain([name.to_owned()]).collect()
}

/// A note on files, where there are any: the first by name, and how many more.
fn told(what: &str, names: &[String]) -> Option<String> {
    let (first, rest) = names.split_at(names.len().min(TOLD));
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
    (!names.is_empty()).then(|| format!("{what}: {}{more}", first.join(", ")))
}
