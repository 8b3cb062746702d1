//! `ssj simulate` as a user runs it: its tables, its seed, its errors.

use crate::workdir::{SMALL, Workdir};

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

fn simulate(dir: &Workdir, more: &[&str]) -> crate::workdir::Run {
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
    assert_eq!(dir.rows("out/tiers.csv").len(), 2);
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
        ["rank_intervals", "score_intervals", "pairwise", "tiers", "draws"]
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
    fails("[uncertainty.measurement]\nestimated = -1", &["estimated must be from 0 to 10", line]);
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

/// Ten areas, of which the last has a score of 0; women and men by two indicators each.
fn ratio(uncertainty: &str) -> Workdir {
    let mean = "{ method = \"geometric_mean\", on_zero = \"exclude\" }";
    let index = "{ method = \"formula\", formula = \"100 * women / men\" }";
    let mut framework = format!(
        "code = \"t\"\nname = \"T\"\n{uncertainty}\n[[level]]\ncode = \"index\"\nname = \"I\"\naggregate = {index}\n"
    );
    let mut data = "REF_AREA,TIME_PERIOD".to_owned();
    for sex in ["women", "men"] {
        framework += &format!(
            "[[level]]\ncode = \"{sex}\"\nparent = \"index\"\nname = \"{sex}\"\naggregate = {mean}\n"
        );
        for part in ["a", "b"] {
            framework += &format!(
                "[[indicator]]\ncode = \"{sex}_{part}\"\nparent = \"{sex}\"\nname = \"{part}\"\n\
                 value = \"{sex}_{part}\"\ngoalposts = {{ worst = 0, best = 100 }}\n"
            );
            data += &format!(",{sex}_{part}");
        }
    }
    data += "\n";
    for n in 1..=10 {
        let last = if n == 10 { 0 } else { 90 };
        data += &format!("A{n:02},2020,{},{},{},{last}\n", 5 * n, 95 - 3 * n, 20 + 7 * n);
    }
    Workdir::of(framework, data)
}

#[test]
fn formulas_and_means_that_leave_an_area_out_are_simulated() {
    let dir = ratio("");
    let run = simulate(&dir, &["--runs", "300", "--seed", "2"]).ok();
    assert!(run.out.contains("index: it is made by a formula"), "{}", run.out);
    assert!(!dir.exists("out/attainable.csv"));
    let ranks = dir.rows("out/rank_intervals.csv");
    let index: Vec<_> = ranks.iter().filter(|r| r["code"] == "index").collect();
    let runs = |area: &str| index.iter().find(|r| r["ref_area"] == area).map(|r| r["runs"].clone());
    assert_eq!((runs("A01"), index.len()), (Some("300".to_owned()), 10), "{index:?}");
    let last = index.iter().find(|r| r["ref_area"] == "A10").unwrap();
    assert_eq!((last["status"].as_str(), last["median"].as_str()), ("no_score", ""), "{last:?}");
    // The nominal score of the kernel is that of the engine.
    let scores = dir.rows("out/scores.csv");
    let of = |area: &str| scores.iter().find(|r| r["ref_area"] == area && r["code"] == "index");
    let intervals = dir.rows("out/score_intervals.csv");
    for row in intervals.iter().filter(|r| r["code"] == "index") {
        assert_eq!(of(&row["ref_area"]).unwrap()["score"], row["nominal"]);
    }
    // Weights that vary are those of the sexes, not of the formula.
    let drawn = ratio("[uncertainty]\n[[uncertainty.weights]]\nlevels = [\"index\"]\n");
    simulate(&drawn, &[]).fails(&["the weights below `index` are made, or don't count"]);
}

#[test]
fn a_formula_is_no_alternative_to_a_mean_but_by_name() {
    let with =
        |choice: &str| ratio(&format!("[uncertainty]\n[[uncertainty.aggregation]]\n{choice}\n"));
    let mean = "alternatives = [{ method = \"arithmetic_mean\" }]";
    // Every level: those of the sexes, as the index is a formula.
    let dir = with(mean);
    simulate(&dir, &["--runs", "50", "--draws"]).ok();
    assert!(dir.read("out/draws.csv").lines().next().unwrap().contains("aggregation"));
    simulate(&with(&format!("depth = 0\n{mean}")), &[])
        .fails(&["is made by a formula", "name those"]);
    let other = "levels = [\"index\"]\nalternatives = [{ method = \"formula\", formula = \"women - men\" }]";
    let dir = with(other);
    simulate(&dir, &["--runs", "50", "--draws"]).ok();
    let of = |row: &std::collections::BTreeMap<String, String>| row["A01"].parse::<f64>().unwrap();
    let draws = dir.rows("out/draws.csv");
    assert!(draws.iter().any(|r| of(r) < 0.0) && draws.iter().any(|r| of(r) > 0.0));
    let wrong = other.replace("women - men", "women + 1");
    simulate(&with(&wrong), &[]).fails(&["`men` stands below `index`"]);
    // Nothing below a formula can be left out.
    let dir = ratio("[uncertainty]\n[uncertainty.drop]\nindicators = [\"women_a\"]\n");
    simulate(&dir, &["--runs", "20"]).ok();
    let flat = dir.read("framework.toml").replace(
        "{ method = \"geometric_mean\", on_zero = \"exclude\" }",
        "{ method = \"formula\", formula = \"X_a * X_b\" }",
    );
    let flat = flat.replacen("X_a * X_b", "women_a * women_b", 1).replacen(
        "X_a * X_b",
        "men_a * men_b",
        1,
    );
    dir.write("framework.toml", flat);
    simulate(&dir, &[]).fails(&["`women_a` can't be left out alone", "a formula"]);
}

#[test]
fn an_audit_and_an_export_say_what_a_formula_leaves_unsaid() {
    let dir = ratio("");
    let run = dir.run(&[
        "audit",
        "--framework",
        "framework.toml",
        "--data",
        "data.csv",
        "--out",
        "a",
        "--quiet",
    ]);
    let run = run.ok();
    assert!(run.out.contains("No weight leads to the index: a formula makes it"), "{}", run.out);
    assert_eq!(dir.rows("a/audit_weights.csv").len(), 0);
    let export =
        ["export", "coinr", "--framework", "framework.toml", "--data", "data.csv", "--out", "x"];
    let run = dir.run(&export).ok();
    assert!(
        run.out.contains("the formula for index: its scores are taken from by_ssj.csv"),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("no score of women with a 0 below it: build.R does it"),
        "{}",
        run.out
    );
}
