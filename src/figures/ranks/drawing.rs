//! The drawing of ranks: States in columns of the page, each a bar on the line of ranks.

use super::{ID, Ranks};
use crate::drawing::{
    Anchor, Axis, Canvas, Drawing, Frame, Key, Mark, Sample, Scale, Shape, Stroke, Type,
};
use crate::fault::Result;
use crate::figures::fitting;
use crate::look::Colour;
use crate::uncertainty::Interval;
use crate::words::Number;

const GAP: f64 = 4.0;
const TOP: f64 = 4.6;
/// Between a name and the line of ranks.
const CLEAR: f64 = 1.8;
/// Names take at most this share of a column.
const NAMES: f64 = 0.5;
/// The number of a tier, left of the names.
const TIER: f64 = 4.0;
const LARGEST_PITCH: f64 = 4.4;
const SMALLEST_PITCH: f64 = 2.75;
/// Its note takes more lines than those of other figures: so much more than a drawing leaves, in
/// millimetres.
const NOTE: f64 = 14.0;
/// The head above the indicative States, in rows.
const HEAD: f64 = 1.7;
/// Between the numbers of ranks, in millimetres.
const APART: f64 = 7.0;

/// A line of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Row {
    /// A ranked State, with the position of its tier.
    Ranked(usize, usize),
    Head,
    /// The head again, at the top of a further column of indicative States.
    Continued,
    Placed(usize),
}

impl Row {
    fn height(self) -> f64 {
        if matches!(self, Row::Head | Row::Continued) { HEAD } else { 1.0 }
    }
}

impl Ranks<'_> {
    pub(super) fn drawing(&self, title: &str, alt: &str) -> Result<Drawing> {
        let look = self.exhibits.look;
        let key = Key::across(look, self.key()?);
        let top = key.height() + 1.5 + TOP;
        let room = look.page.figure_height - NOTE - top - 1.0;
        let columns = columns(self.rows(), room / SMALLEST_PITCH);
        let height = |column: &Vec<Row>| column.iter().map(|row| row.height()).sum::<f64>();
        let tallest = columns.iter().map(height).fold(0.0, f64::max);
        let pitch = (room / tallest).clamp(SMALLEST_PITCH, LARGEST_PITCH);
        let mut canvas = key.over(look, ID, top + tallest * pitch + 1.0);
        let n = columns.len() as f64;
        // One column alone would be drawn out over the page: it takes the half of it.
        let width = (look.page.text_width - GAP * (n - 1.0)) / n.max(2.0);
        for (c, column) in columns.iter().enumerate() {
            let strip = Strip::new(self, c as f64 * (width + GAP), width, pitch)?;
            strip.draw(&mut canvas, column, top)?;
        }
        canvas.finish(title, alt)
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

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let words = self.exhibits.words;
        let entry = |sample: Sample, key: &str| -> Result<(Sample, String)> {
            Ok((sample, words.get(&format!("figure.ranks.{key}"))?.to_owned()))
        };
        let mut entries = Vec::new();
        let varies = self.simulation().varies();
        entries.push(entry(Sample::Mark(self.dot(true)), "nominal")?);
        if varies {
            entries.push(entry(Sample::Tick(self.tick()), "median")?);
        }
        if varies || !self.placed.is_empty() {
            entries.push(entry(Sample::Line(self.thick()), "half")?);
            entries.push(entry(Sample::Line(self.thin()), "interval")?);
        }
        if !self.placed.is_empty() {
            entries.push(entry(Sample::Mark(self.dot(false)), "place")?);
        }
        if self.has_tiers() {
            entries.push(entry(Sample::Swatch(self.tier_shade()), "tier")?);
        }
        Ok(entries)
    }

    fn dot(&self, ranked: bool) -> Mark {
        let look = self.exhibits.look;
        Mark {
            shape: Shape::Circle,
            radius: look.marks.small_dot,
            fill: if ranked { self.colour() } else { look.colours.paper },
            outline: Some(Stroke::new(self.colour(), look.strokes.thin)),
        }
    }

    fn tick(&self) -> Stroke {
        Stroke::new(self.exhibits.look.colours.ink, self.exhibits.look.strokes.thin)
    }

    fn thick(&self) -> Stroke {
        let colour = self.colour().blend(self.exhibits.look.colours.paper, 0.45);
        Stroke::new(colour, 2.0 * self.exhibits.look.strokes.strong)
    }

    fn thin(&self) -> Stroke {
        Stroke { width: self.exhibits.look.strokes.line, ..self.thick() }
    }

    /// Whether there are tiers to tell apart. None where nothing was varied: those of single States would
    /// look like certainty.
    fn has_tiers(&self) -> bool {
        self.simulation().varies() && self.tiers.len() > 1
    }

    fn tier_shade(&self) -> Colour {
        self.exhibits.look.colours.shade
    }
}

