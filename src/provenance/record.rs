//! `report/editions/<id>.lock`: what an edition is made from and what it consists of, by hash. The small
//! form of its manifest, to be kept with the project.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::manifest::{Chosen, Manifest};
use crate::fault::{Fault, Result};
use crate::hashed::Hashed;
use crate::outputs::write_whole;
use crate::toml_file;

const HEAD: &str = "# What the edition is made from and what it consists of, by hash (SHA-256). Written by \
                    `ssj verify --lock`, compared\n# by `ssj verify`; to be kept with the project.\n";

/// An edition as it was built.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    pub edition: String,
    pub cut_off: Option<i32>,
    pub tool: String,
    pub code: String,
    pub toolchain: String,
    pub typst: String,
    pub originals: String,
    /// Of the simulation.
    pub seed: Option<u64>,
    pub runs: Option<u64>,
    /// Hashes by name of file.
    pub inputs: BTreeMap<String, String>,
    pub outputs: BTreeMap<String, String>,
    /// What each PDF was set from, as one; by the PDF's name.
    pub typeset: BTreeMap<String, String>,
}

impl Record {
    pub fn of(manifest: &Manifest) -> Self {
        let by_name = |files: &[Hashed]| -> BTreeMap<String, String> {
            files.iter().map(|hashed| (hashed.file.clone(), hashed.sha256.clone())).collect()
        };
        let Chosen { originals, .. } = manifest.chosen.clone().unwrap_or_default();
        Record {
            edition: manifest.edition.clone().unwrap_or_default(),
            cut_off: manifest.cut_off,
            tool: manifest.tool.clone(),
            code: manifest.code.clone(),
            toolchain: manifest.toolchain.clone(),
            typst: manifest.typst.clone().unwrap_or_default(),
            originals,
            seed: manifest.simulated.map(|simulated| simulated.seed),
            runs: manifest.simulated.map(|simulated| simulated.runs),
            inputs: by_name(&manifest.inputs),
            outputs: by_name(&manifest.outputs),
            typeset: by_name(&manifest.typeset),
        }
    }

    /// Reads the lock; `None` where there is none.
    ///
    /// # Errors
    /// Its form.
    pub fn read(file: &Path) -> Result<Option<Self>> {
        match fs::read_to_string(file) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            read => {
                let text = read.map_err(|e| Fault::io("read the file", file, &e))?;
                toml_file::parse(file, &text).map(Some)
            }
        }
    }

    /// Writes the lock, whole or not at all.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn write(&self, file: &Path) -> Result<()> {
        let body = toml::to_string(self)
            .map_err(|e| Fault::new(format!("cannot write the lock ({e})")))?;
        write_whole(file, format!("{HEAD}\n{body}").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.lock");
        assert_eq!(Record::read(&file).unwrap(), None);
        let manifest = Manifest {
            edition: Some("x".into()),
            inputs: vec![Hashed::of("a b.toml", b"1")],
            outputs: vec![Hashed::of("report/x/scores.csv", b"2")],
            ..Manifest::of("report")
        };
        let record = Record::of(&manifest);
        record.write(&file).unwrap();
        assert_eq!(Record::read(&file).unwrap(), Some(record));
    }
}
