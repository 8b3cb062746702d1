//! `ssj explain`: where a number comes from, as a user reads it.

use serde_json::Value;

use super::workdir::{Run, SMALL, SMALL_DATA, Workdir};

fn explain(dir: &Workdir, what: &[&str]) -> Run {
    let framework = ["--framework", "framework.toml", "--data", "data.csv"];
    dir.run(&[&["explain"], what, &framework].concat())
}

/// By hand: jobs 40 of 0–50 is 80; 100 · 45 / 75 = 60 women on 20–100 is 50; (80 + ½ · 50) / 1.5 = 70.
#[test]
fn a_score_is_told_down_to_the_rows() {
    let told = explain(&Workdir::small(), &["AAA", "work"]).ok().out;
    let tree = told.split_once("\n\n").unwrap().1;
    assert_eq!(
        tree,
        "work  Work: 70, rank 1 of 1
│ 70 = (1 × 80 + 0.5 × 50) / 1.5  [arithmetic_mean]
│ 100 % of its weight is observed
├─ 66.6667 % · jobs  Jobs: 80
│  │ weight 1
│  │ 80 = (40 − 0) / (50 − 0) × 100; goalposts: 0 scores 0, 50 scores 100  [goalposts]
│  │ value 40, of 2020, carried forward 1 year
│  └─ JOBS: 40 in 2020, published
│       data; data.csv, row 3
│       > AAA,JOBS,T,2020,40,A
└─ 33.3333 % · gap  Women per hundred men: 50
   │ weight 0.5
   │ 50 = (60 − 20) / (100 − 20) × 100; goalposts: 20 scores 0, 100 scores 100  [goalposts]
   │ value 60, of 2020, carried forward 1 year
   │ 60 = 100 * 45 / 75 = 100 * PART[F] / PART[M]
   ├─ PART[F]: 45 in 2020, estimated
   │    data; data.csv, row 4
   │    > AAA,PART,F,2020,45,E
   └─ PART[M]: 75 in 2020, published
        data; data.csv, row 5
        > AAA,PART,M,2020,75,A
"
    );
}

/// The score of what is told for machines, by nothing but the numbers there.
fn again(node: &Value) -> Option<f64> {
    let number = |value: &Value| value.as_f64().unwrap();
    if node["level"].is_null() {
        let mut at = node["indicator"]["value"].as_f64()?;
        for step in node["indicator"]["steps"].as_array().unwrap() {
            assert_eq!(step["what"], "goalposts");
            let [zero, one, bottom, top] =
                ["zero", "one", "bottom", "top"].map(|name| number(&step["numbers"][name]));
            at = bottom + ((at - zero) / (one - zero)).clamp(0.0, 1.0) * (top - bottom);
        }
        return Some(at);
    }
    let level = &node["level"];
    level["score"].as_f64()?;
    let scored = |part: &Value| {
        let below = again(part)?;
        Some((part["counted_as"].as_f64().unwrap_or(below), number(&part["weight"])))
    };
    let parts: Vec<(f64, f64)> =
        level["parts"].as_array().unwrap().iter().filter_map(scored).collect();
    let whole: f64 = parts.iter().map(|part| part.1).sum();
    let mean = |of: fn(f64) -> f64| parts.iter().map(|(x, w)| w * of(*x)).sum::<f64>() / whole;
    Some(match level["method"].as_str().unwrap() {
        "arithmetic_mean" => mean(|x| x),
        "geometric_mean" => mean(f64::ln).exp(),
        other => panic!("{other}"),
    })
}

#[test]
fn what_machines_read_gives_every_score_again() {
    let dir = Workdir::small();
    let mut followed = 0;
    for area in ["AAA", "BBB"] {
        for code in ["index", "work", "home", "jobs", "gap", "poverty"] {
            let told = explain(&dir, &[area, code, "--json"]).ok().out;
            let told: Value = serde_json::from_str(&told).unwrap();
            let node = if told["level"].is_null() { &told["indicator"] } else { &told["level"] };
            let Some(score) = node["score"].as_f64() else { continue };
            let found = again(&told).unwrap();
            assert!((found - score).abs() <= 1e-9 * score.abs(), "{area} {code}: {found} {score}");
            followed += 1;
        }
    }
    assert!(followed >= 8, "{followed}");
}

