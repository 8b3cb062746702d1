//! Everything messages are chosen from, and the people it is about.

use std::collections::BTreeSet;

use crate::analyse::findings::Findings;
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::score::Scores;
use crate::uncertainty::Simulation;

/// Everything messages are chosen from.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub framework: &'a Framework,
    pub panel: &'a Panel,
    pub scores: &'a Scores,
    pub findings: &'a Findings,
    pub simulation: &'a Simulation,
}

impl Known<'_> {
    pub fn population(&self) -> f64 {
        (0..self.panel.areas.len()).map(|a| self.people_of(a)).sum()
    }

    pub fn people_of(&self, area: usize) -> f64 {
        self.panel.population(area).map_or(0.0, |point| point.value)
    }

    /// Share of the world's people who live in these areas; of its areas, where none are counted.
    pub fn people_in(&self, areas: impl IntoIterator<Item = usize>) -> f64 {
        let areas: BTreeSet<usize> = areas.into_iter().collect();
        let all = self.population();
        match all > 0.0 {
            true => areas.iter().map(|&area| self.people_of(area)).sum::<f64>() / all,
            false => areas.len() as f64 / self.panel.areas.len().max(1) as f64,
        }
    }

    pub fn is_ranked(&self, area: usize) -> bool {
        self.scores.standings[area].is_ranked()
    }

    pub fn ranked(&self) -> Vec<usize> {
        (0..self.panel.areas.len()).filter(|&area| self.is_ranked(area)).collect()
    }
}
