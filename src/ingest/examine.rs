//! A file that has just come in, and whether it is one of the form that was asked for.
//!
//! In: a file and the reader it is meant for. Out: the little that fetching needs to know. Files are
//! judged by what all forms have in common: text, JSON or packed, with rows, and whole.

use std::fs;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use serde_json::Value;
use zip::ZipArchive;

use crate::fault::{Fault, Place, Result};
use crate::model::Reader;

/// What a file says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examined {
    /// The publisher's own name of the release, where the file holds one.
    pub vintage: Option<String>,
    /// Rows with values.
    pub rows: usize,
    /// How many pages there are, where the file is one of several.
    pub pages: Option<u32>,
}

/// Examines the file that came for `reader`.
///
/// # Errors
/// It is not of that form: a web page, an error message sent as data, cut, or without a row.
pub fn examine(reader: Reader, file: &Path) -> Result<Examined> {
    let bytes = fs::read(file).map_err(|e| Fault::io("read the file", file, &e))?;
    let examined = match bytes.as_slice() {
        [b'P', b'K', ..] => zipped(&bytes),
        [b'P', b'A', b'R', b'1', ..] => Ok(Examined { rows: 1, ..Examined::default() }),
        [0x1f, 0x8b, ..] => {
            let mut unpacked = Vec::new();
            std::io::Read::read_to_end(&mut MultiGzDecoder::new(bytes.as_slice()), &mut unpacked)
                .map_err(|e| Fault::new(format!("the compressed reply is cut or damaged ({e})")))
                .and_then(|_| text(reader, &unpacked))
        }
        plain => text(reader, plain),
    };
    let examined = examined.map_err(|fault| fault.at(Place::file(file)))?;
    match examined.rows {
        0 => Err(Fault::new("the reply holds no row with a value").at(Place::file(file)).into()),
        _ => Ok(examined),
    }
}

/// A zip counts the lines of its tables; one that holds none counts as one row.
fn zipped(bytes: &[u8]) -> std::result::Result<Examined, Fault> {
    let damaged = |e: &dyn std::fmt::Display| Fault::new(format!("the zip is damaged ({e})"));
    let mut archive = ZipArchive::new(std::io::Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    let mut lines = 0;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|e| damaged(&e))?;
        if !file.name().map_err(|e| damaged(&e))?.ends_with(".csv") {
            continue;
        }
        let mut table = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut table).map_err(|e| damaged(&e))?;
        lines += table.iter().filter(|&&b| b == b'\n').count();
    }
    Ok(Examined { rows: lines.max(1), ..Examined::default() })
}

fn text(reader: Reader, bytes: &[u8]) -> std::result::Result<Examined, Fault> {
    // Some services pad their replies with NUL to a power of two.
    let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
    let text = String::from_utf8_lossy(&bytes[..end]);
    let text = text.trim_start_matches('\u{feff}').trim();
    let takes_json = matches!(reader, Reader::Worldbank | Reader::Unsdg | Reader::SdmxJson);
    match text.chars().next() {
        None => Err(Fault::new("the reply is empty")),
        Some('<') => Err(Fault::new("the reply is a web page, and no data")),
        Some('{' | '[') => json(text, takes_json),
        Some(_) => csv(text),
    }
}

fn json(text: &str, wanted: bool) -> std::result::Result<Examined, Fault> {
    let value: Value = serde_json::from_str(text)
        .map_err(|e| Fault::new(format!("the reply is cut or damaged JSON ({e})")))?;
    let head = value.get(0).unwrap_or(&value);
    if let Some(said) = head.get("error").or_else(|| head.get("message")) {
        return Err(Fault::new(format!("the provider answers with a message: {said}")));
    }
    if !wanted {
        return Err(Fault::new("the reply is JSON, and a table was expected"));
    }
    let number = |key: &str| match head.get(key) {
        Some(Value::String(text)) => text.parse().ok(),
        other => other.and_then(Value::as_u64),
    };
    let pages = number("pages").or_else(|| number("totalPages"));
    let vintage = ["lastupdated", "release"].iter().find_map(|key| head.get(*key)?.as_str());
    let rows = value.get(1).or_else(|| value.get("data")).unwrap_or(&value);
    Ok(Examined {
        vintage: vintage.map(str::to_owned),
        rows: with_value(rows),
        pages: pages.and_then(|pages| u32::try_from(pages).ok()),
    })
}

/// How many objects of a list have a value; of anything else, whether it is there.
fn with_value(rows: &Value) -> usize {
    match rows {
        Value::Array(rows) => {
            rows.iter().filter(|row| row.get("value").is_some_and(|v| !v.is_null())).count()
        }
        Value::Null => 0,
        _ => 1,
    }
}

/// Lines under the header; the last must have as many fields as most, else the file was cut.
fn csv(text: &str) -> std::result::Result<Examined, Fault> {
    let damaged = |e: csv::Error| Fault::new(format!("the reply is no table ({e})"));
    let delimiter = if text.lines().next().is_some_and(|l| l.contains(';')) { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let (mut rows, mut widest, mut last) = (0, 0, 0);
    for record in reader.byte_records() {
        last = record.map_err(damaged)?.len();
        widest = widest.max(last);
        rows += 1;
    }
    if last < widest {
        return Err(Fault::new(format!(
            "the reply is cut: its last row has {last} fields, and others have {widest}"
        )));
    }
    Ok(Examined { rows, ..Examined::default() })
}
