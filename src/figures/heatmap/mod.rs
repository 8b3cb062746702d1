//! States × focus areas as coloured cells: every score on one page, in the classes of the maps.

#[cfg(test)]
mod tests;
mod text;

use super::blocks::{self, Cluster};
use super::chart::Chart;
use super::figure::Task;
use super::fitting;
use super::plot::share;
use crate::analyse::ClassCounts;
use crate::drawing::{Anchor, Canvas, Frame, Key, Spot, Stroke, Type, capital_height};
use crate::exhibits::colours::Classes;
use crate::exhibits::{Exhibits, scores};
use crate::fault::Result;
use crate::words::Number;

/// `heatmap`: one figure, where any State has a score.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let levels: Vec<usize> = exhibits.framework.index_and_focus_areas().collect();
    let any = |&level: &usize| exhibits.scores.levels.column(level).any(Option::is_some);
    let task = || Task::new(Heatmap::FAMILY, move || Heatmap::new(exhibits)?.figure());
    levels.iter().any(any).then(task).into_iter().collect()
}

const GAP: f64 = 4.0;
const LARGEST_PITCH: f64 = 4.4;
const SMALLEST_PITCH: f64 = 2.75;
/// Longer names of levels are cut.
const LONGEST_HEAD: f64 = 38.0;
/// A turned head takes so much, and a name of which something is left.
const SMALLEST_CELL: f64 = 3.4;
const SMALLEST_NAMES: f64 = 10.0;
/// White between two cells.
const JOINT: f64 = 0.25;
/// Behind the name of a State without a rank.
const UNRANKED: &str = " *";

struct Heatmap<'a> {
    exhibits: &'a Exhibits<'a>,
    /// The index first, then the focus areas.
    levels: Vec<usize>,
    /// Of every level, in the same order, with how many States stand in each.
    classes: Vec<Classes>,
    counts: Vec<ClassCounts>,
    columns: Vec<Vec<Cluster>>,
}

/// Sizes in millimetres that follow from the page and what must fit.
struct Layout {
    /// Lower edge of the turned column heads.
    top: f64,
    height: f64,
    pitch: f64,
    width: f64,
    names: f64,
    cell: f64,
    /// Whether scores fit into their cells.
    has_scores: bool,
}

impl<'a> Heatmap<'a> {
    /// In as many columns as it needs to be no higher than a page.
    fn new(exhibits: &'a Exhibits<'a>) -> Result<Self> {
        let levels: Vec<usize> = exhibits.framework.index_and_focus_areas().collect();
        let classes: Vec<Classes> = levels.iter().map(|&l| Classes::of(exhibits, l)).collect();
        let counts = classes.iter().zip(&levels).map(|(of, &l)| of.counts(exhibits, l)).collect();
        let mut map = Heatmap { exhibits, levels, classes, counts, columns: Vec::new() };
        let key = Key::new(map.key()?, map.drawing_width(), exhibits.look.small()).height();
        for columns in blocks::columns_for(exhibits.panel.areas.len())..=blocks::MOST_COLUMNS {
            map.columns = blocks::pack(blocks::by_score(exhibits, 0), columns);
            if map.layout(key).height <= exhibits.look.page.figure_height {
                break;
            }
        }
        Ok(map)
    }

    fn layout(&self, key: f64) -> Layout {
        let Exhibits { look, panel, .. } = self.exhibits;
        let (style, levels) = (look.fine(), self.levels.len() as f64);
        let width = share(look.page.text_width, self.columns.len(), GAP);
        let heads = self.levels.iter().map(|&level| self.exhibits.level_short(level));
        let top = key + 2.0 + style.bold().widest(heads).min(LONGEST_HEAD);
        let rows = blocks::tallest(&self.columns);
        let room = look.page.figure_height - top - 0.5;
        let pitch = (room / rows).clamp(SMALLEST_PITCH, LARGEST_PITCH);
        let names = (0..panel.areas.len()).map(|area| self.exhibits.short_name(area));
        let widest = style.widest(names) + style.width(UNRANKED);
        let most = (width - 1.2 - SMALLEST_CELL * levels).max(SMALLEST_NAMES);
        let names = widest.min(width * 0.57).min(most);
        let cell = ((width - names - 1.2) / levels).min(12.0);
        let has_scores = self.widest_score(style) + 0.6 <= cell
            && capital_height(style.size) + 0.9 <= pitch - JOINT;
        let height = top + rows * pitch + 0.5;
        Layout { top, height, pitch, width, names, cell, has_scores }
    }

