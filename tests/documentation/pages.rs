//! The examples of `datasets/FRAMEWORK.md` do what the page says.

use crate::workdir::Workdir;

const PAGE: &str = include_str!("../../datasets/FRAMEWORK.md");

/// The n-th block of a language on the page.
fn block(language: &str, n: usize) -> &'static str {
    let mut blocks = PAGE.split("```").skip(1).step_by(2);
    let body = |block: &'static str| block.strip_prefix(language).map(str::trim_start);
    blocks.by_ref().filter_map(body).nth(n).unwrap()
}

#[test]
fn the_small_example_scores_as_it_says() {
    let dir = Workdir::of(block("toml", 0), block("csv", 0));
    dir.score().ok();
    for (town, score) in [("Ashby", 100.0 / 3.0), ("Burton", 200.0 / 3.0), ("Corby", 50.0)] {
        assert!((dir.score_of(town, "index").unwrap() - score).abs() < 1e-9, "{town}");
    }
    let rows = dir.rows("out/panel.csv");
    let made = rows.iter().find(|r| r["status"] == "imputed: median of all areas, n = 2").unwrap();
    assert_eq!((made["ref_area"].as_str(), made["value"].as_str()), ("Corby", "30"));
}

/// Published components and index of UNDP's Human Development Report 2023/24 for three countries
/// (latest year); facts, matched to the published third decimal.
#[test]
fn the_human_development_index_is_the_published_one() {
    let dir = Workdir::new();
    assert_eq!(block("toml", 1), include_str!("../../datasets/examples/hdi.toml"));
    dir.write("framework.toml", block("toml", 1));
    dir.write("data.csv", include_str!("../fixtures/hdi.csv"));
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
    let text = dir.read("o/panel.csv");
    assert!(text.contains("imputed: median of REGION"), "no value was imputed");
}

#[test]
fn an_index_is_compared_as_the_page_says() {
    let dir = Workdir::new();
    dir.write("hdi.toml", block("toml", 1));
    let lowest = block("toml", 1).replacen("geometric_mean\", on_zero = \"exclude", "minimum", 1);
    dir.write("framework.toml", format!("{lowest}\n{}", block("toml", 3)));
    // Nine made-up areas beside the three published: longer lives go with less schooling.
    let mut data = include_str!("../fixtures/hdi.csv").to_owned();
    for i in 1..10 {
        let values =
            [("LE", 60 + 2 * i), ("EYS", 18 - i), ("MYS", 11 - i), ("GNIPC", 300 << (i / 2))];
        data.extend(values.map(|(series, value)| format!("X{i:02},HD_{series},2022,{value}\n")));
        // Fewer children die where incomes are higher.
        data += &format!("X{i:02},U5MR,2022,{}\n", 90 - 10 * (i / 2));
    }
    data += "AFG,U5MR,2022,95\nAUS,U5MR,2022,4\nBRB,U5MR,2022,12\n";
    dir.write("data.csv", data);
    dir.score().ok();
    let rows = dir.rows("out/audit_measures.csv");
    let of = |measure: &str, code: &str| -> f64 {
        let row = rows.iter().find(|r| r["measure"] == measure && r["code"] == code).unwrap();
        assert_eq!(row["n"], "12");
        row["spearman"].parse().unwrap()
    };
    // The lowest of three scores is near their mean, and is not it.
    assert!(of("hdi", "hdi") > 0.8 && of("hdi", "hdi") < 1.0, "{}", of("hdi", "hdi"));
    assert!(of("income", "hdi") > 0.5);
    // Less of it is better: agreement is above 0.
    assert!(of("mortality", "hdi") > 0.5, "{}", of("mortality", "hdi"));
}

