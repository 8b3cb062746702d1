//! The verdict on an edition and the differences it rests on, for people and for machines.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::fault::Faults;
use crate::provenance::Record;

/// How many differences are told; all stand in the JSON.
const TOLD: usize = 20;

/// How far the edition came out again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Everything, to the byte.
    Full,
    /// All content; only what a typesetting program or a processor writes otherwise differs.
    Minor,
    /// Some of it; for every difference a cause is known.
    Partial,
    /// It was not built, it differs from itself, or a difference has no cause that is known.
    Failed,
}

impl Grade {
    pub fn words(self) -> &'static str {
        match self {
            Grade::Full => "full",
            Grade::Minor => "full with minor differences",
            Grade::Partial => "partial",
            Grade::Failed => "failed",
        }
    }

    /// With which the program ends.
    pub fn code(self) -> u8 {
        match self {
            Grade::Full => 0,
            Grade::Minor => 3,
            Grade::Partial => 4,
            Grade::Failed => 5,
        }
    }
}

/// What a difference means for the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Of bytes, not of content.
    Bytes,
    /// Of content, with a cause that is known.
    Content,
    /// Of content, without one.
    Unexplained,
}

/// One file that is not as it was.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// In words: `table scores.csv`, `figure map_index`.
    pub exhibit: String,
    pub file: String,
    /// What the build was compared with: `lock`, `there` or `second`.
    pub with: &'static str,
    /// What differs: missing, other content; how many cells and by how much.
    pub what: String,
    /// The first cells that differ, where both contents are at hand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<String>,
    /// Which input, option, version or hand explains it.
    pub why: Vec<String>,
    pub weight: Weight,
}

/// The verdict.
#[derive(Debug, Clone, Serialize)]
pub struct Verified {
    pub edition: String,
    pub grade: Grade,
    pub outputs: usize,
    /// How many came out to the byte.
    pub same: usize,
    /// Whether any of the edition lies in its place.
    pub lies_there: bool,
    pub differences: Vec<Difference>,
    /// Inputs, options and versions that are not those of the lock.
    pub changed: Vec<String>,
    pub notes: Vec<String>,
}

impl Verified {
    /// What stopped the build.
    pub(super) fn not_built(edition: &str, faults: &Faults) -> Self {
        Verified {
            edition: edition.to_owned(),
            grade: Grade::Failed,
            outputs: 0,
            same: 0,
            lies_there: false,
            differences: Vec::new(),
            changed: Vec::new(),
            notes: vec![format!("the edition can't be built: {faults}")],
        }
    }

    pub(super) fn of(
        edition: &str,
        known: &Record,
        built: &Record,
        differences: Vec<Difference>,
        lies_there: bool,
    ) -> Self {
        let weighs = |weight: Weight| differences.iter().any(|d| d.weight == weight);
        let grade = match () {
            () if weighs(Weight::Unexplained) => Grade::Failed,
            () if weighs(Weight::Content) => Grade::Partial,
            () if weighs(Weight::Bytes) => Grade::Minor,
            () => Grade::Full,
        };
        let same =
            known.outputs.iter().filter(|(file, hash)| built.outputs.get(*file) == Some(hash));
        let mut notes = Vec::new();
        if !lies_there {
            notes.push(
                "nothing of the edition lies in its place: compared with the lock alone".into(),
            );
        }
        Verified {
            edition: edition.to_owned(),
            grade,
            outputs: known.outputs.len(),
            same: same.count(),
            lies_there,
            changed: super::causes::changed(known, built),
            differences,
            notes,
        }
    }
}

impl fmt::Display for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "verdict   {} (edition {})", self.grade.words(), self.edition)?;
        writeln!(f, "outputs   {} of {} come out again to the byte", self.same, self.outputs)?;
        for changed in &self.changed {
            writeln!(f, "changed   {changed}")?;
        }
        // What one cause did to many files is told once.
        let mut groups: BTreeMap<(&str, String), Vec<&Difference>> = BTreeMap::new();
        for difference in &self.differences {
            groups
                .entry((difference.with, difference.why.join("; ")))
                .or_default()
                .push(difference);
        }
        for ((with, why), of) in groups {
            let with = match with {
                "lock" => "the lock",
                "there" => "what lies there",
                _ => "a second build",
            };
            writeln!(f, "differs   {} from {with}: {why}", files(of.len()))?;
            for difference in of.iter().take(TOLD) {
                writeln!(f, "          {}: {}", difference.exhibit, difference.what)?;
                for cell in &difference.cells {
                    writeln!(f, "            {cell}")?;
                }
            }
            if of.len() > TOLD {
                writeln!(f, "          and {} more (--json has all)", of.len() - TOLD)?;
            }
        }
        for note in &self.notes {
            writeln!(f, "note      {note}")?;
        }
        write!(f, "ends with {}", self.grade.code())
    }
}

fn files(n: usize) -> String {
    if n == 1 { "1 file".to_owned() } else { format!("{n} files") }
}
