//! One run at a time in a folder: a locked file that says who holds it.
//!
//! In: where the file is to stand. Out: the lock, given up when dropped; the system gives it up for a
//! run that is killed.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::name::identity;
use crate::fault::{Fault, Place, Result};
use crate::model::Moment;

/// How long, and how often, a lock is tried before it counts as held: a program that is just being
/// started may still hold for a moment what this one has let go.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);
/// Bytes of a holder's file; characters of its command that are told.
const LONGEST: u64 = 1 << 20;
const TOLD: usize = 200;

/// What is told once before waiting for another run's end; `None`: the other run is an error.
pub type Wait<'a> = Option<&'a dyn Fn(&str)>;

/// A lock that is held.
pub struct Held {
    path: PathBuf,
    /// Kept open, which is what holds it.
    file: File,
}

/// What stands in the file.
#[derive(Serialize, Deserialize)]
struct Holder {
    pid: u32,
    command: String,
}

impl Held {
    /// Takes the lock at `path`, making the file and its folder. `busy` says what another holder
    /// means: `another run is under way in this folder`.
    ///
    /// # Errors
    /// Another run holds it, and `wait` is `None`; or a file is in its place that is none of ours.
    pub fn take(path: &Path, busy: &str, wait: Wait) -> Result<Self> {
        let refused = |e: io::Error| Fault::io("write to the folder", path, &e);
        let mut tries = 0;
        loop {
            match open(path) {
                Err(e) if e.kind() == io::ErrorKind::NotFound && tries < TRIES => {}
                Err(e) => return Err(refused(e).into()),
                Ok(mut file) => match file.try_lock() {
                    // One that was removed by its last holder, just before we got it, locks nothing.
                    Ok(()) if !is_at(&file, path) => continue,
                    Ok(()) => {
                        check(&mut file).map_err(refused)?;
                        let mut held = Held { path: path.to_owned(), file };
                        sign(&mut held.file).map_err(refused)?;
                        return Ok(held);
                    }
                    Err(TryLockError::Error(e)) => return Err(refused(e).into()),
                    Err(TryLockError::WouldBlock) => {}
                },
            }
            tries += 1;
            if tries == TRIES {
                let who = format!("{busy}: {}", holder(path));
                let Some(tell) = wait else {
                    return Err(Fault::new(who)
                        .at(Place::file(path.parent().unwrap_or(path)))
                        .hint("wait until it has ended, or add --wait")
                        .into());
                };
                tell(&format!("waiting, as {who}"));
            }
            std::thread::sleep(PAUSE);
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        release(&self.path);
    }
}

/// Takes away the file of a lock that this process holds. Where a run can't tell whether its file is
/// still the one that stands there, it stays.
pub(super) fn release(path: &Path) {
    if cfg!(unix) {
        // That it can't be removed harms no one: the next run takes it.
        let _ = fs::remove_file(path);
    }
}

/// Opens the file without harm to what may stand in its place.
fn open(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    if fs::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(io::Error::other("what is there is no plain file"));
    }
    File::options().read(true).write(true).create(true).truncate(false).open(path)
}

fn is_at(file: &File, path: &Path) -> bool {
    let same = |a: fs::Metadata, b: fs::Metadata| identity(&a) == identity(&b);
    file.metadata().ok().zip(fs::symlink_metadata(path).ok()).is_some_and(|(a, b)| same(a, b))
}

/// Refuses a file of someone else.
fn check(file: &mut File) -> io::Result<()> {
    let mut there = Vec::new();
    Read::take(&mut *file, LONGEST).read_to_end(&mut there)?;
    if !there.is_empty() && toml::from_slice::<Holder>(&there).is_err() {
        return Err(io::Error::other("a file is there that this program did not make"));
    }
    Ok(())
}

/// Writes who holds the lock into its file.
fn sign(file: &mut File) -> io::Result<()> {
    let mut words = std::env::args_os();
    let program = words.next().map(PathBuf::from).unwrap_or_default();
    let program = program.file_name().unwrap_or_default().to_owned();
    let words: Vec<String> =
        [program].into_iter().chain(words).map(|word| word.to_string_lossy().into()).collect();
    let holder = Holder { pid: std::process::id(), command: words.join(" ") };
    let text = toml::to_string(&holder).map_err(io::Error::other)?;
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(text.as_bytes())
}

/// Who holds it, as far as the file says.
fn holder(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    let Ok(Holder { pid, command }) = toml::from_str(&text) else {
        return "another process holds it".to_owned();
    };
    let command: String = command.escape_debug().take(TOLD).collect();
    // The file was written when the lock was taken.
    let written = fs::metadata(path).and_then(|there| there.modified()).ok();
    let since = written.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let since = since.map_or_else(String::new, |at| format!(", since {}", Moment(at.as_secs())));
    format!("`{command}` (process {pid}){since}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_told_who_holds_it_and_gets_it_after() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("deep/lock");
        let held = Held::take(&path, "busy", None).unwrap();
        let told = Held::take(&path, "busy", None).err().unwrap().to_string();
        for part in ["busy: `", &format!("(process {})", std::process::id()), "since 2", "--wait"] {
            assert!(told.contains(part), "{part}: {told}");
        }
        drop(held);
        assert!(!path.exists() || !cfg!(unix), "nothing is left");
        Held::take(&path, "busy", None).unwrap();
    }

    #[test]
    fn one_who_waits_gets_it_when_the_other_ends() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lock");
        let held = Held::take(&path, "busy", None).unwrap();
        let (send, waiting) = std::sync::mpsc::channel();
        let other = {
            let path = path.clone();
            std::thread::spawn(move || {
                let tell = |who: &str| drop(send.send(who.to_owned()));
                Held::take(&path, "busy", Some(&tell)).map(drop)
            })
        };
        assert!(waiting.recv().unwrap().contains("waiting, as busy"));
        drop(held);
        other.join().unwrap().unwrap();
    }

    #[test]
    fn a_file_of_someone_else_in_its_place_is_left_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lock");
        fs::write(&path, "mine").unwrap();
        let told = Held::take(&path, "busy", None).err().unwrap().to_string();
        assert!(told.contains("this program did not make"), "{told}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    }
}
