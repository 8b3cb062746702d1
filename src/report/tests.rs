//! The report as a whole: from the project's data, from a hostile name, from other frameworks.

#[path = "../../tests/typeset/mod.rs"]
mod typeset;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::content::{Block, Content, Country};
use super::prose::Prose;
use super::*;
use crate::exhibits::Reconstruction;
use crate::exhibits::sample::{self, OBSERVATIONS, Sample, WORLD};
use crate::framework::Framework;
use crate::model::Language;
use crate::model::{Areas, Names};
use crate::words::{Number, Words};

const HOSTILE: &str = "#let x = [ $ * _ @a <b> \\ \" ` // /* 100% & {n}";

fn words() -> Words {
    WORLD.project.words(Language::En).unwrap()
}

pub(super) fn written(sample: &Sample) -> Content {
    let words = words();
    let exhibits = Exhibits { words: &words, ..sample.exhibits() };
    let texts = Texts::read(&sample.project.report_folder(), Language::En).unwrap();
    content(&exhibits, &texts, &[]).unwrap()
}

pub(super) fn countries(content: &Content) -> Vec<&Country> {
    let mut countries = Vec::new();
    for block in content.chapters.iter().flat_map(|chapter| &chapter.blocks) {
        if let Block::Country(country) = block {
            countries.push(&**country);
        }
    }
    countries
}

/// Peru under a name that typst would take for a program, and two States beside it.
fn small_world() -> Sample {
    let known = sample::areas();
    let renamed = known.iter().cloned().map(|mut area| {
        if area.code == "PER" {
            area.name = Names::english(HOSTILE);
            area.short_name = Names::english(HOSTILE);
        }
        area
    });
    let members = ["FRA", "PER", "TUV"].map(str::to_owned).to_vec();
    Sample::new(Areas::new(renamed.collect::<Vec<_>>()), members, &OBSERVATIONS, |_| {})
}

#[test]
fn every_state_has_its_page_and_every_placeholder_its_number() {
    let content = written(&WORLD);
    let pages = countries(&content);
    assert_eq!(pages.len(), WORLD.panel.areas.len());
    let json = serde_json::to_string(&content).unwrap();
    for bad in ["{n", "{state", "NaN", "null%", "inf "] {
        assert!(!json.contains(bad), "{bad}");
    }
    let ids: BTreeSet<&str> = content.chapters.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(ids.len(), content.chapters.len());
}

/// Beside the codes of publishers, which lead to their tables.
#[test]
fn readers_see_words_and_no_codes() {
    let content = written(&WORLD);
    let json = serde_json::to_string(&content).unwrap();
    let series = &WORLD.catalogue.series;
    let is_published = |code: &str| series.iter().any(|s| s.provider_code.contains(code));
    let ours = series.iter().map(|s| s.code.as_str()).filter(|code| !is_published(code));
    let derived = WORLD.framework.derived.iter().map(|d| d.code.as_str());
    for code in ours.chain(derived).chain(["ILO_MEMBER"]).filter(|code| code.contains('_')) {
        assert!(!json.contains(code), "{code}");
    }
    assert!(json.contains("“women in work”, "));
}

