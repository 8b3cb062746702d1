//! Reading SDMX-CSV as it comes, and what is said of files and rows that can't be used.

mod parquet_file;
mod workdir;

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use parquet_file::{Values, texts};
use workdir::{Run, SMALL, SMALL_DATA, Workdir};

const AREAS: &str = "REF_AREA,NAME_EN,REGION\nAAA,Aland,North\nBBB,Bland,South\n";
const SOURCES: &str = r#"years = { first = 2000, last = 2030 }

[[provider]]
code = "office"
name = "Statistical office"
files = ["data.csv"]

[[series]]
code = "JOBS"
name = "Jobs"
unit = "%"
range = [0, 100]
provider = "office"

[[series]]
code = "PART"
name = "Participation"
unit = "%"
range = [0, 100]
provider = "office"

[[series]]
code = "POOR"
name = "Poverty"
unit = "%"
range = [0, 100]
provider = "office"
"#;

/// A framework with a reference table and a catalogue, and these data.
fn checked(data: impl AsRef<[u8]>) -> Workdir {
    let dir = Workdir::new();
    let places = "[data]\nareas = \"areas.csv\"\nsources = \"sources.toml\"\n\n[ranking]";
    dir.write("framework.toml", SMALL.replace("[ranking]", places));
    dir.write("areas.csv", AREAS);
    dir.write("sources.toml", SOURCES);
    dir.write("data.csv", data);
    dir
}

/// The same, and every indicator is of JOBS, so that rows of it alone are enough.
fn checked_jobs(data: impl AsRef<[u8]>) -> Workdir {
    let dir = checked(data);
    let of_jobs = dir.read("framework.toml").replace("100 * PART[F] / PART[M]", "JOBS");
    dir.write("framework.toml", of_jobs.replace("\"POOR\"", "\"JOBS\""));
    dir
}

