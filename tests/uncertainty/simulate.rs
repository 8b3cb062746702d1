//! The Monte Carlo of the index against what can be counted by hand.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use crate::made_up_index::{AREAS, Method, NOTHING, PLAIN, framework, input, scored};
use ssj::framework::{self, Framework};
use ssj::model::Grid;
use ssj::score::{Input, Scores};
use ssj::uncertainty::{Interval, Kernel, Measured, Replications, Simulation, Watch, simulate};

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
    simulated_with(framework, input, &measured, Replications { runs, seed })
}

fn simulated_with(
    framework: &Framework,
    input: &Input,
    measured: &Measured,
    plan: Replications,
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
        assert_eq!(found.tiers.len(), ranked - ties.count(), "every area is its own tier");
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
    assert_eq!(found.by_tier(), [[0, 1]]);
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
        let plan = Replications { runs: 3000, seed };
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
    let plan = Replications { runs: 40_000, seed: 2 };
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
    let plan = Replications { runs: 100, seed: 1 };
    let fault = simulate(&framework, &input, &scores, &measured, plan, &watch).unwrap_err();
    let text = fault.to_string();
    assert!(text.contains("index of A0") && text.contains("floor"), "{text}");
}

#[test]
fn intervals_of_scores_are_of_the_runs_on_the_declared_scale() {
    // By z-scores of mean 1000 all scores lie far beyond 0–100; the ranks are the same.
    let vary = "[uncertainty.normalisation]\nalternatives = [{ method = \"z_score\", mean = 1000, deviation = 1 }]";
    let (framework, input) = (two(vary, MEAN), uneven());
    let found = simulated(&framework, &input, 2000, 1);
    assert!(found.score_runs > 900 && found.score_runs < 1100, "{}", found.score_runs);
    for (area, score) in [(0, 55.0), (1, 50.0)] {
        let of = found.scores.get(area, 0).unwrap();
        assert_eq!((of.p05, of.mean, of.p95, of.runs), (score, score, score, found.score_runs));
        assert_eq!(found.ranks.get(area, 0).unwrap().of.runs, 2000);
    }
}

#[test]
fn an_indicator_keeps_its_method_where_its_values_can_not_bear_the_alternative() {
    // The second column does not vary: no lowest and highest.
    let vary = "[uncertainty.normalisation]\nalternatives = [{ method = \"min_max\" }]";
    let framework = two(vary, MEAN);
    let input = values(&[[Some(20.0), Some(30.0)], [Some(40.0), Some(30.0)]]);
    let (scores, measured) = (scored(&framework, &input), Measured::exactly(2, 2));
    let kernel = Kernel::new(&framework, &input, &scores, &measured, 1).unwrap();
    let said: Vec<String> = kernel.kept().iter().map(|kept| kept.sentence(&framework)).collect();
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("y keeps") && said[0].contains("min_max"), "{}", said[0]);
    // The first by min–max, 0 and 100, or as declared; the second 30 in any case.
    let mut scratch = kernel.scratch();
    let mut seen: Vec<f64> = Vec::new();
    for replication in 0..50 {
        kernel.replicate(replication, &mut scratch).unwrap();
        seen.extend(scratch.score(0, 0));
    }
    seen.sort_by(f64::total_cmp);
    seen.dedup();
    assert_eq!(seen, [15.0, 25.0]);
    // Where neither varies, the alternative is an error that names both.
    let constant = values(&[[Some(20.0), Some(30.0)]; 2]);
    let scores = scored(&framework, &constant);
    let fault = Kernel::new(&framework, &constant, &scores, &measured, 1).err().unwrap();
    let text = fault.to_string();
    assert!(text.contains("x: all 2 values") && text.contains("y: all 2 values"), "{text}");
}

/// A made-up table of pairs, and its tiers as another program found them.
#[test]
fn tiers_are_those_of_another_program() {
    let read = |text: &'static str| -> Vec<Vec<&str>> {
        text.lines().skip(1).map(|line| line.split(',').collect()).collect()
    };
    let pairs = read(include_str!("../fixtures/tiers/pairwise.csv"));
    let expected = read(include_str!("../fixtures/tiers/tiers.csv"));
    let at = |code: &str| expected.iter().position(|row| row[0] == code).unwrap();
    let mut above = vec![vec![0.0_f64; expected.len()]; expected.len()];
    for pair in &pairs {
        let (one, other) = (at(pair[0]), at(pair[1]));
        above[one][other] = pair[2].parse().unwrap();
        above[other][one] = pair[3].parse().unwrap();
    }
    let found = ssj::uncertainty::tiers::tiers(expected.len(), |a, b| above[a][b] >= 0.95);
    for (area, row) in expected.iter().enumerate() {
        let told = [found.first[area] + 1, found.last[area] + 1].map(|tier| tier.to_string());
        assert_eq!(told, [row[1], row[2]], "{}", row[0]);
    }
}
