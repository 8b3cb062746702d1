//! The report in every language: names with what their languages need, readings, no English left.

use super::pages::program;
use super::*;

/// The report of a world in a language, and its figures of these families.
fn written_in(sample: &Sample, language: Language, families: &[&str]) -> (Content, Vec<Figure>) {
    let words = sample.project.words(language).unwrap().of_areas(&sample.areas);
    let exhibits = Exhibits { words: &words, ..sample.exhibits() };
    let texts = Texts::read(&sample.project.report_folder(), language).unwrap();
    let families: Vec<String> = families.iter().map(|family| (*family).to_owned()).collect();
    let figures = crate::figures::draw(&exhibits, Some(&families)).unwrap();
    (content(&exhibits, &texts, &figures).unwrap(), figures)
}

/// A name with apostrophes, one of sixty characters, and a State of which nothing is known.
fn awkward_world() -> (Sample, [&'static str; 3]) {
    const NAMES: [&str; 3] = [
        "O'Neill d’Île-aux-Œufs",
        "The United Confederation of the Former Provinces of Utopia X",
        "Nowhere",
    ];
    assert_eq!(NAMES[1].chars().count(), 60);
    let table = sample::areas();
    let renamed = table.iter().cloned().map(|mut area| {
        let at = ["FRA", "PER", "TUV"].iter().position(|code| *code == area.code);
        if let Some(at) = at {
            (area.name, area.short_name) = (Names::english(NAMES[at]), Names::english(NAMES[at]));
        }
        area
    });
    let areas = Areas::new(renamed.collect::<Vec<_>>());
    let members = ["FRA", "KEN", "PER", "TUV"].map(str::to_owned).to_vec();
    let known = OBSERVATIONS.iter().filter(|o| &*o.ref_area != "TUV").cloned();
    (Sample::new(areas, members, &known.collect::<Vec<_>>(), |_| {}), NAMES)
}

#[test]
fn awkward_names_print_in_every_language_and_the_archive_holds_the_data() {
    let (world, names) = awkward_world();
    for language in Language::ALL {
        let (content, figures) = written_in(&world, language, &["profile"]);
        let pages_of: Vec<&str> =
            countries(&content).into_iter().map(|c| c.name.as_str()).collect();
        assert!(names.iter().all(|name| pages_of.contains(name)), "{pages_of:?}");
        let Some(program) = program() else { return eprintln!("skipped: no typst here") };
        let folder = tempfile::tempdir().unwrap();
        let (staged, pdf) = (folder.path().join("stage"), folder.path().join("report.pdf"));
        stage(&WORLD.project.root, &staged, &content, &figures).unwrap();
        let (typst, _) = Typst::find(Some(&program), true).unwrap();
        let set = || {
            assert_eq!(typst.compile(&staged, MAIN, &pdf, 0, 1).unwrap(), Vec::<String>::new());
            std::fs::read(&pdf).unwrap()
        };
        let bytes = set();
        assert_eq!(typeset::boxes::faults(&pdf), [""; 0]);
        assert!(bytes == set(), "the same bytes twice");
        let times = |sought: &str| {
            bytes.windows(sought.len()).filter(|part| *part == sought.as_bytes()).count()
        };
        let marks = ["pdfaid:part>3<", "pdfaid:conformance>A<", "pdfuaid:part>1<"];
        assert_eq!(marks.map(times), [1; 3]);
        assert_eq!(times("/Type/EmbeddedFile"), figures.len());
        assert!(times("figures/profile_FRA.csv") > 0);
    }
}

#[test]
fn a_reading_that_a_partner_adds_has_its_pages_in_every_language() {
    let named = |name: &str| Names::english(name);
    let world = Sample::new(sample::areas(), WORLD.panel.areas.clone(), &OBSERVATIONS, |f| {
        f.readings.push(crate::framework::Reading {
            code: "fourth".into(),
            name: named("What the fourth asks"),
            source: named("A charter of the fourth"),
            description: None,
            lacks: vec![named("what nobody counts")],
        });
        let theme = |code: &str, name: &str| crate::framework::Theme {
            code: code.into(),
            reading: Some("fourth".into()),
            name: named(name),
            short: None,
            description: None,
            lacks: Vec::new(),
        };
        f.themes.extend([theme("seats", "Seats and cover"), theme("nothing", "Unmeasured")]);
        for code in ["women_parliament", "pension_coverage", "fatal_injuries"] {
            let at = f.indicator(code).unwrap();
            f.indicators[at].themes.push("seats".into());
        }
        f.aggregates[0].themes.push("seats".into());
        f.indicators[1].parts[0].themes.push("seats".into());
    });
    for language in Language::ALL {
        let (content, _) = written_in(&world, language, &["map"]);
        let ids: Vec<&str> = content.chapters.iter().map(|c| c.id.as_str()).collect();
        let own: Vec<&&str> = ids.iter().filter(|id| id.starts_with("reading-")).collect();
        assert_eq!(own, [&"reading-coalition", &"reading-industriall", &"reading-fourth"]);
        let chapter = content.chapters.iter().find(|c| c.id == "reading-fourth").unwrap();
        let json = serde_json::to_string(chapter).unwrap();
        for said in
            ["A charter of the fourth", "Seats and cover", "Unmeasured", "what nobody counts"]
        {
            assert!(json.contains(said), "{said} in {json}");
        }
        let tables: Vec<&content::Table> = chapter
            .blocks
            .iter()
            .filter_map(|b| if let Block::Table(table) = b { Some(table) } else { None })
            .collect();
        // Scores, groups, ends, real units, evidence.
        assert_eq!(tables.len(), 5);
        let found = &world.findings.readings;
        let seats =
            found.iter().find(|of| world.framework.themes[of.theme].code == "seats").unwrap();
        let covered = seats.covered(&world.framework).count();
        let words = world.project.words(language).unwrap();
        assert_eq!(tables[0].rows[0][1], words.number(Number::count(covered)));
        assert_eq!(tables[0].rows[1][1..3], [words.number(Number::count(0)), "–".to_owned()]);
        // A number of the world, a convention, and what is not scored.
        assert_eq!(tables[3].rows.len(), 3);
        assert!(tables[3].rows[0][0].starts_with("Seats and cover"));
        assert_eq!(chapter.kicker, words.get("readings.kicker").unwrap());
    }
}

/// The texts of a JSON tree, without its keys.
fn texts_in(tree: &serde_json::Value, found: &mut Vec<String>) {
    match tree {
        serde_json::Value::String(text) => found.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| texts_in(item, found)),
        serde_json::Value::Object(fields) => {
            fields.values().for_each(|value| texts_in(value, found));
        }
        _ => {}
    }
}

