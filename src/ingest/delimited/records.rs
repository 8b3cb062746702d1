//! The records of a block, one by one. Those of series that no one wants are passed over at the speed
//! of looking for line ends; those without a quote are cut here; the others are the csv crate's.

use std::collections::BTreeMap;
use std::path::Path;

use csv::ByteRecord;
use memchr::{memchr, memchr_iter, memchr2};

use super::super::account::{Account, Asked, OTHER_BREAKDOWN};
use super::super::selection::{self, Sieve};
use super::blocks::LineBlock;
use super::dialect::{Dialect, broken};
use super::lines::Lines;
use crate::characters::of_cell;
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
        text(self.bytes(column))
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

    #[cfg(test)]
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
    block: &LineBlock,
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
    let mut held_back = HeldBack::of(&sieve, account.asked(), dialect);
    // Since where records are wanted, one behind the other.
    let (mut run, mut start) = (None, 0);
    while start < bytes.len() {
        let (end, spans_lines) = end_of_record(bytes, start, dialect);
        if !spans_lines && held_back.is_one(&bytes[start..end]) {
            if let Some(from) = run.take() {
                part(path, dialect, &lines, from..start, &mut |cells| take(cells, account))?;
            }
        } else {
            run = run.or(Some(start));
        }
        start = end + 1;
    }
    held_back.count(account);
    match run {
        Some(from) => {
            part(path, dialect, &lines, from..bytes.len(), &mut |cells| take(cells, account))
        }
        None => Ok(()),
    }
}

/// Gives every record of a block to `take`.
pub(super) fn whole(
    path: &Path,
    dialect: Dialect,
    block: &LineBlock,
    take: &mut Take,
) -> Result<()> {
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
/// a field only at its beginning, and two quotes inside are one), or at the end; and whether line ends
/// stand in it, which a stray quote may have swallowed.
fn end_of_record(bytes: &[u8], start: usize, dialect: Dialect) -> (usize, bool) {
    let line_end = |from: usize| memchr(b'\n', &bytes[from..]).map_or(bytes.len(), |at| from + at);
    let first = line_end(start);
    let mut end = first;
    if !dialect.quotes {
        return (end, false);
    }
    let mut from = start;
    while let Some(found) = memchr(b'"', &bytes[from..end]) {
        let at = from + found;
        if at > start && bytes[at - 1] != dialect.separator {
            from = at + 1;
            continue;
        }
        let Some(close) = closing(bytes, at + 1) else { return (bytes.len(), true) };
        if close > end {
            end = line_end(close);
        }
        from = close + 1;
    }
    (end, end > first)
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

/// The records that a sieve holds back, counted.
struct HeldBack<'s, 'b> {
    sieve: &'s Sieve,
    asked: Asked<'s>,
    dialect: Dialect,
    fields: Vec<&'b [u8]>,
    /// What is known of each series met, and where that stands by its code.
    met: Vec<Met<'s, 'b>>,
    by_code: BTreeMap<&'b [u8], usize>,
    /// The last one: rows of a series mostly stand together.
    last: usize,
    /// Records of other breakdowns of a series that someone wants.
    breakdowns: usize,
}

struct Met<'s, 'b> {
    code: &'b [u8],
    left_out: Option<&'static str>,
    /// Records held back for that.
    records: usize,
    /// The cells that its records must have.
    lists: Option<&'s [selection::Cells]>,
}

impl<'s, 'b> HeldBack<'s, 'b> {
    fn of(sieve: &'s Sieve, asked: Asked<'s>, dialect: Dialect) -> Self {
        let (fields, met, by_code) = (Vec::new(), Vec::new(), BTreeMap::new());
        HeldBack { sieve, asked, dialect, fields, met, by_code, last: 0, breakdowns: 0 }
    }

    /// Whether a record is held back. An empty line is no record and changes nothing; what can't be
    /// told without reading the record in full is not held back.
    fn is_one(&mut self, record: &'b [u8]) -> bool {
        if matches!(record, [] | b"\r") || !self.cut(record) {
            return false;
        }
        let at = self.of_series(self.fields[self.sieve.column]);
        let met = &mut self.met[at];
        if met.left_out.is_some() {
            met.records += 1;
            return true;
        }
        let has = |(column, code): &(usize, String)| text(self.fields[*column]) == code;
        let fits = |cells: &selection::Cells| cells.iter().all(has);
        if met.lists.is_none_or(|lists| lists.iter().any(fits)) {
            return false;
        }
        self.breakdowns += 1;
        true
    }

    /// Where the series of a code stands.
    fn of_series(&mut self, code: &'b [u8]) -> usize {
        if self.met.get(self.last).is_none_or(|met| met.code != code) {
            self.last = *self.by_code.entry(code).or_insert_with(|| {
                let series = text(code);
                let (left_out, lists) = (self.asked.leaves_out(series), self.sieve.lists(series));
                self.met.push(Met { code, left_out, records: 0, lists });
                self.met.len() - 1
            });
        }
        self.last
    }

    /// Counts what was held back.
    fn count(self, account: &mut Account) {
        let rows = self.sieve.rows;
        for Met { code, left_out, records, .. } in self.met {
            if let Some(rule) = left_out.filter(|_| records > 0) {
                account.names(text(code));
                account.left_out(rule, records * rows);
            }
        }
        account.left_out(OTHER_BREAKDOWN, self.breakdowns * rows);
    }

    /// Cuts out the fields up to the last one that is looked at; `false` where they can't be told by
    /// their separators and quotes alone.
    fn cut(&mut self, record: &'b [u8]) -> bool {
        self.fields.clear();
        let mut rest = record.strip_suffix(b"\r").unwrap_or(record);
        loop {
            let (field, behind) = match rest.first() {
                Some(b'"') if self.dialect.quotes => match memchr(b'"', &rest[1..]) {
                    Some(close) => (&rest[1..=close], close + 2),
                    None => return false,
                },
                _ => {
                    let end = memchr(self.dialect.separator, rest).unwrap_or(rest.len());
                    (&rest[..end], end)
                }
            };
            self.fields.push(field);
            let next = rest.get(behind);
            let is_whole = next.is_none_or(|next| *next == self.dialect.separator);
            if !is_whole || self.fields.len() > self.sieve.last {
                return is_whole && (next.is_none() || !self.sieve.is_whole);
            }
            match next {
                Some(_) => rest = &rest[behind + 1..],
                None => return false,
            }
        }
    }
}

/// As the text of a cell is taken.
fn text(field: &[u8]) -> &str {
    of_cell(std::str::from_utf8(field).unwrap_or_default().trim())
}
