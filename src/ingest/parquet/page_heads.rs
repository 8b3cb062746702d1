//! The heads of a column's pages, looked over before the library reads them, as [`footer`] does it with the
//! metadata: where the library skips something in a head, it goes on behind the end of the file.
//!
//! In: the file, a column's place in it. Out: nothing; or that a head holds what none does.

use std::fs::File;

use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::{ChunkReader, Length};

use super::footer::{self, Stop};

/// So much is looked at first; more where a head is longer.
const FIRST: u64 = 1 << 12;

/// Whether every head of a page can be read in the time that its size allows.
///
/// # Errors
/// One is cut, holds lists that take no room, or says that its page has fewer than no bytes; the file
/// can't be read.
pub(super) fn check(file: &File, column: &ColumnChunkMetaData) -> Result<()> {
    let (start, length) = column.byte_range();
    let (mut at, end) = (start, start.saturating_add(length));
    while at < end {
        let (head, page) = head(file, at)?;
        at = at.saturating_add(head).saturating_add(page);
    }
    Ok(())
}

/// How many bytes the head at a place takes, and how many its page.
fn head(file: &File, at: u64) -> Result<(u64, u64)> {
    let there = file.len().saturating_sub(at);
    let mut seen = FIRST;
    loop {
        let bytes = file.get_bytes(at, seen.min(there) as usize)?;
        match footer::page(&bytes) {
            Ok((head, page)) => {
                let page = u64::try_from(page);
                let page = page.map_err(|_| wrong("a page has fewer than no bytes"))?;
                return Ok((head as u64, page));
            }
            Err(Stop::Cut) if seen < there => seen *= 16,
            Err(Stop::Cut) => return Err(wrong("a page begins or goes on behind the file's end")),
            Err(Stop::Odd) => {
                return Err(wrong("the head of a page holds what no file of Parquet does"));
            }
        }
    }
}

fn wrong(why: &str) -> ParquetError {
    ParquetError::General(why.to_owned())
}
