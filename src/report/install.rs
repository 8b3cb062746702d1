//! Installing the typesetting program with cargo, once, into our own cache.
//!
//! In: the user's cache folder. Out: the path of a typst program of the pinned version.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStderr, Command, Stdio};

use crate::fault::{Fault, Result};
use crate::outputs::ending::{self, Started};

/// The version the templates are made for, and the one [`super::Typst::find`] installs.
pub const PINNED: &str = "0.15.1";

/// `typst`, with the ending that the operating system gives programs.
pub(super) fn program_name() -> String {
    format!("typst{}", std::env::consts::EXE_SUFFIX)
}

/// Where the program stands in the user's cache folder.
pub(super) fn cached(cache: &Path) -> PathBuf {
    cache.join("ssj").join(format!("typst-{PINNED}")).join("bin").join(program_name())
}

/// Installs the pinned typst-cli under `cache` and gives the program's path.
///
/// It is built in a folder beside and renamed when whole, so two runs at once don't harm each other
/// and a killed one leaves nothing that looks like a program.
///
/// # Errors
/// There is no cache folder or it can't be written; cargo is missing or fails.
pub(super) fn with_cargo(cache: Option<&Path>, quiet: bool) -> Result<PathBuf> {
    let cache = cache.ok_or_else(|| by_hand(Fault::new("no folder to install typst into")))?;
    let program = cached(cache);
    let home = cache.join("ssj");
    std::fs::create_dir_all(&home).map_err(|e| by_hand(Fault::io("create", &home, &e)))?;
    let root = tempfile::Builder::new()
        .prefix(&format!("typst-{PINNED}-"))
        .tempdir_in(&home)
        .map_err(|e| by_hand(Fault::io("create a folder in", &home, &e)))?;
    if !quiet {
        say(&format!(
            "typst, which typesets the report, was not found. Installing typst-cli {PINNED} with \
             cargo into\n  {}\nThis happens once and takes about 7 minutes on two cores.",
            home.display()
        ));
    }
    let built = root.path().to_owned();
    let _begun = ending::begin(move || drop(std::fs::remove_dir_all(&built)));
    build(root.path(), quiet)?;
    keep(root.path(), &program)
}

/// Tells on standard error; that no one listens any more is no reason to stop.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Runs cargo, printing a line for every fiftieth crate it compiles.
fn build(root: &Path, quiet: bool) -> Result<()> {
    let child = Command::new("cargo")
        .args(["install", "typst-cli", "--locked", "--version", PINNED, "--root"])
        .arg(root)
        .env_remove("CARGO_TARGET_DIR")
        // Away from the project, whose own settings of cargo are not meant for typst.
        .current_dir(root)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => by_hand(
                Fault::new("typst is not installed, and neither is cargo, which would install it")
                    .hint("get cargo from https://rustup.rs"),
            ),
            _ => by_hand(Fault::io("run cargo in", root, &e)),
        })?;
    let mut started = Started::new(child);
    let last = follow(started.stderr.take(), quiet);
    if started.end().map_err(|e| by_hand(Fault::io("wait for cargo in", root, &e)))? {
        return Ok(());
    }
    let fault = Fault::new(format!("cargo could not install typst-cli {PINNED}: {last}"))
        .hint("is there a network, or a package mirror in cargo's configuration?");
    Err(by_hand(fault).into())
}

/// Reads what cargo says until it ends; gives its last lines, for the case that it failed.
fn follow(stderr: Option<ChildStderr>, quiet: bool) -> String {
    const KEPT: usize = 12;
    let mut compiled = 0;
    let mut last: Vec<String> = Vec::new();
    let lines = stderr.map(|e| BufReader::new(e).lines());
    for line in lines.into_iter().flatten().map_while(std::io::Result::ok) {
        if line.trim_start().starts_with("Compiling") {
            compiled += 1;
            if !quiet && compiled % 50 == 0 {
                say(&format!("  typst: {compiled} crates compiled"));
            }
        }
        last.push(line);
        if last.len() > KEPT {
            last.remove(0);
        }
    }
    last.join("\n")
}

/// Moves the finished program to its place; another run may have put the same there meanwhile.
fn keep(root: &Path, program: &Path) -> Result<PathBuf> {
    let built = root.join("bin").join(program_name());
    let fault = |e: &std::io::Error| by_hand(Fault::io("move typst to", program, e));
    if let Some(folder) = program.parent() {
        std::fs::create_dir_all(folder).map_err(|e| fault(&e))?;
    }
    match std::fs::rename(&built, program) {
        Err(e) if !program.is_file() => Err(fault(&e).into()),
        _ => Ok(program.to_owned()),
    }
}

/// Adds what a user can do without this installation.
fn by_hand(fault: Fault) -> Fault {
    fault
        .hint(format!("install typst {PINNED} yourself and name it with --typst PROGRAM"))
        .hint("everything but the PDF is made without it: `ssj score` and `ssj figures`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_cache_folder_the_fault_says_what_to_do() {
        let text = with_cargo(None, true).unwrap_err().to_string();
        assert!(text.contains("no folder to install typst into"), "{text}");
        assert!(text.contains("--typst PROGRAM"), "{text}");
    }

    #[test]
    fn the_second_of_two_installations_uses_what_the_first_left() {
        let folder = tempfile::tempdir().unwrap();
        let program = cached(folder.path());
        for content in ["first", "second"] {
            let root = tempfile::tempdir_in(folder.path()).unwrap();
            std::fs::create_dir_all(root.path().join("bin")).unwrap();
            std::fs::write(root.path().join("bin").join(program_name()), content).unwrap();
            assert_eq!(keep(root.path(), &program).unwrap(), program);
        }
        assert_eq!(std::fs::read_to_string(&program).unwrap(), "second");
        let nothing = tempfile::tempdir_in(folder.path()).unwrap();
        assert_eq!(keep(nothing.path(), &program).unwrap(), program);
    }
}
