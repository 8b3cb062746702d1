//! Methods chosen in a framework file and run as a user would, against results worked out by hand.

#[path = "explained/by_method.rs"]
mod by_method;
mod explained;
mod workdir;

use workdir::Workdir;

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
        dir.score().ok();
        dir
    }

    #[track_caller]
    fn fails(&self, parts: &[&str]) {
        let dir = self.dir();
        dir.score().fails(parts);
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
fn an_imputed_value_says_what_it_was_made_from() {
    // B of CCC is missing: North has 5 and 4. Every value is of 2020.
    let data = DATA.replace("CCC,20,3,30", "CCC,20,,30");
    let with = |keys| {
        let case = Case { keys: ["", keys, ""], data: &data, ..Case::default() };
        let dir = case.scored();
        let cell = |column| panel(&dir, "CCC", "b", column);
        assert_eq!((cell("year"), cell("row")), (String::new(), String::new()));
        let rows = dir.rows("out/imputed.csv");
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0]["ref_area"].as_str(), rows[0]["indicator"].as_str()), ("CCC", "b"));
        assert_eq!(rows[0]["value"], cell("value"));
        let columns = ["method", "group", "from_areas", "from_indicators", "from_years"];
        let from = columns.map(|column| rows[0][column].clone()).join("|");
        (cell("value"), cell("status"), from)
    };
    let made = |value: &str, status: &str, from: &str| {
        (value.to_owned(), format!("imputed: {status}"), from.to_owned())
    };
    assert_eq!(
        with("impute = [{ method = \"mean\" }]"),
        made("3", "mean of all areas, n = 4", "mean||AAA;BBB;DDD;EEE|b|2020;2020;2020;2020")
    );
    assert_eq!(
        with("impute = [{ method = \"median\", by = \"REGION\" }]"),
        made("4.5", "median of REGION North, n = 2", "median|REGION North|AAA;BBB|b|2020;2020")
    );
    // A of CCC is at ½ of its range, less of B is better: ½ of 1–5.
    assert_eq!(
        with("impute = [{ method = \"row_mean\" }]"),
        made("3", "row mean within one, n = 1", "row_mean||CCC|a|2020")
    );
    // By A and C the neighbours are BBB and DDD, equally far.
    assert_eq!(
        with("impute = [{ method = \"nearest_areas\", k = 2 }]"),
        made("3", "mean of the nearest areas BBB DDD", "nearest_areas||BBB;DDD|b|2020;2020")
    );
}

#[test]
fn an_imputed_value_counts_for_the_score_and_not_for_the_coverage() {
    let data = DATA.replace("CCC,20,3,30", "CCC,20,,30");
    let defaults = format!("{MIN_MAX}[ranking]\ncoverage = 0.6\n[[impute]]\nmethod = \"mean\"\n");
    let case = Case { defaults: &defaults, data: &data, ..Case::default() };
    let dir = case.scored();
    close(dir.score_of("CCC", "one").unwrap(), 50.0);
    let excluded = dir.rows("out/excluded.csv");
    assert_eq!(excluded[0]["reason"], "one has 50% of its indicator weight, below 60%");
}

#[test]
fn a_second_method_helps_where_the_first_has_nothing() {
    let data = DATA.replace("DDD,30,2,40", "DDD,30,,40").replace("EEE,40,1,50", "EEE,40,,50");
    let first = "{ method = \"median\", by = \"REGION\" }";
    let alone = format!("impute = [{first}]");
    let case = Case { keys: ["", &alone, ""], data: &data, ..Case::default() };
    case.fails(&[
        "b of DDD can't be imputed: no area of REGION South has a value",
        "b of EEE",
        "add a method that has values",
    ]);
    let both = format!("impute = [{first}, {{ method = \"median\" }}]");
    let case = Case { keys: ["", &both, ""], data: &data, ..Case::default() };
    assert_eq!(panel(&case.scored(), "DDD", "b", "status"), "imputed: median of all areas, n = 3");
    // An empty list leaves it missing, whatever the framework does for the others.
    let defaults = format!("{MIN_MAX}[[impute]]\nmethod = \"median\"\n");
    let keys = ["", "impute = []", ""];
    let dir = Case { defaults: &defaults, keys, data: &data, ..Case::default() }.scored();
    assert_eq!(panel(&dir, "DDD", "b", "value"), "");
    assert!(!dir.exists("out/imputed.csv"));
}

