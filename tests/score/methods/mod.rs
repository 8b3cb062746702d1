//! Methods chosen in a framework file and scored by the library, against results worked out by hand.

mod by_method;
mod imputed;
mod refused;

use crate::workdir::Workdir;

/// An index of two focus areas over a wide table of five areas, with these defaults, levels' keys
/// and keys of the indicators `a` (more is better), `b` (less is) and `c`.
struct Case<'a> {
    defaults: &'a str,
    index: &'a str,
    one: &'a str,
    keys: [&'a str; 3],
    data: &'a str,
}

const MEAN: &str = "aggregate = { method = \"arithmetic_mean\" }";
const MIN_MAX: &str = "[normalise]\nmethod = \"min_max\"\n";
const DATA: &str =
    "REF_AREA,A,B,C\nAAA,0,5,10\nBBB,10,4,20\nCCC,20,3,30\nDDD,30,2,40\nEEE,40,1,50\n";

impl Default for Case<'_> {
    fn default() -> Self {
        Case { defaults: MIN_MAX, index: MEAN, one: MEAN, keys: [""; 3], data: DATA }
    }
}

impl Case<'_> {
    fn dir(&self) -> Workdir {
        let dir = Workdir::new();
        let areas = "[data]\nareas = \"areas.csv\"\ncut_off = 2020";
        let Case { defaults, index, one, keys: [a, b, c], .. } = self;
        let a =
            if a.contains("direction") { (*a).to_owned() } else { format!("direction = 1\n{a}") };
        let framework = format!(
            "code = \"t\"\nname = \"T\"\n{areas}\n{defaults}\n\
             [[level]]\ncode = \"index\"\nname = \"Index\"\n{index}\n\
             [[level]]\ncode = \"one\"\nparent = \"index\"\nname = \"One\"\n{one}\n\
             [[level]]\ncode = \"two\"\nparent = \"index\"\nname = \"Two\"\n{MEAN}\n\
             [[indicator]]\ncode = \"a\"\nparent = \"one\"\nname = \"A\"\nvalue = \"A\"\n{a}\n\
             [[indicator]]\ncode = \"b\"\nparent = \"one\"\nname = \"B\"\nvalue = \"B\"\ndirection = -1\n{b}\n\
             [[indicator]]\ncode = \"c\"\nparent = \"two\"\nname = \"C\"\nvalue = \"C\"\ndirection = 1\n{c}\n"
        );
        dir.write("framework.toml", framework);
        dir.write(
            "areas.csv",
            "REF_AREA,NAME_EN,REGION\nAAA,A,North\nBBB,B,North\nCCC,C,North\nDDD,D,South\nEEE,E,South\n",
        );
        dir.write("data.csv", self.data);
        dir
    }

    fn scored(&self) -> Workdir {
        let dir = self.dir();
        dir.scored().unwrap_or_else(|faults| panic!("{faults}"));
        dir
    }

    #[track_caller]
    fn fails(&self, parts: &[&str]) {
        let dir = self.dir();
        let told = dir.scored().expect_err("a fault").to_string();
        for part in parts {
            assert!(told.contains(part), "`{part}` is not in:\n{told}");
        }
        assert!(!dir.exists("out/scores.csv"));
    }
}

/// A cell of `out/panel.csv`.
fn panel(dir: &Workdir, area: &str, indicator: &str, column: &str) -> String {
    let rows = dir.rows("out/panel.csv");
    let row = rows.iter().find(|r| r["ref_area"] == area && r["indicator"] == indicator);
    row.map_or_else(String::new, |row| row[column].clone())
}

fn score(dir: &Workdir, area: &str, indicator: &str) -> f64 {
    panel(dir, area, indicator, "score").parse().unwrap()
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "found {found}, expected {expected}");
}

#[test]
fn each_normalisation_by_hand() {
    let of = |keys, area, indicator| {
        let keys = [keys, keys, ""];
        score(&Case { keys, ..Case::default() }.scored(), area, indicator)
    };
    let target = "normalise = { method = \"distance_to_target\", target = 20, capped = true }";
    let dir = Case { keys: [target, "", ""], ..Case::default() }.scored();
    close(score(&dir, "BBB", "a"), 50.0);
    close(score(&dir, "EEE", "a"), 100.0);
    let open = target.replace("true", "false");
    let dir = Case { keys: [&open, "", ""], ..Case::default() }.scored();
    close(score(&dir, "EEE", "a"), 200.0);
    let reference = "normalise = { method = \"distance_to_reference\", reference = \"DDD\" }";
    close(of(reference, "BBB", "a"), 100.0 / 3.0);
    // Less is better: (5 − 4) / (5 − 2).
    close(of(reference, "BBB", "b"), 100.0 / 3.0);
    let fraction = "normalise = { method = \"fraction_of_max\" }";
    close(of(fraction, "DDD", "a"), 75.0);
    close(of(fraction, "DDD", "b"), 50.0);
    let steps = "normalise = { method = \"categories\", thresholds = [2, 4] }";
    close(of(steps, "EEE", "a"), 100.0);
    close(of(steps, "EEE", "b"), 100.0);
    close(of(steps, "DDD", "b"), 100.0);
    close(of(steps, "BBB", "b"), 50.0);
    close(of(steps, "AAA", "b"), 0.0);
    let z = "normalise = { method = \"z_score\", mean = 100, deviation = 10 }";
    // Mean 20, deviation √250.
    close(of(z, "EEE", "a"), 100.0 + 200.0 / 250f64.sqrt());
    let posts = "goalposts = { worst = 10, best = 30 }\nnormalise = { method = \"goalposts\", scale = [1, 100] }";
    let dir = Case { keys: [posts, "", ""], ..Case::default() }.scored();
    close(score(&dir, "CCC", "a"), 50.5);
    close(score(&dir, "AAA", "a"), 1.0);
}

