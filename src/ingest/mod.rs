//! Bytes of providers in, observations out, with status, source and place; what can't be used
//! becomes a problem. No renaming, no judgement.
//!
//! Always: rows read = observations + exact duplicates + problems + rows filtered by a named rule.

mod account;
mod area_codes;
mod areas;
mod catalogue;
mod cells;
mod delimited;
mod duplicates;
mod file;
mod input;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(not(feature = "parquet"))]
#[path = "without_parquet.rs"]
mod parquet;
mod problem;
mod sdmx_csv;
mod selection;
mod table;
mod undp;
mod unsdg;
mod wide;
mod workbook;

pub use area_codes::{AreaCodes, Match};
pub use areas::read_areas;
pub use catalogue::read_catalogue;
pub use file::{Text, read_text};
pub use problem::{Problem, Rule};
pub use selection::{Selection, Wanted};

pub(crate) use cells::finite;
pub(crate) use delimited::Lines;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rayon::prelude::*;

use crate::fault::{Fault, Faults, Result};
use crate::model::{Catalogue, Observation, Reader};
use crate::provenance::Hashed;

/// A file to read: where it is, what it is called in outputs, and whose figures it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    pub path: PathBuf,
    pub name: String,
    pub provider: String,
    /// The form it is in.
    pub reader: Reader,
    pub selection: Selection,
}

impl Source {
    /// A file in this project's own form: every series of it, under the code it has.
    pub fn own(path: PathBuf, name: String, provider: String) -> Self {
        let (reader, selection) = (Reader::SdmxCsv, Selection::Everything);
        Source { path, name, provider, reader, selection }
    }
}

/// What a row is checked against; where a part is absent, anything goes.
pub struct Expected<'a> {
    /// Known areas, by every code and name they go by.
    pub areas: Option<&'a AreaCodes>,
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

impl Ingested {
    /// Puts what came of another file, or of its next part, behind this.
    pub(crate) fn add(&mut self, other: Ingested) {
        self.observations.extend(other.observations);
        self.problems.extend(other.problems);
        self.counts.extend(other.counts);
        self.series_seen.extend(other.series_seen);
        self.areas_seen.extend(other.areas_seen);
        self.notes.extend(other.notes);
    }
}

/// Reads every source in its own form, side by side, and settles duplicates across them.
///
/// # Errors
/// Every file that can't be read as a whole: missing, empty, not UTF-8, cut gzip, missing columns.
pub fn ingest(sources: &[Source], expected: &Expected) -> Result<Ingested> {
    let read: Vec<_> = sources.par_iter().map(|s| read_whole(s, expected)).collect();
    let mut ingested = Ingested::default();
    let mut faults = Vec::new();
    for file in read {
        match file {
            Ok(one) => ingested.add(one),
            Err(Faults(more)) => faults.extend(more),
        }
    }
    duplicates::settle(&mut ingested);
    Faults::check(faults, ingested)
}

/// One file, with the hash of its bytes beside its counts.
fn read_whole(source: &Source, expected: &Expected) -> Result<Ingested> {
    if is_partitioned(source) {
        return each_part(source, |part| read_whole(part, expected));
    }
    let (hashed, read) =
        rayon::join(|| Hashed::of_file(&source.name, &source.path), || read(source, expected));
    let (mut ingested, hashed) = (read?, hashed?);
    for count in &mut ingested.counts {
        (count.bytes, count.sha256) = (hashed.bytes, hashed.sha256.clone());
    }
    Ok(ingested)
}

/// Whether a source is a folder of files, each with an account of its own.
fn is_partitioned(source: &Source) -> bool {
    source.reader == Reader::Parquet && source.path.is_dir()
}

fn each_part(
    source: &Source,
    read: impl Fn(&Source) -> Result<Ingested> + Send + Sync,
) -> Result<Ingested> {
    let parts: Vec<_> = parquet::parts(source)?.par_iter().map(read).collect();
    let (mut ingested, mut faults) = (Ingested::default(), Vec::new());
    for part in parts {
        match part {
            Ok(one) => ingested.add(one),
            Err(Faults(more)) => faults.extend(more),
        }
    }
    Faults::check(faults, ingested)
}

/// Reads one file in its form, each row an observation, a problem, or filtered by a named rule.
///
/// # Errors
/// A file that can't be read as a whole.
pub fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    if is_partitioned(source) {
        return each_part(source, |part| read(part, expected));
    }
    match source.reader {
        Reader::SdmxCsv => sdmx_csv::read(source, expected),
        Reader::Unsdg => unsdg::read(source, expected),
        Reader::Undp => undp::read(source, expected),
        Reader::Table => table::read(source, expected),
        Reader::Parquet => parquet::read(source, expected),
        _ => Err(Fault::new("there is no reader for this form yet").into()),
    }
}

/// The publisher's own name of the release that a file is of, where the file says one.
///
/// # Errors
/// A file that can't be read as a whole.
pub fn vintage(source: &Source) -> Result<Option<String>> {
    match source.reader {
        Reader::Unsdg => unsdg::vintage(&source.path),
        _ => Ok(None),
    }
}
