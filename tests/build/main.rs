//! The whole edition: the same bytes everywhere, and the last good outputs whatever goes wrong.
//!
//! Needs typst as the program itself finds it; where there is none, the first build installs it.

mod asked;
mod beside;
mod cloned;
mod disk;
mod ended;
mod exhibits;
mod focus_areas;
#[path = "../goldens/mod.rs"]
mod goldens;
mod guarded;
mod killed;
mod packaged;
mod papers;
mod rebuilt;
#[path = "../typeset/mod.rs"]
mod typeset;
mod unchanged;
mod verified;
#[path = "../workdir/mod.rs"]
mod workdir;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use workdir::Workdir;

/// Every file below `folder`, by its path in it.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(&at).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_owned();
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// A copy of the project in which only these areas are scored: a build of seconds.
fn small_project(dir: &Workdir, members: &[&str]) -> PathBuf {
    let project = dir.copy_project("project");
    let areas = project.join("datasets/reference/areas.csv");
    let text = std::fs::read_to_string(&areas).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let member = header.iter().position(|h| h == "ILO_MEMBER").unwrap();
    let mut writer = csv::Writer::from_path(&areas).unwrap();
    writer.write_record(&header).unwrap();
    for record in reader.records() {
        let mut cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        let scored = members.contains(&cells[0].as_str());
        cells[member] = if scored { "yes" } else { "no" }.to_owned();
        writer.write_record(&cells).unwrap();
    }
    writer.flush().unwrap();
    project
}

const MEMBERS: [&str; 9] = ["BRA", "DNK", "FRA", "IND", "KEN", "NOR", "PER", "TON", "ZAF"];

/// A program that stands in for typst.
fn stand_in(dir: &Workdir, script: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    let head = "#!/bin/sh\ncase \"$1\" in --version) echo 'typst 0.15.1 (test)'; exit;;\n\
                fonts) printf 'Libertinus Serif\\nNoto Sans\\n'; exit;; esac\n";
    let path = dir.write("stand-in", format!("{head}{script}\n"));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.display().to_string()
}

/// Tables by name, figures by family, and the content that typst was handed, of an output folder.
fn by_kind(out: &Path) -> BTreeMap<String, String> {
    let mut kinds = BTreeMap::new();
    for (path, bytes) in files(out) {
        let name = path.file_name().unwrap().to_string_lossy();
        let is_figure = path.starts_with("figures");
        let kind = match is_figure {
            // The manifest holds the versions of the inputs, what is kept is no part of the edition,
            // and a stand-in writes no pages.
            false if name.ends_with(".json") || name.ends_with(".pdf") => continue,
            false => name.to_string(),
            true => format!("figures of {}", name.split(['_', '.']).next().unwrap()),
        };
        let line = format!("{} {}\n", path.display(), goldens::hash(bytes));
        kinds.entry(kind).or_insert_with(String::new).push_str(&line);
    }
    kinds
}

#[test]
fn typst_failing_is_told_and_the_last_good_outputs_stay() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS).display().to_string();
    let good = stand_in(
        &dir,
        "for last; do :; done\nprintf '%%PDF-1.7\\n/Type/Pages/Count 7' > \"$last\"",
    );
    let build = ["build", "--project", &project, "--out", "out", "--quiet", "--typst"];
    dir.run(&[&build[..], &[&good]].concat()).ok();
    let before = files(&dir.path("out"));
    let bad = stand_in(&dir, "echo 'error: unexpected end of block' >&2; exit 1");
    dir.run(&[&build[..], &[&bad, "--again"]].concat())
        .fails(&["could not typeset", "unexpected end of block"]);
    assert!(files(&dir.path("out")) == before, "nothing was touched");
    dir.run(&[&build[..], &["/bin/echo"]].concat()).fails(&["this is not typst"]);
    dir.run(&[&build[..], &["/no/typst"]].concat())
        .fails(&["cannot run the typesetting program", "/no/typst"]);
    assert!(files(&dir.path("out")) == before, "nothing was touched");
}

