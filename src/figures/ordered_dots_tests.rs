use crate::exhibits::sample;
use crate::figures::draw;

#[test]
fn every_member_has_a_row_and_no_label_overlaps() {
    let figures = draw(&sample::WORLD.exhibits(), Some(&["dots".to_owned()])).unwrap();
    assert_eq!(figures[0].id, "dots_index");
    assert_eq!(figures.len(), 5);
    for figure in &figures {
        assert_eq!(figure.overlaps, [""; 0], "{}", figure.id);
        assert_eq!(figure.data.len(), 1 + 187, "{}", figure.id);
        // Every block has the same axis.
        let numbered = |n: u32| figure.drawing.matches(&format!(">{n}</text>")).count() >= 5;
        assert!([0, 50, 100].into_iter().all(numbered), "{}", figure.id);
        assert!(figure.size.1 <= 215.0, "{} is {} mm high", figure.id, figure.size.1);
    }
}
