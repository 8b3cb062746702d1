//! `ssj export coinr` and `ssj import coinr`: the tables of the R package COINr, both ways.

mod in_r;
mod refused;
#[path = "../workdir/mod.rs"]
mod workdir;

use std::collections::BTreeMap;
use std::path::Path;

use workdir::{Run, SMALL, SMALL_DATA, Workdir};

const META: &str = "\
Level,iCode,iName,Unit,Direction,Parent,Weight,Type,Denominator,ScaleFactor
1,Jobs,Jobs,%,1,Work,2,Indicator,NA,NA
1,Debt,Debt,USD,-1,Work,1,Indicator,Pop,1000
1,Trust,Trust,,1,Home,1,Indicator,,
2,Work,Work,NA,1,Index,3,Aggregate,NA,NA
2,Home,Home,NA,1,Index,1,Aggregate,NA,NA
3,Index,The index,NA,1,NA,1,Aggregate,NA,NA
NA,Continent,Continent,NA,NA,NA,NA,Group,NA,NA
NA,Pop,Population,NA,NA,NA,NA,Denominator,NA,NA
NA,Remark,Remark,NA,NA,NA,NA,Other,NA,NA
";

const DATA: &str = "\
uCode,uName,Continent,Remark,Pop,Jobs,Debt,Trust
AA,\"Ayland, Upper\",North,seen,10,50,4,1
BB,Beeland,South,,20,70,2,NA
CC,Ceeland,North,,40,60,4,3
";

fn import(dir: &Workdir) -> Run {
    let _ = std::fs::remove_file(dir.path("in/framework.toml"));
    dir.run(&["import", "coinr", "--data", "iData.csv", "--meta", "iMeta.csv", "--out", "in"])
}

fn score_imported(dir: &Workdir) -> Run {
    let framework = ["score", "--framework", "in/framework.toml", "--data", "in/data.csv"];
    dir.run(&[&framework[..], &["--out", "out"]].concat())
}

fn with(meta: &str, data: &str) -> Workdir {
    let dir = Workdir::new();
    dir.write("iMeta.csv", meta);
    dir.write("iData.csv", data);
    dir
}

#[track_caller]
fn close(found: Option<f64>, expected: f64) {
    let found = found.expect("a score");
    let off = (found - expected).abs() / expected.abs().max(1.0);
    assert!(off < 1e-9, "found {found}, expected {expected}");
}

/// The scores in `out/scores.csv` by area and code.
fn scores(dir: &Workdir) -> BTreeMap<(String, String), Option<f64>> {
    let rows = dir.rows("out/scores.csv").into_iter();
    rows.map(|r| ((r["ref_area"].clone(), r["code"].clone()), r["score"].parse().ok())).collect()
}

#[test]
fn small_tables_become_an_index_worked_out_by_hand() {
    let dir = with(META, DATA);
    let run = import(&dir).ok();
    for note in ["iData has no Time", "divided by a denominator: Debt", "not used: Remark"] {
        assert!(run.out.contains(note), "`{note}` is not in:\n{}", run.out);
    }
    score_imported(&dir).ok();
    // Jobs: 0, 100, 50. Debt per thousand: 400, 100, 100 and less is better: 0, 100, 100.
    // Trust: 0, none, 100. Work = (2 Jobs + Debt) / 3; the index = (3 Work + Home) / 4.
    close(dir.score_of("AA", "Work"), 0.0);
    close(dir.score_of("CC", "Work"), 200.0 / 3.0);
    close(dir.score_of("CC", "Index"), (200.0 + 100.0) / 4.0);
    close(dir.score_of("BB", "Index"), 100.0);
    assert_eq!(dir.score_of("BB", "Home"), None);
    let debt = dir.rows("out/panel.csv").into_iter().find(|r| r["indicator"] == "Debt").unwrap();
    assert_eq!((debt["value"].as_str(), debt["formula"].as_str()), ("400", "Debt / Pop * 1000"));
    let areas = dir.rows("in/areas.csv");
    assert_eq!(areas[0]["NAME_EN"], "Ayland, Upper");
    assert_eq!((areas[0]["Continent"].as_str(), areas[0]["Remark"].as_str()), ("North", "seen"));
    let groups = dir.rows("out/groups.csv");
    assert!(groups.iter().any(|r| r["group"] == "North"), "{groups:?}");
}

#[test]
fn the_year_of_values_without_a_time_can_be_given() {
    let dir = with(META, DATA);
    let given = ["import", "coinr", "--data", "iData.csv", "--meta", "iMeta.csv"];
    dir.run(&[&given[..], &["--out", "in", "--year", "2019"]].concat()).ok();
    score_imported(&dir).ok();
    assert!(dir.rows("out/panel.csv").iter().all(|r| r["year"] == "2019"));
}

