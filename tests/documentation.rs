//! The examples of `datasets/FRAMEWORK.md` do what the page says.

mod workdir;

use workdir::Workdir;

const PAGE: &str = include_str!("../datasets/FRAMEWORK.md");

/// The n-th block of a language on the page.
fn block(language: &str, n: usize) -> &'static str {
    let mut blocks = PAGE.split("```").skip(1).step_by(2);
    let body = |block: &'static str| block.strip_prefix(language).map(str::trim_start);
    blocks.by_ref().filter_map(body).nth(n).unwrap()
}

#[test]
fn the_small_example_scores_as_it_says() {
    let dir = Workdir::new();
    dir.write("framework.toml", block("toml", 0));
    dir.write("data.csv", block("csv", 0));
    dir.score().ok();
    for (town, score) in [("Ashby", 100.0 / 3.0), ("Burton", 200.0 / 3.0), ("Corby", 50.0)] {
        assert!((dir.score_of(town, "index").unwrap() - score).abs() < 1e-9, "{town}");
    }
    let rows = dir.rows("out/panel.csv");
    let made = rows.iter().find(|r| r["status"] == "imputed: median of all areas, n = 2").unwrap();
    assert_eq!((made["ref_area"].as_str(), made["value"].as_str()), ("Corby", "30"));
}

#[test]
fn the_human_development_index_is_the_published_one() {
    let dir = Workdir::new();
    dir.write("framework.toml", block("toml", 1));
    dir.write("data.csv", include_str!("fixtures/hdi.csv"));
    dir.score().ok();
    for (area, published) in [("AFG", "0.462"), ("AUS", "0.946"), ("BRB", "0.809")] {
        assert_eq!(format!("{:.3}", dir.score_of(area, "hdi").unwrap() / 100.0), published);
    }
}

#[test]
fn the_project_takes_the_other_choices_of_the_page() {
    let dir = Workdir::new();
    let project = dir.copy_project("project");
    let text = dir.read("project/datasets/framework.toml");
    let changed = text.replacen("[ranking]", &format!("{}\n[ranking]", block("toml", 2)), 1);
    dir.write("project/datasets/framework.toml", changed);
    let project = project.display().to_string();
    dir.run(&["score", "--project", &project, "--out", "o"]).ok();
    let panel = std::fs::read_dir(dir.path("o/report")).unwrap().next().unwrap().unwrap().path();
    let text = std::fs::read_to_string(panel.join("panel.csv")).unwrap();
    assert!(text.contains("imputed: median of REGION"), "no value was imputed");
}
