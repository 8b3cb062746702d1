//! Any framework on any SDMX-CSV, against results worked out by hand.

mod default_data;
mod diff;
mod explain;
#[path = "../explained/mod.rs"]
mod explained;
mod explorer;
mod formulas;
mod framework;
mod hdi;
mod methods;
#[path = "../numbers/mod.rs"]
mod numbers;
mod oracle;
mod properties;
#[path = "../workdir/mod.rs"]
mod workdir;

use workdir::{SMALL, SMALL_DATA, Workdir};

#[track_caller]
fn close(found: Option<f64>, expected: f64) {
    let found = found.expect("a score");
    assert!((found - expected).abs() < 1e-9, "found {found}, expected {expected}");
}

#[test]
fn scores_are_those_worked_out_by_hand() {
    let dir = Workdir::small();
    dir.score().ok();
    // jobs 40 of 0–50 = 80; gap 100·45/75 = 60 of 20–100 = 50 (2021 has no men); poverty 0 = 100.
    close(dir.score_of("AAA", "work"), (80.0 + 0.5 * 50.0) / 1.5);
    close(dir.score_of("AAA", "home"), 100.0);
    close(dir.score_of("AAA", "index"), (70.0f64 * 100.0).sqrt());
    // gap 50 of 20–100 = 37.5 alone; poverty 45 of 60–0 = 25.
    close(dir.score_of("BBB", "work"), 37.5);
    close(dir.score_of("BBB", "index"), (37.5f64 * 25.0).sqrt());
}

#[test]
fn a_true_zero_is_a_value_and_its_status_travels() {
    let dir = Workdir::small();
    dir.score().ok();
    let rows = dir.rows("out/panel.csv");
    let zero = rows.iter().find(|r| r["ref_area"] == "AAA" && r["indicator"] == "poverty").unwrap();
    assert_eq!((zero["value"].as_str(), zero["score"].as_str()), ("0", "100"));
    let gap = rows.iter().find(|r| r["ref_area"] == "AAA" && r["indicator"] == "gap").unwrap();
    assert_eq!(gap["year"], "2020");
    assert_eq!(gap["age"], "1", "the latest year in the data is the cut-off");
    assert_eq!(gap["status"], "estimated", "one component is");
    assert_eq!(gap["row"], "4;5");
    assert_eq!(gap["file"], "data.csv;data.csv");
}

#[test]
fn too_little_weight_leaves_a_score_indicative_with_the_reason() {
    let dir = Workdir::small();
    dir.score().ok();
    let rows = dir.rows("out/scores.csv");
    let of =
        |area: &str| rows.iter().find(|r| r["ref_area"] == area && r["code"] == "index").unwrap();
    assert_eq!((of("AAA")["rank"].as_str(), of("AAA")["status"].as_str()), ("1", "ranked"));
    assert_eq!((of("BBB")["rank"].as_str(), of("BBB")["status"].as_str()), ("", "indicative"));
    let excluded = dir.rows("out/excluded.csv");
    assert_eq!(excluded.len(), 1);
    assert_eq!(excluded[0]["reason"], "work has 33% of its indicator weight, below 60%");
}

/// A third of the weight is enough to print, exactly; below, the score is kept with a status of its own.
#[test]
fn a_score_on_less_than_a_third_of_the_weight_is_kept_and_not_printed() {
    let status = |weight: &str, code: &str| {
        let dir = Workdir::small();
        dir.write("framework.toml", SMALL.replace("weight = 1\n", &format!("weight = {weight}\n")));
        dir.score().ok();
        let rows = dir.rows("out/scores.csv");
        let row = rows.iter().find(|r| r["ref_area"] == "BBB" && r["code"] == code).unwrap();
        assert!(!row["score"].is_empty(), "{weight} {code}");
        row["status"].clone()
    };
    assert_eq!(
        (status("1", "work"), status("1", "index")),
        ("indicative".into(), "indicative".into())
    );
    // 0.5 of 1.51.
    assert_eq!(status("1.01", "work"), "too_little");
    assert_eq!(status("1.01", "index"), "too_little", "made from an area that is not printed");
    assert_eq!(status("1.01", "home"), "indicative", "enough is known of the other area");
}

#[test]
fn no_index_where_an_area_has_no_score() {
    let dir = Workdir::small();
    dir.write("data.csv", SMALL_DATA.to_owned() + "CCC,POOR,T,2020,30,A\n");
    dir.score().ok();
    assert_eq!(dir.score_of("CCC", "index"), None);
    close(dir.score_of("CCC", "home"), 50.0);
    let excluded = dir.rows("out/excluded.csv");
    assert!(excluded.iter().any(|r| r["ref_area"] == "CCC" && r["status"] == "no_score"));
}

