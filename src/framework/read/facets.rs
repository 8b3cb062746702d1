//! `parts` and `split` of an indicator in, formulas and names out.

use toml::Spanned;

use super::check::Check;
use super::indicator_tables::{PartTable, SplitTable};
use crate::framework::facets::{Part, Split};

impl Check<'_> {
    pub(super) fn parts(&mut self, tables: Vec<PartTable>) -> Vec<Part> {
        let part = |table: PartTable| Part {
            formula: self.formula(&table.value),
            short: table.short.unwrap_or_else(|| table.name.clone()),
            name: table.name,
            themes: table.themes.into_iter().map(Spanned::into_inner).collect(),
        };
        tables.into_iter().map(part).collect()
    }

    pub(super) fn split(&mut self, table: Option<SplitTable>) -> Option<Split> {
        let table = table?;
        if table.groups.len() < 2 {
            let message = "a split tells at least two groups of areas apart".to_owned();
            let hint = "give each a `value` of the formula and a `name`, or leave the split out";
            self.refuse(&table.value, message, hint);
        }
        Some(Split { formula: self.formula(&table.value), groups: table.groups })
    }
}
