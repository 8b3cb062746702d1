//! Scores of one level in, a map of equal tiles out: `map_index` and one for every focus area.

mod counts;
mod text;

use std::sync::{Arc, OnceLock};

use self::counts::Counts;
use super::figure::{Figure, Task, Told};
use super::heatmap;
use super::tile_grid::{Site, TileGrid, arrange};
use crate::drawing::{Anchor, Canvas, Frame, Mark, Shape, Stroke, Type};
use crate::exhibits::colours::Classes;
use crate::exhibits::{Exhibits, ids, source};
use crate::fault::Result;
use crate::look::Colour;
use crate::words::Number;

/// The column of the reference table whose values are the blocks of the map.
const REGION: &str = "REGION";

/// Largest side of a tile with its gap, in millimetres: few areas don't fill the page.
const LARGEST_TILE: f64 = 9.0;

/// Height of the legend with the gap above it, in millimetres.
const LEGEND: f64 = 11.0;

/// Codes on tiles: the ink of the page does not reach 4.5 : 1 on the middle of the classes.
const BLACK: Colour = Colour(0, 0, 0);

/// Side of a square of the legend in millimetres.
const SQUARE: f64 = 4.6;

/// The index and every focus area; all on one grid, arranged when the first is drawn.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let grid = Arc::new(OnceLock::new());
    exhibits
        .framework
        .index_and_focus_areas()
        .map(|level| {
            let grid = Arc::clone(&grid);
            let id = ids::id_of("map", &exhibits.framework.levels[level].code);
            Task::new(id.clone(), move || {
                draw(exhibits, level, &id, grid.get_or_init(|| arranged(exhibits)))
            })
        })
        .collect()
}

/// Where every area stands on the map.
pub fn arranged(exhibits: &Exhibits) -> TileGrid {
    let sites: Vec<Site> = exhibits
        .panel
        .areas
        .iter()
        .map(|code| {
            let area = exhibits.areas.get(code);
            Site {
                code,
                region: area.and_then(|a| a.attribute(REGION)),
                centre: area.and_then(|a| a.centre),
            }
        })
        .collect();
    arrange(&sites)
}

fn draw(exhibits: &Exhibits, level: usize, id: &str, grid: &TileGrid) -> Result<Figure> {
    let counts = Counts::of(exhibits, level);
    let title = text::title(exhibits, level, &counts)?;
    let alt = text::alternative(exhibits, level, &counts, &title)?;
    let width = exhibits.look.page.text_width;
    let pitch = (width / grid.columns.max(1) as f64).min(LARGEST_TILE);
    let mut canvas = Canvas::new(exhibits.look, id, (width, pitch * grid.rows as f64 + LEGEND));
    tiles(&mut canvas, exhibits, level, &counts.by, (grid, pitch));
    legend(&mut canvas, exhibits, &counts)?;
    let drawing = canvas.finish(&title, &alt)?;
    let under: Vec<usize> = exhibits.framework.scored_under(level).collect();
    Ok(Told {
        id: id.to_owned(),
        title,
        subtitle: text::subtitle(exhibits, level, &under)?,
        note: text::note(exhibits, level, &counts)?,
        source: source::of(exhibits, under)?,
        alt,
        data: text::data(exhibits, level, grid),
    }
    .of(drawing))
}

