//! How often one area stands above another in, bands of areas that can't be told apart out.

use std::ops::Range;

/// From this share of runs on, the order of two areas counts as certain.
pub const CERTAIN: f64 = 0.95;

/// Positions in the nominal order that belong together, from the top. A band ends after a position
/// where every area up to it stands above every area behind it in at least [`CERTAIN`] of the runs;
/// within a band no such place is left, so that two areas of one band are *not* always alike, but
/// linked by a chain of uncertain pairs.
///
/// - `order`: areas from the top of the nominal ranking.
/// - `above`: the share of runs in which the first area stands above the second, from 0 to 1; no
///   number (NaN) counts as uncertain.
pub fn bands(order: &[usize], above: impl Fn(usize, usize) -> f64) -> Vec<Range<usize>> {
    let certain = |high: usize, low: usize| above(order[high], order[low]) >= CERTAIN;
    let mut bands = Vec::new();
    let (mut start, mut reach) = (0, 0);
    for position in 0..order.len() {
        // The lowest position that some area so far can't be told from: no band ends before it.
        let lowest = (position + 1..order.len()).rev().find(|low| !certain(position, *low));
        reach = reach.max(lowest.unwrap_or(position));
        if reach == position {
            bands.push(start..position + 1);
            start = position + 1;
        }
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The share for each pair of positions from the top, 1 where not given.
    fn split(n: usize, uncertain: &[(usize, usize, f64)]) -> Vec<Range<usize>> {
        let order: Vec<usize> = (0..n).rev().collect();
        // Areas are numbered from the bottom here: a mix-up of areas and positions shows.
        let place = |area: usize| n - 1 - area;
        bands(&order, |a, b| {
            let found = uncertain.iter().find(|pair| (pair.0, pair.1) == (place(a), place(b)));
            found.map_or(1.0, |pair| pair.2)
        })
    }

    #[test]
    fn a_band_breaks_where_every_pair_across_is_certain() {
        assert_eq!(split(3, &[]), [0..1, 1..2, 2..3]);
        assert_eq!(split(3, &[(0, 1, 0.9499)]), [0..2, 2..3]);
        assert_eq!(split(3, &[(0, 1, 0.95)]), [0..1, 1..2, 2..3]);
        assert_eq!(split(0, &[]), [0..0; 0]);
    }

    #[test]
    fn one_uncertain_pair_holds_all_between_together() {
        // The first and the fourth can't be told apart, though all neighbours can.
        assert_eq!(split(5, &[(0, 3, 0.6)]), [0..4, 4..5]);
        // A chain: 0–2 and 1–4 overlap; 5 and 6 are alike by themselves.
        let chain = [(0, 2, 0.5), (1, 4, 0.7), (5, 6, 0.1)];
        assert_eq!(split(7, &chain), [0..5, 5..7]);
        assert_eq!(split(2, &[(0, 1, f64::NAN)]), std::iter::once(0..2).collect::<Vec<_>>());
    }

    #[test]
    fn bands_are_those_of_the_definition_tried_pair_by_pair() {
        let mut state = 3_u64;
        for n in 1..30 {
            let shares: Vec<f64> = (0..n * n)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    if (state >> 33).is_multiple_of(2 * n as u64) { 0.9 } else { 0.99 }
                })
                .collect();
            let order: Vec<usize> = (0..n).collect();
            let found = bands(&order, |a, b| shares[a * n + b]);
            let breaks = |after: usize| {
                (0..=after).all(|a| (after + 1..n).all(|b| shares[a * n + b] >= CERTAIN))
            };
            let ends: Vec<usize> = (0..n).filter(|after| breaks(*after)).map(|p| p + 1).collect();
            assert_eq!(found.iter().map(|band| band.end).collect::<Vec<_>>(), ends);
            assert!(found.windows(2).all(|pair| pair[0].end == pair[1].start));
        }
    }
}
