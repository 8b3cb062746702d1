//! Every region in the drawing and in the text.

use super::*;
use crate::analyse::covered;
use crate::exhibits::ids;
use crate::exhibits::sample::WORLD;
use crate::figures;

#[test]
fn every_region_stands_with_its_mean_and_its_ends_in_the_drawing_and_in_text() {
    let exhibits = WORLD.exhibits();
    let drawn = figures::draw(&exhibits, Some(&["regions".to_owned()])).unwrap();
    let ids: Vec<&str> = drawn.iter().map(|figure| figure.id.as_str()).collect();
    let own = WORLD.framework.index_and_focus_areas();
    let own: Vec<String> =
        own.map(|l| ids::id_of("regions", &WORLD.framework.levels[l].code)).collect();
    assert_eq!(ids, own);
    for (figure, level) in drawn.iter().zip(WORLD.framework.index_and_focus_areas()) {
        let panels = panels(&exhibits, level);
        let means: Vec<f64> = panels.iter().filter_map(|panel| panel.mean.mean).collect();
        assert!(means.is_sorted_by(|a, b| a >= b));
        let shown: usize = panels.iter().map(|panel| panel.scores.len()).sum();
        assert_eq!(shown, covered(exhibits.scores, level).count(), "every State once");
        assert_eq!(figure.data.len(), 1 + shown);
        for panel in &panels {
            let by_hand = panel.scores.iter().map(|state| state.1).sum::<f64>();
            let by_hand = by_hand / panel.scores.len() as f64;
            assert!(panel.mean.mean.is_none_or(|mean| (mean - by_hand).abs() < 1e-9));
            let name = exhibits.group(WORLD.framework.groupings.len(), panel.region.region);
            assert!(figure.alt.contains(name) && figure.drawing.contains(name), "{name}");
        }
        let [first, last] = [means[0], means[means.len() - 1]]
            .map(|mean| exhibits.words.number(scores::number(exhibits.range(level), mean)));
        assert!(figure.title.contains(&first) && figure.title.contains(&last));
    }
}
