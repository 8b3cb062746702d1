//! Readings of an index: the same indicators put together by the questions of others, as tags.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::Names;
use crate::toml_file;

/// Someone's questions, each a [`Theme`]: what is tagged with them is read together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    #[serde(deserialize_with = "toml_file::named")]
    pub code: String,
    pub name: Names,
    /// Whose questions they are, and where they stand.
    pub source: Names,
    #[serde(default)]
    pub description: Option<Names>,
    /// What is asked that no figure here covers.
    #[serde(default)]
    pub lacks: Vec<Names>,
}

/// A question read across the focus areas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    #[serde(deserialize_with = "toml_file::named")]
    pub code: String,
    /// Code of the reading it belongs to; none of a mere tag.
    #[serde(default)]
    pub reading: Option<String>,
    pub name: Names,
    /// For heads of columns; the name where there is none.
    #[serde(default)]
    pub short: Option<Names>,
    #[serde(default)]
    pub description: Option<Names>,
    /// What it asks about that no figure here covers.
    #[serde(default)]
    pub lacks: Vec<Names>,
}

impl Theme {
    pub fn short(&self) -> &Names {
        self.short.as_ref().unwrap_or(&self.name)
    }
}
