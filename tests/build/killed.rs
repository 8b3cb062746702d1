//! Runs that are killed, or meet another run: what lies in the folder after is one set of outputs or
//! the other, never some of each.
//!
//! `SSJ_TEST_KILLS=200` kills so many runs at random moments, and the made-up edition's at every
//! rename; without it there are few.

use std::process::{Child, Command, Output, Stdio};
use std::time::Instant;

use super::workdir::{Run, SMALL, SMALL_DATA, Workdir};
use super::{MEMBERS, files, small_project, stand_in};

const FULL_DATA: &str = "BBB,JOBS,T,2020,20,A\n";
pub const RUN: [&str; 7] =
    ["simulate", "--framework", "framework.toml", "--data", "data.csv", "--out", "out"];

/// A made-up index with results in `out/`, and those of another seed in `other/`.
pub struct Index {
    pub dir: Workdir,
    pub old: Set,
    pub new: Set,
}

pub type Set = std::collections::BTreeMap<std::path::PathBuf, Vec<u8>>;

impl Index {
    pub fn new() -> Self {
        let dir = Workdir::of(SMALL, [SMALL_DATA, FULL_DATA].concat());
        let set = |seed: &str, more: &[&str]| {
            dir.run(&[&RUN[..], &["--runs", "400", "--seed", seed], more].concat()).ok();
            let set = files(&dir.path("out"));
            std::fs::remove_dir_all(dir.path("out")).unwrap();
            set
        };
        let (old, new) = (set("1", &[]), set("2", &["--draws"]));
        assert!(old != new && !old.is_empty());
        Index { dir, old, new }
    }

    /// Puts the old set into `out/`, and nothing else.
    pub fn reset(&self) {
        let _ = std::fs::remove_dir_all(self.dir.path("out"));
        for (name, bytes) in &self.old {
            self.dir.write(&format!("out/{}", name.display()), bytes);
        }
    }

