//! What is said of a framework that makes no sense: the line, and the nearest right word.

use crate::workdir::{SMALL, SMALL_DATA, Workdir};

/// Scores [`SMALL`] with `from` replaced by `to`; the error must hold every part.
#[track_caller]
fn refused(from: &str, to: &str, parts: &[&str]) {
    assert!(SMALL.contains(from), "`{from}` is not in the framework");
    let dir = Workdir::of(SMALL.replacen(from, to, 1), SMALL_DATA);
    dir.score().fails(parts);
    assert!(!dir.exists("out/scores.csv"));
}

#[test]
fn an_unknown_key_names_the_line_and_the_nearest_key() {
    refused(
        "weight = 1",
        "wieght = 1",
        &["unknown field `wieght`", "framework.toml:30", "did you mean `weight`?"],
    );
    refused("parent = \"work\"", "parnet = \"work\"", &["did you mean `parent`?"]);
}

#[test]
fn weights_must_be_above_zero() {
    refused(
        "weight = 0.5",
        "weight = 0",
        &["weight of `gap` must be above 0 (found 0)", "framework.toml:38"],
    );
    refused("weight = 0.5", "weight = -1", &["found -1"]);
    refused("weight = 0.5", "weight = nan", &["must be above 0"]);
}

#[test]
fn goalposts_must_differ() {
    refused(
        "worst = 0, best = 50",
        "worst = 5, best = 5",
        &["goalposts of `jobs` must differ", "framework.toml:29"],
    );
}

#[test]
fn names_must_be_known() {
    refused(
        "value = \"JOBS\"",
        "value = \"JOBZ\"",
        &["no series `JOBZ`", "framework.toml:28", "did you mean `JOBS`?"],
    );
    refused(
        "parent = \"work\"\nname = \"Jobs\"",
        "parent = \"wrok\"\nname = \"Jobs\"",
        &["no level `wrok`", "did you mean `work`?"],
    );
    refused("weight = 1", "themes = [\"none\"]", &["no theme `none`"]);
}

#[test]
fn the_tree_must_have_one_root_and_no_cycle() {
    let cycle = "parent = \"home\"\nname = \"Work\"";
    let both = SMALL.replacen("parent = \"index\"\nname = \"Work\"", cycle, 1).replacen(
        "parent = \"index\"\nname = \"Home\"",
        "parent = \"work\"\nname = \"Home\"",
        1,
    );
    let dir = Workdir::of(both, SMALL_DATA);
    dir.score().fails(&["the parents of level `work` form a cycle", "the parents of level `home`"]);
    refused(
        "parent = \"index\"\nname = \"Work\"",
        "name = \"Work\"",
        &["exactly one level must have no parent"],
    );
}

#[test]
fn one_grouping_at_most_has_peers_and_each_a_code_of_its_own() {
    let grouping = |code: &str, more: &str| {
        format!(
            "[[grouping]]\ncode = \"{code}\"\ncolumn = \"R\"\nname = \"R\"\ngroups = []\n{more}\n"
        )
    };
    let peers = "peers = \"areas alike\"";
    let two = grouping("a", peers) + &grouping("b", peers) + "[[indicator]]";
    refused("[[indicator]]", &two, &["`b` has peers, and so has `a`", "leave out `peers`"]);
    let twice = grouping("a", "") + &grouping("a", "") + "[[indicator]]";
    refused("[[indicator]]", &twice, &["the grouping `a` stands twice", "framework.toml:"]);
}

#[test]
fn derived_quantities_must_not_go_round() {
    let derived = "[[derived]]\ncode = \"a\"\nformula = \"b + 1\"\n\n[[derived]]\ncode = \"b\"\nformula = \"a + 1\"\n\n[[indicator]]";
    refused("[[indicator]]", derived, &["`a` is made from `b`", "cycle", "framework.toml:26"]);
}

#[test]
fn codes_must_be_unique_and_formulas_readable() {
    refused(
        "code = \"gap\"",
        "code = \"jobs\"",
        &["the code `jobs` is used twice (first in line 25)", "framework.toml:33"],
    );
    refused(
        "100 * PART[F] / PART[M]",
        "100 * / PART",
        &["cannot read the formula", "framework.toml:36"],
    );
}

#[test]
fn all_offenders_are_named_at_once() {
    let dir = Workdir::new();
    let text = SMALL
        .replace("weight = 1\n", "weight = -1\n")
        .replace("worst = 60, best = 0", "worst = 0, best = 0");
    dir.write("framework.toml", text);
    dir.write("data.csv", SMALL_DATA);
    dir.score().fails(&["weight of `jobs`", "goalposts of `poverty`"]);
}