#[test]
fn a_value_is_read_off_between_two_years_or_carried_forward() {
    let data = "REF_AREA,TIME_PERIOD,A,B,C\nAAA,2018,0,5,10\nAAA,2022,40,5,10\nBBB,2014,10,4,20\n\
                BBB,2020,,4,20\nCCC,2020,20,3,30\n";
    let with = |keys| Case { keys: [keys, "", ""], data, ..Case::default() }.scored();
    let dir = with("impute = [{ method = \"linear\" }]");
    assert_eq!(panel(&dir, "AAA", "a", "value"), "20");
    assert_eq!(panel(&dir, "AAA", "a", "status"), "imputed: linear between 2018 and 2022");
    assert_eq!(panel(&dir, "AAA", "a", "row"), "2;3");
    let made = dir.rows("out/imputed.csv");
    assert_eq!(made.len(), 1);
    assert_eq!(
        (made[0]["method"].as_str(), made[0]["from_years"].as_str()),
        ("linear", "2018;2022")
    );
    assert_eq!(panel(&dir, "BBB", "a", "year"), "2014", "without a second year: the latest");
    let dir = with("impute = [{ method = \"linear\", years = 3 }]");
    assert_eq!(panel(&dir, "AAA", "a", "value"), "0");
    let dir = with("impute = [{ method = \"carried_forward\", years = 5 }]");
    assert_eq!(panel(&dir, "BBB", "a", "value"), "", "six years old");
    assert_eq!(panel(&dir, "AAA", "a", "age"), "2");
}

#[test]
fn score_coverage_is_asked_before_anything_is_imputed() {
    let data = DATA.replace("AAA,0,5,10", "AAA,0,,").replace("BBB,10,4,20", "BBB,10,,20");
    let impute = format!("{MIN_MAX}[[impute]]\nmethod = \"mean\"\n");
    let defaults = format!("{impute}[screen]\ncoverage = 0.6\n");
    let index = format!("{MEAN}\ncoverage = 0.5\ncomplete = false");
    let case = Case { defaults: &defaults, data: &data, index: &index, ..Case::default() };
    let dir = case.scored();
    assert_eq!(dir.score_of("BBB", "one"), None, "half of its indicators");
    assert!(dir.score_of("BBB", "index").is_some(), "half of its areas");
    let excluded = dir.rows("out/excluded.csv");
    let reason =
        |area: &str| excluded.iter().find(|r| r["ref_area"] == area).unwrap()["reason"].clone();
    assert_eq!(reason("BBB"), "one has 50% of what stands below it, below 60%");
    let defaults = format!("{impute}[screen]\noverall = 0.5\n");
    let case = Case { defaults: &defaults, data: &data, ..Case::default() };
    let dir = case.scored();
    assert_eq!(dir.score_of("AAA", "index"), None);
    let rows = dir.rows("out/excluded.csv");
    assert_eq!(rows[0]["reason"], "it has 33% of the scored indicators, below 50%: left out");
    // Without AAA the lowest A is that of BBB.
    close(score(&dir, "BBB", "a"), 0.0);
}

