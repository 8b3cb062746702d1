//! Every pair of scored indicators as a coloured cell of a triangle: `correlations`.

mod text;

use std::collections::BTreeMap;

use super::chart::{Chart, alone};
use super::figure::Task;
use super::{fitting, named};
use crate::analyse::audit::{Pair, PairDoubt};
use crate::drawing::{Anchor, Canvas, Frame, Stroke, Type, capital_height};
use crate::exhibits::Exhibits;
use crate::words::Number;

const LARGEST_CELL: f64 = 5.2;
const LONGEST_NAME: f64 = 46.0;
/// White between two cells.
const JOINT: f64 = 0.2;
/// A name with less room than this says nothing, in millimetres.
const LEAST_ROOM: f64 = 8.0;
/// More indicators than this leave cells too small to see.
const MOST: usize = 80;

/// One figure, where any two scored indicators have enough areas in common.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let triangle = Triangle::new(exhibits);
    let is_shown = !triangle.pairs.is_empty() && triangle.order.len() <= MOST;
    alone(is_shown, move || Triangle::new(exhibits))
}

struct Triangle<'a> {
    exhibits: &'a Exhibits<'a>,
    /// Scored indicators, focus area by focus area.
    order: Vec<usize>,
    /// Focus areas with the range of their indicators in `order`.
    sections: Vec<(usize, usize, usize)>,
    /// By the two positions among the framework's indicators, the lower first.
    pairs: BTreeMap<(usize, usize), &'a Pair>,
}

/// Sizes in millimetres that follow from the page and what must fit.
struct Layout {
    left: f64,
    top: f64,
    cell: f64,
    name: Type,
    /// Whether numbers and signs fit into the cells.
    signs: bool,
}

impl Layout {
    /// Of the left edge of a column; of its middle half a column on.
    fn x(&self, column: f64) -> f64 {
        self.left + column * self.cell
    }

    /// Of the upper edge of a row.
    fn y(&self, row: f64) -> f64 {
        self.top + row * self.cell
    }
}

impl<'a> Triangle<'a> {
    fn new(exhibits: &'a Exhibits<'a>) -> Self {
        let (mut order, mut sections) = (Vec::new(), Vec::new());
        for (level, mut indicators) in exhibits.framework.sections() {
            indicators.retain(|&i| exhibits.framework.indicators[i].is_scored());
            if !indicators.is_empty() {
                sections.push((level, order.len(), order.len() + indicators.len()));
            }
            order.extend(indicators);
        }
        let pairs = exhibits.findings.audit.pairs.iter().map(|p| ((p.first, p.second), p));
        Triangle { exhibits, order, sections, pairs: pairs.collect() }
    }

