//! One run: each stage tells what it does, stages its outputs and leaves its mark in the summary.

use rayon::prelude::*;

use super::beforehand::too_early;
use super::delivery::Delivery;
use super::fresh::Freshness;
use super::meaning::Part;
use super::options::Options;
use super::plan::Plan;
use super::results::Results;
use super::stage::{Pictures, Stage};
use crate::exhibits::Exhibits;
use crate::fault::{Fault, Faults, Place, Result};
use crate::figures::{self, Figure};
use crate::hashed::Hashed;
use crate::ingest::{FileCount, Ingested};
use crate::model::Language;
use crate::progress::Progress;
use crate::provenance::Simulated;
use crate::report::{self, Typeset, Typst};
use crate::score::{Raised, often_raised};
use crate::summary::Summary;
use crate::tables::{self, Table};

/// How many problems or notes are listed before the rest is counted.
pub(super) const LISTED: usize = 10;

pub(super) struct Run<'a> {
    pub(super) stage: &'a Stage,
    pub(super) options: &'a Options,
    pub(super) plan: &'a Plan,
    pub(super) delivery: Delivery,
    pub(super) progress: Progress,
    pub(super) summary: Summary,
    pub(super) typst: Option<String>,
    pub(super) fonts: Vec<Hashed>,
    /// What each PDF was set from.
    pub(super) typeset: Vec<Hashed>,
    /// The files of the data, by hash.
    pub(super) data: Vec<Hashed>,
    pub(super) simulated: Option<Simulated>,
    /// What of the edition lies there as it would come out.
    pub(super) fresh: Option<Freshness>,
    /// Whether the simulation was told to end before its end.
    pub(super) cut: bool,
    /// How many languages are finished.
    pub(super) spoken: usize,
    /// What stopped the others.
    pub(super) unspoken: Vec<Fault>,
}

impl<'a> Run<'a> {
    /// Opens the outputs, before anything slow.
    pub fn open(stage: &'a Stage, options: &'a Options, plan: &'a Plan) -> Result<Self> {
        let edition = plan.edition_id();
        let mut delivery = Delivery::open(&plan.root, &plan.layout, options)?;
        delivery.expect(&plan.reads(), &stage.tables())?;
        if !stage.needs_no_edition() {
            delivery.expect_figures()?;
        }
        let notes = plan.told_beforehand(stage);
        let stage_name = stage.name().to_owned();
        let summary = Summary { stage: stage_name, edition, notes, ..Summary::default() };
        let progress = Progress::new(options.quiet, stage.steps(plan.words().len()));
        Ok(Run {
            stage,
            options,
            plan,
            delivery,
            progress,
            summary,
            typst: None,
            fonts: Vec::new(),
            typeset: Vec::new(),
            data: Vec::new(),
            simulated: None,
            fresh: None,
            cut: false,
            spoken: 0,
            unspoken: Vec::new(),
        })
    }

    /// Finds out what of an edition has to be made, and whether that is nothing.
    pub fn is_done(&mut self) -> Result<bool> {
        if *self.stage != Stage::Report || self.plan.is_of_another() {
            return Ok(false);
        }
        let fresh = Freshness::of(self.plan, self.options, self.delivery.before())?;
        self.summary.stages = fresh.told();
        let done = fresh.is_all_fresh();
        self.fresh = Some(fresh);
        Ok(done)
    }

    /// Whether what these stages make lies there as it would come out: it stays.
    pub fn retains(&mut self, parts: &[Part]) -> bool {
        let Some(fresh) = &self.fresh else { return false };
        if !parts.iter().all(|part| fresh.is_fresh(*part)) {
            return false;
        }
        self.delivery.retain(parts.iter().flat_map(|part| fresh.files_of(*part)));
        true
    }

    /// Whether figures and text in a language stay as they lie there.
    pub fn retains_text(&mut self, language: Language) -> bool {
        if !self.retains(&[Part::Figures(language), Part::Report(language)]) {
            return false;
        }
        self.progress.stage("figures", &format!("as they lie there ({})", language.code()));
        if let Some(earlier) = self.fresh.as_ref().and_then(Freshness::earlier) {
            let pdf = self.delivery.name(&self.plan.pdf_name(language));
            self.typeset.extend(earlier.typeset.iter().filter(|set| set.file == pdf).cloned());
            self.typst = self.typst.take().or_else(|| earlier.typst.clone());
            self.fonts = earlier.fonts.clone();
        }
        true
    }

