//! Every rule of the messages on findings made for it: it speaks, stays silent, and turns round.

mod relations;
mod states;
mod world;

use super::*;
use crate::analyse::aggregates::{Total, Whole};
use crate::analyse::audit::Pair;
use crate::analyse::inequality::Inequality;
use crate::analyse::progress::{IndicatorChange, LevelChange, Progress};
use crate::analyse::sexes::SexPair;
use crate::exhibits::sample::WORLD;
use crate::framework::Direction;
use crate::model::Grid;
use crate::uncertainty::Interval;

struct World {
    findings: Findings,
    scores: Scores,
    simulation: Simulation,
}

impl World {
    /// One in which there is nothing to say.
    fn silent() -> Self {
        let mut findings = WORLD.findings.clone();
        findings.totals.clear();
        findings.sexes.clear();
        findings.audit.pairs.clear();
        (findings.progress, findings.inequality, findings.audit.ranked) = (None, None, None);
        let mut scores = WORLD.printed.clone();
        let (areas, levels) = (scores.levels.rows(), scores.levels.columns());
        scores.observed = Grid::filled(areas, scores.observed.columns(), false);
        scores.quartiles = Grid::filled(areas, levels, None);
        let mut simulation = WORLD.simulation.clone();
        simulation.scores = Grid::filled(areas, levels, None);
        World { findings, scores, simulation }
    }

    fn weighed(&self) -> Vec<Weighed> {
        let World { findings, scores, simulation } = self;
        found(&WORLD.framework, &WORLD.panel, scores, findings, simulation)
    }

    /// What is said of the kind that `fits`, which is said once.
    fn said(&self, fits: fn(&Finding) -> bool) -> Option<Finding> {
        let mut said: Vec<Finding> = self.weighed().into_iter().map(|of| of.finding).collect();
        said.retain(fits);
        assert!(said.len() <= 1, "{said:?}");
        said.pop()
    }
}

#[test]
fn nothing_is_said_of_nothing() {
    assert_eq!(World::silent().weighed(), []);
}

/// An indicator that has a scale from 0 to 100 and counts in changes.
fn indicator() -> usize {
    let progress = WORLD.findings.progress.as_ref().unwrap();
    let counts = |i: &usize| progress.is_counted(&WORLD.framework, *i);
    let has_ends = |i: &usize| WORLD.framework.indicators[*i].goalposts().is_some();
    (0..).find(|i| counts(i) && has_ends(i)).unwrap()
}

/// Points of score each of several areas moves by.
fn points(up: usize, none: usize, down: usize) -> Vec<f64> {
    [vec![10.0; up], vec![0.0; none], vec![-10.0; down]].concat()
}

fn ranked() -> Vec<usize> {
    let standings = WORLD.printed.standings.iter().enumerate();
    standings.filter(|(_, standing)| standing.is_ranked()).map(|(area, _)| area).collect()
}

fn moved(indicator: usize, people: f64) -> Weighed {
    let finding = Finding::Moved { indicator, up: 1, down: 9, n: 10, from: 1.0, to: 2.0 };
    Weighed { finding, people, distance: 1.0, certainty: 1.0 }
}

#[test]
fn the_strongest_lead_each_subject_once_and_no_kind_fills_the_page() {
    let sexes = Finding::Sexes { indicator: 7, lower: 3, higher: 0, n: 3 };
    let weak = Weighed { finding: sexes, people: 0.1, distance: 1.0, certainty: 1.0 };
    let all = [moved(2, 0.9), moved(3, 0.5), moved(1, 0.2), weak.clone()];
    assert_eq!(leading(&all), [all[0].clone(), all[1].clone(), weak]);
    // The same subject is told once, by what weighs most.
    let twice = leading(&[moved(1, 0.3), moved(1, 0.2)]);
    assert_eq!(twice, [moved(1, 0.3)]);
    assert_eq!(leading(&[]), []);
}