    /// A score as it stands in its cell: without decimals where those of its range are one.
    fn cell_number(&self, level: usize, score: f64) -> String {
        let decimals = scores::decimals(self.exhibits.range(level));
        let decimals = if decimals == 1 { 0 } else { decimals };
        self.exhibits.words.number(Number::decimal(score, decimals))
    }

    fn widest_score(&self, style: Type) -> f64 {
        let ends = |&level: &usize| {
            let range = self.exhibits.range(level);
            [range.low, range.high].map(|end| self.cell_number(level, end))
        };
        style.widest(self.levels.iter().flat_map(ends))
    }

    /// Left and right edge of a level's cells in a column of the page.
    fn cell_edges(&self, layout: &Layout, left: f64, position: usize) -> (f64, f64) {
        let start = left + layout.names + 1.2 + position as f64 * layout.cell;
        (start, start + layout.cell)
    }

    /// Names of the levels, turned to read upward, over their cells.
    fn heads(&self, canvas: &mut Canvas, layout: &Layout, left: f64) {
        let style = self.exhibits.look.fine();
        for (position, &level) in self.levels.iter().enumerate() {
            let (start, end) = self.cell_edges(layout, left, position);
            let style = if position == 0 { style.bold() } else { style };
            let name = style.shorten(self.exhibits.level_short(level), LONGEST_HEAD);
            let baseline = (start + end) / 2.0 + capital_height(style.size) / 2.0;
            let foot = layout.top + (blocks::HEADING_ROWS - 1.0) * layout.pitch;
            canvas.write_upward((baseline, foot), &name, style);
        }
    }

    fn block(&self, canvas: &mut Canvas, layout: &Layout, block: &Cluster, (left, top): Spot) {
        let first = top + (blocks::HEADING_ROWS - 0.6) * layout.pitch;
        let heading = first - 0.35 * layout.pitch;
        // The first block stands beside the turned heads, the others have the whole width.
        let room = if top > layout.top { layout.width } else { layout.names };
        let bold = self.exhibits.look.label().bold();
        canvas.write((left, heading), &bold.shorten(&block.name, room), bold, Anchor::Start);
        for (row, &area) in block.areas.iter().enumerate() {
            self.row(canvas, layout, area, (left, first + row as f64 * layout.pitch));
        }
    }

    fn row(&self, canvas: &mut Canvas, layout: &Layout, area: usize, (left, top): Spot) {
        let (exhibits, style) = (self.exhibits, self.exhibits.look.fine());
        let mark = if exhibits.scores.standings[area].is_ranked() { "" } else { UNRANKED };
        let room = layout.names - style.width(mark);
        let name = fitting::fitting_name(exhibits, area, style, room);
        let spot = (left + layout.names, top + layout.pitch / 2.0);
        canvas.label(spot, &format!("{name}{mark}"), style, Anchor::End);
        for position in 0..self.levels.len() {
            let (start, right) = self.cell_edges(layout, left, position);
            // The index stands a little apart from what it is made of.
            let left = if position == 1 { start + 0.5 } else { start };
            let frame = Frame { left, top, right, bottom: top + layout.pitch };
            self.cell(canvas, (area, position), frame.inset(JOINT / 2.0), layout.has_scores);
        }
    }

    fn cell(&self, canvas: &mut Canvas, of: (usize, usize), frame: Frame, has_score: bool) {
        let (look, (area, position)) = (self.exhibits.look, of);
        let level = self.levels[position];
        let score = *self.exhibits.scores.levels.get(area, level);
        let Some(score) = score else { return canvas.hatched(frame) };
        let fill = self.classes[position].colour(score);
        let colour = look.text_on(fill);
        canvas.rect(frame, fill);
        if has_score {
            let style = Type { colour, ..look.fine() };
            canvas.label(frame.centre(), &self.cell_number(level, score), style, Anchor::Middle);
        }
        if self.exhibits.is_marked(area, level) {
            canvas.cut_corner(frame, Stroke::new(colour, look.strokes.line));
        }
    }
}
