//! What kinds of figures share below their keys: columns and panels of a page, grids with their numbers, names at
//! the left of rows.

use super::fitting;
use crate::drawing::{Anchor, Canvas, Spot, Stroke, Type};
use crate::exhibits::Exhibits;
use crate::look::Look;

/// Width of each of `n` columns that share a room, with a gap between two.
pub fn share(room: f64, n: usize, gap: f64) -> f64 {
    (room - gap * (n as f64 - 1.0)) / n as f64
}

/// Panels in rows of so many: the corner of the first, and how far the next one is to the right and below.
#[derive(Debug, Clone, Copy)]
pub struct Panels {
    pub across: usize,
    pub corner: Spot,
    pub step: Spot,
}

impl Panels {
    /// So many beside each other that share a room with gaps between them, from a top edge down, each so far
    /// below the one before; and how wide each is.
    pub fn sharing(room: f64, (across, gap): (usize, f64), top: f64, pitch: f64) -> (Self, f64) {
        let width = share(room, across, gap);
        (Panels { across, corner: (0.0, top), step: (width + gap, pitch) }, width)
    }

    /// In how many rows so many stand.
    pub fn rows(&self, n: usize) -> f64 {
        n.div_ceil(self.across) as f64
    }

    /// Whether one stands first in its row, beside the names of what all show.
    pub fn leads(&self, k: usize) -> bool {
        k.is_multiple_of(self.across)
    }

    /// Upper left corner of one.
    pub fn at(&self, k: usize) -> Spot {
        let (column, row) = ((k % self.across) as f64, (k / self.across) as f64);
        (self.corner.0 + column * self.step.0, self.corner.1 + row * self.step.1)
    }
}

/// Vertical lines of a grid.
#[derive(Debug, Clone, Copy)]
pub struct Grid {
    /// From where to where they run.
    pub lines: (f64, f64),
    /// Baseline of the numbers.
    pub numbers: f64,
    /// Where the numbers must end.
    pub right: f64,
}

impl Grid {
    pub fn new(lines: (f64, f64), numbers: f64) -> Self {
        Grid { lines, numbers, right: f64::INFINITY }
    }

    /// Each tick as a line with its number; that at zero, where it is told apart, with a stronger one.
    pub fn draw(
        &self,
        canvas: &mut Canvas,
        look: &Look,
        ticks: impl IntoIterator<Item = (f64, String)>,
    ) {
        let strokes = std::iter::repeat(look.grid());
        self.stroked(canvas, look, ticks.into_iter().zip(strokes));
    }

    pub fn stroked(
        &self,
        canvas: &mut Canvas,
        look: &Look,
        ticks: impl IntoIterator<Item = ((f64, String), Stroke)>,
    ) {
        for ((x, text), stroke) in ticks {
            canvas.line((x, self.lines.0), (x, self.lines.1), stroke);
            let x = x.min(self.right - look.small().width(&text) / 2.0);
            canvas.write((x, self.numbers), &text, look.small(), Anchor::Middle);
        }
    }
}

/// The line of a grid at a value: zero stands out.
pub fn stroke_at(look: &Look, value: f64) -> Stroke {
    let zero = Stroke::new(look.colours.context, look.strokes.thin);
    if value == 0.0 { zero } else { look.grid() }
}

/// Lines of text under each other, each on its baseline.
pub fn lines(canvas: &mut Canvas, (x, first): Spot, pitch: f64, (lines, style): (&[String], Type)) {
    for (i, line) in lines.iter().enumerate() {
        canvas.write((x, first + pitch * i as f64), line, style, Anchor::Start);
    }
}

/// Lines of text, all in one style.
pub fn in_style(lines: &[String], style: Type) -> Vec<(String, Type)> {
    lines.iter().map(|line| (line.clone(), style)).collect()
}

/// Lines of text under each other, each in its style, which together have their middle at a height.
pub fn centred(canvas: &mut Canvas, (x, y): Spot, pitch: f64, lines: &[(String, Type)]) {
    let first = y - pitch * (lines.len() as f64 - 1.0) / 2.0;
    for (i, (line, style)) in lines.iter().enumerate() {
        canvas.label((x, first + pitch * i as f64), line, *style, Anchor::Start);
    }
}

/// Names of States that end where their rows begin, as wide as the widest and no wider than `most`.
pub struct Names {
    left: f64,
    pub end: f64,
    style: Type,
}

impl Names {
    /// `pitch`: from row to row.
    pub fn new(
        exhibits: &Exhibits,
        areas: impl Iterator<Item = usize>,
        (left, most): (f64, f64),
        pitch: f64,
    ) -> Self {
        let look = exhibits.look;
        let size = if pitch >= 3.9 { look.sizes.label } else { look.sizes.small };
        let style = Type::new(size, look.colours.ink);
        let widest = style.widest(areas.map(|area| exhibits.marked_short(area, 0)));
        let end = left + widest.min(most);
        Names { left, end, style }
    }

    pub fn draw(&self, canvas: &mut Canvas, exhibits: &Exhibits, area: usize, y: f64) {
        let room = self.end - self.left;
        let name = fitting::fitting_marked(exhibits, (area, 0), self.style, room);
        canvas.label((self.end, y), &name, self.style, Anchor::End);
    }
}
