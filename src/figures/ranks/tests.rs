use super::*;
use crate::exhibits::sample::{Sample, WORLD, bare_world};
use crate::figures::chart::Chart;
use crate::figures::figure::Figure;
use crate::framework::Uncertainty;
use crate::uncertainty::tiers::tiers;

fn drawn(world: &Sample) -> Figure {
    let exhibits = world.exhibits();
    let figure = Ranks::new(&exhibits).figure().unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(figure.overlaps, [""; 0]);
    assert!(figure.size.1 <= world.look.page.figure_height, "{:?}", figure.size);
    figure
}

fn name(i: usize) -> String {
    format!("Area {i}")
}

#[test]
fn every_state_with_a_place_has_a_row_and_the_title_follows_the_data() {
    let found = &WORLD.simulation;
    let figure = drawn(&WORLD);
    let ranked = found.order.len();
    assert_eq!(figure.data.len(), 1 + ranked + found.placed().len());
    let number = |n: usize| WORLD.words.number(crate::words::Number::count(n));
    let width = number(found.width_of_half().unwrap() as usize);
    assert!(figure.title.contains(&format!("{width} places")), "{}", figure.title);
    let (undecided, pairs) = found.undecided();
    let share = crate::words::Number::percent(undecided as f64 / pairs as f64);
    let told = match found.tiers.len() {
        1 => WORLD.words.number(share),
        n => format!("{} tiers", number(n)),
    };
    assert!(figure.title.contains(&told), "{}", figure.title);
    assert!(figure.note.contains("200 runs (seed 1)") && figure.note.contains("weights"));
    // Each row: the interval around the median, quarters within it.
    for row in &figure.data[1..] {
        let cell: Vec<f64> = row[5..10].iter().map(|cell| cell.parse().unwrap()).collect();
        let [median, p05, p25, p75, p95] = cell[..] else { panic!("{row:?}") };
        assert!(p05 <= p25 && p25 <= median && median <= p75 && p75 <= p95, "{row:?}");
        assert_eq!(row[10] == "ranked", !row[2].is_empty(), "{row:?}");
    }
}

#[test]
fn without_choices_no_bar_pretends_certainty() {
    let world = bare_world(60, name, |f| f.uncertainty = Uncertainty::none());
    let figure = drawn(&world);
    assert!(figure.title.starts_with("No choice was varied"), "{}", figure.title);
    assert!(figure.note.contains("No choice was varied"), "{}", figure.note);
    assert!(!figure.note.contains("tier") && !figure.title.contains("tier"));
}

#[test]
fn runs_that_were_stopped_are_told() {
    let mut world = bare_world(40, name, |_| {});
    assert!(!drawn(&world).note.contains("stopped"));
    world.simulation.plan.runs = 10_000;
    assert!(drawn(&world).note.contains("stopped after 200 of 10,000 runs"));
}

#[test]
fn any_number_of_ranked_states_finds_room() {
    let ranked = |n: usize| {
        bare_world(n, name, |f| {
            f.ranking_coverage = 0.0;
            f.indicators.iter_mut().for_each(|i| i.required = false);
        })
    };
    for n in [1, 5, 30, 114, 187] {
        let world = ranked(n);
        let figure = drawn(&world);
        assert_eq!(
            figure.data.len(),
            1 + world.simulation.order.len() + world.simulation.placed().len()
        );
        if world.simulation.order.len() == 1 {
            assert!(figure.title.contains("Only one State"), "{}", figure.title);
        }
    }
}

#[test]
fn where_nobody_is_ranked_there_is_no_figure() {
    let world = bare_world(20, name, |f| f.ranking_coverage = 1.5);
    assert!(tasks(&world.exhibits()).is_empty());
}

#[test]
fn one_tier_and_a_tier_for_each_are_told_in_words() {
    let mut world = bare_world(40, name, |_| {});
    let n = world.simulation.order.len();
    world.simulation.tiers = tiers(n, |_, _| false);
    assert!(drawn(&world).title.contains("can’t be told apart"), "{}", drawn(&world).title);
    world.simulation.tiers = tiers(n, |high, low| high < low);
    assert!(drawn(&world).title.contains("every one can be told"), "{}", drawn(&world).title);
}

#[test]
fn names_of_any_length_find_room() {
    let long = |i: usize| format!("A very long name of an area that no column has room for {i}");
    drawn(&bare_world(120, long, |_| {}));
}
