//! A temporary folder in which a test writes its files and runs `ssj` as a user would.
#![allow(dead_code, unused_imports)] // each test file uses its own part of this

mod small;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ssj::fault;
use ssj::pipeline::{self, Options, Stage};
use tempfile::TempDir;

pub use small::{SMALL, SMALL_DATA, catalogue, flat};

pub struct Workdir {
    folder: TempDir,
}

impl Workdir {
    pub fn new() -> Self {
        Workdir { folder: TempDir::new().unwrap() }
    }

    /// One with a framework and its data.
    pub fn of(framework: impl AsRef<[u8]>, data: impl AsRef<[u8]>) -> Self {
        let dir = Workdir::new();
        dir.write("framework.toml", framework);
        dir.write("data.csv", data);
        dir
    }

    /// [`SMALL`] with its data.
    pub fn small() -> Self {
        Workdir::of(SMALL, SMALL_DATA)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders it needs.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        let path = self.path(name);
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    pub fn exists(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    /// `ssj` with these arguments, in this folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ssj"));
        command.args(arguments).current_dir(self.folder.path());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    /// Scores `framework.toml` on `data.csv` into `out/`.
    pub fn score(&self) -> Run {
        self.run(&["score", "--framework", "framework.toml", "--data", "data.csv", "--out", "out"])
    }

    /// The same by the library alone, without the program.
    pub fn scored(&self) -> fault::Result<()> {
        let options = Options {
            project: Some(self.path("")),
            framework: Some(self.path("framework.toml")),
            data: vec![self.path("data.csv")],
            out: Some(self.path("out")),
            quiet: true,
            ..Options::default()
        };
        pipeline::run(&Stage::Score, &options).map(drop)
    }

    /// The rows of a CSV file as tables of column to cell.
    pub fn rows(&self, name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
        let text = self.read(name);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        reader.deserialize().map(|row| row.unwrap()).collect()
    }

    /// The score of an area at a level, from `out/scores.csv`.
    pub fn score_of(&self, area: &str, code: &str) -> Option<f64> {
        let rows = self.rows("out/scores.csv");
        let row = rows.iter().find(|r| r["ref_area"] == area && r["code"] == code).unwrap();
        row["score"].parse().ok()
    }

    /// A copy of the project: the method, the data, the words and the templates.
    pub fn copy_project(&self, name: &str) -> PathBuf {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let target = self.path(name);
        copy(&root.join("datasets"), &target.join("datasets"));
        copy_files(&root.join("report"), &target.join("report"));
        copy_files(&root.join("report/editions"), &target.join("report/editions"));
        speak(&target, "[\"en\"]");
        target
    }
}

/// Gives every edition of a project these languages; a copy has English alone, and needs no answers to the
/// doubts that other figures raise.
pub fn speak(project: &Path, languages: &str) {
    for entry in std::fs::read_dir(project.join("report/editions")).unwrap().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let line = |line: &str| match line.starts_with("languages = ") {
            true => format!("languages = {languages}\nunanswered = true"),
            false => line.to_owned(),
        };
        let lines = text.lines().filter(|line| !line.starts_with("unanswered = "));
        let text: Vec<String> = lines.map(line).collect();
        std::fs::write(entry.path(), text.join("\n") + "\n").unwrap();
    }
}

/// Gives a copy of the project the editions as their files have them.
#[allow(dead_code)]
pub fn as_declared(project: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy_files(&root.join("report/editions"), &project.join("report/editions"));
}

fn copy(from: &Path, to: &Path) {
    copy_files(from, to);
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    }
}

fn copy_files(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        if entry.path().is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// What a run printed and how it ended.
pub struct Run {
    pub success: bool,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn of(output: Output) -> Self {
        Run {
            success: output.status.success(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub fn ok(self) -> Self {
        assert!(self.success, "{}{}", self.out, self.err);
        self
    }

    /// Asserts failure, and that the message holds every part.
    #[track_caller]
    pub fn fails(&self, parts: &[&str]) {
        assert!(!self.success, "it should have failed: {}", self.out);
        for part in parts {
            assert!(self.err.contains(part), "`{part}` is not in:\n{}", self.err);
        }
    }
}
