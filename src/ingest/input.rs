//! A file as a stream of bytes: gzip, zip and workbook opened, byte-order mark taken off, so that what
//! is read never has to lie in memory as a whole. What a file holds is looked at before any of it is
//! read, and refused by its right name where no reader takes it.

pub(super) mod choose;
mod layers;
pub(super) mod packing;
pub(super) mod stream;
pub(super) mod zipped;

use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use super::holds::{Holds, look};
use super::workbook;
use crate::fault::Result;
use choose::Wanted;
use layers::begun;
pub(crate) use layers::{in_utf8, line_that, without_padding};
use packing::{Packing, packing};
use stream::buffered;
pub(crate) use stream::{Input, empty, unreadable};

/// Opens a plain or gzipped file; of a zip or a workbook the one member or sheet that is wanted, a sheet
/// as CSV.
///
/// # Errors
/// A file that can't be read or is empty; one that holds nothing that is wanted, with what it is; a zip
/// or a workbook that holds several.
pub(super) fn open(path: &Path, wanted: Wanted) -> Result<Input> {
    Ok(find(path, wanted)?.1)
}

/// The same, with what it holds.
///
/// # Errors
/// Those of [`open`].
pub(super) fn find(path: &Path, wanted: Wanted) -> Result<(Holds, Input)> {
    let file = match packing(path)? {
        Packing::Zip => return zipped::find(path, wanted),
        Packing::Workbook(_) => return workbook::find(path, wanted),
        Packing::Gzip => Box::new(MultiGzDecoder::new(buffered(path)?)) as Input,
        Packing::Plain => Box::new(buffered(path)?),
    };
    let (first, bytes) = begun(path, file)?;
    match look(&first) {
        // Any text may be a table of one's own; what is no JSON a reader of JSON says in its words.
        holds if wanted(&holds) || holds.is_table() => Ok((holds, bytes)),
        holds => Err(holds.refusal(path).into()),
    }
}
