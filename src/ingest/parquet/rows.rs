//! The rows of one row group: the series of each first, then what else the wanted ones say.

use std::fs::File;
use std::sync::Arc;

use parquet::basic::Type;
use parquet::column::page::PageReader;
use parquet::column::reader::get_column_reader;
use parquet::errors::{ParquetError, Result as ParquetResult};
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::schema::types::ColumnDescPtr;

use super::super::account::Account;
use super::cells::Cells;
use super::choice::Choice;
use super::codes::Codes;
use super::columns::From;
use super::damaged::{damaged, open};
use super::groups::Outside;
use super::page_heads;
use super::part::Part;
use super::written::Meaning;
use crate::fault::{Fault, Place, Result};

/// So many rows are looked at together.
const STRETCH: usize = 1 << 13;

/// A row group of a file.
pub(super) struct Group<'p> {
    pub part: &'p Part<'p>,
    pub number: usize,
    /// Rows of the file before it.
    pub before: u64,
    pub in_years: bool,
}

/// What a column of the group says of each row at hand.
enum ColumnText<'p> {
    Always(&'p str),
    Codes(Codes),
    Cells(Box<Cells>),
}

impl ColumnText<'_> {
    /// The numbers of the texts of the rows at hand.
    fn numbers(&self) -> &[u32] {
        match self {
            ColumnText::Always(_) => &[],
            ColumnText::Codes(codes) => codes.numbers(),
            ColumnText::Cells(cells) => cells.numbers(),
        }
    }

    /// The text of a number.
    fn text(&self, number: u32) -> &str {
        match self {
            ColumnText::Always(text) => text,
            ColumnText::Codes(codes) => codes.text(number),
            ColumnText::Cells(cells) => cells.text(number),
        }
    }

    /// The text of one of the rows at hand.
    fn cell(&self, row: usize) -> &str {
        self.text(self.numbers().get(row).copied().unwrap_or_default())
    }
}

