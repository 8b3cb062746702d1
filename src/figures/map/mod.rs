//! Scores of one level in, a map of equal tiles out: `map_index` and one for every focus area.

mod legend;
mod text;

use std::sync::{Arc, OnceLock};

use super::chart::{Chart, of_levels};
use super::figure::Task;
use crate::analyse::ClassCounts;
use crate::drawing::{Anchor, Canvas, Frame, Mark, Site, Stroke, TileGrid, Type, arrange};
use crate::exhibits::Exhibits;
use crate::exhibits::colours::Classes;
use crate::look::Colour;

/// The column of the reference table whose values are the blocks of the map.
const REGION: &str = "REGION";

/// Largest side of a tile with its gap, in millimetres: few areas don't fill the page.
const LARGEST_TILE: f64 = 9.0;

/// Height of the legend with the gap above it, in millimetres.
const LEGEND: f64 = 11.0;

/// Codes on tiles: the ink of the page does not reach 4.5 : 1 on the middle of the classes.
const BLACK: Colour = Colour(0, 0, 0);

/// The index and every focus area; all on one grid, arranged when the first is drawn.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let grid = Arc::new(OnceLock::<Arc<TileGrid>>::new());
    of_levels(
        exhibits,
        |_| true,
        move |level, id| {
            let grid = grid.get_or_init(|| Arc::new(arranged(exhibits)));
            Map::new(exhibits, level, id, Arc::clone(grid))
        },
    )
}

struct Map<'a> {
    exhibits: &'a Exhibits<'a>,
    level: usize,
    id: String,
    grid: Arc<TileGrid>,
    classes: Classes,
    counts: ClassCounts,
}

/// Where every area stands on the map.
pub fn arranged(exhibits: &Exhibits) -> TileGrid {
    let site = |code| {
        let area = exhibits.areas.get(code);
        let region = area.and_then(|area| area.attribute(REGION));
        Site { code, region, centre: area.and_then(|area| area.centre) }
    };
    let codes = exhibits.panel.areas.iter().map(String::as_str);
    arrange(&codes.map(site).collect::<Vec<_>>())
}

impl<'a> Map<'a> {
    fn new(exhibits: &'a Exhibits<'a>, level: usize, id: String, grid: Arc<TileGrid>) -> Self {
        let classes = Classes::of(exhibits, level);
        let counts = classes.counts(exhibits, level);
        Map { exhibits, level, id, grid, classes, counts }
    }

    /// Side of a tile with its gap.
    fn pitch(&self) -> f64 {
        (self.drawing_width() / self.grid.columns.max(1) as f64).min(LARGEST_TILE)
    }

    fn tiles(&self, canvas: &mut Canvas) {
        let pitch = self.pitch();
        let gap = self.exhibits.look.marks.tile_gap.min(pitch / 15.0);
        let left = (canvas.size().0 - pitch * self.grid.columns as f64) / 2.0;
        canvas.begin("tiles");
        for (area, cell) in self.grid.cells.iter().enumerate() {
            let corner = (left + cell.column as f64 * pitch, cell.row as f64 * pitch);
            let side = pitch - gap;
            let tile = Frame::new(corner.0 + gap / 2.0, corner.1 + gap / 2.0, side, side);
            self.tile(canvas, area, (tile, pitch));
        }
        canvas.end();
    }

    fn tile(&self, canvas: &mut Canvas, area: usize, (tile, pitch): (Frame, f64)) {
        let Exhibits { look, scores, panel, .. } = self.exhibits;
        let style = look.fine();
        let code = style.shorten(&panel.areas[area], pitch);
        let Some(score) = *scores.levels.get(area, self.level) else {
            canvas.hatched(tile);
            let width = (style.width(&code) + 0.4).min(tile.width() - 0.4);
            canvas.rect(Frame::about(tile.centre(), width, 2.6), look.colours.paper);
            return canvas.label(tile.centre(), &code, style, Anchor::Middle);
        };
        let fill = self.classes.colour(score);
        let ink = fill.readable(BLACK, look.colours.paper);
        canvas.rect(tile, fill);
        if !scores.standings[area].is_ranked() {
            indicative(canvas, tile, ink);
        }
        if self.exhibits.is_marked(area, self.level) {
            canvas.cut_corner(tile, Stroke::new(ink, look.strokes.line));
        }
        canvas.label(tile.centre(), &code, Type { colour: ink, ..style }, Anchor::Middle);
    }
}

/// The dot of a score without a rank, in the upper left corner: the other is cut off where much is imputed.
fn indicative(canvas: &mut Canvas, tile: Frame, ink: Colour) {
    let radius = 0.42;
    let spot = (tile.left + 1.7 * radius, tile.top + 1.7 * radius);
    canvas.mark(spot, Mark::dot(radius, ink));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::{self, OBSERVATIONS, Sample, WORLD};
    use crate::figures::draw;
    use crate::model::{Areas, RefArea};

    #[test]
    fn classes_and_missing_make_up_all_members_and_the_title() {
        let exhibits = WORLD.exhibits();
        let counts = Classes::of(&exhibits, 0).counts(&exhibits, 0);
        assert_eq!(counts.scored() + counts.missing, 187);
        let low: usize = counts.classes[..2].iter().sum();
        let figures = draw(&exhibits, Some(&["map_index".to_owned()])).unwrap();
        let title = &figures[0].title;
        let counted = format!("of {} States with a score, {low} score below", counts.scored());
        assert!(title.contains(&counted), "{title}");
        assert!(figures[0].alt.contains(title) && figures[0].alt.contains("40 to under 55"));
        assert_eq!(figures[0].data.len(), 1 + 187);
    }

    #[test]
    fn codes_read_on_every_class() {
        let look = &WORLD.look;
        for fill in &look.scores.colours {
            let ink = fill.readable(BLACK, look.colours.paper);
            assert!(ink.contrast(*fill) >= 4.5, "{fill}");
        }
    }

    #[test]
    fn a_world_of_three_areas_without_centres_is_drawn() {
        let members = ["BRA", "NOR", "ZAF"];
        let areas = Areas::new(members.map(RefArea::bare));
        let members = members.map(str::to_owned).to_vec();
        let world = Sample::new(areas, members, &OBSERVATIONS, |framework| {
            framework.groupings.clear();
            framework.progress = None;
            framework.inequality = None;
        });
        let figures = draw(&world.exhibits(), Some(&["map".to_owned()])).unwrap();
        assert_eq!(figures.len(), 5);
        assert!(figures.iter().all(|f| f.overlaps.is_empty() && f.data.len() == 4));
        let ids: Vec<String> =
            draw(&world.exhibits(), None).unwrap().into_iter().map(|f| f.id).collect();
        for absent in ["changes", "inequality", "sexes"] {
            assert!(!ids.contains(&absent.to_owned()), "{absent}");
        }
    }

    #[test]
    fn a_framework_without_focus_areas_has_one_map() {
        let members = vec!["NOR".to_owned(), "SWE".to_owned()];
        let world = Sample::new(sample::areas(), members, &OBSERVATIONS, |framework| {
            framework.levels.truncate(1);
            framework.indicators.iter_mut().for_each(|i| i.parent = 0);
        });
        let wanted = ["map", "availability", "ages", "changes"].map(str::to_owned);
        let figures = draw(&world.exhibits(), Some(&wanted)).unwrap();
        let ids: Vec<&str> = figures.iter().map(|f| f.id.as_str()).collect();
        assert_eq!(ids, ["map_index", "availability", "ages"]);
    }
}
