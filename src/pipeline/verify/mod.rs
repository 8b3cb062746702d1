//! `ssj verify`: the edition built anew, twice, into clean folders; what differs from its lock and from
//! what lies there, what that means, and the verdict.

mod causes;
mod cells;
mod compare;
mod told;

pub use told::{Difference, Grade, Verified, Weight};

use tempfile::TempDir;

use super::layout::Layout;
use super::options::Options;
use super::stage::Stage;
use crate::fault::{Fault, Place, Result};
use crate::outputs::ending::{self, Begun};
use crate::project::Project;
use crate::provenance::Record;
use compare::{Built, Known};

/// Verifies the edition of the options; `lock`: what was built is written as its lock first.
///
/// # Errors
/// There is no lock, and none was asked for; what stops a build is a verdict, and no error.
pub fn verify(options: &Options, lock: bool) -> Result<Verified> {
    let project = Project::find(options.project.as_deref())?;
    let edition = project.edition(options.edition.as_deref())?;
    let file = project.edition_file(&edition.id).with_extension("lock");
    let id = edition.id.as_str();
    let known = Record::read(&file)?;
    if known.is_none() && !lock {
        return Err(Fault::new(format!("edition {id} has no lock to be verified against"))
            .at(Place::file(&file))
            .hint("`ssj verify --lock` builds the edition and writes it; keep it with the project")
            .into());
    }
    let first = match build(options, id) {
        Ok(built) => built,
        Err(faults) if !lock => return Ok(Verified::not_built(id, &faults)),
        Err(faults) => return Err(faults),
    };
    let record = match known.filter(|_| !lock) {
        Some(known) => known,
        None => {
            first.record.write(&file)?;
            first.record.clone()
        }
    };
    let second = build(options, id)?;
    let there = options.out.as_deref().unwrap_or(&project.root);
    let layout = match options.out {
        Some(_) => Layout::Straight,
        None => Layout::Edition(id.to_owned()),
    };
    let known = Known { record: &record, root: there, layout: &layout, project: &project.root };
    let mut found = compare::with_lock(&known, &first);
    found.extend(compare::with_second(&first, &second));
    let (of_there, lies_there) = compare::with_there(&known, &first)?;
    found.extend(of_there);
    Ok(Verified::of(id, &record, &first.record, found, lies_there))
}

/// Builds the edition into a clean folder.
fn build(options: &Options, id: &str) -> Result<Built> {
    let (folder, begun) = clean()?;
    let inside = Options {
        out: Some(folder.path().to_owned()),
        edition: Some(id.to_owned()),
        as_project: true,
        quiet: true,
        formats: Default::default(),
        again: true,
        ..options.clone()
    };
    super::run(&Stage::Report, &inside)?;
    let manifest = compare::manifest_of(folder.path(), &Layout::Edition(id.to_owned()))?
        .ok_or_else(|| Fault::new("the build left no manifest").at(Place::file(folder.path())))?;
    Ok(Built { record: Record::of(&manifest), folder, _begun: begun })
}

/// A folder that is gone with the run, however it ends.
fn clean() -> Result<(TempDir, Begun)> {
    let refused = |e: std::io::Error| Fault::new(format!("cannot make a clean folder ({e})"));
    let folder = TempDir::new().map_err(refused)?;
    let path = folder.path().to_owned();
    let begun = ending::begin(move || drop(std::fs::remove_dir_all(&path)));
    Ok((folder, begun))
}
