//! Measures from outside that an index is set beside: formulas, and other frameworks.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::formula::Formula;
use super::methods::Direction;
use super::tree::Framework;
use crate::model::Names;

/// A measure that the audit sets beside the index.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    pub code: String,
    pub name: Names,
    /// For tables and charts; the name where the framework gives none.
    pub short: Names,
    pub why: Option<Names>,
    /// Where less is better, the audit turns its order round, so that 1 is agreement.
    pub direction: Direction,
    pub by: ComparedBy,
}

/// Where the values of a measure come from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum ComparedBy {
    /// A formula over series and derived quantities.
    Formula(Formula),
    /// The index of another framework, over the same areas, data and cut-off.
    Index { file: PathBuf, framework: Box<Framework> },
}

impl Framework {
    /// The frameworks whose indices this one is compared with, and their files.
    pub fn compared(&self) -> impl Iterator<Item = (&Path, &Framework)> {
        self.measures.iter().filter_map(|measure| match &measure.by {
            ComparedBy::Index { file, framework } => Some((file.as_path(), framework.as_ref())),
            ComparedBy::Formula(_) => None,
        })
    }
}
