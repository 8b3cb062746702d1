//! Files read against the project's own areas and aliases, and what came of them.
#![allow(dead_code)] // each reader's tests use their own part of this

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use ssj::fault::Result;
use ssj::ingest::{AreaCodes, Expected, Ingested, Selection, Source, read, read_areas};
use ssj::model::{Bounds, Original, Reader};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
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
    AreaCodes::of(&areas).with_aliases(Path::new(aliases), &text(aliases)).unwrap()
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

/// What comes of a file; its rows must be accounted for.
pub fn try_read(source: &Source) -> Result<Ingested> {
    let codes = codes();
    let expected = Expected { areas: Some(&codes), ..Expected::default() };
    let ingested = read(source, &expected)?;
    assert!(!ingested.counts.is_empty());
    let of = |count: fn(&ssj::ingest::FileCount) -> usize| ingested.counts.iter().map(count).sum();
    let (observations, problems): (usize, usize) = (of(|c| c.observations), of(|c| c.problems));
    assert!(ingested.counts.iter().all(|c| c.balances()), "{:?}", ingested.counts);
    assert_eq!(observations, ingested.observations.len());
    assert_eq!(problems, ingested.problems.len());
    Ok(ingested)
}

#[track_caller]
pub fn everything(path: &Path, provider: &str, reader: Reader) -> Ingested {
    let source = source(path, provider, reader, Selection::Everything);
    try_read(&source).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Writes a file of that name into a folder that goes with the test.
pub fn file(name: &str, bytes: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// What is said of a file that can't be read; every word must be in it.
#[track_caller]
pub fn refused(source: &Source, words: &[&str]) {
    let faults = try_read(source).expect_err("a fault").to_string();
    for word in words {
        assert!(faults.contains(word), "`{word}` is not in:\n{faults}");
    }
}

/// A series of ours as it stands under a provider's code.
pub fn original(code: &str, only: &[(&str, &str)], bounds: Option<Bounds>) -> Original {
    let only = only.iter().map(|(c, v)| ((*c).to_owned(), (*v).to_owned())).collect();
    let provider = "office".to_owned();
    Original {
        provider,
        code: code.to_owned(),
        sex: None,
        only,
        multiply: 1.0,
        estimated: false,
        bounds,
    }
}

#[track_caller]
pub fn assert_filtered(ingested: &Ingested, rules: &[(&'static str, usize)]) {
    let expected: BTreeMap<&'static str, usize> = rules.iter().copied().collect();
    assert_eq!(ingested.counts[0].filtered, expected);
}

/// Series, area, sex, year, value, status and row of each observation.
pub fn figures(ingested: &Ingested) -> Vec<(&str, &str, &str, i32, f64, &str, u64)> {
    let one = |o: &'_ ssj::model::Observation| (o.sex.code(), o.year, o.value, o.status.code());
    let figures = ingested.observations.iter().map(|o| {
        let (sex, year, value, status) = one(o);
        (&*o.series, &*o.ref_area, sex, year, value, status, o.origin.row())
    });
    figures.collect()
}

/// Row, rule, column and what was found, of each problem.
pub fn problems(ingested: &Ingested) -> Vec<(u64, &str, &str, &str)> {
    ingested.problems.iter().map(|p| (p.row, &*p.rule, &*p.column, &*p.found)).collect()
}

/// A workbook with these sheets, each a name and the XML of its rows; written by hand, so that a test
/// says what stands in it.
pub fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let (mut list, mut targets) = (String::new(), String::new());
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: String| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    for (i, (name, rows)) in sheets.iter().enumerate() {
        let n = i + 1;
        list += &format!("<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>");
        targets += &format!(
            "<Relationship Id=\"rId{n}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
        );
        let sheet =
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
        add(&format!("xl/worksheets/sheet{n}.xml"), sheet);
    }
    targets +=
        &format!("<Relationship Id=\"rIdS\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/>");
    // Style 1 is a date, style 2 a percentage.
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>"
    );
    add("xl/styles.xml", styles);
    add(
        "xl/workbook.xml",
        format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{list}</sheets></workbook>"
        ),
    );
    add(
        "xl/_rels/workbook.xml.rels",
        format!("<Relationships xmlns=\"{PACKAGE}\">{targets}</Relationships>"),
    );
    let target = format!(
        "<Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/>"
    );
    add("_rels/.rels", format!("<Relationships xmlns=\"{PACKAGE}\">{target}</Relationships>"));
    zip.finish().unwrap().into_inner()
}

/// A row of a sheet: texts, and what begins with `=` as a bare number.
pub fn row(line: u32, cells: &[&str]) -> String {
    let cell = |(column, text): (usize, &&str)| {
        let place = format!("{}{line}", char::from(b'A' + column as u8));
        match text.strip_prefix('=') {
            _ if text.is_empty() => String::new(),
            Some(number) => format!("<c r=\"{place}\"><v>{number}</v></c>"),
            None => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        }
    };
    let cells: String = cells.iter().enumerate().map(cell).collect();
    format!("<row r=\"{line}\">{cells}</row>")
}
