//! `ssj export coinr` and `ssj import coinr`: the tables of the R package COINr, both ways.

mod both_ways;
mod exported;
mod in_r;
mod refused;
#[path = "../workdir/mod.rs"]
mod workdir;

use std::collections::BTreeMap;
use std::path::Path;

use workdir::{Run, Workdir};

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

const EXPORT: [&str; 8] =
    ["export", "coinr", "--framework", "framework.toml", "--data", "data.csv", "--out", "."];

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
