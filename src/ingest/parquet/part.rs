//! One file: its metadata, and which of its row groups can matter.

use std::collections::BTreeSet;

use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};

use super::columns::{From, ParquetColumns};
use super::damaged::{damaged, open};
use super::footer;
use super::groups::Outside;
use super::partitions;
use super::written::Meaning;
use crate::fault::Result;
use crate::ingest::account::Account;
use crate::ingest::reading::{Expected, Source};
use crate::ingest::sdmx::Learned;

/// A file of which the metadata have been read.
pub(super) struct Part<'a> {
    pub source: &'a Source,
    pub metadata: ParquetMetaData,
    pub columns: ParquetColumns,
    /// The row groups that can matter: number, and rows before it.
    pub(super) groups: Vec<(usize, u64)>,
    /// The rows of the others.
    pub(super) account: Account<'a>,
    /// Some of the series that it holds, by its statistics.
    pub(super) named: BTreeSet<String>,
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
        // A file that has none is told by the library.
        if let Ok((_, footer)) = footer::read(path)
            && footer.ends_with(b"PAR1")
        {
            footer::check(&footer).map_err(|e| damaged(path, &e))?;
        }
        let metadata = ParquetMetaDataReader::new().parse_and_finish(&file);
        let metadata = metadata.map_err(|e| damaged(path, &e))?;
        let schema = metadata.file_metadata().schema_descr();
        let partitions = partitions::columns(path);
        let columns = ParquetColumns::find(path, schema, &partitions, &source.selection, learned)?;
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

    /// Lets it know which series of its source are of women and men.
    pub fn know(&mut self, of_two: &[String]) {
        of_two.iter().for_each(|series| self.account.names(series));
    }

    /// The number of a column of the file itself.
    pub fn numbered(&self, name: &str) -> Option<usize> {
        let columns = self.metadata.file_metadata().schema_descr().columns();
        columns.iter().position(|column| column.path().parts() == [name])
    }

    /// The column of the file with the periods, where these are dates of which nothing says whether
    /// they are years.
    pub(super) fn undeclared_dates(&self) -> Option<usize> {
        let From::File(number) = self.columns.all[self.columns.year].from else { return None };
        let column = self.metadata.file_metadata().schema_descr().column(number);
        let is_date = matches!(Meaning::of(&column), Meaning::Moment { .. });
        (is_date && self.columns.frequency.is_none()).then_some(number)
    }
}
