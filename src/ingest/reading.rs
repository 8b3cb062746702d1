//! What every reader takes and gives: a source and what its rows are held against in; observations and
//! problems out, with every row accounted for by file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::Serialize;

use super::area_codes::AreaCodes;
use super::passed_over::PassedOver;
use super::problem::Problem;
use super::sdmx::evidence::Evidence;
use super::selection::Selection;
use crate::fault::{Fault, Place, Result};
use crate::hashed::Hashed;
use crate::model::{Catalogue, Label, Observation, Reader, YEARS};

/// A file to read: where it is, what it is called in outputs, and whose figures it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    pub path: PathBuf,
    pub name: String,
    pub provider: String,
    /// The form it is in.
    pub reader: Reader,
    pub selection: Selection,
    /// The hash that its bytes must have; `None` where any content will do.
    pub sha256: Option<String>,
}

impl Source {
    /// A file in this project's own form: every series of it, under the code it has.
    pub fn own(path: PathBuf, name: String, provider: String) -> Self {
        let (reader, selection) = (Reader::SdmxCsv, Selection::Everything);
        Source { path, name, provider, reader, selection, sha256: None }
    }

    /// Refuses bytes that are not those of the lock.
    pub(super) fn check_hash(&self, hashed: &Hashed) -> Result<()> {
        let Some(expected) = self.sha256.as_ref().filter(|sha256| **sha256 != hashed.sha256) else {
            return Ok(());
        };
        let found = &hashed.sha256;
        let message =
            format!("an original was changed: its hash is {found}, the lock has {expected}");
        Err(Fault::new(message)
            .at(Place::file(&self.path))
            .hint("remove the file, and fetch it again with `ssj fetch --locked`")
            .into())
    }
}

/// What a row is checked against; where a part is absent, anything goes.
#[derive(Clone, Copy, Default)]
pub struct Expected<'a> {
    /// Known areas, by every code and name they go by.
    pub areas: Option<&'a AreaCodes>,
    /// Known series with their ranges, and the possible years.
    pub catalogue: Option<&'a Catalogue>,
    /// The series the framework reads, where data may hold others: those are filtered by name.
    pub series: Option<&'a BTreeSet<String>>,
    /// The year of a wide table without years.
    pub undated: Option<i32>,
    /// Whether exact duplicates are kept until all is read.
    pub keeps_doubles: bool,
}

impl Expected<'_> {
    /// The first and the last year that can be right.
    pub(crate) fn years(&self) -> (i32, i32) {
        self.catalogue.map_or(YEARS, |c| (c.first_year, c.last_year))
    }

    /// Whether a text is a year, and one that the catalogue does not look at.
    pub(super) fn is_another_year(&self, text: &str) -> bool {
        let (first, last) = self.years();
        let is_other = |year: i32| (1000..=2100).contains(&year) && !(first..=last).contains(&year);
        self.catalogue.is_some() && text.parse().is_ok_and(is_other)
    }
}

/// How the rows of one file (of a wide table, its cells) were accounted for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct FileCount {
    pub file: String,
    /// Size and hash of the file's bytes as they were read.
    pub bytes: usize,
    pub sha256: String,
    /// Whether the hash is of the file's metadata alone, as no more of it was read.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub footer: bool,
    pub rows: usize,
    pub observations: usize,
    pub exact_duplicates: usize,
    pub problems: usize,
    /// Rows left out on purpose, by the name of the rule.
    pub filtered: BTreeMap<&'static str, usize>,
}

impl FileCount {
    /// The file as the manifest names it.
    pub fn hashed(&self) -> Hashed {
        let FileCount { file, bytes, sha256, footer, .. } = self.clone();
        Hashed { file, bytes, sha256, footer }
    }

    pub(super) fn hashed_as(&mut self, hashed: Hashed) {
        (self.bytes, self.sha256, self.footer) = (hashed.bytes, hashed.sha256, hashed.footer);
    }

    /// Whether every row read is accounted for.
    pub fn balances(&self) -> bool {
        let filtered: usize = self.filtered.values().sum();
        self.rows == self.observations + self.exact_duplicates + self.problems + filtered
    }
}

/// The product of this stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ingested {
    /// In the order of the sources, then of the rows.
    pub observations: Vec<Observation>,
    pub problems: Vec<Problem>,
    /// Figures of the provider's other sources, where several speak of the same area and year.
    pub passed_over: Vec<PassedOver>,
    pub counts: Vec<FileCount>,
    /// Every series any row names, usable or not.
    pub series_seen: BTreeSet<String>,
    /// Areas that have rows which fell out, with how many did by which rule.
    pub fallen: BTreeMap<Label, BTreeMap<&'static str, usize>>,
    /// The last line, or record, of a figure.
    pub last_row: u64,
    /// What a careful reader wants to know and no row is lost by: columns ignored.
    pub notes: Vec<String>,
    /// By file, what its rows say of columns that its ids leave in doubt.
    pub evidence: BTreeMap<String, Evidence>,
    /// What must be asked of tables of one's own before their numbers can be trusted.
    pub asked: Vec<Fault>,
    /// Positions of figures of which duplicates were left out while reading.
    pub(crate) repeated: Vec<u32>,
    /// How many there were when duplicates were last looked for.
    pub(crate) thinned: usize,
}

impl Ingested {
    /// Puts what came of another file, or of its next part, behind this.
    pub(crate) fn add(&mut self, other: Ingested) {
        let before = self.observations.len() as u32;
        self.repeated.extend(other.repeated.into_iter().map(|at| before + at));
        match before {
            0 => (self.observations, self.thinned) = (other.observations, other.thinned),
            _ => self.observations.extend(other.observations),
        }
        self.problems.extend(other.problems);
        self.passed_over.extend(other.passed_over);
        self.counts.extend(other.counts);
        self.series_seen.extend(other.series_seen);
        for (area, rules) in other.fallen {
            add(self.fallen.entry(area).or_default(), rules);
        }
        self.last_row = self.last_row.max(other.last_row);
        self.notes.extend(other.notes);
        self.evidence.extend(other.evidence);
        self.asked.extend(other.asked);
    }

    /// Keeps the observations that `keep` takes.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(&mut Observation) -> bool) {
        let mut repeated = std::mem::take(&mut self.repeated).into_iter().peekable();
        let (mut at, mut kept) = (0, 0);
        self.observations.retain_mut(|one| {
            let is_kept = keep(one);
            if repeated.next_if_eq(&at).is_some() && is_kept {
                self.repeated.push(kept);
            }
            at += 1;
            kept += u32::from(is_kept);
            is_kept
        });
    }

    /// Areas whose every row fell out, each with how many did by which rule.
    pub fn without_rows(&self) -> BTreeMap<&str, &BTreeMap<&'static str, usize>> {
        let observed = Label::distinct(self.observations.iter().map(|o| o.ref_area));
        let fallen = self.fallen.iter().filter(|(area, _)| !observed.contains(&***area));
        fallen.map(|(area, rules)| (&**area, rules)).collect()
    }
}

/// Adds up counts by rule.
pub(super) fn add(to: &mut BTreeMap<&'static str, usize>, more: BTreeMap<&'static str, usize>) {
    for (rule, n) in more {
        *to.entry(rule).or_default() += n;
    }
}
