//! The report as a whole: from the project's data, from a hostile name, from other frameworks.

mod keys;
mod languages;
mod pages;
#[path = "../../tests/typeset/mod.rs"]
mod typeset;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::content::{Block, Content, CountryPage};
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

pub(super) fn countries(content: &Content) -> Vec<&CountryPage> {
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

/// A score on too little is marked, and so is the index it enters; what rests on enough is not.
#[test]
fn a_score_on_too_little_is_marked_with_the_indicators_it_rests_on() {
    let content = written(&WORLD);
    let needed = WORLD.framework.ranking_coverage;
    let levels: Vec<usize> = WORLD.framework.index_and_focus_areas().collect();
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
        let said = country.standing_reasons.join(" ");
        assert_eq!(said.matches("of the weight").count(), thin, "{said}");
        assert_eq!(country.bars_note.contains("hollow"), country.bars.iter().any(|bar| bar.thin));
        marked += printed;
    }
    assert!(marked > 0);
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
    assert!(imprint.contains("Edition\u{a0}2026-H2, reconstructed.\""), "{imprint}");
    assert!(content.document.title.contains("reconstructed"));
    let said = content.cover.statement.join(" ");
    assert!(said.contains("reconstruction"), "{said}");
    assert!(said.contains("4,100 pairs") && said.contains("812 of these values differ"), "{said}");
    assert!(said.contains("1 in this one only"), "{said}");
    assert!(written(&WORLD).cover.statement.is_empty());
}
