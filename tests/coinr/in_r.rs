//! What an export is to R itself; skipped where there is no R.

use std::process::Command;

use super::EXPORT;
use crate::workdir::{SMALL, SMALL_DATA, Workdir};

/// What a script of ours prints in the folder of an export; `None` where R is not installed.
fn printed(script: &str, dir: &Workdir) -> Option<String> {
    let script = format!("{}/tests/fixtures/{script}", env!("CARGO_MANIFEST_DIR"));
    let run = Command::new("Rscript").arg(script).arg(".").current_dir(dir.path(".")).output();
    let Ok(run) = run else {
        println!("skipped: there is no Rscript");
        return None;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(String::from_utf8(run.stdout).unwrap())
}

fn broken_rules(dir: &Workdir) -> Option<String> {
    printed("coinr_rules.R", dir)
}

/// Runs `build.R` on a stand-in for COINr, and sets every score of a level beside those in
/// `out/scores.csv`; how many there are. `None` without R.
fn same_in_coinr(dir: &Workdir) -> Option<usize> {
    printed("coinr_stand_in.R", dir)?;
    let codes = dir.rows("codes.csv");
    let code = |kind: &str, name: &str| {
        let row = codes.iter().find(|r| r["kind"] == kind && r["coinr"] == name)?;
        Some(row["code"].clone())
    };
    let ours = super::scores(dir);
    let mut compared = 0;
    for row in dir.rows("scores_coinr.csv") {
        let area = code("area", &row["uCode"]).unwrap();
        for (name, cell) in &row {
            let Some(level) = code("level", name) else { continue };
            let score = ours[&(area.clone(), level.clone())];
            match score {
                Some(score) => super::close(cell.parse().ok(), score),
                None => assert_eq!(cell, "NA", "{level} of {area}"),
            }
            compared += 1;
        }
    }
    assert_eq!(compared, ours.len());
    Some(compared)
}

#[test]
fn the_edition_has_the_same_scores_in_coinr() {
    let dir = Workdir::new();
    let project = ["--project", env!("CARGO_MANIFEST_DIR"), "--out"];
    dir.run(&[&["export", "coinr"][..], &project, &["."]].concat()).ok();
    let framework = concat!(env!("CARGO_MANIFEST_DIR"), "/datasets/framework.toml");
    dir.run(&["score", "--framework", framework, "--out", "out"]).ok();
    if let Some(compared) = same_in_coinr(&dir) {
        assert!(compared > 900, "{compared}");
        assert!(dir.read("build.R").lines().count() < 30, "{}", dir.read("build.R"));
    }
}

/// Twelve areas in two regions with gaps and outliers, and every step chosen: `defaults` of the
/// framework, keys of the levels `index` and `one`, and of the indicators.
fn made_up(defaults: &str, levels: [&str; 2], indicators: [&str; 5]) -> Workdir {
    let dir = Workdir::new();
    let mut text = format!(
        "code = \"m\"\nname = \"Made up\"\n[data]\nareas = \"areas.csv\"\ncut_off = 2020\n{defaults}\n"
    );
    for (code, keys) in [
        ("index", format!("{}\ncomplete = false", levels[0])),
        ("one", format!("parent = \"index\"\nweight = 2\n{}", levels[1])),
        ("deep", "parent = \"one\"\naggregate = { method = \"arithmetic_mean\" }".to_owned()),
    ] {
        text += &format!("[[level]]\ncode = \"{code}\"\nname = \"{code}\"\n{keys}\n");
    }
    let parents = ["index", "one", "one", "deep", "deep"];
    for ((n, keys), parent) in indicators.iter().enumerate().zip(parents) {
        let direction = if keys.contains("goalposts") {
            ""
        } else {
            ["direction = 1", "direction = -1"][n % 2]
        };
        text += &format!(
            "[[indicator]]\ncode = \"i{n}\"\nparent = \"{parent}\"\nname = \"I{n}\"\nvalue = \"V{n}\"\n{direction}\n{keys}\n"
        );
    }
    dir.write("framework.toml", text);
    let mut areas = "REF_AREA,NAME_EN,REGION\n".to_owned();
    let mut data = "REF_AREA,TIME_PERIOD,V0,V1,V2,V3,V4\n".to_owned();
    for a in 0..12 {
        areas += &format!("A{a:02},A{a:02},{}\n", if a % 2 == 0 { "North" } else { "South" });
        for year in [2015, 2020] {
            let cell = |n: usize| {
                if year == 2020 && (a * 7 + n * 5) % 9 == 4 || a == 11 && n > 1 {
                    return String::new();
                }
                let far = if (a + n) % 12 == 5 { 40.0 } else { 1.0 };
                let value = (1.0 + ((a * 37 + n * 11 + year / 5) % 29) as f64) * far;
                value.to_string()
            };
            let cells: Vec<String> = (0..5).map(cell).collect();
            data += &format!("A{a:02},{year},{}\n", cells.join(","));
        }
    }
    dir.write("areas.csv", areas);
    dir.write("data.csv", data);
    dir.score().ok();
    dir.run(&EXPORT).ok();
    dir
}

const MEAN: &str = "aggregate = { method = \"arithmetic_mean\" }";
const MIN_MAX: &str = "max_age = 0\n[normalise]\nmethod = \"min_max\"\nscale = [1, 100]";

#[test]
fn methods_of_coinr_make_the_same_scores() {
    let geometric = "aggregate = { method = \"geometric_mean\", floor = 10 }";
    let dir = made_up(
        &format!(
            "{MIN_MAX}\n[treat]\nmethod = \"winsorise\"\npoints = 2\nfallback = \"logarithm\""
        ),
        [geometric, geometric],
        [
            "normalise = { method = \"z_score\", mean = 50, deviation = 10 }\ntreat = { method = \"none\" }",
            "weight = 0.5",
            "normalise = { method = \"percentile_rank\" }",
            "transform = \"logarithm\"\nfloor = 2",
            "transform = \"reciprocal\"\nnormalise = { method = \"rank\" }",
        ],
    );
    if same_in_coinr(&dir).is_none() {
        return;
    }
    let script = dir.read("build.R");
    for part in
        ["Treat(", "winsorise", "n_zscore", "n_prank", "n_rank", "pmax(x, 10)", "i0_L3 = x[[1]]"]
    {
        assert!(script.contains(part), "`{part}` is not in:\n{script}");
    }
}

/// Medians of groups, else of all, under levels that need half of what is below them observed.
#[test]
fn imputed_values_go_out_and_do_not_count_as_observed() {
    let imputed =
        "[[impute]]\nmethod = \"median\"\nby = \"REGION\"\n[[impute]]\nmethod = \"median\"";
    let dir = made_up(
        &format!("max_age = 0\n[screen]\ncoverage = 0.5\n{imputed}"),
        [MEAN, MEAN],
        ["goalposts = { worst = 0, best = 30 }"; 5],
    );
    let made = dir.rows("out/imputed.csv");
    assert!(made.len() > 5, "{made:?}");
    let values = dir.rows("iData.csv");
    for cell in &made {
        let row = values.iter().find(|r| r["uCode"] == cell["ref_area"]).unwrap();
        super::close(row[&cell["indicator"]].parse().ok(), cell["value"].parse().unwrap());
    }
    let codes = dir.rows("codes.csv");
    let named: usize = codes.iter().map(|r| r["imputed"].split_whitespace().count()).sum();
    assert_eq!(named, made.len());
    assert!(dir.read("build.R").contains("uncounted <- list("), "{}", dir.read("build.R"));
    same_in_coinr(&dir);
    dir.run(&[&EXPORT[..], &["--native"]].concat()).ok();
    let native = dir.rows("iData.csv");
    let missing = native.iter().flat_map(|r| r.values()).filter(|cell| *cell == "NA").count();
    assert_eq!(missing, made.len());
}

#[test]
fn what_coinr_has_not_is_said_and_done_all_the_same() {
    let benefit = "aggregate = { method = \"benefit_of_the_doubt\" }";
    let entropy = format!("{MEAN}\nweights = {{ method = \"entropy\" }}");
    let steps = "normalise = { method = \"categories\", thresholds = [3, 9, 20] }";
    for (levels, first, said) in [
        ([benefit, MEAN], "", ["weights of each area's own for index", "by_ssj.csv"]),
        (
            ["aggregate = { method = \"median\" }", &entropy],
            steps,
            ["the weighted median for index", "normalisation by categories"],
        ),
        (
            ["aggregate = { method = \"mazziotta_pareto\", penalty = \"minus\" }", MEAN],
            "normalise = { method = \"min_max\", over = \"all_years\" }",
            ["Mazziotta–Pareto for index", "over all years: taken from by_ssj.csv"],
        ),
        (
            ["aggregate = { method = \"copeland\" }", "aggregate = { method = \"minimum\" }"],
            "normalise = { method = \"fraction_of_max\" }",
            ["Copeland over the scores that two units share", "the minimum for one"],
        ),
    ] {
        let dir = made_up(MIN_MAX, levels, [first, "", "", "", ""]);
        let run = dir.run(&EXPORT).ok();
        for part in said {
            assert!(run.out.contains(part), "`{part}` is not in:\n{}", run.out);
        }
        same_in_coinr(&dir);
    }
}

#[test]
fn a_formula_and_a_mean_that_leaves_units_out_are_done_too() {
    let formula = "aggregate = { method = \"formula\", formula = \"first(one, 50) - i0 / 2\" }";
    let mean = "aggregate = { method = \"harmonic_mean\", on_zero = \"exclude\" }";
    let scale = MIN_MAX.replace("[1, 100]", "[0, 100]");
    let dir = made_up(&scale, [formula, mean], [""; 5]);
    let run = dir.run(&EXPORT).ok();
    for part in
        ["the formula for index: its scores are taken from by_ssj.csv", "no score of one with a 0"]
    {
        assert!(run.out.contains(part), "`{part}` is not in:\n{}", run.out);
    }
    assert!(dir.read("out/excluded.csv").contains("a harmonic mean has none with a score of 0"));
    same_in_coinr(&dir);
}

#[test]
fn r_reads_an_export_as_coinr_needs_it() {
    let dir = Workdir::new();
    let project = env!("CARGO_MANIFEST_DIR");
    for more in [&[][..], &["--all-years"]] {
        let export = ["export", "coinr", "--project", project, "--out", "."];
        dir.run(&[&export[..], more].concat()).ok();
        let Some(broken) = broken_rules(&dir) else { return };
        assert_eq!(broken, "");
    }
    dir.write("iMeta.csv", dir.read("iMeta.csv").replace("index,1,Aggregate", "NA,1,Aggregate"));
    assert_eq!(broken_rules(&dir).unwrap(), "broken: one level below the parent \n");
}

/// Codes that R reads as numbers, truth values or missing; a tree of uneven depth; no units.
#[test]
fn r_reads_codes_of_any_kind() {
    let dir = Workdir::new();
    let text = SMALL
        .replace("\"gap\"", "\"T\"")
        .replace("\"jobs\"", "\"2 b\"")
        .replace("code = \"poverty\"\nparent = \"home\"", "code = \"poverty\"\nparent = \"index\"")
        .replace(
            "[[level]]\ncode = \"home\"\nparent = \"index\"\nname = \"Home\"\naggregate = { method = \"arithmetic_mean\" }\n",
            "",
        );
    dir.write("framework.toml", text);
    dir.write("data.csv", SMALL_DATA.replace("AAA,", "004,").replace("BBB,", "NA,"));
    let export = ["export", "coinr", "--framework", "framework.toml", "--data", "data.csv"];
    dir.run(&[&export[..], &["--out", "."]].concat()).ok();
    if let Some(broken) = broken_rules(&dir) {
        assert_eq!(broken, "");
    }
}
