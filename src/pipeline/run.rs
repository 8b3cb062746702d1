//! One run: each stage tells what it does, stages its outputs and leaves its mark in the summary.

use std::path::Path;

use super::Stage;
use super::plan::{Options, Plan};
use super::results::Results;
use crate::exhibits::Exhibits;
use crate::fault::{Fault, Faults, Place, Result};
use crate::figures::{self, Figure};
use crate::ingest::{FileCount, Ingested, Problem};
use crate::outputs::Outputs;
use crate::provenance::{Hashed, Manifest, Simulated};
use crate::score::{Raised, often_raised};
use crate::summary::{Progress, Summary};
use crate::{report, tables};

/// How many problems or notes are listed before the rest is counted.
const LISTED: usize = 10;

pub(super) struct Run<'a> {
    pub(super) stage: &'a Stage,
    pub(super) options: &'a Options,
    pub(super) plan: &'a Plan,
    pub(super) outputs: Outputs,
    pub(super) progress: Progress,
    pub(super) summary: Summary,
    typst: Option<String>,
    /// The files of the data, by hash.
    data: Vec<Hashed>,
    pub(super) simulated: Option<Simulated>,
}

impl<'a> Run<'a> {
    /// Opens the outputs, before anything slow.
    pub fn open(stage: &'a Stage, options: &'a Options, plan: &'a Plan) -> Result<Self> {
        let outputs = Outputs::open(&plan.root)?;
        let edition = plan.issue.as_ref().map(|issue| issue.edition.id.clone());
        let summary = Summary { stage: stage.name().to_owned(), edition, ..Summary::default() };
        let progress = Progress::new(options.quiet, stage.steps(plan.issue.is_some()));
        let (typst, data, simulated) = (None, Vec::new(), None);
        Ok(Run { stage, options, plan, outputs, progress, summary, typst, data, simulated })
    }

    pub fn ingest(&mut self) -> Result<Ingested> {
        let files = self.plan.method.sources.len();
        self.progress.stage("ingest", &format!("reading {files} data files"));
        let ingested = self.plan.method.ingest()?;
        self.summary.count_rows(&ingested);
        self.summary.notes.extend(self.plan.method.told_origins());
        self.data = ingested.counts.iter().map(FileCount::hashed).collect();
        self.stage_text("problems.csv", &tables::problems(&ingested.problems))?;
        self.stage_text("passed_over.csv", &tables::passed_over(&ingested.passed_over))?;
        Ok(ingested)
    }

    pub fn score(&mut self, ingested: &Ingested) -> Result<Results> {
        self.progress.stage("score", "harmonising, scoring, analysing");
        let cut_off = self.plan.issue.as_ref().map(|issue| issue.edition.cut_off);
        let later = self.plan.later_edition()?;
        let framework = Place::file(&self.plan.method.file);
        let results = Results::compute(&self.plan.method, ingested, cut_off, later)
            .map_err(|faults| faults.or_at(&framework))?;
        self.summary.cut_off = Some(results.panel.cut_off);
        self.summary.count_areas(&results.scores);
        let undefined = &results.panel.undefined;
        for cell in undefined.iter().take(LISTED) {
            let note = format!("{cell}: the formula has no finite value there; left missing");
            self.summary.notes.push(note);
        }
        if undefined.len() > LISTED {
            let more = undefined.len() - LISTED;
            self.summary.notes.push(format!("{more} more cells in which a formula has no value"));
        }
        for Raised { level, floor, raised, of } in
            often_raised(&self.plan.method.framework, &results.scores)
        {
            let code = &self.plan.method.framework.levels[level].code;
            let note = format!(
                "{code}: {raised} of {of} scores below it count as its floor of {floor}, so much of what tells areas apart is lost; lower the floor, or normalise onto a scale above it"
            );
            self.summary.notes.push(note);
        }
        for measure in &results.findings.audit.measures {
            if measure.with.iter().all(|agreement| agreement.n == 0) {
                let code = &self.plan.method.framework.measures[measure.measure].code;
                let note = format!("{code}: no area has a value to compare a score with");
                self.summary.notes.push(note);
            }
        }
        for (name, table) in results.tables(&self.plan.method.framework) {
            self.stage_text(name, &table)?;
        }
        Ok(results)
    }

    /// Answers the audit's questions, in the edition's first language.
    pub fn audit(&mut self, results: &Results) -> Result<()> {
        self.progress.stage("audit", "answering its questions");
        let verdicts = report::verdicts(&report::Subject {
            framework: &self.plan.method.framework,
            areas: &results.areas,
            codes: &results.panel.areas,
            audit: &results.findings.audit,
            words: self.plan.spoken()?,
            is_edition: self.plan.issue.is_some(),
        })?;
        self.summary.audit = Some(verdicts);
        Ok(())
    }

