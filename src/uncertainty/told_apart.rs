//! A simulation in, what a reader may conclude from it out: who can be told apart, and how wide
//! intervals are.

use super::choices::What;
use super::simulation::{RankInterval, Simulation};
use crate::model::Grid;
use crate::score::{Scores, Status};

impl Simulation {
    /// What it found without the places and intervals of scores that rest on too little to be printed.
    pub fn printed(mut self, scores: &Scores) -> Simulation {
        let is_told = |area, level| scores.status(area, level) != Status::TooLittle;
        let (rows, columns) = (self.ranks.rows(), self.ranks.columns());
        self.ranks =
            Grid::from_fn(rows, columns, |a, l| self.ranks.get(a, l).filter(|_| is_told(a, l)));
        self.scores =
            Grid::from_fn(rows, columns, |a, l| self.scores.get(a, l).filter(|_| is_told(a, l)));
        self
    }

    /// Whether anything was varied that could move a rank: what is drawn to place areas without a rank
    /// moves nobody else. Without it an interval is a point, which says nothing about certainty.
    pub fn varies(&self) -> bool {
        self.choices.iter().any(|choice| choice.what != What::Placement)
    }

    /// Whether pairs of areas were counted: not above [`MOST_COMPARED`](super::tiers::MOST_COMPARED) of them.
    pub fn compares(&self) -> bool {
        self.above.rows() == self.is_ranked.len()
    }

    /// The rank of an area at the index, or the place that one without a rank would take.
    pub fn place(&self, area: usize) -> Option<&RankInterval> {
        self.ranks.get(area, 0).as_ref()
    }

    /// The tier of a ranked area and the one that it could slide to, from 1 at the top.
    pub fn tier_of(&self, area: usize) -> Option<(usize, usize)> {
        let at = self.order.iter().position(|&ranked| ranked == area)?;
        Some((self.tiers.first.get(at)? + 1, self.tiers.last.get(at)? + 1))
    }

    /// The ranked areas of each tier from the top, each in the order of ranks.
    pub fn by_tier(&self) -> Vec<Vec<usize>> {
        let mut tiers = vec![Vec::new(); self.tiers.len()];
        for (&area, &tier) in self.order.iter().zip(&self.tiers.first) {
            tiers[tier].push(area);
        }
        tiers
    }

    /// Whether one area stands above another at the index in so many runs that their order counts as
    /// certain. Never, where nothing was varied.
    pub fn is_surely_above(&self, high: usize, low: usize) -> bool {
        self.varies() && self.compares() && *self.above.get(high, low) >= self.certain
    }

    /// Pairs of ranked areas whose order is not certain, and all pairs of them; none where pairs were not
    /// counted.
    pub fn undecided(&self) -> (usize, usize) {
        let order = if self.compares() { &self.order[..] } else { &[] };
        let pairs = order
            .iter()
            .enumerate()
            .flat_map(|(i, &a)| order[i + 1..].iter().map(move |&b| (a, b)));
        let sure =
            |&(a, b): &(usize, usize)| self.is_surely_above(a, b) || self.is_surely_above(b, a);
        let all = order.len() * order.len().saturating_sub(1) / 2;
        (all - pairs.filter(sure).count(), all)
    }

    /// Areas without a rank that have a place, from the top by the middle of their interval.
    pub fn placed(&self) -> Vec<usize> {
        let unranked = (0..self.is_ranked.len()).filter(|&area| !self.is_ranked[area]);
        let mut placed: Vec<(f64, f64, usize)> = unranked
            .filter_map(|area| self.place(area).map(|p| (p.of.median, p.of.mean, area)))
            .collect();
        placed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
        placed.into_iter().map(|(_, _, area)| area).collect()
    }

    /// From the 5th to the 95th percentile, in whole places: at least half of the ranked areas have an
    /// interval as wide as this or wider at the index, and it is the only width that is told of them.
    /// `None` where none is ranked.
    pub fn width_of_half(&self) -> Option<f64> {
        self.width_of_half_at(0)
    }

    /// The same at another level.
    pub fn width_of_half_at(&self, level: usize) -> Option<f64> {
        let ranked = (0..self.is_ranked.len()).filter(|&area| self.is_ranked[area]);
        let rank = |area: usize| self.ranks.get(area, level).as_ref();
        let mut widths: Vec<f64> =
            ranked.filter_map(|area| rank(area).map(RankInterval::width)).collect();
        widths.sort_by(|a, b| b.total_cmp(a));
        widths.get(widths.len().saturating_sub(1) / 2).map(|width| width.floor())
    }
}

impl RankInterval {
    /// Places from the 5th to the 95th percentile; 0 where the rank never moves between them.
    pub fn width(&self) -> f64 {
        self.of.p95 - self.of.p05
    }
}

#[cfg(test)]
mod tests {
    use crate::exhibits::sample::bare_world;
    use crate::framework::Uncertainty;
    use crate::uncertainty::simulation::RankInterval;

    #[test]
    fn half_of_the_ranked_are_at_least_as_wide_as_told_and_tiers_hold_each_once() {
        let found = bare_world(60, |i| format!("Area {i}"), |_| {}).simulation;
        let ranked: Vec<usize> = (0..60).filter(|&area| found.is_ranked[area]).collect();
        let half = found.width_of_half().unwrap();
        let widths = ranked.iter().map(|&area| found.place(area).map_or(0.0, RankInterval::width));
        let (wider, narrower): (Vec<f64>, Vec<f64>) = widths.partition(|width| *width >= half);
        assert!(wider.len() >= narrower.len() && wider.iter().any(|width| *width < half + 1.0));
        assert!(ranked.iter().all(|&area| found.tier_of(area).is_some()));
        assert!(found.placed().iter().all(|&area| found.tier_of(area).is_none()));
        assert_eq!(found.by_tier().iter().map(Vec::len).sum::<usize>(), ranked.len());
    }

    #[test]
    fn without_a_choice_nobody_is_surely_above_anyone() {
        let world =
            bare_world(70, |i| format!("Area {i}"), |f| f.uncertainty = Uncertainty::none());
        let found = &world.simulation;
        assert!(!found.varies() && found.width_of_half() == Some(0.0));
        let (first, last) = (found.order[0], found.order[found.order.len() - 1]);
        assert_eq!(*found.above.get(first, last), 1.0);
        assert!(!found.is_surely_above(first, last));
        let n = found.order.len();
        assert_eq!(found.undecided(), (n * (n - 1) / 2, n * (n - 1) / 2));
    }
}
