//! Disks that are full, can't be written, or are not the one that is expected. These tests mount small
//! file systems of their own; where that can't be done they say so and pass.

use std::process::Command;

use super::killed::{Index, RUN};
use super::workdir::{Run, Workdir};
use super::{MEMBERS, files, small_project};

/// Runs a script of sh with mounts of its own; `None` where that can't be done here.
fn with_mounts(dir: &Workdir, script: &str) -> Option<Run> {
    let can = |program: &str| {
        let mount = ["-rm", "sh", "-c", "mount -t tmpfs none /mnt"];
        Command::new(program).args(mount).output().is_ok_and(|done| done.status.success())
    };
    if !can("unshare") {
        println!("skipped: nothing can be mounted here");
        return None;
    }
    let ssj = env!("CARGO_BIN_EXE_ssj");
    let mut shell = Command::new("unshare");
    shell.args(["-rm", "sh", "-euc", script, ssj]).current_dir(dir.path(""));
    Some(Run::of(shell.output().unwrap()))
}

#[test]
fn on_a_full_disk_everything_stays_as_it_was() {
    let index = Index::new();
    index.reset();
    let run = RUN.join(" ");
    // Leaves so many blocks of 4 KB free; from none to enough.
    let script = format!(
        "mkdir small; mount -t tmpfs -o size=1m none small; cp -r out/. small/; cp -r out before
         for free in 0 1 2 4 8 12 16 20 24 28 32 36 40 44 48 64; do
           rm -f small/fill; dd if=/dev/zero of=small/fill bs=4k 2> /dev/null || true
           truncate -s -$((free * 4096)) small/fill
           mv out away; mkdir out; mount --bind small out
           if \"$0\" {run} --runs 400 --seed 2 --draws --quiet > /dev/null 2> told; then echo \"$free full\"
           else grep -q -i 'no space\\|no storage' told || cat told; echo \"$free refused\"; fi
           umount out; rmdir out; mv away out
           rm small/fill; if diff -r before small > /dev/null; then echo \"$free same\"; fi
           find small -mindepth 1 -delete; cp -r before/. small/
         done"
    );
    let Some(run) = with_mounts(&index.dir, &script) else { return };
    let told = run.ok().out;
    let has = |line: String| told.lines().any(|l| l == line);
    let refused: Vec<u32> = (0..=64).filter(|n| has(format!("{n} refused"))).collect();
    assert!(refused.len() >= 6 && has("64 full".into()), "{told}");
    assert!(refused.iter().all(|n| has(format!("{n} same"))), "{told}");
}

#[test]
fn a_folder_that_can_not_be_written_or_is_elsewhere_is_told_before_any_work() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS).display().to_string();
    dir.run(&["score", "--project", &project, "--out", "out", "--quiet"]).ok();
    dir.write("out/figures/kept.txt", "");
    dir.run(&["score", "--project", &project, "--quiet"]).ok();
    let (before, edition) = (files(&dir.path("out")), files(&dir.path("project/report")));
    let script = format!(
        "mount --bind out out; mount -o remount,ro,bind out
         ! \"$0\" score --project {project} --out out
         umount out; mkdir far; mount --bind far {project}/report/2026-H2
         ! \"$0\" score --project {project}"
    );
    let Some(run) = with_mounts(&dir, &script) else { return };
    assert!(run.success, "{}{}", run.out, run.err);
    for part in ["Read-only file system", "on another file system", "report/2026-H2"] {
        assert!(run.err.contains(part), "{}", run.err);
    }
    assert!(!run.err.contains("ingest"), "no stage began: {}", run.err);
    assert!(files(&dir.path("out")) == before);
    assert!(files(&dir.path("project/report")) == edition);
}
