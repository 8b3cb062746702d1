//! States in columns of a page, a row each: how wide a column is and how high a row.

use crate::drawing::Frame;
use crate::look::Look;

/// Below the key, and over the first row of every column.
const CLEAR: f64 = 1.5;
const HEAD: f64 = 4.6;
/// Their notes take more lines than those of other figures: so much more than a drawing leaves, in millimetres.
const NOTE: f64 = 14.0;
const LARGEST_PITCH: f64 = 4.4;

/// Columns below a key.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// Of the first row.
    top: f64,
    pub bottom: f64,
    pub width: f64,
    /// From row to row.
    pub pitch: f64,
    gap: f64,
}

impl Columns {
    /// So many, the tallest of so many rows, none of them less high than `least`.
    pub fn new(
        look: &Look,
        key: f64,
        (n, tallest): (usize, f64),
        (gap, least): (f64, f64),
    ) -> Self {
        let (top, n) = (top(key), n as f64);
        let pitch = (room(look, key) / tallest).clamp(least, LARGEST_PITCH);
        // One column alone would be drawn out over the page: it takes the half of it.
        let width = (look.page.text_width - gap * (n - 1.0)) / n.max(2.0);
        Columns { top, bottom: top + tallest * pitch + 1.0, width, pitch, gap }
    }

    /// Of one with so many rows.
    pub fn frame(&self, column: usize, rows: f64) -> Frame {
        let left = column as f64 * (self.width + self.gap);
        Frame::new(left, self.top, self.width, rows * self.pitch)
    }
}

fn top(key: f64) -> f64 {
    key + CLEAR + HEAD
}

/// How high a column may be below a key, in millimetres.
pub fn room(look: &Look, key: f64) -> f64 {
    look.page.figure_height - NOTE - top(key) - 1.0
}
