//! What moved the index between two sides in, a waterfall for each area that moved most, and the same
//! in a paragraph, out: `bridge`, which `ssj diff` draws.

use super::chart::{Below, Chart};
use super::data::score;
use super::figure::{self, Figure};
use super::plot::Grid;
use crate::analyse::{Crossing, MeanMove, Step, mean_move, moved, moves_any, range_of, steps_of};
use crate::drawing::{Anchor, Axis, Canvas, Mark, Sample, Scale, Stroke, printable};
use crate::exhibits::scores;
use crate::fault::Result;
use crate::look::{Colour, Look};
use crate::words::{Number, Words, said, say};

/// Rows of the figure; the table has all.
const LARGEST: usize = 25;
/// Millimetres: names, the scores and the changes at the right edge, a row, the distance of the lanes of
/// two steps.
const NAMES: f64 = 46.0;
const SCORES: f64 = 24.0;
const CHANGES: f64 = 12.0;
const ROW: f64 = 7.0;
const LANE: f64 = 1.4;

/// Two sides, and the index of every area that has one on both.
pub struct Between<'a> {
    pub before: &'a str,
    pub after: &'a str,
    pub all: Vec<&'a Crossing>,
    /// How many areas are ranked on either side, where that is told.
    pub ranked: Option<[usize; 2]>,
    /// Under which key the sentences of the paragraph stand.
    pub words_of: &'a str,
    /// Whether nothing is new but the last year.
    pub is_year_alone: bool,
    /// An area's name by its code.
    pub name: &'a dyn Fn(&str) -> String,
    pub words: &'a Words,
    pub look: &'a Look,
}

