//! `manifest.json`: what outputs were made from, and whether they are still what was made.
//!
//! No time and no absolute path stands in it, so that the same inputs give the same bytes. One that is
//! found may come from anyone: nothing it names is opened before the name is checked.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, Faults, Place, Result};
use crate::hashed::Hashed;
use crate::outputs::inside;
use crate::text_file;

/// A simulation: with these the same framework and data give the same intervals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Simulated {
    pub seed: u64,
    /// Replications finished: numbers 0 to this, without it.
    pub runs: u64,
    /// Replications asked for; where fewer were finished, the run was stopped.
    pub asked: u64,
    pub partial: bool,
}

/// What was chosen on the command line that decides what is read, by the names that outputs have for
/// files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// A framework in place of the project's.
    pub framework: Option<String>,
    /// Data in place of what the catalogue names.
    pub data: Vec<String>,
    /// `locked`, `none`, `previous`, or a lock.
    pub originals: String,
}

/// Enough to tell whether an output comes from these inputs and this version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The stage the run stopped after, or the command.
    pub stage: String,
    pub edition: Option<String>,
    pub framework: Option<String>,
    pub cut_off: Option<i32>,
    /// The simulation behind the intervals, where one was run.
    #[serde(default)]
    pub simulated: Option<Simulated>,
    /// `None` in what versions before this wrote, and of commands that read by themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<Chosen>,
    pub tool: String,
    /// A mark of the program's code, and the compiler that it was made with.
    #[serde(default)]
    pub code: String,
    #[serde(default)]
    pub toolchain: String,
    /// The typst that set the PDF, where one was set.
    pub typst: Option<String>,
    /// The fonts that it was given; it brings the others itself.
    #[serde(default)]
    pub fonts: Vec<Hashed>,
    /// What each PDF was set from (content, templates, drawings, fonts), as one; by the PDF's name.
    #[serde(default)]
    pub typeset: Vec<Hashed>,
    /// Of a whole edition: what it was made from, by hash of what it means, whatever its spaces and
    /// comments. A later build makes again what is made from other things.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub meaning: BTreeMap<String, String>,
    pub inputs: Vec<Hashed>,
    /// In the order of their names, of a whole edition.
    pub outputs: Vec<Hashed>,
    /// Results kept for the next build: no part of the edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<Hashed>,
    /// Files of an earlier run that this one, stopping sooner, did not make again.
    pub earlier: Vec<Left>,
    /// Files in the folders of an edition that no build makes: papers, pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<Left>,
    /// Of a run that stopped sooner and made something of the edition otherwise: the record of the last
    /// whole build.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<Box<Manifest>>,
}

/// A file of an earlier run, and a mark of the inputs that it was made from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Left {
    #[serde(flatten)]
    pub hashed: Hashed,
    /// Empty in what versions before this wrote, which did not know.
    #[serde(default)]
    pub made_from: String,
}

/// What became of an output since it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    AsWritten,
    /// With other bytes than were written.
    Changed,
    Missing,
    /// The manifest's name for it is refused.
    Refused(Faults),
}

impl Manifest {
    /// Its name, in the folder that it tells of.
    pub const FILE: &str = "manifest.json";

    /// Of a run of `stage` by this program.
    pub fn of(stage: &str) -> Self {
        let tool = format!("ssj {}", env!("CARGO_PKG_VERSION"));
        let (code, toolchain) = (env!("SSJ_CODE").to_owned(), env!("SSJ_RUSTC").to_owned());
        Manifest { stage: stage.to_owned(), tool, code, toolchain, ..Manifest::default() }
    }

