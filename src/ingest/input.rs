//! A file as a stream of bytes: gzip, zip and workbook opened, byte-order mark taken off, so that what
//! is read never has to lie in memory as a whole. What a file holds is looked at before any of it is
//! read, and refused by its right name where no reader takes it.

mod layers;
mod zipped;

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use super::recognise::{ANNEX, BEGINNING, CFB, Holds, look};
use super::workbook;
use crate::fault::{Fault, Place, Result};
use layers::{decoded, utf16};
pub(crate) use layers::{first_line, in_utf8, without_padding};
pub(super) use zipped::{member_has, unpacked};

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
    Workbook(workbook::Form),
}

/// The bytes of a file, unpacked as they are read.
pub(crate) type Input = Box<dyn Read + Send>;

/// Whether a reader takes a part of a file by what it holds.
pub(super) type Wanted = fn(&Holds) -> bool;

/// How the file is packed.
///
/// # Errors
/// A file that can't be read, or has no bytes.
pub(crate) fn packing(path: &Path) -> Result<Packing> {
    let mut first = Vec::new();
    let file = File::open(path).map_err(|e| not_there(path, &e))?;
    file.take(8).read_to_end(&mut first).map_err(|e| Fault::io("read the file", path, &e))?;
    match first {
        first if first.is_empty() => Err(empty(path).into()),
        first if first == CFB => Ok(Packing::Workbook(workbook::Form::Xls)),
        first if first.starts_with(&ZIP) => {
            Ok(zipped::workbook(path)?.map_or(Packing::Zip, Packing::Workbook))
        }
        first if first.starts_with(&GZIP) => Ok(Packing::Gzip),
        _ => Ok(Packing::Plain),
    }
}

/// Opens a plain or gzipped file; of a zip or a workbook the one member or sheet that is wanted, a sheet
/// as CSV.
///
/// # Errors
/// A file that can't be read or is empty; one that holds nothing that is wanted, with what it is; a zip
/// or a workbook that holds several.
pub(super) fn open(path: &Path, wanted: Wanted) -> Result<Input> {
    Ok(find(path, wanted)?.1)
}

/// The same, with what it holds.
///
/// # Errors
/// Those of [`open`].
pub(super) fn find(path: &Path, wanted: Wanted) -> Result<(Holds, Input)> {
    let file = match packing(path)? {
        Packing::Zip => return zipped::find(path, wanted),
        Packing::Workbook(_) => return workbook::find(path, wanted),
        Packing::Gzip => Box::new(MultiGzDecoder::new(buffered(path)?)) as Input,
        Packing::Plain => Box::new(buffered(path)?),
    };
    let (first, bytes) = begun(path, file)?;
    match look(&first) {
        // Any text may be a table of one's own; what is no JSON a reader of JSON says in its words.
        holds if wanted(&holds) || holds.is_table() => Ok((holds, bytes)),
        holds => Err(holds.refusal(path).into()),
    }
}

fn buffered(path: &Path) -> Result<BufReader<File>> {
    let file = File::open(path).map_err(|e| Fault::io("read the file", path, &e))?;
    Ok(BufReader::with_capacity(BUFFER, file))
}

/// The one of a file's parts that is wanted by what it holds: of a form that is known before any other,
/// then by its name of a table.
///
/// # Errors
/// None or several can be meant: what the parts are.
pub(super) fn choose(
    path: &Path,
    whole: &str,
    parts: &[(String, Holds)],
    wanted: Wanted,
) -> Result<usize> {
    const TOLD: usize = 12;
    let rank = |(name, holds): &(String, Holds)| {
        let is_csv = [".csv", ".tsv"].iter().any(|end| name.to_lowercase().ends_with(end));
        (!holds.is_known(), !is_csv)
    };
    let fitting = || (0..parts.len()).filter(|at| wanted(&parts[*at].1));
    let best = fitting().map(|at| rank(&parts[at])).min();
    let meant: Vec<usize> = fitting().filter(|at| Some(rank(&parts[*at])) == best).collect();
    let [one] = meant[..] else {
        let found = if meant.is_empty() { "none" } else { "several" };
        let part = |(name, holds): &(String, Holds)| format!("{name} ({})", holds.name());
        let mut told: Vec<String> = parts.iter().take(TOLD).map(part).collect();
        if parts.len() > TOLD {
            told.push(format!("and {} more", parts.len() - TOLD));
        }
        let fault = Fault::new(format!("of the {whole} {found} can be the one with the figures"));
        return Err(fault
            .at(Place::file(path))
            .hint(format!("it holds: {}", told.join(", ")))
            .hint("give the one that is meant in a file of its own")
            .into());
    };
    Ok(one)
}

/// The beginning of a text without a byte-order mark, and the same text whole; UTF-16 as UTF-8.
fn begun(path: &Path, mut bytes: Input) -> Result<(Vec<u8>, Input)> {
    let mut first = Vec::new();
    let read = bytes.by_ref().take(BEGINNING).read_to_end(&mut first);
    read.map_err(|e| unreadable(path, 0, &e))?;
    if first.is_empty() {
        return Err(empty(path).into());
    }
    if let Some(encoding) = utf16(&first) {
        let whole = std::io::Cursor::new(first).chain(bytes);
        return begun(path, Box::new(decoded(whole, encoding)));
    }
    if first.starts_with(&UTF8_MARK) {
        first.drain(..UTF8_MARK.len());
    }
    Ok((first.clone(), Box::new(std::io::Cursor::new(first).chain(bytes))))
}

/// A file that can't be opened; a link into git-annex leads nowhere before its file is fetched.
fn not_there(path: &Path, error: &std::io::Error) -> Fault {
    let is_annexed =
        |link: std::path::PathBuf| link.to_string_lossy().contains(".git/annex/objects");
    if error.kind() == std::io::ErrorKind::NotFound && path.read_link().is_ok_and(is_annexed) {
        let what = "the file is a link into git-annex, and has not been fetched";
        return Fault::new(what).at(Place::file(path)).hint(ANNEX);
    }
    Fault::io("read the file", path, error)
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
