//! Periods and values of Parquet as its many writers keep them.

use super::parquet::{Row, write};
use crate::one_file::{
    assert_filtered, everything_of, figures, original, problems, project, shared, source,
    try_source,
};
use crate::parquet_file::{self, Column, Values, texts};
use parquet::basic::Compression;
use ssj::ingest::{Ingested, Selection};
use ssj::model::Reader::Parquet;
use tempfile::TempDir;

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
    everything_of(&path, "office", Parquet)
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

/// Files of the format's other writers, kept beside the project.
#[test]
fn faults_of_dates_and_codecs_are_read() {
    for name in ["date32", "timestamp", "lz4"] {
        let Some(path) = shared(&format!("faults/parquet-dates/{name}.parquet")) else { continue };
        let read = everything_of(&path, "office", Parquet);
        assert_eq!(found(&read), [(2020, 1.5), (2021, 2.5)], "{name}");
    }
}

/// Written by Spark 3.5, partitioned, with moments and decimals in the old form.
#[test]
fn what_spark_writes_is_read_with_the_parts_of_its_structures() {
    let read = everything_of(&project("tests/fixtures/parquet/spark"), "office", Parquet);
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
    let ours = original("JOBS", None, &[]);
    let read =
        try_source(&source(&path, "office", Parquet, Selection::of([("OURS", &ours)]))).unwrap();
    assert_eq!(figures(&read), [("OURS", "ALB", "T", 2020, 1.5, "A", 1)]);
    assert_filtered(&read, &[("series_not_wanted", 1)]);
}
