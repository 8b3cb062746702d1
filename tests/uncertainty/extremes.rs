//! Values at the limits and methods that can't be applied: a score is a finite number or missing, or
//! the error says which area, which indicator and what would work. Nothing panics.

use std::path::Path;

use ssj::framework::{self, Framework};
use ssj::model::Grid;
use ssj::score::{Input, Reason, Scores, Standing, score};

type Rows<'a> = &'a [[Option<f64>; 2]];

/// Two indicators, `a` (more is better) and `b` (less is), directly under the index.
fn framework(a: &str, b: &str, index: &str) -> Framework {
    let text = format!(
        "code = \"x\"\nname = \"X\"\n[normalise]\nmethod = \"min_max\"\n\
         [[level]]\ncode = \"index\"\nname = \"I\"\n{index}\n\
         [[indicator]]\ncode = \"a\"\nparent = \"index\"\nname = \"A\"\nvalue = \"A\"\ndirection = 1\n{a}\n\
         [[indicator]]\ncode = \"b\"\nparent = \"index\"\nname = \"B\"\nvalue = \"B\"\ndirection = -1\n{b}\n"
    );
    framework::read(Path::new("x.toml"), &text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

fn input(rows: Rows) -> Input {
    let areas = (0..rows.len()).map(|a| format!("A{a}")).collect();
    Input::of_values(areas, Grid::from_fn(rows.len(), 2, |a, i| rows[a][i]))
}

const MEAN: &str = "aggregate = { method = \"arithmetic_mean\" }";
const FULL: Rows<'static> =
    &[[Some(1.0), Some(4.0)], [Some(2.0), Some(2.0)], [Some(4.0), Some(1.0)], [Some(3.0), None]];

fn scored(a: &str, index: &str, rows: Rows) -> Scores {
    score(&framework(a, "", index), &input(rows)).unwrap_or_else(|e| panic!("{e}"))
}

#[track_caller]
fn refused(a: &str, index: &str, rows: Rows, parts: &[&str]) {
    let message = match score(&framework(a, "", index), &input(rows)) {
        Ok(_) => panic!("it should have been refused: {a} {index}"),
        Err(faults) => faults.to_string(),
    };
    for part in parts {
        assert!(message.contains(part), "`{part}` is not in:\n{message}");
    }
}

#[test]
fn what_can_not_be_normalised_names_the_cell() {
    let normalise = |method: &str, rows: Rows, parts: &[&str]| {
        refused(&format!("normalise = {{ method = {method} }}"), MEAN, rows, parts);
    };
    let one: Rows = &[[Some(7.0), None]];
    normalise("\"min_max\"", one, &["a: 7 is the only value", "choose goalposts or rank"]);
    normalise("\"z_score\"", one, &["a: 7 is the only value", "z-score"]);
    normalise("\"percentile_rank\"", one, &["a: one value alone has no percentile rank"]);
    let missing = "\"distance_to_reference\", reference = \"ZZZ\"";
    normalise(missing, FULL, &["a: the reference area ZZZ has no value", "min_max"]);
    let lowest = "\"distance_to_reference\", reference = \"A0\"";
    normalise(lowest, FULL, &["a: no area scores below the reference area A0"]);
    normalise("\"distance_to_target\", target = 1", FULL, &["a: every value reaches the target"]);
    let negative: Rows = &[[Some(1.0), Some(1.0)], [Some(-2.0), Some(3.0)]];
    normalise("\"fraction_of_max\"", negative, &["a of A1: a fraction", "found -2", "min_max"]);
    let far: Rows = &[[Some(-1.5e308), Some(1.0)], [Some(1.5e308), Some(2.0)]];
    normalise("\"min_max\"", far, &["a: its values are too far apart", "rank"]);
    let infinite: Rows = &[[Some(f64::INFINITY), Some(1.0)], [Some(1.0), Some(2.0)]];
    normalise("\"rank\"", infinite, &["a of A0: the value is not a finite number"]);
    let logarithm =
        "transform = \"logarithm\"\nnormalise = { method = \"categories\", thresholds = [0, 1] }";
    refused(logarithm, MEAN, FULL, &["a: the target or threshold 0", "logarithm of 0"]);
}

#[test]
fn what_can_not_be_made_or_treated_names_the_cell() {
    let gap: Rows = &[[None, Some(1.0)], [Some(2.0), None], [Some(3.0), None]];
    let nearest = "impute = [{ method = \"nearest_areas\", k = 1 }]";
    refused(nearest, MEAN, gap, &["a of A0: can't be imputed", "not 1 areas", "median"]);
    let many = "impute = [{ method = \"nearest_areas\", k = 4 }]";
    let rows: Rows = &[[None, Some(1.0)], [Some(2.0), Some(3.0)], [Some(3.0), Some(1.0)]];
    refused(many, MEAN, rows, &["a of A0: can't be imputed", "not 4 areas"]);
    let none: Rows = &[[None, Some(1.0)], [None, Some(2.0)]];
    let mean = "impute = [{ method = \"mean\" }]";
    let told = "a of 2 areas: can't be imputed (no area has a value): A0, A1";
    refused(mean, MEAN, none, &[told]);
    let huge: Rows = &[[None, Some(1.0)], [Some(1.7e308), Some(2.0)], [Some(1.7e308), Some(3.0)]];
    refused(mean, MEAN, huge, &["a of A0: the mean of all areas, n = 2, is not a finite number"]);
    let box_cox = "treat = { method = \"box_cox\", lambda = 5, when = \"always\" }";
    let wide: Rows = &[[Some(1.0), Some(1.0)], [Some(1e200), Some(2.0)]];
    refused(box_cox, MEAN, wide, &["a of A1", "treated, is not a finite number", "nearer to 0"]);
}

#[test]
fn what_can_not_be_aggregated_names_the_area_and_what_stands_below() {
    let by = |method: &str, rows: Rows, parts: &[&str]| {
        refused("", &format!("aggregate = {{ method = {method} }}"), rows, parts);
    };
    for mean in ["geometric", "harmonic"] {
        let method = format!("\"{mean}_mean\"");
        by(&method, FULL, &[&format!("index of A0: a {mean} mean"), "(a)", "`index` a `floor`"]);
    }
    by("\"generalised_mean\", power = -2", FULL, &["index of A0", "score of 0 (a)"]);
    let bounds = "\"benefit_of_the_doubt\", bounds = [0.6, 0.8]";
    by(bounds, FULL, &["index of A0: the bounds", "widen `bounds`"]);
    let z = "normalise = { method = \"z_score\" }";
    let doubt = "aggregate = { method = \"benefit_of_the_doubt\" }";
    refused(z, doubt, FULL, &["index of A0", "score below 0 (a)", "scale from 0"]);
    let two: Rows = &[[Some(1.0), Some(2.0)], [Some(2.0), Some(1.0)]];
    for weights in ["principal_components", "entropy", "critic", "match_influence"] {
        let index = format!("{MEAN}\nweights = {{ method = \"{weights}\" }}");
        refused("", &index, two, &["three areas with every score, and there are 2", "given"]);
    }
    // Posts that nobody reaches: every score is 0, and Mazziotta–Pareto standardises.
    let posts = "goalposts = { worst = 10, best = 20 }\nnormalise = { method = \"goalposts\" }";
    let pareto = "aggregate = { method = \"mazziotta_pareto\" }";
    refused(posts, pareto, FULL, &["index: Mazziotta–Pareto", "all equal (a)"]);
}

#[test]
fn an_incomplete_level_is_not_called_unknown() {
    let reasons = |index: &str| match scored("", index, FULL).standings.swap_remove(3) {
        Standing::Indicative(reasons) => reasons,
        Standing::Ranked => panic!("A3 lacks b"),
    };
    let half = Reason::Incomplete { level: 0, share: 0.5 };
    assert_eq!(reasons(MEAN), std::slice::from_ref(&half));
    let ordered =
        "complete = false\naggregate = { method = \"ordered_weighted_average\", order = [2, 1] }";
    assert_eq!(reasons(ordered), [half]);
    let covered = format!("{MEAN}\ncomplete = false\ncoverage = 0.6");
    assert_eq!(reasons(&covered), [Reason::LowScoreCoverage { level: 0, share: 0.5 }]);
}

#[test]
fn an_area_without_values_and_an_indicator_without_values_are_missing_and_nothing_else() {
    let rows: Rows = &[[Some(1.0), None], [None, None], [Some(3.0), None]];
    let index = format!("{MEAN}\ncomplete = false");
    let scores = scored("", &index, rows);
    let column: Vec<Option<f64>> = scores.levels.column(0).copied().collect();
    assert_eq!(column, [Some(0.0), None, Some(100.0)]);
    assert_eq!(scores.ranks.column(0).copied().collect::<Vec<_>>(), [Some(2), None, Some(1)]);
}

/// Numbers that depend on the seed alone (a linear congruence, high bits).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % n
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    fn share(&mut self) -> f64 {
        self.below(1 << 30) as f64 / (1 << 30) as f64
    }

    /// A value of one of many kinds: constant, tied, tiny, huge, negative, next to each other.
    fn value(&mut self, kind: usize) -> Option<f64> {
        let share = self.share();
        Some(match kind {
            0 => return None,
            1 => 7.0,
            2 => self.below(3) as f64,
            3 => 1e-310 * share,
            4 => 1.7e308 * (share - 0.5),
            5 => -100.0 * share,
            6 => 1.0 + 1e-15 * self.below(5) as f64,
            7 => (30.0 * share).exp(),
            _ => 100.0 * share,
        })
    }
}

const NORMALISE: [&str; 12] = [
    "\"min_max\"",
    "\"min_max\", scale = [1, 100]",
    "\"z_score\"",
    "\"rank\"",
    "\"percentile_rank\"",
    "\"borda\"",
    "\"distance_to_max\"",
    "\"distance_to_target\", target = 5",
    "\"distance_to_reference\", reference = \"A1\"",
    "\"fraction_of_max\"",
    "\"categories\", thresholds = [-1, 0, 5]",
    "\"min_max\", over = \"all_years\"",
];
const TREAT: [&str; 6] = [
    "\"none\"",
    "\"winsorise\", fallback = \"none\"",
    "\"percentiles\", low = 0.0, high = 1.0, when = \"always\"",
    "\"percentiles\", low = 0.1, high = 0.9, when = \"always\"",
    "\"winsorise\", when = \"always\", points = 2",
    "\"winsorise\", fallback = \"none\", points = 0",
];
const IMPUTE: [&str; 4] = [
    "",
    "impute = [{ method = \"median\" }]",
    "impute = [{ method = \"row_mean\" }, { method = \"mean\" }]",
    "impute = [{ method = \"nearest_areas\", k = 2 }, { method = \"mean\" }]",
];
const AGGREGATE: [&str; 11] = [
    "\"arithmetic_mean\"",
    "\"geometric_mean\", floor = 1",
    "\"harmonic_mean\", floor = 1",
    "\"generalised_mean\", power = -300, floor = 1",
    "\"generalised_mean\", power = 300, floor = 1",
    "\"median\"",
    "\"minimum\"",
    "\"mazziotta_pareto\"",
    "\"copeland\"",
    "\"benefit_of_the_doubt\"",
    "\"benefit_of_the_doubt\", bounds = [0.1, 0.9]",
];
const WEIGHTS: [&str; 6] = [
    "\"equal\"",
    "\"principal_components\"",
    "\"entropy\"",
    "\"critic\"",
    "\"match_influence\"",
    "\"benefit_of_the_doubt\", bounds = [0.2, 0.8]",
];

/// An index five levels deep, an indicator or two at each, methods by chance.
fn by_chance(chance: &mut Chance) -> Framework {
    let mut text = "code = \"x\"\nname = \"X\"\n".to_owned();
    for level in 0..5usize {
        let parent = level.checked_sub(1).map_or(String::new(), |p| format!("parent = \"l{p}\"\n"));
        let aggregate = chance.of(&AGGREGATE);
        let takes_weights = !aggregate.contains("minimum") && !aggregate.contains("doubt");
        let weights = match takes_weights && chance.below(3) == 0 {
            true => format!("weights = {{ method = {} }}\n", chance.of(&WEIGHTS)),
            false => String::new(),
        };
        text += &format!(
            "[[level]]\ncode = \"l{level}\"\nname = \"L\"\n{parent}complete = {}\n{weights}aggregate = {{ method = {aggregate} }}\n",
            chance.below(2) == 0
        );
        for i in 0..1 + chance.below(2) {
            let normalise = chance.of(&NORMALISE);
            let fixed = ["all_years", "target", "thresholds"].iter().any(|m| normalise.contains(m));
            let treat = if fixed { TREAT[0] } else { chance.of(&TREAT) };
            text += &format!(
                "[[indicator]]\ncode = \"i{level}{i}\"\nparent = \"l{level}\"\nname = \"I\"\nvalue = \"V\"\ndirection = {}\nnormalise = {{ method = {normalise} }}\ntreat = {{ method = {treat} }}\n{}\n",
                if chance.below(2) == 0 { 1 } else { -1 },
                chance.of(&IMPUTE)
            );
        }
    }
    framework::read(Path::new("x.toml"), &text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

#[test]
fn whatever_the_methods_a_score_is_finite_or_refused_with_a_hint() {
    let (mut given, mut refused) = (0, 0);
    for seed in 0..4000 {
        let chance = &mut Chance(seed);
        let framework = by_chance(chance);
        let (areas, ordinary) = ([1, 2, 3, 12][chance.below(4)], chance.below(2) == 0);
        let width = framework.indicators.len();
        let kind = |_| if ordinary { 8 } else { chance.below(12) };
        let kinds: Vec<usize> = (0..width).map(kind).collect();
        let values = Grid::from_fn(areas, width, |_, i| {
            let value = chance.value(kinds[i]);
            value.filter(|_| chance.below(8) > 0)
        });
        let codes = (0..areas).map(|a| format!("A{a}")).collect();
        match score(&framework, &Input::of_values(codes, values)) {
            Ok(scores) => {
                let tables = [&scores.prepared, &scores.indicators, &scores.levels];
                let mut cells = tables.iter().flat_map(|t| (0..areas).flat_map(|a| t.row(a)));
                assert!(cells.all(|x| x.is_none_or(f64::is_finite)), "round {seed}");
                let weights = |made: &ssj::score::LevelWeights| {
                    (0..areas)
                        .all(|a| made.weights.of(a).iter().all(|w| *w >= 0.0 && w.is_finite()))
                };
                assert!(scores.weights.iter().all(weights), "round {seed}");
                given += 1;
            }
            Err(faults) => {
                assert!(faults.0.iter().all(|f| f.to_string().contains("hint:")), "{faults}");
                refused += 1;
            }
        }
    }
    assert!(given > 300 && refused > 300, "{given} scored and {refused} refused");
}
