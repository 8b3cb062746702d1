//! `datasets/sources.lock`: which originals an edition is made from, by hash.
//!
//! In: the file. Out: its entries, whether the store holds them, and the file again, sorted, so that
//! the same content has the same bytes.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::store::{plain_name, stored};
use crate::fault::{Fault, Faults, Place, Result};
use crate::hashed::Hashed;
use crate::outputs::write_whole;
use crate::text_file;
use crate::toml_file;

const HEAD: &str = "# The originals that the report is made from, by hash. Written by `ssj fetch`; \
                    to be kept with the project.\n";

/// The lock as it was before the last change, in the store.
pub const PREVIOUS: &str = "previous.lock";

/// One original. Ordered by provider, code and file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locked {
    pub provider: String,
    /// The provider's code, or `*` for a file that holds them all.
    pub code: String,
    pub file: String,
    /// The folder of the store: the publisher's own name of the release, or the date of retrieval.
    pub vintage: String,
    pub address: String,
    pub sha256: String,
    pub bytes: u64,
    /// Rows with values.
    pub rows: u64,
    /// When these bytes first came, UTC.
    pub retrieved: String,
}

impl Locked {
    /// Where it lies in the store.
    ///
    /// # Errors
    /// A name that leads out of the store, or a link on the way.
    pub fn path(&self, store: &Path) -> Result<PathBuf> {
        let Locked { provider, vintage, file, .. } = self;
        stored(store, &format!("{}/{vintage}/{file}", plain_name(provider)))
    }

    /// Checks the original in the store.
    ///
    /// # Errors
    /// It is not there, or its hash is another: both are named.
    pub fn verify(&self, store: &Path) -> Result<()> {
        let path = self.path(store)?;
        if !path.is_file() {
            return Err(Fault::new("a locked original is not in the store")
                .at(Place::file(&path))
                .hint(format!("`ssj fetch --locked {}` fetches it again", self.provider))
                .into());
        }
        let found = Hashed::of_file(&self.file, &path)?.sha256;
        if found != self.sha256 {
            let expected = &self.sha256;
            let message =
                format!("an original was changed: its hash is {found}, the lock has {expected}");
            return Err(Fault::new(message)
                .at(Place::file(&path))
                .hint("remove the file, and fetch it again with `ssj fetch --locked`")
                .into());
        }
        Ok(())
    }
}

/// All that is locked, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    #[serde(rename = "original", default)]
    originals: Vec<Locked>,
}

impl Lock {
    /// Reads the lock; empty where there is none.
    ///
    /// # Errors
    /// Its form, a name that leads out of the store, the same file twice.
    pub fn read(file: &Path) -> Result<Self> {
        if let Err(e) = fs::metadata(file)
            && e.kind() == std::io::ErrorKind::NotFound
        {
            return Ok(Lock::default());
        }
        let text = text_file::text(file)?;
        let mut lock: Lock = toml_file::parse(file, &text)?;
        lock.originals.sort();
        lock.check().map_err(|faults| faults.or_at(&Place::file(file)))?;
        Ok(lock)
    }

    fn check(&self) -> Result<()> {
        let mut faults = Vec::new();
        for locked in &self.originals {
            let Locked { vintage, file, sha256, .. } = locked;
            for name in [vintage, file] {
                if *name != plain_name(name) {
                    faults.push(Fault::new(format!("`{name}` is no name of a file or folder")));
                }
            }
            if sha256.len() != 64 || !sha256.bytes().all(|b| b.is_ascii_hexdigit()) {
                let message = format!("`{sha256}` of {file} is no hash (64 hexadecimal digits)");
                faults.push(Fault::new(message));
            }
        }
        let same = |a: &Locked, b: &Locked| (&a.provider, &a.file) == (&b.provider, &b.file);
        let mut by_file: Vec<&Locked> = self.originals.iter().collect();
        by_file.sort_by_key(|locked| (&locked.provider, &locked.file));
        for pair in by_file.windows(2).filter(|pair| same(pair[0], pair[1])) {
            let Locked { provider, file, .. } = pair[0];
            faults.push(Fault::new(format!("{file} of {provider} is locked twice")));
        }
        Faults::check(faults, ())
    }

    /// The lock as a file.
    ///
    /// # Errors
    /// It can't be put in words (never, for what was read or fetched).
    pub fn to_toml(&self) -> Result<String> {
        let body = toml::to_string(self)
            .map_err(|e| Fault::new(format!("cannot write the lock ({e})")))?;
        Ok(format!("{HEAD}\n{body}"))
    }

