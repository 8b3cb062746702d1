//! Changes of focus areas in, the largest rises and falls as dumbbells out: `changes`.

#[cfg(test)]
mod tests;
mod text;

use std::cmp::Ordering;

use super::chart::Chart;
use super::figure::Task;
use super::fitting::fitting_name;
use crate::analyse::{IndicatorChange, LevelChange, Progress, ScoreRange};
use crate::drawing::{Anchor, Canvas, Mark, Scale, Shape, Stroke, Type};
use crate::exhibits::{Exhibits, scores, source};
use crate::fault::Result;
use crate::framework::ProgressRule;
use crate::look::Colour;
use crate::words::Number;

const ID: &str = "changes";
/// Rows of each half.
const LARGEST: usize = 10;
/// Millimetres: a row, and the head of a half.
const ROW: f64 = 4.9;
const HEAD: f64 = 8.0;
/// Left edges of the columns, and of the scores; the change stands at the right edge.
const LEVEL: f64 = 37.0;
const YEARS: f64 = 65.0;
const SCORES: f64 = 93.0;

/// One focus area of one State, measured twice over the same indicators.
struct Change {
    area: usize,
    level: usize,
    range: ScoreRange,
    coverage: f64,
    /// Whether it rests mostly on modelled values.
    modelled: bool,
    from: f64,
    to: f64,
    /// First and last year of the values of either period.
    from_years: (i32, i32),
    to_years: (i32, i32),
}

impl Change {
    fn points(&self) -> f64 {
        self.to - self.from
    }

    fn direction(&self) -> Ordering {
        self.range.direction(self.points())
    }

    /// The change in hundredths of the range, by which changes over different ranges compare.
    fn hundredths(&self) -> f64 {
        self.points() * 100.0 / (self.range.high - self.range.low)
    }
}

/// One figure, where the framework compares two periods and any score changed by more than noise.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let Some(changes) = Changes::of(exhibits) else { return Vec::new() };
    Task::one(!changes.all.iter().all(|c| c.direction().is_eq()), ID, move || changes.figure())
}

/// Every measurable change, the largest rise first.
struct Changes<'a> {
    exhibits: &'a Exhibits<'a>,
    progress: &'a Progress,
    rule: &'a ProgressRule,
    all: Vec<Change>,
}

impl<'a> Changes<'a> {
    fn of(exhibits: &'a Exhibits<'a>) -> Option<Self> {
        let progress = exhibits.findings.progress.as_ref()?;
        let rule = exhibits.framework.progress.as_ref()?;
        let mut all: Vec<Change> = progress
            .levels
            .iter()
            .filter_map(|found| measured(exhibits, progress, found))
            .collect();
        all.sort_by(|a, b| b.hundredths().total_cmp(&a.hundredths()));
        Some(Changes { exhibits, progress, rule, all })
    }

