//! What a side is called in, the edition, framework, folder of outputs or git revision that it is out.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::fault::{Fault, Faults, Place, Result};
use crate::hashed::Hashed;
use crate::outputs::ending::{self, Begun};
use crate::pipeline::options::Options;
use crate::pipeline::plan::Plan;
use crate::pipeline::stage::Stage;
use crate::project::Project;
use crate::provenance::{Chosen, Manifest};

const ALIASES: &str = "datasets/reference/aliases.csv";

/// A side by name, and how it is scored.
pub(super) struct Which {
    /// As it was named.
    pub name: String,
    options: Options,
    /// The project as it was at a revision, for as long as it is read.
    _past: Option<(TempDir, Begun)>,
}

impl Which {
    /// An edition's id comes before a path, a path before a git revision.
    ///
    /// # Errors
    /// It is none of these; a folder whose inputs are not there any more.
    pub fn find(options: &Options, name: &str) -> Result<Self> {
        let of = |options| Which { name: name.to_owned(), options, _past: None };
        let project = Project::find(options.project.as_deref());
        if let Ok(project) = &project
            && project.editions()?.iter().any(|id| id == name)
        {
            return Ok(of(Options { edition: Some(name.to_owned()), ..options.clone() }));
        }
        let path = Path::new(name);
        if path.is_file() {
            let framework = Some(path.to_owned());
            let options = Options { framework, edition: None, ..options.clone() };
            return Ok(of(options));
        }
        if path.is_dir() {
            return Ok(of(of_folder(options, project.ok().as_ref(), path)?));
        }
        let project = project?;
        let (folder, begun) = at_revision(&project, name)?;
        let root = Some(folder.path().to_owned());
        let options = Options { project: root, ..options.clone() };
        Ok(Which { name: name.to_owned(), options, _past: Some((folder, begun)) })
    }

    pub fn plan(&self) -> Result<Plan> {
        self.told(Plan::make(&Stage::Score, &self.options))
    }

    /// The same; a fault says of which side it is.
    pub fn told<T>(&self, made: Result<T>) -> Result<T> {
        made.map_err(|Faults(mut faults)| {
            let fault = &mut faults[0];
            let is_said = fault.place.as_ref().is_some_and(|at| at.file == Path::new(&self.name));
            if !is_said {
                fault.hints.push(format!("this is of `{}`", self.name));
            }
            Faults(faults)
        })
    }
}

/// How the outputs in a folder were made, if all that they were made from is still there.
fn of_folder(options: &Options, project: Option<&Project>, folder: &Path) -> Result<Options> {
    let place = || Place::file(folder);
    let mut names = vec![Manifest::FILE.to_owned()];
    if let Some(id) = &options.edition {
        names.push(format!("report/{id}/{}", Manifest::FILE));
    }
    let found = names.iter().find_map(|name| Manifest::read(folder, name).transpose());
    let Some(manifest) = found.transpose()? else {
        return Err(Fault::new("the folder has no manifest.json, which tells what outputs were made from")
            .at(place())
            .hint("name the folder of one run: that of --out, or report/<edition>; of several editions add --edition ID")
            .into());
    };
    let Some(chosen) = manifest.chosen else {
        return Err(Fault::new("its manifest.json does not say with which options it was made")
            .at(place())
            .hint("an earlier version has made it: make it again, or name its edition or framework")
            .into());
    };
    let root = project.map(|project| project.root.as_path());
    let located = |name: &str| locate(root, name);
    let scored = manifest.inputs.iter().filter(|input| is_of_scores(&input.file));
    let missing = scored.filter_map(|input| is_missing(input, &located(&input.file)));
    let missing: Vec<Fault> = missing.collect();
    Faults::check(missing, ())?;
    let Chosen { framework, data, originals } = chosen;
    Ok(Options {
        edition: manifest.edition,
        framework: framework.map(|file| located(&file)),
        data: data.iter().map(|file| located(file)).collect(),
        origins: originals.into(),
        ..options.clone()
    })
}

/// A file by the name that outputs have for it: from the project's folder, or as it was given.
fn locate(root: Option<&Path>, name: &str) -> PathBuf {
    let within = root.map(|root| root.join(name)).filter(|path| path.exists());
    within.unwrap_or_else(|| PathBuf::from(name))
}

/// Words, templates and colours change no score.
fn is_of_scores(file: &str) -> bool {
    !file.starts_with("report/") || file.starts_with("report/editions/")
}

fn is_missing(input: &Hashed, path: &Path) -> Option<Fault> {
    let hint = "outputs are compared by what they were made from: name the git revision that has it, or make them again";
    if !path.exists() {
        let message = "what the outputs were made from is not there any more";
        return Some(Fault::new(message).at(Place::file(path)).hint(hint));
    }
    // Of a folder of Parquet more than its metadata may have been left alone.
    let same =
        input.footer || Hashed::of_file(&input.file, path).is_ok_and(|found| found == *input);
    let message = "what the outputs were made from has changed since";
    (!same).then(|| Fault::new(message).at(Place::file(path)).hint(hint))
}

/// The project's `datasets` and `report` as they are at a revision, in a folder of their own.
fn at_revision(project: &Project, revision: &str) -> Result<(TempDir, Begun)> {
    let unknown = |why: String| {
        let editions = project.editions().unwrap_or_default();
        let fault =
            Fault::new(format!("`{revision}` is no edition, no path and no git revision ({why})"));
        fault
            .nearest(revision, editions.iter().map(String::as_str))
            .nearest_path(Path::new(revision))
            .hint(format!("editions: {}; a framework is named by its file", editions.join(", ")))
    };
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.arg("-C").arg(&project.root).args(arguments);
        git.output().map_err(|e| unknown(format!("the program `git` can't be run: {e}")))
    };
    if revision.starts_with('-') {
        return Err(unknown("it begins with `-`".to_owned()).into());
    }
    let commit = git(&[
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &format!("{revision}^{{commit}}"),
    ])?;
    let id = String::from_utf8_lossy(&commit.stdout).trim().to_owned();
    if !commit.status.success() || id.is_empty() {
        let said = String::from_utf8_lossy(&commit.stderr).trim().to_owned();
        let said = if said.is_empty() { "git knows none of that name".to_owned() } else { said };
        return Err(unknown(said).into());
    }
    let archive = git(&["archive", "--format=zip", &id, "--", "datasets", "report"])?;
    if !archive.status.success() {
        let said = String::from_utf8_lossy(&archive.stderr).trim().to_owned();
        let message = format!("git can't give the project as it was at `{revision}` ({said})");
        return Err(Fault::new(message).hint("datasets/ and report/ are read from it").into());
    }
    let refused = |e: &dyn std::fmt::Display| {
        Fault::new(format!("cannot unpack the project as it was at `{revision}` ({e})"))
    };
    let folder = TempDir::new().map_err(|e| refused(&e))?;
    let path = folder.path().to_owned();
    let begun = ending::begin(move || drop(std::fs::remove_dir_all(&path)));
    let unpacked = zip::ZipArchive::new(std::io::Cursor::new(archive.stdout))
        .and_then(|mut archive| archive.extract(folder.path()));
    unpacked.map_err(|e| refused(&e))?;
    // The table of aliases belongs to the readers, which are those of today.
    let (now, then) = (project.root.join(ALIASES), folder.path().join(ALIASES));
    if now.is_file() && then.is_file() {
        std::fs::copy(now, then).map_err(|e| refused(&e))?;
    }
    Ok((folder, begun))
}
