//! Who stands surely above whom in, tiers out: levels of a partial order, inside which nobody is
//! surely above anybody.
//!
//! Partial order ranking after Brüggemann and Patil (2011), *Ranking and Prioritization for
//! Multi-indicator Systems*: the levels of a Hasse diagram, from above and from below.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Areas up to which pairs are counted, tiers made and ranks under other weights sought: all of that
/// grows with the square of the areas.
pub const MOST_COMPARED: usize = 1_000;

/// The tier of each element, from 0 at the top.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tiers {
    /// The longest chain of elements surely above it.
    pub first: Vec<usize>,
    /// The tier it could slide to: the last one less the longest chain surely below it.
    pub last: Vec<usize>,
    /// Elements that stand surely above each other in a circle, and so share a tier.
    pub in_circles: BTreeSet<usize>,
}

impl Tiers {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.first.iter().max().map_or(0, |last| last + 1)
    }

    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }
}

/// Tiers of `n` elements. The relation may have gaps: that A is surely above B and B above C does not
/// make A surely above C; its chains are taken as they are.
///
/// - `is_above`: whether the first stands surely above the second.
pub fn tiers(n: usize, is_above: impl Fn(usize, usize) -> bool) -> Tiers {
    let (first, mut in_circles) = layers(n, &is_above);
    let (height, circles) = layers(n, &|high, low| is_above(low, high));
    in_circles.extend(circles);
    let lowest = first.iter().max().copied().unwrap_or(0);
    // A chain from the top to the bottom is as long either way.
    let last = height.iter().map(|height| lowest - height).collect();
    Tiers { first, last, in_circles }
}

/// The longest chain above each element, and who stands in a circle.
fn layers(n: usize, is_above: &impl Fn(usize, usize) -> bool) -> (Vec<usize>, BTreeSet<usize>) {
    let below: Vec<Vec<usize>> = (0..n)
        .map(|high| (0..n).filter(|&low| low != high && is_above(high, low)).collect())
        .collect();
    let mut waiting = vec![0_usize; n];
    below.iter().flatten().for_each(|&low| waiting[low] += 1);
    let (mut layer_of, mut in_circles) = (vec![0; n], BTreeSet::new());
    let mut left: BTreeSet<usize> = (0..n).collect();
    let mut layer = 0;
    while !left.is_empty() {
        let mut top: Vec<usize> = left.iter().copied().filter(|&one| waiting[one] == 0).collect();
        if top.is_empty() {
            top = circles(&left, &below);
            in_circles.extend(&top);
        }
        for one in &top {
            layer_of[*one] = layer;
            left.remove(one);
        }
        let freed = top.iter().flat_map(|one| &below[*one]);
        freed.for_each(|&low| waiting[low] = waiting[low].saturating_sub(1));
        layer += 1;
    }
    (layer_of, in_circles)
}

/// Of elements each of which has one above it, those above which there are only such as are below
/// them too.
fn circles(left: &BTreeSet<usize>, below: &[Vec<usize>]) -> Vec<usize> {
    let reached = |from: usize| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(at) = open.pop() {
            open.extend(below[at].iter().filter(|low| left.contains(low) && seen.insert(**low)));
        }
        seen
    };
    let reach: Vec<(usize, BTreeSet<usize>)> =
        left.iter().map(|&one| (one, reached(one))).collect();
    let is_top = |one: usize, own: &BTreeSet<usize>| {
        reach.iter().all(|(other, below)| !below.contains(&one) || own.contains(other))
    };
    reach.iter().filter(|(one, own)| is_top(*one, own)).map(|(one, _)| *one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(n: usize, pairs: &[(usize, usize)]) -> Tiers {
        tiers(n, |a, b| pairs.contains(&(a, b)))
    }

    #[test]
    fn a_tier_is_one_more_than_the_longest_chain_above() {
        // 0 over 1 over 2, and 3 only under 0: it may slide from the second tier to the third.
        let found = of(4, &[(0, 1), (1, 2), (0, 2), (0, 3)]);
        assert_eq!((found.first, found.last), (vec![0, 1, 2, 1], vec![0, 1, 2, 2]));
        // Without a sure pair all are one tier; alone too.
        assert_eq!(of(3, &[]).first, [0, 0, 0]);
        assert_eq!((of(1, &[]).len(), of(0, &[]).len()), (1, 0));
    }

    #[test]
    fn a_relation_with_gaps_is_taken_as_it_is() {
        // 0 is not surely above 2, and yet two tiers lie between them.
        let found = of(3, &[(0, 1), (1, 2)]);
        assert_eq!((found.first, found.last), (vec![0, 1, 2], vec![0, 1, 2]));
        assert!(found.in_circles.is_empty());
    }

    #[test]
    fn a_circle_shares_a_tier_and_is_told() {
        // 1, 2 and 3 in a circle, under 0 and over 4.
        let found = of(5, &[(0, 1), (1, 2), (2, 3), (3, 1), (2, 4)]);
        assert_eq!((&found.first, &found.last), (&vec![0, 1, 1, 1, 2], &vec![0, 1, 1, 1, 2]));
        assert_eq!(found.in_circles, BTreeSet::from([1, 2, 3]));
    }

    /// By its definition, tried for every order of small size that a number's bits make.
    #[test]
    fn tiers_are_the_longest_chains() {
        fn longest(one: usize, edges: &[(usize, usize)]) -> usize {
            let above = edges.iter().filter(|edge| edge.1 == one);
            above.map(|edge| 1 + longest(edge.0, edges)).max().unwrap_or(0)
        }
        let all: Vec<(usize, usize)> =
            (0..5).flat_map(|a| (a + 1..5).map(move |b| (a, b))).collect();
        for bits in 0..1_u32 << all.len() {
            let is_there = |at: &usize| bits >> at & 1 == 1;
            let edges: Vec<(usize, usize)> =
                (0..all.len()).filter(is_there).map(|at| all[at]).collect();
            let turned: Vec<(usize, usize)> = edges.iter().map(|edge| (edge.1, edge.0)).collect();
            let found = of(5, &edges);
            let top = (0..5).map(|one| longest(one, &edges)).max().unwrap_or(0);
            for one in 0..5 {
                assert_eq!(found.first[one], longest(one, &edges));
                assert_eq!(found.last[one], top - longest(one, &turned));
                assert!(found.first[one] <= found.last[one]);
            }
        }
    }
}
