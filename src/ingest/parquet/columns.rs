//! Which columns of a file and of its path matter, and what each of them says of a row.

use std::path::Path;

use parquet::schema::types::{ColumnDescPtr, SchemaDescriptor};

use super::super::sdmx::{Learned, SdmxColumns, Wrong};
use super::written::Meaning;
use crate::fault::{Fault, Place, Result};
use crate::ingest::header::{Header, twice};
use crate::ingest::selection::Selection;

/// A column that is read.
pub(super) struct Column {
    pub name: String,
    pub from: From,
}

/// Where the cells of a column stand.
pub(super) enum From {
    /// In the path, the same for the whole file.
    Path(String),
    /// In the file: the number of the column.
    File(usize),
}

/// All columns, with what each says of a row.
pub(super) struct ParquetColumns {
    pub all: Vec<Column>,
    /// Whether each is read.
    pub matter: Vec<bool>,
    /// What they mean.
    pub rows: SdmxColumns,
    pub series: usize,
    pub year: usize,
    pub value: usize,
    pub frequency: Option<usize>,
    /// Those with several values in a cell.
    lists: Vec<String>,
}

impl ParquetColumns {
    /// Finds the columns by what their names mean, parts of structures among them.
    ///
    /// # Errors
    /// Columns that are missing, with what is there, or that stand twice.
    pub fn find(
        path: &Path,
        schema: &SchemaDescriptor,
        partitions: &[(String, String)],
        selection: &Selection,
        learned: &Learned,
    ) -> Result<Self> {
        let in_path = partitions
            .iter()
            .map(|(name, value)| Column { name: name.clone(), from: From::Path(value.clone()) });
        let in_file = schema.columns().iter().enumerate().filter(|(_, column)| {
            column.max_rep_level() == 0
                && !partitions.iter().any(|(name, _)| *name == column.path().string())
        });
        let in_file =
            in_file.map(|(number, c)| Column { name: c.path().string(), from: From::File(number) });
        let all: Vec<Column> = in_path.chain(in_file).collect();
        let names: Vec<&str> = all.iter().map(|column| column.name.as_str()).collect();
        let ids: Vec<&str> = names.iter().map(|name| id(name, &names, schema)).collect();
        let named = names.iter().map(|name| (*name).to_owned()).collect();
        let mut rows = match SdmxColumns::named(&ids, named, learned, selection) {
            Ok(rows) => rows,
            Err(Wrong::Missing(missing)) => return Err(absent(path, schema, &all, &missing).into()),
            Err(Wrong::Twice(name)) => {
                return Err(twice(&name, Place::file(path)).into());
            }
        };
        if let From::File(number) = all[rows.year].from {
            rows.is_dated = matches!(Meaning::of(&schema.column(number)), Meaning::Moment { .. });
        }
        let matter = (0..all.len()).map(|at| rows.reads(at)).collect();
        let (series, year, value, frequency) =
            (rows.series, rows.year, rows.value, rows.frequency());
        Ok(ParquetColumns {
            matter,
            series,
            year,
            value,
            frequency,
            rows,
            all,
            lists: lists(schema),
        })
    }

    /// What a reader of the summary should know: columns of which nothing was kept.
    pub fn ignored(&self, name: &str) -> Option<String> {
        self.rows.ignored(name, &self.lists)
    }

    /// Whether a column of the file is this one.
    pub fn is(&self, number: usize, column: usize) -> bool {
        matches!(self.all[column].from, From::File(this) if this == number)
    }

    /// Whether rows of series that nobody wants can be passed over.
    pub fn can_be_sieved(&self) -> bool {
        self.rows.sieved().is_some()
    }

    pub fn name(&self, column: usize) -> &str {
        &self.all[column].name
    }
}

/// What a column is known by: a part of a structure by its own name, where no other has that.
fn id<'n>(name: &'n str, names: &[&str], schema: &SchemaDescriptor) -> &'n str {
    let is_part =
        |column: &ColumnDescPtr| column.path().parts().len() > 1 && column.path().string() == name;
    let own = |name: &'n str| name.rsplit_once('.').map_or(name, |(_, own)| own);
    let is_alone = names
        .iter()
        .filter(|other| **other == own(name) || other.ends_with(&format!(".{}", own(name))))
        .count()
        == 1;
    if is_alone && schema.columns().iter().any(is_part) { own(name) } else { name }
}

/// Columns with several values in a cell, lists and maps: none of them tells rows apart.
fn lists(schema: &SchemaDescriptor) -> Vec<String> {
    let lists = schema.columns().iter().filter(|column| column.max_rep_level() > 0);
    let mut names: Vec<String> = lists.map(|column| column.path().parts()[0].clone()).collect();
    names.dedup();
    names
}

fn absent(path: &Path, schema: &SchemaDescriptor, all: &[Column], missing: &[&str]) -> Fault {
    let is_nested = |name: &&&str| {
        schema.columns().iter().any(|c| c.path().parts().len() > 1 && c.path().parts()[0] == **name)
    };
    if let Some(name) = missing.iter().find(is_nested) {
        return Fault::new(format!("the column {name} holds structures or lists, not values"))
            .at(Place::file(path))
            .hint("write it with one value in each row");
    }
    Header::new(all.iter().map(|column| column.name.as_str()), Place::file(path))
        .missing(missing)
        .hint("expected the names of SDMX: REF_AREA, INDICATOR, TIME_PERIOD and OBS_VALUE")
}
