//! The audit of small worlds: each doubt from numbers worked out by hand.

use ssj::analyse::audit::*;
use ssj::model::ObsStatus;

use crate::small_world::*;

#[test]
fn chance_ends_at_fishers_interval() {
    // √(28 − 3) = 5: |atanh r| must reach 0.392, r = 0.3731.
    assert_eq!(side_of_zero(0.37, 28), None);
    assert_eq!(side_of_zero(0.38, 28), Some(Side::Above));
    assert_eq!(side_of_zero(-0.38, 28), Some(Side::Below));
    assert_eq!(side_of_zero(-0.37, 28), None);
    assert_eq!(side_of_zero(1.0, 10), Some(Side::Above));
    assert_eq!(side_of_zero(1.0, 3), None, "three areas tell nothing");
}

#[test]
fn sparse_old_and_modelled_values_are_doubted() {
    let mut world = World::new(
        FLAT,
        &[
            ("few", "index", "", only_first(7, line(5.0))),
            ("enough", "index", "", only_first(8, line(5.0))),
        ],
    );
    let doubts = |world: &World| -> Vec<Vec<IndicatorDoubt>> {
        world.audit().indicators.into_iter().map(|i| i.doubts).collect()
    };
    // 7 of 12 areas are 58 %, 8 are 67 %; 65 % are needed.
    assert_eq!(doubts(&world), [vec![IndicatorDoubt::Sparse], vec![]]);
    world.year = CUT_OFF - 5;
    assert_eq!(doubts(&world)[1], [], "five years are not over five");
    (world.year, world.status) = (CUT_OFF - 6, ObsStatus::Estimated);
    assert_eq!(doubts(&world)[1], [IndicatorDoubt::Old, IndicatorDoubt::Modelled]);
    let few = &world.audit().indicators[0];
    assert_eq!((few.n, few.of, few.older_than_five, few.estimated), (7, 12, 7, 7));
    assert_eq!((few.median_age, few.imputed, few.treated), (Some(6.0), 0, 0));
}

#[test]
fn outliers_are_judged_by_the_scores() {
    // One of n values apart from n − 1 equal ones: skewness √n, excess kurtosis n.
    let mut far = vec![Some(0.0); N];
    far[3] = Some(100.0);
    let levels = |posts: &str| {
        World::new(FLAT, &[("far", "index", posts, far.clone()), ("b", "index", "", line(5.0))])
    };
    let far_out = levels("").audit();
    let shape = far_out.indicators[0].after;
    close(shape.skewness, (N as f64).sqrt());
    close(shape.kurtosis, N as f64);
    assert_eq!(far_out.indicators[0].doubts, [IndicatorDoubt::Outliers]);
    // Goalposts that everyone is beyond leave no difference at all.
    let cut = levels("goalposts = { worst = -20, best = -10 }").audit();
    assert_eq!(cut.indicators[0].after, shape);
    assert_eq!(cut.indicators[0].doubts, [IndicatorDoubt::Constant]);
    // Winsorised, the point falls onto the others: nothing varies either.
    let treated = levels("treat = { method = \"winsorise\", fallback = \"none\" }").audit();
    let audit = &treated.indicators[0];
    assert_eq!((audit.treated, audit.before, audit.after.skewness), (1, shape, None));
    assert_eq!(audit.doubts, [IndicatorDoubt::Constant]);
}

#[test]
fn pairs_are_doubted_within_an_area_and_across_only_where_redundant() {
    let world = World::new(
        TWO_AREAS,
        &[
            ("up", "one", "", line(5.0)),
            ("down", "one", "", line(-4.0)),
            ("bent", "one", "", bow(2.0)),
            ("down_too", "two", "", line(-3.0)),
            ("same", "two", "", line(2.0)),
            ("flat", "two", "", vec![Some(50.0); N]),
            ("rare", "two", "", only_first(9, line(5.0))),
        ],
    );
    let pairs = world.audit().pairs;
    let found: Vec<_> = pairs.iter().map(|p| (p.first, p.second, p.within, p.doubt)).collect();
    assert_eq!(
        found,
        [
            (0, 1, Some(1), Some(PairDoubt::Negative)),
            (0, 2, Some(1), Some(PairDoubt::NearZero)),
            (0, 3, None, None),
            (0, 4, None, Some(PairDoubt::Redundant)),
            (1, 2, Some(1), Some(PairDoubt::NearZero)),
            (1, 3, None, Some(PairDoubt::Redundant)),
            (1, 4, None, None),
            (2, 3, None, None),
            (2, 4, None, None),
            (3, 4, Some(2), Some(PairDoubt::Negative)),
        ]
    );
    close(Some(pairs[0].correlation), -1.0);
    assert_eq!(pairs[0].n, N);
}