fn score(dir: &Workdir, more: &[&str]) -> Run {
    let arguments = ["score", "--framework", "framework.toml", "--out", "out", "--json"];
    dir.run(&[&arguments, more].concat())
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// Every row is an observation, an exact duplicate, a problem or filtered by name.
#[track_caller]
fn balance(run: &Run) -> serde_json::Value {
    let summary: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let count = |key: &str| summary[key].as_u64().unwrap();
    let filtered: u64 =
        summary["filtered"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
    let parts = ["observations", "exact_duplicates", "problems"].map(count);
    assert_eq!(count("rows"), parts.iter().sum::<u64>() + filtered, "{summary}");
    summary
}

#[test]
fn every_kind_of_bad_row_is_a_problem_and_every_row_is_accounted_for() {
    let bad = "\
AAX,JOBS,T,2020,1,A
AAA,JOBZ,T,2020,1,A
AAA,JOBS,X,2020,1,A
AAA,JOBS,T,2020,many,A
AAA,JOBS,T,2020,\"2,553\",A
AAA,JOBS,T,2020,NaN,A
AAA,JOBS,T,1999,1,A
AAA,JOBS,T,2020-Q1,1,A
AAA,JOBS,T,2020,101,A
AAA,JOBS,T,2020,1,Ω
AAA,JOBS,T,2020,1,A,more
AAA,JOBS,T,2018,,A
BBB,POOR,T,2020,45,A
AAA,POOR,T,2016,7,A
AAA,POOR,T,2016,8,A
QQQ,JOBS,T,3020,x,A
";
    let dir = checked(SMALL_DATA.to_owned() + bad);
    let run = score(&dir, &[]).ok();
    let summary = balance(&run);
    assert_eq!(summary["rows"], 25);
    assert_eq!(summary["observations"], 9);
    assert_eq!(summary["exact_duplicates"], 1);
    assert_eq!(summary["filtered"]["empty_value"], 1);
    assert_eq!(summary["problems"], 14);
    let problems = dir.rows("out/problems.csv");
    let of = |row: &str| {
        let p = problems.iter().find(|p| p["row"] == row).unwrap_or_else(|| panic!("row {row}"));
        (p["rule"].clone(), p["column"].clone(), p["found"].clone())
    };
    let expect = [
        ("11", "unknown_area", "REF_AREA", "AAX"),
        ("12", "unknown_indicator", "INDICATOR", "JOBZ"),
        ("13", "unknown_sex", "SEX", "X"),
        ("14", "not_a_number", "OBS_VALUE", "many"),
        ("15", "not_a_number", "OBS_VALUE", "2,553"),
        ("16", "not_a_number", "OBS_VALUE", "NaN"),
        ("17", "year_out_of_range", "TIME_PERIOD", "1999"),
        ("18", "not_a_year", "TIME_PERIOD", "2020-Q1"),
        ("19", "value_out_of_range", "OBS_VALUE", "101"),
        ("20", "unknown_status", "OBS_STATUS", "Ω"),
        ("21", "field_count", "", "7 fields"),
        ("24", "conflicting_duplicate", "OBS_VALUE", "7 A"),
        ("25", "conflicting_duplicate", "OBS_VALUE", "8 A"),
    ];
    for (row, rule, column, found) in expect {
        assert_eq!(of(row), (rule.into(), column.into(), found.into()), "row {row}");
    }
    let (rules, columns, _) = of("26");
    assert_eq!(rules, "unknown_area; year_out_of_range; not_a_number");
    assert_eq!(columns, "REF_AREA; TIME_PERIOD; OBS_VALUE");
    let nearest = problems.iter().find(|p| p["row"] == "11").unwrap();
    assert_eq!(nearest["expected"], "a code of the reference table (nearest: AAA)");
}

#[test]
fn strict_fails_on_a_problem_lists_it_and_writes_only_the_problems() {
    let dir = checked(SMALL_DATA.to_owned() + "AAX,JOBS,T,2020,1,A\n");
    score(&dir, &["--strict"]).fails(&[
        "data.csv:11",
        "column REF_AREA",
        "found `AAX`",
        "--strict",
    ]);
    // A row that is wrong as a whole has no column, and an empty cell nothing to quote.
    let odd = checked(SMALL_DATA.to_owned() + "AAA,JOBS,T,2020\nAAA,JOBS,T,,1,A\n");
    let told = score(&odd, &["--strict"]).err;
    assert!(!told.contains("\"column\": \"\"") && !told.contains("found ``"), "{told}");
    assert!(told.contains("found nothing, expected a year"), "{told}");
    assert!(dir.exists("out/refused/problems.csv"));
    assert!(!dir.exists("out/problems.csv") && !dir.exists("out/scores.csv"));
    let clean = checked(SMALL_DATA);
    score(&clean, &["--strict"]).ok();
}

#[test]
fn columns_in_any_order_a_mark_crlf_quotes_and_gzip_give_the_same_tables() {
    let plain = checked(SMALL_DATA);
    score(&plain, &[]).ok();
    let turned: String = SMALL_DATA
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let note = if cells[0] == "REF_AREA" { "NOTE" } else { "\"a, \"\"b\"\" c\"" };
            let [area, series, sex, year, value, status] = cells[..] else { panic!() };
            format!("\"{value}\",{year},{note},{status},{series},{sex},\"{area}\"\r\n")
        })
        .collect();
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend_from_slice(turned.as_bytes());
    let other = checked(gzip(&String::from_utf8(marked).unwrap()));
    let run = score(&other, &[]).ok();
    assert!(run.out.contains("columns ignored: NOTE"), "{}", run.out);
    for table in ["out/scores.csv", "out/panel.csv"] {
        assert_eq!(plain.read(table), other.read(table), "{table}");
    }
}

#[test]
fn a_row_is_named_by_its_line_also_after_line_breaks_inside_quotes() {
    let data = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,NOTE\r\n\
                AAA,JOBS,2019,1,\"two\r\nlines\"\r\n\r\nAAA,JOBS,2020,x,\r\n";
    let dir = checked_jobs(data);
    score(&dir, &[]).ok();
    assert_eq!(dir.rows("out/problems.csv")[0]["row"], "5");
}

