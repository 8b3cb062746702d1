//! How a file is packed, by its first bytes and, of a zip, by the names in it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::stream::empty;
use super::zipped::{archive, members};
use crate::fault::{Fault, Place, Result};
use crate::ingest::holds::{ANNEX, CFB};

pub(in crate::ingest) const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZIP: [u8; 4] = *b"PK\x03\x04";

/// What a file turns out to be by its first bytes, whatever its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Plain,
    Gzip,
    Zip,
    Workbook(Form),
}

/// The program and the age of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Xls,
    Xlsx,
    Xlsb,
    Ods,
}

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
        first if first == CFB => Ok(Packing::Workbook(Form::Xls)),
        first if first.starts_with(&ZIP) => {
            Ok(workbook(path)?.map_or(Packing::Zip, Packing::Workbook))
        }
        first if first.starts_with(&GZIP) => Ok(Packing::Gzip),
        _ => Ok(Packing::Plain),
    }
}

/// The form of a zip that is a workbook.
///
/// # Errors
/// A damaged one; a document of another kind.
fn workbook(path: &Path) -> Result<Option<Form>> {
    let names = members(path, &archive(path)?)?;
    let has = |name: &str| names.iter().any(|known| known == name);
    let documents = [
        ("word/document.xml", "a text document (Word)"),
        ("ppt/presentation.xml", "slides (PowerPoint)"),
        ("Index/Document.iwa", "a document of Numbers, Pages or Keynote"),
    ];
    if let Some((_, what)) = documents.iter().find(|(name, _)| has(name)) {
        return Err(Fault::new(format!("the file is {what}"))
            .at(Place::file(path))
            .hint("save or export its table as .xlsx or CSV")
            .into());
    }
    let forms = [
        ("xl/workbook.xml", Form::Xlsx),
        ("xl/workbook.bin", Form::Xlsb),
        ("content.xml", Form::Ods),
    ];
    Ok(forms.into_iter().find(|(name, _)| has(name)).map(|(_, form)| form))
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
