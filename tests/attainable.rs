//! Best and worst attainable ranks, against hand-worked cases and against trying every corner of
//! the arrangement.

use std::path::Path;

use ssj::framework::{self, Framework};
use ssj::model::Grid;
use ssj::score::{Child, Input, Scores, score};
use ssj::uncertainty::attainable::{Attainable, Extreme, Obstacle, SPREADS, attainable};

const ARITHMETIC: &str = "{ method = \"arithmetic_mean\" }";

/// An index whose parts are `weights.len()` levels of one indicator each, scored as they are.
fn framework(aggregate: &str, weights: &[f64], more: &str) -> Framework {
    let mut text = format!(
        "code = \"t\"\nname = \"T\"\n[ranking]\ncoverage = 0\n\
         [[level]]\ncode = \"index\"\nname = \"I\"\naggregate = {aggregate}\n{more}\n"
    );
    for (part, weight) in weights.iter().enumerate() {
        text += &format!(
            "[[level]]\ncode = \"l{part}\"\nparent = \"index\"\nname = \"L\"\nweight = {weight}\n\
             aggregate = {ARITHMETIC}\n"
        );
    }
    for part in 0..weights.len() {
        text += &format!(
            "[[indicator]]\ncode = \"i{part}\"\nparent = \"l{part}\"\nname = \"N\"\n\
             value = \"S{part}\"\ngoalposts = {{ worst = 0, best = 100 }}\n"
        );
    }
    framework::read(Path::new("t.toml"), &text).unwrap_or_else(|e| panic!("{e}"))
}

fn scored(framework: &Framework, values: &[Vec<f64>]) -> Scores {
    let parts = framework.indicators.len();
    let grid = Grid::from_fn(values.len(), parts, |a, i| {
        Some(values[a][i]).filter(|value| !value.is_nan())
    });
    let areas = (0..values.len()).map(|a| format!("A{a:02}")).collect();
    score(framework, &Input::of_values(areas, grid)).unwrap_or_else(|e| panic!("{e}"))
}

fn reached(values: &[Vec<f64>], weights: &[f64]) -> Vec<Attainable> {
    let framework = framework(ARITHMETIC, weights, "");
    attainable(&framework, &scored(&framework, values)).unwrap()
}

/// Best and worst rank of an area in each region, narrow to wide.
fn ranks(of: &Attainable) -> Vec<(usize, usize)> {
    of.regions.iter().map(|reach| (reach.best.rank, reach.worst.rank)).collect()
}

/// Numbers from 0 to 1 that depend on the seed alone (a linear congruence, high bits).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 40) as f64 / (1u64 << 24) as f64
    }
}

