//! What a simulation found, kept beside the tables so that a build with other words need not run it again.
//!
//! In: results and a key of all that they come from. Out: the file; and the results again, to the bit,
//! where the file is as it was written and its key is the one asked for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::results::Certainty;
use crate::hashed::Hashed;
use crate::provenance::Simulated;

/// Results of a simulation with what was told of them.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Kept {
    key: String,
    pub simulated: Simulated,
    pub notes: Vec<String>,
    pub certainty: Certainty,
}

impl Kept {
    /// Its name, among the tables of the edition.
    pub const FILE: &str = "simulation.json";

    pub fn new(
        made_from: &BTreeMap<String, String>,
        simulated: Simulated,
        notes: Vec<String>,
        certainty: Certainty,
    ) -> Self {
        Kept { key: key(made_from), simulated, notes, certainty }
    }

    /// The file; `None` where it would not give the same results again (a number that is none).
    pub fn file(&self) -> Option<Vec<u8>> {
        let bytes = serde_json::to_vec(self).ok()?;
        (serde_json::from_slice::<Kept>(&bytes).ok()? == *self).then_some(bytes)
    }

    /// What a file holds, if it was made from the same.
    pub fn read(bytes: &[u8], made_from: &BTreeMap<String, String>) -> Option<Self> {
        let kept: Kept = serde_json::from_slice(bytes).ok()?;
        (kept.key == key(made_from)).then_some(kept)
    }
}

fn key(made_from: &BTreeMap<String, String>) -> String {
    let lines: Vec<String> =
        made_from.iter().map(|(name, hash)| format!("{hash} {name}")).collect();
    Hashed::of("", lines.join("\n").as_bytes()).sha256
}
