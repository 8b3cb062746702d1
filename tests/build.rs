//! The whole edition: the same bytes everywhere, and the last good outputs whatever goes wrong.
//!
//! Needs typst as the program itself finds it; where there is none, the first build installs it.

#[path = "build/beside.rs"]
mod beside;
#[path = "build/cloned.rs"]
mod cloned;
#[path = "build/disk.rs"]
mod disk;
#[path = "build/ended.rs"]
mod ended;
#[path = "build/exhibits.rs"]
mod exhibits;
mod goldens;
#[path = "build/guarded.rs"]
mod guarded;
#[path = "build/killed.rs"]
mod killed;
#[path = "build/packaged.rs"]
mod packaged;
#[path = "build/papers.rs"]
mod papers;
#[path = "build/rebuilt.rs"]
mod rebuilt;
mod typeset;
#[path = "build/verified.rs"]
mod verified;
mod workdir;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use workdir::{Run, SMALL, SMALL_DATA, Workdir};

/// Every file below `folder`, by its path in it.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(&at).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_owned();
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// A copy of the project in which only these areas are scored: a build of seconds.
fn small_project(dir: &Workdir, members: &[&str]) -> PathBuf {
    let project = dir.copy_project("project");
    let areas = project.join("datasets/reference/areas.csv");
    let text = std::fs::read_to_string(&areas).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let member = header.iter().position(|h| h == "ILO_MEMBER").unwrap();
    let mut writer = csv::Writer::from_path(&areas).unwrap();
    writer.write_record(&header).unwrap();
    for record in reader.records() {
        let mut cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        let scored = members.contains(&cells[0].as_str());
        cells[member] = if scored { "yes" } else { "no" }.to_owned();
        writer.write_record(&cells).unwrap();
    }
    writer.flush().unwrap();
    project
}

const MEMBERS: [&str; 9] = ["BRA", "DNK", "FRA", "IND", "KEN", "NOR", "PER", "TON", "ZAF"];

/// A program that stands in for typst.
fn stand_in(dir: &Workdir, script: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    let head = "#!/bin/sh\ncase \"$1\" in --version) echo 'typst 0.15.1 (test)'; exit;;\n\
                fonts) printf 'Libertinus Serif\\nNoto Sans\\n'; exit;; esac\n";
    let path = dir.write("stand-in", format!("{head}{script}\n"));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.display().to_string()
}

/// Tables by name, figures by family, and the content that typst was handed, of an output folder.
fn by_kind(out: &Path) -> BTreeMap<String, String> {
    let mut kinds = BTreeMap::new();
    for (path, bytes) in files(out) {
        let name = path.file_name().unwrap().to_string_lossy();
        let is_figure = path.starts_with("figures");
        let kind = match is_figure {
            // The manifest holds the versions of the inputs, what is kept is no part of the edition,
            // and a stand-in writes no pages.
            false if name.ends_with(".json") || name.ends_with(".pdf") => continue,
            false => name.to_string(),
            true => format!("figures of {}", name.split(['_', '.']).next().unwrap()),
        };
        let line = format!("{} {}\n", path.display(), goldens::hash(bytes));
        kinds.entry(kind).or_insert_with(String::new).push_str(&line);
    }
    kinds
}

/// Builds an edition with a stand-in for typst that keeps the content, and gives what came of it.
fn built(dir: &Workdir, project: &Path, edition: &str) -> BTreeMap<String, String> {
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
    let page = include_str!("../datasets/FRAMEWORK.md");
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
    workdir::as_declared(&project);
    let mut two = dir.command(&["build", "--threads", "2", "--quiet"]);
    two.env("TZ", "Asia/Tokyo").env("LC_ALL", "fr_FR.UTF-8").env("TYPST_FONT_PATHS", "/nowhere");
    Run::of(two.current_dir(&project).output().unwrap()).ok();
    let one = files(&dir.path("one"));
    let pdfs = one.keys().filter(|name| name.extension().is_some_and(|e| e == "pdf")).count();
    assert_eq!(pdfs, 3);
    for language in ["en", "fr", "es"] {
        let report = format!("one/state-of-social-justice-2026-H2.{language}.pdf");
        assert_eq!(typeset::boxes::faults(&dir.path(&report)), [""; 0], "{language}");
        assert_eq!(typeset::boxes::bare(&dir.path(&report)), [""; 0], "{language}");
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

#[test]
fn hostile_names_and_few_states_print_as_themselves() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS);
    let areas = project.join("datasets/reference/areas.csv");
    let text = std::fs::read_to_string(&areas).unwrap();
    let named = text.replace("Denmark", "#let x = [").replace("Kenya", "<b>&\"\"*_$`@\\");
    std::fs::write(&areas, named.replace(",<b>&\"\"*_$`@\\", ",\"<b>&\"\"*_$`@\\\"")).unwrap();
    let project = project.display().to_string();
    dir.run(&["build", "--project", &project, "--out", "out", "--quiet"]).ok();
    let dots = dir.read("out/figures/dots_index.svg");
    assert!(dots.contains("#let x = ["), "the name stands in the figure");
    assert!(dots.contains("&lt;b&gt;&amp;"), "markup is escaped");
    let pdf = dir.path("out/state-of-social-justice-2026-H2.en.pdf");
    assert_eq!(typeset::boxes::faults(&pdf), [""; 0]);
    assert_eq!(typeset::tags::faults(&pdf, "The State"), [""; 0]);
    assert!(std::fs::read(pdf).unwrap().starts_with(b"%PDF"));
}

