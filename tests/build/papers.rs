//! Briefs, and reports cut to some States: the numbers of the whole report, and nothing beside it.

use std::fs;

use serde_json::Value;

use super::verified::Edition;
use super::workdir::Run;

/// A small edition whose stand-in for typst keeps what it is handed.
fn edition() -> Edition {
    let edition = Edition::new();
    let keep = "for last; do :; done\ncp \"$3/content.json\" \"$(dirname \"$0\")/kept.json\"\n\
                printf '%%PDF-1.7\\n/Type/Pages/Count 2' > \"$last\"";
    super::stand_in(&edition.dir, keep);
    edition
}

fn content(edition: &Edition) -> Value {
    serde_json::from_str(&edition.dir.read("kept.json")).unwrap()
}

fn run(edition: &Edition, command: &[&str]) -> Run {
    edition.dir.run(&edition.arguments(&[command, &["--out", "out"]].concat()))
}

/// The rows of a brief's first table by their first cell.
fn row<'c>(content: &'c Value, table: usize, first: &str) -> &'c Value {
    let blocks = content["chapters"][0]["blocks"].as_array().unwrap();
    let tables: Vec<&Value> = blocks.iter().filter(|block| block["kind"] == "table").collect();
    let rows = tables[table]["rows"].as_array().unwrap();
    let is_it = |row: &&Value| row[0].as_str().unwrap().starts_with(first);
    rows.iter().find(is_it).unwrap_or_else(|| panic!("no row {first} in {rows:#?}"))
}

