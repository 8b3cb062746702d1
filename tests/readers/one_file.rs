//! One file read as the project reads it, against its own areas and aliases, and what came of it.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use ssj::fault::{Faults, Result};
use ssj::ingest::{
    AreaCodes, Expected, FileCount, Ingested, Selection, Source, ingest, read_areas,
};
use ssj::model::{ObsStatus, Observation, Original, Reader, Sex};
use tempfile::TempDir;

/// What files of ours call areas that are none.
const ALIASES: &str = "office,X01,\noffice,X06,\noffice,OECD,\noffice,WXOECD,\n";

pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

pub fn fixture(path: &str) -> PathBuf {
    project("tests/fixtures").join(path)
}

/// A genuine file kept beside the project; `None`, said so, where it is not.
pub fn sample(path: &str) -> Option<PathBuf> {
    shared(&format!("samples/{path}"))
}

/// A file kept beside the project; `None`, said so, where it is not.
pub fn shared(path: &str) -> Option<PathBuf> {
    let beside = ["../shared", "../../shared"];
    let found = beside.iter().map(|folder| project(folder).join(path)).find(|f| f.is_file());
    if found.is_none() {
        println!("skipped: {path} is not here");
    }
    found
}

pub fn codes() -> AreaCodes {
    let text = |path: &str| std::fs::read_to_string(project(path)).unwrap();
    let (areas, aliases) = ("datasets/reference/areas.csv", "datasets/reference/aliases.csv");
    let areas = read_areas(Path::new(areas), &text(areas)).unwrap();
    let all = text(aliases) + ALIASES;
    AreaCodes::of(&areas).with_aliases(Path::new(aliases), &all).unwrap()
}

pub fn source(path: &Path, provider: &str, reader: Reader, selection: Selection) -> Source {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    Source {
        path: path.to_owned(),
        name,
        provider: provider.to_owned(),
        reader,
        selection,
        sha256: None,
    }
}

/// What comes of a file with duplicates settled; its rows must be accounted for.
pub fn try_source(source: &Source) -> Result<Ingested> {
    let codes = codes();
    let expected = Expected { areas: Some(&codes), ..Expected::default() };
    let ingested = ingest(std::slice::from_ref(source), &expected)?;
    assert!(!ingested.counts.is_empty());
    assert!(ingested.counts.iter().all(FileCount::balances), "{:?}", ingested.counts);
    let of = |count: fn(&FileCount) -> usize| ingested.counts.iter().map(count).sum::<usize>();
    let other_source = |count: &FileCount| count.filtered.get("other_source").copied();
    assert_eq!(of(|count| count.observations), ingested.observations.len());
    assert_eq!(of(|count| count.problems), ingested.problems.len());
    let passed_over = ingested.counts.iter().filter_map(other_source).sum::<usize>();
    assert_eq!(ingested.passed_over.len(), passed_over);
    Ok(ingested)
}

/// The same of a file of an office's.
pub fn try_read(path: &Path, reader: Reader, selection: Selection) -> Result<Ingested> {
    let name = "original".to_owned();
    try_source(&Source { name, ..source(path, "office", reader, selection) })
}

#[track_caller]
pub fn everything(path: &Path, reader: Reader) -> Ingested {
    try_read(path, reader, Selection::Everything).unwrap_or_else(|faults| panic!("{faults}"))
}

#[track_caller]
pub fn everything_of(path: &Path, provider: &str, reader: Reader) -> Ingested {
    let source = source(path, provider, reader, Selection::Everything);
    try_source(&source).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Writes a file of that name into a folder that goes with the test.
pub fn file(name: &str, bytes: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// The same of bytes.
pub fn try_bytes(
    bytes: impl AsRef<[u8]>,
    reader: Reader,
    selection: Selection,
) -> Result<Ingested> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes.as_ref()).unwrap();
    try_read(file.path(), reader, selection)
}

