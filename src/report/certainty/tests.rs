//! The annex and the lines of country pages: against the simulation, and where there is little to say.

use super::*;
use crate::exhibits::Exhibits;
use crate::exhibits::sample::{OBSERVATIONS, Sample, WORLD, areas};
use crate::framework::{Median, Uncertainty};
use crate::model::Language;
use crate::report::texts::Texts;
use crate::words::Number;

/// Writes with the words of the project from these exhibits.
fn with<T>(sample: &Sample, write: impl FnOnce(&Prose) -> T) -> T {
    let words = WORLD.project.words(Language::En).unwrap();
    let exhibits = Exhibits { words: &words, ..sample.exhibits() };
    let texts = Texts::read(&sample.project.report_folder(), Language::En).unwrap();
    write(&Prose::new(&exhibits, &texts, Default::default()))
}

fn text_of(chapter: &Chapter) -> String {
    serde_json::to_string(chapter).unwrap()
}

#[test]
fn the_annex_names_every_choice_with_its_reason_and_the_runs() {
    let chapter = with(&WORLD, |prose| chapter(prose).unwrap());
    let text = text_of(&chapter);
    let terms = chapter.blocks.iter().find_map(|block| match block {
        Block::Terms { items } => Some(items),
        _ => None,
    });
    assert_eq!(terms.unwrap().len(), WORLD.simulation.choices.len());
    let vary = &WORLD.framework.uncertainty;
    let why = vary.normalisation.as_ref().unwrap().why.as_ref().unwrap();
    assert!(text.contains(why.in_language(Language::En)));
    assert!(text.contains(&format!("{} times", WORLD.simulation.runs)), "{text}");
    let tables = chapter.blocks.iter().filter(|block| matches!(block, Block::Table(_)));
    assert_eq!(tables.count(), 4);
}

#[test]
fn the_width_in_the_lead_is_the_median_over_ranked_states() {
    let lead = with(&WORLD, |prose| widths::lead(prose).unwrap());
    let of = &WORLD.simulation;
    let ranked = (0..of.is_ranked.len()).filter(|&area| of.is_ranked[area]);
    let mut widths: Vec<f64> = ranked
        .map(|area| of.ranks.get(area, 0).as_ref().map_or(0.0, |rank| rank.of.p95 - rank.of.p05))
        .collect();
    widths.sort_by(f64::total_cmp);
    let n = widths.len();
    let median = (widths[(n - 1) / 2] + widths[n / 2]) / 2.0;
    let places = WORLD.words.number(Number::decimal(median, 0));
    assert!(lead.contains(&format!("through {places} places")), "{lead}");
    assert!(lead.contains(&format!("the {n} ranked States")), "{lead}");
}

#[test]
fn the_annex_says_how_many_tiers_there_are_and_where_an_index_lies_in_its_runs() {
    let text = with(&WORLD, |prose| text_of(&chapter(prose).unwrap()));
    let of = &WORLD.simulation;
    let order = &of.order;
    let sure = order.windows(2).filter(|pair| {
        *of.above.get(pair[0], pair[1]) >= 0.95 || *of.above.get(pair[1], pair[0]) >= 0.95
    });
    let next = order.len() - 1;
    let told = format!("{} of the {next} pairs of neighbours in rank", sure.count());
    assert!(text.contains(&told), "{told}: {text}");
    let (mut n, mut above, mut outside) = (0, 0, 0);
    for area in 0..of.is_ranked.len() {
        let Some(found) = of.scores.get(area, 0) else { continue };
        let Some(index) = *WORLD.scores.levels.get(area, 0) else { continue };
        n += 1;
        above += usize::from(index > found.median);
        outside += usize::from(!(found.p05..=found.p95).contains(&index));
    }
    assert!(text.contains(&format!("Of {n} States with an index, {above} have")), "{text}");
    assert!(text.contains(&format!("below it; {outside} ha")), "{text}");
}

#[test]
fn a_page_says_what_weights_and_choices_do_to_the_rank() {
    let found = WORLD.attainable.as_ref().unwrap();
    let of = &found[found.len() / 2];
    let (any, within) = (of.regions.last().unwrap(), &of.regions[0]);
    let lines = with(&WORLD, |prose| country_lines(prose, of.area).unwrap());
    let range = |low: usize, high: usize| match low == high {
        true => low.to_string(),
        false => format!("{low}–{high}"),
    };
    let (any, within) =
        (range(any.best.rank, any.worst.rank), range(within.best.rank, within.worst.rank));
    assert!(lines[0].contains(&format!(": {any};")), "{lines:?}");
    assert!(lines[0].ends_with(&format!("within 25%: {within}.")), "{lines:?}");
    assert_eq!(lines.len(), 2);
    let indicative = (0..WORLD.panel.areas.len()).find(|&area| {
        let has_index = WORLD.printed.levels.get(area, 0).is_some();
        has_index && !WORLD.scores.standings[area].is_ranked()
    });
    let lines = with(&WORLD, |prose| country_lines(prose, indicative.unwrap()).unwrap());
    assert!(lines[0].contains("ranked States only"), "{lines:?}");
    assert!(lines[1].contains("indicative place"), "{lines:?}");
    let without = WORLD.printed.levels.column(0).position(Option::is_none).unwrap();
    assert_eq!(with(&WORLD, |prose| country_lines(prose, without).unwrap()), [""; 0]);
}

/// Some of the project's members under a changed framework.
fn changed(change: impl FnOnce(&mut crate::framework::Framework)) -> Sample {
    // Ranked ones alone: an area without a rank is placed, which is a choice.
    let codes = WORLD.panel.areas.iter().zip(&WORLD.scores.standings);
    let ranked = codes.filter(|(_, standing)| standing.is_ranked());
    let members = ranked.map(|(code, _)| code.clone()).take(60).collect();
    Sample::new(areas(), members, &OBSERVATIONS, change)
}

#[test]
fn where_nothing_varies_or_weights_say_nothing_the_annex_says_so() {
    let world = changed(|framework| {
        framework.uncertainty = Uncertainty::none();
        framework.levels[0].aggregation = Median.into();
    });
    let text = with(&world, |prose| text_of(&chapter(prose).unwrap()));
    assert!(text.contains("calls nothing uncertain"), "{text}");
    assert!(text.contains("Nothing was varied"), "{text}");
    assert!(text.contains("a median does not go by a weighted sum"), "{text}");
    let ranked = world.scores.standings.iter().position(|s| s.is_ranked()).unwrap();
    assert_eq!(with(&world, |prose| country_lines(prose, ranked).unwrap()), [""; 0]);
}

#[test]
fn places_drawn_for_unranked_states_make_no_rank_certain() {
    let members = WORLD.panel.areas.iter().take(60).cloned().collect();
    let world = Sample::new(areas(), members, &OBSERVATIONS, |framework| {
        framework.uncertainty = Uncertainty::none();
    });
    assert!(!world.simulation.choices.is_empty() && !world.simulation.varies());
    let text = with(&world, |prose| text_of(&chapter(prose).unwrap()));
    assert!(text.contains("calls nothing uncertain"), "{text}");
    assert!(!text.contains("certain enough") && !text.contains("in the same order"), "{text}");
}

#[test]
fn an_annex_without_ranked_states_has_nothing_to_be_sure_of() {
    let world = changed(|framework| framework.ranking_coverage = 1.5);
    let text = with(&world, |prose| text_of(&chapter(prose).unwrap()));
    assert!(text.contains("No State is ranked"), "{text}");
    assert!(!text.contains("NaN") && !text.contains("inf "), "{text}");
}
