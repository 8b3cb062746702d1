//! How a value looks by its age and where it comes from, how the region looks behind it, and the key to both.

use super::Profile;
use super::cell::Cell;
use crate::drawing::{Mark, Sample, Shape, Stroke};
use crate::fault::Result;
use crate::look::Colour;

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
        Mark { shape: Shape::Crossed, ..self.mark_of(false, false, colour) }
    }

    fn any_imputed(&self) -> bool {
        let mut indicators = 0..self.exhibits.framework.indicators.len();
        indicators.any(|i| self.cell(i).is_some_and(|cell| cell.is_imputed))
    }

    fn mark_of(&self, recent: bool, estimated: bool, colour: Colour) -> Mark {
        let look = self.exhibits.look;
        Mark {
            shape: if estimated { Shape::Diamond } else { Shape::Circle },
            radius: if estimated { look.marks.dot * 0.95 } else { look.marks.dot },
            fill: if recent { colour } else { look.colours.paper },
            outline: Some(Stroke::new(colour, look.strokes.line)),
        }
    }

    pub(super) fn key(&self) -> Result<Vec<(Sample, String)>> {
        let words = self.exhibits.words;
        let ink = self.exhibits.look.colours.ink;
        let word = |key: &str| words.get(&format!("figure.profile.{key}")).map(str::to_owned);
        let mut entries = vec![
            (Sample::Mark(self.mark_of(true, false, ink)), word("recent")?),
            (Sample::Mark(self.mark_of(false, false, ink)), word("older")?),
            (Sample::Mark(self.mark_of(true, true, ink)), word("estimated")?),
            (Sample::Mark(self.mark_of(false, true, ink)), word("estimated_older")?),
        ];
        if self.any_imputed() {
            entries.push((Sample::Mark(self.crossed(ink)), word("imputed")?));
        }
        if let Some(region) = &self.region {
            let name = [("region", region.name.into())];
            entries.push((
                Sample::Swatch(self.spread_colour()),
                words.say("figure.profile.spread", &name)?,
            ));
            entries.push((Sample::Tick(self.median_stroke()), word("median")?));
        }
        Ok(entries)
    }
}