/// Rows in the fewest columns that hold them, of about equal height; a head never ends one, and is
/// repeated above indicative States that begin one.
fn columns(rows: Vec<Row>, most: f64) -> Vec<Vec<Row>> {
    let total: f64 = rows.iter().map(|row| row.height()).sum();
    let least = if total > 24.0 { 2.0 } else { 1.0 };
    let n = (total / (most - 2.5 * HEAD)).ceil().max(least);
    let repeated = if rows.contains(&Row::Head) { (n - 1.0) * HEAD } else { 0.0 };
    let limit = (total + repeated) / n + HEAD / 2.0;
    let mut columns: Vec<Vec<Row>> = vec![Vec::new()];
    let mut used = 0.0;
    for row in rows {
        let needed = row.height() + if row == Row::Head { 1.0 } else { 0.0 };
        if used + needed > limit && used > 0.0 {
            let head = matches!(row, Row::Placed(_)).then_some(Row::Continued);
            columns.push(head.into_iter().collect());
            used = head.map_or(0.0, Row::height);
        }
        used += row.height();
        if let Some(column) = columns.last_mut() {
            column.push(row);
        }
    }
    columns
}

/// One column of the page: names at the left, the line of ranks at the right.
struct Strip<'a> {
    ranks: &'a Ranks<'a>,
    scale: Scale,
    left: f64,
    right: f64,
    names_end: f64,
    /// Where the numbers of ranks end, and the line of ranks may begin.
    numbers_end: f64,
    pitch: f64,
    name: Type,
}

impl<'a> Strip<'a> {
    fn new(ranks: &'a Ranks<'a>, left: f64, width: f64, pitch: f64) -> Result<Self> {
        let look = ranks.exhibits.look;
        let size = if pitch >= 3.9 { look.sizes.label } else { look.sizes.small };
        let name = Type::new(size, look.colours.ink);
        let widest = ranks
            .ranked()
            .chain(ranks.placed.iter().copied())
            .map(|area| name.width(&ranks.exhibits.marked_short(area, 0)))
            .fold(0.0, f64::max);
        let number = if ranks.has_tiers() { TIER } else { 0.0 };
        let names_end = left + number + widest.min(width * NAMES - number);
        let right = left + width;
        let last = ranks.exhibits.words.number(Number::count(ranks.n()));
        let numbers_end = names_end + CLEAR + look.small().width(&last);
        // An indicative State may stand below the last rank.
        let last = ranks.ranked().chain(ranks.placed.iter().copied());
        let ends = last.filter_map(|area| ranks.place(area));
        let furthest = ends.map(|place| place.of.p95).fold(ranks.n() as f64, f64::max);
        let axis = Axis::new("rank", 0.5, furthest + 0.5)?;
        let edge = look.marks.small_dot;
        let scale = axis.onto(numbers_end + CLEAR + edge, right - edge);
        Ok(Strip { ranks, scale, left, right, names_end, numbers_end, pitch, name })
    }

