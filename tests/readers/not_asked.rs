//! Rows that no one asks for, by command: of CSV, and of a folder of Parquet as an engine writes it.

use super::rows::balance;
use crate::parquet_file::{Values, texts};
use crate::workdir::{SMALL, SMALL_DATA, Workdir};

/// Rows of `SMALL_DATA` as an engine writes them: an area to a folder, and other series among them.
fn lake(dir: &Workdir) {
    let rows = SMALL_DATA.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    let rows: Vec<Vec<&'static str>> = rows.collect();
    for area in rows.chunk_by(|a, b| a[0] == b[0]) {
        let more = [area[0][0], "OTHER", "T", "2020", "1", "A"].to_vec();
        let area = [area, &[more]].concat();
        let column = |at: usize| area.iter().map(|row| row[at]).collect::<Vec<_>>();
        let columns = vec![
            texts("required binary INDICATOR (UTF8)", &column(1)),
            texts("required binary SEX (UTF8)", &column(2)),
            (
                "required int32 TIME_PERIOD",
                Values::Ints(column(3).iter().map(|year| year.parse().unwrap()).collect()),
            ),
            texts("required binary OBS_VALUE (UTF8)", &column(4)),
            texts("required binary OBS_STATUS (UTF8)", &column(5)),
        ];
        let path = dir.path(&format!("lake/REF_AREA={}/part.parquet", area[0][0]));
        crate::parquet_file::write(&path, &[columns], parquet::basic::Compression::SNAPPY);
    }
}

#[test]
fn a_folder_of_parquet_is_scored_as_the_same_rows_of_csv() {
    let dir = Workdir::small();
    dir.score().ok();
    let scores = dir.read("out/scores.csv");
    lake(&dir);
    let score = |data: &str| {
        dir.run(&[
            "score",
            "--framework",
            "framework.toml",
            "--data",
            data,
            "--out",
            "out",
            "--json",
        ])
    };
    let summary = balance(&score("lake").ok());
    assert_eq!(dir.read("out/scores.csv"), scores);
    assert_eq!((&summary["observations"], &summary["problems"]), (&9.into(), &0.into()));
    assert_eq!(summary["filtered"]["series_not_in_framework"], 2);
    let manifest = dir.read("out/manifest.json");
    assert!(manifest.contains("lake/REF_AREA=AAA/part.parquet"), "{manifest}");
    // A file of it alone, and one that is damaged among the others.
    score("lake/REF_AREA=AAA/part.parquet").ok();
    let damaged = dir.write("lake/REF_AREA=BBB/part.parquet", "PAR1, and nothing else");
    score("lake").fails(&["as Parquet", &damaged.file_name().unwrap().to_string_lossy()]);
    assert!(dir.exists("out/scores.csv"), "the last good ones stay");
    dir.write("none/notes.txt", "");
    score("none").fails(&["the folder holds no .csv, .csv.gz or .parquet", "none"]);
}

#[test]
fn series_that_no_one_asks_for_are_filtered_by_name() {
    let dir = Workdir::of(SMALL, SMALL_DATA.to_owned() + "AAA,OTHER,T,2020,not even a number,A\n");
    let arguments =
        ["score", "--framework", "framework.toml", "--data", "data.csv", "--out", "out", "--json"];
    let summary = balance(&dir.run(&arguments).ok());
    assert_eq!(summary["filtered"]["series_not_in_framework"], 1);
    assert_eq!(summary["problems"], 0);
    // Passed over or not, a row has the fields of the header and the code of a series.
    let more = "AAA,OTHER,T,2020,1,A\nAAA,OTHER,T,2020,1,5,A\nAAA,,T,2020,1,A\n\
                \"AAA\",\"OTHER\",\"T\",2020,1,\"A, B\"\n";
    dir.write("data.csv", SMALL_DATA.to_owned() + more);
    let summary = balance(&dir.run(&arguments).ok());
    assert_eq!(summary["filtered"]["series_not_in_framework"], 2);
    let problems = dir.rows("out/problems.csv");
    let rules: Vec<&str> = problems.iter().map(|row| row["rule"].as_str()).collect();
    assert_eq!(rules, ["field_count", "unknown_indicator"]);
}

#[test]
fn a_stray_quote_among_rows_that_no_one_asks_for_swallows_none_of_the_others() {
    let dir = Workdir::new();
    dir.write("framework.toml", SMALL);
    let rows = SMALL_DATA.split_once('\n').unwrap().1;
    let text = SMALL_DATA.replace(rows, "");
    dir.write("data.csv", format!("{text}AAA,OTHER,T,2020,1,\"A\n{rows}AAA,OTHER,T,2020,1,A\"\n"));
    dir.score().fails(&["a quoted field runs over lines that read as rows", "data.csv:2"]);
}
