//! A file of the method as one text: something that ends, of a size that memory holds, in UTF-8.

use std::fs::{self, File, FileType, Metadata};
use std::io::Read;
use std::path::Path;

use crate::fault::{Fault, Place, Result};

/// Above any framework, catalogue or table of areas.
const MOST: u64 = 64 << 20;
pub(crate) const UTF8_MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// What is at a path, which may be a pipe.
///
/// # Errors
/// Nothing is there, or what never ends: a device, a socket.
pub fn look_at(path: &Path) -> Result<Metadata> {
    let there = fs::metadata(path).map_err(|e| Fault::io("read the file", path, &e))?;
    let kind = there.file_type();
    if kind.is_file() || kind.is_dir() || is_pipe(kind) {
        return Ok(there);
    }
    Err(Fault::new("this is a device, and no file that could be read to its end")
        .at(Place::file(path))
        .hint("name a file, a folder or a pipe")
        .into())
}

#[cfg(unix)]
pub fn is_pipe(kind: FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&kind)
}

#[cfg(not(unix))]
pub fn is_pipe(_: FileType) -> bool {
    false
}

/// The bytes of a file.
///
/// # Errors
/// It can't be read, or is longer than any file of its kind.
pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    let refused = |e| Fault::io("read the file", path, &e);
    let there = look_at(path)?;
    let mut bytes = Vec::new();
    if there.len() <= MOST {
        let file = File::open(path).map_err(refused)?;
        file.take(MOST + 1).read_to_end(&mut bytes).map_err(refused)?;
    }
    if there.len().max(bytes.len() as u64) > MOST {
        return Err(Fault::new(format!("the file is longer than {} MB", MOST >> 20))
            .at(Place::file(path))
            .hint("no file of this kind is; is it another one that is meant?")
            .into());
    }
    Ok(bytes)
}

/// The text of a file, without a byte-order mark.
///
/// # Errors
/// Those of [`bytes`]; bytes that are not UTF-8, with their line.
pub fn text(path: &Path) -> Result<String> {
    in_utf8(path, bytes(path)?)
}

/// Bytes of the file `path` as a text, without a byte-order mark.
///
/// # Errors
/// They are not UTF-8: the line.
pub fn in_utf8(path: &Path, mut bytes: Vec<u8>) -> Result<String> {
    if bytes.starts_with(&UTF8_MARK) {
        bytes.drain(..UTF8_MARK.len());
    }
    Ok(String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        not_utf8(path, error.as_bytes(), at)
    })?)
}

/// Of bytes the first that is not UTF-8, at `at`, with its line.
fn not_utf8(path: &Path, bytes: &[u8], at: usize) -> Fault {
    let line = 1 + bytes[..at].iter().filter(|&&b| b == b'\n').count() as u64;
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Fault::new("the file is UTF-16; UTF-8 is expected")
            .at(Place::line(path, 1))
            .hint("convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW");
    }
    Fault::new(format!("the file is not UTF-8 (byte 0x{:02X} in line {line})", bytes[at]))
        .at(Place::line(path, line))
        .hint("it may be Latin-1 or Windows-1252; convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> String {
        in_utf8(Path::new("f.toml"), bytes.to_vec()).unwrap_err().to_string()
    }

    #[test]
    fn what_is_not_utf_8_is_told_with_its_line() {
        let latin = told(b"code = \"x\"\nname = \"C\xf4te\"\n");
        assert!(latin.contains("byte 0xF4") && latin.contains("f.toml:2"), "{latin}");
        assert!(told(b"\xff\xfec\0").contains("UTF-16"));
        assert_eq!(in_utf8(Path::new("f"), b"\xef\xbb\xbfa".to_vec()).unwrap(), "a");
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_refused_and_so_is_what_is_longer_than_any_framework() {
        for device in ["/dev/zero", "/dev/null", "/dev/urandom"] {
            let error = bytes(Path::new(device)).unwrap_err().to_string();
            assert!(error.contains("device") && error.contains(device), "{error}");
        }
        let dir = tempfile::tempdir().unwrap();
        let long = dir.path().join("framework.toml");
        File::create(&long).unwrap().set_len(4 << 30).unwrap();
        let error = text(&long).unwrap_err().to_string();
        assert!(error.contains("longer than 64 MB") && error.contains("framework.toml"), "{error}");
    }
}
