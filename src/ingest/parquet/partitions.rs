//! Hive partitions: folders named `COLUMN=value`, and the files in them.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::Source;
use crate::fault::{Fault, Place, Result};

/// Deeper folders than any partitioning has.
const DEEPEST: usize = 16;

/// What Hive writes for an empty value.
const EMPTY: &str = "__HIVE_DEFAULT_PARTITION__";

/// The files of a folder, in order of their paths, each as a source of its own.
///
/// # Errors
/// A folder that can't be read, or holds no Parquet.
pub(in super::super) fn parts(source: &Source) -> Result<Vec<Source>> {
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
        if kind.is_dir() && deep > 0 {
            collect(&entry.path(), deep - 1, files)?;
        } else if kind.is_file() && name.to_lowercase().ends_with(".parquet") {
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