    /// Writes the lock, whole or not at all, and only where it says something new; that nothing is
    /// locked needs no file.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn write(&self, file: &Path) -> Result<()> {
        let text = self.to_toml()?;
        let there = fs::read(file).ok();
        if there.as_deref() == Some(text.as_bytes())
            || (there.is_none() && self == &Lock::default())
        {
            return Ok(());
        }
        write_whole(file, text.as_bytes())
    }

    pub fn originals(&self) -> &[Locked] {
        &self.originals
    }

    /// The files of one code, in order.
    pub fn of<'a>(&'a self, provider: &'a str, code: &'a str) -> impl Iterator<Item = &'a Locked> {
        self.originals.iter().filter(move |l| l.provider == provider && l.code == code)
    }

    /// Locks these files instead of all that are locked of the same code.
    pub fn replace(&mut self, provider: &str, code: &str, files: Vec<Locked>) {
        self.originals.retain(|l| l.provider != provider || l.code != code);
        self.originals.extend(files);
        self.originals.sort();
    }

    /// Forgets every code that is not `named` (provider, code); gives how many files that were.
    pub fn keep(&mut self, named: impl Fn(&str, &str) -> bool) -> usize {
        let before = self.originals.len();
        self.originals.retain(|locked| named(&locked.provider, &locked.code));
        before - self.originals.len()
    }

    /// Every locked original that `store` lacks or holds with other bytes.
    pub fn verify(&self, store: &Path) -> Vec<Fault> {
        let verified = self.originals.iter().map(|locked| locked.verify(store));
        verified.filter_map(std::result::Result::err).flat_map(|Faults(faults)| faults).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locked(code: &str, vintage: &str, bytes: &[u8]) -> Locked {
        Locked {
            provider: "ilostat".into(),
            code: code.into(),
            file: format!("{code}.csv"),
            vintage: vintage.into(),
            address: format!("https://example.org/{code}"),
            sha256: Hashed::of("", bytes).sha256,
            bytes: bytes.len() as u64,
            rows: 1,
            retrieved: "2026-11-22T10:00:00Z".into(),
        }
    }

    #[test]
    fn the_same_content_has_the_same_bytes_and_is_read_again() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("sources.lock");
        assert_eq!(Lock::read(&file).unwrap(), Lock::default());
        let (mut one, mut other) = (Lock::default(), Lock::default());
        for code in ["A", "B", "C"] {
            one.replace("ilostat", code, vec![locked(code, "v1", b"x")]);
        }
        for code in ["C", "A", "B", "A"] {
            other.replace("ilostat", code, vec![locked(code, "v1", b"x")]);
        }
        assert_eq!(one.to_toml().unwrap(), other.to_toml().unwrap());
        one.write(&file).unwrap();
        assert_eq!(Lock::read(&file).unwrap(), one);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing but the lock is left");
    }

    #[test]
    fn what_the_store_lacks_or_has_otherwise_is_named_with_both_hashes() {
        let store = tempfile::tempdir().unwrap();
        let mut lock = Lock::default();
        for (code, bytes) in [("A", b"right"), ("B", b"right"), ("C", b"right")] {
            lock.replace("ilostat", code, vec![locked(code, "v1", bytes)]);
        }
        fs::create_dir_all(store.path().join("ilostat/v1")).unwrap();
        fs::write(store.path().join("ilostat/v1/A.csv"), "right").unwrap();
        fs::write(store.path().join("ilostat/v1/B.csv"), "wrong").unwrap();
        let faults = lock.verify(store.path());
        assert_eq!(faults.len(), 2);
        let (changed, missing) = (faults[0].to_string(), faults[1].to_string());
        for hash in [b"right", b"wrong"].map(|bytes| Hashed::of("", bytes).sha256) {
            assert!(changed.contains(&hash) && changed.contains("B.csv"), "{changed}");
        }
        assert!(missing.contains("not in the store") && missing.contains("C.csv"), "{missing}");
    }

    #[test]
    fn a_lock_that_leads_out_of_the_store_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("sources.lock");
        let mut lock = Lock::default();
        let twice = Locked { code: "B".into(), ..locked("A", "v1", b"x") };
        let out = Locked { file: "../../x".into(), ..locked("C", "..", b"x") };
        let no_hash = Locked { sha256: "abc".into(), ..locked("D", "v1", b"x") };
        lock.replace("", "", vec![locked("A", "v1", b"x"), twice, out, no_hash]);
        fs::write(&file, lock.to_toml().unwrap()).unwrap();
        let told = Lock::read(&file).unwrap_err().to_string();
        for part in ["`..`", "`../../x`", "no hash", "A.csv of ilostat is locked twice"] {
            assert!(told.contains(part), "{told}");
        }
    }
}
