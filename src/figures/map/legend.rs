//! The legend of a map, below its tiles: squares in a row, each with what it stands for and how many States it
//! holds.

use super::{Map, indicative};
use crate::drawing::{Anchor, Canvas, Frame, Type};
use crate::fault::Result;
use crate::figures::chart::Chart;
use crate::words::say;

/// Side of a square in millimetres.
const SQUARE: f64 = 4.6;

impl Map<'_> {
    /// What the squares of the legend stand for and how many States each holds, with the width both take.
    fn entries_of(&self, ranges: Vec<String>) -> Result<Vec<(String, String, f64)>> {
        let (first, second) = self.styles();
        let counts = &self.counts;
        let mut lines: Vec<(String, usize)> =
            ranges.into_iter().zip(counts.classes.iter().copied()).collect();
        lines.push((self.word("missing")?.to_owned(), counts.missing));
        lines.push((self.word("indicative")?.to_owned(), counts.indicative));
        let entry = |(words, n): (String, usize)| {
            let states = say!(self, "states", n)?;
            let width = SQUARE + 1.2 + first.width(&words).max(second.width(&states));
            Ok((words, states, width))
        };
        lines.into_iter().map(entry).collect()
    }

    fn styles(&self) -> (Type, Type) {
        (self.exhibits.look.label().bold(), self.exhibits.look.small())
    }

    /// Squares in a row, each with what it stands for and how many States it holds.
    pub(super) fn legend(&self, canvas: &mut Canvas) -> Result<()> {
        let look = self.exhibits.look;
        let (first, second) = self.styles();
        let (width, height) = canvas.size();
        let filled = |entries: &[(String, String, f64)]| entries.iter().map(|e| e.2).sum::<f64>();
        let mut entries = self.entries_of(self.classes.ranges(self.exhibits)?)?;
        if filled(&entries) + 1.5 * (entries.len() - 1) as f64 > width {
            // Numbers of many digits: each class ends where the next begins.
            entries = self.entries_of(self.classes.starts(self.exhibits)?)?;
        }
        let gap = ((width - filled(&entries)) / (entries.len() - 1) as f64).min(9.0);
        let mut left = 0.0;
        canvas.begin("legend");
        for (k, (words, states, width)) in entries.iter().enumerate() {
            let square = Frame::new(left, height - SQUARE - 1.0, SQUARE, SQUARE);
            match self.classes.colours.get(k) {
                Some(fill) => canvas.rect(square, *fill),
                None if k == self.classes.colours.len() => canvas.hatched(square),
                None => {
                    canvas.rect(square, look.colours.hairline);
                    indicative(canvas, square, look.colours.ink);
                }
            }
            let x = square.right + 1.2;
            canvas.label((x, square.top + 0.8), words, first, Anchor::Start);
            canvas.label((x, square.bottom - 0.7), states, second, Anchor::Start);
            left += width + gap;
        }
        canvas.end();
        Ok(())
    }
}
