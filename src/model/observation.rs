//! Observations: one published figure with its status and the place it was read from.

use std::cmp::Ordering;
use std::fmt;
use std::num::NonZeroU32;
use std::ops::Deref;

use serde::Serialize;

use super::label::{Label, Once};

/// The sex an observation is about (SDMX `SEX`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Sex {
    /// Both sexes, or no distinction.
    #[serde(rename = "T")]
    Total,
    #[serde(rename = "F")]
    Female,
    #[serde(rename = "M")]
    Male,
}

impl Sex {
    pub fn code(self) -> &'static str {
        match self {
            Sex::Total => "T",
            Sex::Female => "F",
            Sex::Male => "M",
        }
    }

    /// Reads SDMX's spellings: `T`, `_T`, `SEX_T`, and `_Z` (does not apply) as the total.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "T" | "_T" | "SEX_T" | "_Z" | "" => Some(Sex::Total),
            "F" | "SEX_F" => Some(Sex::Female),
            "M" | "SEX_M" => Some(Sex::Male),
            _ => None,
        }
    }
}

/// The status a provider gave a figure (SDMX code list `CL_OBS_STATUS`), as far as it matters here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum ObsStatus {
    /// As published: observed, or with a remark that leaves it usable.
    #[default]
    Published,
    /// A modelled estimate, an imputation or a forecast of the provider.
    Estimated,
}

impl ObsStatus {
    /// As tables say it.
    pub fn word(self) -> &'static str {
        match self {
            ObsStatus::Published => "published",
            ObsStatus::Estimated => "estimated",
        }
    }

    /// As SDMX has it.
    pub fn code(self) -> &'static str {
        match self {
            ObsStatus::Published => "A",
            ObsStatus::Estimated => "E",
        }
    }
}

/// Where an observation was read: the document, and the row in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    document: Document,
    /// Its upper and its lower half, so that an origin takes 12 bytes.
    row: [u32; 2],
}

impl Origin {
    /// `row`: the line in the file, from 1; the record in a file that has no lines.
    pub fn new(document: Document, row: u64) -> Self {
        Origin { document, row: [(row >> 32) as u32, row as u32] }
    }

    pub fn row(&self) -> u64 {
        u64::from(self.row[0]) << 32 | u64::from(self.row[1])
    }
}

impl Deref for Origin {
    type Target = Printed;

    fn deref(&self) -> &Printed {
        DOCUMENTS.get(self.document.0)
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {} of {:?}", self.row(), **self)
    }
}

/// What many rows are from, by its number: one file of a provider and, where it says so, one source.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Document(NonZeroU32);

static DOCUMENTS: Once<Printed> = Once::new();

impl Document {
    pub fn new(provider: Label, file: Label, source: Option<Label>) -> Self {
        let printed = Printed { provider, file, source };
        Document(DOCUMENTS.number(&printed, || Box::new(printed.clone())))
    }
}

impl PartialOrd for Document {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Document {
    fn cmp(&self, other: &Self) -> Ordering {
        DOCUMENTS.get(self.0).cmp(DOCUMENTS.get(other.0))
    }
}

/// What is said of a document: provider, file as the user named it, and which of the provider's own
/// sources (a survey, a register), where the file says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Printed {
    pub provider: Label,
    pub file: Label,
    pub source: Option<Label>,
}

/// One cell of the world's statistics, in 40 bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    pub ref_area: Label,
    pub series: Label,
    pub sex: Sex,
    pub year: i32,
    pub value: f64,
    pub status: ObsStatus,
    /// What the provider says of the figure, as it wrote it: its own status code and notes.
    pub remark: Option<Label>,
    pub origin: Origin,
}

impl Observation {
    /// Whether another figure of the same thing is this one again.
    pub fn says_the_same(&self, other: &Observation) -> bool {
        self.value == other.value && self.status == other.status
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_takes_40_bytes_and_knows_where_it_stands() {
        assert_eq!((size_of::<Observation>(), size_of::<Origin>()), (40, 12));
        let at = |file: &str, source: Option<&str>, row| {
            Origin::new(Document::new("p".into(), file.into(), source.map(Label::from)), row)
        };
        let far = at("f", Some("survey"), (7 << 32) + 3);
        assert_eq!(
            (far.row(), &*far.file, far.source),
            ((7 << 32) + 3, "f", Some("survey".into()))
        );
        let sorted = [at("e", None, 9), at("f", None, 9), at("f", Some("a"), 1), far];
        assert!(sorted.is_sorted() && at("f", None, 2) < at("f", None, 1 << 32));
    }
}
