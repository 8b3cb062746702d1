//! Every indicator of every State in the drawing.

use crate::exhibits::sample;
use crate::figures::draw;

#[test]
fn every_indicator_has_a_row_and_a_gap_is_said() {
    let exhibits = sample::WORLD.exhibits();
    let figures = draw(&exhibits, Some(&["profile".to_owned()])).unwrap();
    assert_eq!(figures.len(), exhibits.panel.areas.len());
    for figure in figures {
        assert_eq!(figure.data.len(), 1 + exhibits.framework.indicators.len());
        let missing = figure.data.iter().filter(|row| row[4].is_empty()).count();
        assert_eq!(figure.drawing.matches(">no data</text>").count(), missing);
        assert_eq!(figure.size.0, super::WIDTH);
        assert!(figure.size.1 <= super::HEIGHT, "{}", figure.size.1);
    }
}
