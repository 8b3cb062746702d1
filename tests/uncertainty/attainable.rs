//! Best and worst attainable ranks against hand-worked cases.

use crate::numbers::Numbers;
use std::path::Path;

use crate::parts::{ARITHMETIC, framework, rank_under, reached, scored};
use ssj::framework;
use ssj::score::Child;
use ssj::uncertainty::attainable::{Attainable, Obstacle, attainable};

/// Best and worst rank of an area in each region, narrow to wide.
fn ranks(of: &Attainable) -> Vec<(usize, usize)> {
    of.regions.iter().map(|reach| (reach.best.rank, reach.worst.rank)).collect()
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
fn the_table_has_a_row_per_area_and_spread_with_a_weight_per_part() {
    let framework = framework(ARITHMETIC, &[1.0, 5.0], "");
    let found = attainable(&framework, &scored(&framework, &[vec![60.0, 40.0], vec![30.0, 50.0]]));
    let areas = ["AAA", "BBB"].map(String::from);
    let text = ssj::tables::attainable(&framework, &areas, &found.unwrap()).csv();
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
            (0..25).map(|_| (0..6).map(|_| numbers.percent()).collect()).collect();
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
        ("{ method = \"median\" }", "", Obstacle::Method),
        ("{ method = \"minimum\" }", "", Obstacle::Method),
        ("{ method = \"copeland\" }", "", Obstacle::Method),
        ("{ method = \"mazziotta_pareto\" }", "", Obstacle::Method),
        ("{ method = \"benefit_of_the_doubt\" }", "", Obstacle::Method),
        ("{ method = \"ordered_weighted_average\", order = [3, 2, 1] }", "", Obstacle::Method),
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