/// The indicators of the project in `n` focus areas of these names, one after the other.
fn in_focus_areas(framework: &str, n: usize, name: impl Fn(usize) -> String) -> String {
    let mut table: toml::Table = toml::from_str(framework).unwrap();
    let levels = table["level"].as_array_mut().unwrap();
    levels.truncate(1);
    for area in 0..n {
        let name = name(area);
        let level = format!(
            "code = \"area_{area}\"\nparent = \"index\"\nweight = 1\nname = \"{name}\"\n\
             aggregate = {{ method = \"arithmetic_mean\" }}"
        );
        levels.push(toml::Value::Table(toml::from_str(&level).unwrap()));
    }
    for (i, indicator) in table["indicator"].as_array_mut().unwrap().iter_mut().enumerate() {
        let parent = format!("area_{}", i % n);
        indicator.as_table_mut().unwrap().insert("parent".to_owned(), parent.into());
    }
    table["uncertainty"].as_table_mut().unwrap().insert("runs".to_owned(), 20.into());
    toml::to_string(&table).unwrap()
}

/// A map, a row, a colour and a chapter for each, whatever they are called.
#[test]
fn any_number_of_focus_areas_is_drawn_and_told() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS);
    let framework = project.join("datasets/framework.toml");
    let text = std::fs::read_to_string(&framework).unwrap();
    for n in [1, 2, 3, 5, 6, 8] {
        for is_long in [false, true] {
            let letter = |area: usize| char::from(b'A' + area as u8);
            let name = |area: usize| match is_long {
                true => format!("{} is quite a long name for a focus area", letter(area)),
                false => letter(area).to_string(),
            };
            std::fs::write(&framework, in_focus_areas(&text, n, name)).unwrap();
            let made = built(&dir, &project, "2026-H2");
            let maps = &made["figures of map"];
            let drawn = |area: usize| maps.contains(&format!("map_area_{area}.svg"));
            assert!((0..n).all(drawn) && !drawn(n), "{n} focus areas: {maps}");
            let told = |area: usize| made["content"].contains(&format!("\"{}\"", name(area)));
            assert!((0..n).all(told), "{n} focus areas");
            assert!(made.contains_key("figures of heatmap"), "{n} focus areas");
        }
    }
}

#[test]
fn a_fifth_focus_area_needs_the_framework_and_words_on_its_indicators() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS);
    let framework = project.join("datasets/framework.toml");
    let text = std::fs::read_to_string(&framework).unwrap();
    let level = "[[level]]\ncode = \"knowledge\"\nparent = \"index\"\nweight = 1\n\
                 name = \"Knowledge\"\naggregate = { method = \"arithmetic_mean\" }\n\n\
                 [[indicator]]\ncode = \"research\"\nparent = \"knowledge\"\nvalue = \"GB_RSDV\"\n\
                 name = \"Research spending\"\nunit = \"% of GDP\"\n\
                 goalposts = { worst = 0, best = 3, why = \"0: none; 3: near the most.\" }\n\n";
    let at = text.find("[[grouping]]").unwrap();
    std::fs::write(&framework, format!("{}{level}{}", &text[..at], &text[at..])).unwrap();
    let texts = project.join("report/indicators.en.toml");
    let project = project.display().to_string();
    let build = ["build", "--project", &project, "--out", "out", "--quiet"];
    dir.run(&build).fails(&["what these indicators measure: research", "indicators.en.toml"]);
    assert!(!dir.exists("out"), "told before anything is made");
    let words = "\n[research]\ndefinition = \"D.\"\nlimits = \"L.\"\nreading = \"R.\"\n";
    std::fs::write(&texts, std::fs::read_to_string(&texts).unwrap() + words).unwrap();
    dir.run(&build).ok();
    assert!(dir.exists("out/figures/map_knowledge.svg"));
}

#[test]
fn typst_failing_is_told_and_the_last_good_outputs_stay() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS).display().to_string();
    let good = stand_in(
        &dir,
        "for last; do :; done\nprintf '%%PDF-1.7\\n/Type/Pages/Count 7' > \"$last\"",
    );
    let build = ["build", "--project", &project, "--out", "out", "--quiet", "--typst"];
    dir.run(&[&build[..], &[&good]].concat()).ok();
    let before = files(&dir.path("out"));
    let bad = stand_in(&dir, "echo 'error: unexpected end of block' >&2; exit 1");
    dir.run(&[&build[..], &[&bad, "--again"]].concat())
        .fails(&["could not typeset", "unexpected end of block"]);
    assert!(files(&dir.path("out")) == before, "nothing was touched");
    dir.run(&[&build[..], &["/bin/echo"]].concat()).fails(&["this is not typst"]);
    dir.run(&[&build[..], &["/no/typst"]].concat())
        .fails(&["cannot run the typesetting program", "/no/typst"]);
    assert!(files(&dir.path("out")) == before, "nothing was touched");
}