#[test]
fn no_english_is_left_in_another_language() {
    const ENGLISH: [&str; 7] = ["the", "of", "and", "with", "which", "from", "value"];
    // Titles of publications are what they are.
    let titles = WORLD.catalogue.providers.iter().map(|provider| provider.name.en.clone());
    let others = [
        "The State of Social Justice: a work in progress",
        "World Development Indicators",
        "Global Burden of Disease",
        "Global SDG Indicators Database",
    ];
    let titles: Vec<String> = titles.chain(others.map(str::to_owned)).collect();
    for language in [Language::Fr, Language::Es] {
        let families = ["map", "dots", "ranks", "heatmap", "groups", "sensitivity", "influence"];
        let (content, figures) = written_in(&WORLD, language, &families);
        let mut texts = Vec::new();
        texts_in(&serde_json::to_value(&content).unwrap(), &mut texts);
        for figure in figures {
            texts.extend([figure.title, figure.subtitle, figure.note, figure.source, figure.alt]);
            texts.push(figure.data[0].join(" "));
        }
        for mut text in texts {
            titles.iter().for_each(|title| text = text.replace(title.as_str(), ""));
            // Codes are one word.
            let is_between = |c: char| !c.is_alphabetic() && c != '_' && c != '-';
            let left = text.split(is_between).find(|word| ENGLISH.contains(word));
            assert!(left.is_none(), "{language:?}: `{}` in {text}", left.unwrap_or_default());
        }
    }
}