    /// The one called `name` in the folder `root`; `None` where there is none.
    ///
    /// # Errors
    /// A file of that name is none, can't be read, or lies behind a link.
    pub fn read(root: &Path, name: &str) -> Result<Option<Self>> {
        let path = inside(root, name)?;
        let text = match fs::read(&path) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            other => other.map_err(|e| Fault::io("read the file", &path, &e))?,
        };
        let text = text_file::in_utf8(&path, text)?;
        serde_json::from_str(&text).map(Some).map_err(|e| {
            Fault::new(format!("this is no manifest of outputs ({e})"))
                .at(Place::line(&path, e.line() as u64))
                .hint("move it away; the next run writes one")
                .into()
        })
    }

    /// The manifest as a file.
    ///
    /// # Errors
    /// It can't be put in words (never).
    pub fn to_json(&self) -> Result<String> {
        let json = serde_json::to_string_pretty(self)
            .map_err(|e| Fault::new(format!("cannot write the manifest ({e})")))?;
        Ok(json + "\n")
    }

    /// Every file it tells of.
    pub fn files(&self) -> impl Iterator<Item = &Hashed> {
        let left = self.earlier.iter().chain(&self.beside).map(|left| &left.hashed);
        self.outputs.iter().chain(&self.kept).chain(left)
    }

    /// The record of the last build of a whole edition.
    pub fn whole_build(&self) -> Option<&Manifest> {
        if self.meaning.is_empty() { self.whole.as_deref() } else { Some(self) }
    }

    /// A mark of the inputs of this run: the same for runs of the same inputs.
    pub fn made_from(&self) -> String {
        let inputs: BTreeSet<String> =
            self.inputs.iter().map(|input| format!("{} {}\n", input.sha256, input.file)).collect();
        let listed: String = inputs.into_iter().collect();
        Hashed::of("", listed.as_bytes()).sha256[..16].to_owned()
    }

    /// Every file it tells of, with the mark of what it was made from.
    pub fn marked(&self) -> impl Iterator<Item = Left> {
        let own = self.made_from();
        let mark = move |hashed: &Hashed| Left { hashed: hashed.clone(), made_from: own.clone() };
        let own = self.outputs.iter().chain(&self.kept).map(mark);
        own.chain(self.earlier.iter().chain(&self.beside).cloned())
    }

    pub fn names(&self, name: &str) -> bool {
        self.files().any(|hashed| hashed.file == name)
    }

    /// The bytes of a file that it tells of, where it lies as it was written.
    pub fn content(&self, root: &Path, name: &str) -> Option<Vec<u8>> {
        let written = self.files().find(|hashed| hashed.file == name)?;
        let bytes = fs::read(inside(root, name).ok()?).ok()?;
        (Hashed::of(name, &bytes) == *written).then_some(bytes)
    }

    /// Whether intervals of a whole simulation are among the files.
    pub fn has_whole_simulation(&self) -> bool {
        let is_intervals = |hashed: &Hashed| hashed.file.ends_with("rank_intervals.csv");
        !self.simulated.is_some_and(|simulated| simulated.partial) && self.files().any(is_intervals)
    }
}

impl Hashed {
    /// Whether the file it tells of is, in the folder `root`, what it was.
    ///
    /// # Errors
    /// A file that is there can't be read.
    pub fn state(&self, root: &Path) -> Result<State> {
        let path = match inside(root, &self.file) {
            Ok(path) if path.is_file() => path,
            Ok(_) => return Ok(State::Missing),
            Err(faults) => return Ok(State::Refused(faults)),
        };
        let same = Hashed::of_file(&self.file, &path)? == *self;
        Ok(if same { State::AsWritten } else { State::Changed })
    }

    /// What to tell of a file that is not as it was written.
    ///
    /// # Errors
    /// As said, and what [`Hashed::state`] gives.
    pub fn check(&self, root: &Path) -> Result<()> {
        let fault = match self.state(root)? {
            State::AsWritten => return Ok(()),
            State::Refused(faults) => return Err(faults),
            State::Changed => "an output was changed after it was written",
            State::Missing => "an output that the manifest names is gone",
        };
        let fault = Fault::new(fault).at(Place::file(&root.join(&self.file)));
        Err(fault.hint("make it again: `ssj build`, or the command that made it").into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_of_each_file_is_told() {
        let root = tempfile::tempdir().unwrap();
        for (name, text) in [("same", "x"), ("changed", "y")] {
            fs::write(root.path().join(name), text).unwrap();
        }
        let state = |name: &str| Hashed::of(name, b"x").state(root.path()).unwrap();
        assert_eq!(state("same"), State::AsWritten);
        assert_eq!(state("changed"), State::Changed);
        assert_eq!(state("gone"), State::Missing);
        assert!(matches!(state("../same"), State::Refused(_)));
        assert!(matches!(state(root.path().join("same").to_str().unwrap()), State::Refused(_)));
    }

    #[test]
    fn a_file_of_another_kind_is_no_manifest_and_none_is_none() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(Manifest::read(root.path(), "m.json").unwrap(), None);
        let manifest = Manifest { outputs: vec![Hashed::of("a", b"x")], ..Manifest::of("score") };
        fs::write(root.path().join("m.json"), manifest.to_json().unwrap()).unwrap();
        assert_eq!(Manifest::read(root.path(), "m.json").unwrap(), Some(manifest));
        fs::write(root.path().join("m.json"), "{\"name\": \"app\"}").unwrap();
        let told = Manifest::read(root.path(), "m.json").unwrap_err().to_string();
        assert!(told.contains("no manifest of outputs"), "{told}");
    }
}
