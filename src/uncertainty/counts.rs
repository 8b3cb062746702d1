//! The rank of each area in each run in, how often each rank came up out, with exact quantiles.
//!
//! Counts take the same memory for any number of runs, and being whole numbers they add up to the
//! same whichever thread took which run.

use std::ops::RangeBounds;

/// How often each area stood at each rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankCounts {
    ranks: usize,
    /// Area by area, one per rank.
    counts: Vec<u64>,
}

impl RankCounts {
    /// None yet, for so many areas and ranks from 1 to `ranks`.
    pub fn new(areas: usize, ranks: usize) -> Self {
        RankCounts { ranks, counts: vec![0; areas * ranks] }
    }

    /// Counts one run in which the area, numbered from 0, stood at the rank, numbered from 1. A rank
    /// beyond those declared is a fault of the program and panics: it must not count for a neighbour.
    pub fn add(&mut self, area: usize, rank: usize) {
        self.counts[area * self.ranks..][..self.ranks][rank - 1] += 1;
    }

    /// Counts ranks of one area, as [`RankCounts::add`] does one by one; 0 for a run without one.
    pub fn add_all(&mut self, area: usize, ranks: &[u16]) {
        let counts = &mut self.counts[area * self.ranks..][..self.ranks];
        for rank in ranks.iter().filter(|rank| **rank > 0) {
            counts[usize::from(*rank) - 1] += 1;
        }
    }

    /// Takes in the counts of other runs, of the same areas and ranks.
    pub fn merge(&mut self, other: &RankCounts) {
        debug_assert_eq!((self.ranks, self.counts.len()), (other.ranks, other.counts.len()));
        self.counts.iter_mut().zip(&other.counts).for_each(|(own, other)| *own += other);
    }

    /// Runs at rank 1, 2, 3 … of one area.
    pub fn of(&self, area: usize) -> &[u64] {
        &self.counts[area * self.ranks..][..self.ranks]
    }

    /// Runs in which the area had a rank.
    pub fn runs(&self, area: usize) -> u64 {
        self.of(area).iter().sum()
    }

    /// Quantile of type 7 of an area's rank, exact; `None` where it never had one. `share` from 0 to
    /// 1. Between two ranks where the quantile falls between two runs that differ.
    pub fn quantile(&self, area: usize, share: f64) -> Option<f64> {
        let counts = self.of(area);
        quantile(self.runs(area), share, |k| Some((position(counts, k)? + 1) as f64))
    }

    /// The mean rank of an area; `None` where it never had one.
    pub fn mean(&self, area: usize) -> Option<f64> {
        let runs = self.runs(area);
        let sum: u64 = (1..).zip(self.of(area)).map(|(rank, count)| rank * count).sum();
        (runs > 0).then(|| sum as f64 / runs as f64)
    }

    /// The share of runs at one of these ranks; `None` where the area never had one.
    pub fn share(&self, area: usize, ranks: impl RangeBounds<usize>) -> Option<f64> {
        let runs = self.runs(area);
        let within = (1..).zip(self.of(area)).filter(|(rank, _)| ranks.contains(rank));
        let within: u64 = within.map(|(_, count)| count).sum();
        (runs > 0).then(|| within as f64 / runs as f64)
    }

    /// The share of runs in the top [`tenth`] of `ranked` areas.
    pub fn in_top_tenth(&self, area: usize, ranked: usize) -> Option<f64> {
        self.share(area, ..=tenth(ranked))
    }

    /// The share of runs in the bottom [`tenth`] of `ranked` areas. An area that shares a rank above
    /// it with others isn't in it, however many they are.
    pub fn in_bottom_tenth(&self, area: usize, ranked: usize) -> Option<f64> {
        self.share(area, (ranked + 1).saturating_sub(tenth(ranked))..)
    }
}

/// How many of `ranked` areas are a tenth of them: ⌊ranked / 10⌋, at least one.
pub fn tenth(ranked: usize) -> usize {
    (ranked / 10).max(1)
}

