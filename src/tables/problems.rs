//! `problems.csv`: rows that could not be used, one row each.

use super::table::{Table, row};
use crate::ingest::Problem;

row! {
    /// Rows that could not be used.
    Unusable in "problems.csv" {
        /// The file
        file: String,
        /// Line or record in the file, from 1
        row: u64,
        /// The column
        column: String,
        /// What stands there
        found: String,
        /// What should
        expected: String,
        /// Name of the rule
        rule: String,
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
