//! The stage after the scores: ranks and scores again, under all that is uncertain, what moves them,
//! and how far other weights could.

use rayon::prelude::*;

use super::issue::Issue;
use super::kept::Kept;
use super::layout::Layout;
use super::meaning::{FORMAT, Meaning, Part, meaning};
use super::results::{Certainty, Results};
use super::run::Run;
use super::stage::Simulating;
use super::stage::Stage;
use crate::fault::{Place, Result};
use crate::outputs::ending::Gently;
use crate::progress::Counter;
use crate::provenance::{Manifest, Simulated};
use crate::tables;
use crate::uncertainty::attainable::{Attainable, Obstacle, attainable};
use crate::uncertainty::{
    Kernel, Measured, Replications, Sensitivities, Simulation, Watch, run, runs_of, sensitivities,
    tiers, usual_runs,
};

impl Run<'_> {
    /// Simulates, and stages its draws where they are asked for.
    fn simulate(&mut self, results: &Results) -> Result<Certainty> {
        let framework = &self.plan.method.framework;
        let order = match self.stage {
            Stage::Simulate(order) => order.clone(),
            _ => Simulating::default(),
        };
        let plan = Replications {
            runs: order.runs.unwrap_or(framework.uncertainty.runs),
            seed: order.seed.unwrap_or(framework.uncertainty.seed),
        };
        self.progress.stage("simulate", &format!("{} replications", plan.runs));
        let measured = Measured::of_panel(framework, &results.panel);
        let at = Place::file(&self.plan.method.file);
        let kernel = Kernel::new(framework, &results.input, &results.scores, &measured, plan.seed)
            .map_err(|faults| faults.or_at(&at))?;
        if let Some(why) = kernel.slow() {
            self.progress.note(&format!("{why}: this takes a while"));
        }
        // What can't be done is told before what takes long.
        let wanted = Replications {
            runs: order.sensitivity_runs.unwrap_or_else(|| usual_runs(&kernel)),
            ..plan
        };
        if wanted.runs > 0 {
            runs_of(&kernel, wanted).map_err(|faults| faults.or_at(&at))?;
        }
        let counter = Counter::new(self.options.quiet, plan.runs);
        let progress = |done| counter.tell(done);
        let watch = Watch { progress: &progress, stop: &self.options.stop };
        let gently =
            matches!(self.stage, Stage::Simulate(_)).then(|| Gently::by(&self.options.stop));
        let found = run(&kernel, plan, &watch).map_err(|faults| faults.or_at(&at))?;
        self.note_found(&found, results.panel.areas.len());
        let kept = kernel.kept().iter().map(|kept| kept.sentence(framework));
        self.summary.notes.extend(kept);
        self.simulated = Some(Simulated {
            seed: plan.seed,
            runs: found.runs,
            asked: plan.runs,
            partial: found.is_partial(),
        });
        if order.draws {
            self.draws(&kernel, &results.panel.areas, found.runs)?;
        }
        let sensitivities = self.sensitivities(&kernel, wanted)?;
        drop(gently);
        let attainable = self.attainable(results);
        Ok(Certainty { simulation: found, sensitivities, attainable })
    }

    /// What a reader must know of the replications.
    fn note_found(&mut self, found: &Simulation, areas: usize) {
        self.summary.runs = Some(found.runs);
        if found.is_partial() {
            self.cut = true;
            let note = format!("stopped after {} of {} replications", found.runs, found.plan.runs);
            self.summary.notes.push(note);
        }
        if !found.compares() {
            let most = tiers::MOST_COMPARED;
            let note = format!(
                "pairs and tiers are left out above {most} areas (there are {areas}): pairwise.csv and tiers.csv have no rows"
            );
            self.summary.notes.push(note);
        }
        if found.score_runs < found.runs {
            let note = format!(
                "score intervals are of the {} replications that normalise as declared, rank intervals of all {}",
                found.score_runs, found.runs
            );
            self.summary.notes.push(note);
        }
    }

    /// How sure the results are, with the tables that tell of it: from a simulation, or of an edition
    /// from what was kept of one before, where that was of the same.
    pub fn certainty(&mut self, results: &Results) -> Result<Certainty> {
        let found = match self.plan.issue {
            None => self.simulate(results)?,
            Some(_) => self.kept_or_simulated(results)?,
        };
        self.certain_tables(results, &found)?;
        let simulation = found.simulation.printed(&results.scores);
        Ok(Certainty { simulation, ..found })
    }

    fn kept_or_simulated(&mut self, results: &Results) -> Result<Certainty> {
        let from = self.simulated_from()?;
        let is_asked = matches!(self.stage, Stage::Simulate(_));
        let there = if is_asked || self.options.again { None } else { self.known(&from) };
        let name = self.delivery.name(Kept::FILE);
        if let Some((kept, bytes)) = there {
            let runs = kept.simulated.runs;
            self.progress.stage("simulate", &format!("{runs} replications, kept from before"));
            self.summary.runs = Some(runs);
            self.summary.notes.extend(kept.notes);
            self.simulated = Some(kept.simulated);
            self.delivery.outputs.stage(&name, &bytes)?;
            return Ok(kept.certainty);
        }
        let told = self.summary.notes.len();
        let certainty = self.simulate(results)?;
        // Only what every command would find is kept for others.
        let is_declared = !self.cut && self.stage.changes_results().is_empty();
        let Some(simulated) = self.simulated.filter(|_| is_declared) else { return Ok(certainty) };
        let notes = self.summary.notes[told..].to_vec();
        let kept = Kept::new(&from, simulated, notes, certainty);
        if let Some(bytes) = kept.file() {
            self.delivery.outputs.stage(&name, &bytes)?;
        }
        Ok(kept.certainty)
    }

    /// All that a simulation depends on; not the form of its tables.
    fn simulated_from(&self) -> Result<Meaning> {
        let mut from = match &self.fresh {
            Some(fresh) => fresh.meaning.clone(),
            None => meaning(self.plan, self.options)?,
        };
        from.retain(|name, _| name != FORMAT && Part::Simulation.is_made_from(name));
        Ok(from)
    }

    /// What was kept of a simulation of the same: in the folder of this run, else among what was built of
    /// the edition in the project.
    fn known(&self, from: &Meaning) -> Option<(Kept, Vec<u8>)> {
        let read = |bytes: Vec<u8>| Some((Kept::read(&bytes, from)?, bytes));
        let built = || {
            let Issue { project, edition, .. } = self.plan.issue.as_ref()?;
            let home = Layout::Edition(edition.id.clone()).home();
            let manifest = Manifest::read(&project.root, &(home.clone() + Manifest::FILE));
            manifest.ok()??.content(&project.root, &(home + Kept::FILE))
        };
        self.delivery.content(Kept::FILE).and_then(read).or_else(|| built().and_then(read))
    }

    /// The scores with the intervals that lie there, where they are of the same.
    pub fn known_intervals(&mut self, results: &Results) -> Result<()> {
        let there = self.delivery.content(Kept::FILE).filter(|_| self.plan.issue.is_some());
        let Some(bytes) = there else { return Ok(()) };
        let Some(kept) = Kept::read(&bytes, &self.simulated_from()?) else { return Ok(()) };
        let Results { areas, panel, scores, .. } = results;
        let found = Some(&kept.certainty.simulation);
        self.stage(&tables::scores(&self.plan.method.framework, areas, panel, scores, found))
    }

    /// The tables of ranks and scores with their intervals (`scores.csv` again, now with them), of what
    /// moves them, and, where the index is such that it can be told, of what other weights could do.
    fn certain_tables(&mut self, results: &Results, certainty: &Certainty) -> Result<()> {
        let (framework, areas) = (&self.plan.method.framework, &results.panel.areas);
        let found = &certainty.simulation;
        self.stage(&tables::scores(
            framework,
            &results.areas,
            &results.panel,
            &results.scores,
            Some(found),
        ))?;
        self.stage(&tables::rank_intervals(framework, areas, &results.scores, found))?;
        self.stage(&tables::score_intervals(framework, areas, &results.scores, found))?;
        self.stage(&tables::pairwise(areas, found))?;
        self.stage(&tables::tiers(areas, found))?;
        if let Some(found) = &certainty.sensitivities {
            self.summary.moved_by = moved_by(found);
            self.stage(&tables::sensitivity(framework, areas, found))?;
        }
        if let Ok(found) = &certainty.attainable {
            self.stage(&tables::attainable(framework, areas, found))?;
        }
        Ok(())
    }

    /// What moves the results; a simulation that was stopped is not asked.
    fn sensitivities(
        &mut self,
        kernel: &Kernel,
        plan: Replications,
    ) -> Result<Option<Sensitivities>> {
        if plan.runs == 0 {
            return Ok(None);
        }
        let runs = runs_of(kernel, plan)?;
        self.progress.note(&format!("what moves the results: {runs} more replications"));
        let counter = Counter::new(self.options.quiet, runs);
        let progress = |done| counter.tell(done);
        let watch = Watch { progress: &progress, stop: &self.options.stop };
        let at = Place::file(&self.plan.method.file);
        let found = sensitivities(kernel, plan, &watch).map_err(|faults| faults.or_at(&at))?;
        match &found {
            Some(found) => {
                if let Some(why) = found.unknown(&found.ranking) {
                    let note = format!("what moves the ranking is not known: {}", why.sentence());
                    self.summary.notes.push(note);
                }
            }
            None => {
                self.cut = true;
                let note = "stopped before it was found what moves the results";
                self.summary.notes.push(note.to_owned());
            }
        }
        Ok(found)
    }

    /// What other weights could do, or why that can't be told.
    fn attainable(&mut self, results: &Results) -> std::result::Result<Vec<Attainable>, Obstacle> {
        let framework = &self.plan.method.framework;
        self.progress.note("the ranks that other weights can reach");
        let found = attainable(framework, &results.scores);
        if let Err(obstacle) = &found {
            self.summary.notes.push(obstacle.sentence(framework, &results.panel.areas));
        }
        found
    }

    /// `draws.csv`: a row per replication, what it chose (an alternative, 0 the declared one; or the
    /// number of a stream of random numbers), then the index of every area.
    fn draws(&mut self, kernel: &Kernel, areas: &[String], runs: u64) -> Result<()> {
        const ROWS: u64 = 4096;
        let path = self.delivery.outputs.place_for(&self.delivery.name("draws.csv"))?;
        let choices = kernel.choices().iter().map(|choice| choice.code.clone());
        let header = ["run".to_owned()].into_iter().chain(choices).chain(areas.iter().cloned());
        let mut writer = tables::Rows::create(&path, header)?;
        for start in (0..runs).step_by(ROWS as usize) {
            let end = (start + ROWS).min(runs);
            let rows: Result<Vec<String>> = (start..end)
                .into_par_iter()
                .map_init(
                    || kernel.scratch(),
                    |scratch, replication| {
                        kernel.replicate(replication, scratch)?;
                        let mut row = replication.to_string();
                        scratch.picks().iter().for_each(|pick| row += &format!(",{pick}"));
                        for area in 0..areas.len() {
                            row.push(',');
                            row += &tables::number(scratch.score(0, area));
                        }
                        Ok(row)
                    },
                )
                .collect();
            writer.add(&rows?)?;
        }
        writer.end()
    }
}

/// The choices that move the ranks most, each with its share of the variance with all others and by
/// itself; the largest first.
fn moved_by(of: &Sensitivities) -> Vec<(String, f64, f64)> {
    const TOLD: usize = 5;
    let inputs = of.ranking.inputs.iter().flatten();
    let mut moved: Vec<(String, f64, f64)> = of
        .choices
        .iter()
        .zip(inputs)
        .map(|(choice, of)| (choice.code.clone(), of.total.value, of.first.value))
        .collect();
    moved.sort_by(|a, b| b.1.total_cmp(&a.1));
    moved.truncate(TOLD);
    moved
}
