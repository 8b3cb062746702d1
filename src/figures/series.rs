//! The scores of one area in each year in, a line for each level out: `series_URY`.

use super::chart::{Below, Chart};
use super::data::cell;
use super::figure::{Figure, data_score};
use crate::analyse::{ScoreRange, Year};
use crate::drawing::{Anchor, Axis, Canvas, Mark, Scale, Shape, Stroke, Type};
use crate::exhibits::{Exhibits, ids, scores, source};
use crate::fault::Result;
use crate::score::Scores;
use crate::words::Number;

/// Millimetres: a panel's height with its head, the gap between two, room for scores at either end.
const PANEL: f64 = 38.0;
const HEAD: f64 = 7.0;
const GAP: f64 = 8.0;
const ENDS: f64 = 15.0;

/// The name of a basis in the data, and the scores of a year on it.
type Basis = (&'static str, fn(&Year) -> Option<&Scores>);
const BASES: [Basis; 2] =
    [("as_known", |year| year.known.as_ref().ok()), ("fixed", |year| year.fixed.as_ref().ok())];

/// One area and its years, ascending.
struct Series<'a> {
    exhibits: &'a Exhibits<'a>,
    id: String,
    years: &'a [Year],
    area: usize,
}

/// Draws the index and the focus areas of one area over the years.
///
/// # Errors
/// Words missing, or scores that no axis can show.
pub fn series(exhibits: &Exhibits, years: &[Year], area: usize) -> Result<Figure> {
    let id = ids::id_of("series", &exhibits.panel.areas[area]);
    Series { exhibits, id, years, area }.figure()
}

impl Series<'_> {
    fn levels(&self) -> Vec<usize> {
        self.exhibits.framework.index_and_focus_areas().collect()
    }

    /// (year, score) of each year with a score on a basis that may be printed.
    fn points(&self, level: usize, (_, of): Basis) -> Vec<(i32, f64)> {
        let score = |year: &Year| Some((year.year, of(year)?.shown(self.area, level)?));
        self.years.iter().filter_map(score).collect()
    }

    fn span(&self) -> Result<[(&'static str, crate::words::Say); 1]> {
        let ends = self.years.first().zip(self.years.last()).map(|(a, b)| (a.year, b.year));
        Ok([("years", source::span(self.exhibits, ends.unwrap_or_default())?.into())])
    }

    fn panel(
        &self,
        canvas: &mut Canvas,
        level: usize,
        axis: &Axis,
        ((left, top), width): ((f64, f64), f64),
    ) -> Result<()> {
        let look = self.exhibits.look;
        let bold = Type::new(look.sizes.label, look.colours.ink).bold();
        let quiet = Type::new(look.sizes.small, look.colours.secondary);
        canvas.begin(&self.exhibits.framework.levels[level].code);
        let name = bold.shorten(self.exhibits.level_short(level), width);
        canvas.label((left, top + 2.5), &name, bold, Anchor::Start);
        let (floor, ceiling) = (top + PANEL - 3.0, top + HEAD);
        let across = |year: i32| {
            let ends = self.years.first().zip(self.years.last()).map(|(a, b)| (a.year, b.year));
            let (first, last) = ends.unwrap_or((year, year));
            let share = f64::from(year - first) / f64::from((last - first).max(1));
            left + ENDS + share * (width - 2.0 * ENDS)
        };
        let scale = axis.onto(floor, ceiling);
        let grid = Stroke::new(look.colours.hairline, look.strokes.hairline);
        let range = ScoreRange { low: axis.low(), high: axis.high(), is_fixed: false };
        for (value, y) in scale.ticks(4) {
            let text = self.exhibits.words.number(scores::tick(range, value));
            canvas.label((left, y), &text, quiet, Anchor::Start);
            canvas.line((left + ENDS, y), (left + width - ENDS, y), grid);
        }
        for year in [self.years.first(), self.years.last()].into_iter().flatten() {
            let text = self.exhibits.words.number(Number::year(year.year));
            canvas.label((across(year.year), top + PANEL), &text, quiet, Anchor::Middle);
        }
        for basis in BASES {
            self.line(canvas, level, basis, (&scale, &across))?;
        }
        canvas.end();
        Ok(())
    }

    /// A line is broken where a year has no score; the first and the last score of the fixed set stand
    /// beside it.
    fn line(
        &self,
        canvas: &mut Canvas,
        level: usize,
        basis: Basis,
        (scale, across): (&Scale, &dyn Fn(i32) -> f64),
    ) -> Result<()> {
        let look = self.exhibits.look;
        let colour = self.exhibits.level_colour(level);
        let is_fixed = basis.0 == "fixed";
        let stroke = match is_fixed {
            true => Stroke::new(colour, look.strokes.strong),
            false => Stroke::new(look.colours.secondary, look.strokes.line).dashed([1.0, 1.0]),
        };
        let points = self.points(level, basis);
        for run in points.chunk_by(|one, next| next.0 == one.0 + 1) {
            let spots: Result<Vec<_>> =
                run.iter().map(|(year, score)| Ok((across(*year), scale.at(*score)?))).collect();
            canvas.path(&spots?, stroke);
        }
        let ends = [(points.first(), -1.9, Anchor::End), (points.last(), 1.9, Anchor::Start)];
        for (point, away, anchor) in ends.into_iter().filter(|_| is_fixed) {
            let Some((year, score)) = point else { continue };
            let (x, y) = (across(*year), scale.at(*score)?);
            let mark = Mark { shape: Shape::Circle, radius: 0.9, fill: colour, outline: None };
            canvas.mark((x, y), mark);
            let text = scores::number(self.exhibits.range(level), *score);
            let text = self.exhibits.words.number(text);
            let style = Type::new(look.sizes.small, look.colours.ink);
            canvas.label((x + away, y), &text, style, anchor);
        }
        Ok(())
    }
}

