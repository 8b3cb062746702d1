//! Layers over a stream of bytes: its beginning looked at, padding cut off, another encoding turned
//! into UTF-8 — all while it is read.

use std::io::{Cursor, Error, ErrorKind, Read, Result};
use std::path::Path;

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_16BE, UTF_16LE};

use super::stream::{Input, empty, unreadable};
use crate::fault;
use crate::ingest::holds::BEGINNING;
use crate::text_file::UTF8_MARK;

const CHUNK: usize = 1 << 16;
/// Lines in which one is looked for.
const LOOKED_AT: usize = 20;

/// The beginning of a text without a byte-order mark, and the same text whole; UTF-16 as UTF-8.
pub(super) fn begun(path: &Path, mut bytes: Input) -> fault::Result<(Vec<u8>, Input)> {
    let mut first = Vec::new();
    let read = bytes.by_ref().take(BEGINNING).read_to_end(&mut first);
    read.map_err(|e| unreadable(path, 0, &e))?;
    if first.is_empty() {
        return Err(empty(path).into());
    }
    if let Some(encoding) = utf16(&first) {
        let whole = Cursor::new(first).chain(bytes);
        return begun(path, Box::new(decoded(whole, encoding)));
    }
    if first.starts_with(&UTF8_MARK) {
        first.drain(..UTF8_MARK.len());
    }
    Ok((first.clone(), Box::new(Cursor::new(first).chain(bytes))))
}

/// The first line of a text that `is` one, or else that is not empty, as far as a header reaches, whether
/// others stand above it, and the same text whole.
///
/// # Errors
/// A stream that breaks off.
pub(crate) fn line_that(
    path: &Path,
    mut input: Input,
    is: impl Fn(&str) -> bool,
) -> fault::Result<(String, bool, Input)> {
    let mut first = Vec::new();
    let read = input.by_ref().take(CHUNK as u64).read_to_end(&mut first);
    read.map_err(|e| unreadable(path, 0, &e))?;
    let text = String::from_utf8_lossy(&first);
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT);
    let top = lines.next().unwrap_or_default();
    let below = if is(top) { None } else { lines.find(|line| is(line)) };
    let line = below.unwrap_or(top).to_owned();
    Ok((line, below.is_some(), Box::new(Cursor::new(first).chain(input))))
}

/// The same bytes up to the first NUL; behind it nothing but more of them may stand.
pub(crate) fn without_padding(input: Input) -> Input {
    Box::new(Unpadded { input, ended: false })
}

struct Unpadded {
    input: Input,
    ended: bool,
}

impl Read for Unpadded {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        if self.ended {
            return Ok(0);
        }
        let read = self.input.read(into)?;
        let Some(end) = memchr::memchr(0, &into[..read]) else { return Ok(read) };
        self.ended = true;
        let mut is_padding = into[end..read].iter().all(|byte| *byte == 0);
        let mut chunk = vec![0; CHUNK];
        while is_padding {
            match self.input.read(&mut chunk)? {
                0 => return Ok(end),
                more => is_padding = chunk[..more].iter().all(|byte| *byte == 0),
            }
        }
        Err(Error::new(ErrorKind::InvalidData, "there is text behind the first NUL byte"))
    }
}

/// The same text in UTF-8: from the first byte on that can't be UTF-8 it is read as Windows-1252. A
/// file in which UTF-8 came before that is neither, and stays as it is.
pub(crate) fn in_utf8(input: Input) -> Input {
    Box::new(Decoded { input, rest: Vec::new(), out: Cursor::default(), text: Text::Ascii })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Text {
    /// Nothing so far that tells encodings apart.
    Ascii,
    Utf8,
    Windows1252,
}

struct Decoded {
    input: Input,
    /// The beginning of a character that the last chunk did not end.
    rest: Vec<u8>,
    out: Cursor<Vec<u8>>,
    text: Text,
}

impl Read for Decoded {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        while self.out.position() as usize == self.out.get_ref().len() {
            let mut bytes = std::mem::take(&mut self.rest);
            let held = bytes.len();
            let read = self.input.by_ref().take(CHUNK as u64).read_to_end(&mut bytes)?;
            if read == 0 && held == 0 {
                return Ok(0);
            }
            self.out = Cursor::new(self.decode(bytes, read == 0));
        }
        self.out.read(into)
    }
}

impl Decoded {
    fn decode(&mut self, mut bytes: Vec<u8>, is_last: bool) -> Vec<u8> {
        if self.text == Text::Windows1252 {
            return western(&bytes);
        }
        let Err(error) = std::str::from_utf8(&bytes) else {
            if !bytes.is_ascii() {
                self.text = Text::Utf8;
            }
            return bytes;
        };
        let valid = error.valid_up_to();
        if !bytes[..valid].is_ascii() {
            self.text = Text::Utf8;
        }
        if error.error_len().is_none() && !is_last {
            self.rest = bytes.split_off(valid);
            return bytes;
        }
        if self.text == Text::Utf8 {
            return bytes;
        }
        self.text = Text::Windows1252;
        western(&bytes)
    }
}

