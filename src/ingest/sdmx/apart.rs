//! The refusal of rows that only a column of unknown meaning tells apart.

use std::path::Path;

use super::evidence::{Doubtful, Why};
use crate::fault::{Fault, Place};

/// The refusal of a file with a column that tells rows apart, and of which nothing says how.
pub(in crate::ingest) fn tells_apart(
    path: &Path,
    column: &Doubtful,
    [one, other]: [&str; 2],
    line: u64,
) -> Fault {
    let id = &column.id;
    let key = if id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        id.clone()
    } else {
        format!("{id:?}")
    };
    let what = match column.why {
        Why::Key => format!("in {id}, of which a column is missing"),
        _ => format!("in the column {id}, whose meaning is not known"),
    };
    let is_parquet =
        ["parquet", "parq", "pq"].iter().any(|end| path.extension() == Some(end.as_ref()));
    let message =
        format!("{one} and {other} say the same area, series, sex and year, and differ {what}");
    Fault::new(message)
        .at(Place::line(path, line).column(id))
        .hint(format!("keep the rows that are meant, or say which they are: `only = {{ {key} = \"…\" }}` with the series in sources.toml"))
        .hint(match is_parquet {
            true => "or write it again: under a name of SDMX (AGE, EDUCATION_LEV, …) where it breaks figures down, without it where it doesn't",
            false => "a table with a sidecar says what its columns are: `breakdowns = [\"…\"]`, `attributes = [\"…\"]`; breakdowns such as AGE are known by their names",
        })
}
