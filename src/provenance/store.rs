//! `datasets/sources/<provider>/<vintage>/<file>`: originals as they came, never changed again.
//!
//! What is under way lies in `.part/`, out of everyone's sight but the next run's.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::{Hashed, Sidecar};
use crate::fault::{Fault, Place, Result};
use crate::fetch::sweep;

const PARTS: &str = ".part";
const GUARD: &str = ".guard";
/// In the folder of parts, for a moment: a record, and a copy of an original.
const RECORD: &str = ".record";
const COPY: &str = ".copy";

/// The store, held by one run at a time.
pub struct Store {
    root: PathBuf,
    /// Held as long as the run lives.
    _guard: File,
}

impl Store {
    /// Opens the store, made if need be, and sweeps away what an interrupted run left and can't be
    /// resumed.
    ///
    /// # Errors
    /// It can't be written to, or another run is at it.
    pub fn open(root: &Path) -> Result<Self> {
        let refused = |e| Fault::io("write to the store of originals", root, &e);
        fs::create_dir_all(root).map_err(refused)?;
        let guard = File::create(root.join(GUARD)).map_err(refused)?;
        // A program that is just being started may still hold what this one has let go.
        let is_free = |_| {
            let held = guard.try_lock().is_ok();
            if !held {
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            held
        };
        if !(0..20).any(is_free) {
            return Err(Fault::new("another fetch is under way in the same store")
                .at(Place::file(root))
                .hint("wait until it has ended, or end it")
                .into());
        }
        sweep(&root.join(PARTS));
        Ok(Store { root: root.to_owned(), _guard: guard })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where a file grows until it is whole. It has the file's own name, by which readers may know
    /// its form.
    pub fn part(&self, provider: &str, file: &str) -> PathBuf {
        self.root.join(PARTS).join(plain_name(provider)).join(file)
    }

    /// The folder for files of a vintage: `vintage`, or `vintage.2` and so on where the publisher
    /// has sent other bytes under the same name before.
    ///
    /// # Errors
    /// A file that is there can't be read.
    pub fn free_vintage(
        &self,
        provider: &str,
        vintage: &str,
        files: &[(String, String)],
    ) -> Result<String> {
        let mut n = 1;
        loop {
            let name = if n == 1 { vintage.to_owned() } else { format!("{vintage}.{n}") };
            let folder = self.root.join(plain_name(provider)).join(&name);
            let mut free = true;
            for (file, sha256) in files {
                let path = folder.join(file);
                free &= !path.is_file() || Hashed::of_file(file, &path)?.sha256 == *sha256;
            }
            if free {
                return Ok(name);
            }
            n += 1;
        }
    }

    /// Moves a whole file from `from` to `to`, a path in the store, with its record. A file that
    /// lies elsewhere in the store is copied.
    ///
    /// # Errors
    /// The disk refuses; then the file is not there, or there whole.
    pub fn place(&self, from: &Path, to: &Path, sidecar: &Sidecar) -> Result<()> {
        let refused = |e| Fault::io("put an original into the store", to, &e);
        let folder = to.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder).map_err(refused)?;
        let parts = self.root.join(PARTS);
        write_by(&parts.join(RECORD), &Sidecar::path(to), sidecar.to_toml()?.as_bytes())?;
        if from.starts_with(&parts) {
            fs::rename(from, to).map_err(refused)?;
        } else if from != to {
            let copy = parts.join(COPY);
            fs::copy(from, &copy).and_then(|_| last(&copy)).map_err(refused)?;
            fs::rename(&copy, to).map_err(refused)?;
        }
        settle(folder);
        Ok(())
    }
}

/// Writes a small file whole or not at all: beside it, under a name that the next writing of the
/// same file uses again, and then renamed.
pub(super) fn write_whole(file: &Path, bytes: &[u8]) -> Result<()> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".new");
    write_by(Path::new(&beside), file, bytes)?;
    settle(file.parent().unwrap_or(Path::new(".")));
    Ok(())
}

