//! Which columns of a file and of its path matter, and what each of them says of a row.

use std::path::Path;

use parquet::schema::types::SchemaDescriptor;

use super::super::Selection;
use super::super::sdmx::{Columns as Meant, Learned, SERIES, Wrong};
use super::written::Meaning;
use crate::fault::{Fault, Place, Result};

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
pub(super) struct Columns {
    pub all: Vec<Column>,
    /// Whether each is read.
    pub matter: Vec<bool>,
    /// What they mean.
    pub rows: Meant,
    pub series: usize,
    pub year: usize,
    pub value: usize,
    pub frequency: Option<usize>,
}

impl Columns {
    /// Finds the columns by what their names mean; those that say nothing are read only where the
    /// selection asks for them.
    ///
    /// # Errors
    /// Columns that are missing, with what is there, that stand twice, or that hold more than one value
    /// in a cell.
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
        let in_file = schema.columns().iter().enumerate().filter(|(_, c)| {
            c.path().parts().len() == 1 && !partitions.iter().any(|(name, _)| name == c.name())
        });
        let in_file =
            in_file.map(|(n, c)| Column { name: c.name().to_owned(), from: From::File(n) });
        let all: Vec<Column> = in_path.chain(in_file).collect();
        let names: Vec<&str> = all.iter().map(|column| column.name.as_str()).collect();
        let mut rows = match Meant::find(&names, learned, selection) {
            Ok(rows) => rows,
            Err(Wrong::Missing(missing)) => return Err(absent(path, schema, &all, &missing).into()),
            Err(Wrong::Twice(name)) => {
                return Err(Fault::new(format!("the column {name} stands twice"))
                    .at(Place::file(path))
                    .hint("remove or rename one of them: which is meant can't be told")
                    .into());
            }
        };
        if let From::File(number) = all[rows.year].from {
            rows.is_dated = matches!(Meaning::of(&schema.column(number)), Meaning::Moment { .. });
        }
        let asked = asked(selection);
        let matters = |(at, name): (usize, &&str)| rows.reads(at) || asked.contains(name);
        let matter = names.iter().enumerate().map(matters).collect();
        let series = names.iter().position(|name| *name == rows.series()).unwrap_or_default();
        let (year, value, frequency) = (rows.year, rows.value, rows.frequency());
        Ok(Columns { matter, series, year, value, frequency, rows, all })
    }

    /// Whether rows of series that nobody wants can be passed over: not where a row may do something to
    /// others, or where the column holds no series but a dataflow.
    pub fn can_be_sieved(&self) -> bool {
        !self.rows.have_actions() && SERIES.contains(&self.rows.series())
    }

    pub fn name(&self, column: usize) -> &str {
        &self.all[column].name
    }
}

/// The columns in which a selection wants certain codes.
fn asked(selection: &Selection) -> Vec<&str> {
    let Selection::Of(wanted) = selection else { return Vec::new() };
    let all = wanted.values().flatten();
    all.flat_map(|one| one.original.only.keys()).map(String::as_str).collect()
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
    let found: Vec<&str> = all.iter().map(|column| column.name.as_str()).collect();
    let fault = Fault::new(format!("missing the column {}", missing.join(" and the column ")))
        .at(Place::file(path))
        .hint(format!("found the columns: {}", found.join(", ")))
        .hint("expected the names of SDMX: REF_AREA, INDICATOR, TIME_PERIOD and OBS_VALUE");
    missing.iter().fold(fault, |fault, name| fault.nearest(name, found.iter().copied()))
}
