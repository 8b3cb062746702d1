//! A column of texts by their numbers in its dictionary, page by page, without making a text of each
//! cell. Pages that are written otherwise are left to [`super::cells`].

use parquet::basic::Encoding;
use parquet::column::page::{Page, PageReader};
use parquet::errors::{ParquetError, Result};

/// A column on its way from the first page of a row group to the last.
pub(super) struct Codes {
    pages: Box<dyn PageReader>,
    is_optional: bool,
    /// The texts of the dictionary, and behind them that of a cell without one.
    texts: Vec<String>,
    /// The number of each row of the page at hand among the texts.
    numbers: Vec<u32>,
}

impl Codes {
    pub fn new(pages: Box<dyn PageReader>, is_optional: bool) -> Self {
        Codes { pages, is_optional, texts: vec![String::new()], numbers: Vec::new() }
    }

    /// Takes the next page to hand; `false` where it is not written as numbers of a dictionary.
    ///
    /// # Errors
    /// A damaged file.
    pub fn next(&mut self) -> Result<bool> {
        loop {
            match self.pages.get_next_page()? {
                None => return Err(damaged()),
                Some(Page::DictionaryPage { buf, num_values, .. }) => {
                    self.texts = texts(&buf, num_values as usize).ok_or_else(damaged)?;
                    self.texts.push(String::new());
                }
                Some(page) if page.num_values() == 0 => {}
                Some(page) => return self.rows(&page),
            }
        }
    }

    /// The rows of the page at hand, by the numbers of their texts.
    pub fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    pub fn text(&self, number: u32) -> &str {
        &self.texts[number as usize]
    }

    fn rows(&mut self, page: &Page) -> Result<bool> {
        let are_numbers = [Encoding::RLE_DICTIONARY, Encoding::PLAIN_DICTIONARY];
        if !are_numbers.contains(&page.encoding()) {
            return Ok(false);
        }
        let rows = page.num_values() as usize;
        let Some((levels, codes)) = self.parts(page) else { return Ok(false) };
        let (width, codes) = codes.split_first().unwrap_or((&0, &[]));
        self.numbers.clear();
        hybrid(codes, u32::from(*width), rows, |number| self.numbers.push(number));
        if let Some(levels) = levels {
            self.spread(levels, rows)?;
        }
        let are_texts = self.numbers.iter().all(|number| (*number as usize) < self.texts.len());
        if are_texts && self.numbers.len() == rows { Ok(true) } else { Err(damaged()) }
    }

    /// Which rows have a text, where the column may lack some, and the numbers of the texts; `None`
    /// where the first are written in the form of long ago.
    fn parts<'p>(&self, page: &'p Page) -> Option<(Option<&'p [u8]>, &'p [u8])> {
        let bytes: &[u8] = page.buffer();
        match page {
            Page::DataPageV2 { def_levels_byte_len, rep_levels_byte_len, .. } => {
                let levels = bytes.get(*rep_levels_byte_len as usize..)?;
                let (levels, codes) = levels.split_at_checked(*def_levels_byte_len as usize)?;
                Some((self.is_optional.then_some(levels), codes))
            }
            _ if !self.is_optional => Some((None, bytes)),
            Page::DataPage { def_level_encoding: Encoding::RLE, .. } => {
                let (length, rest) = bytes.split_first_chunk::<4>()?;
                let (levels, codes) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
                Some((Some(levels), codes))
            }
            _ => None,
        }
    }

    /// Puts the number of the missing text where a row has none.
    fn spread(&mut self, levels: &[u8], rows: usize) -> Result<()> {
        let mut present = Vec::with_capacity(rows);
        hybrid(levels, 1, rows, |level| present.push(level == 1));
        if present.iter().all(|is| *is) {
            return Ok(());
        }
        let missing = self.texts.len().saturating_sub(1) as u32;
        let mut numbers = std::mem::take(&mut self.numbers).into_iter();
        for is in present {
            let number = if is { numbers.next().ok_or_else(damaged)? } else { missing };
            self.numbers.push(number);
        }
        Ok(())
    }
}