#[test]
fn numbers_change_and_pace_are_those_of_the_page() {
    let dir = Workdir::new();
    let parts = section("Numbers in real units, change and pace");
    dir.write("framework.toml", parts[0]);
    dir.write("data.csv", parts[1]);
    dir.score().ok();
    let world = dir.rows("out/world.csv");
    let latest = world.iter().find(|r| r["grouping"].is_empty() && r["year"].is_empty()).unwrap();
    let found = ["value", "n", "weight", "status"].map(|column| latest[column].as_str());
    assert_eq!(found, ["31", "3", "6000", "told"]);
    let paces = dir.rows("out/pace.csv");
    let verdict = |town: &str| {
        let row = paces.iter().find(|r| r["ref_area"] == town).unwrap();
        (row["verdict"].as_str(), row["yearly"].as_str())
    };
    assert_eq!(verdict("Ashby"), ("too_slow", "1.75"));
    assert_eq!(verdict("Burton"), ("on_course", "1"));
    assert_eq!(verdict("Corby"), ("too_little_data", ""));
    let change = dir.rows("out/progress.csv");
    let of = |town: &str| change.iter().find(|r| r["ref_area"] == town && r["code"] == "jobs");
    assert_eq!((of("Burton").unwrap()["change"].as_str(), of("Corby").is_some()), ("20", false));
}

/// `datasets/TABLES.md` is made from the row types; `SSJ_GOLDENS=update` writes it anew.
#[test]
fn the_dictionary_of_tables_is_that_of_the_row_types() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/TABLES.md");
    let made = ssj::tables::dictionary();
    if std::env::var_os("SSJ_GOLDENS").is_some_and(|asked| asked == "update") {
        std::fs::write(&path, &made).unwrap();
    }
    let page = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(page == made, "datasets/TABLES.md is not what SSJ_GOLDENS=update writes");
}

#[test]
fn tables_go_out_in_every_form_that_is_asked_for() {
    let dir = Workdir::of(block("toml", 0), block("csv", 0));
    let own = ["score", "--framework", "framework.toml", "--data", "data.csv", "--out", "out"];
    dir.run(&[&own[..], &["--format", "parquet,csv,xlsx,csv"]].concat()).ok();
    for name in ["scores.csv", "scores.parquet", "scores.xlsx", "panel.parquet", "audit_fits.xlsx"]
    {
        assert!(dir.exists(&format!("out/{name}")), "{name}");
    }
    // What an earlier run left in another form is not of this run's results.
    dir.run(&own).ok();
    assert!(dir.exists("out/scores.csv") && !dir.exists("out/scores.parquet"));
    // A file that someone else made is never in the way of a form that isn't asked for.
    dir.write("mine/scores.xlsx", "mine");
    let other = ["score", "--framework", "framework.toml", "--data", "data.csv", "--out", "mine"];
    dir.run(&other).ok();
    assert_eq!(dir.read("mine/scores.xlsx"), "mine");
    dir.run(&[&other[..], &["--format", "xlsx"]].concat()).fails(&["scores.xlsx"]);
}

/// The blocks of one section of the page, in order, without the language before them.
fn section(heading: &str) -> Vec<&'static str> {
    let (_, rest) = PAGE.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = rest.split("\n## ").next().unwrap();
    let blocks = section.split("```").skip(1).step_by(2);
    blocks.map(|block| block.split_once('\n').unwrap().1).collect()
}

#[test]
fn an_indicator_of_ones_own_comes_from_a_spreadsheet_to_the_index_as_the_page_says() {
    let dir = Workdir::new();
    let project = dir.copy_project("p").display().to_string();
    let steps = section("An indicator of one's own, step by step");
    let [figures, sidecar, catalogue, indicator, _] = steps[..] else { panic!("{steps:?}") };
    dir.write("p/datasets/snapshot/broadband.csv", figures);
    dir.write("p/datasets/snapshot/broadband.csv.toml", sidecar);
    let framework = dir.read("p/datasets/framework.toml") + "\n" + indicator;
    dir.write("p/datasets/my-framework.toml", framework);
    let score = ["score", "--project", &project, "--framework", "p/datasets/my-framework.toml"];
    let score = [&score[..], &["--out", "out"]].concat();
    // What is missing is told at once, with a block to copy.
    let sources = dir.read("p/datasets/sources.toml");
    dir.run(&score).fails(&[
        "there is no series `BROADBAND`",
        "[[series]]\ncode = \"BROADBAND\"",
        "--data PATH",
    ]);
    let half =
        "\n[[provider]]\ncode = \"itu\"\n[[series]]\ncode = \"BROADBAND\"\nlicence = \"mine\"\n";
    dir.write("p/datasets/sources.toml", sources.clone() + half);
    dir.run(&score).fails(&[
        "the provider `itu` lacks a name",
        "the series `BROADBAND` lacks name, unit, range, provider",
        "range = [0, 100]",
        "there is no licence `mine`",
        "class = \"open\"",
    ]);
    dir.write("p/datasets/sources.toml", sources + "\n" + catalogue);
    dir.run(&score).ok();
    let panel = dir.rows("out/panel.csv");
    let of =
        |area: &str| panel.iter().find(|r| r["ref_area"] == area && r["indicator"] == "broadband");
    let brazil = of("BRA").unwrap();
    let found = ["value", "year", "row"].map(|column| brazil[column].as_str());
    assert_eq!(found, ["22.5", "2024", "2"]);
    assert!(brazil["file"].ends_with("datasets/snapshot/broadband.csv"));
    assert!(of("FRA").is_none());
    let manifest = dir.read("out/manifest.json");
    assert!(manifest.contains("datasets/snapshot/broadband.csv.toml"), "its sidecar is an input");
}

