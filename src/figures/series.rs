//! The scores of one area in each year in, a line for each level out: `series_URY`.

use super::axes;
use super::chart::{Below, Chart, exhibited};
use super::data::{cell, score};
use super::figure::{self, Figure};
use super::plot::Panels;
use crate::analyse::{Basis, Year, shown_scores};
use crate::drawing::{Anchor, Axis, Canvas, Frame, Mark, Scale, Stroke};
use crate::exhibits::{Exhibits, ids, scores, source};
use crate::fault::Result;
use crate::words::{Number, said, say};

/// Panels beside each other.
const ACROSS: usize = 2;
/// Millimetres: a panel's height with its head, the gap between two, room for scores at either end.
const PANEL: f64 = 38.0;
const HEAD: f64 = 7.0;
const GAP: f64 = 8.0;
const ENDS: f64 = 15.0;

/// One area and its years, ascending.
struct Series<'a> {
    exhibits: &'a Exhibits<'a>,
    id: String,
    years: &'a [Year],
    area: usize,
    levels: Vec<usize>,
}

/// Draws the index and the focus areas of one area over the years.
///
/// # Errors
/// Words missing, or scores that no axis can show.
pub fn series(exhibits: &Exhibits, years: &[Year], area: usize) -> Result<Figure> {
    let id = ids::id_of("series", &exhibits.panel.areas[area]);
    let levels = exhibits.framework.index_and_focus_areas().collect();
    Series { exhibits, id, years, area, levels }.figure()
}

impl Series<'_> {
    fn points(&self, level: usize, basis: Basis) -> Vec<(i32, f64)> {
        shown_scores(self.years, basis, (self.area, level))
    }

    /// The first and the last year.
    fn span(&self) -> (i32, i32) {
        let ends = self.years.first().zip(self.years.last());
        ends.map_or((0, 0), |(first, last)| (first.year, last.year))
    }

    /// The first and the last score of a level over the fixed set, each with its year.
    fn ends(&self, level: usize) -> Option<[(Number, Number); 2]> {
        let points = self.points(level, Basis::Fixed);
        let end = |(year, score): &(i32, f64)| {
            (Number::year(*year), scores::number(self.exhibits.range(level), *score))
        };
        Some([end(points.first()?), end(points.last()?)])
    }

    fn panel(&self, canvas: &mut Canvas, level: usize, axis: &Axis, at: Frame) -> Result<()> {
        let (look, bold) = (self.look(), self.look().label().bold());
        canvas.begin(&self.exhibits.framework.levels[level].code);
        let name = bold.shorten(self.exhibits.level_short(level), at.width());
        canvas.label((at.left, at.top + 2.5), &name, bold, Anchor::Start);
        let scale = axis.onto(at.bottom - 3.0, at.top + HEAD);
        for (y, text) in self.ticks(&scale, 4, axes::score(axis)) {
            canvas.label((at.left, y), &text, look.small(), Anchor::Start);
            canvas.line((at.left + ENDS, y), (at.right - ENDS, y), look.grid());
        }
        let (first, last) = self.span();
        let across = |year: i32| {
            let share = f64::from(year - first) / f64::from((last - first).max(1));
            at.left + ENDS + share * (at.width() - 2.0 * ENDS)
        };
        for year in [first, last] {
            let text = self.print(Number::year(year));
            canvas.label((across(year), at.bottom), &text, look.small(), Anchor::Middle);
        }
        for basis in Basis::ALL {
            self.line(canvas, (level, basis), (&scale, &across))?;
        }
        canvas.end();
        Ok(())
    }

    /// A line is broken where a year has no score; the first and the last score of the fixed set stand
    /// beside it.
    fn line(
        &self,
        canvas: &mut Canvas,
        (level, basis): (usize, Basis),
        (scale, across): (&Scale, &dyn Fn(i32) -> f64),
    ) -> Result<()> {
        let (look, colour) = (self.look(), self.exhibits.level_colour(level));
        let (is_fixed, fixed) = (basis == Basis::Fixed, Stroke::new(colour, look.strokes.strong));
        let as_known = Stroke::new(look.colours.secondary, look.strokes.line).dashed([1.0, 1.0]);
        let stroke = if is_fixed { fixed } else { as_known };
        let points = self.points(level, basis);
        let spot = |(year, score): &(i32, f64)| Ok((across(*year), scale.at(*score)?));
        for run in points.chunk_by(|one, next| next.0 == one.0 + 1) {
            canvas.path(&run.iter().map(spot).collect::<Result<Vec<_>>>()?, stroke);
        }
        for (point, away) in [(points.first(), -1.9), (points.last(), 1.9)] {
            let Some(point) = point.filter(|_| is_fixed) else { continue };
            canvas.mark(spot(point)?, Mark::dot(0.9, colour));
            let score = self.print(scores::number(self.exhibits.range(level), point.1));
            canvas.beside(spot(point)?, away, &score, look.fine());
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
        let said = said![area = self.exhibits.name(self.area), index = self.exhibits.level(0)];
        let Some([(first, from), (last, to)]) = self.ends(0) else {
            return say!(self, "title_none", ..said);
        };
        say!(self, "title", from, first, to, last, ..said)
    }

    fn subtitle(&self) -> Result<String> {
        say!(self, "subtitle", years = source::span(self.exhibits, self.span())?)
    }

    fn note(&self) -> Result<String> {
        say!(self, "note")
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let row = |&level: &usize| {
            let [(_, from), (_, to)] = self.ends(level)?;
            Some(say!(self, "row", level = self.exhibits.level_short(level), from, to))
        };
        let rows = self.apart(self.levels.iter().filter_map(row))?;
        say!(self, "alt", finding, rows)
    }

    fn data(&self) -> Vec<Vec<String>> {
        let Exhibits { framework, panel, .. } = self.exhibits;
        let row = |level: usize, basis: Basis, year: &Year| {
            let shown = year.scores(basis).and_then(|scores| scores.shown(self.area, level));
            vec![
                panel.areas[self.area].clone(),
                framework.levels[level].code.clone(),
                basis.name().to_owned(),
                year.year.to_string(),
                score(shown),
                cell(year.coverage(basis, self.area, level).map(|share| format!("{share:.4}"))),
                year.status(basis, self.area, level).to_owned(),
                cell(year.newest(basis, self.area, level)),
            ]
        };
        let levels = self.levels.iter().flat_map(|l| Basis::ALL.map(|basis| (*l, basis)));
        let rows = levels.flat_map(|(l, basis)| self.years.iter().map(move |y| row(l, basis, y)));
        figure::table("ref_area,code,basis,year,score,coverage,status,newest", rows)
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let all = self.levels.iter().flat_map(|level| Basis::ALL.map(|of| self.points(*level, of)));
        let axis = Axis::around("score", all.flatten().map(|(_, score)| score))?;
        let across = (ACROSS, GAP);
        let (panels, width) = Panels::sharing(self.drawing_width(), across, top, PANEL + GAP);
        Below::new(top + panels.rows(self.levels.len()) * panels.step.1, move |canvas| {
            for (k, level) in self.levels.iter().enumerate() {
                let (left, top) = panels.at(k);
                self.panel(canvas, *level, &axis, Frame::new(left, top, width, PANEL))?;
            }
            Ok(())
        })
    }
}
