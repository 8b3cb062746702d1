//! Scores of a level in, ranks out, as `score` ranks: descending, ties take the smallest.

use crate::score::is_above;
use crate::statistics::Order;

/// Ranks of every level, made anew for each replication.
pub(super) struct Ranking {
    areas: usize,
    /// Level by level; 0 for none.
    ranks: Vec<u32>,
    /// At the index, over all areas with a score.
    places: Vec<u16>,
    order: Order,
}

impl Ranking {
    /// The place of an area without a score.
    pub const NOWHERE: u16 = u16::MAX;

    pub fn new(areas: usize, levels: usize) -> Self {
        Ranking {
            areas,
            ranks: vec![0; areas * levels],
            places: vec![Ranking::NOWHERE; areas],
            order: Order::default(),
        }
    }

    /// Ranks the areas of a level. The rank of any area is one more than the number of *ranked*
    /// areas above it.
    pub fn rank(&mut self, level: usize, scores: &[f64], present: &[f64], is_ranked: &[bool]) {
        let there = (0..self.areas).filter(|&area| present[area] > 0.0);
        let order = self.order.ascending(there, |area| -scores[area]);
        let ranks = &mut self.ranks[level * self.areas..(level + 1) * self.areas];
        ranks.fill(0);
        if level == 0 {
            self.places.fill(Ranking::NOWHERE);
        }
        // Level with the first of those tied, as `score` has it.
        let (mut above, mut ranked, mut place, mut first) = (0, 0, 0_u16, f64::INFINITY);
        for (at, &area) in order.iter().enumerate() {
            let area = area as usize;
            if at == 0 || is_above(first, scores[area]) {
                (above, place, first) = (ranked, at as u16, scores[area]);
            }
            ranked += u32::from(is_ranked[area]);
            ranks[area] = above + 1;
            if level == 0 {
                self.places[area] = place;
            }
        }
    }

    pub fn areas(&self) -> usize {
        self.areas
    }

    pub fn rank_of(&self, level: usize, area: usize) -> Option<usize> {
        Some(self.ranks[level * self.areas + area] as usize).filter(|rank| *rank > 0)
    }

    /// Level by level; 0 for none.
    pub fn ranks(&self) -> &[u32] {
        &self.ranks
    }

    pub fn places(&self) -> &[u16] {
        &self.places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_take_the_smallest_rank_and_those_without_one_are_placed() {
        let mut ranking = Ranking::new(6, 1);
        let scores = [3.0, 9.0, 0.0, 3.0, 1.0, 5.0];
        let present = [1.0, 1.0, 0.0, 1.0, 1.0, 1.0];
        // The last one is not ranked: it takes a place and moves nobody.
        ranking.rank(0, &scores, &present, &[true, true, true, true, true, false]);
        let ranks: Vec<_> = (0..6).map(|area| ranking.rank_of(0, area)).collect();
        assert_eq!(ranks, [Some(2), Some(1), None, Some(2), Some(4), Some(2)]);
        assert_eq!(ranking.places(), [2, 0, Ranking::NOWHERE, 2, 4, 1]);
    }
}
