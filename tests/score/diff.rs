//! `ssj diff`: what moved each score between two sides, against parts worked out by hand.

use std::process::Command;

use super::workdir::{SMALL, SMALL_DATA, Workdir};

fn framework(cut_off: i32, weight: f64) -> String {
    let mut text = format!(
        "code = \"t\"\nname = \"T\"\n[data]\ncut_off = {cut_off}\n[ranking]\ncoverage = 0.25\n\
         [[level]]\ncode = \"index\"\nname = \"Index\"\ncomplete = false\naggregate = {{ method = \"arithmetic_mean\" }}\n"
    );
    for (code, weight) in [("a", weight), ("b", 1.0)] {
        text += &format!(
            "[[indicator]]\ncode = \"{code}\"\nparent = \"index\"\nname = \"{code}\"\nvalue = \"{code}\"\n\
             weight = {weight}\ngoalposts = {{ worst = 0, best = 100 }}\n"
        );
    }
    text
}

/// Two sides that differ in everything, each scored into a folder of its own.
fn two_sides() -> Workdir {
    let dir = Workdir::new();
    let head = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\n";
    dir.write("one.toml", framework(2020, 1.0));
    dir.write("one.csv", format!("{head}AAA,a,2020,50\nAAA,b,2020,70\nBBB,a,2020,40\n"));
    dir.write("two.toml", framework(2021, 3.0));
    dir.write(
        "two.csv",
        format!(
            "{head}AAA,a,2020,54\nAAA,b,2020,70\nAAA,b,2021,90\nBBB,a,2020,40\nBBB,b,2020,80\n"
        ),
    );
    for side in ["one", "two"] {
        let (framework, data) = (format!("{side}.toml"), format!("{side}.csv"));
        dir.run(&["score", "--framework", &framework, "--data", &data, "--out", side]).ok();
    }
    dir
}

/// AAA: the value of `a` gains 4 at a weight of ½ or ¾, so 2½ in the mean; that of `b` 20 at ½ or ¼, so
/// 7½; the weights ¼ of the difference between them, which is 52 − 80 in the mean, so −7.
/// BBB: its first `b` of 80 beside 40 gains 20 or, at the later weights, 10: 15; the weights 0 or −10: −5.
/// With that first value alone BBB draws level with AAA, one place up: ¼ of the orders begin so, and each
/// of the three others takes the place away again in a third of them.
#[test]
fn the_parts_are_those_worked_out_by_hand() {
    let dir = two_sides();
    let told = dir.run(&["diff", "one", "two", "--out", "moved"]).ok().out;
    assert!(told.contains("figures   1 revised, 1 new, 1 of series of an area"), "{told}");
    assert!(told.contains("method    differs; last year 2020 → 2021"), "{told}");
    assert!(told.contains("BBB: 40.00 → 50.00 (+10.00: method −5.00, coverage +15.00)"), "{told}");
    let rows = dir.rows("moved/bridge.csv");
    let parts = |area: &str, of: &str| -> Vec<f64> {
        let row = rows.iter().find(|r| r["ref_area"] == area && r["code"] == "index").unwrap();
        let steps = ["revised", "new", "method", "coverage"];
        steps.iter().map(|step| row[&format!("{of}_{step}")].parse().unwrap()).collect()
    };
    let third = 1.0 / 12.0;
    for (area, of, expected) in [
        ("AAA", "score", [2.5, 7.5, -7.0, 0.0]),
        ("BBB", "score", [0.0, 0.0, -5.0, 15.0]),
        ("AAA", "places", [0.0; 4]),
        ("BBB", "places", [-third, -third, -third, 0.25]),
    ] {
        for (found, expected) in parts(area, of).into_iter().zip(expected) {
            assert!((found - expected).abs() < 1e-9, "{area} {of}: {:?}", parts(area, of));
        }
    }
    assert!(
        told.contains("From one to two the index moved in 2 of 2 areas, by 6.5 points"),
        "{told}"
    );
    let sentence = "BBB gains most, +10.0 points: method \u{2212}5.0 and coverage +15.0.";
    assert!(told.contains(sentence), "{told}");
    let drawn = dir.rows("moved/figures/bridge.csv");
    let row = |row: &std::collections::BTreeMap<String, String>| {
        ["ref_area", "before", "after", "method", "coverage"].map(|column| row[column].clone())
    };
    assert_eq!(row(&drawn[0]), ["BBB", "40.000", "50.000", "-5.000", "15.000"]);
    assert_eq!(row(&drawn[1]), ["AAA", "60.000", "63.000", "-7.000", "0.000"]);
    let drawing = dir.read("moved/figures/bridge.svg");
    assert!(drawing.starts_with("<svg") && drawing.contains("BBB moves most"), "{drawing}");
    assert!(dir.read("moved/figures/bridge.txt").contains("Waterfall chart of 2 areas"));
    // The other way every part turns round.
    let back = dir.run(&["diff", "two", "one"]).ok().out;
    assert!(back.contains("BBB: 50.00 → 40.00 (−10.00: method +5.00, coverage −15.00)"), "{back}");
    let same = dir.run(&["diff", "two", "two"]).ok().out;
    assert!(same.contains("index     of no area moved"), "{same}");
}

