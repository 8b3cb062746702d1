//! How a run ends: its outputs put in their places with a record of what they were made from; or refused,
//! with the rows that could not be used beside the last good outputs.

use super::delivery::{PARTIAL, REFUSED};
use super::fresh::Freshness;
use super::options::unusable;
use super::run::{LISTED, Run};
use super::stage::Stage;
use crate::fault::{Fault, Faults, Result};
use crate::hashed::Hashed;
use crate::ingest::{Ingested, Problem};
use crate::provenance::Manifest;
use crate::summary::Summary;
use crate::tables::{self, Format};

impl Run<'_> {
    /// Puts every output in its place and closes the summary. Of a simulation that was cut, beside
    /// the last full result, where there is one and nothing else is asked.
    ///
    /// # Errors
    /// They can't be put there; or no language was finished, and what stopped it.
    pub fn commit(mut self) -> Result<Summary> {
        self.progress.end();
        // Without a typst there is no text, and everything else.
        let has_rest = *self.stage == Stage::Report && self.plan.typst.is_none();
        if self.spoken == 0 && !has_rest {
            Faults::check(std::mem::take(&mut self.unspoken), ())?;
        }
        if let Some(fresh) = self.fresh.as_ref().filter(|fresh| fresh.is_all_fresh()) {
            self.summary.cut_off = fresh.earlier().and_then(|earlier| earlier.cut_off);
            self.summary.notes.extend(self.plan.method.told_origins());
            let files = fresh.earlier().into_iter();
            self.delivery.retain(files.flat_map(|m| m.outputs.iter().chain(&m.kept)));
        }
        let mut whole = *self.stage == Stage::Report && self.unspoken.is_empty();
        self.summary.unfinished = std::mem::take(&mut self.unspoken);
        if self.cut && !self.stage.accepts_partial() && self.delivery.has_whole_simulation() {
            self.delivery.set_beside(PARTIAL)?;
            let note = "the last full results stay, what was finished of this run is beside them; \
                        --accept-partial puts it in their place";
            self.summary.notes.push(note.to_owned());
            whole = true;
        }
        let manifest = self.manifest();
        self.delivery.close(manifest, whole)?.tell(&mut self.summary);
        self.summary.seconds = self.progress.seconds;
        Ok(self.summary)
    }

    fn manifest(&self) -> Manifest {
        let method = &self.plan.method;
        let all_fresh = self.fresh.as_ref().filter(|fresh| fresh.is_all_fresh());
        if let Some(earlier) = all_fresh.and_then(Freshness::earlier) {
            // Spaces and comments may be other ones.
            let own = [&method.inputs[..], self.plan.inputs()].concat();
            let is_data = |hashed: &&Hashed| {
                !hashed.file.starts_with("report/") && own.iter().all(|o| o.file != hashed.file)
            };
            let data: Vec<Hashed> = earlier.inputs.iter().filter(is_data).cloned().collect();
            let inputs = [&method.inputs[..], &data, self.plan.inputs()].concat();
            // What else lies there is looked at again.
            let (left, beside) = (Vec::new(), Vec::new());
            return Manifest { inputs, earlier: left, beside, ..earlier.clone() };
        }
        Manifest {
            edition: self.summary.edition.clone(),
            framework: Some(method.framework.code.clone()),
            cut_off: self.summary.cut_off,
            simulated: self.simulated.or(self.delivery.simulated_before(self.stage.is_of_some())),
            chosen: Some(self.plan.chosen(self.options)),
            typst: self.typst.clone(),
            fonts: self.fonts.clone(),
            typeset: sorted(&self.typeset),
            meaning: self.fresh.as_ref().map(|fresh| fresh.meaning.clone()).unwrap_or_default(),
            inputs: [&method.inputs[..], &self.data, self.plan.inputs()].concat(),
            ..Manifest::of(self.stage.name())
        }
    }

    /// Under `strict`: the problems are written and nothing else.
    pub fn refuse(self, problems: &[Problem]) -> Result<Summary> {
        let listed = problems.iter().take(LISTED).map(|p| {
            let (place, what) = p.told();
            Fault::new(what).at(place)
        });
        let mut faults: Vec<Fault> = listed.collect();
        let table = self.write_refused(problems)?;
        let n = problems.len();
        let hint = format!("all {n} stand in {table}; without --strict these rows are left out");
        faults.push(unusable(n).hint(hint));
        let faults = faults.into_iter().map(Fault::found).collect();
        Err(Faults(faults))
    }

    /// What stopped a stage after reading, behind its cause; the rows that could not be used are written.
    pub fn fail(self, ingested: &Ingested, faults: Faults) -> Result<Summary> {
        let mut faults = self.plan.method.explained(ingested, faults);
        if !ingested.problems.is_empty() {
            let table = self.write_refused(&ingested.problems)?;
            let all = format!("all {} stand in {table}", ingested.problems.len());
            faults.0[0].hints.push(all);
        }
        Err(faults)
    }

    /// Writes the rows that could not be used beside the last good outputs, never among them; where.
    fn write_refused(mut self, problems: &[Problem]) -> Result<String> {
        self.delivery.outputs.clear();
        self.delivery.formats = vec![Format::Csv];
        self.delivery.stage_table(&tables::problems(problems))?;
        self.delivery.set_beside(REFUSED)?;
        let manifest = self.manifest();
        let files = self.delivery.close(manifest, true)?.files;
        Ok(files.first().cloned().unwrap_or_default())
    }
}

/// In the order of names, whichever were set and whichever stayed as they lay there.
fn sorted(files: &[Hashed]) -> Vec<Hashed> {
    let mut files = files.to_vec();
    files.sort();
    files
}
