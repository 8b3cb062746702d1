//! Choices of methods that make no sense, and what a method can't do with the data.

use super::{Case, DATA, MEAN, MIN_MAX};

#[test]
fn what_a_method_can_not_do_is_said_with_what_would_work() {
    let constant = "REF_AREA,A,B,C\nAAA,0,3,10\nBBB,10,3,20\nCCC,20,3,30\n";
    Case { data: constant, ..Case::default() }
        .fails(&["b: all 3 values are 3", "choose goalposts or rank"]);
    let geometric = "aggregate = { method = \"geometric_mean\" }";
    Case { one: geometric, ..Case::default() }
        .fails(&["one of AAA: a geometric mean has no value with a score of 0 (a)", "floor"]);
    // Of several areas it is one error, which names them all.
    let zeros = DATA.replace("BBB,10", "BBB,0");
    let several = "one of 2 areas: a geometric mean has no value with a score of 0: AAA, BBB (a)";
    let told = Case { one: geometric, data: &zeros, ..Case::default() }.dir().score();
    told.fails(&[several, "floor"]);
    assert_eq!(told.err.matches("error: ").count(), 1, "{}", told.err);
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
