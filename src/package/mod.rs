//! An edition as one file for a repository: what it was made from, what it consists of, the program, and
//! what describes them to people and to machines.
//!
//! In: the edition, its record, and the files. Out: all files of the package, and their zip, with the same
//! bytes for the same content.

mod citation;
mod data_package;
mod item;
mod research_object;
mod subject;
mod told;
mod zipped;

use crate::fault::Result;
use crate::hashed::Hashed;
use crate::tables::{Format, Table};

pub use item::{Item, Part};
pub use subject::Subject;
pub use zipped::zip;

/// All files of a package: `files`, the tables in other forms, and what describes them all, sorted by
/// name.
///
/// # Errors
/// A table that is none any more.
pub fn package(subject: &Subject, files: Vec<Item>) -> Result<Vec<Item>> {
    let mut items = files;
    let mut forms = Vec::new();
    for item in &items {
        if let Some(table) = item.table()? {
            forms.extend(in_other_forms(item, &table)?);
        }
    }
    items.extend(forms);
    items.push(Item::about("PACKAGE.md", told::page(subject, &items)));
    items.push(Item::about("CITATION.cff", citation::citation(subject)));
    items.sort_by(|a, b| a.name.cmp(&b.name));
    items.push(Item::about("datapackage.json", data_package::descriptor(subject, &items)));
    items.push(Item::about("ro-crate-metadata.json", research_object::metadata(subject, &items)));
    items.sort_by(|a, b| a.name.cmp(&b.name));
    items.dedup_by(|a, b| a.name == b.name);
    items.push(Item::about("SHA256SUMS", sums(&items)));
    Ok(items)
}

fn in_other_forms(csv: &Item, table: &Table) -> Result<Vec<Item>> {
    let others = Format::ALL.into_iter().filter(|format| *format != Format::Csv);
    let form = |format: Format| {
        let (name, part) = (format.file(&csv.name), Part::Form(format));
        Ok(Item { name, bytes: format.bytes(table)?, part })
    };
    others.map(form).collect()
}

/// Hashes of all files, as `sha256sum -c` reads them.
fn sums(items: &[Item]) -> String {
    let line = |item: &Item| format!("{}  {}\n", Hashed::of("", &item.bytes).sha256, item.name);
    items.iter().map(line).collect()
}
