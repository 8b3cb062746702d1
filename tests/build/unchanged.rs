//! Every byte of editions and small worlds as it was before, and the same everywhere.

use super::goldens;
use super::{MEMBERS, by_kind, files, small_project, stand_in};
use crate::workdir::{Run, SMALL, SMALL_DATA, Workdir};
use std::collections::BTreeMap;
use std::path::Path;

/// Builds an edition with a stand-in for typst that keeps the content, and gives what came of it.
pub fn built(dir: &Workdir, project: &Path, edition: &str) -> BTreeMap<String, String> {
    let keep = "for last; do :; done\ncp \"$3/content.json\" \"$(dirname \"$0\")/kept.json\"\n\
                printf '%%PDF-1.7\\n/Type/Pages/Count 7' > \"$last\"";
    let typst = stand_in(dir, keep);
    let project = project.display().to_string();
    let build = ["build", "--project", &project, "--edition", edition, "--typst", &typst];
    dir.run(&[&build[..], &["--out", edition, "--quiet"]].concat()).ok();
    let mut made = by_kind(&dir.path(edition));
    made.insert("content".to_owned(), dir.read("kept.json"));
    made
}

#[test]
fn every_byte_of_an_edition_is_as_before() {
    let dir = Workdir::new();
    for edition in ["2024-H2", "2026-H2"] {
        let made = built(&dir, Path::new(env!("CARGO_MANIFEST_DIR")), edition);
        let mut parts = BTreeMap::new();
        for (kind, lines) in made {
            let part = match kind.split('.').next().unwrap() {
                figures if figures.starts_with("figures") => "figures",
                "content" => "content",
                _ => "tables",
            };
            *parts.entry(part.to_owned()).or_insert_with(String::new) += &lines;
        }
        goldens::hold(edition, &parts);
    }
}

#[test]
fn every_byte_of_small_worlds_is_as_before() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS);
    goldens::hold("nine_states", &built(&dir, &project, "2026-H2"));
    dir.write("framework.toml", SMALL);
    dir.write("data.csv", SMALL_DATA);
    dir.score().ok();
    goldens::hold("two_areas", &by_kind(&dir.path("out")));
}

/// An index of four made-up series in two levels, of thirty areas with gaps, ties and outliers.
fn made_up(methods: &str, aggregate: &str) -> Workdir {
    let dir = Workdir::new();
    let mut framework = format!("code = \"m\"\nname = \"M\"\n{methods}\n");
    for level in ["index", "one", "two"] {
        let parent = if level == "index" { "" } else { "parent = \"index\"\n" };
        framework += &format!(
            "[[level]]\ncode = \"{level}\"\n{parent}name = \"{level}\"\naggregate = {aggregate}\n"
        );
    }
    let mut data = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n".to_owned();
    for (i, code) in ["a", "b", "c", "d"].into_iter().enumerate() {
        let (parent, worst) = (["one", "two"][i / 2], [0, 100][i % 2]);
        framework += &format!(
            "[[indicator]]\ncode = \"{code}\"\nparent = \"{parent}\"\nname = \"{code}\"\n\
             value = \"{code}\"\nweight = {}\ngoalposts = {{ worst = {worst}, best = {} }}\n",
            i + 1,
            100 - worst
        );
        for (area, year) in (0..30).flat_map(|area| [(area, 2015), (area, 2020)]) {
            let n = (area * 37 + i * 53 + year) * 7919 % 101;
            if n % 9 == 0 {
                continue;
            }
            let value = if n > 97 { n * 30 } else { n };
            let status = if n % 4 == 0 { "E" } else { "A" };
            data += &format!("A{area:02},{code},{year},{value},{status}\n");
        }
    }
    dir.write("framework.toml", framework);
    dir.write("data.csv", data);
    dir
}

