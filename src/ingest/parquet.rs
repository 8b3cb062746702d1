//! Parquet with SDMX column names: one file, or a folder of Hive partitions (`REF_AREA=BRA/part.parquet`),
//! where what stands in the path is a column as well. Files and row groups without a wanted series are
//! counted and passed over unread; of the others only the columns that matter are read, and of these,
//! but for the series, only the rows that are wanted.

mod cells;
mod choice;
mod codes;
mod columns;
mod file;
mod groups;
mod partitions;
mod rows;
mod written;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;

use super::sdmx::{Learned, settled};
use super::{Expected, Ingested, Source, in_order};
use crate::fault::{Fault, Faults, Place, Result};
use file::Part;
pub(super) use file::rows_as_written;
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

/// Does the same with each, side by side, and keeps their order.
fn each<T: Send, U: Send>(
    all: Vec<T>,
    work: impl Fn(T) -> Result<U> + Send + Sync,
) -> Result<Vec<U>> {
    let done: Vec<Result<U>> = all.into_par_iter().map(work).collect();
    let (mut results, mut faults) = (Vec::with_capacity(done.len()), Vec::new());
    for one in done {
        match one {
            Ok(result) => results.push(result),
            Err(Faults(more)) => faults.extend(more),
        }
    }
    Faults::check(faults, results)
}

fn guarded<T>(path: &Path, work: impl FnOnce() -> Result<T>) -> Result<T> {
    super::guarded::guarded(work).unwrap_or_else(|why| Err(damaged(path, &why).into()))
}

fn damaged(path: &Path, error: &dyn std::fmt::Display) -> Fault {
    Fault::new(format!("cannot read the file as Parquet ({error})"))
        .at(Place::file(path))
        .hint("fetch or write it again; nothing of it was used")
}
