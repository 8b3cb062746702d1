//! A file by its name, its length and its SHA-256.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::fault::{Fault, Result};

/// A file by name and content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hashed {
    pub file: String,
    pub bytes: usize,
    pub sha256: String,
    /// Whether the hash is of the metadata of a Parquet file alone, as no more of it mattered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub footer: bool,
}

impl Hashed {
    pub fn of(file: &str, bytes: &[u8]) -> Self {
        let sha256 = hex(&Sha256::digest(bytes));
        Hashed { file: file.to_owned(), bytes: bytes.len(), sha256, footer: false }
    }

    /// All files in a folder and below it as one, called `file`: of their names, in order, and hashes.
    ///
    /// # Errors
    /// One can't be read.
    pub fn of_folder(file: &str, folder: &Path) -> Result<Self> {
        let (mut names, mut open) = (Vec::new(), vec![folder.to_owned()]);
        while let Some(at) = open.pop() {
            let entries =
                std::fs::read_dir(&at).map_err(|e| Fault::io("list the folder", &at, &e))?;
            for path in entries.flatten().map(|entry| entry.path()) {
                if path.is_dir() { open.push(path) } else { names.push(path) }
            }
        }
        names.sort();
        let (mut listed, mut bytes) = (String::new(), 0);
        for path in names {
            let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
            let hashed = Hashed::of_file(&name, &path)?;
            listed += &format!("{} {name}\n", hashed.sha256);
            bytes += hashed.bytes;
        }
        Ok(Hashed { bytes, ..Hashed::of(file, listed.as_bytes()) })
    }

    /// The file at `path`, which may be larger than memory, called `file`.
    ///
    /// # Errors
    /// It can't be read.
    pub fn of_file(file: &str, path: &Path) -> Result<Self> {
        let refused = |e| Fault::io("read the file", path, &e);
        let mut reader = BufReader::new(File::open(path).map_err(refused)?);
        let (mut hasher, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
        loop {
            let read = reader.read(&mut buffer).map_err(refused)?;
            if read == 0 {
                let sha256 = hex(&hasher.finalize());
                return Ok(Hashed { file: file.to_owned(), bytes, sha256, footer: false });
            }
            hasher.update(&buffer[..read]);
            bytes += read;
        }
    }
}

fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_sha_256_in_hex() {
        // The empty input's digest, as published in FIPS 180-4 examples.
        let empty = Hashed::of("empty", b"");
        assert_eq!(
            empty.sha256,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }
}
