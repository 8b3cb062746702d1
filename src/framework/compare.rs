//! Measures from outside that an index is set beside: `[[compare]]` in, formulas and other
//! frameworks out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::check::Check;
use super::{Direction, Formula, Framework, document};
use crate::fault::{Fault, Faults};
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

/// A measure from outside, set beside the index by the audit: a formula, or another framework.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CompareTable {
    /// Unique among the measures.
    #[schemars(with = "String")]
    pub code: Spanned<String>,
    pub name: Names,
    /// A shorter name for tables and charts.
    pub short: Option<Names>,
    /// Why the index is compared with it.
    pub why: Option<Names>,
    /// 1 where more of it is better, the default; -1 where less is.
    #[schemars(with = "Option<i32>")]
    pub direction: Option<Spanned<i32>>,
    /// A formula over series and derived quantities; or else `framework`.
    #[schemars(with = "Option<String>")]
    pub value: Option<Spanned<String>>,
    /// The file of another framework, relative to this one. Its index is the measure, over the
    /// areas, the data and the cut-off of this one; what it is compared with itself does not count.
    #[schemars(with = "Option<String>")]
    pub framework: Option<Spanned<String>>,
}

impl Check<'_> {
    pub(super) fn comparisons(&mut self, tables: Vec<CompareTable>) -> Vec<Comparison> {
        let mut seen = BTreeMap::new();
        tables.iter().for_each(|table| self.unique(&mut seen, &table.code));
        tables.into_iter().filter_map(|table| self.comparison(table)).collect()
    }

    fn comparison(&mut self, table: CompareTable) -> Option<Comparison> {
        let code = table.code.get_ref().clone();
        let by = match (&table.value, &table.framework) {
            (Some(value), None) => ComparedBy::Formula(self.formula(value)),
            (None, Some(file)) => self.other_framework(file)?,
            (value, _) => {
                let found = if value.is_some() { "both" } else { "neither" };
                let message = format!(
                    "`{code}` must have either `value` or `framework` to compare with (found {found})"
                );
                let hint =
                    "`value` is a formula over series, `framework` the file of another index";
                let fault = Fault::new(message).at(self.place(&table.code)).hint(hint);
                self.faults.push(fault);
                return None;
            }
        };
        let direction = table.direction.as_ref().map(|at| self.declared_direction(at));
        let direction = direction.unwrap_or(Direction::More);
        let short = table.short.unwrap_or_else(|| table.name.clone());
        Some(Comparison { code, short, name: table.name, why: table.why, direction, by })
    }

    /// Reads the framework compared with; its own comparisons are left out, so that two indices
    /// may name each other.
    fn other_framework(&mut self, name: &Spanned<String>) -> Option<ComparedBy> {
        let file = self.file.parent().unwrap_or(Path::new("")).join(name.get_ref());
        let is_own = std::fs::canonicalize(&file).ok().zip(std::fs::canonicalize(self.file).ok());
        if is_own.is_some_and(|(other, own)| other == own) {
            let hint = "name the file of another framework";
            let message = "an index can't be compared with itself".to_owned();
            self.faults.push(Fault::new(message).at(self.place(name)).hint(hint));
            return None;
        }
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) => {
                let found = file.display();
                let message =
                    format!("cannot read the framework to compare with: {found} ({error})");
                let hint = "`framework` names a file relative to this one";
                self.faults.push(Fault::new(message).at(self.place(name)).hint(hint));
                return None;
            }
        };
        match document::read_alone(&file, &text) {
            Ok(framework) => Some(ComparedBy::Index { file, framework: Box::new(framework) }),
            Err(Faults(faults)) => {
                self.faults.extend(faults);
                None
            }
        }
    }
}
