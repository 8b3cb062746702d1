//! Reading SDMX-CSV as it comes, and what is said of files and rows that can't be used.

use crate::packed::gzip;
use crate::workdir::catalogue;
use crate::workdir::{Run, SMALL, SMALL_DATA, Workdir};

pub const AREAS: &str = "REF_AREA,NAME_EN,REGION\nAAA,Aland,North\nBBB,Bland,South\n";

/// A framework with a reference table and a catalogue, and these data.
pub fn checked(data: impl AsRef<[u8]>) -> Workdir {
    let dir = Workdir::new();
    let places = "[data]\nareas = \"areas.csv\"\nsources = \"sources.toml\"\n\n[ranking]";
    dir.write("framework.toml", SMALL.replace("[ranking]", places));
    dir.write("areas.csv", AREAS);
    dir.write("sources.toml", catalogue());
    dir.write("data.csv", data);
    dir
}

/// The same, and every indicator is of JOBS, so that rows of it alone are enough.
pub fn checked_jobs(data: impl AsRef<[u8]>) -> Workdir {
    let dir = checked(data);
    let of_jobs = dir.read("framework.toml").replace("100 * PART[F] / PART[M]", "JOBS");
    dir.write("framework.toml", of_jobs.replace("\"POOR\"", "\"JOBS\""));
    dir
}

pub fn score(dir: &Workdir, more: &[&str]) -> Run {
    let arguments = ["score", "--framework", "framework.toml", "--out", "out", "--json"];
    dir.run(&[&arguments, more].concat())
}

/// Every row is an observation, an exact duplicate, a problem or filtered by name.
#[track_caller]
pub fn balance(run: &Run) -> serde_json::Value {
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
    assert_eq!(nearest["expected"], "a code or a name of the reference table (nearest: AAA)");
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
    let other = checked(gzip(&marked));
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
fn a_series_in_the_file_of_another_provider_is_a_problem() {
    let dir = checked(SMALL_DATA);
    let either = dir.read("framework.toml").replace("\"JOBS\"", "\"first(JOBS, POOR)\"");
    dir.write("framework.toml", either);
    let other = catalogue() + "\n[[provider]]\ncode = \"bank\"\nname = \"Bank\"\n";
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
    dir.write("data/b.csv.gz", gzip(SMALL_DATA.as_bytes()));
    let arguments =
        ["score", "--framework", "framework.toml", "--data", "data", "--out", "out", "--json"];
    let summary = balance(&dir.run(&arguments).ok());
    assert_eq!(summary["observations"], 9);
    assert_eq!(summary["exact_duplicates"], 9);
    dir.write(
        "data/b.csv.gz",
        gzip(SMALL_DATA.replace("POOR,T,2020,45", "POOR,T,2020,46").as_bytes()),
    );
    let summary = balance(&dir.run(&arguments).ok());
    assert_eq!(summary["exact_duplicates"], 8);
    assert_eq!(summary["problems"], 2, "neither of two conflicting figures is used");
}
