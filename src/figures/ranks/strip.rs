//! One column of the figure of ranks: rows in, names, bars and dots on the canvas out.

use super::Ranks;
use super::rows::Row;
use crate::drawing::{Anchor, Axis, Canvas, Frame, Scale, Stroke};
use crate::fault::Result;
use crate::figures::chart::Chart;
use crate::figures::plot::Names;
use crate::uncertainty::Interval;
use crate::words::Number;

/// Between a name and the line of ranks.
const CLEAR: f64 = 1.8;
/// Names take at most this share of a column.
const NAMES: f64 = 0.5;
/// The number of a tier, left of the names.
const TIER: f64 = 4.0;
/// Between the numbers of ranks, in millimetres.
const APART: f64 = 7.0;

/// One column of the page: names at the left, the line of ranks at the right.
pub(super) struct Strip<'a> {
    ranks: &'a Ranks<'a>,
    names: Names,
    scale: Scale,
    left: f64,
    right: f64,
    /// Where the numbers of ranks end, and the line of ranks may begin.
    numbers_end: f64,
    pitch: f64,
}

impl<'a> Strip<'a> {
    pub fn new(ranks: &'a Ranks<'a>, left: f64, width: f64, pitch: f64) -> Result<Self> {
        let look = ranks.exhibits.look;
        let number = if ranks.has_tiers() { TIER } else { 0.0 };
        let areas = || ranks.ranked().chain(ranks.placed.iter().copied());
        let room = (left + number, width * NAMES - number);
        let names = Names::new(ranks.exhibits, areas(), room, pitch);
        let right = left + width;
        let last = ranks.exhibits.words.number(Number::count(ranks.n()));
        let numbers_end = names.end + CLEAR + look.small().width(&last);
        // An indicative State may stand below the last rank.
        let ends = areas().filter_map(|area| Some(ranks.place(area)?.of.p95));
        let furthest = ends.fold(ranks.n() as f64, f64::max);
        let axis = Axis::new("rank", 0.5, furthest + 0.5)?;
        let edge = look.marks.small_dot;
        let scale = axis.onto(numbers_end + CLEAR + edge, right - edge);
        Ok(Strip { ranks, names, scale, left, right, numbers_end, pitch })
    }

    pub fn draw(&self, canvas: &mut Canvas, rows: &[Row], top: f64) -> Result<()> {
        let mut edges = vec![top];
        for row in rows {
            edges.push(edges[edges.len() - 1] + row.height() * self.pitch);
        }
        self.tiers(canvas, rows, &edges);
        self.axis(canvas, top, edges[rows.len()])?;
        for (row, edges) in rows.iter().zip(edges.windows(2)) {
            let (above, below) = (edges[0], edges[1]);
            let y = (above + below) / 2.0;
            match *row {
                Row::Ranked(area, _) => self.row(canvas, area, y, true)?,
                Row::Placed(area) => self.row(canvas, area, y, false)?,
                Row::Head => self.head(canvas, "head", (above, below))?,
                Row::Continued => self.head(canvas, "continued", (above, below))?,
            }
        }
        Ok(())
    }

    /// Every second tier tinted, with its number at the left edge of its first row.
    fn tiers(&self, canvas: &mut Canvas, rows: &[Row], edges: &[f64]) {
        if !self.ranks.has_tiers() {
            return;
        }
        let style = self.ranks.exhibits.look.small().bold();
        let mut next = 0;
        for run in rows.chunk_by(|a, b| a.tier() == b.tier()) {
            let start = next;
            next += run.len();
            let Some(tier) = run[0].tier() else { continue };
            if tier % 2 == 1 {
                let (top, bottom) = (edges[start], edges[next]);
                let frame = Frame { left: self.left, top, right: self.right, bottom };
                canvas.rect(frame, self.ranks.tier_shade());
            }
            let number = self.ranks.exhibits.words.number(Number::count(tier + 1));
            let middle = (edges[start] + edges[start + 1]) / 2.0;
            canvas.label((self.left + 0.5, middle), &number, style, Anchor::Start);
        }
    }

