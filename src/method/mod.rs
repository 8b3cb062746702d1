//! One framework with what it is checked against and the files it is to be fed with.

mod capitals;
mod causes;
mod checks;
mod empty;
mod given;
mod licences;
mod originals;

pub use originals::{Origins, Used};

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::fault::{Fault, Faults, Place, Result};
use crate::framework::{self, Framework};
use crate::hashed::Hashed;
use crate::ingest::{self, AreaCodes, Expected, Ingested, Pipes, Source, Text};
use crate::model::{Areas, Catalogue, Label, said};
use crate::project::{Project, read};
use given::{given, names, sidecars};
use originals::Split;

/// The table of other codes and names of areas, beside the table of areas.
const ALIASES: &str = "aliases.csv";

/// A framework ready for data.
pub struct Method {
    pub framework: Framework,
    /// Known areas; `None` where the data alone say which there are.
    pub areas: Option<Areas>,
    /// By which codes and names they are known; with `areas`.
    codes: Option<AreaCodes>,
    pub catalogue: Option<Catalogue>,
    pub sources: Vec<Source>,
    /// What of the data came through pipes.
    pipes: Pipes,
    /// Whether the user named the data, which may hold far more than the framework reads.
    named: bool,
    /// Locked originals that are read, with their series.
    pub used: Vec<Used>,
    /// Series of locked originals that the store lacks, so that the project's own files are read.
    pub absent: Vec<String>,
    /// The files of the method, by hash; those of the data are in the counts of [`Method::ingest`].
    pub inputs: Vec<Hashed>,
    /// The framework file.
    pub file: PathBuf,
    pub text: String,
}

impl Method {
    /// Reads the framework at `file` (the project's own by default) and finds its data: `data`
    /// (files or folders) if given, otherwise what the catalogue names, from `origins`.
    ///
    /// # Errors
    /// Everything wrong with the method, or paths that are not there.
    pub fn load(
        project: Option<&Project>,
        file: Option<&Path>,
        data: &[PathBuf],
        origins: &Origins,
    ) -> Result<Self> {
        let own = project.map(Project::framework_file);
        let Some(path) = file.map(Path::to_owned).or(own) else {
            return Err(Fault::new("no framework given")
                .hint("name one with --framework F")
                .into());
        };
        let text = read(&path)?;
        let shown = |path: &Path| path.display().to_string();
        let name_of = |path: &Path| project.map_or_else(|| shown(path), |p| p.name_of(path));
        let mut inputs = vec![Hashed::of(&name_of(&path), text.as_bytes())];
        let mut framework = framework::read(&path, &text)?;
        for (file, _) in framework.compared() {
            inputs.push(Hashed::of(&name_of(file), read(file)?.as_bytes()));
        }
        if data.is_empty() && framework.sources_file.is_none() {
            beside_project(&mut framework, project, &path)?;
        }
        let areas_file = framework.areas_file.as_ref();
        let reference = areas_file.map(|file| reference_table(file, &name_of, &mut inputs));
        let (areas, codes) = reference.transpose()?.unzip();
        let mut catalogue = None;
        if let Some(file) = &framework.sources_file {
            let text = read(file)?;
            catalogue = Some(ingest::read_catalogue(file, &text)?);
            inputs.push(Hashed::of(&name_of(file), text.as_bytes()));
        }
        if let Some(catalogue) = &catalogue {
            let known = catalogue.series.iter().map(|s| s.code.as_str()).collect();
            framework = framework.settled(&known).into_owned();
        }
        let mut pipes = Pipes::default();
        let Split { sources, used, absent } = match (&mut catalogue, &framework.sources_file) {
            (Some(catalogue), Some(file)) if data.is_empty() => {
                originals::split(catalogue, file, origins, &name_of)?
            }
            _ => Split::of_files(given(data, &mut pipes, &name_of)?),
        };
        for file in sidecars(&sources) {
            inputs.push(Hashed::of(&name_of(&file), read(&file)?.as_bytes()));
        }
        // Of files given nobody knows who published them, whatever series they hold.
        let catalogue = match data {
            [] => catalogue,
            _ => catalogue.map(|catalogue| catalogue.given(&names(&sources))),
        };
        let method = Method {
            framework,
            areas,
            codes,
            catalogue,
            sources,
            pipes,
            named: !data.is_empty(),
            used,
            absent,
            inputs,
            file: path,
            text,
        };
        method.check_all()?;
        Ok(method)
    }

    fn check_all(&self) -> Result<()> {
        self.check_columns()?;
        self.check_references()?;
        let Some(catalogue) = &self.catalogue else { return Ok(()) };
        self.check_names(&catalogue.series.iter().map(|s| s.code.as_str()).collect())
    }

    /// What stands for a catalogue where there is none: the files that are read.
    pub fn of_files(&self) -> Catalogue {
        let used = self.framework.series_used();
        let codes: BTreeSet<&str> = used.iter().map(|(code, _)| code.as_str()).collect();
        Catalogue::of_files(&names(&self.sources), codes)
    }

    /// Every file that is read.
    pub fn reads(&self) -> Vec<PathBuf> {
        let framework = &self.framework;
        let compared = framework.compared().map(|(file, _)| file.to_owned());
        let aliases = framework.areas_file.as_ref().map(|file| file.with_file_name(ALIASES));
        let named = [&framework.areas_file, &aliases, &framework.sources_file];
        let named = named.into_iter().flatten().cloned();
        let data = self.sources.iter().map(|source| source.path.clone());
        let data = data.chain(sidecars(&self.sources));
        [self.file.clone()].into_iter().chain(compared).chain(named).chain(data).collect()
    }

