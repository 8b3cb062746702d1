//! The report of frameworks and data that are not ours: no sentence may know better than they do.

use super::content::{Block, Content, CountryPage};
use super::*;
use crate::exhibits::sample::{self, OBSERVATIONS, Sample, WORLD};
use crate::framework::{ArithmeticMean, Framework, GeometricMean, Low};
use crate::goldens;
use crate::model::Language;
use crate::model::Observation;

/// Every fifth State: enough for means of groups.
pub(super) fn members() -> Vec<String> {
    WORLD.panel.areas.iter().step_by(5).cloned().collect()
}

/// The whole report of these States, with its figures.
pub(super) fn written(
    world: &str,
    observations: &[Observation],
    change: impl FnOnce(&mut Framework),
) -> (Content, String) {
    let sample = Sample::new(sample::areas(), members(), observations, change);
    let words = WORLD.project.words(Language::En).unwrap();
    let exhibits = Exhibits { words: &words, ..sample.exhibits() };
    let texts = Texts::read(&sample.project.report_folder(), Language::En).unwrap();
    let figures = crate::figures::draw(&exhibits, None).unwrap_or_else(|e| panic!("{e}"));
    let content = content(&exhibits, &texts, &figures).unwrap_or_else(|e| panic!("{e}"));
    let bytes = |made: &Content| serde_json::to_vec(made).unwrap();
    let drawn = format!("{figures:?}").into_bytes();
    let made = [("content".to_owned(), bytes(&content)), ("figures".to_owned(), drawn)];
    goldens::hold(&format!("report/{world}"), &made.into());
    let mut without_glossary = content.clone();
    without_glossary.chapters.retain(|c| c.id != "glossary");
    let json = serde_json::to_string(&without_glossary).unwrap();
    (content, json)
}

/// Where a word stands that should not.
pub(super) fn around<'a>(json: &'a str, word: &str) -> Option<&'a str> {
    let at = json.find(word)?;
    let from = json[..at].char_indices().rev().nth(80).map_or(0, |c| c.0);
    let to = json[at..].char_indices().nth(80).map_or(json.len(), |c| at + c.0);
    Some(&json[from..to])
}

pub(super) fn first_country(content: &Content) -> &CountryPage {
    let mut blocks = content.chapters.iter().flat_map(|c| &c.blocks);
    let found = blocks.find_map(|b| match b {
        Block::Country(country) => Some(country),
        _ => None,
    });
    found.unwrap()
}

#[test]
fn without_groupings_no_group_is_spoken_of() {
    let (content, json) = written("no_groupings", &OBSERVATIONS, |f| {
        f.groupings.clear();
        f.regions = None;
        f.answers.clear();
    });
    for word in [
        "(region)",
        "the region",
        " regions",
        "Means of groups",
        "like income",
        "income group",
        "Groups of States",
    ] {
        assert_eq!(around(&json, word), None);
    }
    let country = first_country(&content);
    assert!(country.bars.iter().all(|b| b.region.is_none()));
    assert_eq!(country.strengths.head, "");
    assert!(!country.foot.contains("median"), "{}", country.foot);
}

#[test]
fn groupings_in_another_order_are_named_as_they_are() {
    let (content, json) = written("groupings_reversed", &OBSERVATIONS, |f| {
        // Memberships first, then incomes, then regions.
        f.groupings.reverse();
        let regions = f.groupings.iter().position(|g| g.code == "region").unwrap();
        f.groupings[regions..].rotate_left(1);
        assert!(f.groupings[0].groups.len() == 1);
    });
    let range = "The means of the groups by income group reach from";
    assert!(json.contains(range), "{:?}", around(&json, "reach from"));
    let note = &first_country(&content).bars_note;
    assert!(note.contains("(income group)"), "{note}");
    let note = &first_country(&content).profile.as_ref().unwrap().note;
    assert!(note.contains("(income group)"), "{note}");
    assert!(!json.contains("within regions") && !json.contains("the State’s region"));
}