#[test]
fn without_typst_everything_but_the_text_is_made() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS).display().to_string();
    let nothing = dir.path("nothing");
    let mut build = dir.command(&["build", "--project", &project, "--out", "out", "--quiet"]);
    build.env_remove("SSJ_TYPST");
    for name in ["PATH", "HOME", "XDG_CACHE_HOME"] {
        build.env(name, &nothing);
    }
    let said = build.output().unwrap();
    assert_eq!(said.status.code(), Some(6));
    let told = String::from_utf8(said.stderr).unwrap();
    assert!(told.contains("typst is not installed"), "{told}");
    for made in ["explorer.en.html", "scores.csv", "figures/map_index.svg", "manifest.json"] {
        assert!(dir.exists(&format!("out/{made}")), "{made}");
    }
}

#[test]
fn killed_in_the_middle_leaves_the_last_good_outputs_and_the_next_run_sweeps_up() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS).display().to_string();
    dir.run(&["figures", "--project", &project, "--out", "out", "--quiet"]).ok();
    let before = files(&dir.path("out"));
    let slow = stand_in(&dir, "touch \"$(dirname \"$0\")/began\"; sleep 30");
    let mut run = dir
        .command(&["build", "--project", &project, "--out", "out", "--quiet", "--typst", &slow])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let since = Instant::now();
    while !dir.exists("began") {
        assert!(since.elapsed() < Duration::from_secs(60), "typst was never called");
        std::thread::sleep(Duration::from_millis(20));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    let after = files(&dir.path("out"));
    for (name, bytes) in &before {
        assert!(after.get(name) == Some(bytes), "{} was touched", name.display());
    }
    dir.run(&["figures", "--project", &project, "--out", "out", "--quiet"]).ok();
    assert!(files(&dir.path("out")) == before, "what the killed run staged is gone");
}

#[test]
fn an_output_folder_that_cannot_be_written_is_named_before_any_work() {
    let dir = Workdir::new();
    let file = dir.write("file", "").display().to_string();
    let run = dir.run(&["build", "--project", env!("CARGO_MANIFEST_DIR"), "--out", &file]);
    run.fails(&["cannot make the output folder", &file]);
    assert!(!run.err.contains("ingest"), "no stage began: {}", run.err);
    let run = dir.run(&["build", "--project", env!("CARGO_MANIFEST_DIR"), "--out", "/proc/ssj"]);
    run.fails(&["cannot make the output folder", "/proc/ssj"]);
}

#[test]
fn a_stage_that_stops_sooner_keeps_account_of_what_an_earlier_one_made() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS).display().to_string();
    let with = |first: &[&str]| {
        dir.run(&[first, &["--project", &project, "--out", "out", "--quiet"]].concat()).ok();
        let json = dir.read("out/manifest.json");
        serde_json::from_str::<serde_json::Value>(&json).unwrap()
    };
    with(&["figures", "map_index"]);
    let manifest = with(&["score"]);
    let earlier: Vec<&str> = manifest["earlier"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n["file"].as_str().unwrap())
        .collect();
    assert!(earlier.contains(&"figures/map_index.svg"), "{earlier:?}");
    let named = |key: &str, name: &str| {
        manifest[key].as_array().unwrap().iter().any(|hashed| hashed["file"] == name)
    };
    assert!(named("inputs", "datasets/snapshot/untc.csv") && named("inputs", "report/look.toml"));
    assert!(named("outputs", "scores.csv"));
}

#[test]
fn no_one_listening_is_no_reason_to_stop() {
    let dir = Workdir::new();
    let project = env!("CARGO_MANIFEST_DIR");
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut run = dir.command(&["score", "--project", project, "--out", "out"]);
    assert!(run.stderr(full).stdout(Stdio::null()).status().unwrap().success());
    assert!(dir.exists("out/scores.csv"));
}