#[test]
fn the_areas_come_before_the_index_and_the_table_is_for_looking_up() {
    let content = written(&WORLD);
    let place = |id: &str| content.chapters.iter().position(|c| c.id == id).unwrap();
    for area in WORLD.framework.focus_areas() {
        assert!(place(&prose::chapter_id(&WORLD.framework.levels[area].code)) < place("overall"));
    }
    assert!(place("overall") < place("scores"));
    let table = content.chapters[place("scores")].blocks.iter().find_map(|b| match b {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let names: Vec<&str> = table.unwrap().rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(names.first(), Some(&"Afghanistan"));
    assert_eq!(names.last(), Some(&"Zimbabwe"));
}

#[test]
fn a_hostile_name_is_data_and_prints_as_itself() {
    let content = written(&small_world());
    let names: Vec<&str> = countries(&content).into_iter().map(|c| c.name.as_str()).collect();
    assert!(names.contains(&HOSTILE), "{names:?}");
}

fn whole(content: &Content) -> Vec<(String, String)> {
    let json = |chapter: &content::Chapter| serde_json::to_string(chapter).unwrap();
    content.chapters.iter().map(|c| (c.id.clone(), json(c))).collect()
}

/// Where "ank", as in `Rank 7 of 114`, is followed by a number that no bracket follows.
fn bare_ranks(text: &str) -> Vec<String> {
    let starts = text.match_indices("ank ").map(|(at, word)| &text[at + word.len()..]);
    let mut bare = Vec::new();
    for after in starts.filter(|after| after.starts_with(|c: char| c.is_ascii_digit())) {
        let end = after.char_indices().find(|(_, c)| !(c.is_ascii_digit() || ",".contains(*c)));
        let rest = &after[end.map_or(after.len(), |(at, _)| at)..];
        let rest = rest.split('"').next().unwrap_or_default();
        // A span of ranks is no single rank.
        let is_span = rest.starts_with('–');
        if !is_span && !rest.contains('(') && !rest.contains("nothing varied") {
            bare.push(after.chars().take(60).collect());
        }
    }
    bare
}

#[test]
fn no_rank_is_printed_without_its_interval() {
    assert_eq!(bare_ranks("Rank 7 of 114.").len(), 1, "the search finds what it is for");
    assert!(bare_ranks("Rank 7 of 114 (3–9)").is_empty());
    let content = written(&WORLD);
    for (id, text) in whole(&content) {
        assert_eq!(bare_ranks(&text), [""; 0], "{id}");
    }
    // Every State's page says a rank with its interval, or the word and the places it could take.
    let found = &WORLD.simulation;
    let number = |x: f64| WORLD.words.number(Number::decimal(x, 0));
    for country in countries(&content) {
        let area = WORLD.panel.areas.iter().position(|code| *code == country.code).unwrap();
        let Some(place) = found.place(area) else { continue };
        let interval = match place.of.p05 == place.of.p95 {
            true => format!("place {} of", number(place.of.p05)),
            false => format!("{}–{}", number(place.of.p05), number(place.of.p95)),
        };
        assert!(country.standing.contains(&interval), "{}", country.standing);
        assert_eq!(country.standing.starts_with("Indicative"), !found.is_ranked[area]);
        let score = country.bars[0].span.filter(|_| found.is_ranked[area]);
        assert!(score.is_some() == found.is_ranked[area], "{}", country.name);
    }
    let table = table_of(&content, "scores");
    let rank = table.columns.iter().position(|c| c.head.starts_with("Rank")).unwrap();
    for row in &table.rows {
        let is_told = ["indicative", "too little known"].contains(&row[rank].as_str());
        assert!(row[rank].contains('(') || is_told, "{row:?}");
    }
}

fn table_of<'a>(content: &'a Content, chapter: &str) -> &'a content::Table {
    let chapter = content.chapters.iter().find(|c| c.id == chapter).unwrap();
    let table = chapter.blocks.iter().find_map(|b| match b {
        Block::Table(table) => Some(table),
        _ => None,
    });
    table.unwrap()
}

#[test]
fn where_nothing_was_varied_no_page_speaks_of_intervals() {
    let members = WORLD.panel.areas.iter().take(70).cloned().collect();
    let world = Sample::new(sample::areas(), members, &OBSERVATIONS, |f| {
        f.uncertainty = crate::framework::Uncertainty::none();
    });
    let content = written(&world);
    for (id, text) in whole(&content) {
        assert_eq!(bare_ranks(&text), [""; 0], "{id}");
        assert!(!text.contains("can’t be told apart from this one"), "{id}");
    }
    let messages = &whole(&content)[0].1;
    assert!(!messages.contains("ranks are uncertain"), "{messages}");
    let ranked = countries(&content).into_iter().find(|c| c.standing.starts_with("Rank")).unwrap();
    assert!(ranked.standing.ends_with("nothing varied"), "{}", ranked.standing);
    assert!(ranked.bars.iter().all(|bar| bar.interval.is_empty() && bar.span.is_none()));
}

