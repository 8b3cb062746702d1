//! `ssj simulate` as a user runs it: its tables, its seed, its errors.

mod workdir;

use workdir::{SMALL, Workdir};

/// Two areas of [`SMALL`], both complete.
const DATA: &str = "\
REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS
AAA,JOBS,T,2020,40,A
AAA,PART,F,2020,45,E
AAA,PART,M,2020,75,A
AAA,POOR,T,2020,30,A
BBB,JOBS,T,2020,30,A
BBB,PART,F,2020,50,A
BBB,PART,M,2020,75,A
BBB,POOR,T,2020,20,A
";

fn project(uncertainty: &str) -> Workdir {
    let dir = Workdir::new();
    dir.write(
        "framework.toml",
        SMALL.replacen("[ranking]", &format!("{uncertainty}\n[ranking]"), 1),
    );
    dir.write("data.csv", DATA);
    dir
}

const RUN: [&str; 7] =
    ["simulate", "--framework", "framework.toml", "--data", "data.csv", "--out", "out"];

fn simulate(dir: &Workdir, more: &[&str]) -> workdir::Run {
    dir.run(&[&RUN[..], more].concat())
}

#[test]
fn the_tables_hold_every_area_and_the_manifest_the_seed() {
    let dir = project("");
    simulate(&dir, &["--runs", "500", "--seed", "9", "--draws"]).ok();
    let ranks = dir.rows("out/rank_intervals.csv");
    assert_eq!(ranks.len(), 2 * 3);
    let index: Vec<_> = ranks.iter().filter(|r| r["code"] == "index").collect();
    assert!(index.iter().all(|r| r["status"] == "ranked" && r["runs"] == "500"), "{index:?}");
    let number = |cell: &str| cell.parse::<f64>().unwrap();
    assert!(index.iter().all(|r| number(&r["p05"]) <= number(&r["median"])));
    let pairs = dir.rows("out/pairwise.csv");
    assert_eq!(pairs.len(), 1);
    assert!(number(&pairs[0]["above"]) + number(&pairs[0]["below"]) <= 1.0);
    assert_eq!(dir.rows("out/bands.csv").len(), 2);
    // The mean of the draws is the mean of the interval, to half a hundredth of a point.
    let draws = dir.rows("out/draws.csv");
    assert_eq!(draws.len(), 500);
    let mean = draws.iter().map(|row| number(&row["AAA"])).sum::<f64>() / 500.0;
    let scores = dir.rows("out/score_intervals.csv");
    let own = scores.iter().find(|r| r["ref_area"] == "AAA" && r["code"] == "index").unwrap();
    assert!((mean - number(&own["mean"])).abs() <= 0.005, "{mean} {own:?}");
    let manifest: serde_json::Value = serde_json::from_str(&dir.read("out/manifest.json")).unwrap();
    let expected = serde_json::json!({ "seed": 9, "runs": 500, "asked": 500, "partial": false });
    assert_eq!(manifest["simulated"], expected);
}

#[test]
fn the_same_seed_gives_the_same_bytes_on_any_number_of_threads() {
    let dir = project("");
    let tables = |more: &[&str]| {
        simulate(&dir, more).ok();
        ["rank_intervals", "score_intervals", "pairwise", "bands", "draws"]
            .map(|table| dir.read(&format!("out/{table}.csv")))
    };
    let one = tables(&["--runs", "3000", "--draws", "--threads", "1"]);
    assert_eq!(one, tables(&["--runs", "3000", "--draws", "--threads", "2"]));
    assert_eq!(one, tables(&["--runs", "3000", "--draws", "--threads", "16"]));
    assert_ne!(one, tables(&["--runs", "3000", "--draws", "--seed", "2"]));
}

#[test]
fn what_can_not_be_carried_out_is_told_with_its_line() {
    let fails = |uncertainty: &str, parts: &[&str]| {
        simulate(&project(uncertainty), &["--runs", "10"]).fails(parts);
    };
    let line = "framework.toml:";
    fails("[uncertainty]\nrun = 5", &["unknown field `run`", "did you mean `runs`", line]);
    fails("[uncertainty]\nruns = 0", &["runs must be from 1", line]);
    fails("[uncertainty.treatment]\nalternatives = []", &["no alternative", "winsorise", line]);
    fails(
        "[uncertainty.normalisation]\nalternatives = [{ method = \"minmax\" }]",
        &["min_max", line],
    );
    fails("[[uncertainty.weights]]\ndepth = 4", &["no level at depth 4", line]);
    fails("[[uncertainty.weights]]\nlevels = [\"wrk\"]", &["did you mean `work`", line]);
    fails("[[uncertainty.weights]]\nspread = 1.5", &["spread must be", "1.5", line]);
    fails("[[uncertainty.weights]]\nspread = 0.1\nconcentration = 2", &["not both", line]);
    fails(
        "[[uncertainty.weights]]\n[[uncertainty.weights]]\ndepth = 0",
        &["`index` is in two entries"],
    );
    fails("[uncertainty.drop]\nindicators = [\"poverty\"]", &["can't be left out alone", line]);
    fails("[uncertainty.measurement]\nestimated = -1", &["estimated must be 0 or above", line]);
    fails(
        "[uncertainty.treatment]\nalternatives = [{ method = \"winsorise\" }]",
        &["another scale than goalposts stand on", "fallback"],
    );
    fails(
        "[[uncertainty.aggregation]]\nalternatives = [{ method = \"minimum\", floor = 1 }]",
        &["minimum takes no `floor`", line],
    );
}

#[test]
fn a_mean_that_an_alternative_scale_leaves_without_a_value_is_told_in_the_framework_s_words() {
    let dir = project(
        "[uncertainty]\n[uncertainty.normalisation]\nalternatives = [{ method = \"z_score\" }]\n\
         [[uncertainty.aggregation]]\nalternatives = [{ method = \"geometric_mean\" }]\n",
    );
    let run = dir.run(&[&RUN[..], &["--runs", "50"]].concat());
    run.fails(&["the geometric_mean has no value", "framework.toml", "floor"]);
}

#[test]
fn score_intervals_are_of_replications_that_normalise_as_declared_and_it_is_said() {
    let with = |uncertain: &str| {
        let dir = project(&format!("[uncertainty]\n{uncertain}"));
        simulate(&dir, &["--runs", "50"]).ok().out
    };
    let told = "replications that normalise as declared, rank intervals of all 50";
    let scaled = with("[uncertainty.normalisation]\nalternatives = [{ method = \"rank\" }]\n");
    assert!(scaled.contains(told), "{scaled}");
    let weighed = with("[[uncertainty.weights]]\ndepth = 0\n");
    assert!(!weighed.contains("normalise as declared"), "{weighed}");
}
