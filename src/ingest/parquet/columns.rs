//! Which columns of a file and of its path matter, and what each of them says of a row.

use std::path::Path;

use parquet::schema::types::SchemaDescriptor;

use super::super::Selection;
use super::super::sdmx::{AREA, SERIES, SOURCE, STATUS};
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

/// The columns that matter, and by position among them what they say.
pub(super) struct Columns {
    pub all: Vec<Column>,
    pub area: usize,
    pub series: usize,
    pub year: usize,
    pub value: usize,
    pub sex: Option<usize>,
    pub frequency: Option<usize>,
    pub action: Option<usize>,
    pub multiplier: Option<usize>,
    pub decimals: Option<usize>,
    pub status: Option<usize>,
    pub source: Option<usize>,
}

impl Columns {
    /// Finds the columns by their names; of those that nothing is said by, only what the selection
    /// asks for.
    ///
    /// # Errors
    /// Columns that are missing, with what is there, or that hold more than one value in a cell.
    pub fn find(
        path: &Path,
        schema: &SchemaDescriptor,
        partitions: &[(String, String)],
        selection: &Selection,
    ) -> Result<Self> {
        let in_path = partitions
            .iter()
            .map(|(name, value)| Column { name: name.clone(), from: From::Path(value.clone()) });
        let in_file = schema.columns().iter().enumerate().filter(|(_, c)| {
            c.path().parts().len() == 1 && !partitions.iter().any(|(name, _)| name == c.name())
        });
        let in_file =
            in_file.map(|(n, c)| Column { name: c.name().to_owned(), from: From::File(n) });
        let mut all: Vec<Column> = in_path.chain(in_file).collect();
        let required = [&AREA[..], &SERIES, &["TIME_PERIOD"], &["OBS_VALUE"]];
        let missing: Vec<&str> = required
            .iter()
            .filter(|names| position(&all, names).is_none())
            .map(|names| names[0])
            .collect();
        if !missing.is_empty() {
            return Err(absent(path, schema, &all, &missing).into());
        }
        let optional: [&[&str]; 7] =
            [&["SEX"], &["FREQ"], &["ACTION"], &["UNIT_MULT"], &["DECIMALS"], &STATUS, &SOURCE];
        let known: Vec<usize> =
            required.iter().chain(&optional).filter_map(|names| position(&all, names)).collect();
        let asked = asked(selection);
        let mut number = 0;
        all.retain(|column| {
            number += 1;
            known.contains(&(number - 1)) || asked.contains(&column.name.as_str())
        });
        let at = |names: &[&str]| position(&all, names);
        Ok(Columns {
            area: at(&AREA).unwrap_or_default(),
            series: at(&SERIES).unwrap_or_default(),
            year: at(&["TIME_PERIOD"]).unwrap_or_default(),
            value: at(&["OBS_VALUE"]).unwrap_or_default(),
            sex: at(&["SEX"]),
            frequency: at(&["FREQ"]),
            action: at(&["ACTION"]),
            multiplier: at(&["UNIT_MULT"]),
            decimals: at(&["DECIMALS"]),
            status: at(&STATUS),
            source: at(&SOURCE),
            all,
        })
    }

    pub fn name(&self, column: usize) -> &str {
        &self.all[column].name
    }
}

/// The first of several names that a column has.
fn position(columns: &[Column], names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| columns.iter().position(|column| column.name == *name))
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