#[test]
fn a_brief_has_the_numbers_of_the_report_and_nothing_else_comes_of_it() {
    let edition = edition();
    run(&edition, &["build"]).ok();
    let report = content(&edition);
    let chapters = report["chapters"].as_array().unwrap();
    let scores = chapters.iter().find(|chapter| chapter["id"] == "scores").unwrap();
    let rows = scores["blocks"][0]["rows"].as_array().unwrap();
    let in_report = rows.iter().find(|row| row[0].as_str().unwrap().starts_with("Brazil")).unwrap();

    // States side by side, by name in any language.
    let brief = ["brief", "Brésil,KEN", "Noruega"];
    edition.dir.run(&edition.arguments(&[&brief[..], &["--out", "papers"]].concat())).ok();
    let of_three = content(&edition);
    assert_eq!(of_three["chapters"][0]["title"], "Brazil, Kenya and Norway");
    assert_eq!(row(&of_three, 0, "Brazil"), in_report);
    // The value stands in the snapshot: unemployment in Brazil, and its year.
    let panel = edition.dir.rows("out/panel.csv");
    let used = panel
        .iter()
        .find(|row| row["ref_area"] == "BRA" && row["indicator"] == "income_inequality")
        .unwrap();
    let gini = format!("{:.1} ({})", used["value"].parse::<f64>().unwrap(), used["year"]);
    assert_eq!(row(&of_three, 1, "Income inequality")[1], gini);
    let mut there: Vec<String> = std::fs::read_dir(edition.dir.path("papers"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.'))
        .collect();
    there.sort();
    assert!(there.contains(&"brief-BRA-KEN-NOR-2026-H2.en.pdf".to_owned()), "{there:?}");
    assert!(!there.iter().any(|name| name.ends_with(".csv") || name == "figures"), "{there:?}");

    // One State has its page, a region the ends of its States.
    run(&edition, &["brief", "TON"]).ok();
    let of_one = content(&edition);
    let kinds = of_one["chapters"][0]["blocks"].as_array().unwrap();
    assert_eq!(kinds.last().unwrap()["kind"], "country");
    assert_eq!(kinds.last().unwrap()["code"], "TON");
    run(&edition, &["brief", "--region", "africa"]).ok();
    assert_eq!(content(&edition)["chapters"][0]["title"], "Africa");
    // By its name in any language, marks and case forgiven, by its code, or by what all in it are.
    for (name, called) in [
        ("AFRIQUE", "Africa"),
        ("africa", "Africa"),
        ("002", "Africa"),
        ("petits etats insulaires en developpement", "Small island developing States"),
    ] {
        run(&edition, &["brief", "--region", name]).ok();
        assert_eq!(content(&edition)["chapters"][0]["title"], called, "{name}");
    }
    let told = run(&edition, &["brief", "--region", "Afrika", "--language", "fr"]);
    told.fails(&["no region `Afrika`", "Amériques, Asie", "Revenu faible, Revenu moyen inférieur"]);
    run(&edition, &["brief", "Afrique"]).fails(&["is a group of areas", "--region \"Africa\""]);
    run(&edition, &["brief", "--region", "Afrika"]).fails(&["no region `Afrika`", "`Africa`"]);
    run(&edition, &["brief", "BRZ"]).fails(&["no area `BRZ`"]);
    run(&edition, &["brief", "USA"]).fails(&["USA"]);
}

#[test]
fn a_report_of_some_states_has_their_pages_and_says_so() {
    let edition = edition();
    edition
        .dir
        .run(&edition.arguments(&["build", "--only", "KEN"]))
        .fails(&["--only", "--out DIR"]);
    run(&edition, &["build", "--only", "ken,BRA"]).ok();
    let report = content(&edition);
    let chapters = report["chapters"].as_array().unwrap();
    let blocks = |id: &str| {
        chapters.iter().find(|c| c["id"] == id).unwrap()["blocks"].as_array().unwrap().clone()
    };
    let countries = blocks("countries");
    let pages: Vec<&Value> =
        countries.iter().filter(|b| b["kind"] == "country").map(|b| &b["code"]).collect();
    assert_eq!(pages, ["BRA", "KEN"]);
    assert_eq!(blocks("scores")[0]["rows"].as_array().unwrap().len(), 2);
    let said = report["cover"]["statement"].to_string();
    assert!(said.contains("Brazil and Kenya") && said.contains("9 States"), "{said}");
    run(&edition, &["build", "--only", "XYZ"]).fails(&["no area `XYZ`"]);
    run(&edition, &["build", "--only", "Kenya", "--language", "fr"]).ok();
    let of_one = content(&edition);
    let blocks = of_one["chapters"].as_array().unwrap().iter().flat_map(|c| c["blocks"].as_array());
    let pages: Vec<&Value> =
        blocks.flatten().filter(|b| b["kind"] == "country").map(|b| &b["code"]).collect();
    assert_eq!((pages, &of_one["language"]), (vec![&Value::from("KEN")], &Value::from("fr")));
}

/// A report of a framework that is not the project's: everywhere it says that it is no edition.
#[test]
fn a_report_of_another_framework_is_marked_and_is_no_edition() {
    let edition = edition();
    let dir = &edition.dir;
    dir.write("small.toml", super::workdir::SMALL);
    dir.write("small.csv", super::workdir::SMALL_DATA);
    let other = ["--framework", "small.toml", "--data", "small.csv"];
    let project = edition.project.to_str().unwrap();
    let own = ["--project", project, "--typst", &edition.typst, "--quiet"];
    let run = |command: &[&str]| dir.run(&[command, &other[..], &own].concat());
    run(&["build"]).fails(&["--framework", "--out DIR"]);
    run(&["build", "--out", "other"]).ok();
    assert!(dir.exists("other/report_small.en.pdf") && dir.exists("other/figures/heatmap.svg"));
    let made = content(&edition);
    let mark = "Not an edition of The State of Social Justice";
    assert_eq!(made["cover"]["title"], "A small index");
    assert_eq!(made["cover"]["edition"], mark);
    assert_eq!(made["document"]["running"], format!("A small index · {mark}"));
    for place in [&made["cover"]["statement"], &made["imprint"], &made["document"]["description"]] {
        let said = place.to_string();
        let told = "This is not The State of Social Justice. The program of that report made it";
        assert!(said.contains(told) && said.contains("small.toml"), "{said}");
    }
    assert_eq!(made["cover"]["credit"], "");
    let heads = made["chapters"].as_array().unwrap().iter().map(|chapter| &chapter["running"]);
    assert!(heads.map(|head| head.as_str().unwrap()).all(|head| head.ends_with(mark)));
    assert!(!made.to_string().contains("social justice asks"));
    let manifest: Value = serde_json::from_str(&dir.read("other/manifest.json")).unwrap();
    assert!(manifest["edition"].is_null(), "{manifest}");
    run(&["figures", "map_work", "--out", "drawn"]).ok();
    assert!(dir.exists("drawn/figures/map_work.svg") && !dir.exists("drawn/figures/heatmap.svg"));
    // What the project says of an indicator holds for the same formula alone.
    let text = dir.read("project/datasets/framework.toml");
    let changed = text.replacen("value = \"SI_GINI\"", "value = \"SI_GINI + 1\"", 1);
    assert_ne!(text, changed);
    dir.write("project/datasets/what-if.toml", changed);
    let what_if = ["build", "--framework", "project/datasets/what-if.toml", "--out", "what-if"];
    dir.run(&[&what_if[..], &own].concat()).ok();
    let said = content(&edition).to_string();
    let words = dir.read("project/report/indicators.en.toml");
    let words: toml::Table = toml::from_str(&words).unwrap();
    let definition = |code: &str| words[code]["definition"].as_str().unwrap().to_owned();
    assert!(said.contains(&definition("youth_unemployment")), "its formula is the same");
    assert!(!said.contains(&definition("income_inequality")), "its formula is another");
}

/// A report of the project's own framework over data that the user names: it is no edition, and nothing
/// in it is laid at a publisher's door.
#[test]
fn a_report_of_other_data_is_marked_and_names_its_files() {
    let edition = edition();
    let (from, to) = (edition.project.join("datasets/snapshot"), edition.dir.path("mine"));
    fs::create_dir(&to).unwrap();
    let files = fs::read_dir(&from).unwrap().map(|entry| entry.unwrap().path());
    let csv = files.filter(|path| path.extension().is_some_and(|end| end == "csv"));
    for (n, path) in csv.enumerate() {
        fs::copy(path, to.join(format!("given{n}.csv"))).unwrap();
    }
    let data = ["--data", to.to_str().unwrap()];
    edition.dir.run(&edition.arguments(&[&["build"], &data[..]].concat())).fails(&["--out DIR"]);
    run(&edition, &[&["build"], &data[..]].concat()).ok();
    let made = content(&edition);
    assert_eq!(made["cover"]["edition"], "Not an edition of The State of Social Justice");
    let said = made["cover"]["statement"].to_string();
    assert!(said.contains("made it from other data") && said.contains("mine"), "{said}");
    let chapters = made["chapters"].as_array().unwrap();
    let sources = chapters.iter().find(|chapter| chapter["id"] == "sources").unwrap().to_string();
    assert!(sources.contains("Who published them") && sources.contains("given0.csv"), "{sources}");
    let figures: Vec<&Value> = chapters
        .iter()
        .flat_map(|chapter| chapter["blocks"].as_array().unwrap())
        .filter(|block| block["kind"] == "figure")
        .collect();
    assert!(!figures.is_empty());
    for figure in figures {
        let source = figure["source"].as_str().unwrap();
        assert!(source.contains("given0.csv"), "{}: {source}", figure["id"]);
    }
    assert!(!made.to_string().contains("CC BY"), "a licence is claimed");
    let panel = edition.dir.read("out/panel.csv");
    assert!(!panel.contains("CC BY"), "{}", &panel[..400]);
}