fn damaged() -> ParquetError {
    ParquetError::General("a page contradicts its dictionary".to_owned())
}

/// The texts of a dictionary: each behind its length.
fn texts(mut bytes: &[u8], number: usize) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    for _ in 0..number {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let (text, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        texts.push(String::from_utf8_lossy(text).trim().to_owned());
        bytes = rest;
    }
    Some(texts)
}

/// Gives up to `most` numbers of so many bits, written as runs and packed groups of eight by turns
/// (“RLE/bit-packing hybrid” of the format); fewer where the bytes end.
fn hybrid(mut bytes: &[u8], width: u32, most: usize, mut each: impl FnMut(u32)) {
    let (mut left, of_one) = (most, width.div_ceil(8) as usize);
    if width > 32 {
        return;
    }
    while left > 0 {
        let Some((header, rest)) = header(bytes) else { return };
        let (is_packed, count) = (header & 1 == 1, (header >> 1) as usize);
        if is_packed {
            let length = count.saturating_mul(width as usize);
            let (packed, behind) = rest.split_at(length.min(rest.len()));
            let held = if width == 0 { usize::MAX } else { packed.len() * 8 / width as usize };
            let count = count.saturating_mul(8).min(left).min(held);
            unpack(packed, width, count, &mut each);
            (left, bytes) = (left - count, behind);
        } else {
            let Some((value, behind)) = rest.split_at_checked(of_one) else { return };
            let value = value.iter().rev().fold(0, |all, byte| all << 8 | u32::from(*byte));
            let count = count.min(left);
            (0..count).for_each(|_| each(value));
            (left, bytes) = (left - count, behind);
        }
    }
}

/// A number in pieces of seven bits, the lowest first.
fn header(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let end = bytes.iter().take(5).position(|byte| byte & 0x80 == 0)?;
    let (pieces, rest) = bytes.split_at(end + 1);
    let number = pieces.iter().rev().fold(0, |all, piece| all << 7 | u64::from(piece & 0x7f));
    Some((number, rest))
}

fn unpack(packed: &[u8], width: u32, count: usize, each: &mut impl FnMut(u32)) {
    let mask = (1u64 << width) - 1;
    for nth in 0..count {
        let bit = nth * width as usize;
        let eight = match packed.get(bit / 8..bit / 8 + 8) {
            Some(eight) => u64::from_le_bytes(eight.try_into().unwrap_or_default()),
            None => {
                let rest = packed.get(bit / 8..).unwrap_or_default();
                rest.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte))
            }
        };
        each((eight >> (bit % 8) & mask) as u32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8], width: u32, most: usize) -> Vec<u32> {
        let mut numbers = Vec::new();
        hybrid(bytes, width, most, |number| numbers.push(number));
        numbers
    }

    #[test]
    fn runs_and_packed_groups_are_read() {
        // The example of the format's description: 0 to 7 in three bits.
        let packed = [0b11, 0b1000_1000, 0b1100_0110, 0b1111_1010];
        assert_eq!(all(&packed, 3, 8), [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(all(&packed, 3, 5), [0, 1, 2, 3, 4]);
        let run = [100 << 1 & 0x7f | 0x80, 1, 0x34, 0x12];
        assert_eq!(all(&run, 13, 1000), [0x1234; 100]);
        let both = [&[3 << 1, 5][..], &packed].concat();
        assert_eq!(all(&both, 3, 11), [5, 5, 5, 0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(all(&[20 << 1], 0, 20), [0; 20]);
        // What is cut gives fewer.
        assert_eq!(all(&packed[..2], 3, 8), [0, 1]);
        assert!(all(&[0xff; 8], 3, 8).is_empty() && all(&[4], 40, 8).is_empty());
    }
}