    fn pair(&self, row: usize, column: usize) -> Option<&'a Pair> {
        let (a, b) = (self.order[row], self.order[column]);
        self.pairs.get(&(a.min(b), a.max(b))).copied()
    }

    fn layout(&self, top: f64) -> Layout {
        let (look, n) = (self.exhibits.look, self.order.len());
        let widest = look.label().widest((0..n).map(|row| self.numbered(row)));
        let left = widest.min(LONGEST_NAME) + 2.0;
        let room = (look.page.text_width - left).min(look.page.figure_height - top);
        let cell = (room / n as f64).min(LARGEST_CELL);
        let name = if cell < 3.4 { look.fine() } else { look.label() };
        let signs = look.small().width("88") + 0.4 <= cell;
        Layout { left, top, cell, name, signs }
    }

    /// The indicator's number in this figure, and its name.
    fn numbered(&self, row: usize) -> String {
        let number = self.print(Number::count(row + 1));
        format!("{number}  {}", named::indicator(self.exhibits, self.order[row]))
    }

    /// The name at the left of a row, and its number on the diagonal.
    fn head(&self, canvas: &mut Canvas, layout: &Layout, row: usize) {
        let middle = row as f64 + 0.5;
        if capital_height(layout.name.size) <= layout.cell {
            let room = layout.left - 1.6;
            let name = layout.name.shorten(&self.numbered(row), room);
            canvas.label((room, layout.y(middle)), &name, layout.name, Anchor::End);
        }
        if layout.signs {
            let number = self.print(Number::count(row + 1));
            let spot = (layout.x(middle), layout.y(middle));
            canvas.label(spot, &number, self.look().small(), Anchor::Middle);
        }
    }

    fn cell(&self, canvas: &mut Canvas, layout: &Layout, row: usize, column: usize) {
        let (look, side) = (self.look(), layout.cell - JOINT);
        let (x, y) = (layout.x(column as f64) + JOINT / 2.0, layout.y(row as f64) + JOINT / 2.0);
        let frame = Frame::new(x, y, side, side);
        let Some(pair) = self.pair(row, column) else { return canvas.hatched(frame) };
        let fill = look.correlations.colour(pair.correlation);
        canvas.rect(frame, fill);
        if let Some(doubt) = pair.doubt.filter(|_| layout.signs) {
            let style = Type::new(look.sizes.label, look.text_on(fill)).bold();
            canvas.label(frame.centre(), sign(doubt), style, Anchor::Middle);
        }
    }

    /// The stair around the pairs within an area, and its name above the first step.
    fn section(&self, canvas: &mut Canvas, at: &Layout, (level, from, to): (usize, usize, usize)) {
        let look = self.look();
        let x = |column: usize| at.x(column as f64);
        let y = |row: usize| at.y(row as f64);
        let colour = self.exhibits.level_colour(level);
        let outline = [(x(from), y(from)), (x(from), y(to)), (x(to), y(to))];
        canvas.path(&outline, Stroke::new(colour, look.strokes.strong));
        let style = fitting::level_style(self.exhibits, level);
        let name = self.exhibits.level_short(level);
        // Beside the diagonal, where the sheet is empty: at its middle row or, where the name does
        // not fit there, at a row above, which leaves more room.
        let first = |row: usize| x(row) + 1.6 * at.cell;
        let room = |row: usize| look.page.text_width - first(row);
        let fits = |row: &usize| style.width(name) <= room(*row);
        let row = (from..=(from + to) / 2).rev().find(fits).unwrap_or(from);
        let name = style.shorten(name, room(row));
        if room(row) > LEAST_ROOM {
            canvas.label((first(row), y(row) + at.cell / 2.0), &name, style, Anchor::Start);
        }
    }
}

/// A doubt as a sign in its cell, explained in the note: colour alone says nothing.
fn sign(doubt: PairDoubt) -> &'static str {
    match doubt {
        PairDoubt::Negative => "−",
        PairDoubt::NearZero => "0",
        PairDoubt::Redundant => "=",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::{WORLD, bare_world};

    #[test]
    fn the_title_counts_what_the_cells_are_signed_with() {
        let exhibits = WORLD.exhibits();
        let triangle = Triangle::new(&exhibits);
        let figure = triangle.figure().unwrap();
        assert_eq!(figure.overlaps, Vec::<String>::new());
        let signs = |sign: &str| figure.drawing.matches(&format!(">{sign}</text>")).count();
        let negative = triangle.within().filter(|p| p.doubt == Some(PairDoubt::Negative)).count();
        assert!(negative > 0);
        assert_eq!(signs("−"), negative);
        assert_eq!(figure.data.len(), 1 + triangle.pairs.len());
        for &(level, ..) in &triangle.sections {
            let name = exhibits.level_short(level);
            assert!(figure.drawing.contains(&format!(">{name}</text>")), "no name: {name}");
        }
    }

    #[test]
    fn pairs_with_too_few_areas_are_hatched_and_said() {
        let world = bare_world(12, |i| format!("Area {i}"), |_| {});
        let exhibits = world.exhibits();
        let triangle = Triangle::new(&exhibits);
        let all = triangle.order.len() * (triangle.order.len() - 1) / 2;
        assert!(triangle.pairs.len() < all);
        let drawn = triangle.figure().unwrap();
        assert!(drawn.drawing.contains("fewer than 10"), "{}", drawn.title);
    }
}