fn write_by(temporary: &Path, file: &Path, bytes: &[u8]) -> Result<()> {
    let folder = temporary.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(temporary, bytes))
        .and_then(|()| last(temporary))
        .and_then(|()| fs::rename(temporary, file))
        .map_err(|e| Fault::io("write the file", file, &e).into())
}

/// Makes what a file holds last through a loss of power.
fn last(file: &Path) -> std::io::Result<()> {
    File::options().append(true).open(file)?.sync_all()
}

/// Makes the names in a folder last, where the system can.
fn settle(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// `text` as a name of a file or folder on any system: letters, digits, `.`, `_` and `-`, not
/// hidden, not too long. What had to be changed gets a mark of its own, so that two names stay two.
pub fn plain_name(text: &str) -> String {
    const LONGEST: usize = 120;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let cleaned: String = text.chars().map(|c| if plain(c) { c } else { '_' }).collect();
    let cleaned = cleaned.trim_start_matches(['.', '-']);
    if cleaned == text && !cleaned.is_empty() && cleaned.len() <= LONGEST {
        return cleaned.to_owned();
    }
    let mark = &Hashed::of("", text.as_bytes()).sha256[..8];
    let kept: String = cleaned.chars().take(LONGEST - 10).collect();
    format!("{mark}_{kept}")
}

/// The publisher's name of a release as a folder; `None` where nothing of it can be in a name.
pub fn vintage_name(text: &str) -> Option<String> {
    const LONGEST: usize = 60;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_');
    let words: Vec<&str> = text.split(|c| !plain(c)).filter(|word| !word.is_empty()).collect();
    let name: String = words.join("-").chars().take(LONGEST).collect();
    let name = name.trim_matches(['.', '-']);
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vintage_is_a_folder_that_can_be_read() {
        for (vintage, folder) in [
            ("2026.Q2.G.01", Some("2026.Q2.G.01")),
            ("13/07/2026 10:00:00", Some("13-07-2026-10-00-00")),
            (" ../../July 2026 ", Some("July-2026")),
            ("..", None),
            ("", None),
        ] {
            let name = vintage_name(vintage);
            assert_eq!(name.as_deref(), folder);
            assert!(name.is_none_or(|name| plain_name(&name) == name), "{vintage}");
        }
    }

    #[test]
    fn names_are_kept_where_they_can_be_and_stay_apart_where_not() {
        assert_eq!(plain_name("UNE_2EAP.csv.gz"), "UNE_2EAP.csv.gz");
        let (one, other) = (plain_name("DSD_X@DF,1.0/.csv"), plain_name("DSD_X@DF/1.0/.csv"));
        assert_ne!(one, other);
        for name in
            [&one, &other, &plain_name(""), &plain_name(".."), &plain_name(&"x".repeat(500))]
        {
            assert_eq!(plain_name(name), **name, "a plain name stays as it is");
            assert!(!name.starts_with('.') && !name.contains('/') && name.len() <= 120);
        }
        assert!(one.ends_with(".csv"), "a reader may know the form by the ending");
    }

    #[test]
    fn one_run_at_a_time_and_dead_parts_are_swept() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("sources");
        let part = |name: &str| root.join(".part/ilostat").join(name);
        fs::create_dir_all(root.join(".part/ilostat")).unwrap();
        for name in ["dead.csv", "live.csv", "live.csv.part.toml", "gone.csv.part.toml"] {
            fs::write(part(name), "x").unwrap();
        }
        let held = Store::open(&root).unwrap();
        let told = Store::open(&root).err().unwrap().to_string();
        assert!(told.contains("another fetch"), "{told}");
        assert!(!part("dead.csv").exists() && !part("gone.csv.part.toml").exists());
        assert!(part("live.csv").exists() && part("live.csv.part.toml").exists());
        drop(held);
        Store::open(&root).unwrap();
    }
}
