//! Hive partitions: folders named `COLUMN=value`, and the files in them.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::fault::{Fault, Place, Result};
use crate::ingest::reading::Source;

/// Deeper folders than any partitioning has.
const DEEPEST: usize = 16;

/// What Hive writes for an empty value.
const EMPTY: &str = "__HIVE_DEFAULT_PARTITION__";

/// What tells a table with a log of its own, and which function reads it.
const LOGS: [(&str, &str); 3] =
    [("_delta_log", "delta_scan"), ("metadata", "iceberg_scan"), (".hoodie", "")];

/// The files of a folder, in order of their paths, each as a source of its own; a file as it is.
///
/// # Errors
/// A folder that can't be read, holds no Parquet, or holds versions of which a log says which counts.
pub(super) fn parts(source: &Source) -> Result<Vec<Source>> {
    if !source.path.is_dir() {
        return Ok(vec![source.clone()]);
    }
    refuse_versions(&source.path)?;
    let mut files = Vec::new();
    collect(&source.path, DEEPEST, &mut files)?;
    files.sort();
    if files.is_empty() {
        return Err(Fault::new("the folder holds no Parquet file")
            .at(Place::file(&source.path))
            .hint("expected files *.parquet, in folders such as REF_AREA=BRA")
            .into());
    }
    let part = |path: PathBuf| {
        let within = path.strip_prefix(&source.path).unwrap_or(&path);
        let within: Vec<_> = within.iter().map(|part| part.to_string_lossy()).collect();
        let name = format!("{}/{}", source.name, within.join("/"));
        Source { path, name, ..source.clone() }
    };
    Ok(files.into_iter().map(part).collect())
}

/// Whether a path is a Parquet file, or a folder that holds one.
pub(crate) fn holds_parquet(path: &Path) -> bool {
    let mut files = Vec::new();
    if path.is_dir() {
        return collect(path, DEEPEST, &mut files).is_ok() && !files.is_empty();
    }
    let mut first = [0; 4];
    fs::File::open(path).and_then(|mut file| file.read_exact(&mut first)).is_ok()
        && first == *b"PAR1"
}

/// Such tables keep files of rows that were changed or deleted since.
fn refuse_versions(folder: &Path) -> Result<()> {
    let is_kept = |name: &str| match name {
        "metadata" => {
            let entries = fs::read_dir(folder.join(name)).into_iter().flatten().flatten();
            entries.into_iter().any(|e| e.file_name().to_string_lossy().ends_with(".metadata.json"))
        }
        name => folder.join(name).is_dir(),
    };
    let Some((log, scan)) = LOGS.into_iter().find(|(log, _)| is_kept(log)) else { return Ok(()) };
    let fault = Fault::new(format!(
        "the folder is a table with versions ({log}): its files also hold rows that no longer count"
    ))
    .at(Place::file(folder))
    .hint("write its current rows as plain Parquet, and name that folder");
    Err(match scan {
        "" => fault,
        scan => fault.hint(format!("with DuckDB: COPY (FROM {scan}('{}')) TO 'NEW' (FORMAT parquet, PARTITION_BY (REF_AREA))", folder.display())),
    }
    .into())
}

/// Hidden files and those of the writer's own (`_SUCCESS`) are no data; links are not followed.
fn collect(folder: &Path, deep: usize, files: &mut Vec<PathBuf>) -> Result<()> {
    let io = |e: std::io::Error| Fault::io("read the folder", folder, &e);
    for entry in fs::read_dir(folder).map_err(io)? {
        let entry = entry.map_err(io)?;
        let kind = entry.file_type().map_err(io)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(['.', '_']) && !name.contains('=') {
            continue;
        }
        let ends = |ending: &&str| name.to_lowercase().ends_with(ending);
        if kind.is_dir() && deep > 0 {
            collect(&entry.path(), deep - 1, files)?;
        } else if kind.is_file() && [".parquet", ".parq", ".pq"].iter().any(ends) {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// The columns that stand in a file's path, with their values.
pub(super) fn columns(path: &Path) -> Vec<(String, String)> {
    let folders = path.parent().into_iter().flat_map(Path::iter);
    let column = |folder: &std::ffi::OsStr| {
        let (name, value) = folder.to_str()?.split_once('=')?;
        let value = if value == EMPTY { String::new() } else { decoded(value) };
        Some((decoded(name), value))
    };
    folders.filter_map(column).collect()
}

/// A text with `%20` and the like turned back; one that is no such code stays.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                plain.push(byte);
                at += 3;
            }
            None => {
                plain.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(plain).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_the_path() {
        let path =
            Path::new("data/REF_AREA=BRA/NOTE=a%20b%3D/SEX=__HIVE_DEFAULT_PARTITION__/x=y.parquet");
        let expected = [("REF_AREA", "BRA"), ("NOTE", "a b="), ("SEX", "")];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(columns(path), expected);
        assert_eq!(decoded("50% é%zz"), "50% é%zz");
    }
}
