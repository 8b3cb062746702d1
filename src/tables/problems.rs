//! `problems.csv`: rows that could not be used, one row each.

use super::text::csv_text;
use crate::ingest::Problem;

pub fn problems(problems: &[Problem]) -> String {
    let header = ["file", "row", "column", "found", "expected", "rule"];
    let rows = problems
        .iter()
        .cloned()
        .map(|p| [p.file, p.row.to_string(), p.column, p.found, p.expected, p.rule]);
    csv_text(header, rows)
}
