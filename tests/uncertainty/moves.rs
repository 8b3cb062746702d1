//! What moves the results: indices against a factorial counted in full through `score`, and the ends
//! of what can be asked.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use ssj::framework::{self, Framework};
use ssj::model::Grid;
use ssj::score::{Input, Scores, score};
use ssj::tables;
use ssj::uncertainty::sensitivity::OutputIndices;
use ssj::uncertainty::{
    Kernel, Measured, Replications, Sensitivities, Unknown, Watch, runs_of, sensitivities,
};

const NORMALISATIONS: [&str; 2] = ["method = \"goalposts\"", "method = \"percentile_rank\""];
const TOPS: [&str; 3] = [
    "{ method = \"arithmetic_mean\" }",
    "{ method = \"geometric_mean\", floor = 1 }",
    "{ method = \"harmonic_mean\", floor = 1 }",
];

/// Four indicators in two focus areas.
fn framework(normalise: &str, top: &str, uncertainty: &str) -> Framework {
    let mut text = format!(
        "code = \"m\"\nname = \"M\"\n[ranking]\ncoverage = 0.4\n[normalise]\n{normalise}\n{uncertainty}\n\
         [[level]]\ncode = \"index\"\nname = \"Index\"\naggregate = {top}\n\
         [[level]]\ncode = \"one\"\nparent = \"index\"\nname = \"One\"\n\
         aggregate = {{ method = \"arithmetic_mean\" }}\n\
         [[level]]\ncode = \"two\"\nparent = \"index\"\nname = \"Two\"\n\
         aggregate = {{ method = \"arithmetic_mean\" }}\n"
    );
    for (code, parent) in [("a", "one"), ("b", "one"), ("c", "two"), ("d", "two")] {
        text += &format!(
            "[[indicator]]\ncode = \"{code}\"\nparent = \"{parent}\"\nname = \"{code}\"\n\
             value = \"{code}\"\nweight = 1\ngoalposts = {{ worst = 0, best = 100 }}\n"
        );
    }
    framework::read(Path::new("m.toml"), &text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

/// Eight areas; the first has the highest value of everything and never moves.
fn input() -> Input {
    let values: [[f64; 4]; 8] = [
        [99.0, 98.0, 97.0, 99.0],
        [90.0, 12.0, 71.0, 66.0],
        [55.0, 61.0, 48.0, 52.0],
        [8.0, 42.0, 95.0, 93.0],
        [40.0, 44.0, 60.0, 61.0],
        [77.0, 70.0, 20.0, 28.0],
        [20.0, 81.0, 33.0, 80.0],
        [52.0, 50.0, 57.0, 49.0],
    ];
    let cells = Grid::from_fn(8, 4, |area, i| Some(values[area][i]));
    Input::of_values((0..8).map(|a| format!("A{a}")).collect(), cells)
}

fn scored(framework: &Framework, input: &Input) -> Scores {
    score(framework, input).unwrap_or_else(|e| panic!("{e}"))
}

fn found(framework: &Framework, input: &Input, runs: u64) -> Sensitivities {
    let scores = scored(framework, input);
    let measured = Measured::exactly(input.areas.len(), 4);
    let kernel = Kernel::new(framework, input, &scores, &measured, 7).unwrap();
    let watch = Watch { progress: &|_| {}, stop: &AtomicBool::new(false) };
    sensitivities(&kernel, Replications { runs, seed: 7 }, &watch).unwrap().unwrap()
}

const TWO: &str = "[uncertainty.normalisation]\nalternatives = [{ method = \"percentile_rank\" }]\n\
    [[uncertainty.aggregation]]\ndepth = 0\nalternatives = [{ method = \"geometric_mean\", floor = 1 }, \
    { method = \"harmonic_mean\", floor = 1 }]";

/// First-order and total index of the row and of the column of a full factorial, each cell as likely.
fn exact(cells: &[[f64; 3]; 2]) -> [(f64, f64); 2] {
    let variance = |values: &[f64]| {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / values.len() as f64
    };
    let whole = variance(cells.as_flattened());
    let rows = cells.map(|row| row.iter().sum::<f64>() / 3.0);
    let columns = [0, 1, 2].map(|c| (cells[0][c] + cells[1][c]) / 2.0);
    let (row, column) = (variance(&rows) / whole, variance(&columns) / whole);
    // With two inputs the total of one is what the other does not do alone.
    [(row, 1.0 - column), (column, 1.0 - row)]
}

fn assert_near(output: &OutputIndices, exact: [(f64, f64); 2], what: &str) {
    let inputs = output.inputs.as_ref().unwrap_or_else(|| panic!("{what} has no indices"));
    for (found, (first, total)) in inputs.iter().zip(exact) {
        assert!((found.first.value - first).abs() < 0.01, "{what}: {found:?} is not {first}");
        assert!((found.total.value - total).abs() < 0.01, "{what}: {found:?} is not {total}");
    }
}

#[test]
fn indices_are_those_of_the_factorial_counted_in_full() {
    let input = input();
    let declared = framework(NORMALISATIONS[0], TOPS[0], TWO);
    let of = found(&declared, &input, 80_000);
    let cells = NORMALISATIONS
        .map(|normalise| TOPS.map(|top| scored(&framework(normalise, top, ""), &input)));
    let nominal = &cells[0][0];
    let shift = |scores: &Scores, level: usize| {
        let rank = |of: &Scores, area: usize| of.ranks.get(area, level).unwrap() as f64;
        (0..8).map(|a| (rank(scores, a) - rank(nominal, a)).abs()).sum::<f64>() / 8.0
    };
    let table = |y: &dyn Fn(&Scores) -> f64| {
        let row = |n: usize| [0, 1, 2].map(|top: usize| y(&cells[n][top]));
        exact(&[row(0), row(1)])
    };
    assert_near(&of.ranking, table(&|s| shift(s, 0)), "the ranking");
    for area in 1..8 {
        let rank = |s: &Scores| s.ranks.get(area, 0).unwrap() as f64;
        if cells.as_flattened().iter().any(|s| rank(s) != rank(nominal)) {
            assert_near(&of.ranks[area], table(&rank), &format!("rank of A{area}"));
        } else {
            assert_eq!(of.unknown(&of.ranks[area]), Some(Unknown::NeverMoves));
        }
        let score = |s: &Scores| s.levels.get(area, 0).unwrap();
        assert_near(&of.scores[area], table(&score), &format!("score of A{area}"));
    }
    // The focus areas don't know how the index is made of them; where scores by order alone leave
    // their ranks as they are, nothing moves.
    let moved = of.levels.iter().filter(|(level, output)| {
        let moves = cells.as_flattened().iter().any(|s| shift(s, *level) > 0.0);
        match moves {
            true => assert_near(output, table(&|s| shift(s, *level)), "a focus area"),
            false => assert_eq!(of.unknown(output), Some(Unknown::NeverMoves)),
        }
        moves
    });
    assert!(moved.count() > 0);
}

#[test]
fn one_choice_makes_all_the_variance_and_none_makes_none() {
    let input = input();
    let one = "[[uncertainty.weights]]\ndepth = 0\nspread = 0.5";
    let of = found(&framework(NORMALISATIONS[0], TOPS[0], one), &input, 12_288);
    let alone = of.ranking.inputs.as_ref().unwrap()[0];
    assert_eq!((alone.first.value, of.choices.len()), (1.0, 1));
    assert!((alone.total.value - 1.0).abs() < 0.05, "{alone:?}");
    let (leading, _) = of.leading(&of.ranking)[0];
    assert_eq!(leading.code, of.choices[0].code);
    // The first area has the highest score whatever the weights.
    assert_eq!(of.unknown(&of.ranks[0]), Some(Unknown::NeverMoves));

    let of = found(&framework(NORMALISATIONS[0], TOPS[0], "[uncertainty]"), &input, 10);
    assert_eq!((of.runs, of.unknown(&of.ranking)), (0, Some(Unknown::NothingVaries)));
    let framework = framework(NORMALISATIONS[0], TOPS[0], "[uncertainty]");
    let table = tables::sensitivity(&framework, &input.areas, &of).csv();
    // A row for the ranking, two focus areas, and rank and score of each of eight areas.
    assert_eq!(table.lines().count(), 1 + 1 + 2 + 2 * 8);
    assert!(table.lines().skip(1).all(|row| row.ends_with(",0,nothing_varies")), "{table}");
}

#[test]
fn an_area_without_a_value_in_some_run_has_no_indices_and_says_so() {
    let mut input = input();
    input.values = Grid::from_fn(8, 4, |area, i| {
        // A7 has one indicator alone: without it, no score.
        input.values.get(area, i).filter(|_| area != 7 || i == 0)
    });
    let framework = framework(NORMALISATIONS[0], TOPS[0], "[uncertainty.drop]");
    let of = found(&framework, &input, 3000);
    assert_eq!(of.unknown(&of.scores[7]), Some(Unknown::Missing));
    assert_eq!(of.unknown(&of.scores[1]), None);
    let table = tables::sensitivity(&framework, &input.areas, &of).csv();
    assert!(
        table.contains("\nscore,A7,,,,,,,,,,,,,3072,") || table.contains("no_value_in_some_run")
    );
}

#[test]
fn the_same_bytes_on_any_number_of_threads_and_none_where_it_is_stopped() {
    let more = format!("{TWO}\n[[uncertainty.weights]]\ndepth = 1\nspread = 0.25");
    let (framework, input) = (framework(NORMALISATIONS[0], TOPS[0], &more), input());
    let table = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let of = pool.install(|| found(&framework, &input, 5000));
        tables::sensitivity(&framework, &input.areas, &of).csv()
    };
    let alone = table(1);
    assert_eq!(alone, table(2));
    assert_eq!(alone, table(16));

    let scores = scored(&framework, &input);
    let measured = Measured::exactly(8, 4);
    let kernel = Kernel::new(&framework, &input, &scores, &measured, 7).unwrap();
    let watch = Watch { progress: &|_| {}, stop: &AtomicBool::new(true) };
    assert_eq!(sensitivities(&kernel, Replications { runs: 5000, seed: 7 }, &watch).unwrap(), None);
    // By hand: 16 scrambles × 32 points × (3 + 2), the most that fits into 5000.
    assert_eq!(runs_of(&kernel, Replications { runs: 5000, seed: 7 }).unwrap(), 2560);
    let refusal = runs_of(&kernel, Replications { runs: 100, seed: 7 }).unwrap_err().to_string();
    assert!(refusal.contains("at least 160"), "{refusal}");
}