    fn draw(&self, canvas: &mut Canvas, rows: &[Row], top: f64) -> Result<()> {
        let mut edges = vec![top];
        for row in rows {
            edges.push(edges[edges.len() - 1] + row.height() * self.pitch);
        }
        let at = |i: usize| (edges[i], edges[i + 1]);
        self.tiers(canvas, rows, &edges);
        self.axis(canvas, top, edges[rows.len()])?;
        for (i, row) in rows.iter().enumerate() {
            let (above, below) = at(i);
            match *row {
                Row::Ranked(area, _) => self.row(canvas, area, (above + below) / 2.0, true)?,
                Row::Placed(area) => self.row(canvas, area, (above + below) / 2.0, false)?,
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
        let look = self.ranks.exhibits.look;
        let tier = |row: &Row| if let Row::Ranked(_, tier) = row { Some(*tier) } else { None };
        let mut start = 0;
        for end in 1..=rows.len() {
            let here = tier(&rows[start]);
            if rows.get(end).map(tier) == Some(here) {
                continue;
            }
            if let Some(tier) = here {
                if tier % 2 == 1 {
                    let (top, bottom) = (edges[start], edges[end]);
                    let frame = Frame { left: self.left, top, right: self.right, bottom };
                    canvas.rect(frame, self.ranks.tier_shade());
                }
                let number = self.ranks.exhibits.words.number(Number::count(tier + 1));
                let middle = (edges[start] + edges[start + 1]) / 2.0;
                let style = look.small().bold();
                canvas.label((self.left + 0.5, middle), &number, style, Anchor::Start);
            }
            start = end;
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
        let head = self.ranks.exhibits.words.get(&format!("figure.ranks.{key}"))?;
        let style = look.label().bold();
        let head = style.shorten(head, self.right - self.left);
        canvas.write((self.left, below - 0.3 * self.pitch), &head, style, Anchor::Start);
        Ok(())
    }

    fn row(&self, canvas: &mut Canvas, area: usize, y: f64, ranked: bool) -> Result<()> {
        let exhibits = self.ranks.exhibits;
        let number = if self.ranks.has_tiers() { TIER } else { 0.0 };
        let room = self.names_end - self.left - number;
        let name = fitting::fitting_marked(exhibits, (area, 0), self.name, room);
        canvas.label((self.names_end, y), &name, self.name, Anchor::End);
        let Some(place) = self.ranks.place(area) else { return Ok(()) };
        match ranked {
            true => {
                if let Some(rank) = place.of.nominal {
                    let rank = exhibits.words.number(Number::decimal(rank, 0));
                    let small = exhibits.look.small();
                    canvas.label((self.numbers_end, y), &rank, small, Anchor::End);
                }
                self.ranked(canvas, &place.of, y)
            }
            false => self.placed(canvas, &place.of, y),
        }
    }

    /// Bar, tick at the median, dot at the rank.
    fn ranked(&self, canvas: &mut Canvas, of: &Interval, y: f64) -> Result<()> {
        let at = |rank: f64| self.scale.at(rank);
        if self.ranks.simulation().varies() {
            canvas.line((at(of.p05)?, y), (at(of.p95)?, y), self.ranks.thin());
            canvas.line((at(of.p25)?, y), (at(of.p75)?, y), self.ranks.thick());
            let (x, reach) = (at(of.median)?, 0.36 * self.pitch);
            canvas.line((x, y - reach), (x, y + reach), self.ranks.tick());
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
        let half = self.ranks.thick().width / 2.0;
        canvas.line((at(of.p05)?, y), (at(of.p95)?, y), self.ranks.thin());
        let (left, right) = (at(of.p25)?, at(of.p75)?);
        let frame = Frame { left, top: y - half, right, bottom: y + half };
        canvas.rect(frame, self.ranks.exhibits.look.colours.paper);
        let outline = Stroke { width: self.ranks.exhibits.look.strokes.thin, ..self.ranks.thick() };
        canvas.outline(frame, outline);
        canvas.mark((at(of.median)?, y), self.ranks.dot(false));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_lose_no_row_and_a_head_stands_above_its_states() {
        for (ranked, placed) in [(1, 0), (5, 2), (29, 30), (30, 30), (114, 73), (200, 0), (63, 64)]
        {
            let mut rows: Vec<Row> = (0..ranked).map(|area| Row::Ranked(area, area / 3)).collect();
            if placed > 0 {
                rows.push(Row::Head);
            }
            rows.extend((0..placed).map(Row::Placed));
            let found = columns(rows.clone(), 70.0);
            let mut all = found.concat();
            all.retain(|row| *row != Row::Continued);
            assert_eq!(all, rows);
            for column in &found {
                assert_ne!(column.last(), Some(&Row::Head));
                assert!(!matches!(column[0], Row::Placed(_)), "no head above {:?}", column[0]);
                assert!(column.iter().map(|row| row.height()).sum::<f64>() <= 70.0);
            }
        }
    }
}
