//! What the user names as data: files, folders, pipes, `-` for standard input. A pipe is kept as a file of
//! its own, as data are read more than once.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::writing::beside as sidecar_of;
use crate::fault::{Fault, Faults, Place, Result};
use crate::outputs::ending::{self, Begun};
use crate::text_file::{is_pipe, look_at};

/// What a pipe may hold: more is kept as a file by who has it.
const MOST: u64 = 8 << 30;

/// In place of a file: what comes through standard input. A file of that name is `./-`.
const STANDARD_INPUT: &str = "-";

/// Whether this stands for standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path == Path::new(STANDARD_INPUT)
}

/// What came through a pipe, until dropped.
struct Kept {
    pipe: PathBuf,
    path: TempPath,
    _begun: Begun,
}

/// What came through pipes, for as long as it is read.
#[derive(Default)]
pub struct Pipes(Vec<Kept>);

impl Pipes {
    /// Where what is named as `path` can be read: the path itself, unless it is a pipe.
    ///
    /// # Errors
    /// Nothing is there, a device, a keyboard, a pipe that breaks off or holds more than anyone keeps.
    pub fn settle(&mut self, path: &Path) -> Result<PathBuf> {
        if is_standard_input(path) {
            let from = io::stdin();
            if from.is_terminal() {
                return Err(Fault::new(
                    "nothing comes through standard input, which `-` stands for",
                )
                .at(Place::file(path))
                .hint(
                    "send data into it: `zcat figures.csv.gz | ssj …`; a file called `-` is `./-`",
                )
                .into());
            }
            self.0.push(Kept::of(path, from.lock(), MOST)?);
        } else if is_pipe(look_at(path)?.file_type()) {
            let from = File::open(path).map_err(|e| broken(path, &e))?;
            self.0.push(Kept::of(path, from, MOST)?);
        } else {
            return Ok(path.to_owned());
        }
        Ok(self.0.last().map_or(path, |kept| &kept.path).to_owned())
    }

    /// What is wrong, told of the pipe: where it was kept there is nothing to look at, and nothing that
    /// could be put beside it.
    pub fn named(&self, Faults(faults): Faults) -> Faults {
        let named = |fault: Fault| {
            let is_in = |kept: &&Kept| {
                let at = fault.place.as_ref().map(|at| at.file.as_path());
                at == Some(&*kept.path) || at == Some(&sidecar_of(&kept.path))
            };
            let Some(kept) = self.0.iter().find(is_in) else { return fault };
            let mut fault = fault;
            let name = kept.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            fault.hints.retain(|hint| !hint.contains(&name));
            fault.place = fault.place.map(|at| Place { file: kept.pipe.clone(), ..at });
            fault.hint("a pipe has no sidecar: what needs one is to be kept as a file")
        };
        Faults(faults.into_iter().map(named).collect())
    }
}

fn broken(pipe: &Path, error: &io::Error) -> Fault {
    Fault::io("keep what comes through the pipe", pipe, error)
}

impl Kept {
    fn of(pipe: &Path, from: impl Read, most: u64) -> Result<Self> {
        let refused = |e: io::Error| broken(pipe, &e);
        let mut file = tempfile::Builder::new().prefix("ssj-pipe-").tempfile().map_err(refused)?;
        let path = file.path().to_owned();
        let begun = ending::begin(move || drop(std::fs::remove_file(&path)));
        if io::copy(&mut from.take(most + 1), &mut file).map_err(refused)? > most {
            return Err(Fault::new(format!("more than {} GB come through the pipe", most >> 30))
                .at(Place::file(pipe))
                .hint("keep it as a file, and name that")
                .into());
        }
        Ok(Kept { pipe: pipe.to_owned(), path: file.into_temp_path(), _begun: begun })
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_is_read_to_its_end_and_no_further_than_its_limit() {
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe");
        let name = std::ffi::CString::new(pipe.to_str().unwrap()).unwrap();
        // SAFETY: the name is a text that ends, and lives until the call is over.
        assert_eq!(unsafe { libc::mkfifo(name.as_ptr(), 0o600) }, 0);
        let writer = |bytes: usize| {
            let pipe = pipe.clone();
            std::thread::spawn(move || std::fs::write(pipe, vec![b'x'; bytes]))
        };
        let write = writer(300_000);
        let mut pipes = Pipes::default();
        let kept = pipes.settle(&pipe).unwrap();
        assert_eq!(std::fs::read(&kept).unwrap(), vec![b'x'; 300_000]);
        write.join().unwrap().unwrap();
        let beside = format!("write {}.toml", kept.file_name().unwrap().to_string_lossy());
        let told = Fault::new("no table").at(Place::line(&kept, 1)).hint(beside);
        let told = pipes.named(told.into()).to_string();
        assert!(told.contains("/pipe:1") && told.contains("a pipe has no sidecar"), "{told}");
        assert!(!told.contains("ssj-pipe"), "{told}");
        drop(pipes);
        assert!(!kept.exists());
        let write = writer(300_000);
        let told = Kept::of(&pipe, File::open(&pipe).unwrap(), 1000).err().unwrap().to_string();
        assert!(told.contains("through the pipe") && told.contains("/pipe"), "{told}");
        let _ = write.join();
    }
}
