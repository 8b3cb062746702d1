//! What a run is to do, settled before anything slow starts: method, edition, where outputs go.

use std::path::{Path, PathBuf};

use super::beforehand::in_english_only;
use super::issue::Issue;
use super::layout::Layout;
use super::meant;
use super::options::Options;
use super::results::{Certainty, Results};
use super::stage::{Asked, Stage};
use crate::edition::Edition;
use crate::exhibits::{Exhibits, ids};
use crate::fault::{Fault, Result};
use crate::figures;
use crate::hashed::Hashed;
use crate::method::{Method, area_codes};
use crate::model::{Catalogue, Language};
use crate::project::Project;
use crate::provenance::Chosen;
use crate::report::{Texts, Typst, Whom};
use crate::words::Words;

/// Everything settled.
pub(super) struct Plan {
    pub method: Method,
    /// None where only a framework of one's own is scored.
    pub issue: Option<Issue>,
    /// Under which outputs go, and how they lie there.
    pub root: PathBuf,
    pub layout: Layout,
    /// What stands for a catalogue where there is none.
    of_files: Catalogue,
    /// In which an audit speaks where there is no edition.
    of_audit: Option<Words>,
    /// Version of the typesetting program that is there.
    pub typst: Option<String>,
    /// Whom a brief is about.
    pub whom: Option<Whom>,
    /// Codes of the areas whose pages the report has; none of all.
    pub only: Option<Vec<String>>,
    /// The words of the explorer in each language that it is made in, and what it says of indicators.
    pub explored: Vec<(Words, Texts)>,
}

/// The areas that a brief is asked of; what is told of groups is told in `language`.
fn meant_by(method: &Method, asked: &Asked, language: Language) -> Result<Whom> {
    let scored = method.in_scope().unwrap_or_default();
    let file = method.framework.areas_file.as_deref();
    let codes = file.map(area_codes).transpose()?;
    let group = |text: &str| {
        let none = || Fault::new("there is no table of areas to find a region in");
        let areas = method.areas.as_ref().ok_or_else(none)?;
        meant::region((&method.framework, areas, codes.as_ref()), &scored, text, language)
    };
    if let Some(region) = &asked.region {
        let (region, codes) = group(region)?;
        return Ok(Whom { codes, region: Some(region) });
    }
    let owned: Vec<String> = scored.iter().map(|code| (*code).to_owned()).collect();
    let mut found = Vec::new();
    for text in &asked.areas {
        let area = meant::area(&method.framework, codes.as_ref(), &owned, text);
        let area = area.map_err(|faults| match group(text) {
            Ok((region, _)) => {
                let name = region.name.in_language(language);
                let fault = Fault::new(format!("`{text}` is a group of areas, and no area"));
                fault.hint(format!("a brief of all in it: ssj brief --region \"{name}\"")).into()
            }
            Err(_) => faults,
        })?;
        if !found.contains(&owned[area]) {
            found.push(owned[area].clone());
        }
    }
    if found.is_empty() {
        return Err(Fault::new("whom should the brief be about?")
            .hint("name areas (`ssj brief BRA ZAF`), or all of a region (`--region \"Southern Asia\"`)")
            .into());
    }
    Ok(Whom { codes: found, region: None })
}

/// The edition that a stage is for, if it is for one, and the version of the typst that will set it.
fn opened(
    stage: &Stage,
    options: &Options,
    project: &Result<Project>,
) -> Result<(Option<Issue>, Option<String>)> {
    match &options.framework {
        Some(_) if matches!(stage, Stage::Brief(_) | Stage::Explore) => {
            Err(Fault::new("briefs and the explorer are made for an edition")
                .hint("of another framework there is a report: ssj build --framework F --out DIR")
                .into())
        }
        Some(_) if options.edition.is_some() => {
            Err(Fault::new("--edition goes with the project's own framework")
                .hint("leave it out: `cut_off` in [data] of a framework is the last year used")
                .into())
        }
        Some(_) if stage.needs_no_edition() => Ok((None, None)),
        _ => {
            let project = project.clone()?;
            let mut typst = None;
            if matches!(stage, Stage::Report | Stage::Brief(_)) {
                // A typst that is named and isn't one is told now, not after all other work.
                let found = Typst::look(options.typst.as_deref())?;
                typst = found.map(|(typst, _)| typst.version);
            }
            Ok((Some(Issue::open(project, options)?), typst))
        }
    }
}