/// The encoding of a text that begins as UTF-16: by its mark, or with a NUL in nearly every second place
/// and in none of the others.
pub(super) fn utf16(first: &[u8]) -> Option<&'static Encoding> {
    let is_utf32 = first.starts_with(&[0xff, 0xfe, 0, 0]);
    let beginning = &first[..first.len().min(64)];
    let nuls = |from: usize| beginning.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let is_wide =
        |of: usize| beginning.len() > 7 && 8 * nuls(of) > 3 * beginning.len() && nuls(1 - of) == 0;
    match first {
        _ if is_utf32 => None,
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ if is_wide(1) => Some(UTF_16LE),
        _ if is_wide(0) => Some(UTF_16BE),
        _ => None,
    }
}

/// A text of UTF-16 in UTF-8, without its mark.
pub(super) fn decoded(input: impl Read + Send, encoding: &'static Encoding) -> impl Read + Send {
    let decoder = encoding.new_decoder_with_bom_removal();
    Wide { input, decoder, out: Cursor::default(), ended: false }
}

struct Wide<R> {
    input: R,
    decoder: Decoder,
    out: Cursor<Vec<u8>>,
    ended: bool,
}

impl<R: Read> Read for Wide<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        while self.out.position() as usize == self.out.get_ref().len() && !self.ended {
            let mut bytes = Vec::with_capacity(CHUNK);
            let read = self.input.by_ref().take(CHUNK as u64).read_to_end(&mut bytes)?;
            self.ended = read < CHUNK;
            let most = self.decoder.max_utf8_buffer_length_without_replacement(read);
            let mut text = String::with_capacity(most.unwrap_or(4 * CHUNK));
            let (result, _) =
                self.decoder.decode_to_string_without_replacement(&bytes, &mut text, self.ended);
            if result != DecoderResult::InputEmpty {
                return Err(Error::new(ErrorKind::InvalidData, "it is no whole UTF-16"));
            }
            self.out = Cursor::new(text.into_bytes());
        }
        self.out.read(into)
    }
}

fn western(bytes: &[u8]) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a byte at a time, as a slow stream may.
    struct Drip(Cursor<Vec<u8>>);

    impl Read for Drip {
        fn read(&mut self, into: &mut [u8]) -> Result<usize> {
            let end = into.len().min(1);
            self.0.read(&mut into[..end])
        }
    }

    fn drip(bytes: &[u8]) -> Input {
        Box::new(Drip(Cursor::new(bytes.to_vec())))
    }

    fn all(mut input: Input) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    #[test]
    fn windows_1252_becomes_utf_8_and_utf_8_stays() {
        let decoded = |bytes: &[u8]| all(in_utf8(drip(bytes))).expect("bytes");
        assert_eq!(decoded(b"C\xf4te d\x92Ivoire"), "Côte d’Ivoire".as_bytes());
        assert_eq!(decoded("Côte d’Ivoire".as_bytes()), "Côte d’Ivoire".as_bytes());
        assert_eq!(decoded(b"Cura\xe7"), "Curaç".as_bytes());
        assert_eq!(decoded(b""), b"");
    }

    #[test]
    fn utf_16_becomes_utf_8_with_or_without_its_mark() {
        let text = "REF_AREA,INDICATOR,\u{1f601}\nCôte d’Ivoire,1\n".repeat(10_000);
        let [little, big] = [u16::to_le_bytes, u16::to_be_bytes]
            .map(|bytes| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>());
        let read = |bytes: Vec<u8>| {
            let encoding = utf16(&bytes).expect("UTF-16");
            all(Box::new(decoded(Cursor::new(bytes), encoding)))
        };
        let marked = [&[0xff, 0xfe][..], &little].concat();
        for bytes in [marked.clone(), [&[0xfe, 0xff][..], &big].concat(), little, big] {
            assert!(read(bytes).expect("text") == text.as_bytes());
        }
        assert!(read(marked[..marked.len() - 1].to_vec()).is_err());
        for other in [&b"REF_AREA,A\n"[..], b"\xff\xfe\0\0R\0\0\0", b"", b"\0\0\0\0\0\0\0\0\0"] {
            assert_eq!(utf16(other), None);
        }
    }

    #[test]
    fn a_character_over_the_edge_of_two_chunks_stays_whole() {
        let text = "x".repeat(CHUNK - 1) + "é" + &"y".repeat(CHUNK);
        let decoded = all(in_utf8(Box::new(Cursor::new(text.clone().into_bytes())))).expect("text");
        assert_eq!(decoded, text.into_bytes());
    }

    #[test]
    fn what_is_both_is_left_to_the_check_that_refuses_it() {
        let both = [("é".repeat(3)).as_bytes(), b"\n\xf4\n"].concat();
        assert_eq!(all(in_utf8(Box::new(Cursor::new(both.clone())))).expect("bytes"), both);
    }

    #[test]
    fn padding_is_cut_and_text_behind_it_refused() {
        assert_eq!(all(without_padding(drip(b"a,b\n\0\0\0"))).expect("bytes"), b"a,b\n");
        assert_eq!(all(without_padding(drip(b"a,b\n"))).expect("bytes"), b"a,b\n");
        let error = all(without_padding(drip(b"a\0\0b"))).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidData);
    }

    #[test]
    fn the_first_line_is_looked_at_and_nothing_is_lost() {
        let path = Path::new("a.csv");
        let any = |_: &str| true;
        let (line, _, input) = line_that(path, drip(b"\n a,b\nno"), any).expect("bytes");
        assert_eq!(line, " a,b");
        assert_eq!(all(input).expect("bytes"), b"\n a,b\nno");
        assert_eq!(line_that(path, drip(b""), any).expect("bytes").0, "");
    }
}
