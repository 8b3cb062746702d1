//! What is not this program's own is neither replaced nor removed, whatever a manifest says.

use super::workdir::{Run, SMALL, SMALL_DATA, Workdir};
use super::{MEMBERS, files, small_project, stand_in};

const SCORE: [&str; 3] = ["score", "--framework", "framework.toml"];

/// A manifest that claims to have written these files, with the bytes they have.
fn manifest(dir: &Workdir, claimed: &[(&str, &str)]) -> String {
    let hashed = |(name, path): &(&str, &str)| {
        let bytes = std::fs::read(dir.path(path)).unwrap();
        serde_json::to_value(ssj::hashed::Hashed::of(name, &bytes)).unwrap()
    };
    let outputs: Vec<serde_json::Value> = claimed.iter().map(hashed).collect();
    let json = serde_json::json!({
        "stage": "report", "edition": "2026-H2", "framework": "ssj", "cut_off": 2025,
        "tool": "ssj 0.1.0", "typst": null, "inputs": [], "outputs": outputs, "earlier": outputs,
    });
    json.to_string()
}

#[test]
fn a_manifest_that_names_files_outside_removes_none() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS).display().to_string();
    let typst =
        stand_in(&dir, "for last; do :; done\nprintf '%%PDF /Type/Pages/Count 7' > \"$last\"");
    let build = ["build", "--project", &project, "--out", "out", "--quiet", "--typst", &typst];
    for name in ["absolute", "above", "linked/file", "out/beside", "out/datasets/framework.toml"] {
        dir.write(name, "mine");
    }
    for name in ["stale.csv", "edited.csv", "fr/stale.svg"] {
        dir.write(&format!("out/figures/{name}"), "ours");
    }
    std::os::unix::fs::symlink(dir.path("linked"), dir.path("out/figures/link")).unwrap();
    let absolute = dir.path("absolute").display().to_string();
    let claims = [
        (absolute.as_str(), "absolute"),
        ("../above", "above"),
        ("figures/../../above", "above"),
        ("figures/link/file", "linked/file"),
        ("figures/link", "linked/file"),
        ("beside", "out/beside"),
        ("datasets/framework.toml", "out/datasets/framework.toml"),
        ("figures/stale.csv", "out/figures/stale.csv"),
        ("figures/edited.csv", "out/figures/edited.csv"),
        ("figures/fr/stale.svg", "out/figures/fr/stale.svg"),
    ];
    dir.write("out/manifest.json", manifest(&dir, &claims));
    dir.write("out/figures/edited.csv", "ours, and then mine");
    let doctor = dir.run(&["doctor", "--project", &project, "--out", "out", "--typst", &typst]);
    doctor.fails(&["would lie outside the folder", "links are not followed", "edited.csv"]);
    let told = dir.run(&build).ok().out;
    for name in ["absolute", "above", "linked/file", "out/beside", "out/datasets/framework.toml"] {
        assert_eq!(dir.read(name), "mine", "{name}");
    }
    assert!(!dir.exists("out/figures/stale.csv"), "what was made here goes");
    assert!(!dir.exists("out/figures/fr"), "and its folder");
    assert_eq!(dir.read("out/figures/edited.csv"), "ours, and then mine");
    assert!(told.contains("edited.csv") && told.contains("changed since"), "{told}");
    let written = dir.read("out/manifest.json");
    assert!(!written.contains("above") && !written.contains(&absolute), "{written}");
}

#[test]
fn an_output_folder_behind_a_link_is_refused_before_any_work() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS).display().to_string();
    dir.write("elsewhere/map_index.svg", "mine");
    std::fs::create_dir(dir.path("out")).unwrap();
    std::os::unix::fs::symlink(dir.path("elsewhere"), dir.path("out/figures")).unwrap();
    let run = dir.run(&["figures", "map_index", "--project", &project, "--out", "out"]);
    run.fails(&["links are not followed", "out/figures"]);
    assert!(!run.err.contains("ingest"), "no stage began: {}", run.err);
    assert_eq!(files(&dir.path("elsewhere")).len(), 1);
    assert_eq!(dir.read("elsewhere/map_index.svg"), "mine");
    // The folder that is named may be a link: that is the user's choice.
    std::os::unix::fs::symlink(dir.path("elsewhere"), dir.path("chosen")).unwrap();
    dir.run(&["score", "--project", &project, "--out", "chosen", "--quiet"]).ok();
    assert!(dir.exists("elsewhere/scores.csv"));
}

/// Refused, in these words, before anything is read; and every file is as it was.
#[track_caller]
fn refused(dir: &Workdir, arguments: &[&str], parts: &[&str]) {
    let before = files(&dir.path(""));
    let run: Run = dir.run(arguments);
    run.fails(parts);
    assert!(!run.err.contains("[1/"), "no stage began: {}", run.err);
    assert!(files(&dir.path("")) == before, "something changed");
}

