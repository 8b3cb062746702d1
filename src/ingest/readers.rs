//! The readers by the forms that they take: sources in, what all of them hold out, with the duplicates
//! settled across them.

use super::reading::{Expected, Ingested, Source};
use super::recognise::other_form;
use super::side_by_side::in_order;
use super::{
    duplicates, ilostat, parquet, sdmx_csv, sdmx_json, table, undp, unsdg, wid, worldbank,
};
use crate::fault::{Faults, Result};
use crate::hashed::Hashed;
use crate::model::Reader;

/// Reads every source in its own form, side by side, and settles duplicates across them.
///
/// # Errors
/// Every file that can't be read as a whole: missing, empty, not UTF-8, cut gzip, missing columns.
pub fn ingest(sources: &[Source], expected: &Expected) -> Result<Ingested> {
    let all = |expected: &Expected| {
        let each: Vec<&Source> = sources.iter().collect();
        in_order(each, expected, |source| read_whole(source, expected))
    };
    let mut ingested = all(expected)?;
    if !duplicates::settle(&mut ingested)? {
        // Each of the duplicates is a problem of its own, or replaced.
        ingested = all(&Expected { keeps_doubles: true, ..*expected })?;
        duplicates::settle(&mut ingested)?;
    }
    Ok(ingested)
}

/// One file, with the hash of its bytes beside its counts.
fn read_whole(source: &Source, expected: &Expected) -> Result<Ingested> {
    if source.reader == Reader::Parquet {
        return parquet::read(source, expected);
    }
    let (hashed, read) =
        rayon::join(|| Hashed::of_file(&source.name, &source.path), || read(source, expected));
    let hashed = hashed?;
    source.check_hash(&hashed)?;
    let mut ingested = read.map_err(|Faults(mut faults)| {
        faults[0].hints.extend(other_form(&source.path, source.reader));
        Faults(faults)
    })?;
    for count in &mut ingested.counts {
        count.hashed_as(hashed.clone());
    }
    Ok(ingested)
}

/// Reads one file in its form, each row an observation, a problem, or filtered by a named rule.
///
/// # Errors
/// A file that can't be read as a whole.
pub fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    match source.reader {
        Reader::Ilostat => ilostat::read(source, expected),
        Reader::SdmxCsv => sdmx_csv::read(source, expected),
        Reader::SdmxJson => sdmx_json::read(source, expected),
        Reader::Wid => wid::read(source, expected),
        Reader::Worldbank => worldbank::read(source, expected),
        Reader::Unsdg => unsdg::read(source, expected),
        Reader::Undp => undp::read(source, expected),
        Reader::Table => table::read(source, expected),
        Reader::Parquet => parquet::read(source, expected),
    }
}