impl Group<'_> {
    /// Takes every row that is wanted into the account, and counts the others.
    pub fn read(&self, account: &mut Account) -> Result<()> {
        self.check_path()?;
        let file = Arc::new(open(&self.part.source.path)?);
        self.read_from(&file, account).map_err(|e| self.broken(&e))
    }

    fn read_from(&self, file: &Arc<File>, account: &mut Account) -> ParquetResult<()> {
        let columns = &self.part.columns;
        let mut series = self.series(file)?;
        let others = columns.all.iter().enumerate().map(|(number, column)| match &column.from {
            // In its place stands the column of the series.
            _ if number == columns.series => Ok(ColumnText::Always("")),
            _ if !columns.matter[number] => Ok(ColumnText::Always("")),
            From::Path(text) => Ok(ColumnText::Always(text)),
            From::File(number) => self.cells(file, *number).map(ColumnText::Cells),
        });
        let mut others = others.collect::<ParquetResult<Vec<ColumnText>>>()?;
        let mut choice = Choice::default();
        let (rows, mut at) = (self.rows(), 0);
        while at < rows {
            let stretch = match &mut series {
                ColumnText::Always(_) => STRETCH.min(rows - at),
                ColumnText::Codes(codes) => {
                    if !codes.next()? {
                        std::mem::take(&mut choice).count(&|number| codes.text(number), account);
                        series = ColumnText::Cells(self.series_from(file, at)?);
                        continue;
                    }
                    codes.numbers().len()
                }
                ColumnText::Cells(cells) => {
                    let stretch = STRETCH.min(rows - at);
                    cells.read_next(stretch)?;
                    stretch
                }
            };
            let wanted = match &series {
                _ if !columns.can_be_sieved() => std::iter::once(0..stretch).collect(),
                ColumnText::Always(_) => std::iter::once(0..stretch).collect(),
                series => choice.of(series.numbers(), &|number| series.text(number), account),
            };
            for said in &mut others {
                if let ColumnText::Cells(cells) = said {
                    cells.read_some(stretch, &wanted)?;
                }
            }
            for (nth, row) in wanted.into_iter().flatten().enumerate() {
                let text = |column: usize| match column == columns.series {
                    true => series.cell(row),
                    false => others[column].cell(nth),
                };
                let number = self.before + (at + row) as u64 + 1;
                columns.rows.take(&text, account, || number);
            }
            at += stretch;
        }
        choice.count(&|number| series.text(number), account);
        Ok(())
    }

    /// The column of the series.
    fn series(&self, file: &Arc<File>) -> ParquetResult<ColumnText<'_>> {
        let columns = &self.part.columns;
        let number = match &columns.all[columns.series].from {
            From::Path(text) => return Ok(ColumnText::Always(text)),
            From::File(number) => *number,
        };
        if let Some(text) = self.outside().constant(number) {
            return Ok(ColumnText::Always(text));
        }
        let column = self.described(number);
        if column.physical_type() != Type::BYTE_ARRAY || column.max_def_level() > 1 {
            return Ok(ColumnText::Cells(self.cells(file, number)?));
        }
        Ok(ColumnText::Codes(Codes::new(self.pages(file, number)?, column.max_def_level() > 0)))
    }

    /// The same cell by cell, from a row on.
    fn series_from(&self, file: &Arc<File>, row: usize) -> ParquetResult<Box<Cells>> {
        let columns = &self.part.columns;
        let From::File(number) = columns.all[columns.series].from else {
            return Err(ParquetError::General("no column of series".to_owned()));
        };
        let mut cells = self.cells(file, number)?;
        cells.skip(row);
        Ok(cells)
    }

    /// Gives each text of a column of the file, once, until `more` has seen enough.
    pub fn each_text(&self, number: usize, mut more: impl FnMut(&str) -> bool) -> Result<()> {
        let file = Arc::new(open(&self.part.source.path)?);
        let broken = |e| self.broken(&e);
        let mut cells = self.cells(&file, number).map_err(broken)?;
        let (rows, mut at) = (self.rows(), 0);
        let mut seen = Vec::new();
        while at < rows {
            let stretch = STRETCH.min(rows - at);
            cells.read_next(stretch).map_err(broken)?;
            for text in cells.numbers() {
                let text = *text as usize;
                seen.resize(seen.len().max(text + 1), false);
                if !std::mem::replace(&mut seen[text], true) && !more(cells.text(text as u32)) {
                    return Ok(());
                }
            }
            at += stretch;
        }
        Ok(())
    }

    /// What stands in the path must not be something else in the file.
    fn check_path(&self) -> Result<()> {
        for column in &self.part.columns.all {
            let From::Path(said) = &column.from else { continue };
            let Some(number) = self.part.numbered(&column.name) else { continue };
            if self.outside().constant(number) == Some(said) {
                continue;
            }
            // A path may name the time of day too.
            let is_date = matches!(Meaning::of(&self.described(number)), Meaning::Moment { .. });
            let mut other = None;
            self.each_text(number, |text| {
                if text != said && !(is_date && said.starts_with(text)) {
                    other = Some(text.to_owned());
                }
                other.is_none()
            })?;
            if let Some(other) = other {
                let name = &column.name;
                return Err(Fault::new(format!(
                    "the file lies in {name}={said}, and holds `{other}` in its own column {name}"
                ))
                .at(Place::file(&self.part.source.path))
                .hint("put the rows where they belong, or leave the column out of the file: which is meant can't be told")
                .into());
            }
        }
        Ok(())
    }

    fn rows(&self) -> usize {
        usize::try_from(self.outside().group.num_rows()).unwrap_or_default()
    }

    fn outside(&self) -> Outside<'_> {
        let group = self.part.metadata.row_group(self.number);
        Outside { group, columns: &self.part.columns.all }
    }

    fn described(&self, number: usize) -> ColumnDescPtr {
        self.outside().group.schema_descr().column(number)
    }

    fn pages(&self, file: &Arc<File>, number: usize) -> ParquetResult<Box<dyn PageReader>> {
        let column = self.part.metadata.row_group(self.number).column(number);
        page_heads::check(file, column)?;
        Ok(Box::new(SerializedPageReader::new(file.clone(), column, self.rows(), None)?))
    }

    fn cells(&self, file: &Arc<File>, number: usize) -> ParquetResult<Box<Cells>> {
        let column = self.described(number);
        let columns = &self.part.columns;
        let is_year = columns.is(number, columns.year);
        let in_years = is_year && (self.in_years || columns.frequency.is_some());
        let meaning = Meaning::of(&column);
        let meaning = if in_years { meaning.in_years() } else { meaning };
        let is_fraction = [Type::FLOAT, Type::DOUBLE].contains(&column.physical_type());
        let are_many = is_fraction || columns.is(number, columns.value);
        let defined = column.max_def_level();
        let reader = get_column_reader(column, self.pages(file, number)?);
        Ok(Box::new(Cells::new(reader, meaning, defined, are_many)))
    }

    fn broken(&self, error: &ParquetError) -> crate::fault::Faults {
        damaged(&self.part.source.path, error).into()
    }
}
