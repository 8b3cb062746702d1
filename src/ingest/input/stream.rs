//! A file as a stream of bytes, and what is said where there are none or they break off.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use crate::fault::{Fault, Place, Result};

pub(super) const BUFFER: usize = 1 << 20;

/// The bytes of a file, unpacked as they are read.
pub(crate) type Input = Box<dyn Read + Send>;

pub(super) fn buffered(path: &Path) -> Result<BufReader<File>> {
    let file = File::open(path).map_err(|e| Fault::io("read the file", path, &e))?;
    Ok(BufReader::with_capacity(BUFFER, file))
}

/// What a stream that breaks off says: `lines` whole lines were read before.
pub(crate) fn unreadable(path: &Path, lines: u64, error: &std::io::Error) -> Fault {
    Fault::new(format!("the file is cut or damaged after {lines} whole lines ({error})"))
        .at(Place::line(path, lines + 1))
        .hint("fetch or copy the file again; nothing of it was used")
}

pub(crate) fn empty(path: &Path) -> Fault {
    Fault::new("the file is empty")
        .at(Place::file(path))
        .hint("fetch or copy it again; a header and rows are expected")
}
