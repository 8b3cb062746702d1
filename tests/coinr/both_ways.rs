//! An index that goes out and comes back is itself.

use super::{EXPORT, close, import, oracle_tables, score_imported, scores, with};
use crate::workdir::{SMALL, SMALL_DATA, Workdir};
use std::collections::BTreeMap;

/// Scores `framework.toml` on `data.csv`, exports them, imports what came out and scores that.
pub fn there_and_back(dir: &Workdir) -> [BTreeMap<(String, String), Option<f64>>; 2] {
    dir.score().ok();
    let before = scores(dir);
    dir.run(&EXPORT).ok();
    import(dir).ok();
    score_imported(dir).ok();
    [before, scores(dir)]
}

/// Every score of `before` stands in `after` too.
#[track_caller]
pub fn same(
    before: &BTreeMap<(String, String), Option<f64>>,
    after: &BTreeMap<(String, String), Option<f64>>,
) {
    assert!(before.values().flatten().count() > 2);
    for (key, score) in before {
        let found = after.get(key).unwrap_or_else(|| panic!("{key:?} is gone"));
        match score {
            Some(score) => close(*found, *score),
            None => assert_eq!(*found, None, "{key:?}"),
        }
    }
}

/// Goalposts, formulas, weights and gaps; a branch of the tree that ends early.
#[test]
fn what_goes_out_and_comes_back_scores_the_same() {
    let dir = Workdir::new();
    let arithmetic = "aggregate = { method = \"geometric_mean\", floor = 1 }";
    let mean = "aggregate = { method = \"arithmetic_mean\" }\ncomplete = false";
    let uneven = SMALL
        .replace(arithmetic, mean)
        .replace("code = \"poverty\"\nparent = \"home\"", "code = \"poverty\"\nparent = \"index\"\nweight = 3")
        .replace("[[level]]\ncode = \"home\"\nparent = \"index\"\nname = \"Home\"\naggregate = { method = \"arithmetic_mean\" }\n", "");
    dir.write("framework.toml", uneven);
    dir.write("data.csv", SMALL_DATA);
    let [before, after] = there_and_back(&dir);
    same(&before, &after);
    let meta = dir.rows("iMeta.csv");
    let of = |code: &str| meta.iter().find(|r| r["iCode"] == code).unwrap();
    assert_eq!(of("poverty")["Parent"], "poverty_L2", "one level below its parent");
    assert_eq!(of("poverty")["Weight"], "1");
    assert_eq!(
        (of("poverty_L2")["Weight"].as_str(), of("poverty_L2")["Parent"].as_str()),
        ("3", "index")
    );
    assert_eq!(
        (of("poverty")["Direction"].as_str(), of("jobs")["Direction"].as_str()),
        ("-1", "1")
    );
    assert_eq!(
        (of("poverty")["goalpost_lower"].as_str(), of("poverty")["goalpost_upper"].as_str()),
        ("0", "60")
    );
    assert!(
        dir.rows("codes.csv").iter().any(|r| r["coinr"] == "poverty_L2" && r["code"] == "poverty")
    );
    let gap = dir.rows("iData.csv").iter().map(|r| r["gap"].clone()).collect::<Vec<_>>();
    assert_eq!(gap, ["60", "50"], "values as the formula makes them");
    assert_eq!(dir.rows("iData.csv")[1]["jobs"], "NA");
}

/// Min–max over made-up data of many shapes.
#[test]
fn a_larger_index_there_and_back_is_itself() {
    let (meta, data) = oracle_tables("values");
    let dir = with(&meta, &data);
    import(&dir).ok();
    dir.write("framework.toml", dir.read("in/framework.toml"));
    dir.write("data.csv", dir.read("in/data.csv"));
    // An export never replaces tables that it has not written.
    let export = ["export", "coinr", "--framework", "framework.toml", "--data", "data.csv"];
    dir.run(&[&export[..], &["--out", "."]].concat()).fails(&["iData.csv", "iMeta.csv", "--out"]);
    for name in ["iData.csv", "iMeta.csv"] {
        std::fs::remove_file(dir.path(name)).unwrap();
    }
    let [before, after] = there_and_back(&dir);
    assert_eq!(before.len(), after.len());
    same(&before, &after);
}

#[test]
fn panel_data_go_out_with_their_time() {
    let dir = Workdir::small();
    dir.run(&[&EXPORT[..], &["--all-years"]].concat()).ok();
    let rows = dir.rows("iData.csv");
    let cells =
        |r: &BTreeMap<String, String>| [r["uCode"].clone(), r["Time"].clone(), r["jobs"].clone()];
    let found: Vec<[String; 3]> = rows.iter().map(cells).collect();
    assert_eq!(found, [["AAA", "2019", "10"], ["AAA", "2020", "40"], ["BBB", "2020", "NA"]]);
    import(&dir).ok();
    score_imported(&dir).ok();
    close(dir.score_of("AAA", "work"), (80.0 + 0.5 * 50.0) / 1.5);
}
