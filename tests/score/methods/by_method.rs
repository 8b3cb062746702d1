//! Explanations of made-up indices, by every method there is.

use super::Case;
use crate::explained;
use crate::numbers::Numbers;

/// Five areas in five years, with gaps, ties and values far out.
fn many() -> String {
    let mut data = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\n".to_owned();
    let mut numbers = Numbers(7);
    for area in ["AAA", "BBB", "CCC", "DDD", "EEE"] {
        for series in ["A", "B", "C"] {
            for year in [2015, 2018, 2019, 2020, 2022] {
                let (value, chance, far) =
                    (numbers.percent() + 1.0, numbers.percent(), numbers.percent());
                let value = if far > 90.0 { value * 40.0 } else { value.round() };
                // The first area has a value of every series, so that nothing is without any.
                if chance > 45.0 || (area == "AAA" && year == 2020) {
                    data += &format!("{area},{series},{year},{value}\n");
                }
            }
        }
    }
    data
}

/// The methods that the description of frameworks has; what changes a value alone is told otherwise.
fn described() -> Vec<&'static str> {
    const PAGE: &str = include_str!("../../../datasets/FRAMEWORK.md");
    const PARAMETERS: [&str; 5] = ["floor", "on_zero", "scale", "over = \"all_years\"", "years"];
    let mut found = Vec::new();
    for verb in ["Transform", "Normalise", "Weigh", "Aggregate"] {
        let row = PAGE.lines().find(|line| line.starts_with(&format!("| {verb} |"))).unwrap();
        let told = row.split('|').nth(3).unwrap();
        for (nth, part) in told.split('(').enumerate() {
            let outside = if nth == 0 { part } else { part.split_once(')').unwrap().1 };
            let names = outside.split('`').skip(1).step_by(2);
            found.extend(names.filter(|name| !PARAMETERS.contains(name)));
        }
    }
    assert!(found.len() > 30, "{found:?}");
    found
}

/// Whatever the methods, the leaves of what is explained give every score again.
#[test]
fn what_is_explained_gives_the_scores_again_by_every_method() {
    let data = many();
    let lists: [&[&str]; 5] = [
        &[
            "method = \"min_max\"",
            "method = \"z_score\"\nmean = 50\ndeviation = 10",
            "method = \"percentile_rank\"",
            "method = \"rank\"",
            "method = \"borda\"",
            "method = \"distance_to_max\"",
            "method = \"distance_to_target\"\ntarget = 40\ncapped = true",
            "method = \"distance_to_reference\"\nreference = \"AAA\"",
            "method = \"fraction_of_max\"\nscale = [1, 100]",
            "method = \"categories\"\nthresholds = [20, 50, 60]",
            "method = \"min_max\"\nscale = [1, 100]\nover = \"all_years\"",
        ],
        &[
            "",
            "[treat]\nmethod = \"winsorise\"\npoints = 2\n",
            "[treat]\nmethod = \"percentiles\"\nwhen = \"always\"\nlow = 0.1\nhigh = 0.9\n",
            "[treat]\nmethod = \"logarithm\"\nwhen = \"always\"\n",
            "[treat]\nmethod = \"box_cox\"\nwhen = \"always\"\n",
        ],
        &[
            "",
            "[[impute]]\nmethod = \"median\"\n",
            "[[impute]]\nmethod = \"mean\"\nby = \"REGION\"\n[[impute]]\nmethod = \"mean\"\n",
            "[[impute]]\nmethod = \"row_mean\"\n[[impute]]\nmethod = \"median\"\n",
            "[[impute]]\nmethod = \"nearest_areas\"\nk = 1\n[[impute]]\nmethod = \"median\"\n",
        ],
        &[
            "method = \"arithmetic_mean\"",
            "method = \"geometric_mean\", floor = 1",
            "method = \"geometric_mean\", on_zero = \"exclude\"",
            "method = \"harmonic_mean\", floor = 1",
            "method = \"generalised_mean\", power = 0.5, floor = 1",
            "method = \"generalised_mean\", power = -2, floor = 1",
            "method = \"median\"",
            "method = \"minimum\"",
            "method = \"ordered_weighted_average\", order = [0.7, 0.3]",
            "method = \"copeland\"",
            "method = \"mazziotta_pareto\"",
            "method = \"mazziotta_pareto\", penalty = \"plus\"",
            "method = \"benefit_of_the_doubt\"",
            "method = \"formula\", formula = \"(a + 2 * b) / 3\"",
        ],
        &[
            "",
            "weights = { method = \"equal\" }",
            "weights = { method = \"principal_components\" }",
            "weights = { method = \"entropy\" }",
            "weights = { method = \"critic\" }",
            "weights = { method = \"match_influence\" }",
            "weights = { method = \"benefit_of_the_doubt\" }",
        ],
    ];
    // Each method with the first of all others, which none refuses, then mixtures.
    let alone = lists.iter().enumerate().flat_map(|(list, methods)| {
        (0..methods.len()).map(move |at| {
            let mut chosen = [0; 5];
            chosen[list] = at;
            (chosen, true)
        })
    });
    let mixed = (0..40).map(|at| ([at, at / 2, at / 3, at / 10 + at, at / 7], false));
    let (mut followed, mut seen) = (0, Default::default());
    for (chosen, must) in alone.chain(mixed) {
        let [normalise, treat, impute, aggregate, weights] =
            [0, 1, 2, 3, 4].map(|list: usize| lists[list][chosen[list] % lists[list].len()]);
        let defaults = format!("{impute}{treat}[normalise]\n{normalise}\n");
        let one = format!("complete = false\naggregate = {{ {aggregate} }}\n{weights}");
        let index = "complete = false\naggregate = { method = \"arithmetic_mean\" }";
        let transform = ["logarithm", "square_root", "reciprocal"][chosen[0] % 3];
        let second = format!("weight = 0.5\nfloor = 3\ntransform = \"{transform}\"");
        let keys = ["weight = 2", second.as_str(), "impute = [{ method = \"linear\", years = 4 }]"];
        let dir = Case { defaults: &defaults, index, one: &one, keys, data: &data }.dir();
        let run = dir.score();
        // What a method can't be joined with is refused, and told elsewhere.
        if !must && !run.success {
            continue;
        }
        run.ok();
        let options = ssj::pipeline::Options {
            framework: Some(dir.path("framework.toml")),
            data: vec![dir.path("data.csv")],
            ..Default::default()
        };
        followed += explained::all_holds(&options, &mut seen);
    }
    assert!(followed > 1400, "only {followed} numbers were followed");
    // The project's own index has goalposts, and is followed for every State.
    seen.insert("goalposts");
    let left_out: Vec<&str> =
        described().into_iter().filter(|method| !seen.contains(method)).collect();
    assert!(left_out.is_empty(), "nothing was made by {left_out:?}");
}
