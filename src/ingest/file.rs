//! A file's bytes as text: gzip opened, byte-order mark taken off, UTF-8 insisted on.

use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;

use super::delimited::ends_line;
use super::input::empty;
use super::input::packing::GZIP;
use crate::fault::{Fault, Place, Result};
use crate::hashed::Hashed;
use crate::text_file;

/// A file's text, and the hash of its bytes as they were read.
pub struct Text {
    pub text: String,
    pub bytes: usize,
    pub sha256: String,
}

/// The whole text of a plain or gzipped file; gzip is known by its first bytes, whatever its name.
///
/// # Errors
/// A file that can't be read, is empty, ends inside its compression or inside quotes, or is not
/// UTF-8 (with the line).
pub fn read_text(path: &Path) -> Result<Text> {
    let raw = text_file::bytes(path)?;
    let unpacked = if raw.starts_with(&GZIP) { decompress(path, &raw)? } else { raw.clone() };
    let text = text_file::in_utf8(path, unpacked)?;
    if text.trim_ascii().is_empty() {
        return Err(empty(path).into());
    }
    if let Some(line) = open_quote(&text) {
        return Err(Fault::new("a quote opened in this line is never closed")
            .at(Place::line(path, line))
            .hint("close it, or write a quote inside a field as two quotes; nothing of the file was used")
            .into());
    }
    let Hashed { bytes, sha256, .. } = Hashed::of("", &raw);
    Ok(Text { text, bytes, sha256 })
}

/// The line of a quoted field that the text ends in, if it does (RFC 4180: a quote opens a field
/// only at its beginning, and two quotes inside are one).
fn open_quote(text: &str) -> Option<u64> {
    let (mut line, mut opened, mut at_start) = (1, None, true);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        line += u64::from(ends_line(byte, bytes.peek()));
        match (opened, byte) {
            (None, b'"') if at_start => opened = Some(line),
            (Some(_), b'"') if bytes.peek() == Some(&b'"') => drop(bytes.next()),
            (Some(_), b'"') => opened = None,
            _ => {}
        }
        at_start = opened.is_none() && matches!(byte, b',' | b'\n' | b'\r');
    }
    opened
}

fn decompress(path: &Path, bytes: &[u8]) -> Result<Vec<u8>> {
    let mut text = Vec::new();
    MultiGzDecoder::new(bytes).read_to_end(&mut text).map_err(|error| {
        let lines = text.iter().filter(|&&b| b == b'\n').count();
        Fault::new(format!(
            "the compressed file is cut or damaged after {lines} whole lines ({error})"
        ))
        .at(Place::line(path, lines as u64 + 1))
        .hint("fetch or copy the file again; nothing of it was used")
    })?;
    Ok(text)
}
