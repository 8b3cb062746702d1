//! Parquet with SDMX column names: one file in each compression, types of columns, and Hive partitions.

use std::collections::BTreeSet;
use std::path::Path;

use parquet::basic::{BrotliLevel, Compression, GzipLevel, ZstdLevel};
use ssj::ingest::{Expected, Selection, ingest};
use ssj::model::Reader::Parquet;
use tempfile::TempDir;

use crate::one_file::{
    assert_filtered, codes, everything_of, figures, original, problems, refused_source, source,
    try_source,
};
use crate::parquet_file::{self, Column, Values, texts};

/// A row: area, series, sex, year, value, status.
pub type Row = (&'static str, &'static str, &'static str, i32, Option<f64>, &'static str);

/// Writes each of `groups` as a row group; of areas, series and sexes only those not in `left_out`.
pub fn write(path: &Path, groups: &[&[Row]], compression: Compression, left_out: &[&str]) {
    let columns = |rows: &&[Row]| -> Vec<Column> {
        let text = |declared, cell: fn(&Row) -> &'static str| {
            texts(declared, &rows.iter().map(cell).collect::<Vec<_>>())
        };
        let mut columns = vec![
            text("required binary REF_AREA (UTF8)", |r| r.0),
            text("required binary INDICATOR (UTF8)", |r| r.1),
            text("required binary SEX (UTF8)", |r| r.2),
            ("required int32 TIME_PERIOD", Values::Ints(rows.iter().map(|r| r.3).collect())),
            ("optional double OBS_VALUE", Values::Doubles(rows.iter().map(|r| r.4).collect())),
            text("required binary OBS_STATUS (UTF8)", |r| r.5),
            text("required binary EXTRA (UTF8)", |_| "more"),
        ];
        columns.retain(|(declared, _)| !left_out.iter().any(|name| declared.contains(name)));
        columns
    };
    parquet_file::write(path, &groups.iter().map(columns).collect::<Vec<_>>(), compression);
}

const ROWS: [Row; 6] = [
    ("ALB", "JOBS", "_T", 2020, Some(19.7), "A"),
    ("NAM", "JOBS", "F", 2020, Some(-1e-3), "E"),
    ("NAM", "JOBS", "M", 2020, None, "A"),
    ("NAM", "JOBS", "M", 2021, Some(f64::NAN), "A"),
    ("AAX", "JOBS", "T", 2020, Some(1.0), "A"),
    ("WLD", "JOBS", "T", 2020, Some(1.0), "A"),
];

#[test]
fn a_file_is_read_in_each_compression() {
    let folder = TempDir::new().unwrap();
    let zstd = Compression::ZSTD(ZstdLevel::default());
    let gzip = Compression::GZIP(GzipLevel::default());
    let brotli = Compression::BROTLI(BrotliLevel::default());
    let (lz4, plain) = (Compression::LZ4_RAW, Compression::UNCOMPRESSED);
    for compression in [plain, Compression::SNAPPY, zstd, gzip, brotli, lz4, Compression::LZ4] {
        let path = folder.path().join("data.parquet");
        write(&path, &[&ROWS[..2], &ROWS[2..]], compression, &[]);
        let read = everything_of(&path, "office", Parquet);
        let expected =
            [("JOBS", "ALB", "T", 2020, 19.7, "A", 1), ("JOBS", "NAM", "F", 2020, -0.001, "E", 2)];
        assert_eq!(figures(&read), expected, "{compression:?}");
        assert_eq!(problems(&read), [(5, "unknown_area", "REF_AREA", "AAX")]);
        assert_filtered(&read, &[("aggregate_or_former_area", 1), ("empty_value", 2)]);
    }
}

#[test]
fn row_groups_without_a_wanted_series_are_counted_and_columns_can_be_asked_for() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("data.parquet");
    let other: [Row; 3] = [
        ("ALB", "AGE", "T", 2020, Some(3.0), "A"),
        ("ALB", "ZOO", "T", 2020, Some(4.0), "A"),
        ("ALB", "ZOO", "T", 2021, Some(5.0), "A"),
    ];
    write(&path, &[&ROWS[..1], &other[..1], &other], Compression::SNAPPY, &[]);
    let ours = original("JOBS", None, &[("EXTRA", "more")]);
    let none = original("JOBS", None, &[("EXTRA", "less")]);
    let selection = Selection::of([("OURS", &ours), ("NONE", &none)]);
    let read = try_source(&source(&path, "office", Parquet, selection)).unwrap();
    assert_eq!(figures(&read), [("OURS", "ALB", "T", 2020, 19.7, "A", 1)]);
    // The last group spans the wanted code, and is read; the one before it is not.
    assert_filtered(&read, &[("series_not_wanted", 4)]);
}