#[test]
fn a_missing_framework_and_a_missing_place_for_results_are_said() {
    let dir = Workdir::new();
    dir.run(&["score", "--framework", "none.toml", "--out", "out"])
        .fails(&["cannot read the file", "none.toml"]);
    dir.write("framework.toml", SMALL);
    dir.run(&["score", "--framework", "framework.toml"])
        .fails(&["where should the results go?", "--out DIR"]);
}

#[test]
fn groupings_need_their_column() {
    let dir = Workdir::new();
    let places = "[data]\nareas = \"areas.csv\"\n\n[ranking]";
    let grouping =
        "\n[[grouping]]\ncode = \"region\"\ncolumn = \"REGIO\"\nname = \"Region\"\ngroups = []\n";
    dir.write("framework.toml", SMALL.replace("[ranking]", places) + grouping);
    dir.write("areas.csv", "REF_AREA,NAME_EN,REGION\nAAA,A,North\nBBB,B,South\n");
    dir.write("data.csv", SMALL_DATA);
    dir.score().fails(&["no column REGIO", "did you mean `REGION`?"]);
}

#[test]
fn numbers_that_would_make_scores_no_numbers_are_refused() {
    refused("weight = 0.5", "weight = 1e308", &["weight of `gap` must be from", "found 1000000"]);
    refused("floor = 1", "floor = inf", &["floor of a geometric mean", "above 0 and finite"]);
    refused("floor = 1", "floor = 1000", &["floor of index must be below 100", "(found 1000)"]);
    refused(
        "worst = 0, best = 50",
        "worst = nan, best = 50",
        &["goalposts of `jobs` must be finite"],
    );
    refused(
        "worst = 0, best = 50",
        "worst = -1.7e308, best = 1.7e308",
        &["goalposts of `jobs` must differ"],
    );
    refused(
        "value = \"JOBS\"",
        "value = \"JOBS\"\nfloor = nan",
        &["floor of `jobs` must be a finite"],
    );
    refused("value = \"JOBS\"", "value = \"JOBS\"\ndecimals = 400", &["at most 12 decimals"]);
}

#[test]
fn formulas_that_read_nothing_or_nest_without_end_are_refused() {
    refused("value = \"JOBS\"", "value = \"25\"", &["reads no series"]);
    let deep = format!("value = \"{}JOBS\"", "(".repeat(10_000));
    refused("value = \"JOBS\"", &deep, &["longer than 1000 characters"]);
}

#[test]
fn a_derived_quantity_may_stand_alone_has_no_sex_and_no_series_name() {
    let derived = "[[derived]]\ncode = \"half\"\nformula = \"JOBS / 2\"\n\n[[indicator]]";
    let bare = SMALL.replacen("[[indicator]]", derived, 1);
    let dir = Workdir::of(bare.replacen("value = \"JOBS\"", "value = \"half\"", 1), SMALL_DATA);
    dir.score().ok();
    let rows = dir.rows("out/panel.csv");
    assert_eq!(rows.iter().find(|r| r["indicator"] == "jobs").unwrap()["value"], "20");
    dir.write("framework.toml", bare.replacen("value = \"JOBS\"", "value = \"half[F]\"", 1));
    dir.score().fails(&["`half` is a derived quantity and has no sex"]);
    dir.write("framework.toml", bare.replace("code = \"half\"", "code = \"POOR\""));
    dir.score().fails(&["the derived quantity `POOR` has the name of a series"]);
}

#[test]
fn a_series_of_which_no_row_can_be_used_is_missing_data_not_a_wrong_name() {
    let dir = Workdir::new();
    dir.write("framework.toml", SMALL);
    dir.write(
        "data.csv",
        SMALL_DATA.replace("T,2020,0,A", "T,2020,,A").replace("T,2020,45,A", "T,2020,x,A"),
    );
    let run = dir.score();
    run.fails(&["poverty: no area that is scored has a value", "no usable row of POOR"]);
    assert!(!run.err.contains("no series `POOR`"), "{}", run.err);
    assert_eq!(dir.rows("out/refused/problems.csv").len(), 1);
    // Nor is one of which every row is left out by a rule.
    let often = |line: &str| match line {
        head if head.starts_with("REF_AREA") => format!("{head},FREQ\n"),
        poor if poor.contains(",POOR,") => format!("{poor},Q\n"),
        other => format!("{other},A\n"),
    };
    let quarters: String = SMALL_DATA.lines().map(often).collect();
    dir.write("data.csv", quarters);
    dir.score().fails(&["no usable row of POOR: rows were left out by not_annual"]);
}

