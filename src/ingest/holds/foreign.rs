//! Bytes that no reader takes, known by their first ones: documents, pictures, data of other programs,
//! packings, and what stands for a file that is not there.

use super::what::{Foreign, shortened};

const UNPACK: &str = "unpack it, and give the file inside";
const EXPORT: &str = "export it as CSV, xlsx or Parquet from the program it belongs to";
const COPY: &str =
    "take the table from its publisher as CSV or xlsx, or copy it into a spreadsheet";
const BESIDE: &str = "it lies beside the file that is meant: give that one";

/// Where it stands, what stands there, what it is, and what to do.
type Mark = (usize, &'static [u8], &'static str, &'static str);

const MARKS: [Mark; 40] = [
    (
        0,
        b"version https://git-lfs.github.com/spec",
        "a pointer of Git LFS, in place of the file itself",
        "fetch the file: `git lfs pull`, or download it from its repository by the raw address",
    ),
    (
        0,
        b"version https://hawser.github.com/spec",
        "a pointer of Git LFS, in place of the file itself",
        "fetch the file: `git lfs pull`",
    ),
    (0, b"/annex/objects/", "a pointer of git-annex, in place of the file itself", ANNEX),
    (
        0,
        b"outs:\n- ",
        "a pointer of DVC, in place of the file itself",
        "fetch the file: `dvc pull`",
    ),
    (0, b"%PDF-", "a PDF document", COPY),
    (0, b"%!PS", "a PostScript document", COPY),
    (0, b"{\\rtf", "a text document (RTF)", COPY),
    (
        0,
        b"MIME-Version:",
        "a web archive (MHTML)",
        "open it in a spreadsheet program, and save it as .xlsx or CSV",
    ),
    (0, b"\x89PNG", "a picture (PNG)", COPY),
    (0, b"\xff\xd8\xff", "a picture (JPEG)", COPY),
    (0, b"GIF8", "a picture (GIF)", COPY),
    (0, b"PK\x05\x06", "a zip that holds nothing", "fetch or copy it again"),
    (0, b"PK\x03\x04", "a zip or a workbook, packed once more", UNPACK),
    (0, b"\x1f\x8b", "a gzip, packed once more", UNPACK),
    (0, &CFB, "a document or workbook of Office, packed once more", UNPACK),
    (0, b"\x1f\x9d", "packed with compress (.Z)", UNPACK),
    (4, b"1AY&SY", "packed with bzip2", UNPACK),
    (0, b"\xfd7zXZ\0", "packed with xz", UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "packed with zstd", UNPACK),
    (0, b"\x04\x22\x4d\x18", "packed with lz4", UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    (0, b"Rar!", "a RAR archive", UNPACK),
    (257, b"ustar", "a tar archive", UNPACK),
    (0, b"SQLite format 3", "a database (SQLite)", EXPORT),
    (4, b"Standard Jet DB", "a database (Access)", EXPORT),
    (4, b"Standard ACE DB", "a database (Access)", EXPORT),
    (0, b"PARE", "Parquet that is locked by a key", EXPORT),
    (0, b"ARROW1\0\0", "Arrow (Feather) data", EXPORT),
    (0, b"Obj\x01", "Avro data", EXPORT),
    (0, b"\x89HDF", "HDF5 data", EXPORT),
    (0, b"RDX2\n", "data of R (RData)", EXPORT),
    (0, b"RDX3\n", "data of R (RData)", EXPORT),
    (0, b"X\n\0", "data of R (rds)", EXPORT),
    (0, b"\x80\x04\x95", "a pickle of Python", EXPORT),
    (0, b"<stata_dta>", "data of Stata", EXPORT),
    (0, b"$FL2@(#)", "data of SPSS", EXPORT),
    (12, b"\xc2\xea\x81\x60", "data of SAS", EXPORT),
    (0, b"\x00\x05\x16\x07", "what macOS keeps beside a file (`._…`)", BESIDE),
    (0, b"\x00\x00\x00\x01Bud1", "what macOS keeps in a folder (`.DS_Store`)", BESIDE),
    (0, b"\xff\xfe\0\0", "UTF-32; UTF-8 is expected", ICONV),
];

/// With what workbooks and documents of before 2007 begin.
pub(in crate::ingest) const CFB: [u8; 8] = *b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

pub(in crate::ingest) const ANNEX: &str =
    "fetch the file: `git annex get FILE` (`datalad get FILE`)";
const ICONV: &str = "convert it: iconv -f UTF-32 -t UTF-8 FILE > NEW";

/// What bytes are that no reader takes.
pub(super) fn look(bytes: &[u8]) -> Option<Foreign> {
    let fits = |(at, mark, ..): &&Mark| bytes.get(*at..).is_some_and(|b| b.starts_with(mark));
    if let Some((_, _, what, hint)) = MARKS.iter().find(fits) {
        return Some(Foreign::new(*what, *hint));
    }
    let first = bytes.split(|b| matches!(b, b'\n' | b'\r')).next().unwrap_or_default();
    let first = String::from_utf8_lossy(&first[..first.len().min(1000)]);
    if first.contains(".git/annex/objects/") {
        return Some(Foreign::new("a pointer of git-annex, in place of the file itself", ANNEX));
    }
    if first.starts_with(',') && first.contains(",file:///") {
        let what = "the lock that LibreOffice keeps beside an open file (`.~lock.…#`)";
        return Some(Foreign::new(what, BESIDE).saying(&shortened(&first)));
    }
    of_bytes(bytes)
}

/// What is full of control characters is no text.
fn of_bytes(bytes: &[u8]) -> Option<Foreign> {
    let beginning = &bytes[..bytes.len().min(4096)];
    // What pads a text stands at its end, one NUL behind the other.
    let is_control = |pair: &&[u8]| match pair {
        [0, next] => *next != 0,
        [byte, _] => matches!(byte, 1..=8 | 14..=26 | 28..=31),
        _ => false,
    };
    let controls = beginning.windows(2).filter(is_control).count();
    let hint = "no form that is known here begins so; CSV, xlsx, JSON or Parquet is expected";
    (controls * 20 > beginning.len()).then(|| Foreign::new("binary, and no text", hint))
}
