//! Parquet with SDMX column names: one file in each compression, types of columns, and Hive partitions.

use std::collections::BTreeSet;
use std::path::Path;

use parquet::basic::{BrotliLevel, Compression, GzipLevel, ZstdLevel};
use ssj::ingest::{Expected, Ingested, Selection, ingest};
use ssj::model::Reader::Parquet;
use tempfile::TempDir;

use super::known_areas::{
    assert_filtered, codes, everything, figures, original, problems, project, refused, source,
    try_read,
};
use crate::parquet_file::{self, Column, Values, texts};

/// A row: area, series, sex, year, value, status.
type Row = (&'static str, &'static str, &'static str, i32, Option<f64>, &'static str);

/// Writes each of `groups` as a row group; of areas, series and sexes only those not in `left_out`.
fn write(path: &Path, groups: &[&[Row]], compression: Compression, left_out: &[&str]) {
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
    let same = everything(&at("same"), "office", Parquet);
    assert_eq!(same.observations.len(), 2);
    write(&at("other/SEX=F/a.parquet"), &[&ROWS], Compression::SNAPPY, &[]);
    let source = source(&at("other"), "office", Parquet, Selection::Everything);
    refused(
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
    let read = everything(folder.path(), "office", Parquet);
    assert_eq!(problems(&read), [(1, "unknown_area", "REF_AREA", "")]);
}

/// Rows of one series in three years, as other columns write their periods and values.
fn three(periods: Column, values: Column, more: Vec<Column>) -> Ingested {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("data.parquet");
    let mut columns = vec![
        texts("required binary REF_AREA (UTF8)", &["ALB", "ALB", "ALB"]),
        texts("required binary SERIES (UTF8)", &["JOBS", "JOBS", "JOBS"]),
        periods,
        values,
    ];
    columns.extend(more);
    parquet_file::write(&path, &[columns], Compression::SNAPPY);
    everything(&path, "office", Parquet)
}

fn found(read: &Ingested) -> Vec<(i32, f64)> {
    read.observations.iter().map(|o| (o.year, o.value)).collect()
}

fn values() -> Column {
    ("optional double OBS_VALUE", Values::Doubles(vec![Some(1.5), Some(2.5), None]))
}

#[test]
fn dates_and_moments_are_years_where_all_begin_or_end_one() {
    let (ends, begins) = ([-1, 18_992, 19_357], [-365, 18_262, 18_628]);
    let a_day = 86_400;
    let periods = |days: [i64; 3]| -> Vec<Column> {
        let of = |unit: i64| days.map(|day| day * a_day * unit).to_vec();
        vec![
            ("required int32 TIME_PERIOD (DATE)", Values::Ints(days.map(|d| d as i32).to_vec())),
            ("required int64 TIME_PERIOD (TIMESTAMP(MILLIS, true))", Values::Longs(of(1_000))),
            ("required int64 TIME_PERIOD (TIMESTAMP(MICROS, false))", Values::Longs(of(1_000_000))),
            (
                "required int64 TIME_PERIOD (TIMESTAMP(NANOS, true))",
                Values::Longs(of(1_000_000_000)),
            ),
            ("required int96 TIME_PERIOD", Values::Int96(of(1))),
        ]
    };
    for (days, years) in [(begins, [1969, 2020]), (ends, [1969, 2021])] {
        for period in periods(days) {
            let what = period.0;
            let read = three(period, values(), Vec::new());
            assert_eq!(found(&read), [(years[0], 1.5), (years[1], 2.5)], "{what}");
            assert_filtered(&read, &[("empty_value", 1)]);
        }
    }
    // Of months the January is no year, unless a frequency says that the figures are annual.
    let monthly = [18_262, 18_293, 18_322];
    for period in periods(monthly) {
        assert_filtered(&three(period, values(), Vec::new()), &[("not_annual", 3)]);
    }
    let frequency = |codes: &[&'static str]| vec![texts("required binary FREQ (UTF8)", codes)];
    for period in periods(monthly) {
        let read = three(period, values(), frequency(&["A", "M", "M"]));
        assert_eq!(found(&read), [(2020, 1.5)]);
        assert_filtered(&read, &[("not_annual", 2)]);
    }
    // Midnight of another zone is another day of this one, and maybe another year.
    let hour = 3_600_000;
    let shifted = begins.map(|day| day * a_day * 1_000 - hour).to_vec();
    let shifted = ("required int64 TIME_PERIOD (TIMESTAMP(MILLIS, true))", Values::Longs(shifted));
    let read = three(shifted, values(), frequency(&["A", "A", "A"]));
    assert_eq!(problems(&read)[0], (1, "not_a_year", "TIME_PERIOD", "1968-12-31 23:00:00"));
}

#[test]
fn numbers_of_every_type_are_read_as_a_csv_would_write_them() {
    let years = || ("required int64 TIME_PERIOD", Values::Longs(vec![2020, 2021, 2022]));
    let columns: [(Column, [f64; 3]); 7] = [
        (("required float OBS_VALUE", Values::Floats(vec![19.7, 0.1, -3.0])), [19.7, 0.1, -3.0]),
        (
            ("required int32 OBS_VALUE (DECIMAL(9, 2))", Values::Ints(vec![1970, 5, -10])),
            [19.7, 0.05, -0.1],
        ),
        (
            ("required int64 OBS_VALUE (DECIMAL(18, 1))", Values::Longs(vec![5, 0, -5])),
            [0.5, 0.0, -0.5],
        ),
        (
            (
                "required fixed_len_byte_array(3) OBS_VALUE (DECIMAL(5, 1))",
                Values::Fixed(vec![vec![0xff, 0xff, 0x3b], vec![0, 0, 1], vec![1, 0, 0]]),
            ),
            [-19.7, 0.1, 6553.6],
        ),
        (
            ("required int32 OBS_VALUE (UINT_32)", Values::Ints(vec![-1, 0, 7])),
            [4_294_967_295.0, 0.0, 7.0],
        ),
        (
            ("required int64 OBS_VALUE (UINT_64)", Values::Longs(vec![1 << 53, 0, 7])),
            [9_007_199_254_740_992.0, 0.0, 7.0],
        ),
        (texts("required binary OBS_VALUE", &["1e3", " 2 ", "-0.5"]), [1000.0, 2.0, -0.5]),
    ];
    for (values, expected) in columns {
        let what = values.0;
        let read = three(years(), values, Vec::new());
        let found: Vec<f64> = read.observations.iter().map(|o| o.value).collect();
        assert_eq!(found, expected, "{what}");
    }
    // Years as whole fractions, as tables with gaps have them.
    let years =
        ("optional double TIME_PERIOD", Values::Doubles(vec![Some(2020.0), None, Some(2021.5)]));
    let read = three(years, values(), Vec::new());
    assert_eq!(found(&read), [(2020, 1.5)]);
    assert_eq!(problems(&read)[0], (2, "not_a_year", "TIME_PERIOD", ""));
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

/// Files of the format's other writers, kept beside the project.
#[test]
fn faults_of_dates_and_codecs_are_read() {
    for name in ["date32", "timestamp", "lz4"] {
        let beside = ["../shared/faults", "../../shared/faults"];
        let file = format!("parquet-dates/{name}.parquet");
        let Some(path) = beside.map(|b| project(b).join(&file)).into_iter().find(|p| p.is_file())
        else {
            println!("skipped: {file} is not here");
            continue;
        };
        let read = everything(&path, "office", Parquet);
        assert_eq!(found(&read), [(2020, 1.5), (2021, 2.5)], "{name}");
    }
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

/// Written by Spark 3.5, partitioned, with moments and decimals in the old form.
#[test]
fn what_spark_writes_is_read_with_the_parts_of_its_structures() {
    let read = everything(&project("tests/fixtures/parquet/spark"), "office", Parquet);
    let expected = [
        ("UNE", "KEN", "T", 2020, 7.25, "A", 1),
        ("UNE.Y15T24", "NOR", "T", 2020, 4.5, "A", 1),
        ("UNE.Y25T64", "NOR", "T", 2020, 4.5, "E", 2),
    ];
    assert_eq!(figures(&read), expected);
    assert_filtered(&read, &[("empty_value", 1)]);
    let ignored: Vec<&String> = read.notes.iter().filter(|n| n.contains("ignored")).collect();
    assert_eq!(ignored.len(), 1, "once for the folder: {:?}", read.notes);
    assert!(ignored[0].ends_with("columns ignored: NOTES"), "{ignored:?}");
}

#[test]
fn labels_behind_codes_are_no_other_series() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("data.parquet");
    let rows: [Row; 2] = [
        ("ALB: Albania", "JOBS: Jobs", "T: Total", 2020, Some(1.5), "A: Normal"),
        ("ALB: Albania", "ZOO: Animals", "T: Total", 2020, Some(2.5), "A: Normal"),
    ];
    write(&path, &[&rows[..1], &rows[1..]], Compression::SNAPPY, &[]);
    let ours = original("JOBS", &[], None);
    let read =
        try_read(&source(&path, "office", Parquet, Selection::of([("OURS", &ours)]))).unwrap();
    assert_eq!(figures(&read), [("OURS", "ALB", "T", 2020, 1.5, "A", 1)]);
    assert_filtered(&read, &[("series_not_wanted", 1)]);
}
