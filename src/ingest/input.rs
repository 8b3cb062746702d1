//! A file as a stream of bytes: gzip and zip opened, byte-order mark taken off, so that what is read
//! never has to lie in memory as a whole.

mod layers;

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use crate::fault::{Fault, Place, Result};
pub(crate) use layers::{Beginning, beginning, in_utf8, without_padding};

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZIP: [u8; 4] = *b"PK\x03\x04";
const UTF8_MARK: [u8; 3] = [0xef, 0xbb, 0xbf];
const BUFFER: usize = 1 << 20;

/// What a file turns out to be by its first bytes, whatever its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Plain,
    Gzip,
    Zip,
}

/// The bytes of a file, unpacked as they are read.
pub(crate) type Input = Box<dyn Read + Send>;

/// How the file is packed.
///
/// # Errors
/// A file that can't be read, or has no bytes.
pub(crate) fn packing(path: &Path) -> Result<Packing> {
    let mut first = Vec::new();
    let file = File::open(path).map_err(|e| Fault::io("read the file", path, &e))?;
    file.take(4).read_to_end(&mut first).map_err(|e| Fault::io("read the file", path, &e))?;
    match first {
        first if first.is_empty() => Err(empty(path).into()),
        first if first.starts_with(&ZIP) => Ok(Packing::Zip),
        first if first.starts_with(&GZIP) => Ok(Packing::Gzip),
        _ => Ok(Packing::Plain),
    }
}

/// Opens a plain or gzipped file; of a zip, the one member that `wanted` takes by name.
///
/// # Errors
/// A file that can't be read or is empty, a zip without such a member or with several.
pub(crate) fn open(path: &Path, wanted: impl Fn(&str) -> bool) -> Result<Input> {
    match packing(path)? {
        Packing::Zip => member(path, wanted),
        packing => {
            let file = File::open(path).map_err(|e| Fault::io("read the file", path, &e))?;
            let file = BufReader::with_capacity(BUFFER, file);
            let bytes: Input = match packing {
                Packing::Gzip => Box::new(MultiGzDecoder::new(file)),
                _ => Box::new(file),
            };
            without_mark(path, bytes)
        }
    }
}

/// The names of a zip's members.
///
/// # Errors
/// No zip, or a damaged one.
pub(crate) fn members(path: &Path) -> Result<Vec<String>> {
    let archive = archive(path)?;
    let mut names = Vec::new();
    for name in archive.file_names() {
        names.push(name.map_err(|e| damaged(path, &e))?.into_owned());
    }
    names.sort();
    Ok(names)
}

fn member(path: &Path, wanted: impl Fn(&str) -> bool) -> Result<Input> {
    let names = members(path)?;
    let fitting: Vec<&String> = names.iter().filter(|name| wanted(name)).collect();
    let [name] = fitting[..] else {
        let found = if fitting.is_empty() { "none" } else { "several" };
        return Err(Fault::new(format!(
            "of the zip's files {found} can be the one with the figures"
        ))
        .at(Place::file(path))
        .hint(format!("it holds: {}", names.join(", ")))
        .into());
    };
    let (archive, name) = (archive(path)?, name.clone());
    without_mark(path, Box::new(Member::open(path, archive, &name)?))
}

type Archive = zip::ZipArchive<BufReader<File>>;

fn archive(path: &Path) -> Result<Archive> {
    let file = File::open(path).map_err(|e| Fault::io("read the file", path, &e))?;
    zip::ZipArchive::new(BufReader::with_capacity(BUFFER, file))
        .map_err(|e| damaged(path, &e).into())
}

fn damaged(path: &Path, error: &dyn std::fmt::Display) -> Fault {
    Fault::new(format!("the zip is cut or damaged ({error})"))
        .at(Place::file(path))
        .hint("fetch or copy the file again; nothing of it was used")
}

/// One member of a zip, read on a thread of its own: the library's reader borrows the archive.
struct Member {
    blocks: std::sync::mpsc::Receiver<std::io::Result<Vec<u8>>>,
    block: std::io::Cursor<Vec<u8>>,
}

impl Member {
    fn open(path: &Path, mut archive: Archive, name: &str) -> Result<Self> {
        archive.by_name(name).map_err(|e| damaged(path, &e))?;
        let (send, blocks) = std::sync::mpsc::sync_channel(2);
        let name = name.to_owned();
        std::thread::spawn(move || {
            let Ok(mut file) = archive.by_name(&name) else { return };
            loop {
                let mut block = Vec::with_capacity(BUFFER);
                let read = file.by_ref().take(BUFFER as u64).read_to_end(&mut block);
                let is_last = matches!(read, Ok(0) | Err(_));
                let sent = send.send(read.map(|_| block));
                if is_last || sent.is_err() {
                    return;
                }
            }
        });
        Ok(Member { blocks, block: std::io::Cursor::default() })
    }
}

impl Read for Member {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.block.fill_buf()?.is_empty() {
            match self.blocks.recv() {
                Ok(block) => self.block = std::io::Cursor::new(block?),
                Err(_) => return Ok(0),
            }
        }
        self.block.read(into)
    }
}

/// The same bytes, without a byte-order mark of UTF-8.
fn without_mark(path: &Path, mut bytes: Input) -> Result<Input> {
    let mut first = Vec::new();
    bytes
        .by_ref()
        .take(UTF8_MARK.len() as u64)
        .read_to_end(&mut first)
        .map_err(|e| unreadable(path, 0, &e))?;
    if first.is_empty() {
        return Err(empty(path).into());
    }
    if first.starts_with(&[0xff, 0xfe]) || first.starts_with(&[0xfe, 0xff]) {
        return Err(Fault::new("the file is UTF-16; UTF-8 is expected")
            .at(Place::file(path))
            .hint("convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW")
            .into());
    }
    if first == UTF8_MARK {
        return Ok(bytes);
    }
    Ok(Box::new(std::io::Cursor::new(first).chain(bytes)))
}

/// What a stream that breaks off says: `lines` whole lines were read before.
pub(crate) fn unreadable(path: &Path, lines: u64, error: &std::io::Error) -> Fault {
    Fault::new(format!("the file is cut or damaged after {lines} whole lines ({error})"))
        .at(Place::line(path, lines + 1))
        .hint("fetch or copy the file again; nothing of it was used")
}

pub(crate) fn empty(path: &Path) -> Fault {
    Fault::new("the file is empty")
        .at(Place::file(path))
        .hint("fetch or copy it again; a header and rows are expected")
}

/// How many bytes the members of a zip unpack to in truth, whatever it declares; counted up to just
/// above `limit`.
///
/// # Errors
/// No zip, or a damaged one.
pub(crate) fn unpacked(path: &Path, limit: u64) -> Result<u64> {
    let mut archive = archive(path)?;
    let mut bytes = 0;
    for member in 0..archive.len() {
        let mut file = archive.by_index(member).map_err(|e| damaged(path, &e))?;
        let mut counted = file.by_ref().take((limit + 1).saturating_sub(bytes));
        bytes +=
            std::io::copy(&mut counted, &mut std::io::sink()).map_err(|e| damaged(path, &e))?;
    }
    Ok(bytes)
}
