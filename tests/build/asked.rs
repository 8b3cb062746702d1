//! What is asked of a run by name, and what is said where there is no such thing.

use super::{MEMBERS, files, small_project};
use crate::workdir::Workdir;

#[test]
fn figures_are_drawn_by_id_or_family_and_an_unknown_one_is_named() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS).display().to_string();
    dir.run(&["figures", "map_index", "--project", &project, "--out", "out", "--quiet"]).ok();
    let names: Vec<String> = files(&dir.path("out/figures"))
        .keys()
        .map(|name| name.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["map_index.csv", "map_index.svg", "map_index.txt"]);
    assert!(!dir.exists("out/scores.csv"), "only what is asked for is written");
    let run = dir.run(&["figures", "map_indx", "--project", &project, "--out", "out"]);
    run.fails(&["no figure is called `map_indx`", "did you mean `map_index`?"]);
    assert!(!run.err.contains("ingest"), "no stage began: {}", run.err);
}

/// The width and the height that a PNG says it has.
fn dots(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG"));
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn a_picture_has_as_many_dots_as_are_asked_for_and_a_series_is_drawn() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS).display().to_string();
    let png = |arguments: &[&str]| {
        let own = ["--project", &project, "--format", "png", "--out", "out"];
        dir.run(&[&["figures"], arguments, &own].concat()).ok()
    };
    let run = png(&["map_index", "--width", "400"]);
    assert!(!run.err.contains("simulate"), "what is not shown is not computed: {}", run.err);
    let picture = || std::fs::read(dir.path("out/figures/map_index.png")).unwrap();
    assert_eq!(dots(&picture()).0, 400);
    png(&["map_index", "--size", "640x360"]);
    assert_eq!(dots(&picture()), (640, 360));
    assert_eq!(files(&dir.path("out/figures")).len(), 1);
    png(&["series", "BRA", "France", "--years", "2018-2020"]);
    assert!(dir.exists("out/figures/series_BRA.png") && dir.exists("out/figures/series_FRA.png"));
    let run = dir.run(&["figures", "series", "BRAA", "--project", &project, "--out", "out"]);
    run.fails(&["no area `BRAA`", "did you mean `BRA`?"]);
    let run = dir.run(&["figures", "map", "--width", "9", "--project", &project, "--out", "out"]);
    run.fails(&["--width"]);
    dir.run(&["score", "--format", "png", "--project", &project, "--out", "out"])
        .fails(&["goes with `ssj figures`"]);
}

/// Whatever the command, and without a stage begun.
#[test]
fn arguments_that_name_nothing_are_told_first_with_the_nearest() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS).display().to_string();
    dir.write("figures.csv", "REF_AREA,A\nAAA,1\n");
    for (arguments, said) in [
        (&["figures", "profile_AAAA"][..], ["`profile_AAAA`", "a family: map"]),
        (&["figures", "rank"], ["`rank`", "did you mean `ranks`?"]),
        (&["score", "--edition", "2026-H3"], ["`2026-H3`", "did you mean `2026-H2`?"]),
        (&["read", "figures.csv", "--edition", "2026-H3"], ["`2026-H3`", "`2026-H2`?"]),
        (&["revisions", "--edition", "2026-H3"], ["`2026-H3`", "`2026-H2`?"]),
        (&["schema"], ["`ssj schema` does not heed --out", "`ssj build`"]),
        (&["score", "--data", "figurs.csv"], ["figurs.csv", "did you mean `figures.csv`?"]),
        (&["score", "--originals", "lokced"], ["no such lock", "did you mean `locked`?"]),
        (&["read", "figures.csv", "--reader", "tabel"], ["'tabel'", "'table'"]),
        (&["simulate", "--runs", "0"], ["--runs", "expected 1 or more"]),
        (&["scoer"], ["'scoer'", "'score'"]),
        (
            &["score", "--framework", "project/datasets/framwork.toml"],
            ["framwork.toml", "datasets/framework.toml`?"],
        ),
        (
            &["score", "--framework", "project/datasets/framework.toml", "--edition", "2026-H2"],
            ["--edition goes with the project's own framework", "cut_off"],
        ),
    ] {
        let run = dir.run(&[arguments, &["--project", &project, "--out", "out"]].concat());
        run.fails(&said);
        assert!(!run.err.contains("[1/"), "no stage began: {}", run.err);
    }
}

#[test]
fn unknown_editions_and_projects_are_named_with_the_nearest() {
    let dir = Workdir::new();
    let here = env!("CARGO_MANIFEST_DIR");
    dir.run(&["score", "--project", here, "--edition", "2026-H1", "--out", "out"]).fails(&[
        "no edition `2026-H1`",
        "did you mean `2026-H2`?",
        "2024-H2",
    ]);
    dir.run(&["score", "--out", "out"]).fails(&["there is no project here", "--project DIR"]);
    let project = small_project(&dir, &MEMBERS);
    let editions = project.join("report/editions");
    std::fs::copy(editions.join("2026-H2.toml"), editions.join("editions.toml")).unwrap();
    dir.run(&["score", "--project", &project.display().to_string()])
        .fails(&["can't be called `editions`", "report/editions"]);
}

#[test]
fn an_edition_that_makes_no_sense_is_told_before_any_work() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS);
    let file = project.join("report/editions/2026-H2.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let project = project.display().to_string();
    let cases = [
        ("languages = [\"en\"]", "languages = []", "the list names nothing"),
        ("languages = [\"en\"]", "languages = [\"en\", \"en\"]", "the language `en` stands twice"),
        ("date = \"2026-12-01\"", "date = \"2026-13-45\"", "must be a day, YYYY-MM-DD"),
        ("cut_off = 2025", "cutoff = 2025", "did you mean `cut_off`?"),
    ];
    for (from, to, said) in cases {
        std::fs::write(&file, text.replace(from, to)).unwrap();
        let run = dir.run(&["build", "--project", &project, "--out", "out"]);
        run.fails(&[said, "2026-H2.toml"]);
        assert!(!run.err.contains("ingest"), "no stage began: {}", run.err);
    }
}
