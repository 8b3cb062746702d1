//! The cells of one column of a row group as texts, stretch by stretch; each text that comes again is
//! kept once.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::{ParquetError, Result};

use super::written::Meaning;

/// A column on its way from the first row of a group to the last.
pub(super) struct Cells {
    reader: ColumnReader,
    meaning: Meaning,
    are_many: bool,
    /// Rows that are to be passed over before the next is read.
    behind: usize,
    /// The level at which a cell has a value; the parts of a structure may lack one with it.
    defined: i16,
    /// The level of each row read, where a column may lack some.
    levels: Option<Vec<i16>>,
    texts: Texts,
    /// The cells at hand: each by its number among the texts.
    cells: Vec<u32>,
}

impl Cells {
    /// The column that `reader` gives, where a value stands at the level `defined`; where few of its texts
    /// come again, none is kept for long.
    pub fn new(reader: ColumnReader, meaning: Meaning, defined: i16, are_many: bool) -> Self {
        let (texts, cells) = (Texts::default(), Vec::new());
        let levels = (defined > 0).then(Vec::new);
        Cells { reader, meaning, are_many, behind: 0, defined, levels, texts, cells }
    }

    /// Passes over rows.
    pub fn skip(&mut self, rows: usize) {
        self.behind += rows;
    }

    /// Takes the next rows to hand, and lets go of those before.
    ///
    /// # Errors
    /// A damaged file.
    pub fn read_next(&mut self, rows: usize) -> Result<()> {
        self.read_some(rows, std::slice::from_ref(&(0..rows)))
    }

    /// Takes some of the next rows to hand, and lets go of those before.
    ///
    /// # Errors
    /// A damaged file.
    pub fn read_some(&mut self, rows: usize, some: &[Range<usize>]) -> Result<()> {
        self.cells.clear();
        if self.are_many {
            self.texts = Texts::default();
        }
        let mut at = 0;
        for stretch in some {
            self.behind += stretch.start - at;
            self.read(stretch.len())?;
            at = stretch.end;
        }
        self.behind += rows - at;
        Ok(())
    }

    /// Puts the next rows behind the cells at hand.
    fn read(&mut self, rows: usize) -> Result<()> {
        let behind = std::mem::take(&mut self.behind);
        let Cells { reader, meaning, defined, levels, texts, cells, .. } = self;
        let meaning = *meaning;
        let next = Next { behind, rows, defined: *defined, levels: levels.as_mut(), cells };
        match reader {
            ColumnReader::BoolColumnReader(r) => {
                next.of(r, |is| texts.bytes(Meaning::Plain, if *is { b"true" } else { b"false" }))
            }
            ColumnReader::Int32ColumnReader(r) if meaning == Meaning::Unsigned => {
                next.of(r, |n| texts.number(meaning, i64::from(n.cast_unsigned())))
            }
            ColumnReader::Int32ColumnReader(r) => {
                next.of(r, |number| texts.number(meaning, i64::from(*number)))
            }
            ColumnReader::Int64ColumnReader(r) => {
                next.of(r, |number| texts.number(meaning, *number))
            }
            ColumnReader::Int96ColumnReader(r) => {
                next.of(r, |moment| texts.number(meaning, moment.to_millis()))
            }
            ColumnReader::FloatColumnReader(r) => next.of(r, |number| texts.fraction(number)),
            ColumnReader::DoubleColumnReader(r) => next.of(r, |number| texts.fraction(number)),
            ColumnReader::ByteArrayColumnReader(r) => {
                next.of(r, |bytes| texts.bytes(meaning, bytes.data()))
            }
            ColumnReader::FixedLenByteArrayColumnReader(r) => {
                next.of(r, |bytes| texts.bytes(meaning, bytes.data()))
            }
        }
    }

    /// The text of a number.
    pub fn text(&self, number: u32) -> &str {
        self.texts.get(number)
    }

    /// The cells at hand, by the numbers of their texts.
    pub fn numbers(&self) -> &[u32] {
        &self.cells
    }
}

