//! What the command line chose, and where that may put its results.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::stage::{Pictures, Stage};
use crate::fault::{Fault, Result};
use crate::ingest::Problem;
use crate::method::Origins;
use crate::model::Language;
use crate::project::Project;
use crate::tables::Format;

/// What the command line chose.
#[derive(Debug, Clone, Default)]
pub struct Options {
    pub project: Option<PathBuf>,
    pub edition: Option<String>,
    /// Outputs go under this folder instead of the project.
    pub out: Option<PathBuf>,
    pub strict: bool,
    pub quiet: bool,
    pub typst: Option<PathBuf>,
    /// Another framework than the project's, and data for it.
    pub framework: Option<PathBuf>,
    pub data: Vec<PathBuf>,
    /// From where the figures of the catalogue are read.
    pub origins: Origins,
    /// Figures under a restricted licence may go into what is made to be passed on.
    pub allow_restricted: bool,
    /// Set to end a simulation with what it has finished.
    pub stop: Arc<AtomicBool>,
    /// The forms in which tables go out; CSV where none is named.
    pub formats: Vec<Format>,
    /// Wait until another run into the same folder has ended.
    pub wait: bool,
    /// Whether outputs lie under `out` as they would in the project, so that the two compare.
    pub as_project: bool,
    /// The forms in which figures go out.
    pub pictures: Pictures,
    /// Make everything again, whatever lies there.
    pub again: bool,
    /// Areas, by code or name, whose pages the report has; all where none is named.
    pub only: Vec<String>,
    /// In place of the edition's languages, where any is named.
    pub languages: Vec<Language>,
}

impl Options {
    pub(super) fn formats(&self) -> Vec<Format> {
        let asked: BTreeSet<Format> = self.formats.iter().copied().collect();
        if asked.is_empty() { vec![Format::Csv] } else { asked.into_iter().collect() }
    }

    /// Refuses to put results that are not the edition as its files declare it in the edition's place.
    ///
    /// # Errors
    /// There are such options, and no `out`.
    pub(super) fn check_place(&self, stage: &Stage) -> Result<()> {
        let by_order = stage.changes_results();
        let here = [
            ("--framework", self.framework.is_some()),
            ("--data", !self.data.is_empty()),
            ("--originals", self.origins != Origins::Locked),
            ("--language", !self.languages.is_empty()),
            ("--only", !self.only.is_empty()),
        ];
        let other: Vec<&str> =
            here.into_iter().filter(|o| o.1).map(|o| o.0).chain(by_order).collect();
        if other.is_empty() || self.out.is_some() {
            return Ok(());
        }
        let message = format!("where should the results go? With {}", other.join(" and "));
        Err(Fault::new(format!("{message} they are not the edition as it is declared"))
            .hint("add --out DIR: a folder of their own, beside the edition's")
            .into())
    }

    /// Refuses rows that can't be used, under `strict`, for the commands that keep no list of them.
    ///
    /// # Errors
    /// There are such rows.
    pub(super) fn check_rows(&self, problems: &[Problem]) -> Result<()> {
        if !self.strict || problems.is_empty() {
            return Ok(());
        }
        let fault = unusable(problems.len()).hint("`ssj ingest` lists them in problems.csv");
        Err(fault.found().into())
    }

    /// Whether there is an edition of the name that is given, for the commands that make none.
    ///
    /// # Errors
    /// There is none, with the nearest.
    pub fn check_edition(&self) -> Result<()> {
        let Some(id) = &self.edition else { return Ok(()) };
        Project::find(self.project.as_deref())?.edition(Some(id)).map(drop)
    }
}

/// What `strict` stops at.
pub(super) fn unusable(rows: usize) -> Fault {
    Fault::new(format!("{rows} rows can't be used, and --strict was asked for"))
}
