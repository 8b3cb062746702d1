//! One run: each stage tells what it does, stages its outputs and leaves its mark in the summary.

use super::beforehand::too_early;
use super::delivery::Delivery;
use super::fresh::Freshness;
use super::meaning::Part;
use super::options::Options;
use super::plan::Plan;
use super::results::Results;
use super::stage::Stage;
use crate::fault::{Fault, Place, Result};
use crate::hashed::Hashed;
use crate::ingest::{FileCount, Ingested};
use crate::model::Language;
use crate::progress::Progress;
use crate::provenance::Simulated;
use crate::report;
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

    pub(super) fn stage(&mut self, table: &Table) -> Result<()> {
        if self.stage.is_of_some() {
            return Ok(());
        }
        self.delivery.stage_table(table)
    }
}
