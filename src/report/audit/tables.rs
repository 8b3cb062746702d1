//! What the audit's tables share: columns with units, doubts in a word, groups of rows.

use std::fmt::Debug;

use super::subject::correlation;
use crate::fault::Result;
use crate::report::content::{Align, Block, Column, Table};
use crate::report::prose::{Argument, Prose};
use crate::words::{Number, say};

/// A column `audit.column.<name>` with its unit `audit.unit.<unit>` in the head, if it has one.
pub(super) fn column(
    prose: &Prose,
    name: &str,
    unit: &str,
    width: f64,
    align: Align,
) -> Result<Column> {
    prose.column_of("audit", (name, unit), width, align)
}

/// The last column of most tables: what is in doubt.
pub(super) fn doubt_column(prose: &Prose, width: f64) -> Result<Column> {
    column(prose, "doubt", "", width, Align::Left)
}

/// Doubts in a word each, from `audit.doubt.<name>`.
pub(super) fn doubts(prose: &Prose, names: &[&str]) -> Result<String> {
    let words = names.iter().map(|name| say!(prose, &format!("audit.doubt.{name}")));
    Ok(prose.words.apart(&words.collect::<Result<Vec<_>>>()?))
}

pub(super) fn correlation_or_none(prose: &Prose, r: Option<f64>) -> Result<String> {
    prose.or_none(r.map(correlation))
}

/// A share of 0–1 in a column whose head says %.
pub(super) fn percent(share: f64, decimals: usize) -> Number {
    Number::decimal(share * 100.0, decimals)
}

/// Rows (from 1) after which the group changes. A single group gets its lines by the five.
pub(super) fn rules<T: PartialEq + Debug>(groups: &[T]) -> Vec<usize> {
    (1..groups.len()).filter(|&row| groups[row - 1] != groups[row]).collect()
}

/// A table under `audit.<title>` with a note; `None` without rows.
pub(super) struct Draft<'a> {
    pub title: (&'a str, &'a [Argument<'a>]),
    pub note: (&'a str, &'a [Argument<'a>]),
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
    pub rules: Vec<usize>,
}

impl Draft<'_> {
    pub fn table(self, prose: &Prose) -> Result<Option<Block>> {
        if self.rows.is_empty() {
            return Ok(None);
        }
        Ok(Some(Block::Table(Table {
            title: say!(prose, &format!("audit.{}", self.title.0), ..self.title.1)?,
            note: say!(prose, &format!("audit.{}", self.note.0), ..self.note.1)?,
            source: say!(prose, "table.source")?,
            columns: self.columns,
            rows: self.rows,
            rules: self.rules,
        })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_stands_where_the_group_changes() {
        assert_eq!(rules(&["a", "a", "b", "c", "c"]), [2, 3]);
        assert_eq!(rules(&["a", "a"]), [0; 0]);
        assert_eq!(rules::<&str>(&[]), [0; 0]);
    }
}
