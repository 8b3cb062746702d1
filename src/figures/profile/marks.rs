//! How a value looks by its age and where it comes from, how the region looks behind it, and the key to both.

use super::cell::Cell;
use super::{Profile, WIDTH};
use crate::drawing::{Key, Mark, Sample, Shape, Stroke};
use crate::fault::Result;
use crate::figures::chart::Chart;
use crate::look::Colour;
use crate::words::say;

impl Profile<'_> {
    pub(super) fn colour(&self, indicator: usize) -> Colour {
        let level = self.exhibits.framework.indicators[indicator].parent;
        self.exhibits.level_colour(level)
    }

    pub(super) fn spread_colour(&self) -> Colour {
        let colours = &self.exhibits.look.colours;
        colours.context.blend(colours.paper, 0.5)
    }

    pub(super) fn median_stroke(&self) -> Stroke {
        let look = self.exhibits.look;
        Stroke::new(look.colours.secondary, look.strokes.line)
    }

    /// Filled if recent, open if older; a diamond for a modelled estimate; crossed if imputed.
    pub(super) fn mark(&self, cell: &Cell, colour: Colour) -> Mark {
        if cell.is_imputed {
            return self.crossed(colour);
        }
        self.mark_of(cell.is_recent, cell.is_estimated, colour)
    }

    fn crossed(&self, colour: Colour) -> Mark {
        self.mark_of(false, false, colour).shaped(Shape::Crossed)
    }

    fn any_imputed(&self) -> bool {
        let mut indicators = 0..self.exhibits.framework.indicators.len();
        indicators.any(|i| self.cell(i).is_some_and(|cell| cell.is_imputed))
    }

    fn mark_of(&self, recent: bool, estimated: bool, colour: Colour) -> Mark {
        let look = self.exhibits.look;
        let radius = if estimated { look.marks.dot * 0.95 } else { look.marks.dot };
        let mark = Mark::dot(radius, if recent { colour } else { look.colours.paper });
        let mark = if estimated { mark.shaped(Shape::Diamond) } else { mark };
        mark.outlined(colour, look.strokes.line)
    }

    /// It stands below the lines.
    pub(super) fn legend(&self) -> Result<Key> {
        let ink = self.exhibits.look.colours.ink;
        let mark = |recent, estimated| Sample::Mark(self.mark_of(recent, estimated, ink));
        let mut entries = self.entries([
            (mark(true, false), "recent"),
            (mark(false, false), "older"),
            (mark(true, true), "estimated"),
            (mark(false, true), "estimated_older"),
        ])?;
        if self.any_imputed() {
            entries.extend(self.entries([(Sample::Mark(self.crossed(ink)), "imputed")])?);
        }
        if let Some(region) = &self.region {
            let spread = say!(self, "spread", region = region.name)?;
            entries.push((Sample::Swatch(self.spread_colour()), spread));
            entries.extend(self.entries([(Sample::Tick(self.median_stroke()), "median")])?);
        }
        Ok(Key::new(entries, WIDTH, self.exhibits.look.small()))
    }
}
