//! The key of a figure: samples of its marks, each with the words for it, in lines.

use super::canvas::Canvas;
use super::shape::{Anchor, Frame, Mark, Spot, Stroke, Type};
use super::text::POINT;
use crate::look::Colour;

/// What stands before the words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sample {
    Mark(Mark),
    Swatch(Colour),
    /// The outline of a swatch.
    Outline(Stroke),
    /// No data.
    Hatch,
    /// A horizontal line.
    Line(Stroke),
    /// A vertical tick.
    Tick(Stroke),
}

impl Sample {
    fn width(self) -> f64 {
        match self {
            Sample::Mark(mark) => 2.5 * mark.radius,
            Sample::Swatch(_) | Sample::Outline(_) | Sample::Hatch => 3.4,
            Sample::Line(_) => 4.5,
            Sample::Tick(_) => 1.0,
        }
    }

    fn draw(self, canvas: &mut Canvas, left: f64, middle: f64) {
        let centre = left + self.width() / 2.0;
        let swatch = Frame::new(left, middle - 1.1, self.width(), 2.2);
        match self {
            Sample::Mark(mark) => canvas.mark((centre, middle), mark),
            Sample::Swatch(colour) => canvas.rect(swatch, colour),
            Sample::Outline(stroke) => canvas.outline(swatch, stroke),
            Sample::Hatch => canvas.hatched(swatch),
            Sample::Line(stroke) => {
                canvas.line((left, middle), (left + self.width(), middle), stroke);
            }
            Sample::Tick(stroke) => {
                canvas.line((centre, middle - 1.1), (centre, middle + 1.1), stroke);
            }
        }
    }
}

const AFTER_SAMPLE: f64 = 1.0;
const BETWEEN: f64 = 4.0;

/// Entries from left to right, in as many lines as `width` millimetres need.
#[derive(Debug, Clone)]
pub struct Key {
    entries: Vec<(Sample, String)>,
    width: f64,
    style: Type,
}

impl Key {
    /// A key `width` millimetres wide; words too long for a line of it are cut.
    pub fn new(entries: Vec<(Sample, String)>, width: f64, style: Type) -> Self {
        let cut = |(sample, text): (Sample, String)| {
            let room = width - sample.width() - AFTER_SAMPLE;
            (sample, style.shorten(&text, room))
        };
        Key { entries: entries.into_iter().map(cut).collect(), width, style }
    }

    fn pitch(&self) -> f64 {
        self.style.size * POINT * 1.55
    }

    /// Left edge and line of every entry.
    fn places(&self) -> Vec<(f64, usize)> {
        let (mut x, mut line) = (0.0, 0);
        let place = |(sample, text): &(Sample, String)| {
            let needed = sample.width() + AFTER_SAMPLE + self.style.width(text);
            if x > 0.0 && x + needed > self.width {
                (x, line) = (0.0, line + 1);
            }
            let at = (x, line);
            x += needed + BETWEEN;
            at
        };
        self.entries.iter().map(place).collect()
    }

    /// Height in millimetres of all lines.
    pub fn height(&self) -> f64 {
        self.places().last().map_or(0.0, |(_, line)| (line + 1) as f64 * self.pitch())
    }

    /// Draws the key from its upper left corner.
    pub fn draw(&self, canvas: &mut Canvas, corner: Spot) {
        for ((sample, text), (x, line)) in self.entries.iter().zip(self.places()) {
            let middle = corner.1 + (line as f64 + 0.5) * self.pitch();
            sample.draw(canvas, corner.0 + x, middle);
            let left = corner.0 + x + sample.width() + AFTER_SAMPLE;
            canvas.label((left, middle), text, self.style, Anchor::Start);
        }
    }
}