#[test]
fn runs_that_were_stopped_are_told_in_the_chapter_too() {
    let mut world = small_world();
    world.simulation.plan.runs = 1_000;
    let has = |content: &Content| {
        whole(content).iter().any(|(id, text)| id == "overall" && text.contains("stopped before"))
    };
    let varies = world.simulation.undecided().1 > 0;
    assert_eq!(has(&written(&world)), varies);
    world.simulation.plan.runs = world.simulation.runs;
    assert!(!has(&written(&world)));
}

#[test]
fn states_named_at_the_ends_are_those_nobody_surely_stands_above() {
    let words = words();
    let exhibits = Exhibits { words: &words, ..WORLD.exhibits() };
    let texts = Texts::read(&WORLD.project.report_folder(), Language::En).unwrap();
    let prose = Prose::new(&exhibits, &texts, BTreeMap::new());
    let found = &WORLD.simulation;
    let first = found.order[0];
    let said = ranks::both_ends(&prose).unwrap().join(" ");
    if said.contains("the alphabet") {
        assert!(said.contains(prose.short_name(first)), "{said}");
    }
    // The sure are told from the possible by their own intervals.
    let level = WORLD.framework.focus_areas().next().unwrap();
    let [sure, maybe] = ranks::among(&prose, level, 5, true);
    let p = |area: usize| found.ranks.get(area, level).as_ref().unwrap().of;
    assert!(sure.iter().all(|&a| p(a).p95 <= 5.0));
    assert!(maybe.iter().all(|&a| p(a).p05 <= 5.0 && p(a).p95 > 5.0));
    assert!(sure.len() + maybe.len() >= 5);
}

/// A typst to test with, if there is one.
fn program() -> Option<PathBuf> {
    let on_path = std::env::var_os("PATH");
    let named = std::env::var_os("SSJ_TYPST").map(PathBuf::from);
    named.or_else(|| typst::installed(on_path.as_deref(), dirs::cache_dir().as_deref()))
}

/// A score on too little is marked, and so is the index it enters; what rests on enough is not.
#[test]
fn a_score_on_too_little_is_marked_with_the_indicators_it_rests_on() {
    let content = written(&WORLD);
    let needed = WORLD.framework.ranking_coverage;
    let levels: Vec<usize> = std::iter::once(0).chain(WORLD.framework.focus_areas()).collect();
    let mut marked = 0;
    for country in countries(&content) {
        let area = WORLD.panel.areas.iter().position(|code| *code == country.code).unwrap();
        let on_little = |scores: &crate::score::Scores, level: usize| {
            let score = scores.levels.get(area, level);
            score.is_some() && *scores.coverage.get(area, level) + 1e-9 < needed
        };
        let thin = |scores| levels[1..].iter().filter(|level| on_little(scores, **level)).count();
        // Of these, some are not printed at all.
        let (thin, printed) = (thin(&WORLD.scores), thin(&WORLD.printed));
        assert_eq!(country.bars[1..].iter().filter(|bar| bar.thin).count(), printed);
        assert_eq!(country.bars[0].thin, thin > 0 && country.bars[0].fraction.is_some());
        let said = country.standing_reasons.iter().filter(|r| r.contains("of the weight"));
        assert_eq!(said.count(), thin, "{:?}", country.standing_reasons);
        assert_eq!(country.bars_note.contains("hollow"), country.bars.iter().any(|bar| bar.thin));
        marked += printed;
    }
    assert!(marked > 0);
}