#[test]
fn what_treatment_changed_is_listed() {
    let data = DATA.replace("EEE,40,1,50", "EEE,4000,1,50");
    let treat = "treat = { method = \"winsorise\", when = \"always\", points = 1 }";
    let dir = Case { keys: [treat, "", ""], data: &data, ..Case::default() }.scored();
    let rows = dir.rows("out/treated.csv");
    assert_eq!(rows.len(), 1);
    let cell = |column: &str| rows[0][column].as_str();
    assert_eq!((cell("ref_area"), cell("indicator")), ("EEE", "a"));
    assert_eq!((cell("from"), cell("to"), cell("change")), ("4000", "30", "winsorised_high"));
    close(score(&dir, "EEE", "a"), 100.0);
    assert_eq!(panel(&dir, "EEE", "a", "value"), "4000", "the panel keeps the value");
    assert_eq!(panel(&dir, "EEE", "a", "status"), "published; winsorised_high");
    let percentiles =
        "treat = { method = \"percentiles\", low = 0.25, high = 0.75, when = \"always\" }";
    let dir = Case { keys: [percentiles, "", ""], ..Case::default() }.scored();
    assert_eq!(dir.rows("out/treated.csv").len(), 2);
    let box_cox = "treat = { method = \"box_cox\", lambda = 0.5, when = \"always\" }";
    let dir = Case { keys: [box_cox, "", ""], ..Case::default() }.scored();
    assert_eq!(dir.rows("out/treated.csv")[0]["change"], "box_cox, lambda 0.5");
    // 2(√1 − 1) = 0 and 2(√41 − 1): the place of 2(√11 − 1) between them.
    close(score(&dir, "BBB", "a"), 100.0 * (11f64.sqrt() - 1.0) / (41f64.sqrt() - 1.0));
    let untreated = Case::default().scored();
    assert!(!untreated.exists("out/treated.csv"));
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

#[test]
fn what_a_method_can_not_do_is_said_with_what_would_work() {
    let constant = "REF_AREA,A,B,C\nAAA,0,3,10\nBBB,10,3,20\nCCC,20,3,30\n";
    Case { data: constant, ..Case::default() }
        .fails(&["b: all 3 values are 3", "choose goalposts or rank"]);
    let geometric = "aggregate = { method = \"geometric_mean\" }";
    Case { one: geometric, ..Case::default() }
        .fails(&["one of AAA: a geometric mean has no value with a score of 0 (a)", "floor"]);
    let reference = "normalise = { method = \"distance_to_reference\", reference = \"AAA\" }";
    Case { keys: [reference, "", ""], ..Case::default() }
        .fails(&["a: no area scores below the reference area AAA", "min_max"]);
    let fraction = "normalise = { method = \"fraction_of_max\" }";
    let negative = DATA.replace("AAA,0", "AAA,-1");
    Case { keys: [fraction, "", ""], data: &negative, ..Case::default() }
        .fails(&["a of AAA: a fraction of the best value needs values 0 or above", "min_max"]);
}

/// The framework is refused before any data are read, with the line.
#[test]
fn a_choice_that_makes_no_sense_is_refused_with_its_line() {
    let keys = |keys, parts: &[&str]| Case { keys: [keys, "", ""], ..Case::default() }.fails(parts);
    keys(
        "impute = [{ method = \"median\", k = 3 }]",
        &["the method median takes no `k`", "it takes by", ":29"],
    );
    keys("impute = [{ method = \"nearest_areas\" }]", &["nearest_areas needs `k`", "`k = 5`"]);
    keys(
        "impute = [{ method = \"mean\" }, { method = \"linear\" }]",
        &["linear choose the value in time", "must stand first"],
    );
    keys(
        "impute = [{ method = \"mean\", by = \"REGOIN\" }]",
        &["no column REGOIN", "did you mean `REGION`?"],
    );
    keys(
        "treat = { method = \"percentiles\", low = 0.9, high = 0.1 }",
        &["low must be below high"],
    );
    keys(
        "treat = { method = \"winzorise\" }",
        &["there is no method `winzorise` to treat by", "did you mean `winsorise`?"],
    );
    keys("normalise = { method = \"goalposts\" }", &["`a` has no goalposts", "min_max"]);
    keys("normalise = { method = \"rank\", scale = [0, 1] }", &["rank takes no `scale`"]);
    keys("normalise = { method = \"categories\", thresholds = [2, 1] }", &["thresholds must be"]);
    keys("direction = 2", &["direction must be 1 (more is better) or -1 (found 2)"]);
    keys(
        "direction = -1\ngoalposts = { worst = 0, best = 1 }",
        &["direction and goalposts of `a` contradict each other"],
    );
    keys(
        "goalposts = { worst = 0, best = 1 }\nnormalise = { method = \"goalposts\" }\ntreat = { method = \"winsorise\" }",
        &["another scale than goalposts", "fallback"],
    );
    keys(
        "normalise = { method = \"min_max\", over = \"all_years\" }\ntreat = { method = \"percentiles\", high = 0.9 }",
        &["normalised over all years", "untreated"],
    );
    let level = |one, parts: &[&str]| Case { one, ..Case::default() }.fails(parts);
    level(
        "aggregate = { method = \"generalised_mean\", power = 0 }",
        &["other than 0", "geometric_mean"],
    );
    level(
        "aggregate = { method = \"ordered_weighted_average\", order = [1] }",
        &["1 weights for 2 scores"],
    );
    level(
        "aggregate = { method = \"geometric_mean\", floor = 100 }",
        &["floor of one must be below 100", "found 100", "framework.toml:17"],
    );
    level("aggregate = { method = \"minimum\", floor = 1 }", &["minimum takes no `floor`"]);
    level(
        &format!("{MEAN}\nweights = {{ method = \"benefit_of_the_doubt\", bounds = [0.6, 0.4] }}"),
        &["bounds must be"],
    );
    let defaults = format!("{MIN_MAX}[screen]\ncoverage = 2\n");
    Case { defaults: &defaults, ..Case::default() }
        .fails(&["coverage must be a share from 0 to 1"]);
}