    /// Rank 1 and round ranks, as far apart as their numbers need.
    fn axis(&self, canvas: &mut Canvas, top: f64, bottom: f64) -> Result<()> {
        let exhibits = self.ranks.exhibits;
        let look = exhibits.look;
        let n = self.ranks.n();
        let length = self.right - self.numbers_end - CLEAR;
        let fits = |step: &usize| *step as f64 / n as f64 * length >= APART;
        let step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500].into_iter().find(fits).unwrap_or(n);
        let round = (1..=n / step).map(|i| i * step).filter(|rank| *rank > 1);
        let mut taken = f64::NEG_INFINITY;
        for rank in std::iter::once(1).chain(round) {
            let x = self.scale.at(rank as f64)?;
            canvas.line((x, top), (x, bottom), look.grid());
            let text = exhibits.words.number(Number::count(rank));
            let half = look.small().width(&text) / 2.0;
            let middle = x.min(self.right - half);
            if middle - half > taken {
                canvas.write((middle, top - 1.2), &text, look.small(), Anchor::Middle);
                taken = middle + half + 0.8;
            }
        }
        Ok(())
    }

    fn head(&self, canvas: &mut Canvas, key: &str, (above, below): (f64, f64)) -> Result<()> {
        let look = self.ranks.exhibits.look;
        // The words stand on paper, so that no grid line runs through them.
        let frame = Frame { left: self.left, top: above, right: self.right, bottom: below };
        canvas.rect(frame, look.colours.paper);
        let style = look.label().bold();
        let head = style.shorten(self.ranks.word(key)?, self.right - self.left);
        canvas.write((self.left, below - 0.3 * self.pitch), &head, style, Anchor::Start);
        Ok(())
    }

    fn row(&self, canvas: &mut Canvas, area: usize, y: f64, is_ranked: bool) -> Result<()> {
        self.names.draw(canvas, self.ranks.exhibits, area, y);
        let Some(place) = self.ranks.place(area) else { return Ok(()) };
        match is_ranked {
            true => self.ranked(canvas, &place.of, y),
            false => self.placed(canvas, &place.of, y),
        }
    }

    /// The rank as a number; bar, tick at the median, dot at the rank.
    fn ranked(&self, canvas: &mut Canvas, of: &Interval, y: f64) -> Result<()> {
        let at = |rank: f64| self.scale.at(rank);
        if let Some(rank) = of.nominal {
            let rank = self.ranks.exhibits.words.number(Number::decimal(rank, 0));
            let small = self.ranks.exhibits.look.small();
            canvas.label((self.numbers_end, y), &rank, small, Anchor::End);
        }
        if self.ranks.simulation().varies() {
            canvas.line((at(of.p05)?, y), (at(of.p95)?, y), self.ranks.thin());
            canvas.line((at(of.p25)?, y), (at(of.p75)?, y), self.ranks.thick());
            canvas.tick((at(of.median)?, y), 0.36 * self.pitch, self.ranks.tick());
        }
        if let Some(nominal) = of.nominal {
            canvas.mark((at(nominal)?, y), self.ranks.dot(true));
        }
        Ok(())
    }

    /// A hollow bar and a hollow dot at the median: without what it lacks the State has no rank of
    /// its own, only places drawn for it.
    fn placed(&self, canvas: &mut Canvas, of: &Interval, y: f64) -> Result<()> {
        let at = |rank: f64| self.scale.at(rank);
        canvas.line((at(of.p05)?, y), (at(of.p95)?, y), self.ranks.thin());
        let (look, thick) = (self.ranks.exhibits.look, self.ranks.thick());
        let bar = Frame::along((at(of.p25)?, at(of.p75)?), y, thick.width / 2.0);
        canvas.rect(bar, look.colours.paper);
        canvas.outline(bar, Stroke { width: look.strokes.thin, ..thick });
        canvas.mark((at(of.median)?, y), self.ranks.dot(false));
        Ok(())
    }
}
