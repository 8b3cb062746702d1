//! The embedded default: real figures, scored by the project's own framework.

use std::collections::BTreeMap;
use std::path::Path;

use crate::workdir::{Run, Workdir};
use ssj::pipeline::Options;

fn scored(edition: &str) -> (Workdir, Run) {
    let dir = Workdir::new();
    let project = env!("CARGO_MANIFEST_DIR");
    let arguments =
        ["score", "--strict", "--json", "--out", "o", "--project", project, "--edition", edition];
    let run = dir.run(&arguments).ok();
    (dir, run)
}

fn scores(dir: &Workdir) -> BTreeMap<(String, String), String> {
    let rows = dir.rows("o/scores.csv");
    rows.into_iter()
        .map(|r| ((r["ref_area"].clone(), r["code"].clone()), r["score"].clone()))
        .collect()
}

/// Figures computed independently of this program, to two decimals.
#[test]
fn scores_agree_with_independent_figures() {
    let (dir, run) = scored("2026-H2");
    let summary: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(summary["areas"], 187);
    assert_eq!(summary["ranked"], 157);
    assert_eq!(summary["problems"], 0);
    let scores = scores(&dir);
    let expected = [
        ("DNK", "index", "92.11"),
        ("NOR", "index", "91.19"),
        ("SWE", "index", "90.90"),
        ("ISL", "index", "90.55"),
        ("FIN", "index", "89.55"),
        ("USA", "index", "65.43"),
        ("USA", "rights", "33.64"),
        ("USA", "employment", "89.88"),
        ("USA", "protection", "81.33"),
        ("USA", "transition", "74.53"),
        ("CHN", "index", "59.31"),
        ("IND", "index", "46.45"),
        ("IND", "rights", "45.11"),
        ("BRA", "index", "70.85"),
        ("ZAF", "index", "57.53"),
        ("KOR", "index", "65.03"),
        ("VNM", "index", "61.94"),
        ("NZL", "index", "81.35"),
        ("CUB", "index", "66.47"),
    ];
    for (area, code, score) in expected {
        let found: f64 = scores[&(area.to_owned(), code.to_owned())].parse().unwrap();
        assert_eq!(format!("{found:.2}"), score, "{area} {code}");
    }
    for area in ["COK", "SMR"] {
        assert_eq!(scores[&(area.to_owned(), "index".to_owned())], "", "{area}");
    }
    let excluded = dir.rows("o/excluded.csv");
    let cuba = excluded.iter().find(|r| r["ref_area"] == "CUB").unwrap();
    assert_eq!(cuba["status"], "indicative");
    assert!(cuba["reason"].contains("below 60%"), "{}", cuba["reason"]);
}

/// Ranks, and how much of the data is there and how old, against the same independent computation.
#[test]
fn ranks_and_the_state_of_the_data_agree_with_independent_figures() {
    let (dir, _) = scored("2026-H2");
    let ranks: BTreeMap<String, String> = dir
        .rows("o/scores.csv")
        .into_iter()
        .filter(|r| r["code"] == "index")
        .map(|r| (r["ref_area"].clone(), r["rank"].clone()))
        .collect();
    let expected = [
        ("USA", "58"),
        ("CHN", "80"),
        ("IND", "135"),
        ("BRA", "47"),
        ("ZAF", "87"),
        ("KOR", "60"),
        ("VNM", "72"),
        ("NZL", "20"),
        ("CUB", ""),
    ];
    for (area, rank) in expected {
        assert_eq!(ranks[area], rank, "{area}");
    }
    let shown = ["child_labour", "legal_equality", "fatal_injuries"];
    let panel = dir.rows("o/panel.csv");
    let scored: Vec<_> = panel.iter().filter(|r| !shown.contains(&&*r["indicator"])).collect();
    let (imputed, observed): (Vec<_>, Vec<_>) =
        scored.into_iter().partition(|r| r["status"].starts_with("imputed"));
    assert_eq!((observed.len(), imputed.len()), (5645, 153));
    let mut ages: Vec<i32> = observed.iter().map(|r| r["age"].parse().unwrap()).collect();
    ages.sort_unstable();
    let old = ages.iter().filter(|&&age| age > 5).count();
    assert_eq!(format!("{:.1}", 100.0 * old as f64 / ages.len() as f64), "13.6");
    assert_eq!(ages[ages.len() / 2], 3);
    let lacking = |code: &str| -> Vec<&str> {
        let of = imputed.iter().filter(|r| r["indicator"] == code);
        of.map(|r| r["ref_area"].as_str()).filter(|a| !ranks[*a].is_empty()).collect()
    };
    let unions = lacking("union_density");
    let neither = lacking("collective_bargaining").into_iter().filter(|a| unions.contains(a));
    assert_eq!(neither.count(), 34, "ranked States of which nothing is known on dialogue");
}

