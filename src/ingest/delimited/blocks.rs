//! A stream cut into blocks that end where a record ends.

use std::borrow::Cow;
use std::io::Read;
use std::path::Path;

use super::super::input::{Input, unreadable};
use super::super::unseen::Unseen;
use super::dialect::Dialect;
use super::lines::Lines;
use crate::fault::{Fault, Place, Result};

const BLOCK: usize = 2 << 20;
/// Above the longest note that any source quotes; a longer record is a quote that is never closed.
const LONGEST: usize = 32 << 20;

/// Whole records.
pub(super) struct LineBlock {
    pub bytes: Vec<u8>,
    /// The line that it begins with.
    pub line: u64,
}

impl LineBlock {
    /// The block without what no one sees, where it holds any.
    ///
    /// # Errors
    /// Bytes that are not UTF-8, with the line.
    pub fn without_unseen(&self, path: &Path, unseen: &mut Unseen) -> Result<Option<LineBlock>> {
        if self.bytes.is_ascii() {
            return Ok(None);
        }
        let line = |at: usize| self.line + Lines::count(&self.bytes[..at]);
        Ok(match unseen.left_out(self.text(path)?, line) {
            Cow::Borrowed(_) => None,
            Cow::Owned(text) => Some(LineBlock { bytes: text.into_bytes(), line: self.line }),
        })
    }

    /// The text of the block.
    ///
    /// # Errors
    /// Bytes that are not UTF-8, with the line.
    fn text(&self, path: &Path) -> Result<&str> {
        let error = match std::str::from_utf8(&self.bytes) {
            Ok(text) => return Ok(text),
            Err(error) => error,
        };
        let at = error.valid_up_to();
        let line = self.line + Lines::count(&self.bytes[..at]);
        let byte = self.bytes[at];
        Err(Fault::new(format!("the file is not UTF-8 (byte 0x{byte:02X} in line {line})"))
            .at(Place::line(path, line))
            .hint("it may be Latin-1 or Windows-1252; convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW")
            .into())
    }
}

pub(super) struct Blocks<'a> {
    path: &'a Path,
    input: Input,
    dialect: Dialect,
    /// Bytes of a block, unless one record is longer.
    size: usize,
    /// The beginning of a record that the last block did not end.
    rest: Vec<u8>,
    line: u64,
    ended: bool,
}

impl<'a> Blocks<'a> {
    pub fn new(path: &'a Path, input: Input, dialect: Dialect) -> Self {
        Blocks::of_size(path, input, dialect, BLOCK)
    }

    pub fn of_size(path: &'a Path, input: Input, dialect: Dialect, size: usize) -> Self {
        Blocks { path, input, dialect, size, rest: Vec::new(), line: 1, ended: false }
    }

    /// Up to `n` blocks; none at the end.
    pub fn batch(&mut self, n: usize) -> Result<Vec<LineBlock>> {
        let mut batch = Vec::with_capacity(n);
        while batch.len() < n {
            match self.next()? {
                Some(block) => batch.push(block),
                None => break,
            }
        }
        Ok(batch)
    }

    /// The next block.
    ///
    /// # Errors
    /// A stream that breaks off; a quote that is never closed, with its line.
    pub fn next(&mut self) -> Result<Option<LineBlock>> {
        let mut bytes = std::mem::take(&mut self.rest);
        loop {
            if !self.ended {
                let wanted = self.size.max(bytes.len());
                let read = self.input.by_ref().take(wanted as u64).read_to_end(&mut bytes);
                let read = read
                    .map_err(|e| unreadable(self.path, self.line - 1 + Lines::count(&bytes), &e))?;
                self.ended = read < wanted;
            }
            if self.ended {
                return self.last(bytes);
            }
            if let Some(end) = self.end_of_records(&bytes) {
                self.rest = bytes.split_off(end);
                let line = self.line;
                self.line += Lines::count(&bytes);
                return Ok(Some(LineBlock { bytes, line }));
            }
            if bytes.len() > LONGEST {
                return Err(self.too_long(&bytes).into());
            }
        }
    }

    fn last(&mut self, bytes: Vec<u8>) -> Result<Option<LineBlock>> {
        if bytes.is_empty() {
            return Ok(None);
        }
        if self.dialect.quotes
            && let Some(opened) = self.scan(&bytes).1
        {
            return Err(self.open_quote(&bytes, opened).into());
        }
        let line = self.line;
        self.line += Lines::count(&bytes);
        Ok(Some(LineBlock { bytes, line }))
    }

    /// Where the last record ends that is whole.
    fn end_of_records(&self, bytes: &[u8]) -> Option<usize> {
        if self.dialect.quotes { self.scan(bytes).0 } else { last_end(bytes, 0, bytes.len()) }
    }

    /// The end of the last whole record, and where a quote stands that is still open (RFC 4180: a
    /// quote opens a field only at its beginning, and two quotes inside are one).
    fn scan(&self, bytes: &[u8]) -> (Option<usize>, Option<usize>) {
        let opens = |at: usize| match at.checked_sub(1).map(|before| bytes[before]) {
            None | Some(b'\n' | b'\r') => true,
            // The mark stands there where files were joined.
            Some(0xbf) => bytes[..at].ends_with("\u{feff}".as_bytes()),
            Some(before) => before == self.dialect.separator,
        };
        // Since where nothing is quoted, or where the open field begins.
        let (mut outside, mut opened, mut end) = (0, None, None);
        let mut quotes = memchr::memchr_iter(b'"', bytes).peekable();
        while let Some(at) = quotes.next() {
            match opened {
                None if opens(at) => {
                    end = last_end(bytes, outside, at).or(end);
                    opened = Some(at);
                }
                None => {}
                Some(_) if quotes.peek() == Some(&(at + 1)) => drop(quotes.next()),
                Some(_) => (opened, outside) = (None, at + 1),
            }
        }
        match opened {
            Some(_) => (end, opened),
            None => (last_end(bytes, outside, bytes.len()).or(end), None),
        }
    }

    /// A record that does not end: inside quotes, or in one line.
    fn too_long(&self, bytes: &[u8]) -> Fault {
        if self.dialect.quotes
            && let Some(opened) = self.scan(bytes).1
        {
            return self.open_quote(bytes, opened);
        }
        Fault::new(format!("the line is longer than {} MB", LONGEST >> 20))
            .at(Place::line(self.path, self.line))
            .hint("is it a table? each row of one ends its line; nothing of the file was used")
    }

    fn open_quote(&self, bytes: &[u8], opened: usize) -> Fault {
        let line = self.line + Lines::count(&bytes[..opened]);
        Fault::new("a quote opened in this line is never closed")
            .at(Place::line(self.path, line))
            .hint("close it, or write a quote inside a field as two quotes; nothing of the file was used")
    }
}

/// Behind the last line end between two positions. A carriage return at the very end of the bytes may
/// be half of one, and doesn't count.
fn last_end(bytes: &[u8], from: usize, to: usize) -> Option<usize> {
    let to = to.min(bytes.len() - 1);
    let last = from + bytes.get(from..to)?.iter().rposition(|b| matches!(b, b'\n' | b'\r'))?;
    Some(last + 1 + usize::from(bytes[last] == b'\r' && bytes[last + 1] == b'\n'))
}