    pub fn ingest(&mut self) -> Result<Ingested> {
        let files = self.plan.method.sources.len();
        self.progress.stage("ingest", &format!("reading {files} data files"));
        let ingested = self.plan.method.read()?;
        self.summary.count_rows(&ingested);
        let table = self.delivery.name("problems.csv");
        let place = self.delivery.outputs.root().join(table).display().to_string();
        self.summary.count_problems(&ingested, place);
        self.summary.notes.extend(self.plan.method.told_origins());
        self.data = ingested.counts.iter().map(FileCount::hashed).collect();
        self.stage(&tables::problems(&ingested.problems))?;
        self.stage(&tables::passed_over(&ingested.passed_over))?;
        Ok(ingested)
    }

    pub fn score(&mut self, ingested: &Ingested) -> Result<Results> {
        self.progress.stage("score", "harmonising, scoring, analysing");
        let cut_off = self.plan.issue.as_ref().and_then(|issue| issue.edition.last_year());
        let later = self.plan.later_edition()?;
        let framework = Place::file(&self.plan.method.file);
        let results = Results::compute(&self.plan.method, ingested, cut_off, later)
            .map_err(|faults| faults.or_at(&framework))?;
        self.summary.cut_off = Some(results.panel.cut_off);
        self.summary.count_areas(&results.scores);
        self.plan.method.check_filled(ingested, &results.panel)?;
        self.tell_ranked(ingested, &results);
        let latest = ingested.observations.iter().map(|observation| observation.year).max();
        let used = latest.map(|latest| latest.min(results.panel.cut_off));
        let issue = self.plan.issue.as_ref().filter(|_| !self.stage.needs_no_edition());
        if let Some(issue) = issue.filter(|issue| issue.edition.another.is_none()) {
            let early = too_early(&issue.edition, &self.plan.method, used);
            self.summary.notes.extend(early);
        }
        if let Some(latest) = latest.filter(|latest| *latest < results.panel.cut_off) {
            let note = format!(
                "the cut-off is {}, and no figure is later than {latest}: every value is older by as much",
                results.panel.cut_off
            );
            self.summary.notes.push(note);
        }
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
        for table in results.tables(&self.plan.method) {
            self.stage(&table)?;
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
            Stage::Brief(_) => self.plan.whom.as_ref().map(report::Whom::figures),
            Stage::Audit => {
                let drawable = report::AUDIT_FIGURES.into_iter().filter(|id| figures::has(id));
                Some(drawable.map(str::to_owned).collect())
            }
            _ => None,
        };
        let language = exhibits.language();
        self.progress.stage("figures", &format!("drawing ({})", language.code()));
        let drawn = figures::draw(exhibits, wanted.as_deref())?;
        let (figures, without_room): (Vec<Figure>, Vec<Figure>) =
            drawn.into_iter().partition(|figure| figure.no_room.is_empty());
        for figure in without_room {
            let (id, labels) = (&figure.id, figure.no_room.len());
            let note = format!(
                "the figure {id} is left out: {labels} labels have no room in it, such as `{}`",
                figure.no_room[0]
            );
            self.summary.notes.push(note);
        }
        let language = exhibits.edition.languages.iter().position(|&l| l == language);
        // A paper has its drawings in it.
        if !matches!(self.stage, Stage::Brief(_)) {
            self.stage_figures(exhibits, language.unwrap_or(0), &figures)?;
        }
        *self.summary.figures.get_or_insert(0) += figures.len();
        Ok(figures)
    }

