//! The Monte Carlo of the index: replications against `score`, and against what can be counted by hand.

use std::path::Path;

use ssj::framework::{self, Framework};
use ssj::model::Grid;
use ssj::score::{Input, Scores, score};
use ssj::uncertainty::{Kernel, Measured};

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
