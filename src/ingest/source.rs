//! A file that is to be read: its place and its form in, refused where its bytes are others than locked.

use std::path::PathBuf;

use super::selection::Selection;
use crate::fault::{Fault, Place, Result};
use crate::hashed::Hashed;
use crate::model::Reader;

/// A file to read: where it is, what it is called in outputs, and whose figures it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    pub path: PathBuf,
    pub name: String,
    pub provider: String,
    /// The form it is in.
    pub reader: Reader,
    pub selection: Selection,
    /// The hash that its bytes must have; `None` where any content will do.
    pub sha256: Option<String>,
}

impl Source {
    /// A file in this project's own form: every series of it, under the code it has.
    pub fn own(path: PathBuf, name: String, provider: String) -> Self {
        let (reader, selection) = (Reader::SdmxCsv, Selection::Everything);
        Source { path, name, provider, reader, selection, sha256: None }
    }

    /// Refuses bytes that are not those of the lock.
    pub(super) fn check_hash(&self, hashed: &Hashed) -> Result<()> {
        let Some(expected) = self.sha256.as_ref().filter(|sha256| **sha256 != hashed.sha256) else {
            return Ok(());
        };
        let found = &hashed.sha256;
        let message =
            format!("an original was changed: its hash is {found}, the lock has {expected}");
        Err(Fault::new(message)
            .at(Place::file(&self.path))
            .hint("remove the file, and fetch it again with `ssj fetch --locked`")
            .into())
    }
}
