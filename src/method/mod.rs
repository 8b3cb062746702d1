//! One framework with what it is checked against and the files it is to be fed with.

mod causes;
mod empty;
mod originals;

pub use originals::{Origins, Used};

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::fault::{Fault, Faults, Place, Result};
use crate::framework::{self, Framework, NormaliseMethod};
use crate::hashed::Hashed;
use crate::ingest::{self, AreaCodes, Expected, Ingested, Pipes, Source, Text};
use crate::model::{
    Areas, Catalogue, Label, Licence, LicenceClass, Reader, Series, said, said_all,
};
use crate::project::{Project, read};
use originals::Split;

/// The table of other codes and names of areas, beside the table of areas.
const ALIASES: &str = "aliases.csv";
/// How many series of the data are named where none of them is read.
const NAMED: usize = 5;

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
    _pipes: Pipes,
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
        let name_of = |path: &Path| {
            project.map_or_else(|| path.display().to_string(), |project| project.name_of(path))
        };
        let mut inputs = vec![Hashed::of(&name_of(&path), text.as_bytes())];
        let mut framework = framework::read(&path, &text)?;
        for (file, _) in framework.compared() {
            inputs.push(Hashed::of(&name_of(file), read(file)?.as_bytes()));
        }
        if data.is_empty() && framework.sources_file.is_none() {
            let Some(project) = project else {
                return Err(Fault::new("the framework names no sources, and no data are given")
                    .at(Place::file(&path))
                    .hint("name the data: --data PATH…")
                    .into());
            };
            framework.sources_file = Some(project.root.join("datasets/sources.toml"));
            let reference = project.root.join("datasets/reference/areas.csv");
            framework.areas_file = framework.areas_file.or(Some(reference));
        }
        let (mut areas, mut codes) = (None, None);
        if let Some(file) = &framework.areas_file {
            let Text { text, bytes, sha256 } = ingest::read_text(file)?;
            let known = ingest::read_areas(file, &text)?;
            inputs.push(Hashed { file: name_of(file), bytes, sha256, footer: false });
            codes = Some(codes_of(file, &known)?);
            areas = Some(known);
            let aliases = file.with_file_name(ALIASES);
            if aliases.is_file() {
                inputs.push(Hashed::of(&name_of(&aliases), read(&aliases)?.as_bytes()));
            }
        }
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
        let split = match (&mut catalogue, &framework.sources_file) {
            (Some(catalogue), Some(file)) if data.is_empty() => {
                originals::split(catalogue, file, origins, &name_of)?
            }
            _ => Split {
                sources: given(data, &mut pipes, &name_of)?,
                used: Vec::new(),
                absent: Vec::new(),
            },
        };
        let Split { sources, used, absent } = split;
        for file in sidecars(&sources) {
            inputs.push(Hashed::of(&name_of(&file), read(&file)?.as_bytes()));
        }
        let method = Method {
            framework,
            areas,
            codes,
            catalogue,
            sources,
            _pipes: pipes,
            named: !data.is_empty(),
            used,
            absent,
            inputs,
            file: path,
            text,
        };
        method.check_columns()?;
        method.check_references()?;
        if let Some(catalogue) = &method.catalogue {
            method.check_names(&catalogue.series.iter().map(|s| s.code.as_str()).collect())?;
        }
        Ok(method)
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

    /// The series that are read and may not be passed on, each with its licence.
    pub fn restricted(&self) -> Vec<(&Series, &Licence)> {
        let Some(catalogue) = &self.catalogue else { return Vec::new() };
        let read = self.framework.series_used();
        let is_read = |s: &&Series| read.iter().any(|(code, _)| *code == s.code);
        let licensed = catalogue.series.iter().filter(is_read).filter_map(|series| {
            let licence = catalogue.licence(series)?;
            (licence.class == LicenceClass::Restricted).then_some((series, licence))
        });
        licensed.collect()
    }

    /// Refuses what is made to be passed on from series that may not be.
    ///
    /// # Errors
    /// Each such series, with its licence.
    pub fn check_licences(&self) -> Result<()> {
        let refuse = |(series, licence): (&Series, &Licence)| {
            let (code, name) = (&series.code, &licence.name);
            let fault = Fault::new(format!("`{code}` may not be passed on: its licence is {name}"));
            let fault = match &self.framework.sources_file {
                Some(file) => fault.at(Place::file(file)),
                None => fault,
            };
            let terms = &licence.terms;
            fault.hint(format!(
                "leave it out of the framework, or add --allow-restricted where the terms allow it{}",
                if terms.is_empty() { String::new() } else { format!(" ({terms})") }
            ))
        };
        Faults::check(self.restricted().into_iter().map(refuse).collect(), ())
    }

    /// In a sentence each: which series come from originals, which could not.
    pub fn told_origins(&self) -> Vec<String> {
        let mut told = Vec::new();
        let series: BTreeSet<&String> = self.used.iter().flat_map(|used| &used.series).collect();
        if !series.is_empty() {
            let mut vintages: Vec<String> =
                self.used.iter().map(|u| format!("{} {}", u.provider, u.vintage)).collect();
            vintages.dedup();
            told.push(format!(
                "{} series are read from locked originals ({}), all others from the project's own files",
                series.len(),
                vintages.join(", ")
            ));
        }
        if !self.absent.is_empty() {
            told.push(format!(
                "{} series are locked, but their originals are not in the store, so the project's own files are read (`ssj fetch --locked`): {}",
                self.absent.len(),
                said_all(self.absent.iter().map(String::as_str))
            ));
        }
        let restricted = self.restricted();
        if !restricted.is_empty() {
            let series = said_all(restricted.iter().map(|(series, _)| series.code.as_str()));
            told.push(format!("holds figures that may not be passed on, by licence: {series}"));
        }
        told
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
        let mut ingested = read.map_err(|faults| self.named_by_catalogue(faults))?;
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

    /// Whether the data have what the framework reads.
    ///
    /// # Errors
    /// Series that neither catalogue nor data have, or only of another sex; no value at all; originals
    /// without one.
    pub fn check(&self, ingested: &Ingested) -> Result<()> {
        if self.catalogue.is_none() {
            self.check_names(&ingested.series_seen.iter().map(String::as_str).collect())?;
        }
        self.check_any(ingested)?;
        self.check_sexes(ingested)?;
        self.check_originals(ingested)
    }

    /// An original without one usable figure of a series must not take the place of figures silently.
    fn check_originals(&self, ingested: &Ingested) -> Result<()> {
        let observed = Label::distinct(ingested.observations.iter().map(|o| o.series));
        let wanted = self.used.iter().flat_map(|used| used.series.iter().map(move |s| (used, s)));
        let mut empty: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (used, series) in wanted.filter(|(_, series)| !observed.contains(series.as_str())) {
            empty.entry(series).or_default().push(&used.file);
        }
        let fault = |(series, files): (&str, Vec<&str>)| {
            let files = files.join(", ");
            Fault::new(format!("no row of the originals of `{series}` ({files}) can be used"))
                .hint("see `code` and `only` of its [[series.original]], and problems.csv of `ssj ingest --originals none`")
                .hint("until that is settled, `--originals none` reads the project's own files")
        };
        Faults::check(empty.into_iter().map(fault).collect(), ())
    }

    /// Of a file that is not there, who names it.
    fn named_by_catalogue(&self, mut faults: Faults) -> Faults {
        let Some(file) = self.framework.sources_file.as_ref().filter(|_| !self.named) else {
            return faults;
        };
        for fault in &mut faults.0 {
            if fault.place.as_ref().is_some_and(|place| !place.file.exists()) {
                let hint =
                    format!("it stands among the `files` of a provider in {}", file.display());
                fault.hints.push(hint);
            }
        }
        faults
    }

    /// Something must be observed: without, the rules by which rows were left out are told.
    fn check_any(&self, ingested: &Ingested) -> Result<()> {
        if !ingested.observations.is_empty() {
            return Ok(());
        }
        let fault = Fault::new("the data hold no value that the framework can use");
        let fault = match (self.sources.first(), &self.framework.sources_file) {
            (Some(source), _) => fault.at(Place::file(&source.path)),
            (None, Some(file)) => {
                fault.at(Place::file(file)).hint("no provider of the catalogue names `files`")
            }
            (None, None) => fault.at(Place::file(&self.file)),
        };
        let mut filtered = BTreeMap::new();
        for (rule, rows) in ingested.counts.iter().flat_map(|count| &count.filtered) {
            *filtered.entry(rule).or_insert(0) += rows;
        }
        let filtered: Vec<String> =
            filtered.into_iter().map(|(rule, n)| format!("{n} {rule}")).collect();
        let fault = match filtered.is_empty() {
            true => fault,
            false => fault.hint(format!("rows left out, by rule: {}", filtered.join(", "))),
        };
        let expected = "rows with values of the series that the framework names are expected";
        let seen = said_all(ingested.series_seen.iter().take(NAMED).map(String::as_str));
        let seen = if seen.is_empty() { seen } else { format!("; the data have {seen}") };
        Err(fault.hint(format!("{expected}{seen}")).into())
    }

    /// Codes of the areas to score, sorted: those in scope, or all that the data name.
    pub fn areas_scored(&self, ingested: &Ingested) -> Result<Vec<String>> {
        let observed = ingested.observations.iter().map(|o| o.ref_area);
        let present = Label::distinct(observed.chain(ingested.fallen.keys().copied()));
        let Some(areas) = &self.areas else {
            return Ok(present.into_iter().map(str::to_owned).collect());
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

    /// Every column that scope and groupings name must be in the reference table.
    fn check_columns(&self) -> Result<()> {
        let framework = &self.framework;
        let groupings = framework.groupings.iter().map(|g| &g.column);
        let named = framework.scope.iter().map(|s| &s.column).chain(groupings);
        let others = framework.compared().flat_map(|(_, other)| other.group_columns());
        let imputed = framework.group_columns().chain(others).collect::<BTreeSet<_>>();
        let named = named.map(String::as_str).chain(imputed);
        let Some(areas) = &self.areas else {
            let faults = named.map(|column| {
                Fault::new(format!("the column {column} needs a table of areas"))
                    .at(Place::file(&self.file))
                    .hint("name one: `areas` in [data]")
            });
            return Faults::check(faults.collect(), ());
        };
        let known: BTreeSet<&str> =
            areas.iter().flat_map(|a| a.attributes.keys().map(String::as_str)).collect();
        let unknown = named.filter(|column| !known.contains(column)).map(|column| {
            Fault::new(format!("the table of areas has no column {column}"))
                .at(Place::file(&self.file))
                .nearest(column, known.iter().copied())
        });
        Faults::check(unknown.collect(), ())
    }

    /// An area that a scale refers to must be in the reference table, where there is one.
    fn check_references(&self) -> Result<()> {
        let Some(areas) = &self.areas else { return Ok(()) };
        let wrong = self.framework.indicators.iter().filter_map(|indicator| {
            let NormaliseMethod::DistanceToReference { area, .. } = &indicator.normalisation.method
            else {
                return None;
            };
            let message = format!("{}: the table of areas has no `{area}`", indicator.code);
            let fault = Fault::new(message).at(Place::file(&self.file));
            areas.get(area).is_none().then(|| fault.nearest(area, areas.codes()))
        });
        Faults::check(wrong.collect(), ())
    }

    fn check_names(&self, known: &BTreeSet<&str>) -> Result<()> {
        let checked = framework::check_names(&self.framework, &self.file, &self.text, known);
        checked.map_err(|faults| self.to_be_catalogued(faults))?;
        for (file, other) in self.framework.compared() {
            framework::check_names(other, file, &read(file)?, known)?;
        }
        Ok(())
    }
}

impl Method {
    /// Of series that the catalogue does not have, both ways out.
    fn to_be_catalogued(&self, mut faults: Faults) -> Faults {
        let (Some(catalogue), Some(file)) = (&self.catalogue, &self.framework.sources_file) else {
            return faults;
        };
        let is_unknown = |fault: &&mut Fault| fault.message.starts_with(framework::NO_SERIES);
        if let Some(fault) = faults.0.iter_mut().filter(is_unknown).last() {
            let code = fault.message.split('`').nth(1).unwrap_or_default();
            let hint = ingest::how_to_catalogue(code, catalogue, file);
            fault.hints.push(hint);
            let other = "or read data without a catalogue: leave `sources` out of [data], and name the data with --data PATH…";
            fault.hints.push(other.to_owned());
        }
        faults
    }
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

/// The files given, and of the folders given every `.csv` and `.csv.gz`, in order of their names, and
/// all Parquet as one source.
fn given(
    data: &[PathBuf],
    pipes: &mut Pipes,
    name_of: &dyn Fn(&Path) -> String,
) -> Result<Vec<Source>> {
    let mut paths = Vec::new();
    let mut faults = Vec::new();
    for path in data {
        match std::fs::read_dir(path) {
            Ok(entries) => {
                let mut inside: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
                inside.retain(|p| is_csv(p));
                inside.sort();
                if ingest::holds_parquet(path) {
                    inside.push(path.clone());
                }
                if inside.is_empty() {
                    faults.push(
                        Fault::new("the folder holds no .csv, .csv.gz or .parquet")
                            .at(Place::file(path)),
                    );
                }
                paths.extend(inside);
            }
            Err(_) if path.exists() => paths.push(path.clone()),
            Err(error) => faults.push(Fault::io("find the data", path, &error)),
        }
    }
    let mut seen = BTreeSet::new();
    paths.retain(|path| seen.insert(path.clone()));
    let mut sources = Vec::new();
    for named in paths {
        let stem = named.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let provider = stem.split('.').next().unwrap_or_default().to_owned();
        match pipes.settle(&named) {
            Ok(path) => {
                let is_parquet = ingest::holds_parquet(&path);
                let beside = if is_parquet { Ok(None) } else { ingest::reader_beside(&path) };
                let own = Source::own(path, name_of(&named), provider);
                let reader = if is_parquet { Reader::Parquet } else { own.reader };
                match beside {
                    Ok(beside) => {
                        sources.push(Source { reader: beside.unwrap_or(reader), ..own });
                    }
                    Err(Faults(more)) => faults.extend(more),
                }
            }
            Err(Faults(more)) => faults.extend(more),
        }
    }
    Faults::check(faults, sources)
}

/// What stands beside tables and says how to read them.
fn sidecars(sources: &[Source]) -> impl Iterator<Item = PathBuf> {
    let files = sources.iter().map(|source| ingest::sidecar_of(&source.path));
    files.filter(|file| file.is_file())
}

fn is_csv(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    name.ends_with(".csv") || name.ends_with(".csv.gz")
}
