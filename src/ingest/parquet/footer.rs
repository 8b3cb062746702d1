//! The metadata of a file as bytes, looked over before the library reads them.
//!
//! In: the file. Out: its metadata; or that they hold what no file of Parquet does. A list says how many
//! elements it has, and where the library skips one, its truths take no room: few bytes could keep it
//! counting for hours.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use parquet::file::FOOTER_SIZE;

/// How deep any metadata go.
const DEEPEST: u8 = 64;

/// The length of the file, and its metadata with what stands behind them.
pub(super) fn read(path: &Path) -> io::Result<(u64, Vec<u8>)> {
    let mut file = File::open(path)?;
    let bytes = file.seek(SeekFrom::End(-(FOOTER_SIZE as i64)))? + FOOTER_SIZE as u64;
    let mut length = [0; 4];
    file.read_exact(&mut length)?;
    let length = u64::from(u32::from_le_bytes(length)) + FOOTER_SIZE as u64;
    file.seek(SeekFrom::Start(bytes.saturating_sub(length)))?;
    let mut footer = Vec::new();
    file.read_to_end(&mut footer)?;
    Ok((bytes, footer))
}

/// Whether metadata can be read in the time that their size allows. What is cut is told by the library.
///
/// # Errors
/// They hold a list of truths, or lists within lists without end.
pub(super) fn check(metadata: &[u8]) -> Result<(), &'static str> {
    match (Rest { bytes: metadata }).pass(STRUCT, DEEPEST) {
        Err(Stop::Odd) => Err("its metadata hold what no file of Parquet does"),
        Ok(()) | Err(Stop::Cut) => Ok(()),
    }
}

/// How many bytes the head of a page takes with which `bytes` begin, and what it says that its page takes
/// as it is stored.
///
/// # Errors
/// It goes on behind `bytes`, or holds what no head does.
pub(super) fn page(bytes: &[u8]) -> Result<(usize, i64), Stop> {
    let mut rest = Rest { bytes };
    let (mut field, mut stored) = (0, None);
    loop {
        let head = rest.byte()?;
        if head & 15 == 0 {
            let taken = bytes.len() - rest.bytes.len();
            return Ok((taken, stored.ok_or(Stop::Odd)?));
        }
        field = match head >> 4 {
            0 => signed(rest.number()?),
            more => field + i64::from(more),
        };
        if (field, head & 15) == (STORED, I32) {
            stored = Some(signed(rest.number()?));
        } else {
            rest.pass(head & 15, DEEPEST)?;
        }
    }
}

/// A number as it was before its sign was folded in.
fn signed(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

pub(super) enum Stop {
    Cut,
    Odd,
}

// Kinds of the compact protocol of Thrift.
const TRUTHS: [u8; 2] = [1, 2];
const I32: u8 = 5;
const STRUCT: u8 = 12;
/// The field of a page's head with the bytes that the page takes in the file.
const STORED: i64 = 3;

/// What is still to be looked over.
struct Rest<'a> {
    bytes: &'a [u8],
}

impl Rest<'_> {
    fn skip(&mut self, n: u64) -> Result<(), Stop> {
        let n = usize::try_from(n).map_err(|_| Stop::Cut)?;
        self.bytes = self.bytes.get(n..).ok_or(Stop::Cut)?;
        Ok(())
    }

    fn byte(&mut self) -> Result<u8, Stop> {
        let (first, rest) = self.bytes.split_first().ok_or(Stop::Cut)?;
        self.bytes = rest;
        Ok(*first)
    }

    fn number(&mut self) -> Result<u64, Stop> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f).wrapping_shl(shift);
            if byte & 0x80 == 0 {
                return Ok(number);
            }
            shift += 7;
        }
    }

    /// One value of a kind.
    fn pass(&mut self, kind: u8, depth: u8) -> Result<(), Stop> {
        match kind {
            1 | 2 => Ok(()),
            3 => self.skip(1),
            4..=6 => self.number().map(drop),
            7 => self.skip(8),
            8 => self.number().and_then(|length| self.skip(length)),
            9 | 10 => {
                let head = self.byte()?;
                let n = if head >> 4 == 15 { self.number()? } else { u64::from(head >> 4) };
                self.pass_all(n, &[head & 15], depth)
            }
            11 => {
                let n = self.number()?;
                let kinds = if n > 0 { self.byte()? } else { 0 };
                self.pass_all(n, &[kinds >> 4, kinds & 15], depth)
            }
            STRUCT => {
                let depth = depth.checked_sub(1).ok_or(Stop::Odd)?;
                loop {
                    let head = self.byte()?;
                    if head & 15 == 0 {
                        return Ok(());
                    }
                    if head >> 4 == 0 {
                        self.number()?;
                    }
                    self.pass(head & 15, depth)?;
                }
            }
            13 => self.skip(16),
            _ => Err(Stop::Odd),
        }
    }

    /// As many as are said, of which each takes a byte at least.
    fn pass_all(&mut self, n: u64, kinds: &[u8], depth: u8) -> Result<(), Stop> {
        let depth = depth.checked_sub(1).ok_or(Stop::Odd)?;
        if n > 0 && kinds.iter().all(|kind| TRUTHS.contains(kind)) {
            return Err(Stop::Odd);
        }
        for _ in 0..n {
            kinds.iter().try_for_each(|kind| self.pass(*kind, depth))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_take_no_room_are_refused_and_others_are_not() {
        let most = [0xff, 0xff, 0xff, 0xff, 0x07];
        let truths = [&[0xf9, 0xf1][..], &most, &[0]].concat();
        assert!(check(&truths).is_err());
        let of_lists = [&[0xf9, 0x29, 0xf2][..], &most, &[0xf2], &most, &[0]].concat();
        assert!(check(&of_lists).is_err());
        let map = [&[0xfb][..], &most, &[0x12, 0]].concat();
        assert!(check(&map).is_err());
        assert!(check(&[0x19; 1000]).is_err(), "lists within lists");
        // As many numbers as follow; more than follow; an empty list; a truth by itself.
        for fine in
            [&[0x19, 0x25, 1, 2, 0][..], &[0x19, 0xf5, 0x7f, 1], &[0x19, 0x00, 0], &[0x11, 0]]
        {
            assert!(check(fine).is_ok(), "{fine:?}");
        }
    }

    #[test]
    fn a_page_s_head_is_measured_and_one_without_end_is_not() {
        // A page of data, 300 bytes unpacked and 150 as it is stored, without more.
        let head = [0x15, 0, 0x15, 0xd8, 0x04, 0x15, 0xac, 0x02, 0];
        let told = |bytes: &[u8]| page(bytes).map_err(|stop| matches!(stop, Stop::Odd));
        assert_eq!(told(&[&head[..], b"page"].concat()), Ok((9, 150)));
        assert_eq!(told(&head[..8]), Err(false), "cut");
        assert_eq!(told(&[0x15, 0, 0]), Err(true), "no size");
        // A field that nobody knows: more bytes than there are, then truths without end.
        let most = [0xff, 0xff, 0xff, 0xff, 0x07];
        assert_eq!(told(&[&head[..8], &[0xf8], &most].concat()), Err(false));
        assert_eq!(told(&[&head[..8], &[0xf9, 0xf1], &most].concat()), Err(true));
    }
}