#[track_caller]
pub fn bytes(bytes: impl AsRef<[u8]>, reader: Reader) -> Ingested {
    try_bytes(bytes, reader, Selection::Everything).unwrap_or_else(|faults| panic!("{faults}"))
}

/// What is said of what can't be read; every word must be in it.
#[track_caller]
fn told(read: Result<Ingested>, words: &[&str]) -> Faults {
    let faults = read.expect_err("a fault");
    for word in words {
        assert!(faults.to_string().contains(word), "`{word}` is not in:\n{faults}");
    }
    faults
}

#[track_caller]
pub fn refused(bytes: impl AsRef<[u8]>, reader: Reader, words: &[&str]) -> Faults {
    told(try_bytes(bytes, reader, Selection::Everything), words)
}

#[track_caller]
pub fn refused_file(path: &Path, reader: Reader, words: &[&str]) {
    told(try_read(path, reader, Selection::Everything), words);
}

#[track_caller]
pub fn refused_source(source: &Source, words: &[&str]) {
    told(try_source(source), words);
}

/// A series of ours as it stands under a provider's code.
pub fn original(code: &str, sex: Option<Sex>, only: &[(&str, &str)]) -> Original {
    let only = only.iter().map(|(c, v)| ((*c).to_owned(), (*v).to_owned())).collect();
    let provider = "office".to_owned();
    Original {
        provider,
        code: code.to_owned(),
        sex,
        only,
        multiply: 1.0,
        estimated: false,
        bounds: None,
    }
}

/// (rows, observations, exact duplicates, problems).
pub fn counted(ingested: &Ingested) -> (usize, usize, usize, usize) {
    let FileCount { rows, observations, exact_duplicates, problems, .. } = ingested.counts[0];
    (rows, observations, exact_duplicates, problems)
}

#[track_caller]
pub fn assert_filtered(ingested: &Ingested, rules: &[(&'static str, usize)]) {
    let expected: BTreeMap<&'static str, usize> = rules.iter().copied().collect();
    assert_eq!(ingested.counts[0].filtered, expected);
}

/// Series, area, sex, year, value, status and row of each observation.
pub fn figures(ingested: &Ingested) -> Vec<(&str, &str, &str, i32, f64, &str, u64)> {
    let figure = |o: &'_ Observation| (o.sex.code(), o.year, o.value, o.status.code());
    let one = |o| {
        let (sex, year, value, status) = figure(o);
        (&*o.series, &*o.ref_area, sex, year, value, status, o.origin.row())
    };
    ingested.observations.iter().map(one).collect()
}

/// Row, rule, column and what was found, of each problem.
pub fn problems(ingested: &Ingested) -> Vec<(u64, &str, &str, &str)> {
    let one = |p: &'_ ssj::ingest::Problem| p.row;
    ingested.problems.iter().map(|p| (one(p), &*p.rule, &*p.column, &*p.found)).collect()
}

pub fn estimated(ingested: &Ingested) -> usize {
    ingested.observations.iter().filter(|o| o.status == ObsStatus::Estimated).count()
}

/// (rows, observations, problems, what is filtered).
pub fn tally(count: &FileCount) -> (usize, usize, usize, BTreeMap<&'static str, usize>) {
    (count.rows, count.observations, count.problems, count.filtered.clone())
}

/// Series, area, year and value of each observation.
pub fn values(ingested: &Ingested) -> Vec<(&str, &str, i32, f64)> {
    let one = |o: &'_ Observation| (o.year, o.value);
    let value = |o| {
        let (year, value) = one(o);
        (&*o.series, &*o.ref_area, year, value)
    };
    ingested.observations.iter().map(value).collect()
}

/// Line, rule and column of each problem.
pub fn places(ingested: &Ingested) -> Vec<(u64, &str, &str)> {
    ingested.problems.iter().map(|p| (p.row, &*p.rule, &*p.column)).collect()
}
