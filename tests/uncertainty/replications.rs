//! Single replications against what `score` gives for the same choices, to the last bit.

use crate::made_up_index::{AREAS, Method, NOTHING, PLAIN, exactly, framework, input, scored};
use crate::numbers::Numbers;
use ssj::uncertainty::Kernel;

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
            let mut one = |n: usize| (numbers.percent() / 100.0 * n as f64) as usize;
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
