//! The audit of small worlds: each doubt from numbers worked out by hand, and what must hold of any
//! index.

mod workdir;

use std::path::Path;

use ssj::analyse::audit::*;
use ssj::framework::{self, Framework};
use ssj::harmonise::build_panel;
use ssj::model::{Areas, ObsStatus, Observation, Origin, RefArea, Sex};
use ssj::score::{Input, score};

use workdir::Workdir;

const CUT_OFF: i32 = 2020;
/// Areas of most worlds: enough for a correlation.
const N: usize = 12;

type Column = Vec<Option<f64>>;

/// An index of indicators and levels over columns of values.
struct World {
    framework: String,
    columns: Vec<(&'static str, Column)>,
    year: i32,
    status: ObsStatus,
}

impl World {
    /// Indicators by code, level and further keys; each reads the series of its own code.
    fn new(levels: &str, indicators: &[(&'static str, &str, &str, Column)]) -> Self {
        let mut framework = format!("code = \"t\"\nname = \"T\"\n{levels}");
        for (code, parent, keys, _) in indicators {
            let posts = if keys.contains("goalposts") {
                ""
            } else {
                "goalposts = { worst = 0, best = 100 }\n"
            };
            framework += &format!(
                "[[indicator]]\ncode = \"{code}\"\nparent = \"{parent}\"\nname = \"{code}\"\n\
                 value = \"{code}\"\n{posts}{keys}\n"
            );
        }
        let columns = indicators.iter().map(|(code, _, _, column)| (*code, column.clone()));
        let columns = columns.collect();
        World { framework, columns, year: CUT_OFF, status: ObsStatus::Published }
    }

    fn framework(&self) -> Framework {
        framework::read(Path::new("t.toml"), &self.framework).unwrap_or_else(|e| panic!("{e}"))
    }

    fn audit(&self) -> Audit {
        self.compared_with(&[])
    }

    fn compared_with(&self, measures: &[Column]) -> Audit {
        let framework = self.framework();
        let codes: Vec<String> = (0..self.columns[0].1.len()).map(|a| format!("A{a:02}")).collect();
        let cell = |(series, a, value): (&str, usize, f64)| Observation {
            ref_area: codes[a].as_str().into(),
            series: series.into(),
            sex: Sex::Total,
            year: self.year,
            value,
            status: self.status,
            origin: Origin { provider: "p".into(), file: "f".into(), row: 1 },
        };
        let cells = self.columns.iter().flat_map(|(code, column)| {
            column.iter().enumerate().filter_map(move |(a, x)| Some((*code, a, (*x)?)))
        });
        let observations: Vec<Observation> = cells.map(cell).collect();
        let areas = Areas::new(codes.iter().map(|code| RefArea::bare(code)));
        let panel = build_panel(&framework, &observations, codes, CUT_OFF).unwrap();
        let scores = score(&framework, &Input::of_panel(&framework, &panel, &areas));
        let scores = scores.unwrap_or_else(|e| panic!("{e}"));
        audit(&framework, &areas, &panel, &scores, measures)
    }
}

const FLAT: &str = "[[level]]\ncode = \"index\"\nname = \"Index\"\ncomplete = false\n\
     aggregate = { method = \"arithmetic_mean\" }\n";
const TWO_AREAS: &str = "[[level]]\ncode = \"index\"\nname = \"Index\"\ncomplete = false\n\
     aggregate = { method = \"arithmetic_mean\" }\n\
     [[level]]\ncode = \"one\"\nparent = \"index\"\nname = \"One\"\n\
     aggregate = { method = \"arithmetic_mean\" }\n\
     [[level]]\ncode = \"two\"\nparent = \"index\"\nname = \"Two\"\n\
     aggregate = { method = \"arithmetic_mean\" }\n";

/// 50 + step · (i − 5.5): from 0 to 100 the score is the value.
fn line(step: f64) -> Column {
    (0..N).map(|i| Some(50.0 + step * (i as f64 - 5.5))).collect()
}

/// 50 + step · ((i − 5.5)² − 143/12): symmetric, so uncorrelated with every line; the sum of its
/// squares is 4004/3 · step², that of a line 143 · step².
fn bow(step: f64) -> Column {
    (0..N).map(|i| Some(50.0 + step * ((i as f64 - 5.5).powi(2) - 143.0 / 12.0))).collect()
}

fn only_first(n: usize, column: Column) -> Column {
    column.into_iter().enumerate().map(|(i, x)| x.filter(|_| i < n)).collect()
}

#[track_caller]
fn close(found: Option<f64>, expected: f64) {
    assert!((found.unwrap() - expected).abs() < 1e-9, "{found:?} is not {expected}");
}

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

#[test]
fn influence_is_held_against_the_weight() {
    // The index is ¾ of a line and ¼ of a bow with a much larger spread.
    let loud = World::new(
        FLAT,
        &[("quiet", "index", "weight = 3", line(0.5)), ("loud", "index", "weight = 1", bow(2.0))],
    );
    let found = loud.audit().influences;
    let of = |step: f64, weight: f64, squares: f64| weight * weight * step * step * squares;
    let (a, b) = (of(0.5, 3.0, 143.0), of(2.0, 1.0, 4004.0 / 3.0));
    let (r, s) = ((a / (a + b)).sqrt(), (b / (a + b)).sqrt());
    close(found[0].correlation, r);
    close(found[0].share, r / (r + s));
    assert_eq!((found[0].declared, found[0].effective, found[0].promised), (0.75, 0.75, 0.75));
    assert_eq!(found[0].doubt, Some(InfluenceDoubt::Silent));
    assert_eq!(found[1].doubt, Some(InfluenceDoubt::Loud));
    // Levels first; a level that the index falls with has no share, and its sibling all.
    let reversed =
        World::new(TWO_AREAS, &[("a", "one", "", line(2.0)), ("b", "two", "", line(-6.0))]);
    let found = reversed.audit().influences;
    let doubts: Vec<_> = found.iter().map(|i| i.doubt).collect();
    let reversed = Some(InfluenceDoubt::Reversed);
    assert_eq!(doubts, [reversed, None, reversed, None]);
    assert_eq!((found[0].share, found[1].share), (Some(0.0), Some(1.0)));
}

#[test]
fn ranks_without_an_indicator_by_hand() {
    let column = |cells: [f64; 3]| cells.map(Some).to_vec();
    // The index is 50, 55, 50: ranks 2, 1, 2. Without b: 3, 2, 1. Without a: 1, 2, 3.
    let world = World::new(
        FLAT,
        &[
            ("a", "index", "", column([0.0, 50.0, 100.0])),
            ("b", "index", "", column([100.0, 60.0, 0.0])),
        ],
    );
    let audit = world.audit();
    let without_b = &audit.left_out[1];
    assert_eq!((without_b.n, without_b.mean_shift, without_b.largest_shift), (3, 1.0, 1));
    assert_eq!(without_b.mover, Some((0, 2, 3)));
    close(without_b.spearman, 0.0);
    assert!(without_b.is_decisive);
    assert_eq!(audit.left_out[0].mover, Some((0, 2, 1)));
    assert!(audit.not_left_out.is_empty());
    assert!(audit.pairs.is_empty(), "three areas are too few");
}

#[test]
fn ranks_are_counted_among_the_areas_ranked_both_times() {
    // D lacks the required indicator and E everything but it: neither is ranked both times, and
    // the others keep their places.
    let required = World::new(
        FLAT,
        &[
            (
                "a",
                "index",
                "required = true",
                vec![Some(90.0), Some(60.0), Some(30.0), None, Some(95.0)],
            ),
            ("b", "index", "", vec![Some(80.0), Some(50.0), Some(20.0), Some(99.0), None]),
        ],
    );
    let without_a = &required.audit().left_out[0];
    assert_eq!((without_a.n, without_a.mean_shift, without_a.mover), (3, 0.0, None));
    assert!(!without_a.is_decisive);
}

#[test]
fn what_can_not_be_left_out_has_a_reason() {
    let world = |level: &str| {
        World::new(
            level,
            &[
                ("a", "index", "", line(5.0)),
                ("b", "index", "", bow(2.0)),
                ("c", "index", "", line(2.0)),
            ],
        )
    };
    let weights = FLAT.replace(
        "aggregate = { method = \"arithmetic_mean\" }",
        "aggregate = { method = \"benefit_of_the_doubt\", bounds = [0, 0.4] }",
    );
    let bounded = world(&weights).audit();
    assert!(bounded.left_out.is_empty());
    let WhyNot::CanNotBeScored(reason) = &bounded.not_left_out[2].why else { panic!() };
    assert!(reason.contains("bounds"), "{reason}");
    let order = FLAT.replace(
        "aggregate = { method = \"arithmetic_mean\" }",
        "aggregate = { method = \"ordered_weighted_average\", order = [3, 2, 1] }",
    );
    let ordered = world(&order).audit();
    assert_eq!(ordered.not_left_out[0].why, WhyNot::NoneRanked);
    assert_eq!(ordered.not_left_out.len(), 3);
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

/// Numbers from 0 to 100 that depend on the seed alone (a linear congruence, high bits).
fn numbers(seed: u64, n: usize, gaps: bool) -> Column {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 40) as f64 / (1u64 << 24) as f64 * 100.0
    };
    let cell = |_| {
        let (value, chance) = (next(), next());
        (!gaps || chance > 10.0).then_some(value)
    };
    (0..n).map(cell).collect()
}

/// Every number of an audit.
fn all_numbers(audit: &Audit) -> Vec<f64> {
    let shapes = audit.indicators.iter().flat_map(|i| [i.before, i.after, i.scores]);
    let shapes = shapes.flat_map(|s| [s.skewness, s.kurtosis]).flatten();
    let fits = audit.fits.iter().flat_map(|f| f.with.iter().flatten().map(|w| w.0));
    let components = audit.coherence.iter().flat_map(|c| &c.components);
    let components = components.flat_map(|c| {
        c.loadings.iter().copied().chain([c.eigenvalue, c.share]).collect::<Vec<f64>>()
    });
    let influences = audit.influences.iter().flat_map(|i| {
        [Some(i.declared), Some(i.effective), Some(i.promised), i.correlation, i.share]
    });
    let left_out = audit.left_out.iter().flat_map(|l| [Some(l.mean_shift), l.spearman]);
    shapes
        .chain(audit.pairs.iter().map(|p| p.correlation))
        .chain(fits)
        .chain(audit.coherence.iter().filter_map(|c| c.alpha))
        .chain(components)
        .chain(influences.flatten())
        .chain(left_out.flatten())
        .collect()
}

fn indices() -> Vec<String> {
    let keys = [
        "aggregate = { method = \"geometric_mean\", floor = 1 }",
        "aggregate = { method = \"minimum\" }",
        "aggregate = { method = \"copeland\" }",
        "aggregate = { method = \"mazziotta_pareto\", penalty = \"minus\" }",
        "aggregate = { method = \"benefit_of_the_doubt\" }",
        "aggregate = { method = \"arithmetic_mean\" }\nweights = { method = \"principal_components\" }",
        "aggregate = { method = \"arithmetic_mean\" }\nweights = { method = \"critic\" }",
    ];
    let imputed =
        "[[impute]]\nmethod = \"nearest_areas\"\nk = 3\n[[impute]]\nmethod = \"median\"\n";
    let plain = "aggregate = { method = \"arithmetic_mean\" }";
    let of = |keys: &&str| TWO_AREAS.replace(plain, keys);
    let made = keys.iter().map(|keys| format!("{imputed}{}", of(keys)));
    made.chain([TWO_AREAS.to_owned()]).collect()
}

fn random(levels: &str, seed: u64, turned: bool) -> Audit {
    let column = |k: u64| {
        let mut column = numbers(seed * 100 + k, 20, true);
        if turned {
            column.reverse();
        }
        column
    };
    let world = World::new(
        levels,
        &[
            ("a", "one", "", column(1)),
            ("b", "one", "weight = 2", column(2)),
            ("c", "one", "", column(3)),
            ("d", "two", "", column(4)),
            ("e", "two", "weight = 0.5", column(5)),
            ("shown", "two", "scored = false", column(6)),
        ],
    );
    world.compared_with(&[column(7)])
}

#[test]
fn every_number_is_finite_and_every_share_has_its_whole() {
    for levels in indices() {
        for seed in 1..8 {
            let audit = random(&levels, seed, false);
            assert!(all_numbers(&audit).iter().all(|x| x.is_finite()), "{levels}");
            assert!(audit.pairs.iter().all(|p| p.correlation.abs() <= 1.0 + 1e-12));
            let sum = |range: std::ops::Range<usize>, of: &dyn Fn(&Influence) -> f64| -> f64 {
                audit.influences[range].iter().map(of).sum()
            };
            // Two areas, then five indicators; what is only shown is no part of the audit.
            assert_eq!(audit.influences.len(), 7);
            for range in [0..2, 2..7] {
                close(Some(sum(range.clone(), &|i| i.effective)), 1.0);
                close(Some(sum(range.clone(), &|i| i.promised)), 1.0);
                close(Some(sum(range, &|i| i.share.unwrap())), 1.0);
            }
            close(Some(sum(2..5, &|i| i.declared)), 1.0);
            assert_eq!(audit.left_out.len() + audit.not_left_out.len(), 5);
        }
    }
}

#[test]
fn the_order_of_the_areas_changes_no_number() {
    // Benefit of the doubt gives many areas the highest score but for rounding, which then ranks
    // them.
    for levels in indices().iter().filter(|levels| !levels.contains("benefit_of_the_doubt")) {
        let (plain, turned) = (random(levels, 3, false), random(levels, 3, true));
        let (x, y) = (all_numbers(&plain), all_numbers(&turned));
        assert_eq!(x.len(), y.len());
        for (x, y) in x.iter().zip(&y) {
            assert!((x - y).abs() < 1e-7, "{x} or {y}: {levels}");
        }
        for (p, t) in plain.left_out.iter().zip(&turned.left_out) {
            assert_eq!((p.n, p.largest_shift), (t.n, t.largest_shift));
        }
    }
}

const COMPARED: &str = "[[compare]]
code = \"wealth\"
name = \"Wealth\"
value = \"100 * RICH / ALL\"
[[compare]]
code = \"other\"
name = \"Other\"
framework = \"other/index.toml\"
";

const OTHER: &str = "code = \"other\"
name = \"Other\"
[data]
cut_off = 1999
[[compare]]
code = \"back\"
name = \"Back\"
framework = \"../framework.toml\"
[[level]]
code = \"other\"
name = \"Other\"
aggregate = { method = \"arithmetic_mean\" }
[[indicator]]
code = \"low\"
parent = \"other\"
name = \"Low\"
value = \"LOW\"
goalposts = { worst = 130, best = 0 }
";

/// An index of one series, compared with a formula and with another index that names it back.
fn compared(compare: &str, other: &str) -> Workdir {
    let dir = Workdir::new();
    let framework = format!(
        "code = \"t\"\nname = \"T\"\n[data]\ncut_off = 2020\n{compare}{FLAT}[[indicator]]\n\
         code = \"a\"\nparent = \"index\"\nname = \"A\"\nvalue = \"A\"\n\
         goalposts = {{ worst = 0, best = 100 }}\n"
    );
    dir.write("framework.toml", framework);
    dir.write("other/index.toml", other);
    let row = |i: i32| format!("A{i:02},{},{},{},{}\n", 5 * i, 130 - i * i, i * i, 200);
    let rows: String = (0..12).map(row).collect();
    dir.write("data.csv", format!("REF_AREA,A,LOW,RICH,ALL\n{rows}"));
    dir
}

#[test]
fn measures_are_formulas_or_other_indices_over_the_same_data() {
    let dir = compared(COMPARED, OTHER);
    dir.score().ok();
    let rows = dir.rows("out/audit_measures.csv");
    assert_eq!(rows.len(), 2);
    for (row, code) in rows.iter().zip(["wealth", "other"]) {
        // Both are i² but for the scale: the same ranks, and r of i and i² from 0 to 11, with
        // Σ(i − 5.5)·i² = 1573 and Σ(i² − 253/6)² = 55913/3: 1573 / √(143 · 55913/3).
        assert_eq!((row["measure"].as_str(), row["code"].as_str()), (code, "index"));
        assert_eq!((row["n"].as_str(), row["spearman"].as_str()), ("12", "1"));
        assert_eq!(row["doubts"], "detour");
        let r: f64 = row["pearson"].parse().unwrap();
        assert!((r - 1573.0 / (143.0f64 * 55913.0 / 3.0).sqrt()).abs() < 1e-9, "{r}");
    }
    let manifest = dir.read("out/manifest.json");
    assert!(manifest.contains("other/index.toml"), "{manifest}");
    // Without comparisons there is no such table.
    let alone = compared("", OTHER);
    alone.score().ok();
    assert!(!alone.exists("out/audit_measures.csv") && alone.exists("out/audit_left_out.csv"));
}

#[test]
fn comparisons_that_make_no_sense_are_refused_with_their_line() {
    let refused = |from: &str, to: &str, parts: &[&str]| {
        assert!(COMPARED.contains(from));
        compared(&COMPARED.replacen(from, to, 1), OTHER).score().fails(parts);
    };
    let both = "framework = \"other/index.toml\"\nvalue = \"A\"";
    refused("framework = \"other/index.toml\"", both, &["`other`", "both", "framework.toml:10"]);
    refused("framework = \"other/index.toml\"", "", &["`other`", "neither"]);
    refused("other/index.toml", "framework.toml", &["compared with itself", "framework.toml:12"]);
    refused("other/index.toml", "none.toml", &["none.toml", "framework.toml:12"]);
    refused("code = \"other\"", "code = \"wealth\"", &["`wealth` is used twice"]);
    refused("RICH", "RICHE", &["no series `RICHE`", "framework.toml:8", "did you mean `RICH`?"]);
    refused("RICH / ALL", "RICH /", &["cannot read the formula", "framework.toml:8"]);
    refused("framework =", "framwork =", &["did you mean `framework`?"]);
    let other = |from: &str, to: &str, parts: &[&str]| {
        assert!(OTHER.contains(from));
        compared(COMPARED, &OTHER.replacen(from, to, 1)).score().fails(parts);
    };
    other("\"LOW\"", "\"LOWE\"", &["no series `LOWE`", "other/index.toml:17", "`LOW`?"]);
    other("worst = 130", "worst = 0", &["goalposts of `low` must differ", "index.toml:18"]);
    let logarithm = "transform = \"logarithm\"\ngoalposts = { worst = 100, best = 1 }";
    let zero = OTHER.replacen("goalposts = { worst = 130, best = 0 }", logarithm, 1);
    let zero = zero.replacen("\"LOW\"", "\"RICH\"", 1);
    compared(COMPARED, &zero).score().fails(&["low of A00", "other/index.toml"]);
}

#[test]
fn a_measure_without_a_value_is_told() {
    let dir = compared(COMPARED, OTHER);
    let empty = dir.read("data.csv").replace(",200\n", ",\n");
    dir.write("data.csv", empty);
    let run = dir.score().ok();
    assert!(format!("{}{}", run.out, run.err).contains("wealth: no area has a value"));
}
