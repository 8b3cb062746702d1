//! Areas in groups: by a column of the reference table, with the groups in the order to show.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::Names;
use crate::toml_file;

/// A way to group areas by a column of the reference table, with its groups in the order to show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Grouping {
    #[serde(deserialize_with = "toml_file::named")]
    pub code: String,
    pub column: String,
    pub name: Names,
    /// What an area's own group is called where the area is set against it, such as “States of like
    /// income”. One grouping at most has peers; without one, areas are not compared with others.
    #[serde(default)]
    pub peers: Option<Names>,
    /// Whose list it follows, and of which day: printed where its groups are.
    #[serde(default)]
    pub note: Option<Names>,
    pub groups: Vec<Group>,
}

/// One group: the areas whose column holds `value`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub value: String,
    pub name: Names,
}

/// Who is scored: the areas whose reference column holds a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    pub column: String,
    pub value: String,
}
