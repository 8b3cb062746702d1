//! Delimited text of any size, in blocks that end where a record ends: each block is read on a thread
//! of its own and accounted for by itself, then the accounts are put together in order.

mod blocks;
pub(super) mod dialect;
mod lines;
mod records;
pub(super) mod whole;

use std::path::Path;

use csv::StringRecord;
use rayon::prelude::*;

use super::account::Account;
use super::header::{Header, other_separator};
use super::input::{Input, empty};
use super::unseen::Unseen;
use crate::characters::of_cell;
use crate::fault::{Fault, Place, Result};
use blocks::{Blocks, LineBlock};
pub(super) use dialect::Dialect;
use dialect::{broken, declared};
pub(super) use lines::{Lines, ends_line};
pub(super) use records::Cells;
pub(crate) use whole::{rows, uneven};

/// What stands above the rows.
pub(super) struct Head {
    /// Records before the header.
    pub preamble: Vec<StringRecord>,
    pub header: StringRecord,
    /// The line that the header stands on.
    pub line: u64,
}

impl Head {
    /// The position of a column by its name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|h| h.trim() == name)
    }

    /// The names, and where they stand.
    pub fn named(&self, path: &Path) -> Header<'_> {
        Header::new(&self.header, Place::line(path, self.line)).separated()
    }

    /// Positions of all of `names`.
    ///
    /// # Errors
    /// Those that are not there, each with the nearest that is; one that stands twice.
    pub fn columns<const N: usize>(&self, path: &Path, names: [&str; N]) -> Result<[usize; N]> {
        self.named(path).columns(names.each_ref().map(std::slice::from_ref))
    }
}

/// How many records may stand above the header.
const PREAMBLE: usize = 50;

/// Reads a whole file: `is_header` finds the header, `open` looks at it, `take` takes each record
/// into the account of its block.
///
/// # Errors
/// A stream that breaks off, text that is not UTF-8, a quote never closed, no header, and what `open`
/// and `take` refuse.
pub(super) fn scan<'e, T: Sync>(
    path: &Path,
    input: Input,
    dialect: Dialect,
    is_header: impl Fn(&StringRecord) -> bool,
    mut account: Account<'e>,
    open: impl FnOnce(&Head, &mut Account<'e>) -> Result<T>,
    take: impl Fn(&T, &Cells, &mut Account<'e>) -> Result<()> + Sync,
) -> Result<(T, Account<'e>)> {
    let mut blocks = Blocks::new(path, input, dialect);
    let (head, first) = head(path, dialect, &mut blocks, is_header, &mut account.unseen)?;
    let opened = open(&head, &mut account)?;
    let empty = account.part();
    let read = |block: &LineBlock| -> Result<Account<'e>> {
        let mut part = empty.part();
        let seen = block.without_unseen(path, &mut part.unseen)?;
        let block = seen.as_ref().unwrap_or(block);
        records::each(path, dialect, block, &mut part, |cells, part| take(&opened, cells, part))?;
        Ok(part)
    };
    let mut batch = vec![first];
    while !batch.is_empty() {
        let (next, done) = rayon::join(
            || blocks.batch(2 * rayon::current_num_threads()),
            || batch.par_iter().map(read).collect::<Vec<_>>(),
        );
        for part in done {
            account.merge(part?);
        }
        batch = next?;
    }
    Ok((opened, account))
}

/// The header alone, with what stands above it.
///
/// # Errors
/// Those of [`scan`] that concern the head.
pub(super) fn head_of(
    path: &Path,
    input: Input,
    dialect: Dialect,
    is_header: impl Fn(&StringRecord) -> bool,
) -> Result<Head> {
    let mut blocks = Blocks::new(path, input, dialect);
    Ok(head(path, dialect, &mut blocks, is_header, &mut Unseen::default())?.0)
}

/// The header with what stands above it, and what is left of the first block.
fn head(
    path: &Path,
    dialect: Dialect,
    blocks: &mut Blocks,
    is_header: impl Fn(&StringRecord) -> bool,
    unseen: &mut Unseen,
) -> Result<(Head, LineBlock)> {
    let Some(first) = blocks.next()? else { return Err(empty(path).into()) };
    let first = first.without_unseen(path, unseen)?.unwrap_or(first);
    if first.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(empty(path).into());
    }
    let lines = Lines::new(&first.bytes, first.line);
    let mut reader = dialect.reader(&first.bytes[..]);
    let mut preamble: Vec<StringRecord> = Vec::new();
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(|e| broken(path, &e))? {
        let is_separator = record.get(0).is_some_and(|cell| declared(cell).is_some());
        if !is_separator && is_header(&record) {
            let line = lines.of(record.position().map_or(0, |p| p.byte() as usize));
            let end = reader.position().byte() as usize;
            let rest = LineBlock { line: lines.at(end), bytes: first.bytes[end..].to_vec() };
            let header = record.iter().map(|cell| of_cell(cell.trim())).collect();
            return Ok((Head { preamble, header, line }, rest));
        }
        if preamble.len() == PREAMBLE {
            break;
        }
        preamble.push(record.clone());
    }
    let joined = |record: &StringRecord| record.iter().collect::<Vec<_>>().join(", ");
    let found = preamble.first().map(joined).unwrap_or_default();
    let fault = Fault::new("no line of the file reads as its header")
        .at(Place::line(path, 1))
        .hint(format!("found: {}", found.chars().take(200).collect::<String>()));
    Err(other_separator(fault, &found, false).into())
}

#[cfg(test)]
mod tests;
