//! Figures of their own accord: the scores of areas over the years, and all others without what they do
//! not show.

use super::results::{Certainty, Results};
use super::run::Run;
use super::series::told_years;
use super::stage::Span;
use crate::analyse;
use crate::fault::{Fault, Faults, Result};
use crate::figures;
use crate::method::Method;
use crate::model::Language;
use crate::uncertainty::{Kernel, Measured, Replications, Watch, run};

/// The first year drawn where nothing is said.
const FIRST: i32 = 2010;

impl Span {
    /// Every area must be one that may be scored, by its code or its name.
    ///
    /// # Errors
    /// No area is named; each that is none, with the nearest.
    pub(super) fn check(&self, method: &Method) -> Result<()> {
        if self.areas.is_empty() {
            let fault = Fault::new("whose scores should be drawn?");
            return Err(fault.hint("name areas: ssj figures series URY").into());
        }
        let (Some(areas), Some(codes)) = (&method.areas, method.in_scope()) else { return Ok(()) };
        let names = || areas.iter().map(|area| area.name.en.as_str());
        let unknown = self.areas.iter().filter(|text| {
            !codes.iter().any(|code| is_called(code, areas.name(code, Language::En), text))
        });
        let fault = |text: &String| {
            let known = codes.iter().copied().chain(names());
            Fault::new(format!("there is no area `{text}` to be scored")).nearest(text, known)
        };
        Faults::check(unknown.map(fault).collect(), ())
    }
}

/// Whether an area goes by a text: its code or its name, in any capitals.
fn is_called(code: &str, name: &str, text: &str) -> bool {
    [code, name].iter().any(|known| known.to_lowercase() == text.to_lowercase())
}

impl Run<'_> {
    /// Draws the scores of areas over the years, in every language of the edition.
    pub(super) fn draw_series(&mut self, results: &Results, span: &Span) -> Result<()> {
        let framework = &self.plan.method.framework;
        let panel = &results.panel;
        let years = span.years.clone().unwrap_or(FIRST.min(panel.cut_off)..=panel.cut_off);
        self.summary.notes.extend(told_years(framework, panel, &years));
        let years = analyse::series(framework, &results.areas, panel, years);
        let certainty = self.unasked(results)?;
        let is_asked = |code: &str| {
            let name = results.areas.name(code, Language::En);
            span.areas.iter().any(|text| is_called(code, name, text))
        };
        let rows = 0..panel.areas.len();
        let asked: Vec<usize> = rows.filter(|a| is_asked(&panel.areas[*a])).collect();
        for (language, words) in self.plan.words().iter().enumerate() {
            let exhibits = self.plan.exhibits(results, &certainty, words)?;
            let code = exhibits.language().code();
            self.progress.stage("figures", &format!("drawing ({code})"));
            let drawn = asked.iter().map(|area| figures::series(&exhibits, &years, *area));
            let drawn = drawn.collect::<Result<Vec<_>>>()?;
            *self.summary.figures.get_or_insert(0) += drawn.len();
            self.stage_figures(&exhibits, language, &drawn)?;
        }
        Ok(())
    }

    /// What stands for a simulation where none is shown: the least there can be, of which no area has
    /// a place.
    pub(super) fn unasked(&self, results: &Results) -> Result<Certainty> {
        let framework = &self.plan.method.framework;
        let measured = Measured::of_panel(framework, &results.panel);
        let runs = Replications { runs: 1, seed: framework.uncertainty.seed };
        let kernel = Kernel::new(framework, &results.input, &results.scores, &measured, runs.seed)?;
        let watch = Watch { progress: &|_| (), stop: &self.options.stop };
        let mut simulation = run(&kernel, runs, &watch)?;
        simulation.order.clear();
        Ok(Certainty { simulation, sensitivities: None, attainable: Ok(Vec::new()) })
    }
}
