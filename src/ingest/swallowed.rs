//! Rows that a stray quote has swallowed: a field that runs over lines which read as rows themselves.

use std::path::Path;

use super::delimited::Cells;
use crate::fault::{Fault, Place, Result};

/// Refuses a record one of whose fields holds lines that `reads` takes for rows.
///
/// # Errors
/// There is one: nothing of the file can be trusted behind it.
pub(super) fn refuse(
    path: &Path,
    record: &Cells,
    reads: impl Fn(&dyn Fn(usize) -> String) -> bool,
) -> Result<()> {
    if !record.spans_lines() {
        return Ok(());
    }
    let is_row = |text: &str| {
        let cells: Vec<&str> = text.split(',').collect();
        let cell =
            |column: usize| cells.get(column).map_or("", |c| c.trim_matches(['"', ' '])).to_owned();
        cells.len() == record.len() && reads(&cell)
    };
    let swallows = |column: usize| record.text(column).lines().skip(1).any(is_row);
    if !(0..record.len()).any(swallows) {
        return Ok(());
    }
    Err(Fault::new("a quoted field runs over lines that read as rows of their own")
        .at(Place::line(path, record.line()))
        .hint("a quote in this line is not closed where it should be; nothing of the file was used")
        .into())
}