    /// Reads the data, and checks whether the framework can be computed from them.
    ///
    /// # Errors
    /// Those of [`Method::read`]; those of [`Method::check`], behind their cause.
    pub fn ingest(&self) -> Result<Ingested> {
        let ingested = self.read()?;
        match self.check(&ingested) {
            Ok(()) => Ok(ingested),
            Err(faults) => Err(self.explained(&ingested, faults)),
        }
    }

    /// Reads the data.
    ///
    /// # Errors
    /// Files that can't be read.
    pub fn read(&self) -> Result<Ingested> {
        let framework = &self.framework;
        let all = framework.compared().map(|(_, other)| other).chain([framework]);
        // What could be meant as a name must be seen, so that it can be asked about.
        let possible = all.flat_map(Framework::possible_names).map(str::to_owned);
        let used: BTreeSet<String> =
            framework.series_used().into_iter().map(|(series, _)| series).chain(possible).collect();
        let expected = Expected {
            areas: self.codes.as_ref(),
            catalogue: self.catalogue.as_ref(),
            series: (self.named || self.catalogue.is_none()).then_some(&used),
            undated: self.framework.cut_off,
            keeps_doubles: false,
        };
        let read = ingest::ingest(&self.sources, &expected);
        let mut ingested =
            read.map_err(|faults| self.pipes.named(self.named_by_catalogue(faults)))?;
        if self.named || self.catalogue.is_none() {
            Faults::check(std::mem::take(&mut ingested.asked), ())?;
        }
        if self.catalogue.is_none() {
            let known = ingested.series_seen.iter().map(String::as_str).collect();
            let read = framework.meant(&known).into_iter().map(|name| {
                format!("read as the name of a series, since it is no calculation: {}", said(name))
            });
            ingested.notes.extend(read.collect::<Vec<_>>());
        }
        Ok(ingested)
    }

    /// Codes of the areas to score, sorted: those in scope, or all that the data name.
    ///
    /// # Errors
    /// None is in scope; codes that only the data name differ by capitals alone.
    pub fn areas_scored(&self, ingested: &Ingested) -> Result<Vec<String>> {
        let observed = ingested.observations.iter().map(|o| o.ref_area);
        let present = Label::distinct(observed.chain(ingested.fallen.keys().copied()));
        let Some(areas) = &self.areas else {
            let codes: Vec<String> = present.into_iter().map(str::to_owned).collect();
            return Faults::check(capitals::differing(&codes, ingested), codes);
        };
        let Some(scope) = &self.framework.scope else {
            let codes = areas.codes().filter(|code| present.contains(code));
            return Ok(codes.map(str::to_owned).collect());
        };
        let codes = self.in_scope().unwrap_or_default();
        if codes.is_empty() {
            return Err(Fault::new(format!("no area has {} = {}", scope.column, scope.value))
                .at(Place::file(&self.file))
                .hint("check `scope` in [data] against the columns of the reference table")
                .into());
        }
        Ok(codes.into_iter().map(str::to_owned).collect())
    }

    /// Codes of the areas of the reference table that are in scope, if there is a table.
    pub fn in_scope(&self) -> Option<Vec<&str>> {
        let scope = self.framework.scope.as_ref();
        let is_in = |area: &&crate::model::RefArea| {
            scope.is_none_or(|scope| area.attribute(&scope.column) == Some(&scope.value))
        };
        Some(self.areas.as_ref()?.iter().filter(is_in).map(|area| area.code.as_str()).collect())
    }

    /// The areas by code; bare ones where there is no reference table.
    pub fn reference(&self, codes: &[String]) -> Areas {
        let bare = || Areas::new(codes.iter().map(|code| crate::model::RefArea::bare(code)));
        self.areas.clone().unwrap_or_else(bare)
    }
}

/// A framework that names no sources, and is given no data, is fed with the project's own.
fn beside_project(framework: &mut Framework, project: Option<&Project>, file: &Path) -> Result<()> {
    let Some(project) = project else {
        return Err(Fault::new("the framework names no sources, and no data are given")
            .at(Place::file(file))
            .hint("name the data: --data PATH…")
            .into());
    };
    framework.sources_file = Some(project.root.join("datasets/sources.toml"));
    let reference = project.root.join("datasets/reference/areas.csv");
    framework.areas_file = framework.areas_file.take().or(Some(reference));
    Ok(())
}

/// The table of areas and the other names beside it, each added to the inputs.
fn reference_table(
    file: &Path,
    name_of: &dyn Fn(&Path) -> String,
    inputs: &mut Vec<Hashed>,
) -> Result<(Areas, AreaCodes)> {
    let Text { text, bytes, sha256 } = ingest::read_text(file)?;
    let known = ingest::read_areas(file, &text)?;
    inputs.push(Hashed { file: name_of(file), bytes, sha256, footer: false });
    let codes = codes_of(file, &known)?;
    let aliases = file.with_file_name(ALIASES);
    if aliases.is_file() {
        inputs.push(Hashed::of(&name_of(&aliases), read(&aliases)?.as_bytes()));
    }
    Ok((known, codes))
}

/// By which codes and names the areas of the reference table `file` are known.
///
/// # Errors
/// A table of areas or aliases that can't be read.
pub fn area_codes(file: &Path) -> Result<AreaCodes> {
    codes_of(file, &ingest::read_areas(file, &ingest::read_text(file)?.text)?)
}

fn codes_of(file: &Path, areas: &Areas) -> Result<AreaCodes> {
    let aliases = file.with_file_name(ALIASES);
    let codes = AreaCodes::of(areas);
    if aliases.is_file() { codes.with_aliases(&aliases, &read(&aliases)?) } else { Ok(codes) }
}
