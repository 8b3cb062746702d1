//! Best and worst attainable ranks against trying every corner of the arrangement, and against the
//! engine under the weights claimed to do it.

use crate::numbers::Numbers;
use crate::parts::{ARITHMETIC, bounds, framework, made_up, rank_under, reached, scored};
use ssj::uncertainty::attainable::{Extreme, SPREADS, attainable};

/// The solution of a square system by Gauss with the largest pivots; `None` where there is not one.
fn solve(mut rows: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let n = rows.len();
    for c in 0..n {
        let pivot = (c..n).max_by(|&a, &b| rows[a][c].abs().total_cmp(&rows[b][c].abs()))?;
        rows.swap(c, pivot);
        if rows[c][c].abs() < 1e-9 {
            return None;
        }
        for r in (0..n).filter(|&r| r != c) {
            let factor = rows[r][c] / rows[c][c];
            let from = rows[c].clone();
            rows[r].iter_mut().zip(&from).for_each(|(x, y)| *x -= factor * y);
        }
    }
    Some((0..n).map(|c| rows[c][n] / rows[c][c]).collect())
}

/// Every way to choose `k` of 0..n.
fn choices(n: usize, k: usize) -> Vec<Vec<usize>> {
    if k == 0 {
        return vec![Vec::new()];
    }
    let with =
        |last: usize| choices(last, k - 1).into_iter().map(move |c| [c, vec![last]].concat());
    (0..n).flat_map(with).collect()
}

/// Best and worst rank by trying every point where as many planes meet as settle the weights:
/// planes on which two areas are level or a weight is at a bound. A count over closed half-spaces
/// is best at one of them.
fn every_corner(values: &[Vec<f64>], area: usize, bounds: &[(f64, f64)]) -> (usize, usize) {
    let k = bounds.len();
    let ahead: Vec<Vec<f64>> = (0..values.len())
        .filter(|&other| other != area)
        .map(|other| (0..k).map(|c| values[other][c] - values[area][c]).collect())
        .collect();
    let mut planes: Vec<Vec<f64>> =
        ahead.iter().map(|row| [row.clone(), vec![0.0]].concat()).collect();
    for (c, bound) in bounds.iter().enumerate() {
        for limit in [bound.0, bound.1] {
            let mut plane = vec![0.0; k + 1];
            (plane[c], plane[k]) = (1.0, limit);
            planes.push(plane);
        }
    }
    let (mut above, mut below) = (usize::MAX, usize::MAX);
    for chosen in choices(planes.len(), k - 1) {
        let mut rows: Vec<Vec<f64>> = chosen.iter().map(|&p| planes[p].clone()).collect();
        rows.push(vec![1.0; k + 1]);
        let Some(w) = solve(rows) else { continue };
        if w.iter().zip(bounds).any(|(w, (low, high))| *w < low - 1e-9 || *w > high + 1e-9) {
            continue;
        }
        let lead = |row: &Vec<f64>| row.iter().zip(&w).map(|(x, w)| x * w).sum::<f64>();
        above = above.min(ahead.iter().filter(|row| lead(row) > 1e-7).count());
        below = below.min(ahead.iter().filter(|row| lead(row) < -1e-7).count());
    }
    (1 + above, values.len() - below)
}

#[test]
fn every_corner_of_the_arrangement_says_the_same() {
    for seed in 0..160 {
        let (values, weights) = made_up(seed);
        let found = reached(&values, &weights);
        for of in &found {
            for (reach, spread) in of.regions.iter().zip(SPREADS) {
                let expected = every_corner(&values, of.area, &bounds(&weights, spread));
                let found = (reach.best.rank, reach.worst.rank);
                assert_eq!(found, expected, "seed {seed}, area {}, {spread:?}", of.area);
                assert!(reach.is_exact(), "seed {seed}, area {}, {spread:?}", of.area);
            }
        }
    }
}

#[test]
fn witnesses_are_in_bounds_and_re_rank_to_what_is_claimed() {
    for seed in 0..160 {
        let (values, weights) = made_up(seed);
        for of in reached(&values, &weights) {
            for (reach, spread) in of.regions.iter().zip(SPREADS) {
                let bounds = bounds(&weights, spread);
                let check = |end: &Extreme, best: bool| {
                    assert!((end.weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                    for (w, (low, high)) in end.weights.iter().zip(&bounds) {
                        assert!((low - 1e-9..=high + 1e-9).contains(w), "{w} in {low}–{high}");
                    }
                    assert_eq!(end.rank, rank_under(&values, of.area, &end.weights, best));
                };
                check(&reach.best, true);
                check(&reach.worst, false);
            }
        }
    }
}

/// The whole engine, run anew with a witness for weights.
#[test]
fn the_engine_gives_the_claimed_rank_under_a_witness() {
    let means = [ARITHMETIC, "{ method = \"geometric_mean\", floor = 5 }"];
    let mut checked = 0;
    for (seed, aggregate) in (0..24).flat_map(|seed| means.map(|mean| (seed, mean))) {
        let (values, weights) = made_up(seed);
        let declared = framework(aggregate, &weights, "");
        for of in attainable(&declared, &scored(&declared, &values)).unwrap() {
            for end in of.regions.iter().flat_map(|reach| [&reach.best, &reach.worst]) {
                let mut chosen = declared.clone();
                for (level, weight) in chosen.levels[1..].iter_mut().zip(&end.weights) {
                    level.weight = *weight;
                }
                let again = scored(&chosen, &values);
                let rank = again.ranks.get(of.area, 0).unwrap();
                if end.level_with == 0 {
                    assert_eq!(rank, end.rank, "seed {seed}, {aggregate}, area {}", of.area);
                    checked += 1;
                } else {
                    assert!(rank.abs_diff(end.rank) <= end.level_with);
                }
            }
        }
    }
    assert!(checked > 500, "{checked} ends without a level area");
}

#[test]
fn the_same_comes_out_on_any_number_of_threads() {
    let mut numbers = Numbers(3);
    let values: Vec<Vec<f64>> =
        (0..30).map(|_| (0..4).map(|_| numbers.percent()).collect()).collect();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| reached(&values, &[1.0, 1.0, 1.0, 1.0]))
    };
    assert_eq!(on(1), on(4));
}
