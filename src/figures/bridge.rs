//! What moved the index between two sides in, a waterfall for each area that moved most, and the same
//! in a paragraph, out: `bridge`, which `ssj diff` draws.

use super::figure::{Figure, Told, data_score};
use crate::analyse::{Crossing, ScoreRange, Step};
use crate::drawing::{
    Anchor, Axis, Canvas, Drawing, Key, Mark, Sample, Scale, Shape, Stroke, Type, printable,
};
use crate::exhibits::scores;
use crate::fault::Result;
use crate::look::{Colour, Look};
use crate::words::{Number, Words};

const ID: &str = "bridge";
/// Rows of the figure; the table has all.
const LARGEST: usize = 25;
/// Millimetres: names, the scores and the changes at the right edge, a row, the distance of the lanes of
/// two steps.
const NAMES: f64 = 46.0;
const SCORES: f64 = 24.0;
const CHANGES: f64 = 12.0;
const ROW: f64 = 7.0;
const LANE: f64 = 1.4;
/// What rounding leaves of nothing.
const STILL: f64 = 1e-9;

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

impl Between<'_> {
    /// Those that moved, the furthest first.
    pub fn moved(&self) -> Vec<&Crossing> {
        let size = |c: &Crossing| c.gained().map_or(0.0, f64::abs);
        let mut moved: Vec<&Crossing> =
            self.all.iter().copied().filter(|c| c.points.is_some() && size(c) > STILL).collect();
        moved.sort_by(|a, b| size(b).total_cmp(&size(a)).then_with(|| a.area.cmp(&b.area)));
        moved
    }

    /// The steps that moved any.
    pub fn steps(&self) -> Vec<Step> {
        let moves = |step: &Step| {
            let parts = self.all.iter().filter_map(|c| c.points);
            parts.into_iter().any(|split| split.parts[*step as usize].abs() > STILL)
        };
        Step::ALL.into_iter().filter(moves).collect()
    }

    /// By which numbers are printed: of 0–1, or of 0–100.
    fn range(&self) -> ScoreRange {
        let scores = self.all.iter().flat_map(|c| [c.score.0, c.score.1]).flatten();
        let high = if scores.map(f64::abs).fold(0.0, f64::max) > 1.0 { 100.0 } else { 1.0 };
        ScoreRange { low: 0.0, high, is_fixed: false }
    }

    fn change(&self, points: f64) -> Number {
        scores::change(self.range(), points)
    }

    /// The figure; none where no index moved.
    ///
    /// # Errors
    /// Words missing, or a score that no axis can show.
    pub fn figure(&self) -> Result<Option<Figure>> {
        let moved = self.moved();
        let Some(first) = moved.first() else { return Ok(None) };
        let shown = &moved[..moved.len().min(LARGEST)];
        let n = Number::count(shown.len());
        let points = self.change(first.gained().unwrap_or_default());
        let said = [
            ("area", self.named(first).into()),
            ("before", printable(self.before).into()),
            ("after", printable(self.after).into()),
            ("points", points.into()),
        ];
        let title = self.words.say("figure.bridge.title", &said)?;
        let said = [("n", n.into()), ("text", self.paragraph()?.into())];
        let alt = self.words.say("figure.bridge.alt", &said)?;
        let drawing = self.drawing(shown, &title, &alt)?;
        let said = [("n", n.into()), ("of", Number::count(self.all.len()).into())];
        let told = Told {
            id: ID.to_owned(),
            title,
            subtitle: self.words.say("figure.bridge.subtitle", &said)?,
            note: self.words.get("figure.bridge.note")?.to_owned(),
            source: String::new(),
            alt,
            data: self.data(shown),
        };
        Ok(Some(told.of(drawing)))
    }

    fn named(&self, crossing: &Crossing) -> String {
        printable(&(self.name)(&crossing.area))
    }

    fn drawing(&self, shown: &[&Crossing], title: &str, alt: &str) -> Result<Drawing> {
        let look = self.look;
        let width = look.page.text_width;
        let key = Key::across(look, self.key()?);
        let top = key.height() + 2.0;
        let bottom = top + ROW * shown.len() as f64;
        let mut canvas = key.over(look, ID, bottom + 4.5);
        let ends = shown.iter().flat_map(|c| path(c).into_iter().map(|(_, [from, to])| [from, to]));
        let axis = Axis::around("points", ends.flatten())?;
        let scale = axis.onto(NAMES + 2.0, width - SCORES - CHANGES - 4.0);
        for (value, x) in scale.ticks(6) {
            canvas.line((x, top), (x, bottom), look.grid());
            let text = self.words.number(self.change(value));
            canvas.write((x, bottom + 3.0), &text, look.small(), Anchor::Middle);
        }
        for (nth, crossing) in shown.iter().enumerate() {
            self.row(&mut canvas, crossing, (&scale, top + ROW * (nth as f64 + 0.5)))?;
        }
        canvas.finish(title, alt)
    }

    fn row(&self, canvas: &mut Canvas, of: &Crossing, (scale, y): (&Scale, f64)) -> Result<()> {
        let look = self.look;
        let ink = Type::new(look.sizes.label, look.colours.ink);
        let name = ink.shorten(&self.named(of), NAMES - 2.0);
        canvas.label((0.0, y), &name, ink, Anchor::Start);
        let points = self.words.number(self.change(of.gained().unwrap_or_default()));
        canvas.label((look.page.text_width, y), &points, ink.bold(), Anchor::End);
        let score = |score: Option<f64>| scores::number(self.range(), score.unwrap_or_default());
        let said = [("before", score(of.score.0).into()), ("after", score(of.score.1).into())];
        let ends = self.words.say("figure.bridge.scores", &said)?;
        let quiet = Type::new(look.sizes.small, look.colours.secondary);
        canvas.label((look.page.text_width - CHANGES, y), &ends, quiet, Anchor::End);
        let path = path(of);
        let lane = |nth: usize| y + (nth as f64 - (path.len() - 1) as f64 / 2.0) * LANE;
        let thin = Stroke::new(look.colours.secondary, look.strokes.hairline);
        for (nth, (step, [from, to])) in path.iter().enumerate() {
            let (from, to) = (scale.at(*from)?, scale.at(*to)?);
            if nth > 0 {
                canvas.line((from, lane(nth - 1)), (from, lane(nth)), thin);
            }
            let stroke = Stroke::new(look.area_colour(*step as usize), look.strokes.strong);
            canvas.line((from, lane(nth)), (to, lane(nth)), stroke);
        }
        let ends = (path.first().map(|p| p.1[0]), path.last().map(|p| p.1[1]));
        if let (Some(before), Some(after)) = ends {
            canvas.mark((scale.at(before)?, lane(0)), self.mark(look.colours.paper));
            canvas.mark((scale.at(after)?, lane(path.len() - 1)), self.mark(look.colours.ink));
        }
        Ok(())
    }

    fn mark(&self, fill: Colour) -> Mark {
        let outline = Some(Stroke::new(self.look.colours.ink, self.look.strokes.line));
        Mark { shape: Shape::Circle, radius: 0.8, fill, outline }
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let colours = &self.look.colours;
        let word = |key: &str| self.words.get(&format!("figure.bridge.{key}")).map(str::to_owned);
        let mut key = vec![(Sample::Mark(self.mark(colours.paper)), word("from")?)];
        for step in Step::ALL {
            let stroke =
                Stroke::new(self.look.area_colour(step as usize), self.look.strokes.strong);
            key.push((Sample::Line(stroke), self.step(step)?.to_owned()));
        }
        key.push((Sample::Mark(self.mark(colours.ink)), word("to")?));
        Ok(key)
    }

    /// What a step is called: what moves where no figure is new must not be laid to new ones.
    fn step(&self, step: Step) -> Result<&str> {
        let name = if step == Step::New && self.is_year_alone { "year" } else { step.name() };
        self.words.get(&format!("figure.bridge.step.{name}"))
    }

    fn data(&self, shown: &[&Crossing]) -> Vec<Vec<String>> {
        let head = ["ref_area", "name", "before", "after", "revised", "new", "method", "coverage"];
        let score = |score: Option<f64>| score.map_or(String::new(), data_score);
        let row = |of: &&Crossing| {
            let parts = of.points.map(|split| split.parts.map(data_score)).unwrap_or_default();
            let own =
                [of.area.clone(), (self.name)(&of.area), score(of.score.0), score(of.score.1)];
            own.into_iter().chain(parts).collect()
        };
        [head.map(str::to_owned).to_vec()].into_iter().chain(shown.iter().map(row)).collect()
    }

    /// What moved, by how much and by what, in a few sentences.
    ///
    /// # Errors
    /// Words missing.
    pub fn paragraph(&self) -> Result<String> {
        let moved = self.moved();
        let sides = [("before", self.before.into()), ("after", self.after.into())];
        // Parts of a change that has one are the change.
        let only = Some(self.steps()).filter(|steps| steps.len() == 1).map(|steps| steps[0]);
        let mut text = Vec::new();
        if moved.is_empty() {
            text.push(self.words.say(&format!("{}.still", self.words_of), &sides)?);
        } else {
            // Over all that have a change, also where it is none.
            let all: Vec<&&Crossing> = self.all.iter().filter(|c| c.points.is_some()).collect();
            let mean = |size: &dyn Fn(&Crossing) -> f64| {
                all.iter().map(|crossing| size(crossing)).sum::<f64>() / all.len() as f64
            };
            let part = |step: Step| {
                let size = |c: &Crossing| c.points.map_or(0.0, |p| p.parts[step as usize].abs());
                (step, mean(&size))
            };
            let sizes: Vec<(Step, f64)> = Step::ALL.into_iter().map(part).collect();
            let mean = mean(&|c| c.gained().map_or(0.0, f64::abs));
            let said = [
                ("moved", Number::count(moved.len()).into()),
                ("of", Number::count(all.len()).into()),
                ("mean", scores::number(self.range(), mean).into()),
            ];
            let (how, last) = match only {
                Some(step) => ("moved_by_one", ("step", self.step(step)?.into())),
                None => {
                    let print = |size| scores::number(self.range(), size);
                    ("moved", ("parts", self.parts(&sizes, &print)?.into()))
                }
            };
            let said = [&sides[..], &said, &[last]].concat();
            text.push(self.words.say(&format!("{}.{how}", self.words_of), &said)?);
        }
        let gained = |c: &&&Crossing| c.gained().is_some_and(|points| points > 0.0);
        for (key, most) in
            [("gain", moved.iter().find(gained)), ("loss", moved.iter().find(|c| !gained(c)))]
        {
            let Some((crossing, split)) = most.and_then(|c| Some((c, c.points?))) else { continue };
            let parts: Vec<(Step, f64)> = Step::ALL.into_iter().zip(split.parts).collect();
            let mut said = vec![
                ("area", (self.name)(&crossing.area).into()),
                ("points", self.change(crossing.gained().unwrap_or_default()).into()),
            ];
            let mut key = key.to_owned();
            match only {
                Some(_) => key += "_by_one",
                None => {
                    said.push(("parts", self.parts(&parts, &|part| self.change(part))?.into()));
                }
            }
            text.push(self.words.say(&format!("{}.{key}", self.words_of), &said)?);
        }
        if let Some(ranked) = self.ranked {
            let [before, after] = ranked.map(|n| Number::count(n).into());
            let said = [("before", before), ("after", after)];
            text.push(self.words.say("figure.bridge.ranked", &said)?);
        }
        Ok(text.join(" "))
    }

    /// The steps that move anything, each with its part.
    fn parts(&self, parts: &[(Step, f64)], print: &dyn Fn(f64) -> Number) -> Result<String> {
        let some = parts.iter().filter(|(_, part)| part.abs() > STILL);
        let said = some.map(|(step, part)| {
            let said = [("step", self.step(*step)?.into()), ("points", print(*part).into())];
            self.words.say("figure.bridge.part", &said)
        });
        self.words.list(&said.collect::<Result<Vec<_>>>()?)
    }
}

/// The way from no change to the whole, step by step; of steps that move anything.
fn path(of: &Crossing) -> Vec<(Step, [f64; 2])> {
    let Some(split) = of.points else { return Vec::new() };
    let mut at = 0.0;
    let steps = Step::ALL.into_iter().zip(split.parts).filter(|(_, part)| part.abs() > STILL);
    let taken = steps.map(|(step, part)| {
        let from = at;
        at += part;
        (step, [from, at])
    });
    taken.collect()
}
