//! The drawing of ranks: States in columns of the page, each a bar on the line of ranks.

use super::Ranks;
use super::rows::{Row, columns};
use super::strip::Strip;
use crate::drawing::{Mark, Stroke};
use crate::fault::Result;
use crate::figures::chart::Below;
use crate::figures::columns::{Columns, room};
use crate::look::Colour;

const GAP: f64 = 4.0;
const SMALLEST_PITCH: f64 = 2.75;

impl Ranks<'_> {
    /// Names and places in columns, below a key that ends at `top`.
    pub(super) fn columns(&self, top: f64) -> Result<Below<'_>> {
        let look = self.exhibits.look;
        let columns = columns(self.rows(), room(look, top) / SMALLEST_PITCH);
        let height = |column: &Vec<Row>| column.iter().map(|row| row.height()).sum::<f64>();
        let tallest = columns.iter().map(height).fold(0.0, f64::max);
        let page = Columns::new(look, top, (columns.len(), tallest), (GAP, SMALLEST_PITCH));
        Below::new(page.bottom, move |canvas| {
            for (c, column) in columns.iter().enumerate() {
                let at = page.frame(c, height(column));
                let strip = Strip::new(self, at.left, page.width, page.pitch)?;
                strip.draw(canvas, column, at.top)?;
            }
            Ok(())
        })
    }

    fn rows(&self) -> Vec<Row> {
        let of_tier = |(n, tier): (usize, &Vec<usize>)| {
            tier.iter().map(move |&area| Row::Ranked(area, n)).collect::<Vec<_>>()
        };
        let mut rows: Vec<Row> = match self.has_tiers() {
            true => self.tiers.iter().enumerate().flat_map(of_tier).collect(),
            false => self.ranked().map(|area| Row::Ranked(area, 0)).collect(),
        };
        if !self.placed.is_empty() {
            rows.push(Row::Head);
        }
        rows.extend(self.placed.iter().map(|&area| Row::Placed(area)));
        rows
    }

    pub(super) fn dot(&self, ranked: bool) -> Mark {
        let look = self.exhibits.look;
        let fill = if ranked { self.colour() } else { look.colours.paper };
        Mark::dot(look.marks.small_dot, fill).outlined(self.colour(), look.strokes.thin)
    }

    pub(super) fn tick(&self) -> Stroke {
        Stroke::new(self.exhibits.look.colours.ink, self.exhibits.look.strokes.thin)
    }

    pub(super) fn thick(&self) -> Stroke {
        let colour = self.colour().blend(self.exhibits.look.colours.paper, 0.45);
        Stroke::new(colour, 2.0 * self.exhibits.look.strokes.strong)
    }

    pub(super) fn thin(&self) -> Stroke {
        Stroke { width: self.exhibits.look.strokes.line, ..self.thick() }
    }

    /// Whether there are tiers to tell apart. None where nothing was varied: those of single States would
    /// look like certainty.
    pub(super) fn has_tiers(&self) -> bool {
        self.simulation().varies() && self.tiers.len() > 1
    }

    pub(super) fn tier_shade(&self) -> Colour {
        self.exhibits.look.colours.shade
    }
}
