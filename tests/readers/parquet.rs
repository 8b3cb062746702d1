//! Parquet with SDMX column names: one file in each compression, and Hive partitions.

use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use ssj::ingest::Selection;
use ssj::model::Reader::Parquet;
use tempfile::TempDir;

use super::known_areas::{
    assert_filtered, everything, figures, original, problems, refused, source, try_read,
};

/// A row: area, series, sex, year, value, status.
type Row<'r> = (&'r str, &'r str, &'r str, i32, Option<f64>, &'r str);

const COLUMNS: &str = "message m { required binary REF_AREA (UTF8); required binary INDICATOR (UTF8); \
    required binary SEX (UTF8); required int32 TIME_PERIOD; optional double OBS_VALUE; \
    required binary OBS_STATUS (UTF8); required binary EXTRA (UTF8); }";

/// What a row holds in a column of texts.
type Text = fn(&Row) -> String;

/// Writes each of `groups` as a row group; of areas, series and sexes only those not in `left_out`.
fn write(path: &Path, groups: &[&[Row]], compression: Compression, left_out: &[&str]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut schema = COLUMNS.to_owned();
    for name in left_out {
        schema = schema.replace(&format!("required binary {name} (UTF8); "), "");
    }
    let schema = Arc::new(parse_message_type(&schema).unwrap());
    let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
    let file = std::fs::File::create(path).unwrap();
    let mut writer = SerializedFileWriter::new(file, schema, properties).unwrap();
    for rows in groups {
        let mut group = writer.next_row_group().unwrap();
        let texts: [(&str, Text); 3] = [
            ("REF_AREA", |r| r.0.to_owned()),
            ("INDICATOR", |r| r.1.to_owned()),
            ("SEX", |r| r.2.to_owned()),
        ];
        for (_, text) in texts.iter().filter(|(name, _)| !left_out.contains(name)) {
            put(&mut group, rows, *text);
        }
        let years: Vec<i32> = rows.iter().map(|r| r.3).collect();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int32Type>().write_batch(&years, None, None).unwrap();
        column.close().unwrap();
        let values: Vec<f64> = rows.iter().filter_map(|r| r.4).collect();
        let levels: Vec<i16> = rows.iter().map(|r| i16::from(r.4.is_some())).collect();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<DoubleType>().write_batch(&values, Some(&levels), None).unwrap();
        column.close().unwrap();
        put(&mut group, rows, |r| r.5.to_owned());
        put(&mut group, rows, |_| "more".to_owned());
        group.close().unwrap();
    }
    writer.close().unwrap();
}

/// Writes the next column of texts.
fn put(
    group: &mut SerializedRowGroupWriter<'_, std::fs::File>,
    rows: &[Row],
    text: fn(&Row) -> String,
) {
    let values: Vec<ByteArray> = rows.iter().map(|r| ByteArray::from(text(r).as_str())).collect();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<ByteArrayType>().write_batch(&values, None, None).unwrap();
    column.close().unwrap();
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
    let gzip = Compression::GZIP(parquet::basic::GzipLevel::default());
    for compression in [Compression::UNCOMPRESSED, Compression::SNAPPY, zstd, gzip] {
        let path = folder.path().join("data.parquet");
        write(&path, &[&ROWS[..2], &ROWS[2..]], compression, &[]);
        let read = everything(&path, "office", Parquet);
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
    let ours = original("JOBS", &[("EXTRA", "more")], None);
    let none = original("JOBS", &[("EXTRA", "less")], None);
    let selection = Selection::of([("OURS", &ours), ("NONE", &none)]);
    let read = try_read(&source(&path, "office", Parquet, selection)).unwrap();
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
    let ours = original("JOBS", &[], None);
    let read = |selection| try_read(&source(&root, "office", Parquet, selection)).unwrap();
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
        refused(&source(&at(name), "office", Parquet, Selection::Everything), words);
    };
    std::fs::write(at("a.parquet"), "REF_AREA,INDICATOR\n").unwrap();
    refuse("a.parquet", &["as Parquet", "a.parquet"]);
    write(&at("b.parquet"), &[&ROWS], Compression::SNAPPY, &["REF_AREA", "INDICATOR"]);
    let missing = "missing the column REF_AREA and the column INDICATOR";
    refuse("b.parquet", &[missing, "found the columns: SEX, TIME_PERIOD"]);
    std::fs::create_dir(at("empty")).unwrap();
    refuse("empty", &["holds no Parquet file"]);
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
        assert!(try_read(&source).is_err(), "cut at {at}");
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        std::fs::write(&path, &bytes).unwrap();
        refused += usize::from(try_read(&source).is_err());
    }
    assert!(refused > 0);
}
