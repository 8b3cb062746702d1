//! A file opened, and what is said where it is no whole Parquet; a library that panics is held.

use std::fs::File;
use std::path::Path;

use crate::fault::{Fault, Place, Result};
use crate::ingest::guarded;

pub(super) fn guarded<T>(path: &Path, work: impl FnOnce() -> Result<T>) -> Result<T> {
    guarded::guarded(work).unwrap_or_else(|why| Err(damaged(path, &why).into()))
}

pub(super) fn damaged(path: &Path, error: &dyn std::fmt::Display) -> Fault {
    Fault::new(format!("cannot read the file as Parquet ({error})"))
        .at(Place::file(path))
        .hint("fetch or write it again; nothing of it was used")
}

pub(super) fn open(path: &Path) -> Result<File> {
    File::open(path).map_err(|e| Fault::io("read the file", path, &e).into())
}
