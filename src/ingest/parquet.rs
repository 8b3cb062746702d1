//! Parquet with SDMX column names: one file, or a folder of Hive partitions (`REF_AREA=BRA/part.parquet`),
//! where what stands in the path is a column as well. Files and row groups without a wanted series are
//! counted and passed over unread; of the others only the columns that matter are read, and of these,
//! but for the series, only the rows that are wanted.

mod cells;
mod choice;
mod codes;
mod columns;
mod damaged;
mod file;
mod footer;
mod groups;
mod page_heads;
mod part;
mod partitions;
mod rows;
mod written;

use std::collections::BTreeSet;
use std::sync::Mutex;

use super::reading::{Expected, Ingested, Source};
use super::sdmx::{Learned, settled};
use super::side_by_side::{each, in_order};
use crate::fault::Result;
use damaged::guarded;
pub(super) use file::rows_as_written;
use part::Part;
pub(crate) use partitions::holds_parquet;

/// Reads one file or all of a folder, each file with an account of its own.
///
/// # Errors
/// No Parquet, or a damaged one; a column that is missing; two columns that contradict each other.
pub(super) fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    let sources = partitions::parts(source)?;
    let nothing = Learned::default();
    let mut parts = each(sources.iter().collect(), |source: &Source| {
        guarded(&source.path, || Part::open(source, expected, &nothing))
    })?;
    let of_two = file::share_sexes(&mut parts);
    let in_years = file::dates_are_years(&parts)?;
    let name = &source.name;
    let read = |part: Part| {
        let (source, first) = (part.source, Mutex::new(Some(part)));
        settled(source, |learned| {
            let first = first.lock().ok().and_then(|mut first| first.take());
            guarded(&source.path, || match first {
                Some(part) => part.read(in_years, name),
                None => {
                    let mut again = Part::open(source, expected, learned)?;
                    again.know(&of_two);
                    again.read(in_years, name)
                }
            })
        })
    };
    let mut ingested = in_order(parts, expected, read)?;
    // Files of one folder mostly have the same columns.
    let mut seen = BTreeSet::new();
    ingested.notes.retain(|note| seen.insert(note.clone()));
    Ok(ingested)
}
