//! Wide tables, areas × indicators: what is read, what is a problem, and which year it is of.

use std::sync::LazyLock;

use crate::workdir::{Workdir, flat};

static FRAMEWORK: LazyLock<String> = LazyLock::new(|| {
    let head =
        "[data]\nareas = \"areas.csv\"\ncut_off = 2020\n\n[normalise]\nmethod = \"min_max\"\n";
    flat(head, &[("a", "A", "direction = 1"), ("b", "B", "direction = -1")])
});

fn dir(framework: &str, data: &str) -> Workdir {
    let dir = Workdir::new();
    dir.write("framework.toml", framework);
    dir.write("areas.csv", "REF_AREA,NAME_EN\nAAA,A\nBBB,B\nCCC,C\nDDD,D\n");
    dir.write("data.csv", data);
    dir
}

#[test]
fn a_wide_table_has_problems_like_any_other() {
    let data = "REF_AREA,TIME_PERIOD,A,B,NOTE\nAAA,2020,0,5,x\nXXX,2020,1,1,x\nBBB,20,1,1,x\n\
                CCC,2020,1 000,3,x\nDDD,2020,30,,x\n";
    let dir = dir(&FRAMEWORK, data);
    dir.score().ok();
    let problems = dir.rows("out/problems.csv");
    let seen: Vec<(&str, &str, &str)> = problems
        .iter()
        .map(|r| (r["row"].as_str(), r["column"].as_str(), r["rule"].as_str()))
        .collect();
    assert_eq!(
        seen,
        [
            ("3", "REF_AREA", "unknown_area"),
            ("4", "TIME_PERIOD", "not_a_year"),
            ("5", "A", "not_a_number"),
        ]
    );
    let panel = dir.rows("out/panel.csv");
    let of = |area: &str, indicator: &str| {
        panel.iter().find(|r| r["ref_area"] == area && r["indicator"] == indicator)
    };
    assert!(of("DDD", "b").is_none(), "an empty cell is no value");
    assert_eq!(of("AAA", "b").unwrap()["row"], "2");
}

#[test]
fn a_wide_table_without_years_needs_the_cut_off() {
    let undated = "REF_AREA,A,B\nAAA,0,5\nBBB,10,4\n";
    dir(&FRAMEWORK, undated).score().ok();
    let framework = FRAMEWORK.replace("cut_off = 2020", "");
    dir(&framework, undated).score().fails(&["no column TIME_PERIOD", "data.csv:1", "cut_off"]);
}

#[test]
fn an_area_without_any_value_is_listed_as_not_ranked() {
    let dir = dir(&FRAMEWORK, "REF_AREA,A,B\nAAA,0,5\nBBB,10,4\nCCC,,\n");
    for framework in [FRAMEWORK.to_owned(), FRAMEWORK.replace("areas = \"areas.csv\"\n", "")] {
        dir.write("framework.toml", framework);
        dir.score().ok();
        let excluded = dir.rows("out/excluded.csv");
        let of = |area: &str| excluded.iter().find(|row| row["ref_area"] == area);
        assert_eq!(of("CCC").map(|row| row["status"].as_str()), Some("no_score"), "{excluded:?}");
        assert!(of("AAA").is_none(), "{excluded:?}");
    }
}

#[test]
fn without_a_usable_row_the_first_reason_is_told_and_no_series_is_called_unknown() {
    let unnamed = "REF_AREA,NAME,A,B\nAAA,0,5\nBBB,10,4\n";
    dir(&FRAMEWORK, unnamed).score().fails(&[
        "no value that the framework can use",
        "data.csv:2",
        "expected 4 fields",
    ]);
    let bare = dir(&FRAMEWORK, "REF_AREA,A,B\n");
    bare.score().fails(&["no value that the framework can use", "data.csv"]);
    assert!(!bare.exists("out/scores.csv"));
}

