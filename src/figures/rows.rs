//! Scored indicators as rows under the heads of their focus areas, for figures with one mark a row.

use super::fitting::{level_style, numbered};
use super::plot::stroke_at;
use crate::drawing::{Anchor, Canvas, Scale, Type, printable};
use crate::exhibits::Exhibits;
use crate::fault::Result;
use crate::look::Colour;
use crate::words::say;

const LARGEST_PITCH: f64 = 3.6;
/// Below this, names of rows run into each other.
const SMALLEST_PITCH: f64 = 2.9;
const LONGEST_NAME: f64 = 52.0;
/// Above a head, in pitches.
const BREAK: f64 = 0.45;
/// Room on the page beside the rows: key, axis and margins.
const AROUND: f64 = 20.0;

/// One line of the figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    /// A focus area, by position among the levels; the index for indicators in none.
    Head(usize),
    /// An indicator, by position in the framework.
    Row(usize),
}

/// The lines of a figure, as many as its page holds.
pub struct Rows<'a> {
    exhibits: &'a Exhibits<'a>,
    lines: Vec<Section>,
    pitch: f64,
    /// Width of the column of names.
    pub names: f64,
    style: Type,
    /// Indicators shown, and in all.
    shown: (usize, usize),
}

impl<'a> Rows<'a> {
    /// Indicators with a key, the largest first within their focus area. Where the page does not hold
    /// all, those with the largest key in either direction are shown.
    pub fn of(exhibits: &'a Exhibits<'a>, key: impl Fn(usize) -> Option<f64>) -> Self {
        let sections = exhibits.framework.sections();
        let all: Vec<usize> = sections.iter().flat_map(|s| s.1.iter().copied()).collect();
        let mut kept: Vec<usize> = all.into_iter().filter(|&i| key(i).is_some()).collect();
        let in_all = kept.len();
        let room = exhibits.look.page.figure_height - AROUND;
        let heads = sections.len() as f64 * (1.0 + BREAK);
        let most = (room / SMALLEST_PITCH - heads).max(1.0) as usize;
        let size = |i: usize| key(i).unwrap_or(0.0);
        kept.sort_by(|&a, &b| size(b).abs().total_cmp(&size(a).abs()).then(a.cmp(&b)));
        kept.truncate(most);
        let mut lines = Vec::new();
        for (level, indicators) in sections {
            let mut here: Vec<usize> =
                indicators.into_iter().filter(|i| kept.contains(i)).collect();
            here.sort_by(|&a, &b| size(b).total_cmp(&size(a)).then(a.cmp(&b)));
            if !here.is_empty() {
                lines.push(Section::Head(level));
            }
            lines.extend(here.into_iter().map(Section::Row));
        }
        let look = exhibits.look;
        let pitch = (room / (lines.len() as f64 + heads)).clamp(SMALLEST_PITCH, LARGEST_PITCH);
        let style =
            if pitch < 3.4 { Type::new(look.sizes.small, look.colours.ink) } else { look.label() };
        let names = kept.iter().map(|&i| printable(exhibits.indicator_short(i)));
        let names = style.widest(names).min(LONGEST_NAME);
        Rows { exhibits, lines, pitch, names, style, shown: (kept.len(), in_all) }
    }

    /// Millimetres all lines need.
    pub fn height(&self) -> f64 {
        self.lines.iter().map(|line| self.step(line)).sum()
    }

    fn step(&self, line: &Section) -> f64 {
        self.pitch * if matches!(line, Section::Head(_)) { 1.0 + BREAK } else { 1.0 }
    }

    /// The colour of an indicator's focus area.
    pub fn colour(&self, indicator: usize) -> Colour {
        self.exhibits.level_colour(self.exhibits.framework.indicators[indicator].parent)
    }

    /// From a top edge down every head with its text, and every indicator with its name and what `row` draws
    /// of it, at the middle of its line.
    ///
    /// # Errors
    /// Those of `head` and `row`.
    pub fn draw(
        &self,
        canvas: &mut Canvas,
        top: f64,
        head: impl Fn(usize) -> Result<String>,
        row: impl Fn(&mut Canvas, usize, f64) -> Result<()>,
    ) -> Result<()> {
        let mut y = top;
        for line in &self.lines {
            y += self.step(line);
            let middle = y - self.pitch / 2.0;
            match *line {
                Section::Head(level) => {
                    let style = level_style(self.exhibits, level);
                    canvas.label((0.0, middle), &head(level)?, style, Anchor::Start);
                }
                Section::Row(indicator) => {
                    let name = printable(self.exhibits.indicator_short(indicator));
                    let name = self.style.shorten(&name, self.names);
                    canvas.label((self.names, middle), &name, self.style, Anchor::End);
                    row(canvas, indicator, middle)?;
                }
            }
        }
        Ok(())
    }

    /// Grid lines through the rows of every focus area, their numbers above the first.
    pub fn ground(&self, canvas: &mut Canvas, scale: &Scale, top: f64) {
        let Exhibits { look, words, .. } = self.exhibits;
        let ticks = scale.ticks(6);
        canvas.begin("axis");
        for (x, text) in numbered(words, &ticks) {
            canvas.label((x, top - 1.4), &text, look.small(), Anchor::Middle);
        }
        let (mut y, mut first) = (top, None);
        for line in self.lines.iter().chain([&Section::Head(0)]) {
            match (line, first) {
                (Section::Head(_), Some(from)) => {
                    for (value, x) in &ticks {
                        canvas.line((*x, from), (*x, y), stroke_at(look, *value));
                    }
                    first = None;
                }
                (Section::Row(_), None) => first = Some(y),
                _ => {}
            }
            y += self.step(line);
        }
        canvas.end();
    }

    /// A note with a sentence after it where the page does not hold all indicators.
    ///
    /// # Errors
    /// Words missing.
    pub fn noted(&self, note: String) -> Result<String> {
        let (shown, all) = self.shown;
        if shown == all {
            return Ok(note);
        }
        let more = say!(self.exhibits.words, "figure.rows.shown", shown, all)?;
        Ok(format!("{note} {more}"))
    }
}
