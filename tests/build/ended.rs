//! Runs that are told to end: what they have begun is gone, what lay there is as it was, and their code
//! says by which signal; a simulation keeps its part beside the last full result.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::killed::{Index, RUN};
use super::workdir::{Run, Workdir};
use super::{MEMBERS, files, small_project, stand_in};

#[test]
fn a_second_run_is_told_who_holds_the_folder() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS).display().to_string();
    let build = ["--project", &project, "--out", "out"];
    let (mut run, _) = slow_build(&dir, &project);
    let told = dir.run(&[&["score"], &build[..]].concat());
    told.fails(&[
        "another run is under way",
        "`ssj build",
        &format!("process {}", run.id()),
        "out",
    ]);
    dir.run(&[&["doctor"], &build[..]].concat()).fails(&["another run is under way"]);
    run.kill().unwrap();
    run.wait().unwrap();
    dir.run(&[&["score"], &build[..]].concat()).ok();
}

/// A build that is busy typesetting; and the process that stands in for typst.
fn slow_build(dir: &Workdir, project: &str) -> (Child, String) {
    let slow = stand_in(dir, "echo $$ > \"$(dirname \"$0\")/pid\"\nexec sleep 60");
    let build = ["build", "--project", project, "--out", "out", "--quiet", "--typst", &slow];
    let mut build = listening(&dir.command(&build));
    let run = build.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let since = Instant::now();
    while !dir.exists("pid") || dir.read("pid").is_empty() {
        assert!(since.elapsed() < Duration::from_secs(120), "typst was never called");
        std::thread::sleep(Duration::from_millis(20));
    }
    (run, dir.read("pid").trim().to_owned())
}

/// The same command hearing all signals, also where the tests themselves run under `nohup` or behind `&`.
fn listening(command: &Command) -> Command {
    let mut heard = Command::new("env");
    heard.arg("--default-signal=HUP,INT,TERM").arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        heard.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => heard.env(name, value),
            None => heard.env_remove(name),
        };
    }
    heard
}

fn signal(signal: &str, process: u32) {
    let sent = Command::new("kill").args([signal, &process.to_string()]).status().unwrap();
    assert!(sent.success());
}

#[test]
fn told_to_end_it_cleans_up_and_ends_with_the_signals_code() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS).display().to_string();
    dir.run(&["score", "--project", &project, "--out", "out", "--quiet"]).ok();
    let before = files(&dir.path("out"));
    for (name, code) in [("-INT", 130), ("-TERM", 143), ("-HUP", 129)] {
        let (mut run, typst) = slow_build(&dir, &project);
        signal(name, run.id());
        assert_eq!(run.wait().unwrap().code(), Some(code));
        assert!(files(&dir.path("out")) == before, "{name}: nothing is left and nothing touched");
        let typst = Path::new("/proc").join(&typst);
        let since = Instant::now();
        while typst.exists() {
            assert!(since.elapsed() < Duration::from_secs(20), "typst goes on");
            std::thread::sleep(Duration::from_millis(20));
        }
        std::fs::remove_file(dir.path("pid")).unwrap();
    }
}

/// A long simulation that has begun, under `sh` with these words before it.
fn long_simulation(index: &Index, before: &str, more: &[&str]) -> Child {
    let ssj = env!("CARGO_BIN_EXE_ssj");
    let words = [&RUN[..], &["--runs", "900000000", "--sensitivity-runs", "0"], more].concat();
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{before} exec \"$0\" \"$@\""), ssj]).args(words);
    shell.current_dir(index.dir.path(""));
    let mut run = listening(&shell).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut told = String::new();
    let stderr = run.stderr.as_mut().unwrap();
    while !told.contains("a second") {
        let mut byte = [0];
        assert_eq!(stderr.read(&mut byte).unwrap(), 1, "it ended: {told}");
        told.push(byte[0] as char);
    }
    run
}

#[test]
fn a_simulation_that_is_cut_leaves_its_part_beside_the_last_full_result() {
    let index = Index::new();
    index.reset();
    let partial = |name: &str| {
        let manifest = index.dir.read(name);
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
        manifest["simulated"]["partial"].as_bool().unwrap()
    };
    let cut = |more: &[&str]| {
        let run = long_simulation(&index, "", more);
        signal("-INT", run.id());
        let output = run.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(130));
        String::from_utf8(output.stdout).unwrap()
    };
    cut(&["--draws"]);
    assert!(index.dir.exists("out/partial/draws.csv"));
    let told = cut(&[]);
    assert!(!index.dir.exists("out/partial/draws.csv"), "the part of another run lingers");
    assert!(told.contains("the last full results stay") && told.contains("out/partial"), "{told}");
    let found = files(&index.dir.path("out"));
    assert!(index.old.iter().all(|(name, bytes)| found.get(name) == Some(bytes)));
    assert!(partial("out/partial/manifest.json") && !partial("out/manifest.json"));
    let part = index.dir.rows("out/partial/rank_intervals.csv");
    assert!(part.iter().any(|row| row["status"] == "ranked"), "{part:?}");

    assert!(!cut(&["--accept-partial"]).contains("the last full results stay"));
    assert!(partial("out/manifest.json"));
    // Where only a partial result would be lost, the next one takes its place.
    cut(&[]);
    assert!(partial("out/manifest.json"));

    Run::of(index.command(&[]).output().unwrap()).ok();
    assert!(index.settled("a full run after"), "what was partial is gone");
}

#[test]
fn a_signal_that_was_to_be_ignored_is_ignored() {
    let index = Index::new();
    let mut run = long_simulation(&index, "trap '' HUP;", &[]);
    signal("-HUP", run.id());
    std::thread::sleep(Duration::from_millis(200));
    assert!(run.try_wait().unwrap().is_none(), "as under nohup");
    signal("-TERM", run.id());
    assert_eq!(run.wait_with_output().unwrap().status.code(), Some(143));
}

#[test]
fn what_stops_one_language_leaves_the_others_finished() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS);
    let report = project.join("report");
    let edition = report.join("editions/2026-H2.toml");
    let text = std::fs::read_to_string(&edition).unwrap();
    std::fs::write(&edition, text.replace("[\"en\"]", "[\"en\", \"fr\"]")).unwrap();
    let project = project.display().to_string();
    let set = "for last; do :; done\ncase \"$last\" in *.fr.pdf) echo 'error: no such font' >&2; exit 1;; esac\n\
               printf '%%PDF-1.7\\n/Type/Pages/Count 7' > \"$last\"";
    let typst = stand_in(&dir, set);
    let build = ["build", "--project", &project, "--out", "out", "--typst", &typst];
    let output = dir.command(&build).output().unwrap();
    let code = output.status.code();
    let run = Run::of(output);
    assert_eq!(code, Some(6), "{}", run.err);
    run.fails(&["no such font", "this is of the language `fr`", "[7/7] report"]);
    assert!(run.out.contains("pages     7"), "the English is finished: {}", run.out);
    assert!(dir.exists("out/state-of-social-justice-2026-H2.en.pdf"));
    assert!(dir.exists("out/figures/fr/map_index.svg"), "and what was drawn");
    assert!(!dir.exists("out/state-of-social-justice-2026-H2.fr.pdf"));
}
