//! What the authors answer to doubts of the audit, as data of the framework.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::Names;

/// What the authors did about a doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Nothing: what is doubted stays as it is.
    Kept,
    /// The method was changed for it; what is left of the doubt is answered here.
    Mended,
    /// It stays, and is looked at again with the next figures.
    Watched,
}

impl Decision {
    /// As the file and the words have it.
    pub fn name(self) -> &'static str {
        match self {
            Decision::Kept => "kept",
            Decision::Mended => "mended",
            Decision::Watched => "watched",
        }
    }
}

/// The authors' answer to one doubt of the audit, or to several that have one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Doubts by name, as a build tells them: `negative bargaining + unions`.
    pub doubts: Vec<String>,
    pub decision: Decision,
    pub why: Names,
}
