//! Which columns of a file matter, and a row's cells in them as texts.

use std::path::Path;
use std::sync::Arc;

use parquet::errors::Result as ParquetResult;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;

use super::super::Selection;
use super::is_column;
use crate::fault::{Fault, Place, Result};

const SERIES: [&str; 3] = ["INDICATOR", "SERIES", "MEASURE"];
const REQUIRED: [&str; 3] = ["REF_AREA", "TIME_PERIOD", "OBS_VALUE"];
const OPTIONAL: [&str; 3] = ["SEX", "OBS_STATUS", "UNIT_MULT"];

/// The columns that are read.
pub(super) struct Columns {
    /// The column of series.
    pub series: String,
    /// All of them that the file itself has.
    in_file: Vec<String>,
}

/// The columns that matter, of those of the file and of its path.
///
/// # Errors
/// Those that are missing, with what is there.
pub(super) fn needed(
    path: &Path,
    schema: &Type,
    partitions: &[(String, String)],
    selection: &Selection,
) -> Result<Columns> {
    let fields = schema.get_fields().iter().filter(|field| is_column(field));
    let in_file: Vec<&str> = fields.map(|field| field.name()).collect();
    let names = || in_file.iter().copied().chain(partitions.iter().map(|(name, _)| name.as_str()));
    let has = |name: &str| names().any(|known| known == name);
    let mut missing: Vec<&str> = REQUIRED.into_iter().filter(|name| !has(name)).collect();
    let series = SERIES.into_iter().find(|name| has(name));
    if series.is_none() {
        missing.push("INDICATOR");
    }
    let Some(series) = series.filter(|_| missing.is_empty()) else {
        let found = names().collect::<Vec<_>>().join(", ");
        let mut fault =
            Fault::new(format!("missing the column {}", missing.join(" and the column ")))
                .at(Place::file(path))
                .hint(format!("found the columns: {found}"))
                .hint("expected the names of SDMX: REF_AREA, INDICATOR, TIME_PERIOD and OBS_VALUE");
        for name in missing {
            fault = fault.nearest(name, names());
        }
        return Err(fault.into());
    };
    let asked: Vec<&str> = match selection {
        Selection::Everything | Selection::Counted | Selection::Except(_) => Vec::new(),
        Selection::Of(wanted) => {
            let all = wanted.values().flatten();
            all.flat_map(|one| one.original.only.keys()).map(String::as_str).collect()
        }
    };
    let matters = |name: &&&str| {
        **name == series
            || REQUIRED.contains(name)
            || OPTIONAL.contains(name)
            || asked.contains(name)
    };
    let in_path = |name: &str| partitions.iter().any(|(known, _)| known == name);
    let in_file = in_file.iter().filter(matters).filter(|name| !in_path(name));
    let in_file = in_file.map(|name| (*name).to_owned()).collect();
    Ok(Columns { series: series.to_owned(), in_file })
}

/// The file's schema with nothing but these columns.
pub(super) fn in_file(schema: &Type, columns: &Columns) -> ParquetResult<Type> {
    let wanted = |field: &&Arc<Type>| {
        is_column(field) && columns.in_file.iter().any(|name| name == field.name())
    };
    let fields = schema.get_fields().iter().filter(wanted).cloned().collect();
    Type::group_type_builder(schema.name()).with_fields(fields).build()
}

/// One row: each column's name, its text, and whether it is a floating-point number.
pub(super) struct Cells<'c> {
    columns: &'c Columns,
    partitions: &'c [(String, String)],
    texts: Vec<(&'c str, String, bool)>,
}

impl<'c> Cells<'c> {
    pub fn of(row: &'c Row, columns: &'c Columns, partitions: &'c [(String, String)]) -> Self {
        let text = |(name, field): (&'c String, &'c Field)| {
            let is_float = matches!(field, Field::Float(_) | Field::Double(_));
            (name.as_str(), written(field), is_float)
        };
        Cells { columns, partitions, texts: row.get_column_iter().map(text).collect() }
    }

    /// The text of a column; `None` where there is none of that name.
    pub fn get(&self, name: &str) -> Option<&str> {
        let partition = self.partitions.iter().find(|(known, _)| known == name);
        let cell = || self.texts.iter().find(|(known, ..)| *known == name);
        partition
            .map(|(_, value)| value.as_str())
            .or_else(|| cell().map(|(_, text, _)| text.trim()))
    }

    /// The same, empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    pub fn series(&self) -> &str {
        self.text(&self.columns.series)
    }

    pub fn is_float(&self, name: &str) -> bool {
        self.texts.iter().any(|(known, _, is_float)| *known == name && *is_float)
    }
}

/// A field as a text; numbers in as few digits as tell them apart.
fn written(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
        Field::Float(number) => number.to_string(),
        Field::Double(number) => number.to_string(),
        other => other.to_string(),
    }
}