#[test]
fn what_is_missing_is_told_with_the_reason() {
    let told = explain(&Workdir::small(), &["BBB"]).ok().out;
    for part in [
        "not ranked: work has 33% of its indicator weight, below 60%",
        "work  Work: 37.5 [indicative]",
        "0 % · jobs  Jobs: no score",
        "no value: no year has all that JOBS needs",
        "declared weight 1, used 0",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let early = explain(&Workdir::small(), &["AAA", "jobs", "--year", "2019"]).ok().out;
    assert!(
        early.contains("value 10, of 2019") && early.contains("left out with --year"),
        "{early}"
    );
}

#[test]
fn a_name_that_is_none_gets_the_nearest_and_one_of_several_is_refused() {
    let dir = Workdir::small();
    explain(&dir, &["AAB"]).fails(&["there is no area `AAB`", "did you mean `AAA`?"]);
    explain(&dir, &["AAA", "jbos"]).fails(&["no level or indicator `jbos`", "`jobs`?"]);
    assert!(explain(&dir, &["aaa", "women per hundred"]).ok().out.contains("gap  Women"));
    let project = env!("CARGO_MANIFEST_DIR");
    let ours = |what: &[&str]| dir.run(&[&["explain", "--project", project][..], what].concat());
    ours(&["Korea"]).fails(&["several areas go by `Korea`", "KOR", "PRK"]);
    ours(&["Brazzil"]).fails(&["there is no area `Brazzil`", "Brazil, BRA"]);
    ours(&["Africa"]).fails(&["`Africa` is a group"]);
    ours(&["Brazil", "coverage"]).fails(&["several levels or indicators", "pension_coverage"]);
    for name in ["Brésil", "Brasil", "brazil", "BR", "bra"] {
        assert!(ours(&[name, "gini"]).ok().out.contains("income_inequality  Income"), "{name}");
    }
}

#[test]
fn intervals_are_those_of_the_simulation_that_lies_there_or_none() {
    let dir = Workdir::small();
    let uncertain = "[[uncertainty.aggregation]]\ndepth = 0\nalternatives = [{ method = \"arithmetic_mean\" }]\nwhy.en = \"w\"\n";
    dir.write("framework.toml", SMALL.replacen("[[level]]", &format!("{uncertain}[[level]]"), 1));
    let own = ["--framework", "framework.toml", "--data", "data.csv", "--out", "out"];
    let explain = |dir: &Workdir| dir.run(&[&["explain", "AAA"][..], &own].concat()).ok().out;
    assert!(explain(&dir).contains("intervals: none lie there"));
    dir.run(&[&["simulate", "--runs", "50", "--seed", "1"][..], &own].concat()).ok();
    let told = explain(&dir);
    assert!(told.contains("intervals: of 50 replications, seed 1"), "{told}");
    let index = told.split("├─").next().unwrap();
    assert!(index.contains("\ntier: 1 of "), "{told}");
    // By hand: √(70 · 100) = 83.67 by the declared mean, (70 + 100) / 2 = 85 by the other.
    assert!(index.contains("5th–95th percentile: rank 1–1, score 83.67–85"), "{told}");
    dir.write("data.csv", SMALL_DATA.replace("2020,40,A", "2020,41,A"));
    assert!(explain(&dir).contains("made from another data.csv"));
}

/// Jobs at four fifths of the weight: what is known of BBB is less than a third.
#[test]
fn a_score_on_too_little_is_told_as_such_and_never_given() {
    let dir = Workdir::small();
    dir.write("framework.toml", SMALL.replace("weight = 0.5", "weight = 0.25"));
    let told = explain(&dir, &["BBB"]).ok().out;
    let computed = "work  Work: no score is given, as too little is known (the formula gives 37.5)";
    assert!(told.contains(&format!("{computed} [too_little]")), "{told}");
    assert!(told.contains("index  Index: no score is given"), "{told}");
    assert!(told.contains("home  Home: 25 [indicative]"), "{told}");
    let json = explain(&dir, &["BBB", "work", "--json"]).ok().out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let level = &json["level"];
    assert_eq!((&level["score"], &level["status"]), (&().into(), &"too_little".into()));
    assert_eq!(level["computed"], 37.5);
    // The same in diff: from indicative, at a third of the weight, to too little.
    dir.write("before.toml", SMALL);
    let sides = ["diff", "before.toml", "framework.toml", "--data", "data.csv", "--out", "moved"];
    dir.run(&sides).ok();
    let rows = dir.rows("moved/bridge.csv");
    let row = rows.iter().find(|r| r["ref_area"] == "BBB" && r["code"] == "work").unwrap();
    let of = ["score_before", "status_before", "score_after", "status_after", "score_change"];
    assert_eq!(of.map(|column| row[column].as_str()), ["37.5", "indicative", "", "too_little", ""]);
}

#[test]
fn a_year_before_all_figures_and_a_word_mistyped_are_told_in_a_line() {
    let dir = Workdir::small();
    explain(&dir, &["AAA", "--year", "1960"])
        .fails(&["nothing is known up to 1960", "the figures are of 2019 to 2021"]);
    explain(&dir, &["AAA", "hundreed"]).fails(&["did you mean `hundred`?"]);
}
