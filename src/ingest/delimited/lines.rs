//! Which line a byte of a block stands on.

use std::cell::Cell;

/// Counts lines up to positions that come in the order of the block.
pub(crate) struct Lines<'b> {
    bytes: &'b [u8],
    /// Whether a carriage return alone ends a line too.
    lone_returns: bool,
    /// (position, its line).
    at: Cell<(usize, u64)>,
}

impl<'b> Lines<'b> {
    /// `first`: the line that the block begins with.
    pub fn new(bytes: &'b [u8], first: u64) -> Self {
        let lone_returns =
            memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'));
        Lines { bytes, lone_returns, at: Cell::new((0, first)) }
    }

    pub fn bytes(&self) -> &'b [u8] {
        self.bytes
    }

    /// Whether a carriage return alone ends a line somewhere in the block.
    pub fn lone_returns(&self) -> bool {
        self.lone_returns
    }

    /// The line of the record that begins at `position` or after the line ends that stand there.
    pub fn of(&self, position: usize) -> u64 {
        let mut start = position.clamp(self.at.get().0, self.bytes.len());
        while self.bytes.get(start).is_some_and(|b| matches!(b, b'\n' | b'\r')) {
            start += 1;
        }
        self.at(start)
    }

    /// The line that `position` stands on.
    pub fn at(&self, position: usize) -> u64 {
        let (at, line) = self.at.get();
        let end = position.clamp(at, self.bytes.len());
        let ends = if self.lone_returns {
            (at..end).filter(|&i| ends_line(self.bytes[i], self.bytes.get(i + 1))).count()
        } else {
            memchr::memchr_iter(b'\n', &self.bytes[at..end]).count()
        };
        self.at.set((end, line + ends as u64));
        line + ends as u64
    }

    /// How many lines end in the block.
    pub fn count(bytes: &[u8]) -> u64 {
        let lines = Lines::new(bytes, 0);
        if lines.lone_returns {
            let ends = |&i: &usize| ends_line(bytes[i], bytes.get(i + 1));
            return (0..bytes.len()).filter(ends).count() as u64;
        }
        memchr::memchr_iter(b'\n', bytes).count() as u64
    }
}

/// Whether a byte ends a line: `\n`, or `\r` not followed by it.
pub(crate) fn ends_line(byte: u8, next: Option<&u8>) -> bool {
    byte == b'\n' || (byte == b'\r' && next != Some(&b'\n'))
}