#[test]
fn panel_data_are_scored_in_their_latest_year() {
    let panel = "uCode,Time,Continent,Remark,Pop,Jobs,Debt,Trust\n\
                 AA,2020,North,,10,50,4,1\nBB,2020,South,,20,70,2,5\n\
                 AA,2021,North,,10,40,4,1\nBB,2021,North,,20,80,2,\n";
    let dir = with(META, panel);
    let run = import(&dir).ok();
    assert!(run.out.contains("Continent changes over the years"), "{}", run.out);
    dir.read("in/framework.toml").find("cut_off = 2021\nmax_age = 0").unwrap();
    // Trust of 2021 is known of one unit only, and a constant has no place between two ends.
    score_imported(&dir).fails(&["Trust"]);
    let text = dir.read("in/framework.toml").replace("max_age = 0", "max_age = 1");
    dir.write("in/framework.toml", text);
    score_imported(&dir).ok();
    let rows = dir.rows("out/panel.csv");
    let of = |indicator: &str| rows.iter().rfind(|r| r["indicator"] == indicator).unwrap();
    assert_eq!((of("Jobs")["value"].as_str(), of("Jobs")["year"].as_str()), ("80", "2021"));
    assert_eq!((of("Trust")["value"].as_str(), of("Trust")["year"].as_str()), ("5", "2020"));
}

#[test]
fn goalposts_of_imeta_are_used_and_a_weight_of_zero_is_not_scored() {
    let meta = "Level,iCode,Direction,Parent,Weight,Type,goalpost_lower,goalpost_upper,goalpost_scale,Target\n\
                1,A,1,Index,1,Indicator,0,10,100,\n1,B,-1,Index,1,Indicator,0,50,100,\n\
                1,C,1,Index,0,Indicator,,,,7\n2,Index,1,NA,1,Aggregate,NA,NA,NA,NA\n";
    let dir = with(meta, "uCode,A,B,C\nX,4,10,1\nY,12,50,2\n");
    let run = import(&dir).ok();
    assert!(run.out.contains("goalposts of iMeta: A, B"), "{}", run.out);
    assert!(run.out.contains("targets, noted in framework.toml and not used: C"), "{}", run.out);
    score_imported(&dir).ok();
    close(dir.score_of("X", "Index"), (40.0 + 80.0) / 2.0);
    close(dir.score_of("Y", "Index"), (100.0 + 0.0) / 2.0);
}

/// Row names, a byte-order mark and line ends as R and spreadsheets write them; and Namibia.
#[test]
fn what_r_and_spreadsheets_write_is_read() {
    let meta: String = META
        .lines()
        .enumerate()
        .map(|(n, line)| match n {
            0 => format!("\u{feff}\"\",{line}\r\n"),
            n => format!("\"{n}\",{line}\r\n"),
        })
        .collect();
    let dir = with(&meta, &DATA.replace("AA,", "NA,"));
    let run = import(&dir).ok();
    assert!(run.out.contains("row names"), "{}", run.out);
    assert!(run.out.contains("Namibia"), "{}", run.out);
    score_imported(&dir).ok();
    close(dir.score_of("NA", "Work"), 0.0);
}

/// The made-up index of the oracle, written as COINr's tables, scored to COINr's own figures.
#[test]
fn the_oracles_index_imports_and_scores_to_its_figures() {
    let (meta, data) = oracle_tables("treat_winsorise_then_log");
    let dir = with(&meta, &data);
    import(&dir).ok();
    score_imported(&dir).ok();
    let expected = oracle("normalise_minmax_0_100");
    for row in dir.rows("out/panel.csv") {
        let expected = &expected[&row["ref_area"]][&row["indicator"]];
        // panel.csv has twelve digits.
        close(row["score"].parse().ok(), expected.parse().unwrap());
    }
    let framework = dir.read("in/framework.toml");
    dir.write("in/framework.toml", framework.replace("scale = [0, 100]", "scale = [1, 100]"));
    for (values, file) in [
        ("treat_winsorise_then_log", "aggregate_arithmetic"),
        ("values", "aggregate_arithmetic_with_gaps"),
    ] {
        let dir = with(&meta, &oracle_tables(values).1);
        import(&dir).ok();
        let framework = dir.read("in/framework.toml");
        dir.write("in/framework.toml", framework.replace("scale = [0, 100]", "scale = [1, 100]"));
        score_imported(&dir).ok();
        let found = scores(&dir);
        assert_eq!(found.len(), 48 * 5);
        for (area, row) in oracle(file) {
            for code in ["rights", "employment", "protection", "transition", "index"] {
                let found = found[&(area.clone(), code.to_owned())];
                match row[code].parse().ok() {
                    Some(expected) => close(found, expected),
                    None => assert_eq!(found, None, "{file}: {code} of {area}"),
                }
            }
        }
    }
}

