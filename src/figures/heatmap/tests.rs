//! Tests of the table of coloured cells.

use crate::exhibits::sample;
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
