//! A corpus of mutated inputs, through the program as a user runs it: what comes of each is right, or an
//! error with its place; never a panic, a hang or memory without bound, and every row accounted for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use serde_json::Value;

use super::bases::{Base, Kind, bases};
use super::mutate::{Dice, Mutated, mutated};
use crate::workdir::Workdir;

/// Mutations of each good input, where `SSJ_TEST_MUTATIONS` asks for no other number.
const EACH: usize = 24;
const LONGEST: Duration = Duration::from_secs(10);
const MOST_KILOBYTES: i64 = 1 << 20;

/// What came of a run.
struct Outcome {
    dir: Workdir,
    code: Option<i32>,
    out: String,
    err: String,
    kilobytes: i64,
}

/// Waits for a child; its exit code, `None` where it was killed or did not end, and its most memory.
fn wait(child: &Child) -> (Option<i32>, i64) {
    let since = Instant::now();
    let pid = child.id() as i32;
    loop {
        let mut status = 0;
        // SAFETY: a record of numbers, of which none is no value.
        let mut used: libc::rusage = unsafe { std::mem::zeroed() };
        // SAFETY: the child is ours and not waited for elsewhere; both records live on.
        let ended = unsafe { libc::wait4(pid, &mut status, libc::WNOHANG, &mut used) };
        if ended != 0 {
            let code = libc::WIFEXITED(status).then(|| libc::WEXITSTATUS(status));
            return (code, used.ru_maxrss);
        }
        if since.elapsed() > LONGEST {
            // SAFETY: the child has not been waited for, so that the number is still its own.
            unsafe { libc::kill(pid, libc::SIGKILL) };
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[expect(clippy::zombie_processes)] // it is waited for, with what memory it took
fn run(base: &Base, with: Option<&Mutated>) -> Outcome {
    let dir = Workdir::new();
    for (name, bytes) in &base.files {
        let with = with.filter(|_| *name == base.target);
        dir.write(name, with.map_or(bytes, |mutated| &mutated.bytes));
    }
    let mut command = dir.command(&base.command);
    let (out, err) = (dir.path(".out"), dir.path(".err"));
    command.stdout(File::create(&out).unwrap()).stderr(File::create(&err).unwrap());
    let child = command.stdin(Stdio::null()).spawn().unwrap();
    let (code, kilobytes) = wait(&child);
    let read = |path| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
    let (out, err) = (read(out), read(err));
    Outcome { dir, code, out, err, kilobytes }
}

impl Outcome {
    fn summary(&self) -> Option<Value> {
        serde_json::from_str(&self.out).ok()
    }

    fn table(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        let name = format!("out/{name}");
        if self.dir.exists(&name) { self.dir.rows(&name) } else { Vec::new() }
    }
}

/// What is wrong with what came of a mutated input.
fn complaints(base: &Base, good: &Outcome, with: &Mutated, outcome: &Outcome) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |is_right: bool, what: &str| {
        if !is_right {
            wrong.push(what.to_owned());
        }
    };
    check(matches!(outcome.code, Some(0 | 1)), "it ended by itself");
    check(!outcome.err.contains("panicked"), "no panic");
    check(outcome.kilobytes < MOST_KILOBYTES, "less than 1 GB");
    let told = format!("{}{}", outcome.out, outcome.err);
    check(!told.contains(is_raw), "nothing raw on the terminal");
    if outcome.code == Some(1) {
        let names = |(name, _): &(&str, Vec<u8>)| outcome.err.contains(*name);
        check(base.files.iter().any(names), "the error names a file");
        check(!with.means_the_same, "what means the same is taken");
        let at = |end: &str| outcome.err.contains(&format!("at: {}{end}", base.target));
        // Of JSON, which may stand in one line, only what is none has a line.
        let is_of_lines = matches!(base.kind, Kind::Toml | Kind::Csv) && with.line.is_some();
        check(at(":") || !at("\n") || !is_of_lines, "the error names a line");
    }
    if outcome.code == Some(0) {
        if let Some(summary) = outcome.summary() {
            check(balances(&summary), "every row is accounted for");
            let problems = outcome.table("problems.csv").len() as u64;
            check(summary["problems"] == problems, "each problem is a row of problems.csv");
        }
        let results = outcome.table(base.result);
        let is_finite = |cell: &String| cell.parse::<f64>().is_ok_and(f64::is_finite);
        let mut numbers =
            results.iter().filter_map(|row| row.get("score").or(row.get("OBS_VALUE")));
        check(numbers.all(|cell| cell.is_empty() || is_finite(cell)), "every number is one");
        if with.means_the_same {
            check(
                without_origin(&results) == without_origin(&good.table(base.result)),
                "the same results",
            );
        }
        wrong.extend(rows_kept(base, good, with, outcome));
    }
    wrong
}

/// Characters that a terminal obeys, or no one sees.
fn is_raw(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
}

fn balances(summary: &Value) -> bool {
    let count = |key: &str| summary[key].as_u64().unwrap_or(u64::MAX);
    let filtered: u64 =
        summary["filtered"].as_object().unwrap().values().filter_map(Value::as_u64).sum();
    let parts: u64 = ["observations", "exact_duplicates", "problems"].into_iter().map(count).sum();
    count("rows") == parts + filtered
}

/// The rows but for their file and place.
fn without_origin(rows: &[BTreeMap<String, String>]) -> BTreeSet<Vec<String>> {
    let is_kept = |column: &&String| !matches!(column.as_str(), "FILE" | "ROW");
    let row = |row: &BTreeMap<String, String>| {
        row.keys().filter(is_kept).map(|column| row[column].clone()).collect()
    };
    rows.iter().map(row).collect()
}

/// Where one row of a long table was changed, every other is what it was, or a problem that is told, and
/// as many are counted.
fn rows_kept(base: &Base, good: &Outcome, with: &Mutated, outcome: &Outcome) -> Vec<String> {
    let Some(line) = with.line.filter(|line| *line > 1 && base.name == "read") else {
        return Vec::new();
    };
    if with.bytes.contains(&b'"') || with.bytes.contains(&b'\r') || with.bytes.contains(&0) {
        return Vec::new();
    }
    let records =
        |bytes: &[u8]| bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty()).count();
    let rows = outcome.summary().unwrap()["rows"].as_u64().unwrap() as usize;
    let mut wrong = Vec::new();
    if rows + 1 != records(&with.bytes) {
        wrong.push(format!("as many rows as lines: {rows}"));
    }
    let problems: BTreeSet<String> =
        outcome.table("problems.csv").into_iter().map(|row| row["row"].clone()).collect();
    let now = without_origin(&outcome.table("observations.csv"));
    for row in good.table("observations.csv") {
        let is_kept = now.contains(without_origin(std::slice::from_ref(&row)).first().unwrap());
        if row["ROW"] != line.to_string() && !is_kept && !problems.contains(&row["ROW"]) {
            wrong.push(format!("the row of line {} is what it was: {row:?}", row["ROW"]));
        }
    }
    wrong
}

#[test]
fn what_comes_of_each_mutated_input_is_right_or_an_error_with_its_place() {
    let bases = bases();
    let good: Vec<Outcome> = bases.par_iter().map(|base| run(base, None)).collect();
    for (base, outcome) in bases.iter().zip(&good) {
        assert_eq!(outcome.code, Some(0), "{}: {}{}", base.name, outcome.out, outcome.err);
    }
    let asked = std::env::var("SSJ_TEST_MUTATIONS").ok().and_then(|n| n.parse().ok());
    let each = asked.unwrap_or(EACH);
    let cases: Vec<(usize, usize)> =
        (0..bases.len()).flat_map(|base| (0..each).map(move |n| (base, n))).collect();
    assert!(cases.len() >= 500);
    let tried: Vec<(Option<i32>, Option<String>)> = cases
        .par_iter()
        .map(|&(at, n)| {
            let base = &bases[at];
            let target = &base.files.iter().find(|(name, _)| *name == base.target).unwrap().1;
            let mut dice = Dice::new((at * 1000 + n) as u64);
            let with = mutated(target, base.kind, n, &mut dice);
            let outcome = run(base, Some(&with));
            let wrong = complaints(base, &good[at], &with, &outcome);
            let told: String = outcome.err.chars().take(600).collect();
            let how = &with.how;
            let told = format!("{} {n} ({how}): not so: {}\n{told}", base.name, wrong.join("; "));
            (outcome.code, (!wrong.is_empty()).then_some(told))
        })
        .collect();
    let wrong: Vec<&String> = tried.iter().filter_map(|(_, wrong)| wrong.as_ref()).collect();
    let refused = tried.iter().filter(|(code, _)| *code == Some(1)).count();
    println!("{} mutated inputs: {refused} refused, {} wrong", tried.len(), wrong.len());
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        tried.len(),
        wrong.iter().map(|w| w.as_str()).collect::<Vec<_>>().join("\n\n")
    );
    // Neither is everything refused nor nothing.
    assert!(refused > tried.len() / 10 && refused < tried.len() * 9 / 10, "{refused}");
}
