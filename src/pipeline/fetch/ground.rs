//! Where the sources of a project stand.

use crate::fault::Result;
use crate::ingest::read_catalogue;
use crate::model::Catalogue;
use crate::pipeline::options::Options;
use crate::project::{Project, read};
use crate::provenance::Lock;
use std::path::PathBuf;

/// Where the sources of a project stand.
pub(super) struct Ground {
    pub catalogue: Catalogue,
    pub store: PathBuf,
    pub lock_file: PathBuf,
    pub lock: Lock,
}

impl Ground {
    pub fn of(options: &Options) -> Result<Self> {
        let root = Project::find(options.project.as_deref())?.root.join("datasets");
        let file = root.join("sources.toml");
        let catalogue = read_catalogue(&file, &read(&file)?)?;
        let lock_file = root.join("sources.lock");
        let lock = Lock::read(&lock_file)?;
        Ok(Ground { catalogue, store: root.join("sources"), lock_file, lock })
    }
}