#[test]
fn a_required_indicator_decides_who_is_ranked() {
    let dir = Workdir::small();
    let required = SMALL.replace("code = \"jobs\"", "code = \"jobs\"\nrequired = true");
    dir.write("framework.toml", required.replace("coverage = 0.6", "coverage = 0"));
    dir.score().ok();
    let excluded = dir.rows("out/excluded.csv");
    assert_eq!(excluded[0]["ref_area"], "BBB");
    assert_eq!(excluded[0]["reason"], "jobs is missing and required for a rank");
}

#[test]
fn a_logarithm_of_zero_is_an_error_that_names_the_cell_and_a_floor_heals_it() {
    let dir = Workdir::small();
    let log = "value = \"POOR\"\ntransform = \"logarithm\"";
    let framework = SMALL
        .replace("value = \"POOR\"", log)
        .replace("worst = 60, best = 0", "worst = 64, best = 1");
    dir.write("framework.toml", &framework);
    dir.score().fails(&["poverty of AAA", "logarithm of 0", "floor"]);
    assert!(!dir.exists("out/scores.csv"));
    dir.write("framework.toml", framework.replace(log, &format!("{log}\nfloor = 1")));
    dir.score().ok();
    close(dir.score_of("AAA", "home"), 100.0);
}

#[test]
fn the_maximum_age_and_the_cut_off_choose_the_value() {
    let dir = Workdir::small();
    let data = "[data]\ncut_off = 2019\nmax_age = 0\n\n[ranking]";
    dir.write("framework.toml", SMALL.replace("[ranking]", data));
    let of_2019 = "BBB,PART,F,2019,10,A\nBBB,PART,M,2019,20,A\nBBB,POOR,T,2019,30,A\n";
    dir.write("data.csv", SMALL_DATA.to_owned() + of_2019);
    dir.score().ok();
    let rows = dir.rows("out/panel.csv");
    assert_eq!(rows.len(), 3, "only three values are of 2019");
    assert!(rows.iter().all(|row| row["year"] == "2019"));
    assert_eq!((rows[0]["indicator"].as_str(), rows[0]["value"].as_str()), ("jobs", "10"));
}

#[test]
fn a_tree_of_any_depth_is_scored_from_the_leaves_up() {
    let dir = Workdir::small();
    let deeper = "[[level]]\ncode = \"deep\"\nparent = \"home\"\nname = \"Deep\"\nweight = 3\n\
                  aggregate = { method = \"arithmetic_mean\" }\n\n[[indicator]]\ncode = \"extra\"\n\
                  parent = \"deep\"\nname = \"Extra\"\nvalue = \"JOBS\"\n\
                  goalposts = { worst = 0, best = 50 }\n\n[[indicator]]\ncode = \"jobs\"";
    dir.write("framework.toml", SMALL.replacen("[[indicator]]\ncode = \"jobs\"", deeper, 1));
    dir.score().ok();
    close(dir.score_of("AAA", "deep"), 80.0);
    close(dir.score_of("AAA", "home"), (3.0 * 80.0 + 100.0) / 4.0);
    let rows = dir.rows("out/scores.csv");
    assert!(rows.iter().any(|r| r["code"] == "deep" && r["level"] == "group"));
}

/// Progress of an area is the change of its score, however the area is made.
#[test]
fn progress_goes_through_the_tree_and_its_means() {
    let dir = Workdir::new();
    let rule = "[progress]\nfrom = [2010, 2012]\nto = [2019, 2021]\ncoverage = 0.5\n\n[ranking]";
    let geometric =
        SMALL.replacen("arithmetic_mean", "geometric_mean", 1).replace("[ranking]", rule);
    dir.write("framework.toml", geometric);
    let before = "AAA,JOBS,T,2011,20,A\nAAA,PART,F,2011,36,A\nAAA,PART,M,2011,100,A\n";
    dir.write("data.csv", SMALL_DATA.to_owned() + before);
    dir.score().ok();
    let rows = dir.rows("out/progress.csv");
    let work = rows.iter().find(|r| r["ref_area"] == "AAA" && r["code"] == "work").unwrap();
    // jobs 20 = 40, gap 36 = 20, weights 1 and 0.5; later 80 and 50, as in scores.csv.
    let mean = |a: f64, b: f64| ((a.ln() + 0.5 * b.ln()) / 1.5).exp();
    close(work["from_score"].parse().ok(), mean(40.0, 20.0));
    close(work["to_score"].parse().ok(), mean(80.0, 50.0));
    close(work["to_score"].parse().ok(), dir.score_of("AAA", "work").unwrap());
    let home = rows.iter().find(|r| r["ref_area"] == "AAA" && r["code"] == "home").unwrap();
    assert_eq!(home["status"], "not_measurable");
}