/// Data that are named stand alone, which nobody guesses from a list of what is missing.
#[test]
fn data_that_lack_most_series_are_one_error_that_says_what_they_take_the_place_of() {
    let dir = Workdir::new();
    let rows = ["SL_LBR_RIGHTS,2024,3", "IR_CBC,2024,50", "IR_UNION,2024,20"];
    let rows: String = rows.map(|row| format!("BRA,{row}\n")).concat();
    dir.write("mine.csv", format!("REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\n{rows}"));
    let root = ["--project", env!("CARGO_MANIFEST_DIR"), "--out", "out"];
    let run = dir.run(&[&["score", "--data", "mine.csv"][..], &root].concat());
    run.fails(&["takes the place of every file that the catalogue names", "internet_use"]);
    assert!(run.err.matches("error: ").count() <= 4, "{}", run.err);
    assert!(!run.err.contains(": ;") && !run.err.contains("labour_rights"), "{}", run.err);
}

/// Editors complete and check the file by it: every key of the project's own framework is in it.
#[test]
fn the_json_schema_knows_every_key_and_method() {
    let schema: serde_json::Value = serde_json::from_str(&ssj::framework::json_schema()).unwrap();
    let keys = |of: &serde_json::Value| -> Vec<String> {
        of["properties"].as_object().unwrap().keys().cloned().collect()
    };
    let text = include_str!("../../datasets/framework.toml");
    let framework: toml::Table = text.parse().unwrap();
    let top = keys(&schema);
    assert!(framework.keys().all(|key| top.contains(key)), "{top:?}");
    let indicator = keys(&schema["$defs"]["IndicatorTable"]);
    for table in framework["indicator"].as_array().unwrap() {
        assert!(table.as_table().unwrap().keys().all(|key| indicator.contains(key)));
    }
    assert_eq!(schema["additionalProperties"], false);
    let text = schema.to_string();
    for word in ["mazziotta_pareto", "distance_to_reference", "nearest_areas", "box_cox", "critic"]
    {
        assert!(text.contains(word), "{word}");
    }
    let required = schema["$defs"]["IndicatorTable"]["required"].to_string();
    assert_eq!(required, r#"["code","parent","name","value"]"#);
}

#[test]
fn the_schema_for_editors_knows_every_key_of_the_small_framework() {
    let dir = Workdir::new();
    let schema: serde_json::Value = serde_json::from_str(&dir.run(&["schema"]).ok().out).unwrap();
    let framework: toml::Table = SMALL.parse().unwrap();
    for key in framework.keys() {
        assert!(schema["properties"].get(key).is_some(), "`{key}` is not in the schema");
    }
}

/// A chain of so many levels below the index, the last with one indicator.
fn chain(levels: usize, aggregate: impl Fn(usize) -> String) -> String {
    let level = |l: usize| {
        let parent = if l == 0 { String::new() } else { format!("parent = \"l{}\"\n", l - 1) };
        let by = aggregate(l);
        format!("[[level]]\ncode = \"l{l}\"\nname = \"L\"\n{parent}aggregate = {{ {by} }}\n")
    };
    let levels: String = (0..levels).map(level).collect();
    let first = SMALL.lines().take(5).collect::<Vec<_>>().join("\n");
    let last = levels.matches("[[level]]").count() - 1;
    format!(
        "{first}\n{levels}[[indicator]]\ncode = \"x\"\nparent = \"l{last}\"\nname = \"X\"\nunit = \"u\"\n\
         value = \"JOBS\"\ngoalposts = {{ worst = 0, best = 100 }}\n"
    )
}

/// Deep enough to overflow a stack that grows with the levels, and to take minutes in a check that
/// asks every level about all others.
const DEEP: usize = 20_000;

#[test]
fn a_chain_of_20_000_levels_is_checked_and_scored() {
    let last = DEEP - 1;
    let formula = |l: usize| {
        let below = if l == last { "x".to_owned() } else { format!("l{}", l + 1) };
        format!("method = \"formula\", formula = \"{below}\"")
    };
    let mean = |_| "method = \"geometric_mean\", floor = 1".to_owned();
    for framework in [chain(DEEP, mean), chain(DEEP, formula)] {
        let dir =
            Workdir::of(framework, "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nAUT,JOBS,2020,40\n");
        dir.score().ok();
        let near = |code: &str| assert!((dir.score_of("AUT", code).unwrap() - 40.0).abs() < 1e-9);
        near("l0");
        near(&format!("l{last}"));
    }
}

#[test]
fn every_level_of_a_deep_cycle_is_told() {
    let framework = chain(3_000, |_| "method = \"arithmetic_mean\"".to_owned());
    let dir =
        Workdir::of(framework.replacen("parent = \"l0\"", "parent = \"l2999\"", 1), SMALL_DATA);
    let run = dir.score();
    run.fails(&["the parents of level `l1` form a cycle", "the parents of level `l2999` form"]);
    assert_eq!(run.err.matches("form a cycle").count(), 2_999);
}