#[test]
fn partitions_are_columns_and_each_file_has_an_account() {
    let folder = TempDir::new().unwrap();
    let root = folder.path().join("lake");
    let file = |name: &str| root.join(name);
    let left_out = ["REF_AREA", "INDICATOR"];
    let write = |name: &str, rows: &[Row]| {
        write(&file(name), &[rows], Compression::SNAPPY, &left_out);
    };
    write("INDICATOR=JOBS/REF_AREA=BRA/part-0.parquet", &ROWS[..1]);
    write("INDICATOR=JOBS/REF_AREA=C%C3%B4te%20d'Ivoire/part-0.parquet", &ROWS[1..2]);
    write("INDICATOR=PAY/REF_AREA=BRA/part-0.parquet", &ROWS[..2]);
    std::fs::write(file("_SUCCESS"), "").unwrap();
    std::fs::write(file("INDICATOR=JOBS/.part.crc"), "x").unwrap();
    let ours = original("JOBS", None, &[]);
    let read = |selection| try_source(&source(&root, "office", Parquet, selection)).unwrap();
    let some = read(Selection::of([("OURS", &ours)]));
    let expected =
        [("OURS", "BRA", "T", 2020, 19.7, "A", 1), ("OURS", "CIV", "F", 2020, -0.001, "E", 1)];
    assert_eq!(figures(&some), expected);
    let counts: Vec<(&str, usize)> =
        some.counts.iter().map(|c| (c.file.as_str(), c.rows)).collect();
    let expected = [
        ("lake/INDICATOR=JOBS/REF_AREA=BRA/part-0.parquet", 1),
        ("lake/INDICATOR=JOBS/REF_AREA=C%C3%B4te%20d'Ivoire/part-0.parquet", 1),
        ("lake/INDICATOR=PAY/REF_AREA=BRA/part-0.parquet", 2),
    ];
    assert_eq!(counts, expected);
    assert_eq!(some.counts[2].filtered["series_not_wanted"], 2);
    assert_eq!(read(Selection::Everything).observations.len(), 4);
}

#[test]
fn what_is_no_such_file_is_refused() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    let refuse = |name: &str, words: &[&str]| {
        refused_source(&source(&at(name), "office", Parquet, Selection::Everything), words);
    };
    std::fs::write(at("a.parquet"), "REF_AREA,INDICATOR\n").unwrap();
    refuse("a.parquet", &["as Parquet", "a.parquet"]);
    write(&at("b.parquet"), &[&ROWS], Compression::SNAPPY, &["REF_AREA", "INDICATOR"]);
    let missing = "missing the column REF_AREA and the column INDICATOR";
    refuse("b.parquet", &[missing, "found the columns: SEX, TIME_PERIOD"]);
    std::fs::create_dir(at("empty")).unwrap();
    refuse("empty", &["holds no Parquet file"]);
    let nested = "required group OBS_VALUE { required int32 a; }";
    let group =
        vec![texts("required binary REF_AREA (UTF8)", &["ALB"]), (nested, Values::Ints(vec![1]))];
    parquet_file::write(&at("c.parquet"), &[group], Compression::SNAPPY);
    refuse("c.parquet", &["the column OBS_VALUE holds structures or lists"]);
    // One file of a folder lacks what the others have; all such are named.
    write(&at("mixed/SEX=F/a.parquet"), &[&ROWS], Compression::SNAPPY, &["SEX"]);
    for part in ["mixed/SEX=M/b.parquet", "mixed/SEX=M/c.parquet"] {
        write(&at(part), &[&ROWS], Compression::SNAPPY, &["SEX", "REF_AREA"]);
    }
    refuse("mixed", &["missing the column REF_AREA", "SEX=M/b.parquet", "SEX=M/c.parquet"]);
    // Such a table keeps rows that were deleted since.
    write(&at("delta/a.parquet"), &[&ROWS], Compression::SNAPPY, &[]);
    std::fs::create_dir(at("delta/_delta_log")).unwrap();
    refuse("delta", &["a table with versions (_delta_log)", "delta_scan"]);
}

#[test]
fn what_a_path_says_must_not_be_something_else_in_the_file() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    // Polars writes the key into the file as well.
    write(&at("same/SEX=_T/a.parquet"), &[&ROWS[..1]], Compression::SNAPPY, &[]);
    write(&at("same/SEX=F/a.parquet"), &[&ROWS[1..2]], Compression::SNAPPY, &[]);
    let same = everything_of(&at("same"), "office", Parquet);
    assert_eq!(same.observations.len(), 2);
    write(&at("other/SEX=F/a.parquet"), &[&ROWS], Compression::SNAPPY, &[]);
    let source = source(&at("other"), "office", Parquet, Selection::Everything);
    refused_source(
        &source,
        &["the file lies in SEX=F, and holds `_T` in its own column SEX", "a.parquet"],
    );
}

