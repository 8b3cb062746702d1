//! Worlds that are hard to draw, and every kind of figure of each.

use std::collections::BTreeSet;

use super::*;
use crate::exhibits::sample::{OBSERVATIONS, Sample, areas, bare_world};
use crate::framework::Framework;
use crate::model::{Names, Observation};

/// How a world is made.
type Made = fn() -> Sample;

/// What is hard about a world, and the world.
const GALLERY: [(&str, Made); 7] = [
    ("names without a space", || named(|_| "m".repeat(120))),
    ("names of many words", || named(|_| "long name ".repeat(12))),
    ("names of sixty letters", || {
        bare_world(187, |i| format!("{:x<60}", format!("Area {i} ")), same)
    }),
    ("every value the same", || of_values(|_, _| Some(1.0))),
    ("one area alone has values", || of_values(|area, value| (area == "BRA").then_some(value))),
    ("one value of one indicator", || {
        let one: Vec<Observation> = of_one("BRA").take(1).collect();
        Sample::new(areas(), WORLD.panel.areas.clone(), &one, same)
    }),
    ("no value at all", || of_values(|_, _| None)),
];

fn of_one(code: &str) -> impl Iterator<Item = Observation> {
    OBSERVATIONS.iter().filter(move |o| &*o.ref_area == code).cloned()
}

/// The project's world with these values in place of its own, by area and value; `None` leaves one out.
fn of_values(value: fn(&str, f64) -> Option<f64>) -> Sample {
    let made = OBSERVATIONS
        .iter()
        .filter_map(|o| Some(Observation { value: value(&o.ref_area, o.value)?, ..o.clone() }));
    Sample::new(areas(), WORLD.panel.areas.clone(), &made.collect::<Vec<_>>(), same)
}

fn same(_: &mut Framework) {}

/// Sixty areas whose levels, indicators and units have long names.
fn named(name: fn(usize) -> String) -> Sample {
    let long = Names::english(&name(0));
    bare_world(
        60,
        |i| format!("Area {i}"),
        |framework| {
            for level in &mut framework.levels {
                (level.name, level.short) = (long.clone(), long.clone());
            }
            for indicator in &mut framework.indicators {
                (indicator.name, indicator.short) = (long.clone(), long.clone());
                indicator.unit = long.clone();
            }
        },
    )
}

fn long_groups() -> Sample {
    let long = Names::english(&"long name ".repeat(12));
    Sample::new(areas(), WORLD.panel.areas.clone(), &OBSERVATIONS, |framework| {
        for grouping in &mut framework.groupings {
            grouping.name = long.clone();
            grouping.groups.iter_mut().for_each(|group| group.name = long.clone());
        }
    })
}

fn ten_areas(framework: &mut Framework) {
    for extra in 0..6 {
        let mut level = framework.levels[1].clone();
        level.code = format!("extra{extra}");
        framework.levels.push(level);
        for more in 0..2 {
            let mut indicator = framework.indicators[4].clone();
            indicator.code = format!("extra{extra}{more}");
            indicator.parent = framework.levels.len() - 1;
            framework.indicators.push(indicator);
        }
    }
}

#[test]
fn every_figure_can_be_read_in_every_world() {
    let mut found = Vec::new();
    for (what, world) in GALLERY {
        let world = world();
        match draw(&world.exhibits(), None) {
            Err(faults) => found.push(format!("{what}: {faults}")),
            Ok(figures) => found.extend(figures.iter().flat_map(|figure| {
                figure.standalone(&world.look, &world.words).unwrap();
                let faults = lint::faults(figure, &world.look);
                faults.into_iter().map(|fault| format!("{what}: {}: {fault}", figure.id))
            })),
        }
    }
    assert_eq!(found, [""; 0]);
}

/// Labels keep apart, where more is asked of the page than it holds.
#[test]
fn long_groups_and_many_areas_find_room() {
    for world in [long_groups(), bare_world(60, |i| format!("Area {i}"), ten_areas)] {
        let figures = draw(&world.exhibits(), None).unwrap_or_else(|faults| panic!("{faults}"));
        for figure in figures {
            assert_eq!(figure.overlaps, [""; 0], "{}", figure.id);
            assert!(figure.size.0 <= 170.0, "{}", figure.id);
        }
    }
}

#[test]
fn names_in_letters_that_the_font_has_not_are_told() {
    let world = bare_world(12, |i| format!("国 {i}"), same);
    let told = draw(&world.exhibits(), None).unwrap_err().to_string();
    assert!(told.contains("Noto Sans has no glyph for `国`"), "{told}");
}

#[test]
fn names_that_run_from_right_to_left_are_joined_and_find_room() {
    let letters = ["دولة الاختبار", "מדינת המבחן", "Côte d’Essai"];
    let world = bare_world(12, |i| format!("{} {i}", letters[i % 3]), same);
    let figures = draw(&world.exhibits(), None).unwrap_or_else(|faults| panic!("{faults}"));
    let mut seen = BTreeSet::new();
    for figure in &figures {
        assert_eq!(figure.overlaps, [""; 0], "{}", figure.id);
        let alone = figure.standalone(&world.look, &world.words).unwrap();
        let cuts = ["#noto-r", "#noto-arabic-r", "#noto-hebrew-r"];
        seen.extend(cuts.into_iter().filter(|cut| alone.contains(cut)));
    }
    assert_eq!(seen.len(), 3, "{seen:?}");
}