#[test]
fn typst_sets_a_hostile_name() {
    let Some(program) = program() else { return eprintln!("skipped: no typst here") };
    let folder = tempfile::tempdir().unwrap();
    let (staged, pdf) = (folder.path().join("stage"), folder.path().join("report.pdf"));
    stage(&WORLD.project.root, &staged, &written(&small_world()), &[]).unwrap();
    let (typst, _) = Typst::find(Some(&program), true).unwrap();
    let warnings = typst.compile(&staged, MAIN, &pdf, 0, 1).unwrap();
    assert_eq!(warnings, Vec::<String>::new());
    assert!(pages(&std::fs::read(&pdf).unwrap()).unwrap() > 30);
    assert_eq!(typeset::boxes::faults(&pdf), [""; 0]);
    assert_eq!(typeset::tags::faults(&pdf, "Title"), [""; 0]);

    std::fs::write(staged.join(MAIN), "#panic(\"no page\")").unwrap();
    let text = typst.compile(&staged, MAIN, &pdf, 0, 1).unwrap_err().to_string();
    assert!(text.contains("could not typeset") && text.contains("no page"), "{text}");
    assert!(text.contains("hint:"), "{text}");
}

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

/// Pages of the report as typst sets it.
fn page_count(program: &Path, content: &Content, figures: &[Figure]) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let (staged, pdf) = (folder.path().join("stage"), folder.path().join("report.pdf"));
    stage(&WORLD.project.root, &staged, content, figures).unwrap();
    let (typst, _) = Typst::find(Some(program), true).unwrap();
    typst.compile(&staged, MAIN, &pdf, 0, 1).unwrap();
    pages(&std::fs::read(&pdf).unwrap()).unwrap()
}

#[test]
fn every_state_has_exactly_one_page() {
    let Some(program) = program() else { return eprintln!("skipped: no typst here") };
    let words = words();
    let exhibits = Exhibits { words: &words, ..WORLD.exhibits() };
    let figures = crate::figures::draw(&exhibits, Some(&["profile".to_owned()])).unwrap();
    let mut content = content(&exhibits, &Texts::default(), &figures).unwrap();
    content.chapters.retain(|chapter| chapter.id == "countries");
    let blocks = &mut content.chapters[0].blocks;
    // The list of States refers to pages that the shorter report has not.
    blocks.retain(|block| !matches!(block, Block::CountryIndex { .. }));
    let states = blocks.iter().filter(|block| matches!(block, Block::Country(_))).count();
    let with = page_count(&program, &content, &figures);
    content.chapters[0].blocks.retain(|block| !matches!(block, Block::Country(_)));
    assert_eq!(states, WORLD.panel.areas.len());
    assert_eq!(with - page_count(&program, &content, &figures), states);
}

#[test]
fn chapters_follow_the_focus_areas_of_the_framework() {
    let chapters = |change: fn(&mut Framework)| {
        let members = ["FRA", "PER"].map(str::to_owned).to_vec();
        let content = written(&Sample::new(sample::areas(), members, &OBSERVATIONS, change));
        content.chapters.iter().filter(|c| c.area.is_some()).count()
    };
    assert_eq!(chapters(|_| {}), 4);
    let three = |framework: &mut Framework| {
        let last = framework.levels.len() - 1;
        framework.levels.truncate(last);
        framework.indicators.retain(|i| i.parent != last);
    };
    assert_eq!(chapters(three), 3);
    let five = |framework: &mut Framework| {
        let mut more = framework.levels[4].clone();
        more.code = "more".to_owned();
        framework.levels.push(more);
        let moved = framework.indicators.iter_mut().rev().take(2);
        moved.for_each(|indicator| indicator.parent = 5);
    };
    assert_eq!(chapters(five), 5);
}

