//! What moved since the edition before: by one step and by several, up and down, and where nothing moved.

use std::collections::BTreeMap;

use super::content::{Block, Table};
use super::prose::Prose;
use super::since::section;
use super::texts::Texts;
use crate::analyse::{Crossing, Split};
use crate::exhibits::sample::WORLD;
use crate::exhibits::{Exhibits, Since};

fn level() -> usize {
    WORLD.framework.focus_areas().next().unwrap()
}

/// A State's way from one score to another, in the parts revised, new, method and coverage.
fn crossing(area: &str, from: f64, parts: [f64; 4]) -> Crossing {
    Crossing {
        area: area.to_owned(),
        code: WORLD.framework.levels[level()].code.clone(),
        level: level(),
        score: (Some(from), Some(from + parts.iter().sum::<f64>())),
        status: (Some("ranked"), Some("ranked")),
        rank: (None, None),
        points: Some(Split { parts, orders: 24 }),
        places: None,
    }
}

/// What is told of these crossings: its paragraphs, and its table where it has one.
fn told(crossings: Option<Vec<Crossing>>) -> (Vec<String>, Option<Table>) {
    let since = crossings.map(|crossings| Since {
        before: "2024-H2".into(),
        cut_off: 2023,
        is_reconstructed: true,
        is_year_alone: false,
        crossings,
    });
    let exhibits = Exhibits { since: since.as_ref(), ..WORLD.exhibits() };
    let texts = Texts::default();
    let prose = Prose::new(&exhibits, &texts, BTreeMap::new());
    let (mut said, mut table) = (Vec::new(), None);
    for block in section(&prose, level()).unwrap() {
        match block {
            Block::Text { text } => said.push(text),
            Block::Table(of) => table = Some(of),
            Block::Heading { text } => assert_eq!(text, "Since the edition before"),
            other => panic!("{other:?}"),
        }
    }
    (said, table)
}

#[test]
fn nothing_is_told_without_an_edition_before_or_a_score_in_both() {
    assert_eq!(told(None), (Vec::new(), None));
    assert_eq!(told(Some(Vec::new())), (Vec::new(), None));
    let mut elsewhere = crossing("FRA", 50.0, [0.0, 1.0, 0.0, 0.0]);
    elsewhere.level += 1;
    assert_eq!(told(Some(vec![elsewhere])), (Vec::new(), None));
}

#[test]
fn one_step_is_the_change_and_has_no_column() {
    let (said, table) = told(Some(vec![
        crossing("FRA", 50.0, [0.0, 3.0, 0.0, 0.0]),
        crossing("PER", 40.0, [0.0, -1.5, 0.0, 0.0]),
        crossing("KEN", 30.0, [0.0; 4]),
    ]));
    assert!(said[0].starts_with("Edition 2024-H2 is a reconstruction"), "{}", said[0]);
    assert!(!said[0].contains("Shapley"), "{}", said[0]);
    assert_eq!(
        said[1],
        "From 2024-H2 to 2026-H2 the score moved in 2 of 3 States that have enough values in both, by 1.5 points on average, by nothing but new figures. France gains most, +3.0 points. Peru loses most, \u{2212}1.5 points."
    );
    let table = table.unwrap();
    let heads: Vec<&str> = table.columns.iter().map(|column| column.head.as_str()).collect();
    assert_eq!(heads, ["State", "Before", "Now", "Change"]);
    assert_eq!(table.rows[0], ["France", "50.0", "53.0", "+3.0"]);
    assert_eq!(table.rows[1], ["Peru", "40.0", "38.5", "\u{2212}1.5"]);
    assert_eq!(table.rows.len(), 2, "who did not move is not among those who moved");
    assert!(!table.note.contains("Coverage:"), "{}", table.note);
}

#[test]
fn several_steps_are_told_apart_and_sum_to_the_change() {
    let (said, table) = told(Some(vec![
        crossing("PER", 40.0, [1.0, -4.0, 0.0, 0.5]),
        crossing("FRA", 50.0, [0.0, 2.0, 0.0, 0.0]),
    ]));
    assert!(said[0].contains("Shapley"), "{}", said[0]);
    assert!(
        said[1].contains("revised figures 0.5, new figures 3.0 and coverage 0.3"),
        "{}",
        said[1]
    );
    assert!(said[1].contains("France gains most, +2.0 points: new figures +2.0."), "{}", said[1]);
    let table = table.unwrap();
    let heads: Vec<&str> = table.columns.iter().map(|column| column.head.as_str()).collect();
    assert_eq!(heads, ["State", "Before", "Now", "Change", "Revised", "New", "Coverage"]);
    // The furthest first, whichever way.
    let peru = ["Peru", "40.0", "37.5", "\u{2212}2.5", "+1.0", "\u{2212}4.0", "+0.5"];
    assert_eq!(table.rows[0], peru);
    // Each column is explained, and none that is not there.
    let told = |step: &str| table.note.contains(&format!("{step}: "));
    assert!(["Revised", "New", "Coverage"].into_iter().all(told), "{}", table.note);
    assert!(!told("Method"), "{}", table.note);
}

#[test]
fn no_more_than_five_stand_in_the_table_and_where_nobody_moved_there_is_none() {
    let codes = ["FRA", "PER", "KEN", "TUV", "ZAF", "IND", "NOR"];
    let moved = codes
        .iter()
        .zip(1..)
        .map(|(area, points)| crossing(area, 50.0, [0.0, f64::from(points), 0.0, 0.0]));
    let (said, table) = told(Some(moved.collect()));
    let names: Vec<String> = table.unwrap().rows.into_iter().map(|row| row[0].clone()).collect();
    // Marked by the score that moved, as wherever it stands.
    assert_eq!(names, ["Norway", "India", "South Africa", "Tuvalu†", "Kenya"]);
    assert!(!said[1].contains("loses"), "nobody does: {}", said[1]);
    let (said, table) = told(Some(vec![crossing("FRA", 50.0, [0.0; 4])]));
    assert_eq!(
        said[1],
        "From 2024-H2 to 2026-H2 the score of no State with enough values in both moved."
    );
    assert_eq!(table, None);
}