    pub fn figures(&mut self, exhibits: &Exhibits) -> Result<Vec<Figure>> {
        let wanted = match self.stage {
            Stage::Figures(ids) if !ids.is_empty() => Some(ids.clone()),
            Stage::Audit => {
                let drawable = report::AUDIT_FIGURES.into_iter().filter(|id| figures::has(id));
                Some(drawable.map(str::to_owned).collect())
            }
            _ => None,
        };
        self.progress.stage("figures", "drawing");
        let figures = figures::draw(exhibits, wanted.as_deref())?;
        let language = exhibits.edition.languages.iter().position(|&l| l == exhibits.language());
        for figure in &figures {
            let files = [
                ("svg", figure.standalone(exhibits.look, exhibits.words)?),
                ("csv", figure.csv()?),
                ("txt", figure.alt.clone() + "\n"),
            ];
            for (ending, text) in files {
                let file = format!("{}.{ending}", figure.id);
                let name = self.plan.figure_name(exhibits.edition, language.unwrap_or(0), &file);
                self.outputs.stage(&name, text.as_bytes())?;
            }
        }
        *self.summary.figures.get_or_insert(0) += figures.len();
        Ok(figures)
    }

    pub fn typeset(&mut self, exhibits: &Exhibits, figures: &[Figure]) -> Result<()> {
        let (edition, language) = (&exhibits.edition.id, exhibits.language().code());
        let file = format!("state-of-social-justice-{edition}.{language}.pdf");
        self.progress.stage("report", "typesetting");
        let stage = self.outputs.scratch()?;
        let pdf = self.outputs.place_for(&self.plan.report_name(&file))?;
        let set = report::typeset(&report::Order {
            exhibits,
            figures,
            stage: &stage,
            pdf: &pdf,
            typst: self.options.typst.as_deref(),
            quiet: self.options.quiet,
        })?;
        *self.summary.pages.get_or_insert(0) += set.pages;
        self.summary.warnings.extend(set.warnings);
        self.typst = Some(set.typst);
        Ok(())
    }

    /// Puts every output in its place and closes the summary.
    pub fn commit(mut self) -> Result<Summary> {
        self.progress.end();
        let manifest = self.manifest()?;
        self.stage_text("manifest.json", &manifest)?;
        let whole = *self.stage == Stage::Report;
        let stale = if whole { self.plan.earlier_outputs() } else { Vec::new() };
        let placed = self.outputs.commit(&stale)?;
        self.summary.outputs = placed.iter().map(|path| path.display().to_string()).collect();
        self.summary.seconds = self.progress.seconds;
        Ok(self.summary)
    }

    fn manifest(&mut self) -> Result<String> {
        let method = &self.plan.method;
        let earlier = self.plan.earlier_outputs();
        let outputs: Vec<Hashed> = self.outputs.hashed()?;
        let is_new = |name: &String| outputs.iter().any(|output| output.file == *name);
        let left = |name: &String| self.plan.root.join(name).is_file();
        let whole = *self.stage == Stage::Report;
        let manifest = Manifest {
            stage: self.stage.name().to_owned(),
            edition: self.summary.edition.clone(),
            framework: method.framework.code.clone(),
            cut_off: self.summary.cut_off,
            simulated: self.simulated,
            tool: format!("ssj {}", env!("CARGO_PKG_VERSION")),
            typst: self.typst.clone(),
            inputs: [&method.inputs[..], &self.data, self.plan.inputs()].concat(),
            earlier: earlier.into_iter().filter(|n| !whole && !is_new(n) && left(n)).collect(),
            outputs,
        };
        if !manifest.earlier.is_empty() && !manifest.has_inputs_of(&self.plan.earlier_manifest()) {
            let left = manifest.earlier.join(", ");
            let note = format!(
                "left from an earlier run with other inputs, so not of these results: {left}"
            );
            self.summary.notes.push(note);
        }
        manifest.to_json()
    }

    pub(super) fn stage_text(&mut self, file: &str, text: &str) -> Result<()> {
        let name = self.plan.report_name(file);
        self.outputs.stage(&name, text.as_bytes())
    }

    /// Under `strict`: the problems are written and nothing else.
    pub fn refuse(mut self, problems: &[Problem]) -> Result<Summary> {
        let listed = problems.iter().take(LISTED).map(|p| {
            let place = Place::line(Path::new(&p.file), p.row).column(&p.column);
            Fault::new(format!("found `{}`, expected {}", p.found, p.expected)).at(place)
        });
        let mut faults: Vec<Fault> = listed.collect();
        let text = tables::problems(problems);
        self.outputs.clear();
        self.stage_text("problems.csv", &text)?;
        let placed = self.outputs.commit(&[])?;
        let table = placed.first().map_or(String::new(), |path| path.display().to_string());
        let n = problems.len();
        let hint = format!("all {n} stand in {table}; without --strict these rows are left out");
        faults.push(
            Fault::new(format!("{n} rows can't be used, and --strict was asked for")).hint(hint),
        );
        Err(Faults(faults))
    }
}