#[test]
fn every_byte_of_made_up_methods_is_as_before() {
    const ARITHMETIC: &str = "{ method = \"arithmetic_mean\" }";
    let page = include_str!("../../datasets/FRAMEWORK.md");
    let uncertain = page.split("```").find(|block| block.contains("[uncertainty.drop]")).unwrap();
    let uncertain = uncertain.strip_prefix("toml").unwrap();
    for (world, methods, aggregate) in [
        ("plain", "", "{ method = \"geometric_mean\", floor = 1 }"),
        ("uncertain", uncertain, "{ method = \"geometric_mean\", floor = 1 }"),
        (
            "min_max",
            "[normalise]\nmethod = \"min_max\"\n[treat]\nmethod = \"winsorise\"",
            ARITHMETIC,
        ),
        (
            "z_score",
            "[normalise]\nmethod = \"z_score\"\n[[impute]]\nmethod = \"median\"",
            ARITHMETIC,
        ),
        (
            "rank",
            "[normalise]\nmethod = \"rank\"\n[screen]\noverall = 0.7",
            "{ method = \"copeland\" }",
        ),
        (
            "doubt",
            "[normalise]\nmethod = \"min_max\"\n[treat]\nmethod = \"box_cox\"",
            "{ method = \"benefit_of_the_doubt\" }",
        ),
        (
            "penalty",
            "[normalise]\nmethod = \"percentile_rank\"\n[[impute]]\nmethod = \"nearest_areas\"\nk = 3",
            "{ method = \"mazziotta_pareto\", penalty = \"minus\" }",
        ),
    ] {
        let dir = made_up(methods, aggregate);
        dir.score().ok();
        goldens::hold(&format!("method/{world}"), &by_kind(&dir.path("out")));
        if methods.is_empty() || methods == uncertain {
            let data = ["--framework", "framework.toml", "--data", "data.csv", "--out", "sure"];
            dir.run(&[&["simulate", "--runs", "500", "--draws"], &data[..]].concat()).ok();
            goldens::hold(&format!("simulated/{world}"), &by_kind(&dir.path("sure")));
        }
    }
}

#[test]
fn two_runs_give_the_same_bytes_whatever_threads_folder_time_zone_and_locale() {
    let dir = Workdir::new();
    let here = env!("CARGO_MANIFEST_DIR");
    let mut one =
        dir.command(&["build", "--project", here, "--out", "one", "--threads", "1", "--quiet"]);
    one.env("TZ", "UTC").env("LC_ALL", "C");
    Run::of(one.output().unwrap()).ok();
    let project = dir.copy_project("elsewhere/copy");
    crate::workdir::as_declared(&project);
    let mut two = dir.command(&["build", "--threads", "2", "--quiet"]);
    two.env("TZ", "Asia/Tokyo").env("LC_ALL", "fr_FR.UTF-8").env("TYPST_FONT_PATHS", "/nowhere");
    Run::of(two.current_dir(&project).output().unwrap()).ok();
    let one = files(&dir.path("one"));
    let pdfs = one.keys().filter(|name| name.extension().is_some_and(|e| e == "pdf")).count();
    assert_eq!(pdfs, 3);
    for language in ["en", "fr", "es"] {
        let report = format!("one/state-of-social-justice-2026-H2.{language}.pdf");
        assert_eq!(crate::typeset::boxes::faults(&dir.path(&report)), [""; 0], "{language}");
        assert_eq!(crate::typeset::boxes::bare(&dir.path(&report)), [""; 0], "{language}");
    }
    assert!(one.keys().filter(|name| name.extension().is_some_and(|e| e == "svg")).count() > 190);
    for (name, bytes) in &one {
        if name == Path::new("manifest.json") {
            continue; // It names the files as they lie there.
        }
        // What --out takes straight has folders of the edition in the project.
        let figure =
            name.strip_prefix("figures").map(|name| Path::new("figures/2026-H2").join(name));
        let place = figure.unwrap_or_else(|_| Path::new("report/2026-H2").join(name));
        let other = std::fs::read(project.join(place)).unwrap_or_default();
        assert!(*bytes == other, "{} differs", name.display());
    }
}
