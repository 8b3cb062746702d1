//! One file read as the project reads it, and what came of it.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::{Compression, write::GzEncoder};
use ssj::fault::{Faults, Result};
use ssj::ingest::{
    AreaCodes, Expected, FileCount, Ingested, Selection, Source, ingest, read_areas,
};
use ssj::model::{ObsStatus, Original, Reader, Sex};

/// What these readers' files call areas that are none of ours.
const ALIASES: &str =
    "SCHEME,CODE,REF_AREA\noffice,X01,\noffice,X06,\noffice,OECD,\noffice,WXOECD,\n";

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

pub fn fixture(path: &str) -> PathBuf {
    project("tests/fixtures").join(path)
}

/// A genuine file kept beside the project; `None`, said so, where it is not.
pub fn sample(path: &str) -> Option<PathBuf> {
    let beside = ["../shared/samples", "../../shared/samples"];
    let found = beside.iter().map(|folder| project(folder).join(path)).find(|f| f.is_file());
    if found.is_none() {
        println!("skipped: the sample {path} is not here");
    }
    found
}

fn codes() -> AreaCodes {
    let file = project("datasets/reference/areas.csv");
    let areas = read_areas(&file, &std::fs::read_to_string(&file).unwrap()).unwrap();
    AreaCodes::of(&areas).with_aliases(Path::new("aliases.csv"), ALIASES).unwrap()
}

/// What comes of a file with duplicates settled; its rows must be accounted for.
pub fn try_read(path: &Path, reader: Reader, selection: Selection) -> Result<Ingested> {
    let codes = codes();
    let expected = Expected { areas: Some(&codes), ..Expected::default() };
    let (name, provider) = ("original".to_owned(), "office".to_owned());
    let source = Source { path: path.to_owned(), name, provider, reader, selection, sha256: None };
    let ingested = ingest(&[source], &expected)?;
    assert_eq!(ingested.counts.len(), 1);
    let count = &ingested.counts[0];
    assert!(count.balances(), "{count:?}");
    assert_eq!(count.observations, ingested.observations.len());
    assert_eq!(count.problems, ingested.problems.len());
    let other_source = count.filtered.get("other_source").copied().unwrap_or_default();
    assert_eq!(ingested.passed_over.len(), other_source);
    Ok(ingested)
}

#[track_caller]
pub fn everything(path: &Path, reader: Reader) -> Ingested {
    try_read(path, reader, Selection::Everything).unwrap_or_else(|faults| panic!("{faults}"))
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

/// What is said of bytes that can't be read; every word must be in it.
#[track_caller]
pub fn refused(bytes: impl AsRef<[u8]>, reader: Reader, words: &[&str]) -> Faults {
    let faults = try_bytes(bytes, reader, Selection::Everything).expect_err("a fault");
    for word in words {
        assert!(faults.to_string().contains(word), "`{word}` is not in:\n{faults}");
    }
    faults
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
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
    let figure = |o: &'_ ssj::model::Observation| (o.sex.code(), o.year, o.value, o.status.code());
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
