//! ILOSTAT's catalogue of data sets and its dictionaries of codes, as JSON or CSV.
//!
//! In: a file of `/metadata/toc/indicator` or `/metadata/dic`. Out: what each data set holds and when it
//! was last changed; the label of each code.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use serde_json::{Map, Value};

use crate::fault::{Fault, Faults, Place, Result};
use crate::ingest::delimited::{rows, uneven};
use crate::ingest::holds::{Holds, message, shortened, why};
use crate::ingest::input;

/// What the catalogue says of a data set; what it leaves out is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// When it was last changed, `2026-09-24T07:08:03Z`; the catalogue names no time zone, and UTC is
    /// taken. These texts sort by time.
    pub last_update: Option<String>,
    /// Records under the best source of each area and year.
    pub records: Option<u64>,
    /// First and last year.
    pub start: Option<i32>,
    pub end: Option<i32>,
}

/// The most that is read of a catalogue: the longest is a few megabytes.
const MOST: u64 = 64 << 20;

/// Reads a catalogue: by the id of each data set.
///
/// # Errors
/// A file that is neither JSON nor CSV, without ids, with an id twice; a date or a number that is
/// none: all, by id.
pub fn read_toc(path: &Path) -> Result<BTreeMap<String, Entry>> {
    let mut entries = BTreeMap::new();
    let mut faults = Vec::new();
    for record in records(path)? {
        let Some(id) = record.get("id").filter(|id| !id.is_empty()) else {
            if !record.is_empty() {
                let found: Vec<&str> = record.keys().map(String::as_str).collect();
                faults.push(
                    Fault::new("an entry of the catalogue has no `id`")
                        .at(Place::file(path))
                        .hint(format!("it has: {}", found.join(", "))),
                );
            }
            continue;
        };
        match entry(&record) {
            Ok(entry) if !entries.contains_key(id) => drop(entries.insert(id.clone(), entry)),
            Ok(_) => faults.push(wrong(path, id, "the id stands twice")),
            Err((key, found)) => {
                let message = format!("`{found}` in `{key}` can't be read");
                faults.push(wrong(path, id, &message));
            }
        }
    }
    Faults::check(faults, entries)
}

fn wrong(path: &Path, id: &str, message: &str) -> Fault {
    Fault::new(format!("the catalogue's entry of {id}: {message}"))
        .at(Place::file(path))
        .hint("fetch the catalogue again; a date is expected as 24/09/2026 07:08:03")
}

/// The entry of a record, or the key and the text that can't be read.
fn entry(record: &BTreeMap<String, String>) -> std::result::Result<Entry, (&'static str, String)> {
    let last_update = match record.get("last.update").filter(|text| !text.is_empty()) {
        Some(text) => Some(moment(text).ok_or_else(|| ("last.update", text.clone()))?),
        None => None,
    };
    Ok(Entry {
        last_update,
        records: number(record, "n.records")?,
        start: number(record, "data.start")?,
        end: number(record, "data.end")?,
    })
}

fn number<T: std::str::FromStr>(
    record: &BTreeMap<String, String>,
    key: &'static str,
) -> std::result::Result<Option<T>, (&'static str, String)> {
    let Some(text) = record.get(key).filter(|text| !text.is_empty()) else { return Ok(None) };
    text.parse().map(Some).map_err(|_| (key, text.clone()))
}