/// All figures of a series that an area has are later than the last year of the earlier side: to that
/// side they are not there, so that they are the area's first.
#[test]
fn a_series_that_begins_after_the_earlier_cut_off_is_coverage() {
    let dir = Workdir::new();
    dir.write("one.toml", framework(2020, 1.0));
    dir.write("two.toml", framework(2021, 1.0));
    let rows = "AAA,a,2020,50\nAAA,b,2020,70\nAAA,b,2021,90\nBBB,a,2020,40\nBBB,b,2021,80\n";
    dir.write("data.csv", format!("REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\n{rows}"));
    let told = dir.run(&["diff", "one.toml", "two.toml", "--data", "data.csv"]).ok().out;
    assert!(told.contains("figures   0 revised, 1 new, 1 of series of an area"), "{told}");
    assert!(told.contains("AAA: 60.00 → 70.00 (+10.00: new +10.00)"), "{told}");
    // It counts with the later year alone, a step of its own: the two have equal parts in it.
    assert!(told.contains("BBB: 40.00 → 60.00 (+20.00: new +10.00, coverage +10.00)"), "{told}");
}

/// A figure that grows too old moves a score though no figure is new: nothing is laid to new ones.
#[test]
fn what_another_last_year_moves_alone_is_not_told_as_new_figures() {
    let dir = Workdir::new();
    for (file, year) in [("one.toml", 2020), ("two.toml", 2021)] {
        let aged = format!("cut_off = {year}\nmax_age = 1");
        dir.write(file, framework(year, 1.0).replace(&format!("cut_off = {year}"), &aged));
    }
    let rows = "AAA,a,2020,50\nAAA,b,2019,70\nBBB,a,2020,40\n";
    dir.write("data.csv", format!("REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\n{rows}"));
    let told = dir.run(&["diff", "one.toml", "two.toml", "--data", "data.csv"]).ok().out;
    assert!(told.contains("AAA: 60.00 → 50.00 (−10.00: last year −10.00)"), "{told}");
    assert!(told.contains("another last year") && !told.contains("new figures"), "{told}");
}

/// Paragraph and figure are in the language that is asked for, a figure of another in a folder of its own.
#[test]
fn a_bridge_is_told_in_the_languages_that_are_asked_for() {
    let dir = two_sides();
    let project =
        ["--project", env!("CARGO_MANIFEST_DIR"), "--language", "fr,es", "--out", "moved"];
    let told = dir.run(&[&["diff", "one", "two"][..], &project].concat()).ok().out;
    let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
    let sentence = "Plus fort gain : BBB, +10,0 points (méthode \u{2212}5,0 et couverture +15,0).";
    assert!(plain(&told).contains(sentence), "{told}");
    let french = plain(&dir.read("moved/figures/bridge.txt"));
    assert!(french.contains("Graphique en cascade de 2 zones"), "{french}");
    let spanish = dir.read("moved/figures/es/bridge.txt");
    assert!(spanish.contains("BBB") && !spanish.contains("Graphique"), "{spanish}");
    let alone = dir.run(&["diff", "one", "two", "--language", "fr"]).ok().out;
    assert!(plain(&alone).contains(sentence), "{alone}");
}

