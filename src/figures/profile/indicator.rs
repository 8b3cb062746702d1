//! The line of one indicator: its name, its score over the spread of the region, its value with unit and year.

use super::cell::Cell;
use super::{CLEAR, LINE, Profile, UNITS, VALUES, WIDTH};
use crate::drawing::{Anchor, Canvas, Frame};
use crate::fault::Result;
use crate::figures::chart::Chart;
use crate::figures::plot;
use crate::words::Number;

impl Profile<'_> {
    pub(super) fn indicator(
        &self,
        canvas: &mut Canvas,
        indicator: usize,
        (name, unit): (&[String], &[String]),
        frame: Frame,
    ) -> Result<()> {
        let look = self.exhibits.look;
        let middle = frame.centre().1;
        let (pitch, style) = (self.line_pitch(), self.name_style());
        plot::centred(canvas, (0.0, middle), pitch, &plot::in_style(name, style));
        let Some(cell) = self.cell(indicator) else {
            let text = self.exhibits.words.get("figure.no_data")?;
            self.ground(canvas, indicator, frame)?;
            // No unit stands behind it, so that long words have its room, and the line is left free.
            let fits = look.small().width(text) <= VALUES - LINE.1 - CLEAR;
            let (x, anchor) =
                if fits { (VALUES, Anchor::End) } else { (LINE.1 + CLEAR, Anchor::Start) };
            canvas.label((x, middle), text, look.small(), anchor);
            return Ok(());
        };
        canvas.label((VALUES, middle), &self.value(indicator, &cell), style, Anchor::End);
        plot::centred(canvas, (UNITS.0, middle), pitch, &plot::in_style(unit, look.small()));
        let year = match cell.year {
            Some(year) => self.exhibits.words.number(Number::year(year)),
            None => self.word("made")?.to_owned(),
        };
        canvas.label((WIDTH, middle), &year, look.small(), Anchor::End);
        match self.score(indicator) {
            Some(score) => {
                self.ground(canvas, indicator, frame)?;
                let colour = self.colour(indicator);
                canvas.mark((self.place(indicator, score)?, middle), self.mark(&cell, colour));
            }
            None => {
                let text = self.word("not_scored")?;
                canvas.label((LINE.0, middle), text, look.small(), Anchor::Start);
            }
        }
        Ok(())
    }

    /// The value with as many of its decimals as there is room for beside the line.
    fn value(&self, indicator: usize, cell: &Cell) -> String {
        let (style, room) = (self.name_style(), VALUES - LINE.1 - CLEAR);
        let number = |d: usize| self.exhibits.words.number(Number::decimal(cell.value, d));
        let decimals = self.exhibits.framework.indicators[indicator].decimals;
        let fitting = (1..=decimals).rev().map(number).find(|text| style.width(text) <= room);
        fitting.unwrap_or_else(|| number(0))
    }

    /// Grid, and the spread and median of the region.
    fn ground(&self, canvas: &mut Canvas, indicator: usize, frame: Frame) -> Result<()> {
        let look = self.exhibits.look;
        let middle = frame.centre().1;
        for (x, _) in self.ticks()? {
            canvas.line((x, frame.top), (x, frame.bottom), look.grid());
        }
        let spread = self.region.as_ref().and_then(|r| r.spreads[indicator]);
        let Some(spread) = spread.filter(|_| self.is_scored(indicator)) else { return Ok(()) };
        let at = |score: f64| self.place(indicator, score);
        let bar = Frame::along((at(spread.low)?, at(spread.high)?), middle, 0.95);
        canvas.rect(bar, self.spread_colour());
        canvas.tick((at(spread.median)?, middle), 1.25, self.median_stroke());
        Ok(())
    }
}
