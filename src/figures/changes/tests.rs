//! What is drawn and said of the changes of the world of the tests.

use super::*;
use crate::exhibits::sample::WORLD;
use crate::figures::draw;

#[test]
fn the_largest_change_leads_and_all_are_in_the_data() {
    let exhibits = WORLD.exhibits();
    let changes = Changes::of(&exhibits).unwrap().all;
    let largest = changes.iter().map(FocusChange::points).fold(f64::MIN, f64::max);
    assert_eq!(changes[0].points(), largest);
    let rule = WORLD.framework.progress.as_ref().unwrap();
    for change in &changes {
        assert!(change.coverage >= rule.coverage);
        assert!(change.from_years.1 <= rule.from[1] && change.to_years.0 >= rule.to[0]);
    }
    let figure = &draw(&exhibits, Some(&["changes".to_owned()])).unwrap()[0];
    assert_eq!(figure.data.len(), 1 + changes.len());
    let rose = changes.iter().filter(|c| c.direction().is_gt()).count();
    let start = format!("{rose} of {} measurable", changes.len());
    assert!(figure.title.starts_with(&start), "{}", figure.title);
    assert!(figure.alt.contains(&figure.title), "{}", figure.alt);
}