#[test]
fn the_mean_that_is_named_is_the_one_of_the_level() {
    let ours = written("ours", &OBSERVATIONS, |_| {}).1;
    assert!(ours.contains("The index is the weighted geometric mean"));
    assert!(ours.contains("The score of a focus area is the weighted arithmetic mean"));
    let other = written("plain_means", &OBSERVATIONS, |f| {
        for level in &mut f.levels {
            (level.aggregation, level.why) = (ArithmeticMean.into(), None);
        }
        // Why other means are tried speaks of both.
        f.uncertainty.aggregations.clear();
    });
    assert!(other.1.contains("The index is the weighted arithmetic mean"));
    assert!(!other.1.contains("geometric"));
    let mixed = written("mixed_means", &OBSERVATIONS, |f| {
        f.levels[1].aggregation = GeometricMean { low: Low::Raised(1.0) }.into();
    });
    assert!(mixed.1.contains("The score of “Enabling rights and social dialogue” is the weighted"));
}

#[test]
fn an_index_without_focus_areas_reads_sensibly() {
    let (content, json) = written("no_focus_areas", &OBSERVATIONS, |f| {
        f.levels.truncate(1);
        f.indicators.iter_mut().for_each(|i| i.parent = 0);
    });
    for word in
        ["focus areas: –", "0 focus areas", "“–”", "joins the focus areas", "the focus area."]
    {
        assert_eq!(around(&json, word), None);
    }
    let what = format!("{} States, by 34 scored indicators from public sources.", members().len());
    assert!(json.contains(&what), "{:?}", around(&json, "States, by"));
    assert!(content.chapters.iter().all(|c| c.area.is_none()));
    let profile = first_country(&content).profile.as_ref().unwrap();
    assert!(profile.alt.contains("Unemployment"), "{}", profile.alt);
}

#[test]
fn before_all_data_nothing_is_said_of_scores_that_are_not_there() {
    let (content, json) = written("no_data", &[], |_| {});
    for word in
        ["What 0", " 0% of", "\"0% of", " ()", "shown as indicative", "more have scores", "NaN"]
    {
        assert_eq!(around(&json, word), None);
    }
    let without = format!("{} have no score: there is no value", members().len());
    assert!(json.contains(&without), "{:?}", around(&json, "no score"));
    let messages = content.chapters.iter().find(|c| c.id == "messages").unwrap();
    assert!(messages.summary[0].contains("For none of the"));
}

#[test]
fn codes_with_any_character_find_their_figures_and_chapters() {
    let (content, _) = written("any_codes", &OBSERVATIONS, |f| {
        f.levels[0].code = "in/dex".to_owned();
        f.levels[1].code = "../a b".to_owned();
        f.levels[2].code = "overall".to_owned();
    });
    let ids: std::collections::BTreeSet<&str> =
        content.chapters.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(ids.len(), content.chapters.len());
    let figures: Vec<&str> = content
        .chapters
        .iter()
        .flat_map(|c| &c.blocks)
        .filter_map(|b| match b {
            Block::Figure(figure) => Some(figure.id.as_str()),
            _ => None,
        })
        .collect();
    for id in ["map_in_2Fdex", "map__2E_2E_2Fa_20b", "dots_overall"] {
        assert!(figures.contains(&id), "{id} in {figures:?}");
    }
    assert!(!content.cover.tiles.is_empty());
}

#[test]
fn texts_that_are_missing_leave_their_place_out() {
    let words = WORLD.project.words(Language::En).unwrap();
    let exhibits = Exhibits { words: &words, ..WORLD.exhibits() };
    assert!(content(&exhibits, &Texts::default(), &[]).is_ok());
}

#[test]
fn figures_and_tables_name_note_and_source_alike() {
    let (content, _) = written("ours", &OBSERVATIONS, |_| {});
    for block in content.chapters.iter().flat_map(|c| &c.blocks) {
        let (note, source) = match block {
            Block::Figure(figure) => (&figure.note, &figure.source),
            Block::Table(table) => (&table.note, &table.source),
            _ => continue,
        };
        assert!(note.is_empty() || note.starts_with("Note: "), "{note}");
        let named = ["Source: ", "Sources: "].iter().any(|word| source.starts_with(word));
        assert!(source.is_empty() || named, "{source}");
    }
}