#[test]
fn an_indicator_may_be_against_apart_from_or_closer_than_its_area() {
    // One is the mean of `small` and three times its opposite: it falls as `small` rises.
    let against = World::new(
        TWO_AREAS,
        &[
            ("small", "one", "", line(2.0)),
            ("large", "one", "", line(-6.0)),
            ("c", "two", "", line(5.0)),
        ],
    );
    let fits = against.audit().fits;
    assert_eq!(fits[0].doubts, [FitDoubt::AgainstItsArea, FitDoubt::CloserTo(2)]);
    assert_eq!(fits[0].with[2], Some((1.0, N)));
    assert!(fits[1].doubts.is_empty() && fits[2].doubts.is_empty());
    // Sums of squares 143 and 4 · 4004/3: r = √(143 / (143 + 5338.67)) = 0.1615 with its own.
    let apart = World::new(
        TWO_AREAS,
        &[
            ("small", "one", "", line(1.0)),
            ("large", "one", "", bow(2.0)),
            ("c", "two", "", bow(1.0)),
        ],
    );
    let fits = apart.audit().fits;
    close(fits[0].with[1].map(|w| w.0), (143.0f64 / (143.0 + 4.0 * 4004.0 / 3.0)).sqrt());
    assert_eq!(fits[0].doubts, [FitDoubt::ApartFromItsArea]);
    assert_eq!(fits[1].doubts, [FitDoubt::CloserTo(2)]);
}

#[test]
fn the_index_stands_for_the_area_where_there_is_none_and_beside_areas_there_is_no_home() {
    let flat = World::new(FLAT, &[("a", "index", "", line(5.0)), ("b", "index", "", line(-2.0))]);
    let audit = flat.audit();
    assert_eq!(audit.pairs[0].within, Some(0));
    assert_eq!(audit.fits[1].doubts, [FitDoubt::AgainstItsArea]);
    let beside = format!(
        "{FLAT}[[level]]\ncode = \"one\"\nparent = \"index\"\nname = \"One\"\n\
         aggregate = {{ method = \"arithmetic_mean\" }}\n[[level]]\ncode = \"inner\"\nparent = \"one\"\n\
         name = \"Inner\"\naggregate = {{ method = \"arithmetic_mean\" }}\n"
    );
    let world = World::new(
        &beside,
        &[
            ("lone", "index", "", bow(2.0)),
            ("a", "inner", "", line(3.0)),
            ("b", "one", "", line(4.0)),
        ],
    );
    let audit = world.audit();
    let within: Vec<_> = audit.pairs.iter().map(|p| p.within).collect();
    assert_eq!(within, [None, None, Some(1)], "`inner` is within `one`");
    assert!(audit.fits[0].doubts.is_empty());
    let why: Vec<_> = audit.not_left_out.iter().map(|n| (n.indicator, n.why.clone())).collect();
    assert_eq!(why, [(1, WhyNot::AloneInItsLevel(2))]);
}

#[test]
fn a_level_of_two_dimensions_is_not_one_thing() {
    let level = |columns: [Column; 4]| {
        let [a, b, c, d] = columns;
        let world = World::new(
            FLAT,
            &[
                ("a", "index", "", a),
                ("b", "index", "", b),
                ("c", "index", "", c),
                ("d", "index", "", d),
            ],
        );
        world.audit().coherence.remove(0)
    };
    // Two pairs, each one thing, uncorrelated with the other: eigenvalues 2, 2, 0, 0. With equal
    // variances v the mean covariance is v/3 and the sum of all 8v: alpha is 16 · (v/3) / 8v.
    let scale = (143.0f64 / (4004.0 / 3.0)).sqrt();
    let bent = bow(3.0 * scale);
    let two = level([line(3.0), line(3.0), bent.clone(), bent]);
    close(two.alpha, 2.0 / 3.0);
    let eigenvalues: Vec<f64> = two.components.iter().map(|c| c.eigenvalue).collect();
    for (found, expected) in eigenvalues.iter().zip([2.0, 2.0, 0.0, 0.0]) {
        close(Some(*found), expected);
    }
    assert_eq!(two.doubts, [CoherenceDoubt::LowAlpha, CoherenceDoubt::SeveralDimensions]);
    // Three run one way and one against them; alpha by hand: covariances of steps 3, 3, 3, −3:
    // 16 · mean(0) = 0.
    let against = level([line(3.0), line(3.0), line(3.0), line(-3.0)]);
    close(against.alpha, 0.0);
    assert_eq!(against.doubts, [CoherenceDoubt::LowAlpha, CoherenceDoubt::OpposedLoading]);
    let one = level([line(3.0), line(2.0), line(4.0), line(5.0)]);
    assert!(one.doubts.is_empty() && one.alpha.unwrap() > 0.9);
    // Fewer than ten areas have all four.
    let few = level([line(3.0), line(2.0), line(4.0), only_first(9, line(5.0))]);
    assert_eq!((few.n, few.alpha, few.components.len()), (9, None, 0));
    assert_eq!(few.doubts, [CoherenceDoubt::TooFewAreas]);
    let constant = level([line(3.0), line(2.0), line(4.0), vec![Some(7.0); N]]);
    assert!(constant.components.is_empty() && constant.alpha.is_some());
}

