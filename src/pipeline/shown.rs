//! The stages that readers see: figures drawn in the forms that are asked for, and texts set with them, one
//! language after the other or side by side.

use rayon::prelude::*;

use super::run::Run;
use super::stage::{Pictures, Stage};
use crate::exhibits::Exhibits;
use crate::fault::{Faults, Result};
use crate::figures::{self, Figure};
use crate::hashed::Hashed;
use crate::model::Language;
use crate::report::{self, Typeset, Typst};

impl Run<'_> {
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
}
