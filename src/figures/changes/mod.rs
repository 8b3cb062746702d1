//! Changes of focus areas in, the largest rises and falls as dumbbells out: `changes`.

#[cfg(test)]
mod tests;
mod text;

use super::chart::{Chart, alone};
use super::figure::Task;
use super::fitting::fitting_name;
use crate::analyse::{FocusChange, Progress, focus_changes, risen_and_fallen};
use crate::drawing::{Anchor, Canvas, Scale, Shape, Stroke};
use crate::exhibits::{Exhibits, scores, source};
use crate::fault::Result;
use crate::framework::ProgressRule;
use crate::words::{Number, say};

/// Rows of each half.
const LARGEST: usize = 10;
/// Millimetres: a row, and the head of a half.
const ROW: f64 = 4.9;
const HEAD: f64 = 8.0;
/// Left edges of the columns, and of the scores; the change stands at the right edge.
const LEVEL: f64 = 37.0;
const YEARS: f64 = 65.0;
const SCORES: f64 = 93.0;

/// One figure, where the framework compares two periods and any score changed by more than noise.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let Some(changes) = Changes::of(exhibits) else { return Vec::new() };
    let moved = changes.all.iter().any(|c| c.direction().is_ne());
    alone(moved, move || Changes { all: changes.all.clone(), ..changes })
}

/// Every measurable change, the largest rise first.
struct Changes<'a> {
    exhibits: &'a Exhibits<'a>,
    progress: &'a Progress,
    rule: &'a ProgressRule,
    all: Vec<FocusChange>,
}

impl<'a> Changes<'a> {
    fn of(exhibits: &'a Exhibits<'a>) -> Option<Self> {
        let progress = exhibits.findings.progress.as_ref()?;
        let rule = exhibits.framework.progress.as_ref()?;
        let all = focus_changes(exhibits.framework, &exhibits.findings.ranges, progress);
        Some(Changes { exhibits, progress, rule, all })
    }

    /// Those by more than noise, the largest first, each way under its key.
    fn halves(&self) -> [(&'static str, Vec<&FocusChange>); 2] {
        let [rises, falls] = risen_and_fallen(&self.all);
        [("rises", rises), ("falls", falls)]
    }

    /// How many of them are drawn.
    fn headed(&self, key: &str, all: &[&FocusChange]) -> Result<String> {
        say!(self, key, n = all.len().min(LARGEST), of = all.len())
    }

    fn half(
        &self,
        canvas: &mut Canvas,
        (key, all): (&str, &[&FocusChange]),
        (scale, top): (&Scale, f64),
    ) -> Result<f64> {
        let (look, right) = (self.look(), canvas.size().0);
        let head = self.headed(key, all)?;
        canvas.begin(key);
        canvas.label((0.0, top + 3.5), &head, look.label().bold(), Anchor::Start);
        canvas.label((right, top + 3.5), self.word("change")?, look.small(), Anchor::End);
        canvas.line((0.0, top + HEAD - 1.6), (right, top + HEAD - 1.6), look.rule());
        let bottom = top + HEAD + ROW * all.len().min(LARGEST) as f64;
        for (_, x) in scale.ticks(6) {
            canvas.line((x, top + HEAD - 1.0), (x, bottom), look.grid());
        }
        for (k, change) in all.iter().take(LARGEST).enumerate() {
            self.row(canvas, change, (scale, top + HEAD + ROW * (k as f64 + 0.5)))?;
        }
        canvas.end();
        Ok(bottom + 3.0)
    }

    fn row(&self, canvas: &mut Canvas, of: &FocusChange, (scale, y): (&Scale, f64)) -> Result<()> {
        let (exhibits, look) = (self.exhibits, self.look());
        let (ink, dark) = (look.label(), look.coloured(exhibits.level_colour(of.level)));
        let name = fitting_name(exhibits, of.area, ink, LEVEL - 2.0);
        canvas.label((0.0, y), &name, ink, Anchor::Start);
        let level = dark.shorten(exhibits.level_short(of.level), YEARS - LEVEL - 2.0);
        canvas.label((LEVEL, y), &level, dark, Anchor::Start);
        let from = source::span(exhibits, of.from_years)?;
        let years = say!(self, "years", from, to = source::span(exhibits, of.to_years)?)?;
        canvas.label((YEARS, y), &years, look.small(), Anchor::Start);
        self.dumbbell(canvas, of, (scale, y))?;
        let points = self.print(scores::change(of.range, of.points()));
        canvas.label((canvas.size().0, y), &points, ink.bold(), Anchor::End);
        Ok(())
    }

    /// Open: before; filled: after; both scores outside the pair. Diamonds where the change is mostly modelled.
    fn dumbbell(
        &self,
        canvas: &mut Canvas,
        of: &FocusChange,
        (scale, y): (&Scale, f64),
    ) -> Result<()> {
        let (look, colour) = (self.look(), self.exhibits.level_colour(of.level));
        let (from, to) = (scale.at(of.from)?, scale.at(of.to)?);
        canvas.line((from, y), (to, y), Stroke::new(colour, look.strokes.strong));
        let shape = if of.modelled { Shape::Diamond } else { Shape::Circle };
        canvas.mark((from, y), look.ring(1.0, colour).shaped(shape));
        canvas.mark((to, y), look.dot(1.0, colour).shaped(shape));
        let [before, after] = scores_of(of).map(|score| self.print(score));
        canvas.outside(y, 1.9, [(from, &before, look.fine()), (to, &after, look.fine())]);
        Ok(())
    }
}

/// Before and after, as they are printed.
fn scores_of(of: &FocusChange) -> [Number; 2] {
    [of.from, of.to].map(|score| scores::number(of.range, score))
}
