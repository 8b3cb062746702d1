//! Findings in, the strongest of them out: what a report says first, chosen by rules from everything that
//! is known, and weighed by how many people it is about, how far apart it finds them and how sure it is.

mod relations;
mod states;
mod world;

use std::collections::BTreeSet;

use super::Findings;
use super::aggregates::Total;
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::score::Scores;
use crate::uncertainty::Simulation;

/// What a message may say, with the numbers it says it by.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// A number of the world that is far apart between groups of peers: the lowest and the highest.
    Gap { world: Total, low: Total, high: Total },
    /// What many people lack, as a share of them, 0–1.
    Lack { world: Total, lacking: f64 },
    /// A number of the world over the years of its line.
    Trend { first: Total, last: Total },
    /// One that rose and then fell, or fell and then rose.
    Turn { first: Total, turn: Total, last: Total },
    /// An indicator on which far more States moved one way than the other: towards more of its score, or
    /// less.
    Moved { indicator: usize, up: usize, down: usize, n: usize, from: f64, to: f64 },
    /// What few States have reached, by name: the best that the scale knows; and how many are in its lowest
    /// quarter.
    Reached { indicator: usize, areas: Vec<usize>, low: usize, n: usize },
    /// Who stands surely above or below what income predicts, furthest first.
    Income { above: Vec<usize>, below: Vec<usize>, n: usize },
    /// Two indicators that run against each other, among the ranked and at equal income too.
    Against { first: usize, second: usize, n: usize, correlation: f64, partial: f64 },
    /// Women score lower than men in most States, or higher.
    Sexes { indicator: usize, lower: usize, higher: usize, n: usize },
    /// Gains against losses of focus areas.
    Progress { up: usize, down: usize, n: usize },
    /// Ranked States in the highest quarter everywhere, in the lowest everywhere, and in both ends at
    /// once; and how many would be in both if areas had nothing to do with each other.
    Uneven { high: Vec<usize>, low: usize, mixed: usize, expected: usize, n: usize },
    /// Income inequality against the rest of the index, where it holds at equal income.
    Inequality { correlation: f64, partial: Option<f64>, n: usize },
}

impl Finding {
    /// The indicator that it is about, where it is about one: of two the first.
    pub fn indicator(&self) -> Option<usize> {
        self.subjects().iter().find(|(kind, _)| *kind == 'i').map(|(_, indicator)| *indicator)
    }

    /// Of one kind no more than a few are told; what rose and what fell are two.
    fn kind(&self) -> (std::mem::Discriminant<Finding>, bool) {
        let falls = matches!(self, Finding::Moved { up, down, .. } if down > up);
        (std::mem::discriminant(self), falls)
    }

    /// What it is about: of one aggregate, or one indicator, one thing is told.
    fn subjects(&self) -> Vec<(char, usize)> {
        match self {
            Finding::Gap { world, .. } | Finding::Lack { world, .. } => {
                vec![('a', world.aggregate)]
            }
            Finding::Trend { first, .. } | Finding::Turn { first, .. } => {
                vec![('a', first.aggregate)]
            }
            Finding::Moved { indicator, .. }
            | Finding::Reached { indicator, .. }
            | Finding::Sexes { indicator, .. } => vec![('i', *indicator)],
            Finding::Against { first, second, .. } => vec![('i', *first), ('i', *second)],
            _ => Vec::new(),
        }
    }
}

/// A finding, and how much it matters.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    pub finding: Finding,
    /// Share of the world's people it is about, 0–1; of its areas, where people are not counted.
    pub people: f64,
    /// How far apart it finds things, as a share of how far they could be, 0–1.
    pub distance: f64,
    /// How much of the evidence is there and observed, 0–1.
    pub certainty: f64,
}

impl Weighed {
    pub fn weight(&self) -> f64 {
        self.people * self.distance * self.certainty
    }
}

/// How many messages lead a report, and how many of one kind.
pub const MESSAGES: usize = 10;
const OF_A_KIND: usize = 2;

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
    fn population(&self) -> f64 {
        (0..self.panel.areas.len()).map(|a| self.people_of(a)).sum()
    }

    fn people_of(&self, area: usize) -> f64 {
        self.panel.population(area).map_or(0.0, |point| point.value)
    }

    /// Share of the world's people who live in these areas; of its areas, where none are counted.
    fn people_in(&self, areas: impl IntoIterator<Item = usize>) -> f64 {
        let areas: BTreeSet<usize> = areas.into_iter().collect();
        let all = self.population();
        match all > 0.0 {
            true => areas.iter().map(|&area| self.people_of(area)).sum::<f64>() / all,
            false => areas.len() as f64 / self.panel.areas.len().max(1) as f64,
        }
    }

    fn is_ranked(&self, area: usize) -> bool {
        self.scores.standings[area].is_ranked()
    }

    fn ranked(&self) -> Vec<usize> {
        (0..self.panel.areas.len()).filter(|&area| self.is_ranked(area)).collect()
    }
}

/// Everything the rules find, strongest first; nothing where nothing is found.
pub fn found(
    framework: &Framework,
    panel: &Panel,
    scores: &Scores,
    findings: &Findings,
    simulation: &Simulation,
) -> Vec<Weighed> {
    let known = Known { framework, panel, scores, findings, simulation };
    let mut found = world::gaps(known);
    found.extend(world::lacks(known));
    found.extend(world::trends(known));
    found.extend(states::moved(known));
    found.extend(states::reached(known));
    found.extend(states::sexes(known));
    found.extend(states::progress(known));
    found.extend(states::uneven(known));
    found.extend(relations::income(known));
    found.extend(relations::against(known));
    found.extend(relations::inequality(known));
    found.retain(|message| message.weight() > 0.0 && message.weight().is_finite());
    // Of those that weigh the same the first, in the order in which they are looked for.
    found.sort_by(|a, b| b.weight().total_cmp(&a.weight()));
    found
}

/// Of findings, strongest first, those that lead: the strongest of each kind, then what else is strong, each
/// subject once; in the order of weight.
pub fn leading(found: &[Weighed]) -> Vec<Weighed> {
    let mut chosen: Vec<Weighed> = Vec::new();
    for of_a_kind in 0..OF_A_KIND {
        for message in found {
            let same = chosen.iter().filter(|c| c.finding.kind() == message.finding.kind()).count();
            let subjects = message.finding.subjects();
            let is_told = chosen
                .iter()
                .any(|c| c.finding.subjects().iter().any(|told| subjects.contains(told)));
            if chosen.len() < MESSAGES && same <= of_a_kind && !is_told && !chosen.contains(message)
            {
                chosen.push(message.clone());
            }
        }
    }
    chosen.sort_by(|a, b| b.weight().total_cmp(&a.weight()));
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