    /// The command that replaces the old set by the new.
    pub fn command(&self, more: &[&str]) -> Command {
        let replace = ["--runs", "400", "--seed", "2", "--draws", "--quiet"];
        let mut command = self.dir.command(&[&RUN[..], &replace, more].concat());
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// What `ssj doctor` finds after putting right what was left; whether it is the new set.
    #[track_caller]
    pub fn settled(&self, when: &str) -> bool {
        let doctor = self.dir.run(&["doctor", "--out", "out"]);
        let found = files(&self.dir.path("out"));
        let is_new = found == self.new;
        assert!(is_new || found == self.old, "{when}: {:?}\n{}", found.keys(), doctor.out);
        let told = format!("outputs of out: {} files are as they were written", found.len() - 1);
        assert!(doctor.out.contains(&told), "{when}: {}", doctor.out);
        is_new
    }
}

fn kills() -> Option<u64> {
    std::env::var("SSJ_TEST_KILLS").ok()?.parse().ok()
}

/// The number of steps that a switch takes, tried one after the other until none breaks it off.
fn aborts(mut command: impl FnMut() -> Command, mut after: impl FnMut(usize)) -> usize {
    for n in 0.. {
        let run = command().env("SSJ_ABORT_AT_STEP", n.to_string()).output().unwrap();
        if run.status.success() {
            return n;
        }
        assert_eq!(run.status.code(), None, "{}", String::from_utf8_lossy(&run.stderr));
        after(n);
    }
    unreachable!("there are not so many steps")
}

#[test]
fn killed_at_any_rename_the_next_run_completes_or_puts_back_what_was() {
    let index = Index::new();
    let (mut old, mut new) = (0, 0);
    let steps = aborts(
        || {
            index.reset();
            index.command(&[])
        },
        |n| match index.settled(&format!("killed at step {n}")) {
            true => new += 1,
            false => old += 1,
        },
    );
    // Every old file is kept under a second name first, then every new one renamed.
    assert!(steps > index.old.len() + index.new.len(), "{steps}");
    assert!(old >= index.old.len() && new >= index.new.len(), "{old} {new}");
}

#[test]
fn killed_again_while_that_is_put_right_it_is_put_right_by_the_run_after() {
    let index = Index::new();
    let middle = index.old.len() + 3;
    let doctor = || {
        let mut doctor = index.dir.command(&["doctor", "--out", "out"]);
        doctor.stdout(Stdio::null()).stderr(Stdio::null());
        doctor
    };
    for n in 0..6 {
        index.reset();
        let at = |n: usize| ("SSJ_ABORT_AT_STEP", n.to_string());
        let cut = |mut command: Command, (name, n)| command.env(name, n).status().unwrap();
        assert!(!cut(index.command(&[]), at(middle)).success());
        assert_eq!(cut(doctor(), at(n)).code(), None, "killed at step {n} of putting right");
        assert!(index.settled(&format!("killed twice, at step {n}")));
    }
}

#[test]
fn killed_at_any_moment_it_is_one_set_or_the_other() {
    let index = Index::new();
    index.reset();
    let since = Instant::now();
    Run::of(index.command(&[]).output().unwrap()).ok();
    let whole = since.elapsed();
    let kills = kills().unwrap_or(12);
    for n in 0..kills {
        index.reset();
        let mut run = index.command(&[]).spawn().unwrap();
        // Spread over the whole run, in no order.
        std::thread::sleep(whole.mul_f64((n * 7919 % kills) as f64 / kills as f64));
        run.kill().unwrap();
        run.wait().unwrap();
        index.settled(&format!("killed, {n}"));
    }
}

#[test]
fn an_edition_killed_while_it_is_put_in_place_is_completed_by_the_next_run() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS).display().to_string();
    let good =
        stand_in(&dir, "for last; do :; done\nprintf '%%PDF /Type/Pages/Count 7' > \"$last\"");
    let build = |out: &str| {
        let build = ["build", "--project", &project, "--quiet", "--typst", &good, "--out", out];
        dir.command(&build)
    };
    let sets: Vec<Set> = ["2", "3"]
        .map(|weight| {
            let framework = dir.read("project/datasets/framework.toml");
            let framework = framework.replacen("weight = 1\n", &format!("weight = {weight}\n"), 1);
            dir.write("project/datasets/framework.toml", framework);
            Run::of(build(weight).output().unwrap()).ok();
            files(&dir.path(weight))
        })
        .into();
    assert!(sets[0] != sets[1]);
    let (old, new) = (&sets[0], &sets[1]);
    let doctor = ["doctor", "--project", &project, "--out", "out", "--typst", &good];
    let check = |n: usize| {
        let _ = std::fs::remove_dir_all(dir.path("out"));
        for (name, bytes) in old {
            dir.write(&format!("out/{}", name.display()), bytes);
        }
        let run = build("out").env("SSJ_ABORT_AT_STEP", n.to_string()).output().unwrap();
        assert!(!run.status.success(), "step {n}");
        let told = dir.run(&doctor).ok().out;
        assert!(told.contains("outputs of out"), "{told}");
        let found = files(&dir.path("out"));
        assert!(found == *old || found == *new, "killed at step {n}");
        found == *new
    };
    // What comes out as it was is not moved.
    let moved = new.iter().filter(|(name, bytes)| old.get(*name) != Some(*bytes)).count();
    let steps = 2 * moved;
    let each = if kills().is_some() { 1 } else { steps / 4 };
    let completed = (1..steps).step_by(each).filter(|&n| check(n)).count();
    assert!(completed >= 1 && completed < steps / each, "{completed} of {steps}");
}

#[test]
fn two_runs_at_once_one_is_refused_or_waits() {
    let index = Index::new();
    for wait in [false, true] {
        index.reset();
        let more: &[&str] = if wait { &["--wait"] } else { &[] };
        let runs: Vec<Child> = (0..2).map(|_| index.command(more).spawn().unwrap()).collect();
        let ended: Vec<Output> = runs.into_iter().map(|r| r.wait_with_output().unwrap()).collect();
        let good = ended.iter().filter(|run| run.status.success()).count();
        assert!(good >= 1 && (good == 2 || !wait), "{ended:?}");
        for run in ended.iter().filter(|run| !run.status.success()) {
            let told = String::from_utf8_lossy(&run.stderr);
            for part in ["another run is under way", "`ssj simulate", "process ", "--wait"] {
                assert!(told.contains(part), "{told}");
            }
        }
        assert!(index.settled("two at once"));
    }
}
