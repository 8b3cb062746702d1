//! Counts of values per indicator in, bars of what is there, old and missing out: `availability`.

mod text;

use super::chart::{Chart, alone};
use super::figure::Task;
use crate::analyse::IndicatorAvailability;
use crate::drawing::{Anchor, Axis, Canvas, Frame, Scale, Stroke, Type};
use crate::exhibits::Exhibits;
use crate::fault::Result;
use crate::look::Colour;
use crate::words::Number;

/// Millimetres: a row, the head of a focus area, the head of the figure, the column of names.
const ROW: f64 = 4.0;
/// Of very many indicators, so that a page has room for them.
const SMALLEST_ROW: f64 = 2.9;
/// Of a row, how much its bar is high.
const BAR: f64 = 0.725;
const AREA: f64 = 7.2;
const HEAD: f64 = 8.5;
const FOOT: f64 = 5.0;
const NAMES: f64 = 52.0;
/// Right edges of the columns of numbers, counted back from the right.
const COLUMNS: [f64; 3] = [36.0, 16.0, 0.0];
/// The parts of a bar, by the keys of their words.
const PARTS: [&str; 3] = ["recent", "older", "missing"];

/// One figure, where there is an indicator and an area.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let is_empty = exhibits.panel.areas.is_empty() || exhibits.framework.indicators.is_empty();
    alone(!is_empty, move || Held::new(exhibits))
}

struct Held<'a> {
    exhibits: &'a Exhibits<'a>,
    /// Levels, each with its indicators.
    blocks: Vec<(usize, Vec<&'a IndicatorAvailability>)>,
    /// Shares of all areas.
    scale: Scale,
}

impl<'a> Held<'a> {
    fn new(exhibits: &'a Exhibits<'a>) -> Self {
        let blocks = exhibits.findings.availability.by_section(exhibits.framework);
        let scale = Axis::shares().onto(NAMES, exhibits.look.page.text_width - 50.0);
        Held { exhibits, blocks, scale }
    }

    /// Each with its level.
    fn rows(&self) -> impl Iterator<Item = (usize, &'a IndicatorAvailability)> {
        self.blocks.iter().flat_map(|(level, found)| found.iter().map(move |of| (*level, *of)))
    }

    /// The key, drawn as three boxes in neutral colours, and the heads of the columns of numbers.
    fn head(&self, canvas: &mut Canvas) -> Result<()> {
        let (look, style) = (self.look(), self.look().label());
        let mut x = self.scale.at(0.0)?;
        for key in PARTS {
            let words = self.word(key)?;
            self.part(canvas, Frame::new(x, 0.6, 4.0, 2.8), look.colours.secondary, key);
            canvas.label((x + 5.0, 2.0), words, style, Anchor::Start);
            x += 9.0 + style.width(words);
        }
        let heads = [self.word("states")?, self.word("median")?, self.word("estimated")?];
        columns(canvas, HEAD - 1.2, heads, look.small());
        Ok(())
    }

    /// One part of a bar: full for recent values, pale with an outline for older, an outline for none.
    fn part(&self, canvas: &mut Canvas, at: Frame, colour: Colour, key: &str) {
        let look = self.look();
        match key {
            _ if at.width() < 0.01 => {}
            "recent" => canvas.rect(at, colour),
            "older" => {
                canvas.rect(at, colour.blend(look.colours.paper, 0.35));
                canvas.outline(at, Stroke::new(colour, look.strokes.thin));
            }
            _ => canvas.outline(at, Stroke::new(look.colours.context, look.strokes.hairline)),
        }
    }

    /// `half`: of how high its bar is.
    fn row(
        &self,
        canvas: &mut Canvas,
        found: &IndicatorAvailability,
        (colour, y, half): (Colour, f64, f64),
    ) -> Result<()> {
        let style = self.look().label();
        let name = style.shorten(&self.named(found)?, NAMES - 2.0);
        canvas.label((0.0, y), &name, style, Anchor::Start);
        for (key, ends) in PARTS.iter().zip(found.parts().windows(2)).rev() {
            let ends = (self.scale.at(ends[0])?, self.scale.at(ends[1])?);
            self.part(canvas, Frame::along(ends, y, half), colour, key);
        }
        let median = found.years.map(|(_, median, _)| Number::year(median.round() as i32));
        let numbers = [Some(Number::count(found.n)), median, found.modelled().map(Number::percent)];
        let numbers = numbers.map(|n| n.map_or("–".to_owned(), |n| self.print(n)));
        columns(canvas, y, numbers.each_ref().map(String::as_str), self.look().quiet());
        Ok(())
    }
}

/// A text in each of the columns of numbers.
fn columns(canvas: &mut Canvas, y: f64, texts: [&str; 3], style: Type) {
    for (text, back) in texts.into_iter().zip(COLUMNS) {
        canvas.label((canvas.size().0 - back, y), text, style, Anchor::End);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;

    #[test]
    fn every_indicator_has_a_row_and_those_not_scored_come_last() {
        let exhibits = WORLD.exhibits();
        let blocks = Held::new(&exhibits).blocks;
        let rows: usize = blocks.iter().map(|(_, indicators)| indicators.len()).sum();
        assert_eq!(rows, WORLD.framework.indicators.len());
        for (_, indicators) in &blocks {
            let is_scored = |i: usize| exhibits.framework.indicators[i].is_scored();
            let scored: Vec<bool> = indicators.iter().map(|of| is_scored(of.indicator)).collect();
            assert!(scored.is_sorted_by_key(|s| !s));
        }
    }
}