/// `24/09/2026 07:08:03` as `2026-09-24T07:08:03Z`.
fn moment(text: &str) -> Option<String> {
    let (date, time) = text.split_once(' ').unwrap_or((text, "00:00:00"));
    let [day, month, year] = numbers(date, '/')?;
    let [hour, minute, second] = numbers(time, ':')?;
    let is_date = (1..=31).contains(&day) && (1..=12).contains(&month);
    let is_time = hour < 24 && minute < 60 && second < 61;
    (is_date && is_time && (1000..=9999).contains(&year))
        .then(|| format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"))
}

fn numbers(text: &str, mark: char) -> Option<[u32; 3]> {
    let parts: Option<Vec<u32>> = text.split(mark).map(|part| part.parse().ok()).collect();
    parts?.try_into().ok()
}

/// Reads a dictionary: the label of each code. The column of codes is the one that another, of the same
/// name with `.label` behind it, explains.
///
/// # Errors
/// A file that is neither JSON nor CSV, without such columns, or with two labels for a code.
pub fn read_dictionary(path: &Path) -> Result<BTreeMap<String, String>> {
    let mut labels: BTreeMap<String, String> = BTreeMap::new();
    for record in records(path)? {
        // The service ends its lists with an empty object.
        if record.is_empty() {
            continue;
        }
        let pair = record.iter().find_map(|(key, code)| {
            Some((code.clone(), record.get(&format!("{key}.label"))?.clone()))
        });
        let Some((code, label)) = pair else {
            let found: Vec<&str> = record.keys().map(String::as_str).collect();
            return Err(Fault::new("an entry of the dictionary has no code with its label")
                .at(Place::file(path))
                .hint(format!("found: {}", found.join(", ")))
                .hint("expected are columns such as `sex` and `sex.label`")
                .into());
        };
        let known = labels.insert(code.clone(), label.clone());
        if let Some(other) = known.filter(|other| *other != label) {
            let message = format!("the code {code} has two labels: {other}, {label}");
            return Err(Fault::new(message).at(Place::file(path)).into());
        }
    }
    Ok(labels)
}

/// The records of a list in JSON, or of a CSV, by their keys; nulls and empty cells are left out.
fn records(path: &Path) -> Result<Vec<BTreeMap<String, String>>> {
    let mut text = String::new();
    let bytes = input::open(path, Holds::is_list)?.take(MOST).read_to_string(&mut text);
    bytes.map_err(|e| input::unreadable(path, 0, &e))?;
    match text.trim_start().chars().next() {
        None => Err(input::empty(path).into()),
        Some('[' | '{') => from_json(path, &text),
        Some(_) => from_csv(path, &text),
    }
}

fn from_json(path: &Path, text: &str) -> Result<Vec<BTreeMap<String, String>>> {
    let value: Value = serde_json::from_str(text).map_err(|e| {
        let place = Place::line(path, e.line() as u64).column(e.column());
        Fault::new(format!("the JSON is cut or damaged ({})", why(&e))).at(place)
    })?;
    let Value::Array(entries) = value else {
        let said = message(&value).unwrap_or_else(|| shortened(text));
        return Err(Fault::new(format!("a list is expected, and the service says: {said}"))
            .at(Place::file(path))
            .into());
    };
    let record = |entry: Map<String, Value>| {
        let cells = entry.into_iter().filter_map(|(key, value)| match value {
            Value::Null => None,
            Value::String(text) => Some((key, text)),
            other => Some((key, other.to_string())),
        });
        cells.collect()
    };
    let objects = entries.into_iter().map(|entry| match entry {
        Value::Object(entry) => Ok(record(entry)),
        other => {
            let found = shortened(&other.to_string());
            let message = format!("an entry of the list is no object: {found}");
            Err(Fault::new(message).at(Place::file(path)).into())
        }
    });
    objects.collect()
}

fn from_csv(path: &Path, text: &str) -> Result<Vec<BTreeMap<String, String>>> {
    let mut rows = rows(path, text.as_bytes(), b',')?.into_iter();
    let header = rows.next().map(|(_, header)| header).unwrap_or_default();
    let record = |(line, cells): (u64, Vec<String>)| {
        if cells.len() != header.len() {
            return Err(uneven(cells.len(), header.len(), Place::line(path, line)).into());
        }
        let cells = header.iter().cloned().zip(cells);
        Ok(cells.filter(|(_, cell)| !cell.is_empty()).collect())
    };
    rows.map(record).collect()
}