#[test]
fn another_separator_and_a_missing_column_of_areas_are_told() {
    let semicolons = "REF_AREA;A;B\nAAA;0;5\nBBB;10;4\n";
    dir(&FRAMEWORK, semicolons).score().fails(&["separated by ';'", "save the file with commas"]);
    let country = "Country,A,B\nAAA,0,5\n";
    dir(&FRAMEWORK, country).score().fails(&["REF_AREA and a column for each series"]);
}

#[test]
fn what_data_and_framework_can_t_do_together_names_the_framework() {
    dir(&FRAMEWORK, "REF_AREA,A,B\nAAA,7,5\nBBB,7,4\n")
        .score()
        .fails(&["all 2 values are 7", "framework.toml"]);
}

#[test]
fn tables_left_from_a_run_on_other_data_are_named() {
    let dir = dir(&FRAMEWORK, "REF_AREA,A,B\nAAA,0,5\nBBB,10,4\n");
    let run = ["--framework", "framework.toml", "--data", "data.csv", "--out", "out"];
    dir.run(&[&["simulate", "--runs", "20"], &run[..]].concat()).ok();
    let same = dir.score().ok();
    assert!(!same.out.contains("earlier run"), "{}", same.out);
    dir.write("data.csv", "REF_AREA,A,B\nAAA,10,5\nBBB,0,4\n");
    // One line with counts, for as long as it is true.
    for _ in 0..2 {
        let note = "made from other inputs by an earlier run, so not of these results: 6 tables; \
                    `ssj simulate` makes them anew";
        let other = dir.score().ok();
        assert!(other.out.contains(note), "{}", other.out);
    }
    dir.write("data.csv", "REF_AREA,A,B\nAAA,0,5\nBBB,10,4\n");
    let same = dir.score().ok();
    assert!(!same.out.contains("earlier run"), "what is there is of these inputs: {}", same.out);
}

#[test]
fn a_floor_that_replaces_many_scores_is_told() {
    let floor = FRAMEWORK.replace("\"arithmetic_mean\"", "\"geometric_mean\", floor = 1");
    let data = "REF_AREA,A,B\nAAA,1,5\nBBB,10,4\nCCC,8,1\nDDD,7,2\n";
    // Two z-scores of every four are below 0, one of each four min-max scores is 0.
    let scored = |text: &str| dir(text, data).score().ok().out;
    let z = scored(&floor.replace("min_max", "z_score"));
    assert!(z.contains("scores below it count as its floor of 1"), "{z}");
    let low = scored(&floor.replace("\"min_max\"", "\"min_max\"\nscale = [1, 100]"));
    assert!(!low.contains("its floor"), "{low}");
}

#[test]
fn rows_of_women_and_men_are_told_apart_by_their_column() {
    let framework = FRAMEWORK
        .replace("value = \"A\"", "value = \"A[F]\"")
        .replace("\"B\"\ndir", "\"B[M]\"\ndir");
    let data = "REF_AREA,TIME_PERIOD,SEX,A,B\nAAA,2020,F,1,9\nAAA,2020,M,9,5\nBBB,2020,F,3,9\nBBB,2020,M,9,1\n";
    let dir = dir(&framework, data);
    dir.score().ok();
    assert_eq!(dir.rows("out/problems.csv").len(), 0);
    assert_eq!(dir.score_of("BBB", "index"), Some(100.0));
}

#[test]
fn who_entered_or_left_the_ranking_is_told_with_the_reason() {
    let whole = "REF_AREA,A,B\nAAA,0,5\nBBB,10,4\nCCC,3,\n";
    let dir = dir(&FRAMEWORK, whole);
    let first = dir.score().ok();
    assert!(first.out.contains("not ranked: index incomplete 1"), "{}", first.out);
    assert!(!first.out.contains("by the last run"), "{}", first.out);
    dir.write("data.csv", "REF_AREA,A,B\nAAA,0,5\nBBB,10,many\nCCC,3,4\n");
    let second = dir.score().ok().out;
    for part in [
        "problems: not_a_number 1; each stands in out/problems.csv",
        "ranked now and not by the last run: 1\n            CCC: index has 50%",
        "ranked by the last run and not now: 1\n            BBB: index has 50%",
        "rows of it can't be used: 1 not_a_number",
    ] {
        assert!(second.contains(part), "`{part}` is not in\n{second}");
    }
}