#[test]
fn a_reading_of_ones_own_scores_its_themes_as_the_page_says() {
    let dir = Workdir::new();
    let steps = section("The same indicators, by other questions");
    let [reading, tag] = steps[..] else { panic!("{steps:?}") };
    let rent = "value = \"RENT\"\n";
    let tagged = block("toml", 0).replacen(rent, &format!("{rent}{tag}"), 1);
    dir.write("data.csv", block("csv", 0));
    dir.write("framework.toml", format!("{tagged}\n{reading}"));
    dir.score().ok();
    let told = |row: &std::collections::BTreeMap<String, String>| {
        ["theme", "name", "score", "imputed"].map(|column| row[column].clone()).join(" ")
    };
    let rows: Vec<String> = dir.rows("out/readings.csv").iter().map(told).collect();
    assert_eq!(rows, ["home Ashby 100 0", "home Burton 0 0", "home Corby 50 1"]);
    // A theme of no reading that there is, and a reading that asks nothing.
    let other = reading.replacen("reading = \"commuters\"", "reading = \"comuters\"", 1);
    dir.write("framework.toml", format!("{tagged}\n{other}"));
    dir.score().fails(&["no reading `comuters`", "`commuters`", "has no theme"]);
}

#[test]
fn the_example_of_an_edition_has_every_key() {
    let page = include_str!("../../report/README.md");
    let block = page.split("```").find_map(|block| block.strip_prefix("toml\n")).unwrap();
    let file = std::path::Path::new("e.toml");
    let edition = ssj::edition::Edition::read("e", file, block).unwrap();
    let keys = serde_json::to_value(&edition).unwrap();
    for key in keys.as_object().unwrap().keys().filter(|key| *key != "id") {
        assert!(block.contains(&format!("\n{key} = ")) || block.starts_with(key), "{key}");
    }
}

