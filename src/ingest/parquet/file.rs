//! One file: its metadata, which of its row groups can matter, and the account of all its rows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use parquet::file::FOOTER_SIZE;
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use parquet::file::reader::{FileReader, SerializedFileReader};
use rayon::prelude::*;

use super::columns::{Columns, From};
use super::groups::Outside;
use super::rows::Group;
use super::written::Meaning;
use super::{damaged, guarded, partitions};
use crate::fault::{Fault, Faults, Result};
use crate::hashed::Hashed;
use crate::ingest::account::Account;
use crate::ingest::sdmx::Learned;
use crate::ingest::{Expected, Ingested, Source, series_sex};

/// A file of which the metadata have been read.
pub(super) struct Part<'a> {
    pub source: &'a Source,
    pub metadata: ParquetMetaData,
    pub columns: Columns,
    /// The row groups that can matter: number, and rows before it.
    groups: Vec<(usize, u64)>,
    /// The rows of the others.
    account: Account<'a>,
    /// Some of the series that it holds, by its statistics.
    named: BTreeSet<String>,
}

impl<'a> Part<'a> {
    /// Reads the metadata, and counts the rows of all row groups that can't matter.
    pub fn open(
        source: &'a Source,
        expected: &'a Expected<'a>,
        learned: &'a Learned,
    ) -> Result<Self> {
        let path = &source.path;
        let file = open(path)?;
        let metadata = ParquetMetaDataReader::new().parse_and_finish(&file);
        let metadata = metadata.map_err(|e| damaged(path, &e))?;
        let schema = metadata.file_metadata().schema_descr();
        let partitions = partitions::columns(path);
        let columns = Columns::find(path, schema, &partitions, &source.selection, learned)?;
        let mut account = Account::new(source, expected).after(learned);
        account.evidence = columns.rows.evidence();
        let (mut groups, mut before, mut named) = (Vec::new(), 0, BTreeSet::new());
        for (number, group) in metadata.row_groups().iter().enumerate() {
            let rows = u64::try_from(group.num_rows())
                .map_err(|_| damaged(path, &"a row group has fewer than no rows"))?;
            let outside = Outside { group, columns: &columns.all };
            let series = outside.some_of(columns.series);
            let may_hold = |column: &str, text: &str| outside.may_hold(column, text);
            let left_out = account.asked().leaves_out_all(columns.name(columns.series), &may_hold);
            match left_out.filter(|_| columns.can_be_sieved()) {
                Some(rule) => {
                    series.iter().for_each(|series| account.names(series));
                    account.left_out(rule, rows as usize);
                }
                None => groups.push((number, before)),
            }
            named.extend(series.into_iter().map(str::to_owned));
            before += rows;
        }
        Ok(Part { source, metadata, columns, groups, account, named })
    }

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

    /// Lets it know which series of its source are of women and men.
    pub fn know(&mut self, of_two: &[String]) {
        of_two.iter().for_each(|series| self.account.names(series));
    }

    /// The hash of the metadata alone: all that was read of a file that can't matter.
    fn footer(&self) -> Result<Hashed> {
        let path = &self.source.path;
        let read = || -> std::io::Result<(u64, Vec<u8>)> {
            let mut file = File::open(path)?;
            let bytes = file.seek(SeekFrom::End(-(FOOTER_SIZE as i64)))? + FOOTER_SIZE as u64;
            let mut length = [0; 4];
            file.read_exact(&mut length)?;
            let length = u64::from(u32::from_le_bytes(length)) + FOOTER_SIZE as u64;
            file.seek(SeekFrom::Start(bytes.saturating_sub(length)))?;
            let mut footer = Vec::new();
            file.read_to_end(&mut footer)?;
            Ok((bytes, footer))
        };
        let (bytes, footer) = read().map_err(|e| Fault::io("read the file", path, &e))?;
        let hashed = Hashed::of(&self.source.name, &footer);
        Ok(Hashed { bytes: bytes as usize, footer: true, ..hashed })
    }

    /// The number of a column of the file itself.
    pub fn numbered(&self, name: &str) -> Option<usize> {
        let columns = self.metadata.file_metadata().schema_descr().columns();
        columns.iter().position(|column| column.path().parts() == [name])
    }

    /// The column of the file with the periods, where these are dates of which nothing says whether
    /// they are years.
    fn undeclared_dates(&self) -> Option<usize> {
        let From::File(number) = self.columns.all[self.columns.year].from else { return None };
        let column = self.metadata.file_metadata().schema_descr().column(number);
        let is_date = matches!(Meaning::of(&column), Meaning::Moment { .. });
        (is_date && self.columns.frequency.is_none()).then_some(number)
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

pub(super) fn open(path: &Path) -> Result<File> {
    File::open(path).map_err(|e| Fault::io("read the file", path, &e).into())
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
    let reader = SerializedFileReader::new(open(path)?).map_err(refused)?;
    let (mut found, mut before) = (BTreeMap::new(), 0);
    for number in 0..reader.num_row_groups() {
        let group = reader.get_row_group(number).map_err(refused)?;
        let rows = u64::try_from(group.metadata().num_rows()).unwrap_or_default();
        if wanted.range(before + 1..=before + rows).next().is_some() {
            let all = group.get_row_iter(None).map_err(refused)?;
            for (row, at) in all.zip(before + 1..).filter(|(_, at)| wanted.contains(at)) {
                found.insert(at, row.map_err(refused)?.to_string());
            }
        }
        before += rows;
    }
    Ok(found)
}