/// Whether the stage can be carried out with this method in this edition.
fn check(stage: &Stage, options: &Options, method: &Method, issue: Option<&Issue>) -> Result<()> {
    if let Stage::Figures(wanted) = stage {
        let areas = method.in_scope();
        figures::check_wanted(wanted, &method.framework, areas.as_deref())?;
    }
    if let Stage::Series(span) = stage {
        span.check(method)?;
    }
    if !options.allow_restricted && !stage.needs_no_edition() {
        method.check_licences()?;
    }
    let Some(issue) = issue else { return Ok(()) };
    if let Stage::Report | Stage::Brief(_) | Stage::Figures(_) | Stage::Series(_) | Stage::Audit =
        stage
    {
        issue.check_letters(method)?;
    }
    if let Stage::Report | Stage::Brief(_) = stage {
        issue.check_texts(&method.framework)?;
    }
    Ok(())
}

impl Plan {
    pub fn make(stage: &Stage, options: &Options) -> Result<Self> {
        let project = Project::find(options.project.as_deref());
        let (issue, typst) = opened(stage, options, &project)?;
        let root = options.out.clone().or(issue.as_ref().map(|issue| issue.project.root.clone()));
        let layout = match &issue {
            Some(Issue { edition, .. }) if options.out.is_none() || options.as_project => {
                Layout::Edition(edition.id.clone())
            }
            _ => Layout::Straight,
        };
        let framework = options.framework.as_deref();
        let project = project.ok();
        let method = Method::load(project.as_ref(), framework, &options.data, &options.origins)?;
        let issue = issue.map(|issue: Issue| issue.of_areas(method.areas.as_ref()));
        let is_another = framework.is_some() || !options.data.is_empty();
        let issue = match issue {
            Some(issue) if is_another => Some(issue.of_another(&method, options)?),
            issue => issue,
        };
        check(stage, options, &method, issue.as_ref())?;
        let first = || issue.as_ref()?.edition.languages.first().copied();
        let language = options.languages.first().copied().or_else(first).unwrap_or(Language::En);
        let whom = match stage {
            Stage::Brief(asked) => Some(meant_by(&method, asked, language)?),
            _ => None,
        };
        let only = match &options.only[..] {
            [] => None,
            areas => {
                let asked = Asked { areas: areas.to_vec(), region: None };
                Some(meant_by(&method, &asked, language)?.codes)
            }
        };
        let of_audit = match &project {
            _ if *stage != Stage::Audit || issue.is_some() => None,
            Some(project) => Some(project.words(language)?),
            None => Some(Words::embedded(language)?),
        };
        // Without either, nothing is written.
        let root = root.unwrap_or_else(|| PathBuf::from("."));
        let of_files = method.of_files();
        let explored = match (stage, &issue) {
            (Stage::Explore | Stage::Report, Some(issue)) => issue.explored()?,
            _ => Vec::new(),
        };
        Ok(Plan { method, issue, root, layout, of_files, of_audit, typst, whom, only, explored })
    }

    /// Id and cut-off of the edition that this one is a reconstruction beside.
    pub fn later_edition(&self) -> Result<Option<(String, i32)>> {
        let Some(Issue { project, edition, .. }) = &self.issue else { return Ok(None) };
        let Some(id) = &edition.reconstructed_beside else { return Ok(None) };
        Ok(Some((id.clone(), project.edition(Some(id))?.cut_off)))
    }

    /// What a reader of what is drawn or set would take amiss.
    pub fn told_beforehand(&self, stage: &Stage) -> Vec<String> {
        let languages = self.words().iter().map(Words::language);
        let languages = languages.filter(|_| !stage.needs_no_edition());
        languages.filter_map(|language| in_english_only(&self.method, language)).collect()
    }

    /// Whether what is drawn and set is of another framework than the project's own, or of other data.
    pub fn is_of_another(&self) -> bool {
        self.issue.as_ref().is_some_and(|issue| issue.edition.another.is_some())
    }

