//! What a message may say, and how much it matters.

use crate::analyse::aggregates::Total;

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
    pub(super) fn kind(&self) -> (std::mem::Discriminant<Finding>, bool) {
        let falls = matches!(self, Finding::Moved { up, down, .. } if down > up);
        (std::mem::discriminant(self), falls)
    }

    /// What it is about: of one aggregate, or one indicator, one thing is told.
    pub(super) fn subjects(&self) -> Vec<(char, usize)> {
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