#[test]
fn an_output_never_replaces_an_input() {
    let dir = Workdir::new();
    dir.write("framework.toml", SMALL);
    dir.write("scores.csv", SMALL_DATA);
    let input = "would replace what is read";
    let score = [&SCORE[..], &["--data", "scores.csv", "--out", "."]].concat();
    refused(&dir, &score, &[input, "scores.csv", "--out DIR"]);
    std::os::unix::fs::symlink("scores.csv", dir.path("data.csv")).unwrap();
    let linked = [&SCORE[..], &["--data", "data.csv", "--out", "."]].concat();
    refused(&dir, &linked, &[input, "scores.csv"]);
    let simulate = ["simulate", "--framework", "tiers.csv", "--data", "scores.csv", "--out", "."];
    dir.write("tiers.csv", SMALL);
    refused(&dir, &simulate, &[input, "tiers.csv", "scores.csv"]);

    dir.write("observations.csv", SMALL_DATA);
    refused(&dir, &["read", "observations.csv", "--out", "."], &[input, "observations.csv"]);
    dir.write("in/problems.csv", SMALL_DATA);
    refused(&dir, &["read", "in", "--out", "in"], &[input, "in/problems.csv"]);

    let dir = Workdir::new();
    dir.write("iMeta.csv", "Level,iCode,Direction,Parent,Weight,Type\n");
    dir.write("data.csv", "uCode,A\nX,1\n");
    let import = ["import", "coinr", "--data", "data.csv", "--meta", "iMeta.csv", "--out", "."];
    refused(&dir, &import, &[input, "data.csv"]);
}

#[test]
fn a_file_of_someone_else_is_not_replaced_and_our_own_is() {
    let dir = Workdir::small();
    let export = ["export", "coinr", "--framework", "framework.toml", "--data", "data.csv"];
    let export = [&export[..], &["--out", "r"]].concat();
    dir.write("r/iData.csv", "uCode,A\nX,1\n");
    let mine = "not known to have written";
    refused(&dir, &export, &[mine, "r/iData.csv"]);
    std::fs::remove_file(dir.path("r/iData.csv")).unwrap();
    dir.run(&export).ok();
    dir.run(&export).ok();

    dir.write("out/scores.csv", "mine");
    dir.write("out/manifest.json", "{\"name\": \"my app\"}");
    let score = [&SCORE[..], &["--data", "data.csv", "--out", "out"]].concat();
    refused(&dir, &score, &[mine, "out/scores.csv", "out/manifest.json"]);
    std::fs::remove_dir_all(dir.path("out")).unwrap();
    // Commands that write into one folder keep account of each other's files.
    dir.score().ok();
    dir.run(&["read", "data.csv", "--out", "out"]).ok();
    dir.score().ok();
    let doctor = dir.run(&["doctor", "--out", "out"]).out;
    assert!(doctor.contains("ok       outputs of out"), "{doctor}");
    std::fs::remove_file(dir.path("out/observations.csv")).unwrap();
    std::fs::write(dir.path("out/scores.csv"), "x").unwrap();
    dir.run(&["doctor", "--out", "out"]).fails(&[
        "is gone",
        "out/observations.csv",
        "was changed after it was written",
        "out/scores.csv",
    ]);
}

#[test]
fn refused_data_leave_their_problems_beside_the_last_good_outputs() {
    let dir = Workdir::small();
    dir.score().ok();
    let before = files(&dir.path("out"));
    dir.write("data.csv", SMALL_DATA.replace(",40,A", ",forty,A"));
    let strict = [&SCORE[..], &["--data", "data.csv", "--out", "out", "--strict"]].concat();
    dir.run(&strict).fails(&["found `forty`", "out/refused/problems.csv"]);
    assert!(dir.read("out/refused/problems.csv").contains("forty"));
    let found = files(&dir.path("out"));
    assert!(before.iter().all(|(name, bytes)| found.get(name) == Some(bytes)));
    dir.write("data.csv", SMALL_DATA);
    dir.run(&strict).ok();
    assert!(files(&dir.path("out")) == before, "what was refused is outdated, and gone");
}

#[test]
fn results_of_other_data_or_options_never_take_the_place_of_the_editions() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS);
    dir.write("data.csv", SMALL_DATA);
    dir.write("framework.toml", SMALL);
    let project = project.display().to_string();
    for (command, options) in [
        (&["score", "--data", "data.csv"][..], "--data"),
        (&["ingest", "--originals", "none"], "--originals"),
        (&["simulate", "--runs", "500", "--seed", "1"], "--runs and --seed"),
        (&["simulate", "--sensitivity-runs", "0"], "--sensitivity-runs"),
        (
            &["audit", "--framework", "framework.toml", "--data", "data.csv"],
            "--framework and --data",
        ),
        (&["figures", "--originals", "none"], "--originals"),
        (&["build", "--originals", "none"], "--originals"),
    ] {
        let message =
            format!("where should the results go? With {options} they are not the edition");
        refused(&dir, &[command, &["--project", &project]].concat(), &[&message, "add --out DIR"]);
    }
}