    /// The id of the edition that is made, if one is.
    pub fn edition_id(&self) -> Option<String> {
        let edition = self.issue.as_ref().map(|issue| &issue.edition);
        edition.filter(|edition| edition.another.is_none()).map(|edition| edition.id.clone())
    }

    /// The edition before this one, if there is one.
    pub fn edition_before(&self) -> Result<Option<Edition>> {
        let issue = self.issue.as_ref().filter(|issue| issue.edition.another.is_none());
        let Some(Issue { project, edition, .. }) = issue else { return Ok(None) };
        project.edition_before(edition)
    }

    /// The words of each language of the edition.
    pub fn words(&self) -> &[Words] {
        self.issue.as_ref().map_or(&[], |issue| &issue.words)
    }

    /// The words in which an audit is told: of the edition's first language, else of the one asked for.
    pub fn spoken(&self) -> Result<&Words> {
        let none = || Fault::new("there are no words to tell the audit in");
        self.words().first().or(self.of_audit.as_ref()).ok_or_else(|| none().into())
    }

    /// The edition's own files, by hash.
    pub fn inputs(&self) -> &[Hashed] {
        self.issue.as_ref().map_or(&[], |issue| &issue.inputs)
    }

    /// What of the options decides what is read.
    pub fn chosen(&self, options: &Options) -> Chosen {
        let project = match &self.issue {
            Some(issue) => Some(issue.project.clone()),
            None => Project::find(options.project.as_deref()).ok(),
        };
        let name = |path: &Path| match &project {
            Some(project) => project.name_of(path),
            None => path.display().to_string(),
        };
        Chosen {
            framework: options.framework.as_deref().map(name),
            data: options.data.iter().map(|path| name(path)).collect(),
            originals: options.origins.name(name),
        }
    }

    /// Every file that is read.
    pub fn reads(&self) -> Vec<PathBuf> {
        let Some(Issue { project, inputs, .. }) = &self.issue else { return self.method.reads() };
        let own = inputs.iter().map(|hashed| project.root.join(&hashed.file));
        self.method.reads().into_iter().chain(own).collect()
    }

    /// Everything that figures and text are made from.
    pub fn exhibits<'a>(
        &'a self,
        results: &'a Results,
        certainty: &'a Certainty,
        words: &'a Words,
    ) -> Result<Exhibits<'a>> {
        let Issue { project, edition, look, .. } = self.issue()?;
        Ok(Exhibits {
            project,
            edition,
            framework: &self.method.framework,
            areas: &results.areas,
            catalogue: self.method.catalogue.as_ref().unwrap_or(&self.of_files),
            panel: &results.panel,
            scores: &results.printed,
            findings: &results.findings,
            simulation: &certainty.simulation,
            sensitivities: certainty.sensitivities.as_ref(),
            attainable: certainty.attainable.as_deref().map_err(|obstacle| *obstacle),
            reconstruction: results.reconstruction.as_ref(),
            since: results.since.as_ref(),
            words,
            look,
        })
    }

    /// The PDF in a language.
    pub fn pdf_name(&self, language: Language) -> String {
        let id = self.issue.as_ref().map_or("", |issue| issue.edition.id.as_str());
        if self.is_of_another() {
            let report = ids::id_of("report", &self.method.framework.code);
            return format!("{report}.{}.pdf", language.code());
        }
        let what = match &self.whom {
            Some(whom) => format!("brief-{}", whom.slug()),
            None => "state-of-social-justice".to_owned(),
        };
        format!("{what}-{id}.{}.pdf", language.code())
    }

    /// The name of a table of one language: those after the first bear their code.
    pub fn in_language(&self, table: &str, language: Language) -> String {
        match self.words().first().is_none_or(|first| first.language() == language) {
            true => table.to_owned(),
            false => table.replace(".csv", &format!(".{}.csv", language.code())),
        }
    }

    /// Where a figure goes, relative to the root; languages after the first have their own folder.
    pub fn figure_name(&self, edition: &Edition, language: usize, file: &str) -> String {
        let folder = self.layout.figures();
        match language {
            0 => format!("{folder}{file}"),
            n => format!("{folder}{}/{file}", edition.languages[n].code()),
        }
    }

    fn issue(&self) -> Result<&Issue> {
        let none = || Fault::new("figures and the report are made for an edition");
        self.issue.as_ref().ok_or_else(|| none().into())
    }
}