    /// Those by more than noise, the largest first, each way under its key.
    fn halves(&self) -> [(&'static str, Vec<&Change>); 2] {
        let rises = self.all.iter().filter(|c| c.direction().is_gt()).collect();
        let falls = self.all.iter().rev().filter(|c| c.direction().is_lt()).collect();
        [("rises", rises), ("falls", falls)]
    }
}

fn measured(exhibits: &Exhibits, progress: &Progress, found: &LevelChange) -> Option<Change> {
    let (from, to) = found.scores?;
    let years = |of: fn(&IndicatorChange) -> i32| {
        let under: Vec<usize> = exhibits.framework.indicators_under(found.level).collect();
        let years = progress.indicators.iter().filter(|c| {
            let counted = progress.is_counted(exhibits.framework, c.indicator);
            counted && c.area == found.area && under.contains(&c.indicator)
        });
        years.map(of).map(|y| (y, y)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    };
    Some(Change {
        area: found.area,
        level: found.level,
        range: exhibits.range(found.level),
        coverage: found.coverage,
        modelled: found.is_modelled(),
        from,
        to,
        from_years: years(|c| c.from_year)?,
        to_years: years(|c| c.to_year)?,
    })
}

fn half(
    canvas: &mut Canvas,
    exhibits: &Exhibits,
    key: &str,
    all: &[&Change],
    (scale, top): (&Scale, f64),
) -> Result<f64> {
    let look = exhibits.look;
    let n = all.len().min(LARGEST);
    let arguments = [("n", Number::count(n).into()), ("of", Number::count(all.len()).into())];
    let head = exhibits.words.say(&format!("figure.changes.{key}"), &arguments)?;
    canvas.begin(key);
    let bold = Type::new(look.sizes.label, look.colours.ink).bold();
    canvas.label((0.0, top + 3.5), &head, bold, Anchor::Start);
    let quiet = Type::new(look.sizes.small, look.colours.secondary);
    let words = exhibits.words.get("figure.changes.change")?;
    canvas.label((canvas.size().0, top + 3.5), words, quiet, Anchor::End);
    let rule = Stroke::new(look.colours.hairline, look.strokes.thin);
    canvas.line((0.0, top + HEAD - 1.6), (canvas.size().0, top + HEAD - 1.6), rule);
    let grid = Stroke::new(look.colours.hairline, look.strokes.hairline);
    let bottom = top + HEAD + ROW * n as f64;
    for (_, x) in scale.ticks(6) {
        canvas.line((x, top + HEAD - 1.0), (x, bottom), grid);
    }
    for (k, change) in all.iter().take(n).enumerate() {
        row(canvas, exhibits, change, (scale, top + HEAD + ROW * (k as f64 + 0.5)))?;
    }
    canvas.end();
    Ok(bottom + 3.0)
}

fn row(
    canvas: &mut Canvas,
    exhibits: &Exhibits,
    change: &Change,
    (scale, y): (&Scale, f64),
) -> Result<()> {
    let look = exhibits.look;
    let ink = Type::new(look.sizes.label, look.colours.ink);
    let quiet = Type::new(look.sizes.small, look.colours.secondary);
    let colour = exhibits.level_colour(change.level);
    let dark = Type { colour: colour.darkened(look.colours.paper, 4.5), ..ink };
    let name = fitting_name(exhibits, change.area, ink, LEVEL - 2.0);
    canvas.label((0.0, y), &name, ink, Anchor::Start);
    let level = dark.shorten(exhibits.level_short(change.level), YEARS - LEVEL - 2.0);
    canvas.label((LEVEL, y), &level, dark, Anchor::Start);
    let span = |years| source::span(exhibits, years);
    let years = [("from", span(change.from_years)?.into()), ("to", span(change.to_years)?.into())];
    let years = exhibits.words.say("figure.changes.years", &years)?;
    canvas.label((YEARS, y), &years, quiet, Anchor::Start);
    dumbbell(canvas, exhibits, change, colour, (scale, y))?;
    let points = exhibits.words.number(scores::change(change.range, change.points()));
    canvas.label((canvas.size().0, y), &points, ink.bold(), Anchor::End);
    Ok(())
}

/// Open: before; filled: after; both scores outside the pair. Diamonds where the change is mostly modelled.
fn dumbbell(
    canvas: &mut Canvas,
    exhibits: &Exhibits,
    change: &Change,
    colour: Colour,
    (scale, y): (&Scale, f64),
) -> Result<()> {
    let look = exhibits.look;
    let (from, to) = (scale.at(change.from)?, scale.at(change.to)?);
    canvas.line((from, y), (to, y), Stroke::new(colour, look.strokes.strong));
    let outline = Some(Stroke::new(colour, look.strokes.line));
    let shape = if change.modelled { Shape::Diamond } else { Shape::Circle };
    let open = Mark { shape, radius: 1.0, fill: look.colours.paper, outline };
    canvas.mark((from, y), open);
    canvas.mark((to, y), Mark { fill: colour, ..open });
    let style = Type::new(look.sizes.small, look.colours.ink);
    let rose = change.to > change.from;
    for (x, score, first) in [(from, change.from, rose), (to, change.to, !rose)] {
        let text = exhibits.words.number(scores::number(change.range, score));
        let (away, anchor) = if first { (-1.9, Anchor::End) } else { (1.9, Anchor::Start) };
        canvas.label((x + away, y), &text, style, anchor);
    }
    Ok(())
}

fn foot(canvas: &mut Canvas, exhibits: &Exhibits, scale: &Scale, y: f64) {
    let look = exhibits.look;
    let quiet = Type::new(look.sizes.small, look.colours.secondary);
    let axis = scale.axis();
    let range = ScoreRange { low: axis.low(), high: axis.high(), is_fixed: false };
    for (value, x) in scale.ticks(6) {
        let text = exhibits.words.number(scores::tick(range, value));
        canvas.label((x, y - 0.5), &text, quiet, Anchor::Middle);
    }
}