#[test]
fn the_earlier_edition_ranks_as_many() {
    let (_, run) = scored("2024-H2");
    let summary: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(summary["ranked"], 157);
}

/// Every value of the panel can be found again in the row it names.
#[test]
fn each_value_of_the_panel_is_in_the_row_it_names() {
    let (dir, _) = scored("2026-H2");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut checked = 0;
    for row in dir.rows("o/panel.csv") {
        let single =
            !row["row"].contains(';') && !row["formula"].contains(|c: char| "*/+-( ".contains(c));
        if !single || row["status"].starts_with("imputed") {
            continue;
        }
        let lines = files.entry(row["file"].clone()).or_insert_with(|| {
            let text = std::fs::read_to_string(root.join(&row["file"])).unwrap();
            text.lines().map(str::to_owned).collect()
        });
        let line = &lines[row["row"].parse::<usize>().unwrap() - 1];
        let cells: Vec<&str> = line.split(',').collect();
        let same = cells[4].parse::<f64>().unwrap() == row["value"].parse::<f64>().unwrap();
        assert!(cells[0] == row["ref_area"] && cells[3] == row["year"] && same, "{row:?}: {line}");
        checked += 1;
    }
    assert!(checked > 3000, "only {checked} values were checked");
}

/// A reconstruction uses nothing later than its cut-off; what was imputed has no year of its own.
#[test]
fn the_reconstruction_uses_nothing_after_its_cut_off() {
    let (dir, _) = scored("2024-H2");
    let rows = dir.rows("o/panel.csv");
    let rows: Vec<_> = rows.iter().filter(|r| !r["status"].starts_with("imputed")).collect();
    let latest = rows.iter().map(|r| r["year"].parse::<i32>().unwrap()).max();
    assert_eq!(latest, Some(2023));
    assert!(rows.iter().all(|r| r["age"].parse::<i32>().unwrap() <= 15));
}

/// By hand, for South Africa: the change of an area counts only indicators seen in both periods.
#[test]
fn progress_compares_like_with_like() {
    let (dir, _) = scored("2026-H2");
    let rows = dir.rows("o/progress.csv");
    let framework = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/framework.toml"),
    )
    .unwrap();
    let framework: toml::Table = framework.parse().unwrap();
    let (mut from, mut to, mut seen) = (0.0, 0.0, 0.0);
    for indicator in framework["indicator"].as_array().unwrap() {
        let Some(weight) = indicator.get("weight") else { continue };
        let weight = weight.as_float().unwrap_or_else(|| weight.as_integer().unwrap() as f64);
        let code = indicator["code"].as_str().unwrap();
        let row = rows.iter().find(|r| r["ref_area"] == "ZAF" && r["code"] == code);
        let in_area = indicator["parent"].as_str() == Some("transition");
        // What nearly all States moved alike on enters no change of an area.
        let Some(row) = row.filter(|r| in_area && r["status"] == "measured") else { continue };
        from += weight * row["from_score"].parse::<f64>().unwrap();
        to += weight * row["to_score"].parse::<f64>().unwrap();
        seen += weight;
    }
    let level = rows.iter().find(|r| r["ref_area"] == "ZAF" && r["code"] == "transition").unwrap();
    assert_eq!(level["status"], "measured");
    let change: f64 = level["change"].parse().unwrap();
    assert!((change - (to - from) / seen).abs() < 1e-9);
}

/// Every number of the edition grows out of its leaves, for every State and code.
#[test]
fn what_is_explained_of_every_state_gives_its_scores_again() {
    let project = Some(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned());
    let options = Options { project, ..Options::default() };
    let followed = crate::explained::all_holds(&options, &mut Default::default());
    assert!(followed > 6500, "only {followed} numbers were followed");
}

/// The parts of every change between the two editions sum to it.
#[test]
fn the_bridge_between_the_editions_sums_to_every_change() {
    let dir = Workdir::new();
    let project = env!("CARGO_MANIFEST_DIR");
    dir.run(&["diff", "2024-H2", "2026-H2", "--out", "o", "--project", project]).ok();
    let rows = dir.rows("o/bridge.csv");
    assert_eq!(rows.len(), 187 * 5);
    let sum = |row: &BTreeMap<String, String>, of: &str| -> f64 {
        let steps = ["revised", "new", "method", "coverage"];
        steps.iter().map(|step| row[&format!("{of}_{step}")].parse::<f64>().unwrap()).sum()
    };
    let mut moved = 0;
    for row in &rows {
        for (of, change) in [("score", "score_change"), ("places", "places_gained")] {
            let Ok(change) = row[change].parse::<f64>() else { continue };
            assert!((sum(row, of) - change).abs() < 1e-9, "{row:?}");
            moved += usize::from(change != 0.0);
        }
        assert!(row["score_revised"].is_empty() || row["score_revised"] == "0", "one snapshot");
    }
    assert!(moved > 1000, "only {moved} changes");
}
