//! The scores of one area in each year in, a line for each level out: `series_URY`.

use super::chart::{Below, Chart, exhibited};
use super::data::{cell, score};
use super::figure::{self, Figure};
use super::plot::{Panels, share};
use crate::analyse::{ScoreRange, Year};
use crate::drawing::{Anchor, Axis, Canvas, Mark, Scale, Stroke, Type};
use crate::exhibits::{Exhibits, ids, scores, source};
use crate::fault::Result;
use crate::score::Scores;
use crate::words::{Number, said, say};

/// Panels beside each other.
const ACROSS: usize = 2;
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

    /// The first and the last year.
    fn ends(&self) -> Option<(i32, i32)> {
        Some((self.years.first()?.year, self.years.last()?.year))
    }

    fn panel(
        &self,
        canvas: &mut Canvas,
        level: usize,
        axis: &Axis,
        ((left, top), width): ((f64, f64), f64),
    ) -> Result<()> {
        let look = self.exhibits.look;
        let bold = look.label().bold();
        canvas.begin(&self.exhibits.framework.levels[level].code);
        let name = bold.shorten(self.exhibits.level_short(level), width);
        canvas.label((left, top + 2.5), &name, bold, Anchor::Start);
        let (floor, ceiling) = (top + PANEL - 3.0, top + HEAD);
        let across = |year: i32| {
            let (first, last) = self.ends().unwrap_or((year, year));
            let share = f64::from(year - first) / f64::from((last - first).max(1));
            left + ENDS + share * (width - 2.0 * ENDS)
        };
        let scale = axis.onto(floor, ceiling);
        let range = ScoreRange { low: axis.low(), high: axis.high(), is_fixed: false };
        for (value, y) in scale.ticks(4) {
            let text = self.exhibits.words.number(scores::tick(range, value));
            canvas.label((left, y), &text, look.small(), Anchor::Start);
            canvas.line((left + ENDS, y), (left + width - ENDS, y), look.grid());
        }
        for year in [self.years.first(), self.years.last()].into_iter().flatten() {
            let text = self.exhibits.words.number(Number::year(year.year));
            canvas.label((across(year.year), top + PANEL), &text, look.small(), Anchor::Middle);
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
            canvas.mark((x, y), Mark::dot(0.9, colour));
            let text = scores::number(self.exhibits.range(level), *score);
            let text = self.exhibits.words.number(text);
            let style = Type::new(look.sizes.small, look.colours.ink);
            canvas.label((x + away, y), &text, style, anchor);
        }
        Ok(())
    }
}

impl Chart for Series<'_> {
    exhibited!("series");

    fn id(&self) -> &str {
        &self.id
    }

    /// The index at either end, over the same indicators; or that it can't be told.
    fn title(&self) -> Result<String> {
        let exhibits = self.exhibits;
        let said = said![area = exhibits.name(self.area), index = exhibits.level(0)];
        let points = self.points(0, BASES[1]);
        let Some((first, last)) = points.first().zip(points.last()) else {
            return say!(self, "title_none", ..said);
        };
        let score = |point: &(i32, f64)| scores::number(exhibits.range(0), point.1);
        say!(
            self,
            "title",
            from = score(first),
            first = Number::year(first.0),
            to = score(last),
            last = Number::year(last.0),
            ..said
        )
    }

    fn subtitle(&self) -> Result<String> {
        let ends = self.ends().unwrap_or_default();
        say!(self, "subtitle", years = source::span(self.exhibits, ends)?)
    }

    fn note(&self) -> Result<String> {
        say!(self, "note")
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let exhibits = self.exhibits;
        let row = |level: usize| {
            let points = self.points(level, BASES[1]);
            let (from, to) = points.first().zip(points.last())?;
            let score = |point: &(i32, f64)| scores::number(exhibits.range(level), point.1);
            let level = exhibits.level_short(level);
            Some(say!(self, "row", level, from = score(from), to = score(to)))
        };
        let rows = self.levels().into_iter().filter_map(row).collect::<Result<Vec<_>>>()?;
        say!(self, "alt", finding, rows = exhibits.words.apart(&rows))
    }

    fn data(&self) -> Vec<Vec<String>> {
        let code = &self.exhibits.panel.areas[self.area];
        let row = |level: usize, basis: Basis, year: &Year| {
            let scores = (basis.1)(year);
            let coverage = scores.map(|scores| *scores.coverage.get(self.area, level));
            let status = scores.map_or("no_score", |s| s.status(self.area, level).name());
            vec![
                code.clone(),
                self.exhibits.framework.levels[level].code.clone(),
                basis.0.to_owned(),
                year.year.to_string(),
                score(scores.and_then(|scores| scores.shown(self.area, level))),
                cell(coverage.map(|share| format!("{share:.4}"))),
                status.to_owned(),
                cell(*year.newest[usize::from(basis.0 == "fixed")].get(self.area, level)),
            ]
        };
        let levels = self.levels().into_iter().flat_map(|l| BASES.map(|basis| (l, basis)));
        let rows = levels.flat_map(|(l, basis)| self.years.iter().map(move |y| row(l, basis, y)));
        figure::table("ref_area,code,basis,year,score,coverage,status,newest", rows)
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let levels = self.levels();
        let all = levels.iter().flat_map(|level| BASES.map(|basis| self.points(*level, basis)));
        let axis = Axis::around("score", all.flatten().map(|(_, score)| score))?;
        let width = share(self.drawing_width(), ACROSS, GAP);
        let step = (width + GAP, PANEL + GAP);
        let panels = Panels { across: ACROSS, corner: (0.0, top), step };
        Below::new(top + levels.len().div_ceil(ACROSS) as f64 * step.1, move |canvas| {
            for (at, level) in levels.iter().enumerate() {
                self.panel(canvas, *level, &axis, (panels.at(at), width))?;
            }
            Ok(())
        })
    }
}
