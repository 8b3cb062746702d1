//! What moved the index between two sides in, a waterfall for each area that moved most out: `bridge`, which
//! `ssj diff` draws.

use super::chart::{Below, Chart};
use super::data::score;
use super::figure::{self, Figure};
use super::plot::Grid;
use crate::analyse::{Crossing, Step};
use crate::drawing::{Anchor, Axis, Canvas, Mark, Sample, Scale, Stroke, printable};
use crate::exhibits::between::Between;
use crate::fault::Result;
use crate::look::Look;
use crate::words::{Words, say};

/// Rows of the figure; the table has all.
const LARGEST: usize = 25;
/// Millimetres: names, the scores and the changes at the right edge, a row, the distance of the lanes of
/// two steps, a dot.
const NAMES: f64 = 46.0;
const SCORES: f64 = 24.0;
const CHANGES: f64 = 12.0;
const ROW: f64 = 7.0;
const LANE: f64 = 1.4;
const DOT: f64 = 0.8;

impl Between<'_> {
    /// The figure; none where no index moved.
    ///
    /// # Errors
    /// Words missing, or a score that no axis can show.
    pub fn figure(&self) -> Result<Option<Figure>> {
        let mut shown = self.moved();
        shown.truncate(LARGEST);
        if shown.is_empty() { Ok(None) } else { Bridge { between: self, shown }.figure().map(Some) }
    }
}

/// The figure of those that moved furthest.
struct Bridge<'a> {
    between: &'a Between<'a>,
    shown: Vec<&'a Crossing>,
}

impl Bridge<'_> {
    fn named(&self, crossing: &Crossing) -> String {
        printable(&(self.between.name)(&crossing.area))
    }

    fn row(&self, canvas: &mut Canvas, of: &Crossing, (scale, y): (&Scale, f64)) -> Result<()> {
        let (look, between, ink) = (self.look(), self.between, self.look().label());
        let right = look.page.text_width;
        let name = ink.shorten(&self.named(of), NAMES - 2.0);
        canvas.label((0.0, y), &name, ink, Anchor::Start);
        let points = self.print(between.change(of.gained().unwrap_or_default()));
        canvas.label((right, y), &points, ink.bold(), Anchor::End);
        let [before, after] = [of.score.0, of.score.1].map(Option::unwrap_or_default);
        let (before, after) = (between.score(before), between.score(after));
        let ends = say!(self, "scores", before, after)?;
        canvas.label((right - CHANGES, y), &ends, look.small(), Anchor::End);
        let path = of.path();
        let lane = |nth: usize| y + (nth as f64 - (path.len() - 1) as f64 / 2.0) * LANE;
        let thin = Stroke::new(look.colours.secondary, look.strokes.hairline);
        for (nth, (step, [from, to])) in path.iter().enumerate() {
            let (from, to) = (scale.at(*from)?, scale.at(*to)?);
            if nth > 0 {
                canvas.line((from, lane(nth - 1)), (from, lane(nth)), thin);
            }
            canvas.line((from, lane(nth)), (to, lane(nth)), self.stroke(*step));
        }
        if let ([(_, [before, _]), ..], [.., (_, [_, after])]) = (&path[..], &path[..]) {
            let [from, to] = self.marks();
            canvas.mark((scale.at(*before)?, lane(0)), from);
            canvas.mark((scale.at(*after)?, lane(path.len() - 1)), to);
        }
        Ok(())
    }

    /// Of the two sides.
    fn marks(&self) -> [Mark; 2] {
        let (look, ink) = (self.look(), self.look().colours.ink);
        [look.ring(DOT, ink), look.dot(DOT, ink)]
    }

    fn stroke(&self, step: Step) -> Stroke {
        Stroke::new(self.look().area_colour(step as usize), self.look().strokes.strong)
    }
}

impl Chart for Bridge<'_> {
    const FAMILY: &'static str = "bridge";

    fn words(&self) -> &Words {
        self.between.words
    }

    fn look(&self) -> &Look {
        self.between.look
    }

    fn source(&self) -> Result<String> {
        Ok(String::new())
    }

    fn title(&self) -> Result<String> {
        let Some(first) = self.shown.first() else { return Ok(String::new()) };
        let points = self.between.change(first.gained().unwrap_or_default());
        let [before, after] = [self.between.before, self.between.after].map(printable);
        say!(self, "title", area = self.named(first), before, after, points)
    }

    fn subtitle(&self) -> Result<String> {
        say!(self, "subtitle", n = self.shown.len(), of = self.between.all.len())
    }

    fn alt(&self, _: &str) -> Result<String> {
        say!(self, "alt", n = self.shown.len(), text = self.between.paragraph()?)
    }

    fn note(&self) -> Result<String> {
        self.word("note").map(str::to_owned)
    }

    fn data(&self) -> Vec<Vec<String>> {
        let row = |of: &&Crossing| {
            let parts = of.points.map_or([None; 4], |split| split.parts.map(Some));
            let numbers = [of.score.0, of.score.1].into_iter().chain(parts).map(score);
            [of.area.clone(), (self.between.name)(&of.area)].into_iter().chain(numbers).collect()
        };
        let header = "ref_area,name,before,after,revised,new,method,coverage";
        figure::table(header, self.shown.iter().map(row))
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let [from, to] = self.marks().map(Sample::Mark);
        let mut key = self.entries([(from, "from")])?;
        for step in Step::ALL {
            key.push((Sample::Line(self.stroke(step)), self.between.step(step)?.to_owned()));
        }
        key.extend(self.entries([(to, "to")])?);
        Ok(key)
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let (top, between) = (top + 2.0, self.between);
        let bottom = top + ROW * self.shown.len() as f64;
        let ends = self.shown.iter().flat_map(|c| c.path()).flat_map(|(_, ends)| ends);
        let axis = Axis::around("points", ends)?;
        let scale = axis.onto(NAMES + 2.0, self.drawing_width() - SCORES - CHANGES - 4.0);
        Below::new(bottom + 4.5, move |canvas| {
            let ticks = self.ticks(&scale, 6, |points| between.change(points));
            Grid::new((top, bottom), bottom + 3.0).draw(canvas, self.look(), ticks);
            for (nth, crossing) in self.shown.iter().enumerate() {
                self.row(canvas, crossing, (&scale, top + ROW * (nth as f64 + 0.5)))?;
            }
            Ok(())
        })
    }
}
