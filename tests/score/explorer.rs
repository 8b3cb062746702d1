//! `ssj explore`: the page in a real browser, where there is one with Node and the packages of
//! `report/explorer/`; with `SSJ_BROWSER` set, what is absent is a failure.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::workdir::{Run, Workdir};

const EXPLORER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/report/explorer");
const BROWSERS: [&str; 2] = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

/// Where the browser is; `None`, and said so, where it or what drives it is absent.
fn browser() -> Option<PathBuf> {
    let node = Command::new("node").arg("--version").output().is_ok();
    let packages = Path::new(EXPLORER).join("node_modules/playwright-core").is_dir();
    let found = BROWSERS.map(PathBuf::from).into_iter().find(|path| path.is_file());
    if let Some(browser) = found.clone().filter(|_| node && packages) {
        return Some(browser);
    }
    let absent = format!("Node: {node}, npm packages: {packages}, Chromium: {}", found.is_some());
    assert!(std::env::var_os("SSJ_BROWSER").is_none(), "asked for, and absent: {absent}");
    eprintln!("skipped: the explorer's pages need a browser ({absent})");
    None
}

/// A project with few runs, a name that means harm, and the words of another language.
fn project(dir: &Workdir) -> PathBuf {
    let project = dir.copy_project("project");
    let change = |file: &str, from: &str, to: &str| {
        let text = dir.read(&format!("project/{file}"));
        assert!(text.contains(from), "{file}: {from}");
        dir.write(&format!("project/{file}"), text.replace(from, to));
    };
    change("datasets/framework.toml", "runs = 10_000", "runs = 200");
    change(
        "datasets/reference/areas.csv",
        ",Brazil,",
        ",Brazil </script><script>alert(1)</script>,",
    );
    for stem in ["words", "figures", "indicators", "glossary"] {
        let french = project.join(format!("report/{stem}.fr.toml"));
        if !french.is_file() {
            std::fs::copy(project.join(format!("report/{stem}.en.toml")), french).unwrap();
        }
    }
    project
}

#[test]
fn a_reader_can_rely_on_the_page_and_the_program_scores_their_choice_the_same() {
    let Some(browser) = browser() else { return };
    let dir = Workdir::new();
    project(&dir);
    let explore =
        ["explore", "--project", "project", "--edition", "2026-H2", "--language", "en,fr"];
    dir.run(&[&explore[..], &["--out", "out"]].concat()).ok();
    let pages = dir.path("out");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/explorer/browser.mjs");
    let told =
        Run::of(Command::new("node").arg(script).arg(&pages).arg(&browser).output().unwrap()).ok();
    let told: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    // What the reader took home, by the program.
    dir.write("project/datasets/my-framework.toml", told["taken"].as_str().unwrap());
    let mine = ["--framework", "project/datasets/my-framework.toml", "--out", "what-if"];
    dir.run(&[&["score", "--project", "project"], &mine[..]].concat()).ok();
    let rank = |row: &serde_json::Value| {
        (row["code"].as_str().unwrap().to_owned(), row["rank"].to_string())
    };
    let mut shown: Vec<_> = told["moved"].as_array().unwrap().iter().map(rank).collect();
    shown.sort();
    let rows = dir.rows("what-if/scores.csv");
    let ranked = rows.iter().filter(|row| row["level"] == "index" && !row["rank"].is_empty());
    let scored: Vec<_> = ranked.map(|row| (row["ref_area"].clone(), row["rank"].clone())).collect();
    assert!(!scored.is_empty());
    assert_eq!(shown, scored);
    // Same input, same bytes; no more than three million of them.
    let page = dir.read("out/explorer.en.html");
    dir.run(&[&explore[..], &["--out", "again", "--threads", "1"]].concat()).ok();
    assert!(page == dir.read("again/explorer.en.html"));
    assert!(page.len() < 3_000_000, "{}", page.len());
}

/// A framework of so many focus areas and indicators over series of the project, the first of them with a
/// name that means harm and one as long as names get.
fn made_up(areas: usize, indicators: usize, top: &str) -> String {
    let mut text = format!(
        "schema = 1\ncode = \"made_up\"\nname = \"Made up <b>\"\n[data]\n\
         areas = \"reference/areas.csv\"\nsources = \"sources.toml\"\n\
         scope = {{ column = \"ILO_MEMBER\", value = \"yes\" }}\ncut_off = 2025\nmax_age = 15\n\
         [ranking]\ncoverage = 0.5\n[uncertainty]\nruns = 60\nseed = 1\n\
         [[uncertainty.weights]]\ndepth = 1\nspread = 0.25\n\
         [[level]]\ncode = \"index\"\nname = \"Index\"\naggregate = {{ {top} }}\n"
    );
    for area in 0..areas {
        text += &format!(
            "[[level]]\ncode = \"area{area}\"\nparent = \"index\"\nname = \"Area {area} {}\"\n\
             aggregate = {{ method = \"arithmetic_mean\" }}\n",
            "with a name of its own".repeat(area % 2)
        );
    }
    const SERIES: [&str; 3] = ["SL_EMP_VULN[F]", "SI_COV_ANY", "SL_TLF_SHARE[F]"];
    for i in 0..indicators {
        let name = if i == 0 { HARM.to_owned() } else { format!("{LONG} {i}") };
        text += &format!(
            "[[indicator]]\ncode = \"i{i}\"\nparent = \"area{}\"\nweight = 1\nname = \"{name}\"\n\
             unit = \"%\"\nvalue = \"{} + {i}\"\ngoalposts = {{ worst = 0, best = 180, why = \"Made up.\" }}\n",
            i % areas,
            SERIES[i % SERIES.len()]
        );
    }
    text
}

const HARM: &str = "</script><script>alert(1)</script>";
const LONG: &str = "A share of something of which everybody would like to know";

#[test]
fn a_made_up_framework_has_a_page_and_what_it_cannot_compute_it_says() {
    let Some(browser) = browser() else { return };
    let dir = Workdir::new();
    project(&dir);
    let geometric = "method = \"geometric_mean\", floor = 1";
    let made = [
        (1, 2, geometric, "able"),
        (8, 60, geometric, "able"),
        (3, 9, "method = \"copeland\"", "unable"),
    ];
    for (areas, indicators, top, ability) in made {
        dir.write("project/datasets/framework.toml", made_up(areas, indicators, top));
        dir.run(&["explore", "--project", "project", "--edition", "2026-H2", "--out", "out"]).ok();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/explorer/other.mjs");
        let mut tried = Command::new("node");
        tried.arg(script).arg(dir.path("out")).arg(&browser).args([ability, HARM]);
        Run::of(tried.output().unwrap()).ok();
    }
}

#[test]
fn the_scripts_are_what_their_types_say() {
    let compiler = Path::new(EXPLORER).join("node_modules/.bin/tsc");
    if !compiler.is_file() {
        assert!(std::env::var_os("SSJ_BROWSER").is_none(), "the compiler is asked for, and absent");
        eprintln!(
            "skipped: the types of the explorer's scripts need npm packages, which are absent"
        );
        return;
    }
    let checked = Command::new(compiler).args(["-p", EXPLORER]).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}
