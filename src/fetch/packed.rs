//! How much a file unpacks to, counted as it unpacks and never kept: bombs are told by that.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use crate::fault::{Fault, Place, Result};

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZIP: &[u8] = b"PK";

/// How many bytes a gzip or zip unpacks to (an `.xlsx` is a zip); of any other file its size.
///
/// # Errors
/// It unpacks to more than `largest` bytes, or is cut or damaged: all of it is unpacked, and the
/// sums inside it are checked.
pub fn unpacked(file: &Path, largest: u64) -> Result<u64> {
    let opened = File::open(file).map_err(|e| Fault::io("read the file", file, &e))?;
    let mut reader = BufReader::new(opened);
    let counted = kind(&mut reader).and_then(|kind| match kind {
        Kind::Gzip => count(&mut MultiGzDecoder::new(reader), largest),
        Kind::Zip => zipped(reader, largest),
        Kind::Plain => reader.get_ref().metadata().map(|data| data.len()),
    });
    match counted {
        Ok(bytes) if bytes <= largest => Ok(bytes),
        Ok(_) => Err(Fault::new(format!(
            "the reply unpacks to more than {} megabytes",
            largest / 1_000_000
        ))
        .at(Place::file(file))
        .hint("if that is right, raise `megabytes` of the provider in datasets/sources.toml")
        .into()),
        Err(error) => {
            let message = format!("the packed reply is cut or damaged ({error})");
            Err(Fault::new(message).at(Place::file(file)).into())
        }
    }
}

enum Kind {
    Gzip,
    Zip,
    Plain,
}

fn kind(reader: &mut (impl Read + Seek)) -> io::Result<Kind> {
    let mut head = [0; 2];
    let mut read = 0;
    while read < head.len() {
        match reader.read(&mut head[read..])? {
            0 => break,
            n => read += n,
        }
    }
    reader.rewind()?;
    Ok(match &head[..read] {
        GZIP => Kind::Gzip,
        ZIP => Kind::Zip,
        _ => Kind::Plain,
    })
}

/// The files of a zip one after the other; more than `largest` in all ends the count.
fn zipped(reader: impl Read + Seek, largest: u64) -> io::Result<u64> {
    let mut archive = ZipArchive::new(reader)?;
    let mut total = 0;
    for index in 0..archive.len() {
        total += count(&mut archive.by_index(index)?, largest - total)?;
        if total > largest {
            break;
        }
    }
    Ok(total)
}

/// Counts up to one byte more than `largest`.
fn count(reader: &mut impl Read, largest: u64) -> io::Result<u64> {
    io::copy(&mut reader.take(largest.saturating_add(1)), &mut io::sink())
}
