//! What the statistics of a row group tell of a column without reading it.

use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use parquet::file::statistics::Statistics;

use super::super::sdmx::code;
use super::columns::{Column, From};

/// The columns of one row group, seen from outside.
pub(super) struct Outside<'f> {
    pub group: &'f RowGroupMetaData,
    pub columns: &'f [Column],
}

impl<'f> Outside<'f> {
    /// Whether any row can have this text in a column; also where that can't be told.
    pub fn may_hold(&self, column: &str, text: &str) -> bool {
        let Some(column) = self.columns.iter().find(|known| known.name == column) else {
            return true;
        };
        match &column.from {
            From::Path(constant) => code(constant) == text || constant == text,
            From::File(number) => match bounds(self.group.column(*number)) {
                // Blanks around a text don't count, and those before it come first in this order; nor
                // does a label behind it.
                Some((first, last)) => {
                    let is_labelled = |text: &[u8]| text.windows(2).any(|two| two == b": ");
                    first.trim_ascii_end() <= text.as_bytes() && text.as_bytes() <= last
                        || last.first().is_some_and(u8::is_ascii_whitespace)
                        || is_labelled(first)
                        || is_labelled(last)
                }
                None => true,
            },
        }
    }

    /// Texts that some row has in a column, as far as that can be told.
    pub fn some_of(&self, column: usize) -> Vec<&'f str> {
        match &self.columns[column].from {
            From::Path(constant) => vec![constant],
            From::File(number) => {
                let bounds = whole_bounds(self.group.column(*number));
                bounds.into_iter().flat_map(|(first, last)| [first, last]).collect()
            }
        }
    }

    /// The one text that every row has in a column of the file, if its statistics show it.
    pub fn constant(&self, number: usize) -> Option<&'f str> {
        let column = self.group.column(number);
        let (first, last) = whole_bounds(column)?;
        let has_all = column.statistics()?.null_count_opt() == Some(0);
        (first == last && has_all).then_some(first)
    }
}

/// The first and the last text of a column, where they are not cut: writers say so, or cut only what
/// is long.
fn whole_bounds(column: &ColumnChunkMetaData) -> Option<(&str, &str)> {
    const NEVER_CUT: usize = 32;
    let (first, last) = bounds(column)?;
    let statistics = column.statistics()?;
    let is_whole = statistics.min_is_exact() && statistics.max_is_exact();
    if !is_whole && first.len().max(last.len()) > NEVER_CUT {
        return None;
    }
    let text = |bytes| std::str::from_utf8(bytes).ok().map(str::trim);
    Some((text(first)?, text(last)?))
}

/// The first and the last text of a column, or what comes before and behind them.
fn bounds(column: &ColumnChunkMetaData) -> Option<(&[u8], &[u8])> {
    let Some(statistics @ Statistics::ByteArray(_)) = column.statistics() else { return None };
    // Older writers compared bytes as if they had signs.
    if statistics.is_min_max_deprecated() {
        return None;
    }
    Some((statistics.min_bytes_opt()?, statistics.max_bytes_opt()?))
}