/// A file of the oracle by its first column.
fn oracle(file: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/oracle");
    let mut reader = csv::Reader::from_path(folder.join(format!("{file}.csv"))).unwrap();
    let first = reader.headers().unwrap()[0].to_owned();
    let rows = reader.deserialize::<BTreeMap<String, String>>().map(|row| row.unwrap());
    rows.map(|row| (row[&first].clone(), row)).collect()
}

/// iMeta and iData of the oracle's index, from a file of its values.
fn oracle_tables(values: &str) -> (String, String) {
    let indicators = oracle("indicators");
    let mut meta =
        "Level,iCode,Direction,Parent,Weight,Type\n3,index,1,NA,1,Aggregate\n".to_owned();
    for (code, area) in oracle("focus_areas") {
        meta += &format!("2,{code},1,index,{},Aggregate\n", area["weight"]);
    }
    for (code, of) in &indicators {
        let (parent, weight) = (&of["focus_area"], &of["weight"]);
        meta += &format!("1,{code},{},{parent},{weight},Indicator\n", of["direction"]);
    }
    let codes: Vec<&str> = indicators.keys().map(String::as_str).collect();
    let mut data = format!("uCode,{}\n", codes.join(","));
    for (area, row) in oracle(values) {
        let cells: Vec<&str> = codes.iter().map(|code| row[*code].as_str()).collect();
        data += &format!("{area},{}\n", cells.join(","));
    }
    (meta, data)
}

/// Scores `framework.toml` on `data.csv`, exports them, imports what came out and scores that.
fn there_and_back(dir: &Workdir) -> [BTreeMap<(String, String), Option<f64>>; 2] {
    dir.score().ok();
    let before = scores(dir);
    dir.run(&EXPORT).ok();
    import(dir).ok();
    score_imported(dir).ok();
    [before, scores(dir)]
}

