//! Observations: one published figure with its status and the place it was read from.

use serde::Serialize;
use std::sync::Arc;

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
    pub fn code(self) -> &'static str {
        match self {
            ObsStatus::Published => "A",
            ObsStatus::Estimated => "E",
        }
    }
}

/// Where an observation was read: provider, file as the user named it, and line in that file (from 1;
/// the record in a file that has no lines).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    pub provider: Arc<str>,
    pub file: Arc<str>,
    /// Which of the provider's own sources (a survey, a register), where the file says.
    pub source: Option<Arc<str>>,
    pub row: u64,
}

/// One cell of the world's statistics.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    pub ref_area: Arc<str>,
    pub series: Arc<str>,
    pub sex: Sex,
    pub year: i32,
    pub value: f64,
    pub status: ObsStatus,
    /// What the provider says of the figure, as it wrote it: its own status code and notes.
    pub remark: Option<Arc<str>>,
    pub origin: Origin,
}
