//! `problems.csv`: rows that could not be used, one row each.

use std::sync::Arc;

use super::table::{Table, row};
use crate::ingest::Problem;

row! {
    /// Rows that could not be used.
    Unusable in "problems.csv" {
        /// The file
        file: Arc<str>,
        /// Line or record in the file, from 1
        row: u64,
        /// The column
        column: Arc<str>,
        /// What stands there
        found: Arc<str>,
        /// What should
        expected: Arc<str>,
        /// Name of the rule
        rule: Arc<str>,
    }
}

/// One row per problem.
pub fn problems(problems: &[Problem]) -> Table {
    Table::of(problems.iter().cloned().map(|p| Unusable {
        file: p.file,
        row: p.row,
        column: p.column,
        found: p.found,
        expected: p.expected,
        rule: p.rule,
    }))
}
