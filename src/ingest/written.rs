//! Rows of a file by their number in, the same rows as they are written there out.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::holds::Holds;
use super::reading::Source;
use super::workbook::is_workbook;
use super::{input, parquet, table};
use crate::fault::{Fault, Result};
use crate::model::Reader;

/// Lines of one record; a quote that stays open longer opens nothing.
const LONGEST: usize = 20;
/// JSON larger than this is not read again for a row.
const LARGEST: u64 = 256 << 20;

/// The rows of the file that outputs call `file`.
///
/// # Errors
/// A sentence: why they can't be shown.
pub fn rows_as_written(
    sources: &[Source],
    file: &str,
    rows: &BTreeSet<u64>,
) -> std::result::Result<BTreeMap<u64, String>, String> {
    let within = |source: &Source| -> Option<PathBuf> {
        if source.name == file {
            return Some(source.path.clone());
        }
        let rest = file.strip_prefix(&source.name)?.strip_prefix('/')?;
        source.path.is_dir().then(|| source.path.join(rest))
    };
    let found = sources.iter().find_map(|source| Some((source, within(source)?)));
    let Some((source, path)) = found else { return Err("its file is not there".to_owned()) };
    let read = match source.reader {
        Reader::Parquet => parquet::rows_as_written(&path, rows),
        Reader::SdmxJson => return Err("an SDMX-JSON message has no rows, only keys".to_owned()),
        Reader::Table if is_workbook(&path).unwrap_or_default() => {
            table::rows_as_written(&path, rows)
        }
        _ => of_text(&path, rows),
    };
    read.map_err(|faults| faults.0[0].message.clone())
}

/// Of a text its lines; of JSON its records.
fn of_text(path: &Path, rows: &BTreeSet<u64>) -> Result<BTreeMap<u64, String>> {
    let (holds, input) =
        input::find(path, |holds| holds.is_text() || matches!(holds, Holds::List(_)))?;
    let input = input::in_utf8(input::without_padding(input));
    if holds.is_json() { records(path, input, rows) } else { lines(path, input, rows) }
}

/// A line ends with `\n` or a `\r` that none follows; a record whose quotes are open goes on.
fn lines(path: &Path, input: input::Input, rows: &BTreeSet<u64>) -> Result<BTreeMap<u64, String>> {
    let (mut reader, mut number, mut found) = (BufReader::new(input), 0, BTreeMap::new());
    let Some(last) = rows.last() else { return Ok(found) };
    let mut open: Option<(u64, String)> = None;
    let mut line = Vec::new();
    while number < *last || open.is_some() {
        line.clear();
        let read = reader.read_until(b'\n', &mut line);
        if read.map_err(|e| input::unreadable(path, number, &e))? == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.strip_suffix('\n').unwrap_or(&text);
        for text in text.strip_suffix('\r').unwrap_or(text).split('\r') {
            number += 1;
            open = match open.take() {
                Some((first, begun)) => Some((first, format!("{begun}\n{text}"))),
                None if rows.contains(&number) => Some((number, text.to_owned())),
                None => None,
            };
            let is_whole = |text: &str| {
                text.matches('"').count().is_multiple_of(2) || text.matches('\n').count() > LONGEST
            };
            if let Some((first, text)) = open.take_if(|(_, text)| is_whole(text)) {
                found.insert(first, text);
            }
        }
    }
    found.extend(open);
    Ok(found)
}

/// The objects of the World Bank's pages (`[head, rows]`) and of the UN's (`{data: rows}`, one or more).
fn records(
    path: &Path,
    input: input::Input,
    rows: &BTreeSet<u64>,
) -> Result<BTreeMap<u64, String>> {
    let mut objects = Vec::new();
    for value in serde_json::Deserializer::from_reader(input.take(LARGEST)).into_iter::<Value>() {
        let value = value.map_err(|e| Fault::new(format!("it is no JSON ({e})")))?;
        let pages = match &value {
            Value::Array(pages) => &pages[..],
            page => std::slice::from_ref(page),
        };
        for page in pages {
            let data = page.get("data").unwrap_or(page);
            objects.extend(data.as_array().into_iter().flatten().map(Value::to_string));
        }
    }
    let all = BTreeMap::from_iter((1..).zip(objects));
    match rows.iter().all(|row| all.contains_key(row)) {
        true => Ok(all.into_iter().filter(|(row, _)| rows.contains(row)).collect()),
        false => Err(Fault::new(format!("{} holds fewer records", path.display())).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, rows: &[u64]) -> Vec<(u64, String)> {
        let input = Box::new(std::io::Cursor::new(text.as_bytes().to_vec()));
        let rows = rows.iter().copied().collect();
        lines(Path::new("f"), input, &rows).unwrap().into_iter().collect()
    }

    #[test]
    fn a_row_is_its_line_to_the_end_of_its_quotes() {
        let text = "a,b\n1,\"x\ny\"\r\n2,z\r3,w\n";
        let row = |number: u64, text: &str| (number, text.to_owned());
        assert_eq!(found(text, &[2, 4, 5]), [row(2, "1,\"x\ny\""), row(4, "2,z"), row(5, "3,w")]);
        assert_eq!(found(text, &[9]), []);
    }
}