fn tiles(
    canvas: &mut Canvas,
    exhibits: &Exhibits,
    level: usize,
    classes: &Classes,
    (grid, pitch): (&TileGrid, f64),
) {
    let look = exhibits.look;
    let gap = look.marks.tile_gap.min(pitch / 15.0);
    let left = (canvas.size().0 - pitch * grid.columns as f64) / 2.0;
    canvas.begin("tiles");
    for (area, (code, cell)) in exhibits.panel.areas.iter().zip(&grid.cells).enumerate() {
        let corner = (left + cell.column as f64 * pitch, cell.row as f64 * pitch);
        let side = pitch - gap;
        let tile = Frame::new(corner.0 + gap / 2.0, corner.1 + gap / 2.0, side, side);
        let style = Type::new(look.sizes.small, look.colours.ink);
        let code = style.shorten(code, pitch);
        let Some(score) = *exhibits.scores.levels.get(area, level) else {
            canvas.hatched(tile);
            let (x, y) = tile.centre();
            let (w, h) = ((style.width(&code) + 0.4).min(side - 0.4), 2.6);
            canvas.rect(Frame::new(x - w / 2.0, y - h / 2.0, w, h), look.colours.paper);
            canvas.label(tile.centre(), &code, style, Anchor::Middle);
            continue;
        };
        let fill = classes.colour(score);
        let ink = fill.readable(BLACK, look.colours.paper);
        canvas.rect(tile, fill);
        if !exhibits.scores.standings[area].is_ranked() {
            indicative(canvas, tile, ink);
        }
        if exhibits.is_marked(area, level) {
            heatmap::corner(canvas, tile, Stroke::new(ink, look.strokes.line));
        }
        canvas.label(tile.centre(), &code, Type { colour: ink, ..style }, Anchor::Middle);
    }
    canvas.end();
}

/// The dot of a score without a rank, in the upper right corner.
fn indicative(canvas: &mut Canvas, tile: Frame, ink: Colour) {
    let radius = 0.42;
    let spot = (tile.right - 1.7 * radius, tile.top + 1.7 * radius);
    canvas.mark(spot, Mark { shape: Shape::Circle, radius, fill: ink, outline: None });
}

/// Squares in a row, each with what it stands for and how many States it holds.
fn legend(canvas: &mut Canvas, exhibits: &Exhibits, counts: &Counts) -> Result<()> {
    let look = exhibits.look;
    let first = Type::new(look.sizes.label, look.colours.ink).bold();
    let second = Type::new(look.sizes.small, look.colours.secondary);
    let entries = |ranges: Vec<String>| -> Result<Vec<(String, String, f64)>> {
        let word = |key: &str| exhibits.words.get(&format!("figure.map.{key}")).map(str::to_owned);
        let mut lines: Vec<(String, usize)> =
            ranges.into_iter().zip(counts.classes.iter().copied()).collect();
        lines.push((word("missing")?, counts.missing));
        lines.push((word("indicative")?, counts.indicative));
        let entry = |(words, n): (String, usize)| {
            let n = [("n", Number::count(n).into())];
            let states = exhibits.words.say("figure.map.states", &n)?;
            let width = SQUARE + 1.2 + first.width(&words).max(second.width(&states));
            Ok((words, states, width))
        };
        lines.into_iter().map(entry).collect()
    };
    let filled = |entries: &[(String, String, f64)]| entries.iter().map(|e| e.2).sum::<f64>();
    let mut entries_in_full = entries(counts.by.ranges(exhibits)?)?;
    let between = 1.5 * (entries_in_full.len() - 1) as f64;
    if filled(&entries_in_full) + between > canvas.size().0 {
        // Numbers of many digits: each class ends where the next begins.
        entries_in_full = entries(counts.by.starts(exhibits)?)?;
    }
    let entries = entries_in_full;
    let (width, height) = canvas.size();
    let gap = ((width - filled(&entries)) / (entries.len() - 1) as f64).min(9.0);
    let mut left = 0.0;
    canvas.begin("legend");
    for (k, (words, states, width)) in entries.iter().enumerate() {
        let square = Frame::new(left, height - SQUARE - 1.0, SQUARE, SQUARE);
        match counts.by.colours.get(k) {
            Some(fill) => canvas.rect(square, *fill),
            None if k == counts.by.colours.len() => canvas.hatched(square),
            None => {
                canvas.rect(square, look.colours.hairline);
                indicative(canvas, square, look.colours.ink);
            }
        }
        let x = square.right + 1.2;
        canvas.label((x, square.top + 0.8), words, first, Anchor::Start);
        canvas.label((x, square.bottom - 0.7), states, second, Anchor::Start);
        left += width + gap;
    }
    canvas.end();
    Ok(())
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
        let counts = Counts::of(&exhibits, 0);
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