/// The value of B of AAA, where the table and its sidecar are these.
#[track_caller]
fn used(data: &str, sidecar: &str) -> String {
    let dir = dir(&FRAMEWORK, data);
    dir.write("data.csv.toml", sidecar);
    dir.score().ok();
    let rows = dir.rows("out/panel.csv");
    rows.iter().find(|r| r["ref_area"] == "AAA" && r["indicator"] == "b").unwrap()["value"].clone()
}

#[test]
fn a_table_is_read_as_its_sidecar_says_it_is_written() {
    let european = "separator = \";\"\ndecimal = \",\"\nthousands = \".\"\n";
    let wide = "REF_AREA;A;B\nAAA;0;1.234,5\nBBB;1;522.250\n";
    assert_eq!(used(wide, european), "1234.5");
    let long = "REF_AREA;INDICATOR;TIME_PERIOD;OBS_VALUE\nAAA;A;2020;0\nBBB;A;2020;1\n\
                AAA;B;2020;1.234.567,25\nBBB;B;2020;2\n";
    assert_eq!(used(long, european), "1234567.25");
    // Columns called otherwise.
    let named = "Land;Jobs;Miete\nAAA;0;1.234,5\nBBB;1;2\n";
    let table = "origin = \"ours\"\nlicence = \"ours\"\narea = \"Land\"\nyear = 2020\n\
                 [[value]]\ncolumn = \"Jobs\"\nseries = \"A\"\n[[value]]\ncolumn = \"Miete\"\nseries = \"B\"\n";
    assert_eq!(used(named, &format!("{european}{table}")), "1234.5");

    let dir = dir(&FRAMEWORK, "REF_AREA;A;B\nAAA;0;1.23\nBBB;1;5\nCCC;2;6\n");
    dir.write("data.csv.toml", european);
    let run = dir.score().ok();
    let problem = &dir.rows("out/problems.csv")[0];
    assert_eq!((problem["row"].as_str(), problem["found"].as_str()), ("2", "1.23"), "{}", run.out);
    assert!(
        problem["expected"].contains("`,` for its decimals and, if any, `.` before each three")
    );
    for (wrong, told) in [
        ("decimal = \".\"\nthousands = \".\"", "can't part decimals and thousands"),
        ("decimal = \";\"", "can't part decimals"),
        ("separator = \"¦\"", "can't part fields"),
        ("decimals = \",\"", "did you mean `decimal`?"),
    ] {
        dir.write("data.csv.toml", wrong);
        dir.score().fails(&[told, "data.csv.toml"]);
    }
}

#[test]
fn a_part_is_not_scored_as_the_whole() {
    let dir = dir(&FRAMEWORK, "REF_AREA,SECTOR,A,B\nAAA,Farms,1,2\nBBB,Farms,3,4\n");
    dir.score().fails(&["there is no series `A`", "the data have A.Farms, B.Farms"]);
    dir.write("data.csv", "REF_AREA,SECTOR,A,B\nAAA,_T,1,2\nBBB,_T,3,4\nCCC,_T,5,5\n");
    dir.score().ok();
}

#[test]
fn numbers_that_could_be_two_are_asked_about() {
    let data = "REF_AREA,A,B\nAAA,0.5,522.250\nBBB,1.250,12\n";
    let dir = dir(&FRAMEWORK, data);
    dir.score().fails(&[
        "every number of `B` that has a `.` has exactly three digits behind it, such as `522.250`",
        "it could be 522.250 or 522250",
        "data.csv.toml: `decimal = \".\"` where it is 522.250, `thousands = \".\"` where it is 522250",
    ]);
    assert_eq!(used(data, "decimal = \".\""), "522.25");
    // A number of more digits was written by a program, which writes all alike.
    assert_eq!(used(&data.replace("0.5", "0.46251"), ""), "522.25");
    let whole = data.replace("0.5", "0").replace("1.250", "1");
    assert_eq!(used(&whole, "thousands = \".\""), "522250");
}
