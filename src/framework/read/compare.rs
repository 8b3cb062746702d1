//! Measures from outside: `[[compare]]` in, formulas and other frameworks out.

use std::collections::BTreeMap;
use std::path::Path;

use toml::Spanned;

use super::check::Check;
use super::document::CompareTable;
use crate::fault::{Fault, Faults};
use crate::framework::methods::Direction;
use crate::framework::tree::{ComparedBy, Comparison};
use crate::text_file;

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
        let text = match text_file::text(&file) {
            Ok(text) => text,
            Err(Faults(faults)) => {
                let message = "cannot read the framework to compare with".to_owned();
                let hint = "`framework` names a file relative to this one";
                self.faults.push(Fault::new(message).at(self.place(name)).hint(hint));
                self.faults.extend(faults);
                return None;
            }
        };
        match (self.read_alone)(&file, &text) {
            Ok(framework) => Some(ComparedBy::Index { file, framework: Box::new(framework) }),
            Err(Faults(faults)) => {
                self.faults.extend(faults);
                None
            }
        }
    }
}
