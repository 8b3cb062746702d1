//! `<file>.toml` beside every original of the store: where its bytes came from.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, Result};
use crate::fetch::Validators;

/// The record of one original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sidecar {
    pub address: String,
    /// When these bytes came, UTC.
    pub retrieved: String,
    /// When the provider last said, or sent them to prove, that they are the present ones, UTC.
    pub checked: String,
    pub sha256: String,
    pub bytes: u64,
    pub rows: u64,
    /// The publisher's own name of the release, as the file has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vintage: Option<String>,
    pub licence: String,
    pub tool: String,
    #[serde(flatten)]
    pub validators: Validators,
}

impl Sidecar {
    /// The sidecar of an original; `None` where there is none that can be read, which costs no more
    /// than fetching the file again.
    pub fn of(original: &Path) -> Option<Self> {
        toml::from_str(&fs::read_to_string(Sidecar::path(original)).ok()?).ok()
    }

    /// The record as a file.
    ///
    /// # Errors
    /// It can't be put in words (never, for what was fetched).
    pub fn to_toml(&self) -> Result<String> {
        toml::to_string(self)
            .map_err(|e| Fault::new(format!("cannot write the record of a source ({e})")).into())
    }

    /// `<file>.toml`.
    pub fn path(original: &Path) -> PathBuf {
        let mut name = original.as_os_str().to_owned();
        name.push(".toml");
        name.into()
    }
}
