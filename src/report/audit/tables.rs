//! What the audit's tables share: columns with units, doubts in a word, groups of rows.

use std::fmt::Debug;

use super::subject::correlation;
use crate::fault::Result;
use crate::report::content::{Align, Column};
use crate::report::prose::Prose;
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
