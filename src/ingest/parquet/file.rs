//! One file read: the account of all its rows, and its rows as they are written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use rayon::prelude::*;

use super::damaged::{damaged, guarded, open};
use super::footer;
use super::page_heads;
use super::part::Part;
use super::rows::Group;
use crate::fault::{Fault, Faults, Result};
use crate::hashed::Hashed;
use crate::ingest::account::Account;
use crate::ingest::reading::Ingested;
use crate::ingest::series_sex;

impl Part<'_> {
    /// Reads what matters; `in_years` says whether days that begin or end a year stand for it. Columns
    /// ignored are noted under the name of the `whole` source.
    pub fn read(mut self, in_years: bool, whole: &str) -> Result<Ingested> {
        let path = &self.source.path;
        let is_whole = !self.groups.is_empty() || self.source.sha256.is_some();
        let read = |(number, before): &(usize, u64)| -> Result<Account> {
            let mut account = self.account.part();
            let group = Group { part: &self, number: *number, before: *before, in_years };
            guarded(path, || group.read(&mut account))?;
            Ok(account)
        };
        let (hashed, read) = rayon::join(
            || match is_whole {
                true => Hashed::of_file(&self.source.name, path),
                false => self.footer(),
            },
            || self.groups.par_iter().map(read).collect::<Vec<_>>(),
        );
        let hashed = hashed?;
        self.source.check_hash(&hashed)?;
        for account in read {
            self.account.merge(account?);
        }
        let ignored = self.columns.ignored(whole);
        let mut ingested = self.account.done_with(hashed);
        ingested.notes.extend(ignored);
        Ok(ingested)
    }

    /// The hash of the metadata alone: all that was read of a file that can't matter.
    fn footer(&self) -> Result<Hashed> {
        let path = &self.source.path;
        let (bytes, footer) =
            footer::read(path).map_err(|e| Fault::io("read the file", path, &e))?;
        let hashed = Hashed::of(&self.source.name, &footer);
        Ok(Hashed { bytes: bytes as usize, footer: true, ..hashed })
    }
}

/// Lets each file know which series of the others are of women and men, as their codes tell that only
/// side by side; gives these series.
pub(super) fn share_sexes(parts: &mut [Part]) -> Vec<String> {
    let all: BTreeSet<String> = parts.iter().flat_map(|part| part.named.iter().cloned()).collect();
    let of_two =
        |series: &&String| series_sex::of_two(series, |other| all.contains(other)).is_some();
    let of_two: Vec<String> = all.iter().filter(of_two).cloned().collect();
    parts.iter_mut().for_each(|part| part.know(&of_two));
    of_two
}

/// Whether the dates of files that name no frequency stand for years: each is the first day of one,
/// or each the last. Where there is any other they may be those of months, and January's is no year.
pub(super) fn dates_are_years(parts: &[Part]) -> Result<bool> {
    const DAYS: [&str; 2] = ["-01-01", "-12-31"];
    let days_of = |part: &Part| -> Result<[bool; 2]> {
        let Some(number) = part.undeclared_dates() else { return Ok([true, true]) };
        let mut all = [true, true];
        for (group, before) in &part.groups {
            let group = Group { part, number: *group, before: *before, in_years: false };
            group.each_text(number, |text| {
                for (all, day) in all.iter_mut().zip(DAYS) {
                    *all &= text.is_empty() || text.ends_with(day);
                }
                all.contains(&true)
            })?;
        }
        Ok(all)
    };
    let days: Vec<Result<[bool; 2]>> =
        parts.par_iter().map(|part| guarded(&part.source.path, || days_of(part))).collect();
    let mut all = [true, true];
    for days in days {
        let [first, last] = days?;
        all = [all[0] && first, all[1] && last];
    }
    Ok(all.contains(&true))
}

/// Rows of a file by their number from 1, every column by its name.
///
/// # Errors
/// A file that can't be read.
pub(in crate::ingest) fn rows_as_written(
    path: &Path,
    wanted: &BTreeSet<u64>,
) -> Result<BTreeMap<u64, String>> {
    let refused = |e| Faults::from(damaged(path, &e));
    let file = open(path)?;
    let reader = SerializedFileReader::new(open(path)?).map_err(refused)?;
    let (mut found, mut before) = (BTreeMap::new(), 0);
    for number in 0..reader.num_row_groups() {
        let group = reader.get_row_group(number).map_err(refused)?;
        let rows = u64::try_from(group.metadata().num_rows()).unwrap_or_default();
        if wanted.range(before + 1..=before + rows).next().is_some() {
            for column in group.metadata().columns() {
                page_heads::check(&file, column).map_err(refused)?;
            }
            let all = group.get_row_iter(None).map_err(refused)?;
            for (row, at) in all.zip(before + 1..).filter(|(_, at)| wanted.contains(at)) {
                found.insert(at, row.map_err(refused)?.to_string());
            }
        }
        before += rows;
    }
    Ok(found)
}
