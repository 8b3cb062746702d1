//! Files read as the project reads them: against its own table of areas and its aliases.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ssj::fault::Result;
use ssj::ingest::{AreaCodes, Expected, FileCount, Ingested, Selection, Source, read, read_areas};
use ssj::model::{Original, Reader};

pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

pub fn fixture(path: &str) -> PathBuf {
    project("tests/fixtures").join(path)
}

/// A genuine file kept beside the project; `None`, said so, where it is not.
pub fn sample(path: &str) -> Option<PathBuf> {
    let file = project("../shared/samples").join(path);
    let beside = project("../../shared/samples").join(path);
    let found = [file, beside].into_iter().find(|file| file.is_file());
    if found.is_none() {
        println!("skipped: the sample {path} is not here");
    }
    found
}

pub fn codes() -> AreaCodes {
    let text = |path: &str| std::fs::read_to_string(project(path)).unwrap();
    let (areas, aliases) = ("datasets/reference/areas.csv", "datasets/reference/aliases.csv");
    let areas = read_areas(Path::new(areas), &text(areas)).unwrap();
    AreaCodes::of(&areas).with_aliases(Path::new(aliases), &text(aliases)).unwrap()
}

/// What comes of a file; its rows must be accounted for.
pub fn try_read(path: &Path, reader: Reader, selection: Selection) -> Result<Ingested> {
    let codes = codes();
    let expected = Expected { areas: Some(&codes), ..Expected::default() };
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let source = Source {
        path: path.to_owned(),
        name,
        provider: "office".to_owned(),
        reader,
        selection,
        sha256: None,
    };
    let ingested = read(&source, &expected)?;
    for count in &ingested.counts {
        assert!(count.balances(), "{count:?}");
    }
    Ok(ingested)
}

#[track_caller]
pub fn read_all(path: &Path, reader: Reader) -> Ingested {
    try_read(path, reader, Selection::Everything).unwrap_or_else(|faults| panic!("{faults}"))
}

#[track_caller]
pub fn refused(path: &Path, reader: Reader, words: &[&str]) {
    let faults = try_read(path, reader, Selection::Everything).expect_err("a fault").to_string();
    for word in words {
        assert!(faults.contains(word), "`{word}` is not in:\n{faults}");
    }
}

/// A series of ours as it stands under a provider's code.
pub fn original(code: &str, only: &[(&str, &str)]) -> Original {
    let only = only.iter().map(|(c, v)| ((*c).to_owned(), (*v).to_owned())).collect();
    let provider = "office".to_owned();
    Original {
        provider,
        code: code.to_owned(),
        sex: None,
        only,
        multiply: 1.0,
        estimated: false,
        bounds: None,
    }
}

/// (rows, observations, problems, what is filtered).
pub fn counted(count: &FileCount) -> (usize, usize, usize, BTreeMap<&'static str, usize>) {
    (count.rows, count.observations, count.problems, count.filtered.clone())
}

/// Series, area, year and value of each observation.
pub fn figures(ingested: &Ingested) -> Vec<(&str, &str, i32, f64)> {
    let figure = |o: &'_ ssj::model::Observation| (o.year, o.value);
    let found = ingested.observations.iter();
    found.map(|o| (&*o.series, &*o.ref_area, figure(o).0, figure(o).1)).collect()
}

/// Line, rule and column of each problem.
pub fn problems(ingested: &Ingested) -> Vec<(u64, &str, &str)> {
    ingested.problems.iter().map(|p| (p.row, p.rule.as_str(), p.column.as_str())).collect()
}
