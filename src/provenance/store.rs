//! `datasets/sources/<provider>/<vintage>/<file>`: originals as they came, never changed again.
//!
//! What is under way lies in `.part/`, out of everyone's sight but the next run's.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::sidecar::Sidecar;
use crate::fault::{Fault, Result};
use crate::fetch::sweep;
use crate::hashed::Hashed;
use crate::outputs::ending::{self, Begun};
use crate::outputs::{Held, Wait, create, inside, last, settle, write_by};

const PARTS: &str = ".part";
const GUARD: &str = ".guard";
/// In the folder of parts, for a moment: a record, and a copy of an original.
const RECORD: &str = ".record";
const COPY: &str = ".copy";

/// The store, held by one run at a time.
pub struct Store {
    root: PathBuf,
    _begun: Begun,
    _guard: Held,
}

impl Store {
    /// Opens the store, made if need be, and sweeps away what an interrupted run left and can't be
    /// resumed.
    ///
    /// # Errors
    /// It can't be written to, it is a link, or another run is at it and `wait` is `None`.
    pub fn open(root: &Path, wait: Wait) -> Result<Self> {
        let parts = stored(root, PARTS)?;
        let busy = "another fetch is under way in the same store";
        let guard = Held::take(&root.join(GUARD), busy, wait)?;
        sweep(&parts);
        let begun = ending::begin(move || sweep(&parts));
        Ok(Store { root: root.to_owned(), _begun: begun, _guard: guard })
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
    /// The disk refuses, or there are links on the way; then the file is not there, or there whole.
    pub fn place(&self, from: &Path, to: &Path, sidecar: &Sidecar) -> Result<()> {
        let refused = |e| Fault::io("put an original into the store", to, &e);
        let (folder, record) = (to.parent().unwrap_or(&self.root), Sidecar::path(to));
        fs::create_dir_all(folder).map_err(refused)?;
        let parts = self.root.join(PARTS);
        write_by(&parts.join(RECORD), &record, sidecar.to_toml()?.as_bytes())?;
        if from.starts_with(&parts) {
            fs::rename(from, to).map_err(refused)?;
        } else if from != to {
            let copy = parts.join(COPY);
            let mut original = File::open(from).map_err(refused)?;
            let copied = create(&copy).and_then(|mut copy| std::io::copy(&mut original, &mut copy));
            copied.and_then(|_| last(&copy)).map_err(refused)?;
            fs::rename(&copy, to).map_err(refused)?;
        }
        settle(folder);
        Ok(())
    }
}

/// The path of `name` in the store at `root`, neither of which may be or lie behind a link.
///
/// # Errors
/// As [`inside`].
pub(super) fn stored(root: &Path, name: &str) -> Result<PathBuf> {
    let above = root.parent().unwrap_or(Path::new(""));
    inside(above, &format!("{}/{name}", root.file_name().unwrap_or_default().display()))
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

    #[cfg(unix)]
    #[test]
    fn links_in_the_store_are_not_followed() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let (root, mine) = (dir.path().join("sources"), dir.path().join("mine"));
        fs::create_dir_all(root.join(".part/ilostat")).unwrap();
        fs::create_dir(&mine).unwrap();
        fs::write(mine.join("x.csv"), "mine").unwrap();
        symlink(&mine, root.join(".part/wid")).unwrap();
        symlink(mine.join("x.csv"), root.join(".part/ilostat/x.csv")).unwrap();
        symlink(&mine, root.join("ilostat")).unwrap();
        drop(Store::open(&root, None).unwrap());
        assert!(!root.join(".part/wid").is_symlink() && !root.join(".part/ilostat/x.csv").exists());
        assert_eq!(fs::read_to_string(mine.join("x.csv")).unwrap(), "mine");
        assert!(
            stored(&root, "ilostat/v1/x.csv").unwrap_err().to_string().contains("not followed")
        );
        symlink(&root, dir.path().join("linked")).unwrap();
        assert!(Store::open(&dir.path().join("linked"), None).is_err());
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
        let held = Store::open(&root, None).unwrap();
        let told = Store::open(&root, None).err().unwrap().to_string();
        assert!(told.contains("another fetch"), "{told}");
        assert!(!part("dead.csv").exists() && !part("gone.csv.part.toml").exists());
        assert!(part("live.csv").exists() && part("live.csv.part.toml").exists());
        drop(held);
        Store::open(&root, None).unwrap();
    }
}