#[test]
fn lines_that_end_in_a_carriage_return_alone_are_counted_too() {
    let dir = checked_jobs(
        "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\rAAA,JOBS,2019,1\rAAA,JOBS,2020,x\r",
    );
    score(&dir, &[]).ok();
    assert_eq!(dir.rows("out/problems.csv")[0]["row"], "3");
}

#[test]
fn a_quote_that_is_never_closed_swallows_nothing_silently() {
    let rest = "AAA,JOBS,T,2021,5,A,\nAAA,JOBS,T,2022,6,A,\n";
    let header = "REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,NOTE\n";
    let open = format!("{header}AAA,JOBS,T,2019,3,A,\"note\n{rest}");
    score(&checked(&open), &[])
        .fails(&["a quote opened in this line is never closed", "data.csv:2"]);
    // Closed by another stray quote further down: the rows between would be gone.
    let closed = format!("{header}AAA,JOBS,T,2019,3,A,\"note\n{rest}AAA,JOBS,T,2018,1,A,x\"\n");
    score(&checked(&closed), &[]).fails(&["runs over lines that read as rows", "data.csv:2"]);
    let honest = format!("{header}AAA,JOBS,T,2019,3,A,\"two\nlines\"\n{rest}");
    let summary = balance(&score(&checked_jobs(&honest), &[]).ok());
    assert_eq!(summary["observations"], 3);
}

#[test]
fn a_column_that_stands_twice_is_refused() {
    let dir = checked("REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_VALUE\nAAA,JOBS,2020,5,10\n");
    score(&dir, &[]).fails(&["the column OBS_VALUE stands twice", "data.csv:1"]);
}

#[test]
fn a_series_in_the_file_of_another_provider_is_a_problem() {
    let dir = checked(SMALL_DATA);
    let either = dir.read("framework.toml").replace("\"JOBS\"", "\"first(JOBS, POOR)\"");
    dir.write("framework.toml", either);
    let other = SOURCES.to_owned() + "\n[[provider]]\ncode = \"bank\"\nname = \"Bank\"\n";
    dir.write("sources.toml", other.replacen("provider = \"office\"", "provider = \"bank\"", 1));
    score(&dir, &[]).ok();
    let problems = dir.rows("out/problems.csv");
    assert_eq!(problems.len(), 2, "both rows of JOBS");
    assert_eq!(problems[0]["expected"], "a series of office; this one comes from bank");
}

#[test]
fn many_conflicting_rows_name_a_few_and_count_the_rest() {
    let rows: String = (0..50).map(|i| format!("AAA,JOBS,T,2015,{i},A\n")).collect();
    let dir = checked(SMALL_DATA.to_owned() + &rows);
    assert_eq!(balance(&score(&dir, &[]).ok())["problems"], 50);
    assert!(dir.rows("out/problems.csv")[0]["expected"].ends_with("46 more"));
}

#[test]
fn a_power_of_ten_in_unit_mult_is_applied() {
    let dir = checked_jobs(
        "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MULT\nAAA,JOBS,2020,4,1\nAAA,POOR,2020,15,0\n",
    );
    score(&dir, &[]).ok();
    let rows = dir.rows("out/panel.csv");
    assert_eq!(rows[0]["value"], "40");
}