    /// Figures in the forms that are asked for.
    pub(super) fn stage_figures(
        &mut self,
        exhibits: &Exhibits,
        language: usize,
        figures: &[Figure],
    ) -> Result<()> {
        let Pictures { svg, data, png } = self.options.pictures;
        let drawn = figures
            .iter()
            .map(|figure| Ok((figure.standalone(exhibits.look, exhibits.words)?, figure.size.0)));
        let drawn = drawn.collect::<Result<Vec<(String, f64)>>>()?;
        let mut pictures = match png {
            Some(dots) => {
                let typst = Typst::find(self.options.typst.as_deref(), self.options.quiet)?.0;
                let folder = self.delivery.outputs.scratch()?;
                let paper = exhibits.look.colours.paper.to_string();
                typst.pictures(&folder, &drawn, dots, &paper)?
            }
            None => Vec::new(),
        }
        .into_iter();
        for (figure, (drawn, _)) in figures.iter().zip(drawn) {
            let mut files = Vec::new();
            files.extend(pictures.next().map(|png| ("png", png)));
            if data {
                files.push(("csv", figure.csv().into_bytes()));
                files.push(("txt", (figure.alt.clone() + "\n").into_bytes()));
            }
            if svg {
                files.push(("svg", drawn.into_bytes()));
            }
            for (ending, bytes) in files {
                let file = format!("{}.{ending}", figure.id);
                let name = self.plan.figure_name(exhibits.edition, language, &file);
                self.delivery.outputs.stage(&name, &bytes)?;
            }
        }
        Ok(())
    }

    /// Sets the languages side by side, as many at once as there are threads; each with its figures.
    ///
    /// # Errors
    /// There is no place to work in.
    pub fn typeset(&mut self, drawn: &[(Exhibits, Vec<Figure>)]) -> Result<()> {
        if drawn.is_empty() {
            if *self.stage == Stage::Report {
                self.progress.stage("report", "as it lies there");
            }
            return Ok(());
        }
        let codes: Vec<&str> = drawn.iter().map(|(of, _)| of.language().code()).collect();
        self.progress.stage("report", &format!("typesetting ({})", codes.join(", ")));
        let scratch = self.delivery.outputs.scratch()?;
        let (mut names, mut orders) = (Vec::new(), Vec::new());
        for (exhibits, figures) in drawn {
            let name = self.delivery.name(&self.plan.pdf_name(exhibits.language()));
            orders.push(report::Job {
                exhibits,
                figures,
                // Nothing of another language lies there: the folder's hash is of this one alone.
                stage: scratch.join(exhibits.language().code()),
                pdf: self.delivery.outputs.place_for(&name)?,
                whom: self.plan.whom.as_ref(),
                only: self.plan.only.as_deref(),
                there: self.fresh.as_ref().and_then(|fresh| fresh.pdf(self.plan, &name)),
                typst: self.options.typst.as_deref(),
                quiet: self.options.quiet,
            });
            names.push(name);
        }
        let set: Vec<Result<Typeset>> = orders.par_iter().map(report::typeset).collect();
        for ((exhibits, _), (name, set)) in drawn.iter().zip(names.into_iter().zip(set)) {
            let set = set.inspect_err(|_| self.delivery.outputs.forget(&name));
            let made = set.and_then(|set| self.note_typeset(exhibits.language(), name, set));
            self.note_language(exhibits.language(), made);
        }
        Ok(())
    }

    fn note_typeset(&mut self, language: Language, name: String, set: Typeset) -> Result<()> {
        *self.summary.pages.get_or_insert(0) += set.pages;
        // What is too high in one language is so in all.
        let note = set.note.filter(|note| !self.summary.notes.contains(note));
        self.summary.notes.extend(note);
        self.summary.warnings.extend(set.warnings);
        let earlier = self.fresh.as_ref().and_then(|fresh| fresh.earlier()?.typst.clone());
        self.typst = set.typst.or(self.typst.take()).or(earlier);
        self.fonts = set.fonts;
        self.typeset.push(Hashed { file: name, ..set.content });
        self.exhibits(language, set.ledger)
    }

    /// Remembers what came of one language: what stops it doesn't stop the others.
    pub fn note_language(&mut self, language: Language, made: Result<()>) {
        match made {
            Ok(()) => self.spoken += 1,
            Err(Faults(mut faults)) => {
                faults[0].hints.push(format!("this is of the language `{}`", language.code()));
                self.unspoken.extend(faults);
            }
        }
    }

    pub(super) fn stage(&mut self, table: &Table) -> Result<()> {
        if self.stage.is_of_some() {
            return Ok(());
        }
        self.delivery.stage_table(table)
    }
}
