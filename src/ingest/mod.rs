//! Bytes of providers in, observations out, with status, source and place; what can't be used
//! becomes a problem. No renaming, no judgement.
//!
//! Always: rows read = observations + exact duplicates + problems + rows filtered by a named rule.

mod areas;
mod catalogue;
mod cells;
mod duplicates;
mod examine;
mod file;
mod problem;
mod sdmx_csv;
mod wide;

pub use areas::read_areas;
pub use catalogue::read_catalogue;
pub use examine::{Examined, examine};
pub use file::{Text, read_text};
pub use problem::{Problem, Rule};

pub(crate) use cells::finite;
pub(crate) use sdmx_csv::Lines;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rayon::prelude::*;

use crate::fault::{Faults, Result};
use crate::model::{Areas, Catalogue, Observation};
use crate::provenance::Hashed;

/// A file to read: where it is, what it is called in outputs, and whose figures it holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    pub path: PathBuf,
    pub name: String,
    pub provider: String,
}

/// What a row is checked against; where a part is absent, anything goes.
pub struct Expected<'a> {
    /// Known areas.
    pub areas: Option<&'a Areas>,
    /// Known series with their ranges, and the possible years.
    pub catalogue: Option<&'a Catalogue>,
    /// Without a catalogue: the series the framework reads. Others are filtered by name.
    pub series: Option<&'a BTreeSet<String>>,
    /// The year of a wide table without years.
    pub undated: Option<i32>,
}

/// How the rows of one file (of a wide table, its cells) were accounted for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileCount {
    pub file: String,
    /// Size and hash of the file's bytes as they were read.
    pub bytes: usize,
    pub sha256: String,
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
        Hashed { file: self.file.clone(), bytes: self.bytes, sha256: self.sha256.clone() }
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
    pub counts: Vec<FileCount>,
    /// Every series any row names, usable or not.
    pub series_seen: BTreeSet<String>,
    /// Areas that have a row of a wide table, with a value or without.
    pub areas_seen: BTreeSet<String>,
    /// What a careful reader wants to know and no row is lost by: columns ignored.
    pub notes: Vec<String>,
}

/// Reads every source as SDMX-CSV, side by side, and settles duplicates across them.
///
/// # Errors
/// Every file that can't be read as a whole: missing, empty, not UTF-8, cut gzip, missing columns.
pub fn ingest(sources: &[Source], expected: &Expected) -> Result<Ingested> {
    let read: Vec<_> = sources.par_iter().map(|s| sdmx_csv::read(s, expected)).collect();
    let mut ingested = Ingested::default();
    let mut faults = Vec::new();
    for file in read {
        match file {
            Ok(one) => {
                ingested.observations.extend(one.observations);
                ingested.problems.extend(one.problems);
                ingested.counts.extend(one.counts);
                ingested.series_seen.extend(one.series_seen);
                ingested.areas_seen.extend(one.areas_seen);
                ingested.notes.extend(one.notes);
            }
            Err(Faults(more)) => faults.extend(more),
        }
    }
    duplicates::settle(&mut ingested);
    Faults::check(faults, ingested)
}
