//! What must hold of every index, whatever its values: tried on many made-up ones.

use crate::numbers::Numbers;
use std::path::Path;

use ssj::framework::{self, Framework};
use ssj::model::Grid;
use ssj::score::{Input, Scores, score};

const AREAS: usize = 12;
const ROUNDS: u64 = 40;

/// Monotone methods: a better score below never lowers the level.
const MONOTONE: [&str; 10] = [
    "{ method = \"arithmetic_mean\" }",
    "{ method = \"geometric_mean\", floor = 1 }",
    "{ method = \"harmonic_mean\", floor = 1 }",
    "{ method = \"generalised_mean\", power = 0.5, floor = 1 }",
    "{ method = \"generalised_mean\", power = -2, floor = 1 }",
    "{ method = \"median\" }",
    "{ method = \"minimum\" }",
    "{ method = \"ordered_weighted_average\", order = [1, 2, 3] }",
    "{ method = \"copeland\" }",
    "{ method = \"benefit_of_the_doubt\" }",
];

/// Four indicators, three of them in one focus area; the second and the fourth are better smaller.
fn framework(defaults: &str, one: &str) -> Framework {
    let mut text = format!(
        "code = \"p\"\nname = \"P\"\n{defaults}\n\
         [[level]]\ncode = \"index\"\nname = \"Index\"\ncomplete = false\naggregate = {{ method = \"arithmetic_mean\" }}\n\
         [[level]]\ncode = \"one\"\nparent = \"index\"\nname = \"One\"\naggregate = {one}\n\
         [[level]]\ncode = \"two\"\nparent = \"index\"\nname = \"Two\"\naggregate = {{ method = \"arithmetic_mean\" }}\n"
    );
    for (code, parent, weight, posts) in [
        ("a", "one", 1.0, "worst = 10, best = 90"),
        ("b", "one", 2.0, "worst = 90, best = 10"),
        ("c", "one", 0.5, "worst = 0, best = 100"),
        ("d", "two", 1.0, "worst = 100, best = 0"),
    ] {
        text += &format!(
            "[[indicator]]\ncode = \"{code}\"\nparent = \"{parent}\"\nname = \"{code}\"\nvalue = \"{code}\"\nweight = {weight}\ngoalposts = {{ {posts} }}\n"
        );
    }
    framework::read(Path::new("p.toml"), &text).unwrap_or_else(|e| panic!("{e}"))
}

/// One cell in ten is missing where `gaps`.
fn values(seed: u64, gaps: bool) -> Grid<Option<f64>> {
    let mut numbers = Numbers(seed);
    Grid::from_fn(AREAS, 4, |_, _| {
        let (value, chance) = (numbers.percent(), numbers.percent());
        (!gaps || chance > 10.0).then_some(value)
    })
}

fn scored(framework: &Framework, values: Grid<Option<f64>>) -> Scores {
    let areas = (0..AREAS).map(|a| format!("A{a:02}")).collect();
    score(framework, &Input::of_values(areas, values)).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn scores_stay_within_their_bounds() {
    let normalise = [
        "",
        "[normalise]\nmethod = \"min_max\"",
        "[normalise]\nmethod = \"percentile_rank\"",
        "[normalise]\nmethod = \"distance_to_max\"",
        "[normalise]\nmethod = \"fraction_of_max\"",
        "[normalise]\nmethod = \"categories\"\nthresholds = [20, 50, 60]",
        "[normalise]\nmethod = \"distance_to_target\"\ntarget = 50\ncapped = true",
    ];
    let bounded = MONOTONE.iter().filter(|m| !m.contains("copeland"));
    for method in bounded {
        for defaults in normalise {
            let framework = framework(defaults, method);
            for seed in 0..ROUNDS {
                let scores = scored(&framework, values(seed, true));
                let all = |grid: &Grid<Option<f64>>| {
                    (0..AREAS).flat_map(|a| grid.row(a).to_vec()).flatten().collect::<Vec<f64>>()
                };
                for x in [all(&scores.indicators), all(&scores.levels)].concat() {
                    assert!((-1e-9..=100.0 + 1e-9).contains(&x), "{x} by {method} {defaults}");
                }
            }
        }
    }
}

#[test]
fn methods_of_rank_do_not_see_a_monotone_change_of_scale() {
    for method in ["rank", "borda", "percentile_rank"] {
        let framework = framework(&format!("[normalise]\nmethod = \"{method}\""), MONOTONE[0]);
        for seed in 0..ROUNDS {
            let plain = values(seed, true);
            let bent = Grid::from_fn(AREAS, 4, |a, i| plain.get(a, i).map(|x| (x / 20.0).exp()));
            assert_eq!(scored(&framework, plain).levels, scored(&framework, bent).levels);
        }
    }
}

#[test]
fn a_better_value_never_lowers_an_area() {
    for method in MONOTONE {
        let framework = framework("", method);
        for seed in 0..ROUNDS {
            let before = values(seed, false);
            let (area, indicator) = (seed as usize % AREAS, seed as usize % 4);
            let better = if indicator % 2 == 0 { 7.0 } else { -7.0 };
            let mut after = before.clone();
            after.set(area, indicator, before.get(area, indicator).map(|x| x + better));
            let (before, after) = (scored(&framework, before), scored(&framework, after));
            for level in 0..framework.levels.len() {
                let (b, a) = (before.levels.get(area, level), after.levels.get(area, level));
                assert!(a.unwrap() >= b.unwrap() - 1e-9, "{method}: {b:?} to {a:?}");
            }
        }
    }
}

/// Kilometres for metres, or degrees counted from another zero: nothing moves.
#[test]
fn the_unit_of_a_value_does_not_matter() {
    let imputed =
        "[[impute]]\nmethod = \"nearest_areas\"\nk = 3\n[treat]\nmethod = \"winsorise\"\n";
    for method in ["min_max", "z_score", "percentile_rank", "distance_to_max"] {
        let framework =
            framework(&format!("[normalise]\nmethod = \"{method}\"\n{imputed}"), MONOTONE[0]);
        for seed in 0..ROUNDS {
            let plain = values(seed, true);
            let other = Grid::from_fn(AREAS, 4, |a, i| plain.get(a, i).map(|x| 4.0 * x - 1000.0));
            let (plain, other) = (scored(&framework, plain), scored(&framework, other));
            for area in 0..AREAS {
                for (x, y) in plain.levels.row(area).iter().zip(other.levels.row(area)) {
                    assert!((x.unwrap() - y.unwrap()).abs() < 1e-7, "{method}: {x:?} and {y:?}");
                }
            }
        }
    }
}

#[test]
fn the_order_of_the_areas_does_not_matter() {
    let defaults = "[normalise]\nmethod = \"min_max\"\n[[impute]]\nmethod = \"median\"\n[treat]\nmethod = \"winsorise\"\n";
    for method in MONOTONE {
        let method = if method.contains("mean") && !method.contains("arithmetic") {
            MONOTONE[0]
        } else {
            method
        };
        let framework = framework(defaults, method);
        for seed in 0..ROUNDS {
            let plain = values(seed, true);
            let turned = Grid::from_fn(AREAS, 4, |a, i| *plain.get(AREAS - 1 - a, i));
            let (plain, turned) = (scored(&framework, plain), scored(&framework, turned));
            for a in 0..AREAS {
                for l in 0..framework.levels.len() {
                    let (x, y) = (plain.levels.get(a, l), turned.levels.get(AREAS - 1 - a, l));
                    assert!((x.unwrap() - y.unwrap()).abs() < 1e-9, "{method}");
                }
            }
        }
    }
}