#[test]
fn doctor_compares_the_words_of_every_language() {
    let dir = Workdir::new();
    let project = dir.copy_project("p").display().to_string();
    let english = dir.read("p/report/glossary.en.toml");
    dir.write("p/report/glossary.fr.toml", english);
    std::fs::remove_file(dir.path("p/report/words.fr.toml")).unwrap();
    let output = dir.command(&["doctor", "--project", &project, "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let errors = told["errors"].to_string();
    assert!(
        errors.contains("texts are untranslated: ") && errors.contains("entry.1.text"),
        "{errors}"
    );
    assert!(errors.contains("words.fr.toml"), "a language has all four files: {errors}");
}

#[test]
fn a_focus_area_more_is_what_the_page_says_and_nothing_else() {
    let dir = Workdir::new();
    let project = dir.copy_project("p").display().to_string();
    let [area, _] = section("A focus area more, step by step")[..] else { panic!() };
    let framework = dir.read("p/datasets/framework.toml") + "\n" + area;
    dir.write("p/datasets/my-framework.toml", framework);
    let own = ["--project", &project, "--framework", "p/datasets/my-framework.toml"];
    dir.run(&[&["score"], &own[..], &["--out", "out"]].concat()).ok();
    // Norway, by its values in the snapshot: the mean of two scores by the goalposts of the page.
    let panel = dir.rows("out/panel.csv");
    let value = |code: &str| -> f64 {
        let row = panel.iter().find(|r| r["ref_area"] == "NOR" && r["indicator"] == code).unwrap();
        assert_eq!(row["focus_area"], "lives");
        row["value"].parse().unwrap()
    };
    let expected = ((value("life") - 20.0) / 65.0 + value("schooling") / 15.0) * 50.0;
    assert!((dir.score_of("NOR", "lives").unwrap() - expected).abs() < 1e-9);
    let scores = dir.rows("out/scores.csv");
    let norway = scores.iter().filter(|r| r["ref_area"] == "NOR" && r["level"] == "area");
    let areas: Vec<f64> = norway.map(|row| row["score"].parse().unwrap()).collect();
    let geometric = (areas.iter().map(|x: &f64| x.ln()).sum::<f64>() / 5.0).exp();
    assert_eq!(areas.len(), 5);
    assert!((dir.score_of("NOR", "index").unwrap() - geometric).abs() < 1e-9);
}

#[test]
fn cities_with_headers_of_ones_own_score_as_the_page_says() {
    let dir = Workdir::new();
    let [data, sidecar, framework, _] = section("Cities, regions, companies")[..] else { panic!() };
    dir.write("data.csv", data);
    dir.write("data.csv.toml", sidecar);
    dir.write("framework.toml", framework);
    dir.score().ok();
    let expected = (80.0 + 100.0 * (2875.0 - 1500.0) / 1500.0) / 2.0;
    assert!((dir.score_of("Burton", "homes").unwrap() - expected).abs() < 1e-9);
    assert!(PAGE.contains(&format!("{expected:.2}")), "{expected}");
    let framework = ["--framework", "framework.toml", "--data", "data.csv"];
    let told = dir.run(&[&["explain", "Burton"], &framework[..]].concat()).ok().out;
    assert!(told.contains("2875 in 2024") && told.contains("data.csv, row 3"), "{told}");
}

/// Every command in the blocks of the pages is one that the program takes: with `--help` it prints help
/// where all before it makes sense.
#[test]
fn every_command_of_the_pages_is_one_that_there_is() {
    let dir = Workdir::new();
    let mut tried = 0;
    for page in [include_str!("../../README.md"), PAGE] {
        let blocks = page.split("```").skip(1).step_by(2);
        let lines = blocks.filter_map(|block| block.strip_prefix("sh\n")).flat_map(str::lines);
        for line in lines {
            let line = line.split(" #").next().unwrap().trim();
            let of_program = line.strip_prefix("cargo run --release -- ");
            let Some(arguments) = of_program.or_else(|| line.strip_prefix("ssj ")) else {
                continue;
            };
            let arguments: Vec<&str> = arguments.split_whitespace().collect();
            dir.run(&[&arguments[..], &["--help"]].concat()).ok();
            tried += 1;
        }
    }
    assert!(tried > 25, "{tried}");
}

#[test]
fn doctor_finds_rows_that_cannot_be_used_a_date_before_the_data_and_names_of_one_language() {
    let dir = Workdir::new();
    let project = dir.copy_project("p").display().to_string();
    let doctor = || {
        let output = dir.command(&["doctor", "--project", &project, "--json"]).output().unwrap();
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        told["errors"].to_string()
    };
    let sound = doctor();
    for part in ["can't be used", "is dated", "no texts of its own"] {
        assert!(!sound.contains(part), "{sound}");
    }
    let bad = dir.read("p/datasets/snapshot/undp.csv") + "NOR,HD_LE,T,2023,many,A\n";
    dir.write("p/datasets/snapshot/undp.csv", bad);
    let text = dir.read("p/report/editions/2026-H2.toml");
    let text = text.replace("date = \"2026-12-01\"", "date = \"2024-12-01\"");
    dir.write("p/report/editions/2026-H2.toml", text);
    crate::workdir::speak(&dir.path("p"), "[\"en\", \"fr\"]");
    let framework = dir.read("p/datasets/framework.toml");
    let french = ", fr = \"Transitions justes\"";
    assert!(framework.contains(french));
    dir.write("p/datasets/framework.toml", framework.replace(french, ""));
    let found = doctor();
    for part in [
        "1 of ",
        "undp.csv:",
        "found `many`",
        "is dated 2024-12-01, before its own data",
        "`fr` has no texts of its own for ",
        "transition (name",
    ] {
        assert!(found.contains(part), "{part}: {found}");
    }
}
