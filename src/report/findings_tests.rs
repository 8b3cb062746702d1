//! Findings in words: each kind, each direction, singular and plural; and what an edition says first.

use std::collections::BTreeMap;

use super::findings::message;
use super::prose::Prose;
use super::texts::Texts;
use crate::analyse::{Finding, MESSAGES, Total, Weighed, Whole, found, leading};
use crate::exhibits::sample::WORLD;

fn told(finding: Finding) -> String {
    let (exhibits, texts) = (WORLD.exhibits(), Texts::default());
    let prose = Prose::new(&exhibits, &texts, BTreeMap::new());
    let of = Weighed { finding, people: 0.5, distance: 0.5, certainty: 1.0 };
    let said = message(&prose, &of).unwrap_or_else(|e| panic!("{e}"));
    let said = format!("{} | {}", said.heading, said.text);
    assert!(!said.contains(['{', '}']) && !said.contains("  "), "{said}");
    said
}

fn total(year: Option<i32>, value: f64) -> Total {
    Total {
        aggregate: 0,
        whole: Whole::World,
        year,
        value: Some(value),
        n: 160,
        of: 186,
        modelled: 0,
        share: 0.95,
        weight: 7e9,
        years: Some([2017, 2022]),
    }
}

fn says(finding: Finding, words: &[&str]) {
    let said = told(finding);
    for word in words {
        assert!(said.contains(word), "{word}: {said}");
    }
}

#[test]
fn numbers_of_the_world_are_told_with_their_direction() {
    let group = |g: usize, value: f64| Total {
        whole: Whole::Group(WORLD.framework.peers().unwrap(), g),
        ..total(None, value)
    };
    let world = || total(None, 47.0);
    let gap = Finding::Gap { world: world(), low: group(0, 12.4), high: group(3, 85.7) };
    says(gap, &["12.4% of people have", "85.7% in", "160 States with 95%"]);
    says(
        Finding::Lack { world: world(), lacking: 0.53 },
        &["47.0% of people", "53% of people do without"],
    );
    let line = |from: f64, to: f64| Finding::Trend {
        first: total(Some(2010), from),
        last: total(Some(2025), to),
    };
    says(line(45.3, 42.5), &["42.5%", "down from 45.3%", "In 2010"]);
    says(line(42.5, 45.3), &["45.3%", "up from 42.5%"]);
    let turn = |middle: f64| Finding::Turn {
        first: total(Some(2010), 50.0),
        turn: total(Some(2020), middle),
        last: total(Some(2025), 51.0),
    };
    says(turn(60.0), &["60.0%", "in 2020", "a rise has turned"]);
    says(turn(40.0), &["40.0%", "a fall has turned"]);
}

#[test]
fn states_are_counted_in_singular_and_plural_and_either_way() {
    let moved = |up, down| Finding::Moved { indicator: 0, up, down, n: 40, from: 3.0, to: 2.0 };
    says(
        moved(5, 30),
        &["lower scores than before in 30 of 40 States", "fell in 30 and rose in 5"],
    );
    says(
        moved(30, 5),
        &["higher scores than before in 30 of 40 States", "rose in 30 and fell in 5"],
    );
    let reached = |areas: Vec<usize>, low| Finding::Reached { indicator: 0, areas, low, n: 90 };
    says(reached(vec![3], 1), &["1 of 90 States has reached", "scale is 1 of the 90 States"]);
    says(reached(vec![3, 4], 38), &["2 of 90 States have reached", "scale are 38 of"]);
    says(reached((0..13).collect(), 0), &["13 of 90", "and 3 more"]);
    let income = |above: Vec<usize>, below: Vec<usize>| Finding::Income { above, below, n: 150 };
    says(income(vec![1], vec![]), &["1 State does surely better", "0 surely worse", "below: –."]);
    says(income(vec![1, 2], vec![5]), &["2 States do surely better", "1 surely worse"]);
    let sexes = |lower, higher| Finding::Sexes { indicator: 0, lower, higher, n: 50 };
    says(sexes(40, 3), &["women score lower than men in 40 of 50 States"]);
    says(sexes(3, 40), &["women score higher than men in 40 of 50 States"]);
    let progress = |up, down| Finding::Progress { up, down, n: 10 };
    says(progress(7, 1), &["gains outnumber losses: 7 to 1", "7 gains", "1 such loss"]);
    says(progress(1, 7), &["losses outnumber gains: 7 to 1"]);
    says(progress(4, 4), &["balance: 4 and 4"]);
    let uneven = |high, low| Finding::Uneven { high, low, mixed: 5, expected: 60, n: 150 };
    says(uneven(vec![], 1), &["0 of 150", "1 State is in the lowest"]);
    says(uneven(vec![7], 2), &["everywhere:", "2 States are", "Areas mostly go together"]);
    let against = Finding::Against { first: 0, second: 1, n: 9, correlation: -0.4, partial: -0.3 };
    says(against, &["the other tends to score low", "\u{2212}0.40", "\u{2212}0.30"]);
    let inequality = |correlation| Finding::Inequality { correlation, partial: None, n: 9 };
    says(inequality(-0.7), &["mostly low"]);
    says(inequality(0.7), &["go together"]);
}

#[test]
fn an_edition_says_ten_things_of_several_kinds_the_strongest_first() {
    let known = |findings| {
        let (framework, panel) = (&WORLD.framework, &WORLD.panel);
        leading(&found(framework, panel, &WORLD.printed, findings, &WORLD.simulation))
    };
    let found = known(&WORLD.findings);
    assert_eq!(found.len(), MESSAGES);
    assert!(found.windows(2).all(|pair| pair[0].weight() >= pair[1].weight()));
    for of in &found {
        for part in [of.people, of.distance, of.certainty] {
            assert!((0.0..=1.0).contains(&part), "{of:?}");
        }
        println!(
            "{:.3} = {:.2} x {:.2} x {:.2}  {}",
            of.weight(),
            of.people,
            of.distance,
            of.certainty,
            told(of.finding.clone())
        );
    }
    assert!(
        matches!(found[0].finding, Finding::Gap { .. } | Finding::Lack { .. }),
        "in real units"
    );
    // What is not known is not said: no number of the world, no change, no pair of women and men.
    let mut silent = WORLD.findings.clone();
    silent.totals.clear();
    silent.sexes.clear();
    silent.progress = None;
    let left = known(&silent);
    let of_the_world = |of: &Weighed| {
        use Finding::{Gap, Lack, Moved, Progress, Sexes, Trend, Turn};
        matches!(
            of.finding,
            Gap { .. }
                | Lack { .. }
                | Trend { .. }
                | Turn { .. }
                | Moved { .. }
                | Progress { .. }
                | Sexes { .. }
        )
    };
    assert!(!left.is_empty() && !left.iter().any(of_the_world));
}
