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
    let unit = match unit {
        "" => String::new(),
        unit => prose.say(&format!("certainty.unit.{unit}"), &[])?,
    };
    Ok(Column { head: prose.say(&format!("certainty.column.{name}"), &[])?, unit, width, align })
}