/// Twelve areas in which a and b rise together, and twelve that lack what a rank requires, in which b
/// falls so far that over all of them the two go against each other.
#[test]
fn what_scores_on_little_hide_is_found_among_the_ranked_alone() {
    let both = |ranked: Column, others: Column| [ranked, others].concat();
    let world = World::new(
        FLAT,
        &[
            ("a", "index", "", both(line(2.0), line(8.0))),
            ("b", "index", "", both(line(2.0), line(-8.0))),
            ("c", "index", "required = true", both(bow(0.5), vec![None; N])),
        ],
    );
    let income: Column = both(line(2.0), line(-8.0));
    let audit = world.compared_with(&[income]);
    let ranked = audit.ranked.as_ref().unwrap();
    let pair =
        |pairs: &[Pair]| pairs.iter().find(|p| (p.first, p.second) == (0, 1)).cloned().unwrap();
    let (all, ranked_alone) = (pair(&audit.pairs), pair(&ranked.pairs));
    assert_eq!((all.n, ranked_alone.n, ranked.n), (2 * N, N, N));
    assert!(all.correlation < 0.0 && (ranked_alone.correlation - 1.0).abs() < 1e-9);
    assert_eq!(
        (all.doubt, ranked_alone.doubt),
        (Some(PairDoubt::Negative), Some(PairDoubt::Redundant))
    );
    assert_eq!((audit.measures[0].with[0].n, ranked.measures[0].with[0].n), (2 * N, N));
    // Where all are ranked, nothing is told twice.
    let whole = World::new(FLAT, &[("a", "index", "", line(2.0)), ("b", "index", "", bow(0.5))]);
    assert_eq!(whole.audit().ranked, None);
}

#[test]
fn an_index_of_one_indicator_and_one_that_nobody_is_ranked_in_are_audited() {
    let one = World::new(FLAT, &[("a", "index", "", line(5.0))]).audit();
    assert_eq!((one.indicators.len(), one.fits.len(), one.influences.len()), (1, 1, 1));
    assert!(one.pairs.is_empty() && one.coherence.is_empty() && one.left_out.is_empty());
    close(one.influences[0].share, 1.0);
    assert_eq!(one.not_left_out[0].why, WhyNot::AloneInItsLevel(0));
    let none = World::new(
        &format!("[ranking]\ncoverage = 1\n{FLAT}"),
        &[
            ("a", "index", "", line(5.0)),
            ("b", "index", "", line(5.0)),
            ("c", "index", "", vec![None; N]),
        ],
    );
    let audit = none.audit();
    assert_eq!(audit.indicators[2].doubts, [IndicatorDoubt::Sparse]);
    assert!(audit.left_out.is_empty(), "nobody is ranked with `c`");
    assert!(audit.not_left_out.iter().all(|n| n.why == WhyNot::NoneRanked));
}

#[test]
fn an_index_that_only_follows_a_measure_is_a_detour() {
    let world = World::new(FLAT, &[("a", "index", "", line(5.0)), ("b", "index", "", line(2.0))]);
    // 2^i: a monotone curve; the same ranks, another line.
    let curve: Column = (0..N).map(|i| Some(f64::from(1 << i))).collect();
    let falling: Column = curve.iter().map(|x| x.map(|x| -x)).collect();
    let audit = world.compared_with(&[curve, falling, bow(1.0), only_first(9, line(1.0))]);
    let with: Vec<Agreement> = audit.measures.iter().map(|m| m.with[0]).collect();
    close(with[0].spearman, 1.0);
    close(with[1].spearman, -1.0);
    assert!(with[0].pearson.unwrap() < 0.9);
    assert_eq!(with.iter().map(|w| w.is_detour).collect::<Vec<_>>(), [true, true, false, false]);
    assert_eq!((with[3].n, with[3].pearson, with[3].spearman), (9, None, None));
}