#[test]
fn files_that_cannot_be_read_are_named_with_what_to_do() {
    let cases: [(&str, Vec<u8>, &[&str]); 7] = [
        ("empty", Vec::new(), &["the file is empty", "data.csv"]),
        (
            "wrong columns",
            b"COUNTRY,YEAR,OBS_VALU\nAAA,2020,1\n".to_vec(),
            &[
                "missing the column REF_AREA",
                "data.csv:1",
                "found the columns: COUNTRY, YEAR, OBS_VALU",
                "did you mean `OBS_VALU`?",
                "say what its columns hold in a file beside it, data.csv.toml: `ssj read --reader table",
            ],
        ),
        (
            "Latin-1",
            [SMALL_DATA.as_bytes(), b"AAA,JOBS,T,2018,1,\xe9\n"].concat(),
            &["not UTF-8", "byte 0xE9", "data.csv:11", "iconv"],
        ),
        ("UTF-32", b"\xff\xfe\0\0R\0\0\0".to_vec(), &["UTF-32", "iconv"]),
        ("half of UTF-16", b"\xff\xfeR\0E\0F".to_vec(), &["cut or damaged", "data.csv:1"]),
        ("half a gzip", gzip(SMALL_DATA)[..60].to_vec(), &["cut or damaged", "data.csv"]),
        ("no gzip", b"\x1f\x8bnonsense".to_vec(), &["cut or damaged", "data.csv:1"]),
    ];
    for (what, bytes, parts) in cases {
        let dir = checked(bytes);
        let run = score(&dir, &[]);
        run.fails(parts);
        assert!(!dir.exists("out/scores.csv"), "{what}");
    }
    let dir = checked("");
    std::fs::remove_file(dir.path("data.csv")).unwrap();
    score(&dir, &[]).fails(&["cannot read the file", "data.csv", "is the file there?"]);
}

#[test]
fn all_files_that_cannot_be_read_are_named_not_only_the_first() {
    let dir = Workdir::new();
    dir.write("framework.toml", SMALL);
    dir.write("data/a.csv", "");
    dir.write("data/b.csv", "X\n1\n");
    dir.run(&["score", "--framework", "framework.toml", "--data", "data", "--out", "out"])
        .fails(&["a.csv", "b.csv"]);
    dir.run(&["score", "--framework", "framework.toml", "--data", "nowhere", "--out", "out"])
        .fails(&["cannot find the data", "nowhere"]);
}

#[test]
fn an_area_that_is_na_may_be_missing_and_is_never_taken_for_namibia() {
    let dir = checked_jobs(
        "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nNA,JOBS,2020,40\nAAA,JOBS,2020,50\n",
    );
    dir.write("areas.csv", "REF_AREA,NAME_EN,ISO2\nAAA,Aland,AA\nNAM,Namibia,NA\n");
    score(&dir, &[]).ok();
    let problems = dir.read("out/problems.csv");
    assert!(
        problems.contains("NAM for Namibia") && problems.contains(",2,REF_AREA,NA,"),
        "{problems}"
    );
}

#[test]
fn duplicates_are_settled_across_files() {
    let dir = Workdir::new();
    dir.write("framework.toml", SMALL);
    dir.write("data/a.csv", SMALL_DATA);
    dir.write("data/b.csv.gz", gzip(SMALL_DATA));
    let arguments =
        ["score", "--framework", "framework.toml", "--data", "data", "--out", "out", "--json"];
    let summary = balance(&dir.run(&arguments).ok());
    assert_eq!(summary["observations"], 9);
    assert_eq!(summary["exact_duplicates"], 9);
    dir.write("data/b.csv.gz", gzip(&SMALL_DATA.replace("POOR,T,2020,45", "POOR,T,2020,46")));
    let summary = balance(&dir.run(&arguments).ok());
    assert_eq!(summary["exact_duplicates"], 8);
    assert_eq!(summary["problems"], 2, "neither of two conflicting figures is used");
}

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
        parquet_file::write(&path, &[columns], parquet::basic::Compression::SNAPPY);
    }
}

