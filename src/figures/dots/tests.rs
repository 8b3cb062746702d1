use crate::exhibits::sample;
use crate::figures::draw;

fn dots() -> Vec<crate::figures::Figure> {
    draw(&sample::WORLD.exhibits(), Some(&["dots".to_owned()])).unwrap()
}

#[test]
fn every_member_has_a_row_of_data_and_every_score_a_tile_with_its_code() {
    let figures = dots();
    assert_eq!(figures[0].id, "dots_index");
    assert_eq!(figures.len(), 5);
    for figure in &figures {
        assert_eq!(figure.overlaps, [""; 0], "{}", figure.id);
        assert_eq!(figure.data.len(), 1 + 187, "{}", figure.id);
        assert!(figure.size.1 <= 215.0, "{} is {} mm high", figure.id, figure.size.1);
        for row in &figure.data[1..] {
            let tiles = [format!(">{}</text>", row[0]), format!(">{}†</text>", row[0])];
            let drawn = tiles.iter().any(|tile| figure.drawing.contains(tile));
            assert_eq!(drawn, !row[4].is_empty(), "{} {row:?}", figure.id);
        }
    }
}

#[test]
fn the_mean_of_a_group_stands_as_a_number_and_in_the_alternative_text() {
    let exhibits = sample::WORLD.exhibits();
    let grouping = exhibits.framework.peers().unwrap();
    for figure in &dots() {
        let code = figure.data[1][3].as_str();
        let level = exhibits.framework.levels.iter().position(|l| l.code == code).unwrap();
        let of = exhibits.findings.groups.iter();
        let mut told = 0;
        for found in of.filter(|m| m.grouping == grouping && m.level == level) {
            let Some(mean) = found.mean else { continue };
            let name = exhibits.group(grouping, found.group);
            assert!(figure.drawing.contains(&format!(">mean {mean:.1}</text>")), "{name} {mean}");
            assert!(figure.alt.contains(&format!("{name} {mean:.1}")), "{}", figure.alt);
            told += 1;
        }
        assert!(told > 1);
    }
}