/// The next rows of a column.
struct Next<'c> {
    behind: usize,
    rows: usize,
    defined: i16,
    levels: Option<&'c mut Vec<i16>>,
    cells: &'c mut Vec<u32>,
}

impl Next<'_> {
    fn of<T: DataType>(
        mut self,
        reader: &mut ColumnReaderImpl<T>,
        mut number_of: impl FnMut(&T::T) -> u32,
    ) -> Result<()> {
        if reader.skip_records(self.behind)? != self.behind {
            return Err(short());
        }
        if let Some(levels) = &mut self.levels {
            levels.clear();
        }
        let mut values = Vec::with_capacity(self.rows);
        let (read, ..) =
            reader.read_records(self.rows, self.levels.as_deref_mut(), None, &mut values)?;
        if read != self.rows {
            return Err(short());
        }
        let mut numbers = values.iter().map(&mut number_of);
        match self.levels {
            None => self.cells.extend(numbers),
            Some(levels) => {
                let cell =
                    |level: &i16| if *level == self.defined { numbers.next() } else { Some(EMPTY) };
                self.cells.extend(levels.iter().filter_map(cell));
            }
        }
        Ok(())
    }
}

fn short() -> ParquetError {
    ParquetError::General("a column has fewer rows than its row group".to_owned())
}

/// The number of the empty text.
const EMPTY: u32 = 0;
/// Places in which the text last met there is looked for first.
const HINTS: usize = 1 << 10;

/// Texts, each with a number, and by which values they are found again.
struct Texts {
    text: String,
    /// Where each text ends.
    ends: Vec<usize>,
    by_number: BTreeMap<i64, u32>,
    by_bytes: BTreeMap<Box<[u8]>, u32>,
    last: Option<(i64, u32)>,
    /// By where bytes lie in memory: mostly the same text lies in the same place.
    hints: Vec<u32>,
}

impl Default for Texts {
    fn default() -> Self {
        Texts {
            text: String::new(),
            ends: vec![0],
            by_number: BTreeMap::new(),
            by_bytes: BTreeMap::new(),
            last: None,
            hints: Vec::new(),
        }
    }
}

impl Texts {
    fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let from = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[from..self.ends[number]]
    }

    fn add(&mut self, text: &str) -> u32 {
        self.text.push_str(text);
        self.ended()
    }

    fn ended(&mut self) -> u32 {
        self.ends.push(self.text.len());
        self.ends.len() as u32 - 1
    }

    fn number(&mut self, meaning: Meaning, number: i64) -> u32 {
        if let Some((_, found)) = self.last.filter(|(last, _)| *last == number) {
            return found;
        }
        let found = match self.by_number.get(&number) {
            Some(found) => *found,
            None => {
                let added = self.add(&meaning.number(number));
                self.by_number.insert(number, added);
                added
            }
        };
        self.last = Some((number, found));
        found
    }

    /// A fraction in as few digits as tell it apart.
    fn fraction(&mut self, number: &impl std::fmt::Display) -> u32 {
        // Writing to a String can't fail.
        let from = self.text.len();
        let _ = write!(self.text, "{number}");
        // No number is no value.
        if self.text[from..] == *"NaN" {
            self.text.truncate(from);
            return EMPTY;
        }
        self.ended()
    }

    fn bytes(&mut self, meaning: Meaning, bytes: &[u8]) -> u32 {
        self.hints.resize(HINTS, EMPTY);
        let place = bytes.as_ptr() as usize;
        let place = (place ^ place >> 10) % HINTS;
        let hint = self.hints[place];
        if hint != EMPTY && self.get(hint).as_bytes() == bytes {
            return hint;
        }
        let found = match self.by_bytes.get(bytes) {
            Some(found) => *found,
            None => {
                let added = self.add(&meaning.bytes(bytes));
                self.by_bytes.insert(bytes.into(), added);
                added
            }
        };
        self.hints[place] = found;
        found
    }
}
