//! `ssj audit` on frameworks and data that are not the project's, in a folder without a project.

use crate::workdir::{Run, Workdir};

fn audit(dir: &Workdir, more: &[&str]) -> Run {
    let arguments =
        ["audit", "--framework", "framework.toml", "--data", "data.csv", "--out", "out", "--quiet"];
    // So wide that no line is broken.
    let mut command = dir.command(&[&arguments[..], more].concat());
    Run::of(command.env("COLUMNS", "100000").output().unwrap())
}

/// One line of what was printed, by how it begins.
#[track_caller]
fn line<'a>(run: &'a Run, heading: &str) -> &'a str {
    let found = run.out.lines().find(|l| l.get(10..).is_some_and(|l| l.starts_with(heading)));
    found.unwrap_or_else(|| panic!("`{heading}` is not in:\n{}", run.out))
}

/// Twelve towns: `bus` and `tram` are the same numbers, `calm` their reverse, `trees` a zigzag that
/// has nothing to do with them.
fn towns(levels: &str) -> Workdir {
    let dir = Workdir::new();
    let mut framework = format!(
        "code = \"towns\"\nname = \"Towns\"\n\n[data]\ncut_off = 2020\n\n[ranking]\ncoverage = 0.5\n\n{levels}"
    );
    for (code, parent) in
        [("bus", "roads"), ("tram", "roads"), ("calm", "roads"), ("trees", "parks")]
    {
        let parent = if levels.contains(parent) { parent } else { "index" };
        framework += &format!(
            "[[indicator]]\ncode = \"{code}\"\nparent = \"{parent}\"\nname = \"{code}\"\n\
             value = \"{code}\"\ngoalposts = {{ worst = 0, best = 20 }}\n\n"
        );
    }
    dir.write("framework.toml", framework);
    let mut data = "REF_AREA,bus,tram,calm,trees\n".to_owned();
    for t in 0..12 {
        data += &format!("T{t:02},{t},{t},{},{}\n", 12 - t, if t % 2 == 0 { 3 } else { 9 });
    }
    dir.write("data.csv", data);
    dir
}

const INDEX: &str = "[[level]]\ncode = \"index\"\nname = \"Index\"\n\
                     aggregate = { method = \"arithmetic_mean\" }\n\n";

fn two_areas() -> String {
    let level = |code: &str| {
        format!(
            "[[level]]\ncode = \"{code}\"\nparent = \"index\"\nname = \"{code}\"\n\
             aggregate = {{ method = \"arithmetic_mean\" }}\n\n"
        )
    };
    format!("{INDEX}{}{}", level("roads"), level("parks"))
}

#[test]
fn doubts_of_a_foreign_framework_are_named() {
    let dir = towns(&two_areas());
    let run = audit(&dir, &[]).ok();
    let within = line(&run, "Do the indicators belong together?");
    assert!(within.starts_with("doubt"), "{within}");
    assert!(within.contains("3 of 3 pairs of indicators of one focus area are in doubt"));
    assert!(
        within.contains("“bus” with “calm” (−1.00) and “tram” with “calm” (−1.00)"),
        "{within}"
    );
    assert!(within.contains("counts twice: “bus” with “tram” (1.00)"), "{within}");
    assert!(run.out.contains("The index does not hold everywhere"), "{}", run.out);
    let measures = line(&run, "Is the index only a detour");
    assert!(measures.starts_with("unknown") && measures.contains("declares no measure"));
    for foreign in ["State", "NaN", "{"] {
        assert!(!run.out.contains(foreign), "{foreign}: {}", run.out);
    }
    assert!(dir.exists("out/scores.csv") && dir.exists("out/manifest.json"));
}

#[test]
fn the_answers_are_told_to_machines_too() {
    let run = audit(&towns(&two_areas()), &["--json"]).ok();
    let summary: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let questions = summary["audit"]["questions"].as_array().unwrap();
    let within = questions.iter().find(|q| q["question"] == "within").unwrap();
    // Three pairs; `calm` runs against its own area and is closer to the other.
    assert_eq!((within["answer"].as_str(), within["doubts"].as_u64()), (Some("doubt"), Some(5)));
    assert!(summary["audit"]["lead"][0].as_str().unwrap().contains("does not hold everywhere"));
}

#[test]
fn an_index_without_focus_areas_has_its_pairs_looked_at() {
    let run = audit(&towns(INDEX), &[]).ok();
    let within = line(&run, "Do the indicators belong together?");
    assert!(within.contains("6 pairs of indicators"), "{within}");
    assert!(line(&run, "Is one thing counted twice").starts_with("unknown"));
}

#[test]
fn two_areas_are_too_few_to_say() {
    let dir = Workdir::small();
    let run = audit(&dir, &[]).ok();
    for heading in ["Do the indicators", "Does each level", "Does each weight", "Do ranks hang"] {
        let line = line(&run, heading);
        assert!(line.starts_with("unknown") && line.contains("10 areas"), "{line}");
    }
    assert!(run.out.contains("These questions have no answer with these data"), "{}", run.out);
}

#[test]
fn one_indicator_alone_leaves_nothing_to_compare() {
    let dir = towns(INDEX);
    let text = dir.read("framework.toml");
    dir.write("framework.toml", text.split("[[indicator]]\ncode = \"tram\"").next().unwrap());
    let run = audit(&dir, &[]).ok();
    assert!(line(&run, "Do ranks hang").contains("no indicator that could be left out"));
    assert!(line(&run, "Does each level tell").contains("No level has two parts"));
    assert!(line(&run, "Do the indicators").contains("There are no two scored indicators"));
}

#[test]
fn an_audit_of_a_framework_needs_a_place_to_go() {
    let run = towns(INDEX).run(&["audit", "--framework", "framework.toml", "--data", "data.csv"]);
    run.fails(&["--out DIR"]);
}