/// A framework that leaves a series out reads the same files: its figures are counted all the same.
#[test]
fn figures_of_series_that_one_method_alone_reads_are_counted() {
    let dir = Workdir::new();
    let root = dir.copy_project("p");
    let declared = std::fs::read_to_string(root.join("datasets/framework.toml")).unwrap();
    let mut parts = declared.split("[[indicator]]\n").collect::<Vec<_>>();
    parts.retain(|part| !part.starts_with("code = \"child_labour\""));
    let mine = parts.join("[[indicator]]\n");
    assert_ne!(mine, declared);
    dir.write("p/datasets/mine.toml", mine);
    let sides = ["diff", "2026-H2", "p/datasets/mine.toml", "--project", "p", "--json"];
    let told: serde_json::Value = serde_json::from_str(&dir.run(&sides).ok().out).unwrap();
    let last = |side: usize| told["last_years"][side].as_i64().unwrap();
    let rows = dir.rows("p/datasets/snapshot/unsdg.csv");
    let is_counted = |row: &&std::collections::BTreeMap<String, String>| {
        let year: i64 = row["TIME_PERIOD"].parse().unwrap();
        row["INDICATOR"] == "SL_TLF_CHILD" && year <= last(0).max(last(1))
    };
    let expected = rows.iter().filter(is_counted).count();
    assert!(expected > 50, "{expected}");
    assert_eq!(told["figures"]["method"], expected);
    assert_eq!(told["method_differs"], true);
}

#[test]
fn who_enters_and_leaves_is_told_with_the_reason() {
    let dir = Workdir::new();
    dir.write("one.toml", SMALL);
    dir.write("two.toml", SMALL.replace("coverage = 0.6", "coverage = 0.3"));
    dir.write("data.csv", SMALL_DATA);
    let told = dir.run(&["diff", "one.toml", "two.toml", "--data", "data.csv"]).ok().out;
    assert!(told.contains("ranked    1 → 2"), "{told}");
    let why = "entered   BBB: was not ranked, as work has 33% of its indicator weight, below 60%";
    assert!(told.contains(why), "{told}");
    let back = dir.run(&["diff", "two.toml", "one.toml", "--data", "data.csv"]).ok().out;
    assert!(back.contains("left      BBB: is not ranked, as work has 33%"), "{back}");
}

#[test]
fn a_side_that_can_not_be_made_again_is_refused_with_what_is_missing() {
    let dir = two_sides();
    dir.write("one.csv", "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nAAA,a,2020,51\n");
    std::fs::remove_file(dir.path("two.toml")).unwrap();
    dir.run(&["diff", "one", "one"]).fails(&["has changed since", "one.csv"]);
    dir.run(&["diff", "two", "two"]).fails(&["is not there any more", "two.toml"]);
    std::fs::create_dir(dir.path("empty")).unwrap();
    dir.run(&["diff", "empty", "one"]).fails(&["the folder has no manifest.json"]);
    let project = env!("CARGO_MANIFEST_DIR");
    let ours = |a: &str| dir.run(&["diff", a, "2026-H2", "--project", project]);
    ours("2026-H3").fails(&["`2026-H3` is no edition, no path and no git revision", "`2026-H2`?"]);
    ours("--output=x").fails(&[]);
}

/// The method and the figures of a revision are read from git.
#[test]
fn a_revision_is_scored_as_it_was() {
    let dir = Workdir::new();
    let root = dir.copy_project("p");
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.arg("-C").arg(&root).args(["-c", "user.name=t", "-c", "user.email=t@example.org"]);
        git.args(arguments).output().is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "-q"]) {
        println!("skipped: git is not here");
        return;
    }
    assert!(git(&["add", "."]) && git(&["commit", "-q", "-m", "before"]));
    let file = root.join("datasets/snapshot/worldbank.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    let revised = text.replacen("BRA,SI_GINI,T,2024,50.3,A", "BRA,SI_GINI,T,2024,46.8,A", 1);
    assert_ne!(text, revised);
    std::fs::write(&file, revised).unwrap();
    let root = root.to_str().unwrap();
    let told = dir.run(&["diff", "HEAD", "2026-H2", "--project", root, "--json"]).ok().out;
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let areas = told["areas"].as_array().unwrap();
    let of = |code: &str| {
        areas.iter().find(|row| row["area"] == "BRA" && row["code"] == code).unwrap().clone()
    };
    // 3.5 points of the Gini index are a tenth of its goalposts' 35, and an eighth of protection.
    let parts = of("protection")["points"]["parts"].clone();
    let parts: Vec<f64> = serde_json::from_value(parts).unwrap();
    assert!((parts[0] - 10.0 / 8.0).abs() < 1e-9 && parts[1..] == [0.0; 3], "{parts:?}");
    assert_eq!(told["figures"]["revised"], 1);
    assert_eq!(told["method_differs"], false);
}
