//! Values imputed and treated: what they were made from, and what they count for.

use super::{Case, DATA, MEAN, MIN_MAX, close, panel, score};

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
        "b of 2 areas: can't be imputed (no area of REGION South has a value): DDD, EEE",
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