#[test]
fn a_reconstruction_says_so_on_its_cover_with_its_numbers() {
    let words = words();
    let mut edition = WORLD.edition.clone();
    edition.reconstructed_beside = Some("2026-H2".to_owned());
    let found = Reconstruction {
        beside: "2026-H2".to_owned(),
        cut_off: 2025,
        shared: 4100,
        differing: 812,
        only_later: 30,
        only_here: 1,
    };
    let exhibits = Exhibits {
        words: &words,
        edition: &edition,
        reconstruction: Some(&found),
        ..WORLD.exhibits()
    };
    let content = content(&exhibits, &Texts::default(), &[]).unwrap();
    let imprint = serde_json::to_string(&content.imprint).unwrap();
    assert!(imprint.contains("Edition 2026-H2, reconstructed.\""), "{imprint}");
    assert!(content.document.title.contains("reconstructed"));
    let said = content.cover.statement.join(" ");
    assert!(said.contains("reconstruction"), "{said}");
    assert!(said.contains("4,100 pairs") && said.contains("812 of these values differ"), "{said}");
    assert!(said.contains("1 in this one only"), "{said}");
    assert!(written(&WORLD).cover.statement.is_empty());
}

/// Keys that stand whole in the source of this folder.
fn keys_in_source() -> BTreeSet<String> {
    const CALLS: [&str; 6] = ["say(", "heading(", "text(", "column(", "labelled(", "formula("];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report");
    let inner = std::fs::read_dir(folder.join("audit")).unwrap().flatten();
    let files = std::fs::read_dir(folder).unwrap().flatten().filter(|e| e.path().is_file());
    let mut keys = BTreeSet::new();
    for entry in files.chain(inner) {
        let source = std::fs::read_to_string(entry.path()).unwrap();
        if entry.file_name() == "tests.rs" || entry.file_name() == "other_frameworks.rs" {
            continue;
        }
        for call in CALLS {
            for after in source.split(&format!("prose.{call}")).skip(1) {
                let Some(literal) = after.trim_start().strip_prefix('"') else { continue };
                let key = literal.split('"').next().unwrap_or_default().to_owned();
                keys.insert(if call == "formula(" { format!("formula.{key}") } else { key });
            }
        }
    }
    keys
}

#[test]
fn every_key_in_the_source_has_its_words() {
    let words = words();
    let keys = keys_in_source();
    assert!(keys.len() > 100, "only {} keys found", keys.len());
    for key in keys.into_iter().chain(LABELS.map(|name| format!("label.{name}"))) {
        assert!(words.get(&key).is_ok(), "no words for {key}");
    }
    for month in 1..=12 {
        assert!(words.get(&format!("month.{month}")).is_ok());
    }
}

#[test]
fn labels_of_the_templates_are_those_that_are_given() {
    let report = WORLD.project.report_folder();
    let mut used = BTreeSet::new();
    for entry in std::fs::read_dir(report).unwrap().flatten() {
        if entry.path().extension().is_some_and(|e| e == "typ") {
            let template = std::fs::read_to_string(entry.path()).unwrap();
            for after in template.split("label-of.").skip(1) {
                used.insert(after.split(|c: char| !c.is_alphabetic()).next().unwrap().to_owned());
            }
        }
    }
    let given: BTreeSet<String> = LABELS.map(str::to_owned).into();
    assert_eq!(used, given);
}

#[test]
fn lists_have_commas_and_a_last_word() {
    let (words, texts) = (words(), Texts::default());
    let exhibits = Exhibits { words: &words, ..WORLD.exhibits() };
    let prose = Prose::new(&exhibits, &texts, BTreeMap::new());
    let list = |names: &[&str]| {
        prose.list(&names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>()).unwrap()
    };
    assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    assert_eq!(list(&["a", "b"]), "a and b");
    assert_eq!(list(&["a"]), "a");
    assert_eq!(prose.or_none(None).unwrap(), "–");
    assert_eq!(prose.or_none(Some(Number::count(1234))).unwrap(), "1,234");
}