#[test]
fn transforms_move_values_and_goalposts_alike() {
    let root = "transform = \"square_root\"\nnormalise = { method = \"goalposts\" }\ngoalposts = { worst = 0, best = 40 }";
    let dir = Case { keys: [root, "", ""], ..Case::default() }.scored();
    close(score(&dir, "BBB", "a"), 50.0);
    // 1/5 … 1/1, and less is better still: (1/4 − 1/5) / (1 − 1/5).
    let dir = Case { keys: ["", "transform = \"reciprocal\"", ""], ..Case::default() }.scored();
    close(score(&dir, "BBB", "b"), 6.25);
    let case = Case { keys: ["transform = \"reciprocal\"", "", ""], ..Case::default() };
    case.fails(&["a of AAA: the reciprocal of 0", "set `floor`"]);
}

#[test]
fn all_years_together_make_one_scale() {
    let data = "REF_AREA,TIME_PERIOD,A,B,C\nAAA,2010,0,5,10\nAAA,2020,50,5,10\nBBB,2020,100,4,20\n";
    let keys = ["normalise = { method = \"min_max\", over = \"all_years\" }", "", ""];
    let dir = Case { keys, data, ..Case::default() }.scored();
    close(score(&dir, "AAA", "a"), 50.0);
    let dir = Case { data, ..Case::default() }.scored();
    close(score(&dir, "AAA", "a"), 0.0);
}

#[test]
fn each_aggregation_by_hand() {
    // Scores of BBB: a 25, b 25 → one 25; c 25. Of EEE all 100. Make b of BBB the best: 100.
    let data = DATA.replace("BBB,10,4,20", "BBB,10,1,20");
    let one = |one: &str| {
        let case = Case { one, data: &data, ..Case::default() };
        case.scored().score_of("BBB", "one").unwrap()
    };
    close(one("aggregate = { method = \"median\" }"), 62.5);
    close(one("aggregate = { method = \"minimum\" }"), 25.0);
    close(one("aggregate = { method = \"ordered_weighted_average\", order = [3, 1] }"), 81.25);
    close(one("aggregate = { method = \"harmonic_mean\", floor = 1 }"), 40.0);
    close(one("aggregate = { method = \"geometric_mean\", floor = 1 }"), 50.0);
    // On a scale to 1000 the scores are 250 and 1000, and a floor may well be above 100.
    let defaults = "[normalise]\nmethod = \"min_max\"\nscale = [0, 1000]\n";
    let floored = "aggregate = { method = \"geometric_mean\", floor = 400 }";
    let case = Case { defaults, one: floored, data: &data, ..Case::default() };
    close(case.scored().score_of("BBB", "one").unwrap(), (400f64 * 1000.0).sqrt());
    close(one("aggregate = { method = \"generalised_mean\", power = 2 }"), (10625f64 / 2.0).sqrt());
    close(one("aggregate = { method = \"benefit_of_the_doubt\" }"), 100.0);
    let bounded = one("aggregate = { method = \"benefit_of_the_doubt\", bounds = [0.4, 0.6] }");
    // 0.4·25 + 0.6·100 = 70 against the 100 of EEE, which is best whatever the weights.
    close(bounded, 70.0);
    let minus = one("aggregate = { method = \"mazziotta_pareto\", penalty = \"minus\" }");
    let plus = one("aggregate = { method = \"mazziotta_pareto\", penalty = \"plus\" }");
    assert!(minus < plus);
}

#[test]
fn made_weights_stand_in_a_table() {
    let data = "REF_AREA,A,B,C\nAAA,1,5,10\nBBB,4,4,20\nCCC,2,2,30\nDDD,8,1,40\nEEE,6,3,50\n";
    for method in [
        "equal",
        "principal_components",
        "entropy",
        "critic",
        "match_influence",
        "benefit_of_the_doubt",
    ] {
        let one = format!("{MEAN}\nweights = {{ method = \"{method}\" }}");
        let dir = Case { one: &one, data, ..Case::default() }.scored();
        let rows = dir.rows("out/weights.csv");
        let is_own = method == "benefit_of_the_doubt";
        assert_eq!(rows.len(), if is_own { 10 } else { 2 }, "{method}");
        for pair in rows.chunks(2) {
            let weight = |row: &std::collections::BTreeMap<String, String>| {
                row["weight"].parse::<f64>().unwrap()
            };
            close(weight(&pair[0]) + weight(&pair[1]), 1.0);
            // The score is the mean under these weights.
            let area = if is_own { pair[0]["ref_area"].as_str() } else { "CCC" };
            let scores = [score(&dir, area, "a"), score(&dir, area, "b")];
            let expected = weight(&pair[0]) * scores[0] + weight(&pair[1]) * scores[1];
            assert!((dir.score_of(area, "one").unwrap() - expected).abs() < 1e-6, "{method}");
        }
    }
}