/// Quantile of type 7 (Hyndman and Fan 1996) of `n` numbers of which `at` gives the k-th smallest,
/// from 0, or `None` where that is unknown. The same formula as [`crate::statistics::quantile`].
pub(super) fn quantile(n: u64, share: f64, at: impl Fn(u64) -> Option<f64>) -> Option<f64> {
    let place = share * n.checked_sub(1)? as f64;
    let (low, high) = (at(place.floor() as u64)?, at(place.ceil() as u64)?);
    let between = place - place.floor();
    Some(if between == 0.5 { (low + high) / 2.0 } else { low + between * (high - low) })
}

/// Where the k-th smallest, from 0, of the numbers counted stands; `None` beyond the last.
pub(super) fn position<C: Copy + Into<u64>>(counts: &[C], k: u64) -> Option<usize> {
    let mut seen = 0;
    counts.iter().position(|count| {
        seen += (*count).into();
        seen > k
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics;

    fn counted(ranks: &[usize]) -> RankCounts {
        let mut counts = RankCounts::new(2, 12);
        ranks.iter().for_each(|rank| counts.add(1, *rank));
        counts
    }

    #[test]
    fn counts_give_quantiles_means_and_shares_by_hand() {
        // Ranks 2 2 3 5 12: the median is the third, the 5th percentile at place 0.2, the 95th at
        // 3.8 between 5 and 12; a tenth of 12 is one.
        let counts = counted(&[5, 2, 12, 2, 3]);
        assert_eq!(counts.quantile(1, 0.5), Some(3.0));
        assert_eq!(counts.quantile(1, 0.05), Some(2.0));
        assert!((counts.quantile(1, 0.95).unwrap() - 10.6).abs() < 1e-12);
        assert_eq!(counts.mean(1), Some(4.8));
        assert_eq!(counts.share(1, 2..=3), Some(0.6));
        assert_eq!(counts.in_top_tenth(1, 12), Some(0.0));
        assert_eq!(counts.in_bottom_tenth(1, 12), Some(0.2));
        assert_eq!(counts.of(1), [0, 2, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1]);
    }

    #[test]
    fn an_area_without_a_rank_has_nothing() {
        let counts = counted(&[1]);
        assert_eq!((counts.runs(0), counts.quantile(0, 0.5), counts.mean(0)), (0, None, None));
        assert_eq!(counts.in_top_tenth(0, 12), None);
    }

    #[test]
    fn a_tenth_is_whole_and_never_none() {
        assert_eq!([1, 9, 10, 51, 187].map(tenth), [1, 1, 1, 5, 18]);
        // Of 30 areas the bottom three: ranks 28, 29 and 30.
        let mut counts = RankCounts::new(1, 30);
        [27, 28, 29, 30].iter().for_each(|rank| counts.add(0, *rank));
        assert_eq!(counts.in_bottom_tenth(0, 30), Some(0.75));
    }

    #[test]
    fn quantiles_are_those_of_the_list_written_out() {
        let mut state = 1_u64;
        for runs in 1..120 {
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                1 + (state >> 60) as usize % 12
            };
            let ranks: Vec<usize> = (0..runs).map(|_| next()).collect();
            let list: Vec<f64> = ranks.iter().map(|rank| *rank as f64).collect();
            let (half, rest) = ranks.split_at(runs / 2);
            let mut counts = counted(half);
            counts.merge(&counted(rest));
            assert_eq!(counts, counted(&ranks));
            for share in [0.0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1.0] {
                assert_eq!(counts.quantile(1, share), statistics::quantile(&list, share));
            }
            assert!((counts.mean(1).unwrap() - statistics::mean(&list).unwrap()).abs() < 1e-12);
        }
    }

    #[test]
    #[should_panic = "index out of bounds"]
    fn a_rank_beyond_the_last_does_not_count_for_the_next_area() {
        RankCounts::new(2, 3).add(0, 4);
    }
}
