//! The Monte Carlo of the index: replications against `score`, and against what can be counted by hand.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use ssj::framework::{self, Framework};
use ssj::model::Grid;
use ssj::score::{Input, Scores, score};
use ssj::uncertainty::{Interval, Kernel, Measured, Plan, Simulation, Watch, simulate};

/// Numbers from 0 to 100 that depend on the seed alone (a linear congruence, high bits).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 40) as f64 / (1u64 << 24) as f64 * 100.0
    }
}

/// How an index is made.
#[derive(Clone, Copy)]
struct Method {
    impute: &'static str,
    treat: &'static str,
    normalise: &'static str,
    inner: &'static str,
    top: &'static str,
    left_out: Option<&'static str>,
}

const PLAIN: Method = Method {
    impute: "",
    treat: "method = \"none\"",
    normalise: "method = \"goalposts\"",
    inner: "{ method = \"arithmetic_mean\" }",
    top: "{ method = \"geometric_mean\", floor = 1 }",
    left_out: None,
};

/// Five indicators in two focus areas; two are better smaller, one is required.
fn framework(method: Method, screen: &str, uncertainty: &str) -> Framework {
    let Method { impute, treat, normalise, inner, top, left_out } = method;
    let impute = if impute.is_empty() { String::new() } else { format!("[[impute]]\n{impute}\n") };
    let mut text = format!(
        "code = \"p\"\nname = \"P\"\n[ranking]\ncoverage = 0.4\n{screen}\n{impute}[treat]\n{treat}\n[normalise]\n{normalise}\n{uncertainty}\n\
         [[level]]\ncode = \"index\"\nname = \"Index\"\naggregate = {top}\n\
         [[level]]\ncode = \"one\"\nparent = \"index\"\nname = \"One\"\nweight = 2\naggregate = {inner}\n\
         [[level]]\ncode = \"two\"\nparent = \"index\"\nname = \"Two\"\naggregate = {inner}\n"
    );
    for (code, parent, weight, posts, more) in [
        ("a", "one", 1.0, "worst = 10, best = 90", "required = true"),
        ("b", "one", 2.0, "worst = 90, best = 10", ""),
        ("c", "one", 0.5, "worst = 0, best = 100", ""),
        ("d", "two", 1.0, "worst = 100, best = 0", ""),
        ("e", "two", 3.0, "worst = 0, best = 80", ""),
    ] {
        let scored = if left_out == Some(code) {
            "scored = false".to_owned()
        } else {
            format!("weight = {weight}\n{more}")
        };
        text += &format!(
            "[[indicator]]\ncode = \"{code}\"\nparent = \"{parent}\"\nname = \"{code}\"\nvalue = \"{code}\"\n{scored}\ngoalposts = {{ {posts} }}\n"
        );
    }
    framework::read(Path::new("p.toml"), &text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

const AREAS: usize = 23;

/// One cell in eight is missing; some values are far out, and some are tied.
fn input(seed: u64) -> Input {
    let mut numbers = Numbers(seed);
    let values = Grid::from_fn(AREAS, 5, |_, _| {
        let (value, chance, far) = (numbers.next(), numbers.next(), numbers.next());
        let value = if far > 95.0 { value + 900.0 } else { value };
        (chance > 12.0).then_some(if far < 20.0 { value.round() } else { value })
    });
    Input::of_values((0..AREAS).map(|a| format!("A{a:02}")).collect(), values)
}

fn scored(framework: &Framework, input: &Input) -> Scores {
    score(framework, input).unwrap_or_else(|e| panic!("{e}"))
}

fn exactly() -> Measured {
    Measured::exactly(AREAS, 5)
}

const NOTHING: &str = "[uncertainty]";

#[test]
fn a_replication_that_changes_nothing_is_the_edition_to_the_last_bit() {
    let inner = [
        "{ method = \"arithmetic_mean\" }",
        "{ method = \"geometric_mean\", floor = 1 }",
        "{ method = \"harmonic_mean\", floor = 0.5 }",
        "{ method = \"generalised_mean\", power = -2, floor = 1 }",
        "{ method = \"median\" }",
        "{ method = \"minimum\" }",
        "{ method = \"copeland\" }",
        "{ method = \"benefit_of_the_doubt\" }",
    ];
    let normalise = [
        "method = \"goalposts\"",
        "method = \"min_max\"\nscale = [1, 100]",
        "method = \"percentile_rank\"",
        "method = \"categories\"\nthresholds = [20, 50, 60]",
    ];
    let screens = ["", "[screen]\ncoverage = 0.6", "[screen]\ncoverage = 0.5\noverall = 0.7"];
    let imputes = ["", "method = \"median\""];
    let mut seed = 0;
    for inner in inner {
        for normalise in normalise {
            for (screen, impute) in screens.iter().flat_map(|s| imputes.map(|i| (s, i))) {
                for top in [PLAIN.top, PLAIN.inner] {
                    seed += 1;
                    let is_below_zero = inner.contains("copeland") && top.contains("geometric");
                    let top = if is_below_zero { "{ method = \"arithmetic_mean\" }" } else { top };
                    let method = Method { impute, normalise, inner, top, ..PLAIN };
                    let (framework, input) = (framework(method, screen, NOTHING), input(seed));
                    let scores = scored(&framework, &input);
                    let kernel = Kernel::new(&framework, &input, &scores, &exactly(), 1).unwrap();
                    let mut scratch = kernel.scratch();
                    kernel.nominal(&mut scratch).unwrap();
                    for level in 0..3 {
                        for area in 0..AREAS {
                            let cell =
                                format!("{seed}: {inner} {normalise} {screen} {area} {level}");
                            assert_eq!(
                                scratch.score(level, area),
                                *scores.levels.get(area, level),
                                "{cell}"
                            );
                            if scores.standings[area].is_ranked() {
                                assert_eq!(
                                    scratch.rank(level, area),
                                    *scores.ranks.get(area, level),
                                    "{cell}"
                                );
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Alternatives of every kind, and the same alternatives declared.
#[test]
fn every_alternative_gives_what_score_gives_where_it_is_declared() {
    let treats = [
        "method = \"none\"",
        "method = \"winsorise\"\nfallback = \"none\"",
        "method = \"percentiles\"\nhigh = 0.9",
    ];
    let normalises = [
        "method = \"goalposts\"",
        "method = \"min_max\"\nscale = [1, 100]",
        "method = \"percentile_rank\"",
    ];
    let imputes = ["", "method = \"median\"", "method = \"mean\""];
    let inners = [PLAIN.inner, PLAIN.top, "{ method = \"median\" }"];
    let tops = [PLAIN.top, PLAIN.inner, "{ method = \"minimum\" }"];
    let drops = [None, Some("b"), Some("c"), Some("d")];
    let table = |text: &str| format!("{{ {} }}", text.replace('\n', ", "));
    let uncertainty = format!(
        "[uncertainty.imputation]\nalternatives = [{{ method = \"median\" }}, {{ method = \"mean\" }}]\n\
         [uncertainty.treatment]\nalternatives = [{}, {}]\n[uncertainty.normalisation]\nalternatives = [{}, {}]\n\
         [[uncertainty.aggregation]]\ndepth = 1\nalternatives = [{}, {}]\n\
         [[uncertainty.aggregation]]\nlevels = [\"index\"]\nalternatives = [{}, {}]\n\
         [uncertainty.drop]\nindicators = [\"b\", \"c\", \"d\"]\n",
        table(treats[1]),
        table(treats[2]),
        table(normalises[1]),
        table(normalises[2]),
        inners[1],
        inners[2],
        tops[1],
        tops[2],
    );
    let mut numbers = Numbers(5);
    for seed in 0..60 {
        let input = input(seed);
        let screen = if seed % 3 == 0 { "[screen]\ncoverage = 0.4" } else { "" };
        let vary = framework(PLAIN, screen, &uncertainty);
        let scores = scored(&vary, &input);
        let kernel = Kernel::new(&vary, &input, &scores, &exactly(), 1).unwrap();
        let ranked = kernel.is_ranked().to_vec();
        let mut scratch = kernel.scratch();
        for _ in 0..10 {
            let mut one = |n: usize| (numbers.next() / 100.0 * n as f64) as usize;
            let picks = [one(3), one(3), one(3), one(3), one(3), one(4)];
            let mut point: Vec<f64> = picks
                .iter()
                .zip([3, 3, 3, 3, 3, 4])
                .map(|(p, n)| (*p as f64 + 0.5) / f64::from(n))
                .collect();
            point.resize(kernel.choices().len(), 0.3);
            kernel.replicate_at(&point, &mut scratch).unwrap();
            let method = Method {
                impute: imputes[picks[0]],
                treat: treats[picks[1]],
                normalise: normalises[picks[2]],
                inner: inners[picks[3]],
                top: tops[picks[4]],
                left_out: drops[picks[5]],
            };
            let expected = scored(&framework(method, screen, NOTHING), &input);
            for (area, level) in
                (0..AREAS).filter(|a| ranked[*a]).flat_map(|a| [0, 1, 2].map(|l| (a, l)))
            {
                let cell = format!("{seed} {picks:?}: {area} at {level}");
                let (found, expected) =
                    (scratch.score(level, area), *expected.levels.get(area, level));
                assert_eq!(found, expected, "{cell}");
            }
        }
    }
}

/// A plain index of two areas of one indicator each, on goalposts 0–100, and its values.
fn two(uncertainty: &str, top: &str) -> Framework {
    let mut text = format!(
        "code = \"t\"\nname = \"T\"\n{uncertainty}\n[[level]]\ncode = \"index\"\nname = \"Index\"\naggregate = {top}\n"
    );
    for code in ["x", "y"] {
        text += &format!(
            "[[indicator]]\ncode = \"{code}\"\nparent = \"index\"\nname = \"{code}\"\nvalue = \"{code}\"\ngoalposts = {{ worst = 0, best = 100 }}\n"
        );
    }
    framework::read(Path::new("t.toml"), &text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

fn values(rows: &[[Option<f64>; 2]]) -> Input {
    let areas = (0..rows.len()).map(|a| format!("A{a}")).collect();
    Input::of_values(areas, Grid::from_fn(rows.len(), 2, |a, i| rows[a][i]))
}

/// Runs with nothing known of the values but themselves.
fn simulated(framework: &Framework, input: &Input, runs: u64, seed: u64) -> Simulation {
    let measured = Measured::exactly(input.areas.len(), framework.indicators.len());
    simulated_with(framework, input, &measured, Plan { runs, seed })
}

fn simulated_with(
    framework: &Framework,
    input: &Input,
    measured: &Measured,
    plan: Plan,
) -> Simulation {
    let watch = Watch { progress: &|_| {}, stop: &AtomicBool::new(false) };
    let scores = scored(framework, input);
    simulate(framework, input, &scores, measured, plan, &watch).unwrap_or_else(|e| panic!("{e}"))
}

const MEAN: &str = "{ method = \"arithmetic_mean\" }";

/// A: 90 and 20; B: 50 and 50. The mean puts A first, 55 to 50; the minimum B, 50 to 20.
fn uneven() -> Input {
    values(&[[Some(90.0), Some(20.0)], [Some(50.0), Some(50.0)]])
}

#[test]
fn with_nothing_uncertain_intervals_are_the_nominal_rank_and_score() {
    for seed in 0..20 {
        let (framework, input) = (framework(PLAIN, "", NOTHING), input(seed));
        let scores = scored(&framework, &input);
        let found = simulated(&framework, &input, 300, seed);
        for (area, level) in (0..AREAS).flat_map(|a| [0, 1, 2].map(|l| (a, l))) {
            if !scores.standings[area].is_ranked() {
                continue;
            }
            let rank = scores.ranks.get(area, level).map(|rank| rank as f64);
            let score = *scores.levels.get(area, level);
            let (r, s) = (found.ranks.get(area, level), found.scores.get(area, level));
            let ends = |i: &Interval| [i.mean, i.median, i.p05, i.p25, i.p75, i.p95];
            assert_eq!(r.map(|r| ends(&r.of)), rank.map(|x| [x; 6]));
            assert_eq!(s.as_ref().map(ends), score.map(|x| [x; 6]));
        }
        let ranked = scores.standings.iter().filter(|s| s.is_ranked()).count();
        let ties = (0..AREAS).filter(|a| {
            let own = *scores.ranks.get(*a, 0);
            own.is_some() && (0..AREAS).any(|b| b < *a && *scores.ranks.get(b, 0) == own)
        });
        assert_eq!(found.bands.len(), ranked - ties.count(), "every area is its own band");
    }
}

#[test]
fn two_aggregations_share_the_runs_half_and_half() {
    let vary = "[[uncertainty.aggregation]]\nalternatives = [{ method = \"minimum\" }]";
    let found = simulated(&two(vary, MEAN), &uneven(), 40_000, 3);
    // Five standard errors of a half in 40 000 runs: 0.0125.
    let first = *found.above.get(0, 1);
    assert!((first - 0.5).abs() < 0.0125, "{first}");
    assert_eq!(first + found.above.get(1, 0), 1.0);
    let score = found.scores.get(0, 0).unwrap();
    assert_eq!([score.p05, score.p95], [20.0, 55.0]);
    assert!((score.mean - (20.0 + 35.0 * first)).abs() < 0.005);
    let other = found.scores.get(1, 0).unwrap();
    assert_eq!([other.p05, other.mean, other.p95], [50.0; 3], "nothing else moves");
    assert_eq!(found.bands, [[0, 1]]);
    assert_eq!(found.ranks.get(0, 0).unwrap().of.nominal, Some(1.0));
}

#[test]
fn weights_alone_move_scores_as_far_as_they_can() {
    // Weights within a half: A's score is 90w + 20(1 − w), w from 0.5/2 to 1.5/2 at the ends.
    let vary = "[[uncertainty.weights]]\nspread = 0.5";
    let found = simulated(&two(vary, MEAN), &uneven(), 20_000, 1);
    let score = found.scores.get(0, 0).unwrap();
    assert!(score.p05 > 37.5 && score.p95 < 72.5 && score.p95 - score.p05 > 15.0, "{score:?}");
    assert!((score.mean - 55.0).abs() < 0.3, "{score:?}");
    let other = found.scores.get(1, 0).unwrap();
    assert_eq!([other.p05, other.p95], [50.0; 2]);
    // Dirichlet of concentration c over shares of a half: variance ¼ / (c + 1).
    let vary = "[[uncertainty.weights]]\nconcentration = 24";
    let found = simulated(&two(vary, MEAN), &uneven(), 20_000, 1);
    let score = found.scores.get(0, 0).unwrap();
    // The 5th and 95th of Beta(12, 12), 0.3354 and 0.6646: 20 + 70 of them.
    assert!((score.p05 - 43.48).abs() < 0.5 && (score.p95 - 66.52).abs() < 0.5, "{score:?}");
}

#[test]
fn one_indicator_left_out_at_a_time_gives_the_shares_of_the_full_count() {
    let vary = "[uncertainty.drop]";
    for seed in 0..5 {
        let (vary, input) = (framework(PLAIN, "", vary), input(seed));
        let runs = 30_000;
        let found = simulated(&vary, &input, runs, seed);
        let ways: Vec<Scores> = [None, Some("a"), Some("b"), Some("c"), Some("d"), Some("e")]
            .map(|left_out| scored(&framework(Method { left_out, ..PLAIN }, "", NOTHING), &input))
            .into();
        for (a, b) in (0..AREAS).flat_map(|a| (0..AREAS).map(move |b| (a, b))) {
            if !found.is_ranked[a] || !found.is_ranked[b] {
                continue;
            }
            let above = ways.iter().filter(|way| {
                let (high, low) = (way.levels.get(a, 0), way.levels.get(b, 0));
                high.is_some() && low.is_some() && high > low
            });
            let share = above.count() as f64 / 6.0;
            assert!((found.above.get(a, b) - share).abs() < 0.0145, "{a} above {b}: {share}");
        }
    }
}

/// Everything at once.
const ALL: &str = "[uncertainty.imputation]\nalternatives = [{ method = \"median\" }, { method = \"regression\" }]\n\
     [uncertainty.treatment]\nalternatives = [{ method = \"winsorise\", fallback = \"none\" }]\n\
     [uncertainty.normalisation]\nalternatives = [{ method = \"min_max\" }, { method = \"percentile_rank\" }]\n\
     [[uncertainty.aggregation]]\nalternatives = [{ method = \"geometric_mean\", floor = 1 }]\n\
     [[uncertainty.weights]]\n[uncertainty.drop]\n[uncertainty.measurement]\n";

fn uncertain_values() -> Measured {
    Measured {
        estimated: Grid::from_fn(AREAS, 5, |a, i| (a + i) % 2 == 0),
        age: Grid::from_fn(AREAS, 5, |a, _| a as i32 % 4),
        drift: vec![Some(2.0), None, Some(1.0), Some(0.5), Some(3.0)],
    }
}

#[test]
fn the_same_seed_gives_the_same_on_any_number_of_threads() {
    let (framework, input) = (framework(PLAIN, "", ALL), input(4));
    let on = |threads: usize, seed: u64| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let plan = Plan { runs: 3000, seed };
        pool.install(|| simulated_with(&framework, &input, &uncertain_values(), plan))
    };
    let one = on(1, 7);
    assert_eq!(one, on(2, 7));
    assert_eq!(one, on(16, 7));
    let other = on(2, 8);
    assert_ne!(one.ranks, other.ranks);
    for area in 0..AREAS {
        let (Some(x), Some(y)) = (one.scores.get(area, 0), other.scores.get(area, 0)) else {
            continue;
        };
        // Between means of 3000 runs each: five standard errors, the deviation from the quantiles.
        let error = (x.p95 - x.p05) / 3.29 * (2.0 / 3000f64).sqrt();
        assert!((x.mean - y.mean).abs() < 5.0 * error + 0.01, "{x:?} {y:?}");
        assert!((x.p05 - y.p05).abs() < 20.0 * error + 0.02, "{x:?} {y:?}");
    }
}

#[test]
fn noise_moves_only_values_that_are_uncertain_and_stays_within_their_range() {
    let vary = "[uncertainty.measurement]\nestimated = 0.1\ndrift = 1";
    let text_range = |range: &str| {
        let mut framework = two(vary, MEAN);
        framework.indicators[0].range = (range == "narrow").then_some([0.0, 95.0]);
        framework
    };
    let mut measured = Measured::exactly(2, 2);
    measured.estimated.set(0, 0, true);
    let plan = Plan { runs: 40_000, seed: 2 };
    let found = simulated_with(&text_range("none"), &uneven(), &measured, plan);
    let score = found.scores.get(0, 0).unwrap();
    // x = min(90·e^(z/10), 100), for goalposts end at 100: the 5th is 90·e^(−0.16449) = 76.35.
    assert!((score.p05 - (76.35 + 20.0) / 2.0).abs() < 0.25, "{score:?}");
    assert_eq!(score.p95, 60.0);
    assert_eq!(found.scores.get(1, 0).map(|s| [s.p05, s.p95]), Some([50.0; 2]));
    let narrow = simulated_with(&text_range("narrow"), &uneven(), &measured, plan);
    assert_eq!(narrow.scores.get(0, 0).unwrap().p95, 57.5, "nothing beyond 95");
    // Carried forward for four years at a drift of 1.5: a deviation of 3, 1.5 in the mean of two.
    let mut aged = Measured::exactly(2, 2);
    aged.age.set(1, 1, 4);
    aged.drift[1] = Some(1.5);
    let found = simulated_with(&text_range("none"), &uneven(), &aged, plan);
    let score = found.scores.get(1, 0).unwrap();
    assert!((score.p95 - (50.0 + 1.6449 * 1.5)).abs() < 0.05, "{score:?}");
    assert_eq!(found.scores.get(0, 0).map(|s| [s.p05, s.p95]), Some([55.0; 2]));
}

#[test]
fn an_area_without_a_rank_is_placed_and_moves_nobody() {
    // 20 areas with y = x, and one without y, which is required and follows x: near 60 of 100.
    let mut rows: Vec<[Option<f64>; 2]> = (1..=20)
        .map(|k| [Some(f64::from(k) * 5.0), Some(f64::from(k) * 5.0 + f64::from(k % 3) - 1.0)])
        .collect();
    rows.push([Some(61.0), None]);
    let mut framework = two(NOTHING, MEAN);
    framework.indicators[1].required = true;
    let input = values(&rows);
    let found = simulated(&framework, &input, 5000, 1);
    assert_eq!(found.is_ranked.iter().filter(|r| **r).count(), 20);
    let place = found.ranks.get(20, 0).unwrap();
    let score = found.scores.get(20, 0).unwrap();
    assert!(score.p05 < 61.0 && score.p95 > 61.0 && score.p95 - score.p05 < 3.0, "{score:?}");
    // Between the areas at 60 and at 65, of which 60 is the ninth from the top.
    assert!(place.of.p05 >= 9.0 && place.of.p95 <= 10.0, "{place:?}");
    for area in 0..20 {
        let rank = found.ranks.get(area, 0).unwrap().of;
        assert_eq!([rank.p05, rank.p95], [rank.nominal.unwrap(); 2], "the others stay");
    }
    // Nothing goes with it: drawn from all that is observed, and so anywhere.
    let scattered: Vec<[Option<f64>; 2]> =
        (0..12).map(|k| [Some(50.0), Some(f64::from(k) * 8.0)]).collect();
    let input = values(&[scattered, vec![[Some(50.0), None]]].concat());
    let score = simulated(&framework, &input, 5000, 1).scores.get(12, 0).unwrap();
    assert!(score.p05 <= 29.0 && score.p95 >= 65.0, "{score:?}");
}

#[test]
fn methods_that_compare_areas_are_simulated_too() {
    let vary = "[[uncertainty.aggregation]]\nalternatives = [{ method = \"copeland\" }]\n[[uncertainty.weights]]\nspread = 0.9\n";
    let rows = [[Some(90.0), Some(20.0)], [Some(50.0), Some(50.0)], [Some(10.0), Some(60.0)]];
    let found = simulated(&two(vary, MEAN), &values(&rows), 20_000, 1);
    // Half the runs count pairs won: with more weight on x, A B C score 2 0 −2, else −2 0 2. The
    // other half are means: B is 50 then, whatever the weights.
    let b = found.scores.get(1, 0).unwrap();
    assert!(b.p05 == 0.0 && (b.p95 - 50.0).abs() < 1e-9, "{b:?}");
    assert!((b.mean - 25.0).abs() < 1.0, "{b:?}");
    assert!((found.above.get(0, 2) - 0.25).abs() > 0.2, "A is above C more often than not");
}

#[test]
fn a_score_that_an_alternative_has_no_value_for_is_told_with_the_replication() {
    let vary = "[[uncertainty.aggregation]]\nalternatives = [{ method = \"geometric_mean\" }]";
    let (framework, input) = (two(vary, MEAN), values(&[[Some(0.0), Some(20.0)], [Some(50.0); 2]]));
    let watch = Watch { progress: &|_| {}, stop: &AtomicBool::new(false) };
    let (scores, measured) = (scored(&framework, &input), Measured::exactly(2, 2));
    let plan = Plan { runs: 100, seed: 1 };
    let fault = simulate(&framework, &input, &scores, &measured, plan, &watch).unwrap_err();
    let text = fault.to_string();
    assert!(text.contains("index of A0") && text.contains("floor"), "{text}");
}
