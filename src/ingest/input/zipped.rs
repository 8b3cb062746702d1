//! The members of a zip, each looked at before one of them is read.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use zip::result::ZipError;

use super::choose::{Wanted, choose};
use super::layers::{begun, utf16};
use super::stream::{BUFFER, Input, buffered};
use crate::fault::{Fault, Place, Result};
use crate::ingest::holds::{BEGINNING, Holds, look};
use crate::text_file::UTF8_MARK;

type Archive = zip::ZipArchive<BufReader<std::fs::File>>;

pub(super) fn archive(path: &Path) -> Result<Archive> {
    zip::ZipArchive::new(buffered(path)?).map_err(|e| damaged(path, &e).into())
}

/// Why a zip can't be read.
fn damaged(path: &Path, error: &ZipError) -> Fault {
    let (message, hint) = match error {
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => (
            format!("the zip is packed in a way that is not read here ({error})"),
            "unpack it, and give the file inside",
        ),
        _ => (
            format!("the zip is cut or damaged ({error})"),
            "fetch or copy the file again; nothing of it was used",
        ),
    };
    Fault::new(message).at(Place::file(path)).hint(hint)
}

/// Names of the members that a user put there: folders and what systems leave in a zip are none.
pub(super) fn members(path: &Path, archive: &Archive) -> Result<Vec<String>> {
    let is_left = |part: &str| {
        part.starts_with('.')
            || part.starts_with("~$")
            || ["__MACOSX", "Thumbs.db", "desktop.ini"].contains(&part)
    };
    let mut names = Vec::new();
    for name in archive.file_names() {
        let name = name.map_err(|e| damaged(path, &e))?.into_owned();
        if !name.ends_with('/') && !name.split('/').any(is_left) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Opens the one member that is wanted by what it holds.
///
/// # Errors
/// A damaged zip; none or several members that can be meant.
pub(super) fn find(path: &Path, wanted: Wanted) -> Result<(Holds, Input)> {
    let mut archive = archive(path)?;
    let mut parts = Vec::new();
    for name in members(path, &archive)? {
        let member = archive.by_name(&name).map_err(|e| damaged(path, &e))?;
        let mut first = Vec::new();
        let read = member.take(BEGINNING).read_to_end(&mut first);
        read.map_err(|e| damaged(path, &ZipError::Io(e)))?;
        let first = match utf16(&first) {
            Some(encoding) => encoding.decode_with_bom_removal(&first).0.into_owned().into_bytes(),
            None => first,
        };
        parts.push((name, look(first.strip_prefix(&UTF8_MARK).unwrap_or(&first))));
    }
    let at = choose(path, "zip's files", &parts, wanted)?;
    let (name, holds) = parts.swap_remove(at);
    Ok((holds, begun(path, Box::new(Member::open(archive, name)))?.1))
}

/// One member of a zip, read on a thread of its own: the library's reader borrows the archive.
struct Member {
    blocks: std::sync::mpsc::Receiver<std::io::Result<Vec<u8>>>,
    block: std::io::Cursor<Vec<u8>>,
}

impl Member {
    fn open(mut archive: Archive, name: String) -> Self {
        let (send, blocks) = std::sync::mpsc::sync_channel(2);
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
        Member { blocks, block: std::io::Cursor::default() }
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

/// How many bytes the members of a zip unpack to in truth, whatever it declares; counted up to just
/// above `limit`.
///
/// # Errors
/// No zip, or a damaged one.
pub(in crate::ingest) fn unpacked(path: &Path, limit: u64) -> Result<u64> {
    let mut archive = archive(path)?;
    let mut bytes = 0;
    for member in 0..archive.len() {
        let mut file = archive.by_index(member).map_err(|e| damaged(path, &e))?;
        let mut counted = file.by_ref().take((limit + 1).saturating_sub(bytes));
        let copied = std::io::copy(&mut counted, &mut std::io::sink());
        bytes += copied.map_err(|e| damaged(path, &ZipError::Io(e)))?;
    }
    Ok(bytes)
}

/// Whether a member of a zip has a text in its beginning; one that is not there has not.
///
/// # Errors
/// No zip, or a damaged one.
pub(in crate::ingest) fn member_has(path: &Path, name: &str, text: &str) -> Result<bool> {
    let mut archive = archive(path)?;
    let mut beginning = Vec::new();
    let Ok(member) = archive.by_name(name) else { return Ok(false) };
    let read = member.take(BEGINNING).read_to_end(&mut beginning);
    read.map_err(|e| damaged(path, &ZipError::Io(e)))?;
    Ok(memchr::memmem::find(&beginning, text.as_bytes()).is_some())
}
