//! Two sides and what moved the index between them in, the same in a paragraph out: `ssj diff` tells it, and a report
//! of what moved since the edition before.

use super::scores;
use crate::analyse::{Crossing, MeanMove, Step, mean_move, moved, moves_any, range_of, steps_of};
use crate::fault::Result;
use crate::look::Look;
use crate::words::{Number, Words, said, say};

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

    /// Points gained or lost, as they are printed.
    pub fn change(&self, points: f64) -> Number {
        scores::change(range_of(&self.all), points)
    }

    /// An index, as it is printed.
    pub fn score(&self, score: f64) -> Number {
        scores::number(range_of(&self.all), score)
    }

    /// What a step is called: what moves where no figure is new must not be laid to new ones.
    ///
    /// # Errors
    /// Words missing.
    pub fn step(&self, step: Step) -> Result<&str> {
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
        let most = [
            (format!("{}.gain", self.words_of), moved.iter().find(gained)),
            (format!("{}.loss", self.words_of), moved.iter().find(|c| !gained(c))),
        ];
        for (key, most) in most {
            let Some((crossing, split)) = most.and_then(|c| Some((c, c.points?))) else { continue };
            let parts: Vec<(Step, f64)> = Step::ALL.into_iter().zip(split.parts).collect();
            let points = self.change(crossing.gained().unwrap_or_default());
            let said = said![area = (self.name)(&crossing.area), points];
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
        let said = said![before = self.before, after = self.after];
        if moved == 0 {
            return say!(self.words, &format!("{}.still", self.words_of), ..said);
        }
        let MeanMove { n, size, parts } = mean_move(&self.all);
        let mean = self.score(size);
        let said = said![..said, moved, of = n, mean];
        match only {
            Some(step) => {
                let key = format!("{}.moved_by_one", self.words_of);
                say!(self.words, &key, step = self.step(step)?, ..said)
            }
            None => {
                let parts = self.parts(&parts, &|size| self.score(size))?;
                say!(self.words, &format!("{}.moved", self.words_of), parts, ..said)
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
