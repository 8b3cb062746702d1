//! Every rank with its interval, in tiers inside which nobody is surely above anybody: `ranks`.

mod drawing;
mod rows;
mod strip;
mod text;

use super::chart::alone;
use super::figure::Task;
use crate::exhibits::Exhibits;
use crate::look::Colour;
use crate::uncertainty::{RankInterval, Simulation};

/// One figure, where any State is ranked.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    alone(!exhibits.simulation.order.is_empty(), move || Ranks::new(exhibits))
}

/// What the figure shows.
struct Ranks<'a> {
    exhibits: &'a Exhibits<'a>,
    /// Ranked States by tier from the top.
    tiers: Vec<Vec<usize>>,
    /// The others that have a place among them, from the top.
    placed: Vec<usize>,
}

impl<'a> Ranks<'a> {
    fn new(exhibits: &'a Exhibits<'a>) -> Self {
        let simulation = exhibits.simulation;
        Ranks { exhibits, tiers: simulation.by_tier(), placed: simulation.placed() }
    }

    fn simulation(&self) -> &'a Simulation {
        self.exhibits.simulation
    }

    /// Ranked States from the top.
    fn ranked(&self) -> impl Iterator<Item = usize> + '_ {
        self.simulation().order.iter().copied()
    }

    /// How many are ranked.
    fn n(&self) -> usize {
        self.simulation().order.len()
    }

    fn place(&self, area: usize) -> Option<&'a RankInterval> {
        self.simulation().place(area)
    }

    fn colour(&self) -> Colour {
        self.exhibits.look.colours.emphasis
    }
}

#[cfg(test)]
mod tests;