#[test]
fn a_folder_of_parquet_is_scored_as_the_same_rows_of_csv() {
    let dir = Workdir::new();
    dir.write("framework.toml", SMALL);
    dir.write("data.csv", SMALL_DATA);
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
    let dir = Workdir::new();
    dir.write("framework.toml", SMALL);
    dir.write("data.csv", SMALL_DATA.to_owned() + "AAA,OTHER,T,2020,not even a number,A\n");
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

#[test]
fn codes_are_known_with_their_labels_behind_them() {
    let dir = Workdir::new();
    dir.write("framework.toml", JOBS);
    dir.write(
        "data.csv",
        "REF_AREA: Area,INDICATOR: Series,TIME_PERIOD: Time,OBS_VALUE\n\
         KEN: Kenya,JOBS: Jobs,2020: 2020,3\nBRA: Brazil,JOBS: Jobs,2020: 2020,7\n\
         BRA: Brazil,OTHER: None,2020: 2020,7\n",
    );
    let scores = |dir: &Workdir| dir.read("out/scores.csv");
    dir.score().ok();
    assert!(scores(&dir).contains("KEN,"), "{}", scores(&dir));
}

const JOBS: &str = r#"code = "t"
name = "T"
[data]
cut_off = 2020
[normalise]
method = "min_max"
[[level]]
code = "index"
name = "Index"
aggregate = { method = "arithmetic_mean" }
[[indicator]]
code = "a"
parent = "index"
name = "A"
value = "JOBS"
direction = 1
"#;

#[test]
fn an_area_whose_every_row_fell_out_is_excluded_with_that_reason() {
    let long = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nKEN,JOBS,2020,\"61,5\"\nGHA,JOBS,2020,70\n\
                BRA,JOBS,2020,\nNOR,JOBS,2020,60\nFRA,JOBS,2020,50\nFRA,JOBS,2020,51\n\
                PER,OTHER,2020,1\nGHA,JOBS,2019,x\n";
    let wide = "REF_AREA,TIME_PERIOD,JOBS\nKEN,2020,\"61,5\"\nGHA,2020,70\nBRA,2020,\nNOR,2020,60\n\
                FRA,2020,50\nFRA,2020,51\n";
    let message = "DATAFLOW,FREQ,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nx,A,KEN,JOBS,2020,\"61,5\"\n\
                   x,A,GHA,JOBS,2020,70\nx,Q,BRA,JOBS,2020-Q1,5\nx,A,NOR,JOBS,2020,60\n\
                   x,A,FRA,JOBS,2020,50\nx,A,FRA,JOBS,2020,51\n";
    for (data, brazil) in [(long, "empty_value"), (wide, "empty_value"), (message, "not_annual")] {
        let dir = Workdir::new();
        dir.write("framework.toml", JOBS);
        dir.write("data.csv", data);
        dir.score().ok();
        let told: Vec<String> = dir
            .rows("out/excluded.csv")
            .iter()
            .map(|r| format!("{} {} {}", r["ref_area"], r["status"], r["reason"]))
            .collect();
        let said = |area: &str, rules: &str| {
            format!(
                "{area} no_score index has no score: nothing below it is known; every row of it fell out: {rules}"
            )
        };
        let expected = [
            said("BRA", &format!("1 {brazil}")),
            said("FRA", "2 conflicting_duplicate"),
            said("KEN", "1 not_a_number"),
        ];
        assert_eq!(told, expected, "{data}");
        assert_eq!(dir.score_of("KEN", "index"), None);
    }
}

#[test]
fn a_series_of_women_by_its_name_is_read_by_it() {
    let dir = Workdir::new();
    let women = JOBS.replace("value = \"JOBS\"", "value = \"jobs_f\"");
    for data in [
        "REF_AREA,TIME_PERIOD,jobs_f,jobs_m\nKEN,2020,1,5\nGHA,2020,3,1\n",
        "REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE\nKEN,jobs_f,F,2020,1\nGHA,jobs_f,F,2020,3\n",
    ] {
        for formula in [women.clone(), women.replace("jobs_f", "jobs_f[F]")] {
            dir.write("framework.toml", formula);
            dir.write("data.csv", data);
            dir.score().ok();
            assert_eq!(dir.score_of("GHA", "index"), Some(100.0));
        }
    }
}

#[test]
fn what_stops_a_later_stage_stands_behind_its_early_cause() {
    let dir = Workdir::new();
    dir.write("framework.toml", JOBS);
    dir.write("data.csv", "REF_AREA,JOBS\nKEN,3\nBRA,7\n");
    dir.score().ok();
    let good = (dir.read("out/problems.csv"), dir.read("out/scores.csv"));
    dir.write("data.csv", "REF_AREA,JOBS\nKEN,\"12,5\"\nBRA,7\nNOR,NA\nFRA,n/a\n");
    let run = dir.score();
    run.fails(&[
        "3 of 4 rows of the data can't be used",
        "data.csv:2, column JOBS: found `12,5`",
        "found `NA`",
        "refused/problems.csv",
        "the only value",
    ]);
    let place = |part: &str| run.err.find(part).unwrap();
    assert!(place("can't be used") < place("the only value"), "{}", run.err);
    assert_eq!(dir.rows("out/refused/problems.csv").len(), 3);
    assert_eq!((dir.read("out/problems.csv"), dir.read("out/scores.csv")), good);
    dir.write("data.csv", "REF_AREA,JOBS\nKEN,many\nBRA,\n");
    dir.score().fails(&["found `many`", "the data hold no value", "1 empty_value"]);
    dir.write("data.csv", "REF_AREA,JOBS\nKEN,3\nBRA,7\n");
    dir.score().ok();
    assert!(!dir.exists("out/refused/problems.csv"), "of a run that is no longer the last");
}

#[test]
fn a_series_of_other_sexes_than_the_formula_asks_for_is_named() {
    let dir = Workdir::new();
    dir.write("framework.toml", JOBS);
    dir.write("data.csv", "REF_AREA,SEX,JOBS\nKEN,F,3\nKEN,M,7\nBRA,F,1\n");
    dir.score().fails(&["`JOBS` has no figure whose SEX is T", "those of F and M", "`JOBS[F]`"]);
    // The first that is there is enough.
    dir.write("framework.toml", JOBS.replace("JOBS\"", "first(JOBS, JOBS[F])\""));
    dir.score().ok();
    dir.write("framework.toml", JOBS.replace("JOBS\"", "JOBS + first(JOBS, JOBS[F])\""));
    dir.score().fails(&["`JOBS` has no figure whose SEX is T"]);
}

#[test]
fn an_indicator_without_one_value_says_what_there_is_and_what_to_write() {
    let dir = Workdir::new();
    let with = |second: &str, data: &str| {
        let level = JOBS.find("[[indicator]]").unwrap();
        let indicator = "[[indicator]]\ncode = \"pay\"\nparent = \"index\"\nname = \"Pay\"\ngoalposts = { worst = 0, best = 10 }\n";
        let (head, jobs) = JOBS.split_at(level);
        dir.write("framework.toml", format!("{head}{indicator}{second}\n{jobs}"));
        dir.write("data.csv", format!("REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE\n{data}"));
        dir.score()
    };
    let jobs = "KEN,JOBS,T,2020,3\nBRA,JOBS,T,2020,7\n";
    let old = "KEN,PAY,T,2001,3\nBRA,PAY,T,2005,7\n";
    with("value = \"PAY\"\nimpute = [{ method = \"carried_forward\", years = 5 }]", &format!("{jobs}{old}")).fails(&[
        "pay: no area that is scored has a value; its formula is `PAY`",
        "PAY has figures of 2 areas, of 2001 to 2005",
        "of the years that count, 2015 to 2020, at most 5 years old, there is none: raise `max_age` in [data]",
    ]);
    let apart = "KEN,PAY,T,2019,3\nKEN,HOURS,T,2018,3\n";
    with("value = \"PAY / HOURS\"", &format!("{jobs}{apart}")).fails(&[
        "HOURS has figures of 1 areas, such as KEN, of 2018",
        "no area has all that the formula needs in one year",
    ]);
    with(
        "value = \"PAY\"\nimpute = [{ method = \"carried_forward\", years = 20 }]",
        &format!("{jobs}{old}"),
    )
    .ok();
}