#[test]
fn without_typst_everything_but_the_text_is_made() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS).display().to_string();
    let nothing = dir.path("nothing");
    let mut build = dir.command(&["build", "--project", &project, "--out", "out", "--quiet"]);
    build.env_remove("SSJ_TYPST");
    for name in ["PATH", "HOME", "XDG_CACHE_HOME"] {
        build.env(name, &nothing);
    }
    let said = build.output().unwrap();
    assert_eq!(said.status.code(), Some(6));
    let told = String::from_utf8(said.stderr).unwrap();
    assert!(told.contains("typst is not installed"), "{told}");
    for made in ["explorer.en.html", "scores.csv", "figures/map_index.svg", "manifest.json"] {
        assert!(dir.exists(&format!("out/{made}")), "{made}");
    }
}

#[test]
fn killed_in_the_middle_leaves_the_last_good_outputs_and_the_next_run_sweeps_up() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS).display().to_string();
    dir.run(&["figures", "--project", &project, "--out", "out", "--quiet"]).ok();
    let before = files(&dir.path("out"));
    let slow = stand_in(&dir, "touch \"$(dirname \"$0\")/began\"; sleep 30");
    let mut run = dir
        .command(&["build", "--project", &project, "--out", "out", "--quiet", "--typst", &slow])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let since = Instant::now();
    while !dir.exists("began") {
        assert!(since.elapsed() < Duration::from_secs(60), "typst was never called");
        std::thread::sleep(Duration::from_millis(20));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    let after = files(&dir.path("out"));
    for (name, bytes) in &before {
        assert!(after.get(name) == Some(bytes), "{} was touched", name.display());
    }
    dir.run(&["figures", "--project", &project, "--out", "out", "--quiet"]).ok();
    assert!(files(&dir.path("out")) == before, "what the killed run staged is gone");
}

#[test]
fn an_output_folder_that_cannot_be_written_is_named_before_any_work() {
    let dir = Workdir::new();
    let file = dir.write("file", "").display().to_string();
    let run = dir.run(&["build", "--project", env!("CARGO_MANIFEST_DIR"), "--out", &file]);
    run.fails(&["cannot make the output folder", &file]);
    assert!(!run.err.contains("ingest"), "no stage began: {}", run.err);
    let run = dir.run(&["build", "--project", env!("CARGO_MANIFEST_DIR"), "--out", "/proc/ssj"]);
    run.fails(&["cannot make the output folder", "/proc/ssj"]);
}

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

#[test]
fn a_stage_that_stops_sooner_keeps_account_of_what_an_earlier_one_made() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS).display().to_string();
    let with = |first: &[&str]| {
        dir.run(&[first, &["--project", &project, "--out", "out", "--quiet"]].concat()).ok();
        let json = dir.read("out/manifest.json");
        serde_json::from_str::<serde_json::Value>(&json).unwrap()
    };
    with(&["figures", "map_index"]);
    let manifest = with(&["score"]);
    let earlier: Vec<&str> = manifest["earlier"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n["file"].as_str().unwrap())
        .collect();
    assert!(earlier.contains(&"figures/map_index.svg"), "{earlier:?}");
    let named = |key: &str, name: &str| {
        manifest[key].as_array().unwrap().iter().any(|hashed| hashed["file"] == name)
    };
    assert!(named("inputs", "datasets/snapshot/untc.csv") && named("inputs", "report/look.toml"));
    assert!(named("outputs", "scores.csv"));
}

#[test]
fn no_one_listening_is_no_reason_to_stop() {
    let dir = Workdir::new();
    let project = env!("CARGO_MANIFEST_DIR");
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut run = dir.command(&["score", "--project", project, "--out", "out"]);
    assert!(run.stderr(full).stdout(Stdio::null()).status().unwrap().success());
    assert!(dir.exists("out/scores.csv"));
}

#[test]
fn other_methods_are_drawn_and_told_like_our_own() {
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS);
    let framework = project.join("datasets/framework.toml");
    let text = std::fs::read_to_string(&framework).unwrap();
    let median = text.replacen("method = \"arithmetic_mean\"", "method = \"median\"", 1);
    let other = median.replacen(
        "[progress]",
        "[normalise]\nmethod = \"rank\"\n\n[[impute]]\nmethod = \"mean\"\n\n[progress]",
        1,
    );
    assert_ne!(other, text);
    std::fs::write(&framework, other).unwrap();
    let project = project.display().to_string();
    dir.run(&["build", "--project", &project, "--out", "out"]).ok();
    let profile = format!("out/figures/profile_{}.csv", MEMBERS[0]);
    assert!(dir.exists(&profile), "{profile}");
    assert!(dir.read("out/panel.csv").contains("imputed: mean of all areas"));
}
