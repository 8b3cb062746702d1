//! Exhibits to test figures with: the project's own data, and small made-up worlds.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use super::Exhibits;
use crate::analyse::{Findings, analyse, measured};
use crate::edition::Edition;
use crate::framework::{self, Framework, Uncertainty};
use crate::harmonise::{Panel, build_panel};
use crate::ingest::{AreaCodes, Expected, Source, ingest, read_areas, read_catalogue};
use crate::look::{self, Look};
use crate::model::{Areas, Catalogue, Language, Names, Observation, RefArea};
use crate::project::Project;
use crate::score::{Input, Scores, score};
use crate::uncertainty::attainable::{Attainable, Obstacle, attainable};
use crate::uncertainty::sensitivity::SCRAMBLES;
use crate::uncertainty::{
    Kernel, Measured, Replications, Sensitivities, Simulation, Watch, run, sensitivities,
};
use crate::words::Words;

/// Everything exhibits borrow from.
pub struct Sample {
    pub project: Project,
    pub edition: Edition,
    pub framework: Framework,
    pub areas: Areas,
    pub catalogue: Catalogue,
    pub panel: Panel,
    pub scores: Scores,
    pub printed: Scores,
    pub findings: Findings,
    pub simulation: Simulation,
    pub sensitivities: Sensitivities,
    pub attainable: std::result::Result<Vec<Attainable>, Obstacle>,
    pub words: Words,
    pub look: Look,
}

impl Sample {
    pub fn exhibits(&self) -> Exhibits<'_> {
        Exhibits {
            project: &self.project,
            edition: &self.edition,
            framework: &self.framework,
            areas: &self.areas,
            catalogue: &self.catalogue,
            panel: &self.panel,
            scores: &self.printed,
            findings: &self.findings,
            simulation: &self.simulation,
            sensitivities: Some(&self.sensitivities),
            attainable: self.attainable.as_deref().map_err(|obstacle| *obstacle),
            reconstruction: None,
            since: None,
            words: &self.words,
            look: &self.look,
        }
    }

    /// Scores and findings of these members of `areas`, from the project's framework and figures,
    /// with `change` applied to the framework first.
    pub fn new(
        areas: Areas,
        members: Vec<String>,
        observations: &[Observation],
        change: impl FnOnce(&mut Framework),
    ) -> Self {
        let (mut framework, catalogue) = method();
        let shape = |f: &Framework| (f.levels.len(), f.indicators.len());
        let before = shape(&framework);
        change(&mut framework);
        const TOO_FEW: usize = 50;
        if shape(&framework) != before || members.len() < TOO_FEW {
            // What was declared uncertain speaks of levels and indicators by position, and other
            // normalisations of values that vary.
            framework.uncertainty = Uncertainty::unsaid((0..framework.levels.len()).collect());
        }
        let panel = build_panel(&framework, observations, members, 2025);
        for (i, indicator) in framework.indicators.iter_mut().enumerate() {
            if (0..panel.areas.len()).all(|area| panel.used(area, i).is_none()) {
                // Nothing to make missing values from.
                indicator.imputation.clear();
            }
        }
        let input = Input::of_panel(&framework, &panel, &areas);
        let scores = score(&framework, &input).unwrap();
        let noise = Measured::of_panel(&framework, &panel);
        if Kernel::new(&framework, &input, &scores, &noise, 1).is_err() {
            // Too few areas for an alternative that goes by the lowest and the highest value.
            framework.uncertainty = Uncertainty::unsaid((0..framework.levels.len()).collect());
        }
        let watch = Watch { progress: &|_| {}, stop: &AtomicBool::new(false) };
        let plan = Replications { runs: 200, seed: 1 };
        let kernel = Kernel::new(&framework, &input, &scores, &noise, plan.seed).unwrap();
        let simulation = run(&kernel, plan, &watch).unwrap().printed(&scores);
        // The smallest design there is: two points in each scramble.
        let least = 2 * SCRAMBLES as u64 * (kernel.choices().len() as u64 + 2);
        let plan = Replications { runs: least, ..plan };
        let sensitivities = sensitivities(&kernel, plan, &watch).unwrap().unwrap();
        let attainable = attainable(&framework, &scores);
        let measures = measured(&framework, &areas, &panel, observations).unwrap();
        let findings = analyse(&framework, &areas, &panel, &scores, &measures);
        let look = look::of_the_project();
        let edition = edition();
        let project = Project { root: PathBuf::from(env!("CARGO_MANIFEST_DIR")) };
        let words = project.words(Language::En).unwrap();
        Sample {
            project,
            edition,
            framework,
            areas,
            catalogue,
            panel,
            printed: scores.printed(),
            scores,
            findings,
            simulation,
            sensitivities,
            attainable,
            words,
            look,
        }
    }
}

/// The edition that the project's own data make.
pub static WORLD: LazyLock<Sample> = LazyLock::new(|| {
    let areas = areas();
    let members = areas
        .iter()
        .filter(|a| a.attribute("ILO_MEMBER") == Some("yes"))
        .map(|a| a.code.clone())
        .collect();
    Sample::new(areas, members, &OBSERVATIONS, |_| {})
});

/// A world of the first `n` members, of whom nothing but a name is known: `name` makes it from the
/// position.
pub fn bare_world(
    n: usize,
    name: impl Fn(usize) -> String,
    change: impl FnOnce(&mut Framework),
) -> Sample {
    let codes: Vec<String> = WORLD.panel.areas.iter().take(n).cloned().collect();
    let known = codes.iter().enumerate().map(|(i, code)| {
        let name = Names::english(&name(i));
        RefArea { short_name: name.clone(), name, ..RefArea::bare(code) }
    });
    let areas = Areas::new(known);
    let of_them = |o: &&Observation| codes.iter().any(|code| **code == *o.ref_area);
    let observations: Vec<Observation> = OBSERVATIONS.iter().filter(of_them).cloned().collect();
    Sample::new(areas, codes.clone(), &observations, change)
}

/// Every observation of the project's snapshot.
pub static OBSERVATIONS: LazyLock<Vec<Observation>> = LazyLock::new(|| {
    let (_, catalogue) = method();
    let sources: Vec<Source> = catalogue
        .providers
        .iter()
        .flat_map(|p| p.files.iter().map(|file| (p.code.clone(), file.clone())))
        .map(|(provider, name)| Source::own(file(&format!("datasets/{name}")), name, provider))
        .collect();
    let areas = AreaCodes::of(&areas());
    let expected =
        Expected { areas: Some(&areas), catalogue: Some(&catalogue), ..Expected::default() };
    ingest(&sources, &expected).unwrap().observations
});

/// The project's reference table.
pub fn areas() -> Areas {
    let path = file("datasets/reference/areas.csv");
    read_areas(&path, &read(&path)).unwrap()
}

fn method() -> (Framework, Catalogue) {
    let (framework, sources) = (file("datasets/framework.toml"), file("datasets/sources.toml"));
    (
        framework::read(&framework, &read(&framework)).unwrap(),
        read_catalogue(&sources, &read(&sources)).unwrap(),
    )
}

fn edition() -> Edition {
    let text = "title.en = \"Title\"\nsubtitle.en = \"Subtitle\"\ndate = \"2026-12-01\"\n\
                cut_off = 2025\nlanguages = [\"en\"]";
    Edition::read("2026-H2", Path::new("2026-H2.toml"), text).unwrap()
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}