impl<'a> Between<'a> {
    /// Those that moved, the furthest first.
    pub fn moved(&self) -> Vec<&'a Crossing> {
        moved(&self.all)
    }

    /// The steps that moved any.
    pub fn steps(&self) -> Vec<Step> {
        steps_of(&self.all)
    }

    /// The figure; none where no index moved.
    ///
    /// # Errors
    /// Words missing, or a score that no axis can show.
    pub fn figure(&self) -> Result<Option<Figure>> {
        let mut shown = self.moved();
        shown.truncate(LARGEST);
        if shown.is_empty() { Ok(None) } else { Bridge { between: self, shown }.figure().map(Some) }
    }

    fn change(&self, points: f64) -> Number {
        scores::change(range_of(&self.all), points)
    }

    fn score(&self, score: f64) -> Number {
        scores::number(range_of(&self.all), score)
    }

    /// What a step is called: what moves where no figure is new must not be laid to new ones.
    fn step(&self, step: Step) -> Result<&str> {
        let name = if step == Step::New && self.is_year_alone { "year" } else { step.name() };
        self.words.get(&format!("figure.bridge.step.{name}"))
    }

    /// What moved, by how much and by what, in a few sentences.
    ///
    /// # Errors
    /// Words missing.
    pub fn paragraph(&self) -> Result<String> {
        let moved = self.moved();
        // Parts of a change that has one are the change.
        let only = Some(self.steps()).filter(|steps| steps.len() == 1).map(|steps| steps[0]);
        let mut text = vec![self.on_the_whole(moved.len(), only)?];
        let gained = |c: &&&Crossing| c.gained().is_some_and(|points| points > 0.0);
        let most =
            [("gain", moved.iter().find(gained)), ("loss", moved.iter().find(|c| !gained(c)))];
        for (key, most) in most {
            let Some((crossing, split)) = most.and_then(|c| Some((c, c.points?))) else { continue };
            let parts: Vec<(Step, f64)> = Step::ALL.into_iter().zip(split.parts).collect();
            let points = self.change(crossing.gained().unwrap_or_default());
            let said = said![area = (self.name)(&crossing.area), points];
            let key = format!("{}.{key}", self.words_of);
            text.push(match only {
                Some(_) => self.words.say(&format!("{key}_by_one"), &said)?,
                None => {
                    let parts = self.parts(&parts, &|part| self.change(part))?;
                    say!(self.words, &key, parts, ..said)?
                }
            });
        }
        if let Some(ranked) = self.ranked {
            let [before, after] = ranked;
            text.push(say!(self.words, "figure.bridge.ranked", before, after)?);
        }
        Ok(text.join(" "))
    }

    /// How many moved and how far on the mean, by which steps.
    fn on_the_whole(&self, moved: usize, only: Option<Step>) -> Result<String> {
        let key = |how: &str| format!("{}.{how}", self.words_of);
        let said = said![before = self.before, after = self.after];
        if moved == 0 {
            return self.words.say(&key("still"), &said);
        }
        let MeanMove { n, size, parts } = mean_move(&self.all);
        let mean = self.score(size);
        let said = said![..said, moved, of = n, mean];
        match only {
            Some(step) => say!(self.words, &key("moved_by_one"), step = self.step(step)?, ..said),
            None => {
                let parts = self.parts(&parts, &|size| self.score(size))?;
                say!(self.words, &key("moved"), parts, ..said)
            }
        }
    }

    /// The steps that move anything, each with its part.
    fn parts(&self, parts: &[(Step, f64)], print: &dyn Fn(f64) -> Number) -> Result<String> {
        let some = parts.iter().filter(|(_, part)| moves_any(*part));
        let said = some.map(|(step, part)| {
            let (step, points) = (self.step(*step)?, print(*part));
            say!(self.words, "figure.bridge.part", step, points)
        });
        self.words.list(&said.collect::<Result<Vec<_>>>()?)
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
        let (look, between) = (self.look(), self.between);
        let ink = look.label();
        let name = ink.shorten(&self.named(of), NAMES - 2.0);
        canvas.label((0.0, y), &name, ink, Anchor::Start);
        let points = between.words.number(between.change(of.gained().unwrap_or_default()));
        canvas.label((look.page.text_width, y), &points, ink.bold(), Anchor::End);
        let score = |score: Option<f64>| between.score(score.unwrap_or_default());
        let ends = say!(self, "scores", before = score(of.score.0), after = score(of.score.1))?;
        canvas.label((look.page.text_width - CHANGES, y), &ends, look.small(), Anchor::End);
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
            canvas.mark((scale.at(*before)?, lane(0)), self.mark(look.colours.paper));
            canvas.mark((scale.at(*after)?, lane(path.len() - 1)), self.mark(look.colours.ink));
        }
        Ok(())
    }

    fn mark(&self, fill: Colour) -> Mark {
        Mark::dot(0.8, fill).outlined(self.look().colours.ink, self.look().strokes.line)
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
        let Between { before, after, .. } = self.between;
        let Some(first) = self.shown.first() else { return Ok(String::new()) };
        let points = self.between.change(first.gained().unwrap_or_default());
        say!(
            self,
            "title",
            area = self.named(first),
            before = printable(before),
            after = printable(after),
            points
        )
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
        let colours = &self.look().colours;
        let mut key = self.entries([(Sample::Mark(self.mark(colours.paper)), "from")])?;
        for step in Step::ALL {
            key.push((Sample::Line(self.stroke(step)), self.between.step(step)?.to_owned()));
        }
        key.extend(self.entries([(Sample::Mark(self.mark(colours.ink)), "to")])?);
        Ok(key)
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let (top, between) = (top + 2.0, self.between);
        let bottom = top + ROW * self.shown.len() as f64;
        let ends = self.shown.iter().flat_map(|c| c.path()).flat_map(|(_, ends)| ends);
        let axis = Axis::around("points", ends)?;
        let scale = axis.onto(NAMES + 2.0, self.drawing_width() - SCORES - CHANGES - 4.0);
        Below::new(bottom + 4.5, move |canvas| {
            let ticks = scale.ticks(6).into_iter();
            let ticks = ticks.map(|(value, x)| (x, between.words.number(between.change(value))));
            Grid::new((top, bottom), bottom + 3.0).draw(canvas, self.look(), ticks);
            for (nth, crossing) in self.shown.iter().enumerate() {
                self.row(canvas, crossing, (&scale, top + ROW * (nth as f64 + 0.5)))?;
            }
            Ok(())
        })
    }
}