/// Made-up scores and declared weights. On even seeds the scores are multiples of ten, so that
/// areas are level often, on whole lines and in single points.
fn made_up(seed: u64) -> (Vec<Vec<f64>>, Vec<f64>) {
    let mut numbers = Numbers(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let parts = 2 + (seed % 4) as usize;
    let areas = 3 + (numbers.next() * if parts == 5 { 4.0 } else { 8.0 }) as usize;
    let mut score = || {
        let x = 1.0 + numbers.next() * 99.0;
        if seed % 8 < 4 { (x / 10.0).ceil() * 10.0 } else { x }
    };
    let values = (0..areas).map(|_| (0..parts).map(|_| score()).collect()).collect();
    let weights = (0..parts).map(|part| 1.0 + (seed as usize * part % 3) as f64).collect();
    (values, weights)
}

/// Lower and upper bound of each weight, of weights that sum to 1.
fn bounds(declared: &[f64], spread: Option<f64>) -> Vec<(f64, f64)> {
    let whole: f64 = declared.iter().sum();
    let of = |d: &f64| match spread {
        Some(b) => (d / whole * (1.0 - b), d / whole * (1.0 + b)),
        None => (0.0, 1.0),
    };
    declared.iter().map(of).collect()
}

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

/// The area's rank under weights, by the means' own definition; level areas as the end counts them.
fn rank_under(values: &[Vec<f64>], area: usize, weights: &[f64], best: bool) -> usize {
    let score = |a: usize| values[a].iter().zip(weights).map(|(x, w)| x * w).sum::<f64>();
    let others = (0..values.len()).filter(|&other| other != area);
    let ahead = |other: &usize| score(*other) - score(area);
    match best {
        true => 1 + others.filter(|other| ahead(other) > 1e-7).count(),
        false => 1 + others.filter(|other| ahead(other) >= -1e-7).count(),
    }
}

#[test]
fn two_parts_are_worked_out_by_hand() {
    // With weight u on the first part: A = 40 + 20u, B = 70 − 40u, C = 50.
    // A passes B at u = 1/2, and C there too: A is last below it, first above, all level at it.
    let values = [vec![60.0, 40.0], vec![30.0, 70.0], vec![50.0, 50.0]];
    let reached = reached(&values, &[1.0, 1.0]);
    assert_eq!(reached[0].nominal, 1);
    // Within a quarter u runs from 0.375 to 0.625: either side of the crossing is there.
    assert_eq!(ranks(&reached[0]), [(1, 3); 3]);
    assert_eq!(ranks(&reached[1]), [(1, 3); 3]);
    // C is between the two but where all are level, which is one point: first and last there.
    assert_eq!(ranks(&reached[2]), [(1, 3); 3]);
    let c = &reached[2].regions[0];
    assert_eq!((c.best.level_with, c.worst.level_with), (2, 2));
    assert!((c.best.weights[0] - 0.5).abs() < 1e-9, "{:?}", c.best.weights);
    // A needs no level area for its first place, and its weights are in the middle of (0.5, 0.625).
    let a = &reached[0].regions[0].best;
    assert_eq!(a.level_with, 0);
    assert!((a.weights[0] - 0.5625).abs() < 1e-9, "{:?}", a.weights);
}

#[test]
fn bounds_decide_what_can_be_reached_by_hand() {
    // A leads where 30u > 10(1 − u): u > 1/4. Declared u = 1/6; within a quarter of it u ends at
    // 5/24 < 1/4, within a half at exactly 1/4 (level), and then beyond.
    let values = [vec![60.0, 40.0], vec![30.0, 50.0]];
    let reached = reached(&values, &[1.0, 5.0]);
    assert_eq!(ranks(&reached[0]), [(2, 2), (1, 2), (1, 2)]);
    assert_eq!(ranks(&reached[1]), [(1, 1), (1, 2), (1, 2)]);
    let at_the_bound = &reached[0].regions[1].best;
    assert_eq!(at_the_bound.level_with, 1);
    assert!((at_the_bound.weights[0] - 0.25).abs() < 1e-9);
    assert_eq!(reached[0].regions[2].best.level_with, 0);
    assert!(reached.iter().flat_map(|a| &a.regions).all(|reach| reach.is_exact()));
}

#[test]
fn a_dominated_area_stays_behind_and_identical_ones_share_their_places() {
    let twin = vec![50.0, 70.0, 60.0];
    let values =
        [vec![60.0, 80.0, 70.0], twin.clone(), twin, vec![40.0, 60.0, 50.0], vec![55.0, 10.0, 5.0]];
    let reached = reached(&values, &[1.0, 2.0, 1.0]);
    assert_eq!(ranks(&reached[0]), [(1, 1); 3], "it has more of everything");
    for twin in &reached[1..=2] {
        assert_eq!(ranks(twin)[0], (2, 3), "level with its twin: second or third");
        // With all weight on the first part the last area passes both.
        assert_eq!(ranks(twin)[2], (2, 4));
        assert_eq!(twin.regions[0].best.level_with, 1);
    }
    assert_eq!(ranks(&reached[3])[0], (4, 4));
}

#[test]
fn areas_level_at_the_top_of_one_part_share_the_first_place() {
    // A is first only with all weight on the second part, level with B there.
    let values = [vec![10.0, 100.0], vec![20.0, 100.0], vec![90.0, 30.0]];
    let reached = reached(&values, &[1.0, 1.0]);
    let best = &reached[0].regions[2].best;
    assert_eq!((best.rank, best.level_with, best.is_exact()), (1, 1, true));
    assert_eq!(best.weights, [0.0, 1.0]);
    assert_eq!(reached[0].regions[1].best.rank, 2);
}

#[test]
fn a_place_of_its_own_is_preferred_to_a_shared_one() {
    // With all weight on the third part all are level at the top; A also leads alone, where the
    // first part counts for more than the second.
    let values = [vec![80.0, 20.0, 100.0], vec![20.0, 80.0, 100.0], vec![50.0, 40.0, 100.0]];
    for of in &reached(&values, &[1.0, 1.0, 1.0])[..2] {
        let any = &of.regions[2];
        assert_eq!((any.best.rank, any.best.level_with), (1, 0), "{:?}", any.best);
        assert!(any.best.weights.iter().all(|w| *w > 0.05), "well inside: {:?}", any.best);
    }
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
fn the_table_has_a_row_per_area_and_spread_with_a_weight_per_part() {
    let framework = framework(ARITHMETIC, &[1.0, 5.0], "");
    let found = attainable(&framework, &scored(&framework, &[vec![60.0, 40.0], vec![30.0, 50.0]]));
    let areas = ["AAA", "BBB"].map(String::from);
    let text = ssj::tables::attainable(&framework, &areas, &found.unwrap());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 7);
    assert_eq!(
        lines[0],
        "ref_area,nominal,spread,exact,best,best_limit,best_level_with,best_weight_l0,\
         best_weight_l1,worst,worst_limit,worst_level_with,worst_weight_l0,worst_weight_l1"
    );
    // Within a half u = 1/4 is at the bound: level there. Any u from 1/4 to 1, its middle 5/8.
    assert!(lines[2].starts_with("AAA,2,0.5,yes,1,1,1,0.25,0.75,2,2,0,"), "{}", lines[2]);
    assert!(
        lines[3].starts_with("AAA,2,any,yes,1,1,0,0.625,0.375,2,2,0,0.125,0.875"),
        "{}",
        lines[3]
    );
}

/// Six parts are too many for every corner; random weights must never pass the ends.
#[test]
fn no_weights_pass_the_ends_and_wider_bounds_reach_as_far() {
    for seed in 0..6 {
        let mut numbers = Numbers(seed);
        let values: Vec<Vec<f64>> =
            (0..25).map(|_| (0..6).map(|_| numbers.next() * 100.0).collect()).collect();
        let found = reached(&values, &[1.0, 2.0, 1.0, 3.0, 1.0, 2.0]);
        for _ in 0..400 {
            let drawn: Vec<f64> = (0..6).map(|_| -numbers.next().max(1e-9).ln()).collect();
            let whole: f64 = drawn.iter().sum();
            let weights: Vec<f64> = drawn.iter().map(|w| w / whole).collect();
            for of in &found {
                let any = &of.regions[2];
                assert!(any.best.limit <= rank_under(&values, of.area, &weights, true));
                assert!(any.worst.limit >= rank_under(&values, of.area, &weights, false));
            }
        }
        for of in &found {
            let mut inner = (of.nominal, of.nominal);
            for (best, worst) in ranks(of) {
                assert!(best <= inner.0 && worst >= inner.1);
                inner = (best, worst);
            }
        }
    }
}

#[test]
fn each_mean_goes_by_its_own_scale() {
    // B = (25, 25) against A = (u: 80, 10). Arithmetic: A leads where 80u + 10(1 − u) > 25, from
    // u = 3/14. Geometric: 8^u·10 > 25, from ln 2.5 / ln 8. Harmonic: 1/(u/80 + (1 − u)/10) > 25,
    // from u = 0.06/0.0875. Squares: 6400u + 100(1 − u) > 625, from 525/6300.
    let values = [vec![80.0, 10.0], vec![25.0, 25.0]];
    let cases = [
        (ARITHMETIC, 3.0 / 14.0),
        ("{ method = \"geometric_mean\", floor = 1 }", 2.5f64.ln() / 8f64.ln()),
        ("{ method = \"harmonic_mean\", floor = 1 }", 0.06 / 0.0875),
        ("{ method = \"generalised_mean\", power = -1 }", 0.06 / 0.0875),
        ("{ method = \"generalised_mean\", power = 2 }", 525.0 / 6300.0),
    ];
    for (aggregate, from) in cases {
        let framework = framework(aggregate, &[1.0, 1.0], "");
        let found = attainable(&framework, &scored(&framework, &values)).unwrap();
        let (best, worst) = (&found[0].regions[2].best, &found[0].regions[2].worst);
        assert_eq!((best.rank, worst.rank), (1, 2), "{aggregate}");
        assert!((best.weights[0] - (1.0 + from) / 2.0).abs() < 1e-9, "{aggregate}: {best:?}");
        assert!((worst.weights[0] - from / 2.0).abs() < 1e-9, "{aggregate}: {worst:?}");
    }
}

#[test]
fn a_floor_makes_scores_below_it_level() {
    let values = [vec![2.0, 50.0], vec![4.0, 50.0], vec![60.0, 40.0]];
    let framework = framework("{ method = \"geometric_mean\", floor = 5 }", &[1.0, 1.0], "");
    let found = attainable(&framework, &scored(&framework, &values)).unwrap();
    assert_eq!(found[0].regions[2].best.rank, 1);
    assert_eq!(found[0].regions[2].best.level_with, 1);
}

#[test]
fn what_has_no_such_ranks_says_why() {
    let values = [vec![80.0, 10.0, 5.0], vec![25.0, 25.0, 7.0], vec![3.0, 90.0, 40.0]];
    let cases = [
        ("{ method = \"median\" }", "", Obstacle::Median),
        ("{ method = \"minimum\" }", "", Obstacle::Minimum),
        ("{ method = \"copeland\" }", "", Obstacle::Copeland),
        ("{ method = \"mazziotta_pareto\" }", "", Obstacle::MazziottaPareto),
        ("{ method = \"benefit_of_the_doubt\" }", "", Obstacle::OwnWeights),
        (
            "{ method = \"ordered_weighted_average\", order = [3, 2, 1] }",
            "",
            Obstacle::OrderedWeights,
        ),
        (ARITHMETIC, "weights = { method = \"critic\" }", Obstacle::MadeWeights),
    ];
    let areas = ["A00", "A01", "A02"].map(String::from);
    for (aggregate, more, expected) in cases {
        let framework = framework(aggregate, &[1.0, 1.0, 1.0], more);
        let found = attainable(&framework, &scored(&framework, &values));
        assert_eq!(found, Err(expected), "{aggregate}");
        let sentence = expected.sentence(&framework, &areas);
        assert!(sentence.contains("can't be computed for index: "), "{sentence}");
    }
}

#[test]
fn an_area_ranked_without_a_part_is_named() {
    // Indicators directly below the index, over what is present: a ranked area may lack one.
    let text = "code = \"t\"\nname = \"T\"\n[ranking]\ncoverage = 0\n\
                [[level]]\ncode = \"index\"\nname = \"I\"\ncomplete = false\n\
                aggregate = { method = \"arithmetic_mean\" }\n[[indicator]]\ncode = \"a\"\nparent = \"index\"\nname = \"A\"\nvalue = \"A\"\n\
                goalposts = { worst = 0, best = 100 }\n\
                [[indicator]]\ncode = \"b\"\nparent = \"index\"\nname = \"B\"\nvalue = \"B\"\n\
                goalposts = { worst = 0, best = 100 }\n";
    let framework = framework::read(Path::new("t.toml"), text).unwrap();
    let whole = scored(&framework, &[vec![10.0, 20.0], vec![20.0, 10.0]]);
    let found = attainable(&framework, &whole).unwrap();
    assert_eq!(ranks(&found[0])[2], (1, 2), "indicators count as parts");
    let gap = scored(&framework, &[vec![10.0, 20.0], vec![20.0, f64::NAN]]);
    let obstacle = Obstacle::Missing { area: 1, child: Child::Indicator(1) };
    assert_eq!(attainable(&framework, &gap), Err(obstacle));
    let areas = ["AAA", "BBB"].map(String::from);
    let sentence = obstacle.sentence(&framework, &areas);
    assert!(sentence.contains("BBB is ranked without b"), "{sentence}");
}

#[test]
fn one_part_leaves_nothing_to_choose() {
    let found = reached(&[vec![10.0], vec![30.0], vec![20.0], vec![20.0]], &[1.0]);
    assert_eq!(
        found.iter().map(|a| ranks(a)[0]).collect::<Vec<_>>(),
        [(4, 4), (1, 1), (2, 3), (2, 3)]
    );
    assert!(found.iter().all(|a| ranks(a) == [ranks(a)[0]; 3]));
    assert_eq!(found[0].regions[2].best.weights, [1.0]);
}

#[test]
fn the_same_comes_out_on_any_number_of_threads() {
    let mut numbers = Numbers(3);
    let values: Vec<Vec<f64>> =
        (0..30).map(|_| (0..4).map(|_| numbers.next() * 100.0).collect()).collect();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| reached(&values, &[1.0, 1.0, 1.0, 1.0]))
    };
    assert_eq!(on(1), on(4));
}
