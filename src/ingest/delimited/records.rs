//! The records of a block, one by one. Those of series that no one wants are passed over at the speed
//! of looking for line ends; those without a quote are cut here; the others are the csv crate's.

use std::path::Path;

use csv::ByteRecord;
use memchr::{memchr, memchr_iter, memchr2};

use super::super::account::{Account, Sieve};
use super::blocks::Block;
use super::lines::Lines;
use super::{Dialect, broken};
use crate::fault::Result;

/// One record: its cells, and the line it starts on.
pub(in super::super) struct Cells<'b> {
    fields: Fields<'b>,
    lines: &'b Lines<'b>,
    /// Where it begins in the block.
    at: usize,
}

enum Fields<'b> {
    Parsed(&'b ByteRecord),
    /// The line, and where each of its fields ends.
    Cut(&'b [u8], &'b [usize]),
}

impl Cells<'_> {
    /// The text of a column, without blanks around it; empty where the record is too short.
    pub fn text(&self, column: usize) -> &str {
        std::str::from_utf8(self.bytes(column)).unwrap_or_default().trim()
    }

    /// A column that the file may lack.
    pub fn optional(&self, column: Option<usize>) -> &str {
        column.map_or("", |column| self.text(column))
    }

    /// The same without looking at it as text: the quickest way to pass over a row.
    pub fn bytes(&self, column: usize) -> &[u8] {
        match &self.fields {
            Fields::Parsed(record) => record.get(column).unwrap_or_default(),
            Fields::Cut(line, ends) => {
                let Some(end) = ends.get(column) else { return &[] };
                let start = column.checked_sub(1).map_or(0, |before| ends[before] + 1);
                &line[start..*end]
            }
        }
    }

    /// Whether a field holds the end of a line.
    pub fn spans_lines(&self) -> bool {
        match &self.fields {
            Fields::Parsed(record) => memchr2(b'\n', b'\r', record.as_slice()).is_some(),
            Fields::Cut(line, _) => memchr(b'\r', line).is_some(),
        }
    }

    pub fn len(&self) -> usize {
        match &self.fields {
            Fields::Parsed(record) => record.len(),
            Fields::Cut(_, ends) => ends.len(),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|column| self.text(column))
    }

    pub fn line(&self) -> u64 {
        self.lines.of(self.at)
    }
}

/// What is done with each record.
type Take<'t> = dyn FnMut(&Cells) -> Result<()> + 't;

/// Gives every record of a block to `take`, but those that the sieve of the account holds back, which
/// it counts.
///
/// # Errors
/// What `take` refuses; what the csv crate can't read.
pub(super) fn each<'e>(
    path: &Path,
    dialect: Dialect,
    block: &Block,
    account: &mut Account<'e>,
    take: impl Fn(&Cells, &mut Account<'e>) -> Result<()>,
) -> Result<()> {
    let Some(sieve) = account.sieve() else {
        return whole(path, dialect, block, &mut |cells| take(cells, account));
    };
    let lines = Lines::new(&block.bytes, block.line);
    if lines.lone_returns() {
        return whole(path, dialect, block, &mut |cells| take(cells, account));
    }
    let bytes = block.bytes.as_slice();
    let mut passed_over = 0;
    let mut known = Known::default();
    // Since where records are wanted, one behind the other.
    let (mut run, mut start) = (None, 0);
    while start < bytes.len() {
        let end = end_of_record(bytes, start, dialect);
        let wanted = match key(&bytes[start..end], sieve, dialect) {
            _ if matches!(&bytes[start..end], [] | b"\r") => run.is_some(),
            Some(code) => known.wants(code, account),
            None => true,
        };
        if wanted {
            run = run.or(Some(start));
        } else {
            passed_over += usize::from(!matches!(&bytes[start..end], [] | b"\r"));
            if let Some(from) = run.take() {
                part(path, dialect, &lines, from..start, &mut |cells| take(cells, account))?;
            }
        }
        start = end + 1;
    }
    account.rows_not_wanted(passed_over * sieve.rows);
    match run {
        Some(from) => {
            part(path, dialect, &lines, from..bytes.len(), &mut |cells| take(cells, account))
        }
        None => Ok(()),
    }
}

