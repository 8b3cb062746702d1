//! What an index becomes on its way out: names that R takes, what can't be carried, values on the scale that is scored.

use super::both_ways::{same, there_and_back};
use super::{EXPORT, close, import, score_imported};
use crate::workdir::{SMALL, SMALL_DATA, Workdir};

/// An indicator with a logarithm and a floor, in a small index.
fn with_a_logarithm() -> Workdir {
    let dir = Workdir::new();
    let log = "value = \"POOR\"\ntransform = \"logarithm\"\nfloor = 1";
    let text = SMALL
        .replace("value = \"POOR\"", log)
        .replace("worst = 60, best = 0", "worst = 60, best = 1");
    dir.write(
        "framework.toml",
        text.replace("code = \"jobs\"", "code = \"jobs\"\nrequired = true"),
    );
    dir.write("data.csv", SMALL_DATA);
    dir
}

#[test]
fn what_cannot_be_carried_is_named() {
    let dir = with_a_logarithm();
    let run = dir.run(&[&EXPORT[..], &["--native"]].concat()).ok();
    for note in [
        "the formula (its result is written): gap",
        "poverty logarithm of goalposts 60 and 1",
        "the floor of values: poverty",
        "required for a rank: jobs",
        "index a_gmean over scores of at least 1",
        "n_goalposts of all indicators",
        "coverage for a rank",
        "no build.R",
    ] {
        assert!(run.out.contains(note), "`{note}` is not in:\n{}", run.out);
    }
    let meta = dir.rows("iMeta.csv");
    let poverty = meta.iter().find(|r| r["iCode"] == "poverty").unwrap();
    assert_eq!(poverty["goalpost_lower"], "NA", "goalposts before a logarithm would mislead");
    assert_eq!(dir.rows("iData.csv")[0]["poverty"], "0");
}

/// COINr stops at an indicator without goalposts beside others that have some.
#[test]
fn values_and_goalposts_go_out_on_the_scale_that_is_scored() {
    let dir = with_a_logarithm();
    let run = dir.run(&EXPORT).ok();
    let how = "natural logarithm of values, those below 1 taken as 1";
    for note in [
        &format!("goalposts likewise (--native: as measured): poverty: {how}"),
        "the floor of 1 under the mean of index: build.R does it",
    ] {
        assert!(run.out.contains(note), "`{note}` is not in:\n{}", run.out);
    }
    let codes = dir.rows("codes.csv");
    let values = |code: &str| &codes.iter().find(|r| r["code"] == code).unwrap()["values"];
    assert_eq!((values("poverty").as_str(), values("jobs").as_str()), (how, "as measured"));
    let meta = dir.rows("iMeta.csv");
    for row in meta.iter().filter(|r| r["Type"] == "Indicator") {
        assert_ne!(row["goalpost_trunc2posts"], "NA", "{row:?}");
    }
    let poverty = meta.iter().find(|r| r["iCode"] == "poverty").unwrap();
    close(poverty["goalpost_lower"].parse().ok(), 0.0);
    close(poverty["goalpost_upper"].parse().ok(), 60f64.ln());
    let poverty = |n: usize| dir.rows("iData.csv")[n]["poverty"].clone();
    assert_eq!(poverty(0), "0", "0 taken as 1");
    close(poverty(1).parse().ok(), 45f64.ln());
    // The methods are not in the tables; the way back chooses arithmetic means.
    let mean =
        dir.read("framework.toml").replace("geometric_mean\", floor = 1", "arithmetic_mean\"");
    dir.write("framework.toml", mean);
    let [before, after] = there_and_back(&dir);
    same(&before, &after);
}

#[test]
fn a_script_is_never_left_beside_tables_that_it_is_not_of() {
    let dir = with_a_logarithm();
    dir.run(&EXPORT).ok();
    assert!(dir.exists("build.R"));
    dir.run(&[&EXPORT[..], &["--native"]].concat()).ok();
    assert!(!dir.exists("build.R"), "it would floor and transform nothing");
    dir.write("build.R", "# one's own\n");
    dir.run(&EXPORT).fails(&["not known to have written", "build.R", "--out DIR"]);
    dir.run(&[&EXPORT[..], &["--all-years"]].concat()).ok();
    assert_eq!(dir.read("build.R"), "# one's own\n");
}

/// Codes that R would take for something else are changed, and codes.csv leads back.
#[test]
fn codes_become_names_that_r_takes() {
    let dir = Workdir::new();
    let text = SMALL.replace("\"gap\"", "\"gender gap\"").replace("\"jobs\"", "\"1st\"");
    dir.write("framework.toml", &text);
    dir.write("data.csv", SMALL_DATA.replace("AAA,", "516,").replace("BBB,", "NA,"));
    dir.run(&EXPORT).ok();
    let codes: Vec<String> = dir.rows("iData.csv").iter().map(|r| r["uCode"].clone()).collect();
    assert_eq!(codes, ["X516", "NA_"]);
    let back = dir.rows("codes.csv");
    let code = |name: &str| back.iter().find(|r| r["coinr"] == name).unwrap()["code"].clone();
    assert_eq!(
        (code("X1st").as_str(), code("gender_gap").as_str(), code("NA_").as_str()),
        ("1st", "gender gap", "NA")
    );
    dir.write("framework.toml", text.replace("\"poverty\"", "\"gender_gap\""));
    dir.run(&EXPORT).fails(&["gender gap", "`gender_gap` in COINr", "another code"]);
    dir.write("framework.toml", SMALL);
    dir.write("data.csv", SMALL_DATA.replace("AAA,", "jobs,"));
    dir.run(&EXPORT).fails(&["the area `jobs` and the indicator `jobs`"]);
}

#[test]
fn the_edition_goes_out_with_names_and_groups() {
    let dir = Workdir::new();
    let project = env!("CARGO_MANIFEST_DIR");
    dir.run(&["export", "coinr", "--project", project]).fails(&["--out DIR"]);
    dir.run(&["export", "coinr", "--project", project, "--out", "."]).ok();
    let (data, meta) = (dir.rows("iData.csv"), dir.rows("iMeta.csv"));
    let kind = |kind: &str| meta.iter().filter(|r| r["Type"] == kind).count();
    assert!(kind("Group") > 0 && kind("Indicator") > 0 && kind("Aggregate") > 1);
    for row in &meta {
        assert!(row["Type"] == "Aggregate" || data[0].contains_key(&row["iCode"]), "{row:?}");
        let is_inside = ["Indicator", "Aggregate"].contains(&row["Type"].as_str());
        assert_eq!(row["Level"] != "NA", is_inside, "{row:?}");
        assert_eq!(row["Weight"] != "NA", is_inside, "{row:?}");
    }
    assert!(data.iter().all(|r| r["uName"] != "NA"));
    import(&dir).ok();
    score_imported(&dir).ok();
}