impl Chart for Series<'_> {
    fn exhibits(&self) -> &Exhibits<'_> {
        self.exhibits
    }

    fn id(&self) -> &str {
        &self.id
    }

    /// The index at either end, over the same indicators; or that it can't be told.
    fn title(&self) -> Result<String> {
        let exhibits = self.exhibits;
        let area = exhibits.name(self.area);
        let points = self.points(0, BASES[1]);
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            let arguments = [("area", area.into()), ("index", exhibits.level(0).into())];
            return exhibits.words.say("figure.series.title_none", &arguments);
        };
        let score = |point: &(i32, f64)| scores::number(exhibits.range(0), point.1).into();
        let arguments = [
            ("area", area.into()),
            ("index", exhibits.level(0).into()),
            ("from", score(first)),
            ("first", Number::year(first.0).into()),
            ("to", score(last)),
            ("last", Number::year(last.0).into()),
        ];
        exhibits.words.say("figure.series.title", &arguments)
    }

    fn subtitle(&self) -> Result<String> {
        self.exhibits.words.say("figure.series.subtitle", &self.span()?)
    }

    fn note(&self) -> Result<String> {
        self.exhibits.words.say("figure.series.note", &[])
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let exhibits = self.exhibits;
        let mut rows = Vec::new();
        for level in self.levels() {
            let points = self.points(level, BASES[1]);
            let Some((first, last)) = points.first().zip(points.last()) else { continue };
            let score = |point: &(i32, f64)| scores::number(exhibits.range(level), point.1).into();
            let arguments = [
                ("level", exhibits.level_short(level).into()),
                ("from", score(first)),
                ("to", score(last)),
            ];
            rows.push(exhibits.words.say("figure.series.row", &arguments)?);
        }
        let arguments = [("finding", finding.into()), ("rows", exhibits.words.apart(&rows).into())];
        exhibits.words.say("figure.series.alt", &arguments)
    }

    fn data(&self) -> Vec<Vec<String>> {
        let header = ["ref_area", "code", "basis", "year", "score", "coverage", "status", "newest"];
        let mut rows = vec![header.map(str::to_owned).to_vec()];
        for (level, basis) in self.levels().into_iter().flat_map(|l| BASES.map(|basis| (l, basis)))
        {
            for year in self.years {
                let scores = (basis.1)(year);
                let score = scores.and_then(|scores| scores.shown(self.area, level));
                let coverage = scores.map(|scores| *scores.coverage.get(self.area, level));
                let status = scores.map_or("no_score", |s| s.status(self.area, level).name());
                rows.push(vec![
                    self.exhibits.panel.areas[self.area].clone(),
                    self.exhibits.framework.levels[level].code.clone(),
                    basis.0.to_owned(),
                    year.year.to_string(),
                    score.map_or(String::new(), data_score),
                    coverage.map_or(String::new(), |share| format!("{share:.4}")),
                    status.to_owned(),
                    cell(*year.newest[usize::from(basis.0 == "fixed")].get(self.area, level)),
                ]);
            }
        }
        rows
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let width = self.exhibits.look.page.text_width;
        let levels = self.levels();
        let all = levels.iter().flat_map(|level| BASES.map(|basis| self.points(*level, basis)));
        let axis = Axis::around("score", all.flatten().map(|(_, score)| score))?;
        let panel = (width - GAP) / 2.0;
        let rows = levels.len().div_ceil(2) as f64;
        Below::new(top + rows * (PANEL + GAP), move |canvas| {
            for (at, level) in levels.iter().enumerate() {
                let corner =
                    ((at % 2) as f64 * (panel + GAP), top + (at / 2) as f64 * (PANEL + GAP));
                self.panel(canvas, *level, &axis, (corner, panel))?;
            }
            Ok(())
        })
    }
}
