//! Findings of the audit on one indicator or one pair each in; what they come to over all of them out.

use super::findings::{Audit, Influence, InfluenceDoubt, LeftOut, Pair, PairDoubt};
use crate::score::Child;

/// How far ranks move without an indicator, over all that can be left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shifts<'a> {
    /// The indicator without which ranks move furthest, the first of equals.
    pub furthest: &'a LeftOut,
    /// The least mean shift, in places.
    pub least: f64,
    /// Indicators that ranks hang on.
    pub decisive: usize,
    /// The fewest and the most areas that are ranked both with an indicator and without.
    pub ranked: (usize, usize),
}

impl Audit {
    /// `None` where no indicator can be left out.
    pub fn shifts(&self) -> Option<Shifts<'_>> {
        let all = &self.left_out;
        let furthest = all.iter().reduce(|a, b| if b.mean_shift > a.mean_shift { b } else { a })?;
        let ranked = all.iter().map(|of| of.n);
        Some(Shifts {
            furthest,
            least: all.iter().map(|of| of.mean_shift).fold(f64::INFINITY, f64::min),
            decisive: all.iter().filter(|of| of.is_decisive).count(),
            ranked: (ranked.clone().min()?, ranked.max()?),
        })
    }

    /// The influence of each scored indicator, by its position in the framework.
    pub fn of_indicators(&self) -> impl Iterator<Item = (usize, &Influence)> {
        self.influences.iter().filter_map(|influence| match influence.child {
            Child::Indicator(i) => Some((i, influence)),
            Child::Level(_) => None,
        })
    }

    /// Indicators with a known influence by how far it exceeds what their weight promises, the furthest first.
    pub fn by_gap(&self) -> Vec<usize> {
        let known = self.of_indicators().filter(|(_, influence)| influence.share.is_some());
        let mut order: Vec<(usize, f64)> = known.map(|(i, of)| (i, of.gap())).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1));
        order.into_iter().map(|(i, _)| i).collect()
    }

    /// Indicators with a doubt of their influence, each kind with how many.
    pub fn influence_doubts(&self) -> Vec<(InfluenceDoubt, usize)> {
        let all = [InfluenceDoubt::Silent, InfluenceDoubt::Loud, InfluenceDoubt::Reversed];
        counted(all, self.of_indicators().map(|(_, influence)| influence.doubt))
    }
}

impl Influence {
    /// How far it is from what its weight promises, as shares of the influence of all; 0 where it is not known.
    pub fn gap(&self) -> f64 {
        self.share.map_or(0.0, |share| share - self.promised)
    }
}

/// Pairs of indicators with a doubt, each kind with how many.
pub fn pair_doubts<'a>(pairs: impl Iterator<Item = &'a Pair>) -> Vec<(PairDoubt, usize)> {
    let all = [PairDoubt::Negative, PairDoubt::NearZero, PairDoubt::Redundant];
    counted(all, pairs.map(|pair| pair.doubt))
}

/// Pairs of indicators, those that pull most against each other first.
pub fn by_correlation<'a>(pairs: impl Iterator<Item = &'a Pair>) -> Vec<&'a Pair> {
    let mut pairs: Vec<&Pair> = pairs.collect();
    pairs.sort_by(|a, b| a.correlation.total_cmp(&b.correlation));
    pairs
}

/// How many doubts there are of all kinds.
pub fn in_all<D>(doubts: &[(D, usize)]) -> usize {
    doubts.iter().map(|(_, n)| n).sum()
}

/// Kinds that occur, with how often.
fn counted<D: PartialEq + Copy>(
    kinds: [D; 3],
    doubts: impl Iterator<Item = Option<D>>,
) -> Vec<(D, usize)> {
    let doubts: Vec<D> = doubts.flatten().collect();
    let count = |kind: D| (kind, doubts.iter().filter(|doubt| **doubt == kind).count());
    kinds.into_iter().map(count).filter(|(_, n)| *n > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand.
    #[test]
    fn doubts_are_counted_by_kind_and_kinds_without_one_are_not_named() {
        let pair =
            |doubt| Pair { first: 0, second: 1, n: 9, correlation: 0.5, within: None, doubt };
        let pairs = [
            Some(PairDoubt::Redundant),
            None,
            Some(PairDoubt::Negative),
            Some(PairDoubt::Redundant),
        ]
        .map(pair);
        let found = pair_doubts(pairs.iter());
        assert_eq!(found, [(PairDoubt::Negative, 1), (PairDoubt::Redundant, 2)]);
        assert_eq!((in_all(&found), in_all::<PairDoubt>(&[])), (3, 0));
        let pairs = [0.5, -0.2, 0.9].map(|r| Pair { correlation: r, ..pair(None) });
        assert_eq!(by_correlation(pairs.iter()), [&pairs[1], &pairs[0], &pairs[2]]);
    }

    #[test]
    fn shifts_keep_the_first_of_equals_and_both_ends() {
        let left_out =
            |(indicator, n, mean_shift, is_decisive): (usize, usize, f64, bool)| LeftOut {
                indicator,
                n,
                mean_shift,
                largest_shift: 1,
                mover: None,
                spearman: None,
                is_decisive,
            };
        let of = |all: &[(usize, usize, f64, bool)]| Audit {
            indicators: Vec::new(),
            pairs: Vec::new(),
            fits: Vec::new(),
            coherence: Vec::new(),
            influences: Vec::new(),
            left_out: all.iter().copied().map(left_out).collect(),
            not_left_out: Vec::new(),
            measures: Vec::new(),
            ranked: None,
        };
        let audit = of(&[(3, 90, 2.0, false), (4, 95, 6.5, true), (5, 88, 6.5, true)]);
        let found = audit.shifts().unwrap();
        assert_eq!((found.furthest.indicator, found.least, found.decisive), (4, 2.0, 2));
        assert_eq!(found.ranked, (88, 95));
        assert_eq!(of(&[]).shifts(), None);
    }
}
