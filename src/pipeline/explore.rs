//! The stage that makes the explorer: a page for each language.

use super::meaning::Part;
use super::results::{Certainty, Results};
use super::run::Run;
use crate::explain::{Case, Tongue};
use crate::explorer::{self, Subject};
use crate::fault::Result;
use crate::ingest::Ingested;
use crate::model::{Label, Language};
use crate::report::Texts;
use crate::uncertainty::{Kernel, Measured};
use crate::words::Words;

impl Run<'_> {
    pub fn explore(
        &mut self,
        ingested: &Ingested,
        results: &Results,
        certainty: &Certainty,
    ) -> Result<()> {
        let stale: Vec<&(Words, Texts)> = self
            .plan
            .explored
            .iter()
            .filter(|(words, _)| !self.retains(&[Part::Explorer(words.language())]))
            .collect();
        if stale.is_empty() {
            return Ok(());
        }
        self.progress.stage("explore", "a page that can be questioned");
        let method = &self.plan.method;
        let observed = Label::distinct(ingested.observations.iter().map(|o| o.series));
        let framework = method.framework.settled(&observed);
        let Results { areas, panel, input, scores, .. } = results;
        let about = (areas, method.catalogue.as_ref());
        let scored = (panel, input, scores);
        let mut case = Case::new(&framework, about, &ingested.observations, scored)?;
        let measured = Measured::of_panel(&method.framework, panel);
        let seed = certainty.simulation.plan.seed;
        let kernel = Kernel::new(&method.framework, input, scores, &measured, seed)?;
        let languages: Vec<Language> =
            self.plan.explored.iter().map(|(words, _)| words.language()).collect();
        for (words, texts) in stale {
            let subject = Subject {
                exhibits: &self.plan.exhibits(results, certainty, words)?,
                input,
                kernel: &kernel,
                texts,
                framework: (&method.file, &method.text),
                languages: &languages,
            };
            case = case.told_in(Tongue::of(words)?);
            let chains = explorer::chains(&case, &certainty.simulation, &method.sources)?;
            let page = explorer::page(&subject, &chains)?;
            self.delivery.stage(&explorer::file(words.language()), &page)?;
        }
        Ok(())
    }
}