#[test]
fn a_partition_without_a_value_is_an_empty_cell() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    let empty = "SEX=__HIVE_DEFAULT_PARTITION__/REF_AREA=__HIVE_DEFAULT_PARTITION__/a.parquet";
    write(&at(empty), &[&ROWS[..1]], Compression::SNAPPY, &["SEX", "REF_AREA"]);
    let read = everything_of(folder.path(), "office", Parquet);
    assert_eq!(problems(&read), [(1, "unknown_area", "REF_AREA", "")]);
}

#[test]
fn only_rows_of_series_that_a_framework_reads_are_kept_and_the_others_counted() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    let row = |n: usize| -> Row {
        let area = ["ALB", "NAM", "BRA", "FRA", "IND", "CHN"][n / 1800];
        let (series, sex) = (["JOBS", "PAY", "RENT"][n % 3], ["T", "F", "M"][n / 3 % 3]);
        (area, series, sex, 1900 + (n / 9 % 200) as i32, Some(n as f64), "A")
    };
    let many: Vec<Row> = (0..10_800).map(row).collect();
    // By its statistics: none; some, in no order; one alone. By its path: none.
    let groups: [&[Row]; 3] = [&[], &many[1..], &many[..1]];
    write(&at("lake/a.parquet"), &groups, Compression::SNAPPY, &[]);
    write(&at("lake/INDICATOR=PAY/a.parquet"), &[&ROWS], Compression::SNAPPY, &["INDICATOR"]);
    let codes = codes();
    let used = BTreeSet::from(["JOBS".to_owned(), "RENT.Y15".to_owned()]);
    let expected = Expected { areas: Some(&codes), series: Some(&used), ..Expected::default() };
    let source = source(&at("lake"), "office", Parquet, Selection::Everything);
    let read = ingest(&[source], &expected).unwrap();
    let values: Vec<f64> = read.observations.iter().map(|o| o.value).collect();
    let jobs = (3..10_800).step_by(3).chain([0]).map(|n| n as f64);
    assert_eq!(values, jobs.collect::<Vec<_>>());
    let [path, rows] = &read.counts[..] else { panic!("{:?}", read.counts) };
    assert_eq!((path.rows, path.filtered["series_not_in_framework"], path.footer), (6, 6, true));
    assert_eq!((rows.rows, rows.footer, rows.balances()), (10_800, false, true));
    let seen: Vec<&str> = read.series_seen.iter().map(String::as_str).collect();
    assert_eq!(seen, ["JOBS", "PAY", "RENT"]);
    assert_eq!(read.observations[0].origin.row(), 3);
}

/// `a_m` alone may be of months; beside `a_f`, in another folder, it is of men.
#[test]
fn series_of_women_and_men_are_known_across_the_folders_of_a_source() {
    let folder = TempDir::new().unwrap();
    for series in ["a_f", "a_m", "b_m"] {
        let path = folder.path().join(format!("INDICATOR={series}/part.parquet"));
        write(&path, &[&ROWS[..1]], Compression::SNAPPY, &["INDICATOR", "SEX"]);
    }
    let used = BTreeSet::from(["a_m".to_owned(), "b_m".to_owned()]);
    let expected = Expected { series: Some(&used), ..Expected::default() };
    let source = source(folder.path(), "office", Parquet, Selection::Everything);
    let read = ingest(&[source], &expected).unwrap();
    let found: Vec<(&str, &str)> =
        read.observations.iter().map(|o| (&*o.series, o.sex.code())).collect();
    assert_eq!(found, [("a_m", "M"), ("b_m", "T")]);
}

/// Cut or changed anywhere, a file is read or refused, never a reason to stop.
#[test]
fn a_damaged_file_ends_in_a_fault_or_in_rows() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("data.parquet");
    write(&path, &[&ROWS], Compression::SNAPPY, &[]);
    let whole = std::fs::read(&path).unwrap();
    let source = source(&path, "office", Parquet, Selection::Everything);
    let mut refused = 0;
    for at in (0..whole.len()).step_by(7) {
        std::fs::write(&path, &whole[..at]).unwrap();
        assert!(try_source(&source).is_err(), "cut at {at}");
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        std::fs::write(&path, &bytes).unwrap();
        refused += usize::from(try_source(&source).is_err());
    }
    assert!(refused > 0);
    // Lists of lists of truths, which take no room and are said to be many.
    let lists = [0xf2, 0xff, 0xff, 0xff, 0xff, 0x07].repeat(15);
    let metadata = [&[0xf9, 0xe9][..], &lists, &[0]].concat();
    let length = (metadata.len() as u32).to_le_bytes();
    std::fs::write(&path, [b"PAR1", &metadata[..], &length, b"PAR1"].concat()).unwrap();
    let told = try_source(&source).unwrap_err().to_string();
    assert!(told.contains("its metadata hold what no file of Parquet does"), "{told}");
}
