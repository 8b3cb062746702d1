//! Scores of a level in, ranks out, as `score` ranks: descending, ties take the smallest.

use crate::score::is_above;

/// Ranks of every level, made anew for each replication.
pub(super) struct Ranking {
    areas: usize,
    /// Level by level; 0 for none.
    ranks: Vec<u32>,
    /// At the index, over all areas with a score.
    places: Vec<u16>,
    /// (a key in the order of the scores, area), sorted.
    order: Vec<(i64, u32)>,
}

impl Ranking {
    /// The place of an area without a score.
    pub const NOWHERE: u16 = u16::MAX;

    pub fn new(areas: usize, levels: usize) -> Self {
        Ranking {
            areas,
            ranks: vec![0; areas * levels],
            places: vec![Ranking::NOWHERE; areas],
            order: Vec::with_capacity(areas),
        }
    }

    /// Ranks the areas of a level. The rank of any area is one more than the number of *ranked*
    /// areas above it.
    pub fn rank(&mut self, level: usize, scores: &[f64], present: &[f64], is_ranked: &[bool]) {
        self.order.clear();
        let there = scores.iter().zip(present).enumerate().filter(|(_, (_, m))| **m > 0.0);
        self.order.extend(there.map(|(area, (score, _))| (descending_key(*score), area as u32)));
        self.order.sort_unstable();
        let ranks = &mut self.ranks[level * self.areas..(level + 1) * self.areas];
        ranks.fill(0);
        if level == 0 {
            self.places.fill(Ranking::NOWHERE);
        }
        // Level with the first of those tied, as `score` has it.
        let (mut above, mut ranked, mut place, mut first) = (0, 0, 0_u16, f64::INFINITY);
        for (at, &(_, area)) in self.order.iter().enumerate() {
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

/// Ascending in the order in which `total_cmp` is descending.
fn descending_key(score: f64) -> i64 {
    let bits = score.to_bits() as i64;
    !(bits ^ (((bits >> 63) as u64) >> 1) as i64)
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

    #[test]
    fn keys_run_against_the_order_of_the_scores() {
        let scores = [f64::INFINITY, 100.0, 1.5, 1e-300, 0.0, -0.0, -2.0, f64::NEG_INFINITY];
        let keys: Vec<i64> = scores.iter().map(|x| descending_key(*x)).collect();
        assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
    }
}
