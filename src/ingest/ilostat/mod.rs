//! ILOSTAT's data service: its CSV by codes (`type=code`) or by labels, its catalogue and its
//! dictionaries.
//!
//! In: a CSV whose columns come and go with the data set, plain, gzipped or zipped, of one data set or
//! of several together. Out: observations under ILOSTAT's codes, of one source for each area, series
//! and year; what other sources say is listed as passed over.

mod catalogue;
mod choice;
mod columns;

pub use catalogue::{Entry, read_dictionary, read_toc};

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;

use csv::StringRecord;

use super::account::Account;
use super::delimited::{Cells, Dialect, Head, scan};
use super::holds::Holds;
use super::reading::{Expected, Ingested, Source};
use super::{input, swallowed};
use crate::fault::{Fault, Place, Result};
use columns::IlostatColumns;

/// Reads one file.
///
/// # Errors
/// What makes it unusable as a whole: an error's message or a web page in its place, a header without
/// rows, missing columns, what can't be read at all.
pub(super) fn read(source: &Source, expected: &Expected) -> Result<Ingested> {
    let path = &source.path;
    let input = input::open(path, Holds::is_table)?;
    // Rows that the file says are not of the best source, by their lines.
    let second = Mutex::new(BTreeSet::new());
    let take = |columns: &IlostatColumns, cells: &Cells, account: &mut Account| {
        refuse_swallowed_rows(path, columns, cells)?;
        if account.has_fields(cells.len(), columns.header.len(), || cells.line())
            && columns.take(cells, account)
        {
            let mut second = second.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            second.insert(cells.line());
        }
        Ok(())
    };
    let account = Account::new(source, expected);
    let any = |_: &StringRecord| true;
    let open = |head: &Head, account: &mut Account| {
        let columns = IlostatColumns::find(path, head)?;
        account.series_in(columns.series, 1, &head.header);
        Ok(columns)
    };
    let (columns, account) = scan(path, input, Dialect::COMMAS, any, account, open, take)?;
    if account.count.rows == 0 {
        return Err(without_rows(path).into());
    }
    let mut ingested = account.done();
    if columns.have_sources() {
        let second = second.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        choice::choose(&mut ingested, &source.selection, &second);
    }
    Ok(ingested)
}

fn without_rows(path: &Path) -> Fault {
    Fault::new("the file has a header and no row")
        .at(Place::line(path, 1))
        .hint("the service answers so where it does not know the code, or has nothing for what was asked: look the code up in its catalogue")
}

/// A row that reads as one of these inside a quoted field.
fn refuse_swallowed_rows(path: &Path, columns: &IlostatColumns, cells: &Cells) -> Result<()> {
    swallowed::refuse(path, cells, |cell| columns.reads(cell))
}