/// Every score of `before` stands in `after` too.
#[track_caller]
fn same(
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
    let dir = Workdir::new();
    dir.write("framework.toml", SMALL);
    dir.write("data.csv", SMALL_DATA);
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

const EXPORT: [&str; 8] =
    ["export", "coinr", "--framework", "framework.toml", "--data", "data.csv", "--out", "."];

/// An indicator with a logarithm and a floor, in a small index.
fn with_a_logarithm() -> Workdir {
    let dir = Workdir::new();
    let log = "value = \"POOR\"\ntransform = \"logarithm\"\nfloor = 1";
    let text = SMALL
        .replace("value = \"POOR\"", log)
        .replace("worst = 60, best = 0", "worst = 60, best = 1");
    dir.write(
        "framework.toml",
        text.replace("code = \"jobs\"", "code = \"jobs\"\nrequired = true"),
    );
    dir.write("data.csv", SMALL_DATA);
    dir
}

#[test]
fn what_cannot_be_carried_is_named() {
    let dir = with_a_logarithm();
    let run = dir.run(&[&EXPORT[..], &["--native"]].concat()).ok();
    for note in [
        "the formula (its result is written): gap",
        "poverty logarithm of goalposts 60 and 1",
        "the floor of values: poverty",
        "required for a rank: jobs",
        "index a_gmean over scores of at least 1",
        "n_goalposts of all indicators",
        "coverage for a rank",
        "no build.R",
    ] {
        assert!(run.out.contains(note), "`{note}` is not in:\n{}", run.out);
    }
    let meta = dir.rows("iMeta.csv");
    let poverty = meta.iter().find(|r| r["iCode"] == "poverty").unwrap();
    assert_eq!(poverty["goalpost_lower"], "NA", "goalposts before a logarithm would mislead");
    assert_eq!(dir.rows("iData.csv")[0]["poverty"], "0");
}

/// COINr stops at an indicator without goalposts beside others that have some.
#[test]
fn values_and_goalposts_go_out_on_the_scale_that_is_scored() {
    let dir = with_a_logarithm();
    let run = dir.run(&EXPORT).ok();
    let how = "natural logarithm of values, those below 1 taken as 1";
    for note in [
        &format!("goalposts likewise (--native: as measured): poverty: {how}"),
        "the floor of 1 under the mean of index: build.R does it",
    ] {
        assert!(run.out.contains(note), "`{note}` is not in:\n{}", run.out);
    }
    let codes = dir.rows("codes.csv");
    let values = |code: &str| &codes.iter().find(|r| r["code"] == code).unwrap()["values"];
    assert_eq!((values("poverty").as_str(), values("jobs").as_str()), (how, "as measured"));
    let meta = dir.rows("iMeta.csv");
    for row in meta.iter().filter(|r| r["Type"] == "Indicator") {
        assert_ne!(row["goalpost_trunc2posts"], "NA", "{row:?}");
    }
    let poverty = meta.iter().find(|r| r["iCode"] == "poverty").unwrap();
    close(poverty["goalpost_lower"].parse().ok(), 0.0);
    close(poverty["goalpost_upper"].parse().ok(), 60f64.ln());
    let poverty = |n: usize| dir.rows("iData.csv")[n]["poverty"].clone();
    assert_eq!(poverty(0), "0", "0 taken as 1");
    close(poverty(1).parse().ok(), 45f64.ln());
    // The methods are not in the tables; the way back chooses arithmetic means.
    let mean =
        dir.read("framework.toml").replace("geometric_mean\", floor = 1", "arithmetic_mean\"");
    dir.write("framework.toml", mean);
    let [before, after] = there_and_back(&dir);
    same(&before, &after);
}

#[test]
fn a_script_is_never_left_beside_tables_that_it_is_not_of() {
    let dir = with_a_logarithm();
    dir.run(&EXPORT).ok();
    assert!(dir.exists("build.R"));
    dir.run(&[&EXPORT[..], &["--native"]].concat()).ok();
    assert!(!dir.exists("build.R"), "it would floor and transform nothing");
    dir.write("build.R", "# one's own\n");
    dir.run(&EXPORT).fails(&["not known to have written", "build.R", "--out DIR"]);
    dir.run(&[&EXPORT[..], &["--all-years"]].concat()).ok();
    assert_eq!(dir.read("build.R"), "# one's own\n");
}

/// Codes that R would take for something else are changed, and codes.csv leads back.
#[test]
fn codes_become_names_that_r_takes() {
    let dir = Workdir::new();
    let text = SMALL.replace("\"gap\"", "\"gender gap\"").replace("\"jobs\"", "\"1st\"");
    dir.write("framework.toml", &text);
    dir.write("data.csv", SMALL_DATA.replace("AAA,", "516,").replace("BBB,", "NA,"));
    dir.run(&EXPORT).ok();
    let codes: Vec<String> = dir.rows("iData.csv").iter().map(|r| r["uCode"].clone()).collect();
    assert_eq!(codes, ["X516", "NA_"]);
    let back = dir.rows("codes.csv");
    let code = |name: &str| back.iter().find(|r| r["coinr"] == name).unwrap()["code"].clone();
    assert_eq!(
        (code("X1st").as_str(), code("gender_gap").as_str(), code("NA_").as_str()),
        ("1st", "gender gap", "NA")
    );
    dir.write("framework.toml", text.replace("\"poverty\"", "\"gender_gap\""));
    dir.run(&EXPORT).fails(&["gender gap", "`gender_gap` in COINr", "another code"]);
    dir.write("framework.toml", SMALL);
    dir.write("data.csv", SMALL_DATA.replace("AAA,", "jobs,"));
    dir.run(&EXPORT).fails(&["the area `jobs` and the indicator `jobs`"]);
}

#[test]
fn the_edition_goes_out_with_names_and_groups() {
    let dir = Workdir::new();
    let project = env!("CARGO_MANIFEST_DIR");
    dir.run(&["export", "coinr", "--project", project]).fails(&["--out DIR"]);
    dir.run(&["export", "coinr", "--project", project, "--out", "."]).ok();
    let (data, meta) = (dir.rows("iData.csv"), dir.rows("iMeta.csv"));
    let kind = |kind: &str| meta.iter().filter(|r| r["Type"] == kind).count();
    assert!(kind("Group") > 0 && kind("Indicator") > 0 && kind("Aggregate") > 1);
    for row in &meta {
        assert!(row["Type"] == "Aggregate" || data[0].contains_key(&row["iCode"]), "{row:?}");
        let is_inside = ["Indicator", "Aggregate"].contains(&row["Type"].as_str());
        assert_eq!(row["Level"] != "NA", is_inside, "{row:?}");
        assert_eq!(row["Weight"] != "NA", is_inside, "{row:?}");
    }
    assert!(data.iter().all(|r| r["uName"] != "NA"));
    import(&dir).ok();
    score_imported(&dir).ok();
}