/// Gives every record of a block to `take`.
pub(super) fn whole(path: &Path, dialect: Dialect, block: &Block, take: &mut Take) -> Result<()> {
    let lines = Lines::new(&block.bytes, block.line);
    part(path, dialect, &lines, 0..block.bytes.len(), take)
}

/// Gives every record between two ends of records to `take`.
fn part(
    path: &Path,
    dialect: Dialect,
    lines: &Lines,
    range: std::ops::Range<usize>,
    take: &mut Take,
) -> Result<()> {
    let bytes = &lines.bytes()[range.clone()];
    let has_quotes = dialect.quotes && memchr(b'"', bytes).is_some();
    if has_quotes || lines.lone_returns() {
        return parsed(path, dialect, lines, range, take);
    }
    let mut ends = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let end = memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |found| start + found);
        let line = bytes[start..end].strip_suffix(b"\r").unwrap_or(&bytes[start..end]);
        if !line.is_empty() {
            ends.clear();
            ends.extend(memchr_iter(dialect.separator, line));
            ends.push(line.len());
            take(&Cells { fields: Fields::Cut(line, &ends), lines, at: range.start + start })?;
        }
        start = end + 1;
    }
    Ok(())
}

fn parsed(
    path: &Path,
    dialect: Dialect,
    lines: &Lines,
    range: std::ops::Range<usize>,
    take: &mut Take,
) -> Result<()> {
    let mut reader = dialect.reader(&lines.bytes()[range.clone()]);
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(|e| broken(path, &e))? {
        let at = range.start + record.position().map_or(0, |p| p.byte() as usize);
        take(&Cells { fields: Fields::Parsed(&record), lines, at })?;
    }
    Ok(())
}

/// Where the record ends that begins at `start`: at a line end outside quotes (RFC 4180: a quote opens
/// a field only at its beginning, and two quotes inside are one), or at the end.
fn end_of_record(bytes: &[u8], start: usize, dialect: Dialect) -> usize {
    let line_end = |from: usize| memchr(b'\n', &bytes[from..]).map_or(bytes.len(), |at| from + at);
    let mut end = line_end(start);
    if !dialect.quotes {
        return end;
    }
    let mut from = start;
    while let Some(found) = memchr(b'"', &bytes[from..end]) {
        let at = from + found;
        if at > start && bytes[at - 1] != dialect.separator {
            from = at + 1;
            continue;
        }
        let Some(close) = closing(bytes, at + 1) else { return bytes.len() };
        if close > end {
            end = line_end(close);
        }
        from = close + 1;
    }
    end
}

/// The quote that closes a field, of which `from` is the first byte behind the opening one.
fn closing(bytes: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let at = from + memchr(b'"', bytes.get(from..)?)?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        from = at + 2;
    }
}

/// The code of a record's series; `None` where it can't be told without reading the record in full.
fn key<'b>(record: &'b [u8], sieve: Sieve, dialect: Dialect) -> Option<&'b [u8]> {
    let mut rest = record;
    for column in 0.. {
        let is_quoted = dialect.quotes && rest.first() == Some(&b'"');
        let (field, behind) = if is_quoted {
            let close = 1 + memchr(b'"', &rest[1..])?;
            (&rest[1..close], close + 1)
        } else {
            let end = memchr(dialect.separator, rest).unwrap_or(rest.len());
            (&rest[..end], end)
        };
        match rest.get(behind) {
            next if column == sieve.column => {
                let ends = matches!(next, None | Some(b'\r')) || next == Some(&dialect.separator);
                return ends.then_some(field);
            }
            Some(next) if *next == dialect.separator => rest = &rest[behind + 1..],
            _ => return None,
        }
    }
    None
}

/// Whether the last code was wanted: rows of a series mostly stand together.
#[derive(Default)]
struct Known<'b> {
    last: Option<(&'b [u8], bool)>,
}

impl<'b> Known<'b> {
    fn wants(&mut self, code: &'b [u8], account: &Account) -> bool {
        match self.last {
            Some((last, wanted)) if last == code => wanted,
            _ => {
                let wanted = account.wants(std::str::from_utf8(code).unwrap_or_default().trim());
                self.last = Some((code, wanted));
                wanted
            }
        }
    }
}
