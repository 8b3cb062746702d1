//! A row as it is written in its file, found again by the number that each figure carries.

use std::collections::BTreeSet;
use std::path::Path;

use ssj::ingest::{Selection, rows_as_written};
use ssj::model::Reader;

use crate::one_file::{everything_of, file, project, sample, source};
use crate::parquet_file::{self, Values, texts};

/// Every figure of the file stands in the row that it names.
#[track_caller]
fn found_again(path: &Path, reader: Reader) {
    let ingested = everything_of(path, "p", reader);
    assert!(!ingested.observations.is_empty(), "{}", path.display());
    let sources = [source(path, "p", reader, Selection::Everything)];
    let name = ingested.observations[0].origin.file.to_string();
    let some = ingested.observations.iter().filter(|o| *o.origin.file == *name);
    let some: Vec<_> = some.take(5000).collect();
    let rows: BTreeSet<u64> = some.iter().map(|o| o.origin.row()).collect();
    let written = rows_as_written(&sources, &name, &rows).unwrap_or_else(|e| panic!("{e}"));
    for figure in some {
        let row = written.get(&figure.origin.row()).unwrap_or_else(|| panic!("{figure:?}"));
        let mut cells = row.split(|c: char| ",;\t\":{}<> ".contains(c));
        // A decimal place too many is read as the number that was meant.
        let is_it = |found: f64| (found - figure.value).abs() <= 1e-5 * figure.value.abs();
        assert!(cells.any(|cell| cell.trim().parse().is_ok_and(is_it)), "{figure:?}: {row}");
    }
}

#[test]
fn figures_stand_in_the_rows_that_they_name() {
    for (path, reader) in [
        ("ilostat/codes.csv", Reader::Ilostat),
        ("wid/WID_data_NA.csv", Reader::Wid),
        ("worldbank/API_XX.TEST.ZS_DS2_en_csv_v2_1.csv", Reader::Worldbank),
        ("worldbank/WDIData.csv", Reader::Worldbank),
        ("worldbank/page.json", Reader::Worldbank),
    ] {
        found_again(&project("tests/fixtures").join(path), reader);
    }
    for (path, reader) in [
        ("unsdg/Data_1.3.1_SI_COV_POOR_2019.Q1.G.02.xlsx", Reader::Unsdg),
        ("unsdg/7.1.2-EG_EGY_CLEAN_long.head260.csv", Reader::Unsdg),
        ("worldbank/API_SP.POP.TOTL_DS2_en_csv_v2.csv", Reader::Worldbank),
        ("worldbank/api_v2_country_JP_indicator_NY.GDP.PCAP.CD.json", Reader::Worldbank),
    ] {
        if let Some(path) = sample(path) {
            found_again(&path, reader);
        }
    }
}

#[test]
fn rows_of_parquet_are_told_by_their_columns() {
    let columns = |areas: &[&'static str], values: Vec<Option<f64>>| {
        vec![
            texts("required binary REF_AREA (UTF8)", areas),
            texts("required binary INDICATOR (UTF8)", &vec!["S"; areas.len()]),
            ("required int32 TIME_PERIOD", Values::Ints(vec![2020; areas.len()])),
            ("optional double OBS_VALUE", Values::Doubles(values)),
        ]
    };
    let (_folder, path) = file("x.parquet", "");
    let groups =
        [columns(&["BRA", "FRA"], vec![Some(1.5), Some(2.5)]), columns(&["IND"], vec![Some(3.5)])];
    parquet_file::write(&path, &groups, parquet::basic::Compression::SNAPPY);
    found_again(&path, Reader::Parquet);
    let sources = [source(&path, "p", Reader::Parquet, Selection::Everything)];
    let told = rows_as_written(&sources, "x.parquet", &[3].into()).unwrap();
    assert!(told[&3].contains("REF_AREA: \"IND\"") && told[&3].contains("3.5"), "{told:?}");
    let gone = rows_as_written(&sources, "y.parquet", &[3].into()).unwrap_err();
    assert!(gone.contains("not there"), "{gone}");
}
