//! A file's bytes as text: gzip opened, byte-order mark taken off, UTF-8 insisted on.

use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;

use crate::fault::{Fault, Place, Result};

const GZIP: [u8; 2] = [0x1f, 0x8b];
const UTF8_MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// The whole text of a plain or gzipped file; gzip is known by its first bytes, whatever its name.
///
/// # Errors
/// A file that can't be read, is empty, ends inside its compression, or is not UTF-8 (with the line).
pub fn read_text(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|e| Fault::io("read the file", path, &e))?;
    let bytes = if bytes.starts_with(&GZIP) { decompress(path, &bytes)? } else { bytes };
    let body = bytes.strip_prefix(&UTF8_MARK).unwrap_or(&bytes);
    if body.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::new("the file is empty")
            .at(Place::file(path))
            .hint("fetch or copy it again; a header and rows are expected")
            .into());
    }
    String::from_utf8(body.to_vec()).map_err(|e| not_utf8(path, body, &e).into())
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

fn not_utf8(path: &Path, body: &[u8], error: &std::string::FromUtf8Error) -> Fault {
    let at = error.utf8_error().valid_up_to();
    let line = 1 + body[..at].iter().filter(|&&b| b == b'\n').count() as u64;
    if body.starts_with(&[0xff, 0xfe]) || body.starts_with(&[0xfe, 0xff]) {
        return Fault::new("the file is UTF-16; UTF-8 is expected")
            .at(Place::file(path))
            .hint("convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW");
    }
    Fault::new(format!("the file is not UTF-8 (byte 0x{:02X} in line {line})", body[at]))
        .at(Place::line(path, line))
        .hint("it may be Latin-1 or Windows-1252; convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW")
}
