//! Columns of the tables of the annex.

use crate::fault::Result;
use crate::report::content::{Align, Column};
use crate::report::prose::Prose;

/// A column `certainty.column.<name>`, with its unit `certainty.unit.<unit>` if it has one.
pub(super) fn column(
    prose: &Prose,
    name: &str,
    unit: &str,
    width: f64,
    align: Align,
) -> Result<Column> {
    prose.column_of("certainty", (name, unit), width, align)
}
