//! What stands in for the reader of Parquet in a build without it: it says how to get one with it.

use super::{Expected, Ingested, Source};
use crate::fault::{Fault, Place, Result};

/// # Errors
/// Always.
pub(super) fn read(source: &Source, _: &Expected) -> Result<Ingested> {
    Err(absent(source).into())
}

/// # Errors
/// Always.
pub(super) fn parts(source: &Source) -> Result<Vec<Source>> {
    Err(absent(source).into())
}

fn absent(source: &Source) -> Fault {
    Fault::new("this program was built without Parquet")
        .at(Place::file(&source.path))
        .hint("build it with: cargo build --release --features parquet")
        .hint("or write the figures as SDMX-CSV, which every build reads")
}