/// Two indicators of three areas in three years, one of them missing at times.
const YEARS: &str = "\
REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE
AAA,X,2018,0\nAAA,X,2019,20\nAAA,X,2020,40\nAAA,Y,2018,5\nAAA,Y,2019,5\nAAA,Y,2020,5
BBB,X,2018,50\nBBB,X,2019,60\nBBB,X,2020,100\nBBB,Y,2019,10\nBBB,Y,2020,10
CCC,X,2018,10\nCCC,X,2019,10\nCCC,X,2020,10\nCCC,Y,2018,0\nCCC,Y,2019,0\nCCC,Y,2020,4
";
const OVER_ALL: &str = "code = \"y\"\nname = \"Y\"\n[data]\nmax_age = 0\n\
    [normalise]\nmethod = \"min_max\"\nover = \"all_years\"\n\
    [[level]]\ncode = \"index\"\nname = \"I\"\naggregate = { method = \"arithmetic_mean\" }\ncomplete = false\n\
    [[indicator]]\ncode = \"x\"\nparent = \"index\"\nname = \"X\"\nvalue = \"X\"\ndirection = 1\n\
    [[indicator]]\ncode = \"z\"\nparent = \"index\"\nname = \"Z\"\nvalue = \"Y\"\ndirection = 1\nweight = 3\n";

#[test]
fn the_years_of_a_table_share_one_scale_and_a_fixed_set_of_indicators() {
    let dir = Workdir::of(OVER_ALL, YEARS);
    let own = ["score", "--framework", "framework.toml", "--data", "data.csv"];
    dir.run(&[&own[..], &["--years", "2018-2020"]].concat())
        .fails(&["where should the results go?", "--out DIR"]);
    // Beyond the figures old values count on while they may, and nothing is new.
    dir.write("aging.toml", OVER_ALL.replace("[data]\nmax_age = 0\n", ""));
    let aging = ["score", "--framework", "aging.toml", "--data", "data.csv", "--out", "late"];
    let late = dir.run(&[&aging[..], &["--years", "2019-2022"]].concat()).ok().out;
    let told = "the figures are of 2018 to 2020: from 2021 on nothing is new";
    assert!(late.contains(told), "{late}");
    let newest = |year: &str| {
        let rows = dir.rows("late/series.csv");
        let row = rows.iter().find(|r| r["ref_area"] == "AAA" && r["year"] == year).unwrap();
        row["newest"].clone()
    };
    assert_eq!([newest("2019"), newest("2022")], ["2019", "2020"]);
    let run = dir.run(&[&own[..], &["--years", "2018-2020", "--out", "out"]].concat()).ok();
    assert!(!dir.exists("out/scores.csv"), "{}", run.out);
    let rows = dir.rows("out/series.csv");
    assert_eq!(rows.len(), 3 * 2 * 3);
    let cell = |area: &str, basis: &str, year: &str, column: &str| -> Option<f64> {
        let is_it = |r: &&std::collections::BTreeMap<String, String>| {
            r["ref_area"] == area && r["basis"] == basis && r["year"] == year
        };
        rows.iter().find(is_it).unwrap()[column].parse().ok()
    };
    // X runs from 0 to 100 over all years and Y from 0 to 10, whatever the year; weights 1 and 3.
    for (area, year, x, y) in [
        ("AAA", "2018", 0.0, 50.0),
        ("AAA", "2019", 20.0, 50.0),
        ("AAA", "2020", 40.0, 50.0),
        ("BBB", "2019", 60.0, 100.0),
        ("BBB", "2020", 100.0, 100.0),
        ("CCC", "2018", 10.0, 0.0),
        ("CCC", "2020", 10.0, 40.0),
    ] {
        close(cell(area, "as_known", year, "score"), (x + 3.0 * y) / 4.0);
    }
    // BBB has no Y in 2018: its composition changes, and over the fixed set it does not.
    close(cell("BBB", "as_known", "2018", "score"), 50.0);
    close(cell("BBB", "as_known", "2018", "coverage"), 0.25);
    for (year, x) in [("2018", 50.0), ("2019", 60.0), ("2020", 100.0)] {
        close(cell("BBB", "fixed", year, "score"), x);
        close(cell("BBB", "fixed", year, "coverage"), 0.25);
        assert_eq!(cell("AAA", "fixed", year, "score"), cell("AAA", "as_known", year, "score"));
    }
}
