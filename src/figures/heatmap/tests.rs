//! Tests of the table of coloured cells.

use crate::exhibits::sample::{self, OBSERVATIONS, Sample};
use crate::figures::draw;

#[test]
fn a_missing_score_is_hatched_and_said_and_never_a_number() {
    let exhibits = sample::WORLD.exhibits();
    let figure = draw(&exhibits, Some(&["heatmap".to_owned()])).unwrap().remove(0);
    // Between the area with its group and what the row rests on stand the scores.
    let cells = figure.data.iter().flat_map(|row| &row[3..row.len() - 4]);
    let missing = cells.filter(|cell| cell.is_empty()).count();
    assert!(missing > 0);
    let hatch = exhibits.look.colours.hatch.to_string();
    // The outline of each hatched cell, and the one in the key, is closed by five points.
    let outlines = figure
        .drawing
        .lines()
        .filter(|line| line.contains(&hatch) && line.matches('L').count() == 4);
    assert_eq!(outlines.count(), missing + 1);
    assert!(figure.drawing.contains(">no score</text>"));
}

/// Heads as long as they may be, over as many States as a column holds, with names that are short.
#[test]
fn a_column_that_is_higher_than_a_page_is_parted_and_loses_no_state() {
    let members: Vec<String> = sample::WORLD.panel.areas.iter().take(48).cloned().collect();
    let world = Sample::new(sample::areas(), members, &OBSERVATIONS, |framework| {
        for level in &mut framework.levels {
            level.short.en = "A floor of protection for everyone, always".to_owned();
        }
    });
    let exhibits = world.exhibits();
    let figure = draw(&exhibits, Some(&["heatmap".to_owned()])).unwrap().remove(0);
    assert!(figure.size.1 <= exhibits.look.page.figure_height, "{:?}", figure.size);
    assert_eq!(figure.data.len(), 48 + 1);
}
