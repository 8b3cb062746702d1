//! Changes of focus areas in, the largest rises and falls as dumbbells out: `changes`.

use super::data::{Data, Of};
use std::cmp::Ordering;

use super::figure::{Figure, Task, Told};
use super::fitting::fitting_name;
use crate::analyse::{Progress, ScoreRange};
use crate::drawing::{Anchor, Axis, Canvas, Mark, Scale, Shape, Stroke, Type};
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
    let both = exhibits.findings.progress.as_ref().zip(exhibits.framework.progress.as_ref());
    let Some((progress, rule)) = both else { return Vec::new() };
    let changes = measured(exhibits, progress);
    Task::one(!changes.iter().all(|c| c.direction().is_eq()), ID, move || {
        draw(exhibits, progress, rule, &changes)
    })
}

/// Every measurable change, the largest rise first.
fn measured(exhibits: &Exhibits, progress: &Progress) -> Vec<Change> {
    let mut changes: Vec<Change> = progress
        .levels
        .iter()
        .filter_map(|found| {
            let (from, to) = found.scores?;
            let years = |of: fn(&crate::analyse::IndicatorChange) -> i32| {
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
        })
        .collect();
    changes.sort_by(|a, b| b.hundredths().total_cmp(&a.hundredths()));
    changes
}

fn draw(
    exhibits: &Exhibits,
    progress: &Progress,
    rule: &ProgressRule,
    changes: &[Change],
) -> Result<Figure> {
    let rises: Vec<&Change> = changes.iter().filter(|c| c.direction().is_gt()).collect();
    let falls: Vec<&Change> = changes.iter().rev().filter(|c| c.direction().is_lt()).collect();
    let halves = [("rises", &rises), ("falls", &falls)];
    let title = title(exhibits, [changes.len(), rises.len(), falls.len()])?;
    let alt = alternative(exhibits, &title, &rises, &falls)?;
    let width = exhibits.look.page.text_width;
    let shown = halves.iter().filter(|(_, all)| !all.is_empty());
    let height: f64 = shown.map(|(_, all)| HEAD + ROW * all.len().min(LARGEST) as f64 + 3.0).sum();
    let mut canvas = Canvas::new(exhibits.look, ID, (width, height + 4.0));
    let drawn = halves.iter().flat_map(|(_, all)| all.iter().take(LARGEST));
    let axis = Axis::around("score", drawn.flat_map(|c| [c.from, c.to]))?;
    // Scores stand outside the marks, so both ends of the axis keep room for one.
    let scale = axis.onto(SCORES + 9.0, width - 22.0);
    let mut top = 0.0;
    for (key, all) in halves.into_iter().filter(|(_, all)| !all.is_empty()) {
        top = half(&mut canvas, exhibits, key, all, (&scale, top))?;
    }
    foot(&mut canvas, exhibits, &scale, height);
    let drawing = canvas.finish(&title, &alt)?;
    Ok(Told {
        id: ID.to_owned(),
        title,
        subtitle: subtitle(exhibits, rule)?,
        note: note(exhibits, progress, rule, changes.len(), [&rises, &falls])?,
        source: source::of(exhibits, exhibits.framework.scored())?,
        alt,
        data: data(exhibits, changes),
    }
    .of(drawing))
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

/// How many scores of areas rose and fell: of the whole, for behind the largest change a break in a
/// source may hide.
fn title(exhibits: &Exhibits, [measurable, rose, fell]: [usize; 3]) -> Result<String> {
    let arguments = [
        ("measurable", Number::count(measurable).into()),
        ("rose", Number::count(rose).into()),
        ("fell", Number::count(fell).into()),
        ("noise", noise(exhibits)?.into()),
    ];
    exhibits.words.say("figure.changes.title", &arguments)
}

fn subtitle(exhibits: &Exhibits, rule: &ProgressRule) -> Result<String> {
    // No value after the cut-off counts, whatever the rule's second period says.
    let last = |year: i32| year.min(exhibits.panel.cut_off);
    let span = |years: [i32; 2]| source::span(exhibits, (years[0], last(years[1])));
    let areas: Vec<usize> = exhibits.framework.focus_areas().collect();
    let scale = scores::unit(exhibits, exhibits.common_range(&areas))?;
    let arguments =
        [("scale", scale.into()), ("from", span(rule.from)?.into()), ("to", span(rule.to)?.into())];
    exhibits.words.say("figure.changes.subtitle", &arguments)
}

/// The smallest change of a focus area that is called one, in words.
fn noise(exhibits: &Exhibits) -> Result<String> {
    let areas = exhibits.framework.focus_areas();
    scores::noise(exhibits, areas.map(|level| exhibits.range(level)))
}

fn note(
    exhibits: &Exhibits,
    progress: &Progress,
    rule: &ProgressRule,
    measurable: usize,
    halves: [&[&Change]; 2],
) -> Result<String> {
    let moved: usize = halves.iter().map(|all| all.len()).sum();
    let arguments = [
        ("measurable", Number::count(measurable).into()),
        ("all", Number::count(progress.levels.len()).into()),
        ("coverage", Number::percent(rule.coverage).into()),
        ("same", Number::count(measurable - moved).into()),
        ("noise", noise(exhibits)?.into()),
    ];
    let mut said = vec![exhibits.words.say("figure.changes.note", &arguments)?];
    if halves.iter().any(|all| all.iter().take(LARGEST).any(|change| change.modelled)) {
        said.push(exhibits.words.say("figure.changes.modelled", &[])?);
    }
    Ok(said.join(" "))
}

fn alternative(
    exhibits: &Exhibits,
    finding: &str,
    rises: &[&Change],
    falls: &[&Change],
) -> Result<String> {
    let mut halves = Vec::new();
    for (key, all) in [("rises", rises), ("falls", falls)] {
        let shown = all.len().min(LARGEST);
        let arguments =
            [("n", Number::count(shown).into()), ("of", Number::count(all.len()).into())];
        let head = exhibits.words.say(&format!("figure.changes.{key}"), &arguments)?;
        let mut rows = Vec::new();
        for change in all.iter().take(shown) {
            let arguments = [
                ("area", exhibits.short_name(change.area).into()),
                ("level", exhibits.level_short(change.level).into()),
                ("from", scores::number(change.range, change.from).into()),
                ("to", scores::number(change.range, change.to).into()),
            ];
            let row = exhibits.words.say("figure.changes.row", &arguments)?;
            rows.push(match change.modelled {
                true => {
                    exhibits.words.say("figure.changes.row_modelled", &[("row", row.into())])?
                }
                false => row,
            });
        }
        if !rows.is_empty() {
            let said = [("what", head.into()), ("said", exhibits.words.apart(&rows).into())];
            halves.push(exhibits.words.say("figure.told", &said)? + ".");
        }
    }
    let arguments = [("finding", finding.into()), ("halves", halves.join(" ").into())];
    exhibits.words.say("figure.changes.alt", &arguments)
}

/// Every measurable change, not only those drawn.
fn data(exhibits: &Exhibits, changes: &[Change]) -> Vec<Vec<String>> {
    let header = ["code", "coverage", "from_score", "to_score", "change"];
    let years = ["from_first_year", "from_last_year", "to_first_year", "to_last_year"];
    let header = header.into_iter().chain(years).chain(["mostly_modelled"]);
    let mut data = Data::new(exhibits, header);
    for c in changes {
        let code = exhibits.framework.levels[c.level].code.clone();
        let scores = [c.coverage, c.from, c.to, c.points()].map(|v| format!("{v:.4}"));
        let years = [c.from_years.0, c.from_years.1, c.to_years.0, c.to_years.1];
        let cells = [code].into_iter().chain(scores).chain(years.map(|year| year.to_string()));
        data.push(Of::Score(c.area, c.level), cells.chain([c.modelled.to_string()]));
    }
    data.rows()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;
    use crate::figures::draw;

    #[test]
    fn the_largest_change_leads_and_all_are_in_the_data() {
        let exhibits = WORLD.exhibits();
        let changes = measured(&exhibits, WORLD.findings.progress.as_ref().unwrap());
        let largest = changes.iter().map(Change::points).fold(f64::MIN, f64::max);
        assert_eq!(changes[0].points(), largest);
        let rule = WORLD.framework.progress.as_ref().unwrap();
        for change in &changes {
            assert!(change.coverage >= rule.coverage);
            assert!(change.from_years.1 <= rule.from[1] && change.to_years.0 >= rule.to[0]);
        }
        let figure = &draw(&exhibits, Some(&["changes".to_owned()])).unwrap()[0];
        assert_eq!(figure.data.len(), 1 + changes.len());
        let rose = changes.iter().filter(|c| c.direction().is_gt()).count();
        let start = format!("{rose} of {} measurable", changes.len());
        assert!(figure.title.starts_with(&start), "{}", figure.title);
        assert!(figure.alt.contains(&figure.title), "{}", figure.alt);
    }
}
