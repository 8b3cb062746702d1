//! Regions in, small charts of their States out: a line of scores for each region with a dot for every
//! State, its mean as a number, and the States at both ends by name and score.

mod text;

use super::chart::{Chart, of_levels};
use super::figure::Task;
use super::fitting;
use crate::analyse::{RegionScores, ScoreRange, mean_of_all, regions_at};
use crate::drawing::{Anchor, Axis, Canvas, Mark, Scale, Stroke};
use crate::exhibits::{Exhibits, scores};
use crate::fault::Result;
use crate::words::{Number, say};

/// Panels beside each other, millimetres between them, and the height of one.
const ACROSS: usize = 3;
const GAP: f64 = 7.0;
const PANEL: f64 = 16.0;
/// Within a panel: the baseline of its name, that of what is told of it, its line, and the names of its ends.
const NAME: f64 = 3.4;
const TOLD: f64 = 6.7;
const LINE: f64 = 10.4;
const ENDS: f64 = 14.2;
/// Room for what of the last names lies below their middle.
const LAST: f64 = 15.8;
/// Over the panels, where the numbers of the lines stand.
const HEAD: f64 = 3.6;

/// `regions_<level>`: the index and every focus area, where several regions have a mean.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let several = |level| {
        panels(exhibits, level).iter().filter(|panel| panel.mean.mean.is_some()).count() > 1
    };
    of_levels(exhibits, several, |level, id| Regions::new(exhibits, level, id))
}

/// Every region at a level, in the order of the panels.
fn panels<'a>(exhibits: &'a Exhibits, level: usize) -> Vec<RegionScores<'a>> {
    regions_at(&exhibits.findings.regions, exhibits.scores, level)
}

struct Regions<'a> {
    exhibits: &'a Exhibits<'a>,
    id: String,
    level: usize,
    panels: Vec<RegionScores<'a>>,
}

impl<'a> Regions<'a> {
    fn new(exhibits: &'a Exhibits<'a>, level: usize, id: String) -> Self {
        Regions { exhibits, id, level, panels: panels(exhibits, level) }
    }

    fn range(&self) -> ScoreRange {
        self.exhibits.range(self.level)
    }

    fn number(&self, score: f64) -> Number {
        self.exhibits.number_at(self.level, score)
    }

    fn name(&self, panel: &RegionScores) -> &'a str {
        self.exhibits.group(self.exhibits.framework.groupings.len(), panel.region.region)
    }

    /// All scores of the range where it has ends of its own, else around those there are.
    fn axis(&self) -> Result<Axis> {
        let all = self.panels.iter().flat_map(|panel| &panel.scores);
        fitting::axis_around(self.range(), all.map(|state| state.1))
    }

    /// The line with its ticks; their numbers stand over the first row.
    fn ground(
        &self,
        canvas: &mut Canvas,
        scale: &Scale,
        (is_first, upper): (bool, f64),
    ) -> Result<()> {
        let look = self.exhibits.look;
        let y = upper + LINE;
        let ends = [scale.axis().low(), scale.axis().high()];
        canvas.line((scale.at(ends[0])?, y), (scale.at(ends[1])?, y), look.grid());
        for (value, x) in fitting::ticks(self.exhibits, self.level, scale) {
            canvas.tick((x, y), 1.6, look.grid());
            if is_first {
                let text = self.exhibits.words.number(scores::tick(self.range(), value));
                canvas.write((x, upper - 0.6), &text, look.small(), Anchor::Middle);
            }
        }
        Ok(())
    }

    fn panel(
        &self,
        canvas: &mut Canvas,
        panel: &RegionScores,
        (scale, left, width): (&Scale, f64, f64),
        upper: f64,
    ) -> Result<()> {
        let look = self.exhibits.look;
        let head = look.label().bold();
        let name = head.shorten(self.name(panel), width);
        canvas.write((left, upper + NAME), &name, head, Anchor::Start);
        let told = look.small().shorten(&self.told(panel)?, width);
        canvas.write((left, upper + TOLD), &told, look.small(), Anchor::Start);
        let y = upper + LINE;
        // Every region stands beside the mean of all States.
        if let Some(world) = mean_of_all(self.exhibits.scores, self.level) {
            canvas.tick((scale.at(world)?, y), 1.9, self.world_stroke());
        }
        for &(_, score) in &panel.scores {
            canvas.mark((scale.at(score)?, y), self.dot());
        }
        if let Some(mean) = panel.mean.mean {
            canvas.tick((scale.at(mean)?, y), 1.9, look.mean());
        }
        self.ends(canvas, panel, (left, width), upper + ENDS);
        Ok(())
    }

    /// The States at both ends of the line, by name and score, each under its side.
    fn ends(&self, canvas: &mut Canvas, panel: &RegionScores, (left, width): (f64, f64), y: f64) {
        let style = self.exhibits.look.small();
        let one = |(area, score): (usize, f64), limit: f64| {
            let score = self.exhibits.words.number(self.number(score));
            let room = limit - style.width(&format!(" {score}"));
            let name = fitting::fitting_marked(self.exhibits, (area, self.level), style, room);
            format!("{name} {score}")
        };
        match (panel.ends(), panel.scores.first()) {
            (Some([low, high]), _) => {
                let limit = width / 2.0 - 1.0;
                canvas.write((left, y), &one(low, limit), style, Anchor::Start);
                canvas.write((left + width, y), &one(high, limit), style, Anchor::End);
            }
            (None, Some(only)) => canvas.write((left, y), &one(*only, width), style, Anchor::Start),
            (None, None) => {}
        }
    }

    /// How many States a panel shows, and their mean.
    fn told(&self, panel: &RegionScores) -> Result<String> {
        match panel.mean.mean {
            Some(mean) => say!(self, "told", n = panel.scores.len(), mean = self.number(mean)),
            None => say!(self, "none"),
        }
    }

    fn dot(&self) -> Mark {
        let look = self.exhibits.look;
        let fill = self.exhibits.level_colour(self.level).blend(look.colours.paper, 0.55);
        Mark::dot(0.95, fill).outlined(look.colours.paper, look.strokes.hairline)
    }

    fn world_stroke(&self) -> Stroke {
        let look = self.exhibits.look;
        Stroke::new(look.colours.secondary, look.strokes.line)
    }
}

#[cfg(test)]
mod tests;
