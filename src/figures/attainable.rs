//! How far other weights of what stands below the index could move each ranked State: `attainable`.

use super::chart::{Below, Chart, alone, exhibited, joined};
use super::columns::Columns;
use super::data::{Data, Of};
use super::figure::Task;
use super::plot::{Grid, Names};
use crate::analyse::{by_rank, reaches, widest};
use crate::drawing::{Anchor, Axis, Canvas, Frame, Sample, Scale};
use crate::exhibits::{Exhibits, basis};
use crate::fault::Result;
use crate::look::Colour;
use crate::uncertainty::attainable::{Attainable, Reach};
use crate::words::{Number, say};

/// Between two columns.
const GAP: f64 = 5.0;
/// A page holds so many States in a column.
const IN_COLUMN: usize = 66;
const CLEAR: f64 = 1.6;
const SMALLEST_PITCH: f64 = 2.9;
/// States named in the alternative text.
const NAMED: usize = 5;

/// One figure, where the index is such that it can be told, and more than one State is ranked.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let all = exhibits.attainable.unwrap_or_default();
    alone(all.len() > 1, move || Ranges { exhibits, all, found: by_rank(all) })
}

struct Ranges<'a> {
    exhibits: &'a Exhibits<'a>,
    all: &'a [Attainable],
    /// By the rank they have.
    found: Vec<&'a Attainable>,
}

impl Ranges<'_> {
    /// The narrowest weights darkest and thickest: colour, and half the height as a share of a row's.
    fn bar(&self, reach: &Reach) -> (Colour, f64) {
        let colours = &self.look().colours;
        let (share, half) = match reach.spread {
            None => (0.18, 0.14),
            Some(spread) if spread > 0.3 => (0.42, 0.22),
            Some(_) => (0.75, 0.30),
        };
        (colours.emphasis.blend(colours.paper, share), half)
    }

    /// The places that a State can take where weights are within the narrowest spread.
    fn places(&self, of: &Attainable) -> Result<String> {
        let Some(narrow) = of.regions.first() else { return Ok(String::new()) };
        match (narrow.best.rank, narrow.worst.rank) {
            (best, worst) if best == worst => Ok(self.print(Number::count(best))),
            (best, worst) => say!(self, "places", best, worst),
        }
    }

    /// The line of ranks between names and the places at the right edge; where it ends; and which weights those
    /// places are of, nothing where these have no bounds.
    fn line(&self, names: f64, right: f64) -> Result<(Scale, f64, String)> {
        let (small, dot) = (self.look().small(), self.look().marks.dot);
        let head = match self.found.first().and_then(|of| of.regions.first()?.spread) {
            Some(spread) => say!(self, "column", spread = Number::percent(spread))?,
            None => String::new(),
        };
        let mut places = small.width(&head) + CLEAR;
        for of in &self.found {
            places = places.max(small.width(&self.places(of)?));
        }
        let end = right - places - CLEAR;
        let axis = Axis::new("rank", 1.0, self.found.len() as f64)?;
        Ok((axis.onto(names + CLEAR + dot, end - dot), end, head))
    }

    /// One column of the page: names at the left, ranks from the first to the last, places at the right.
    fn column(&self, canvas: &mut Canvas, of: &[&Attainable], at: Frame, pitch: f64) -> Result<()> {
        let (look, small) = (self.look(), self.look().small());
        let areas = self.found.iter().map(|of| of.area);
        let names = Names::new(self.exhibits, areas, (at.left, at.width() * 0.45), pitch);
        let (scale, right, head) = self.line(names.end, at.right)?;
        let number = |rank: usize| self.print(Number::count(rank));
        let ticks = scale.whole_ticks(small.width(&number(self.found.len()))).into_iter();
        let grid = Grid { right, ..Grid::new((at.top - 0.8, at.bottom), at.top - 1.6) };
        grid.draw(canvas, look, ticks.map(|(rank, x)| (x, number(rank))));
        canvas.write((at.right, at.top - 1.6), &head, small, Anchor::End);
        let dot = look.ring((0.26 * pitch).min(look.marks.small_dot), look.colours.ink);
        for (row, of) in of.iter().enumerate() {
            let y = at.top + (row as f64 + 0.5) * pitch;
            names.draw(canvas, self.exhibits, of.area, y);
            canvas.label((at.right, y), &self.places(of)?, small, Anchor::End);
            // The widest range first, so that narrower ones lie on it.
            for reach in of.regions.iter().rev() {
                let (colour, half) = self.bar(reach);
                let [best, worst] = [&reach.best, &reach.worst].map(|end| end.rank as f64);
                // A range of one rank is still seen.
                let ends = (scale.at(best)? - 0.2, scale.at(worst)? + 0.2);
                canvas.rect(Frame::along(ends, y, half * pitch), colour);
            }
            canvas.mark((scale.at(of.nominal as f64)?, y), dot);
        }
        Ok(())
    }
}

impl Chart for Ranges<'_> {
    exhibited!("attainable");

    fn title(&self) -> Result<String> {
        let Some(over_all) = reaches(self.all) else { return Ok(String::new()) };
        let (of, spread) = (self.found.len(), Number::percent(over_all.spread));
        say!(self, "title", first = over_all.first, of, spread, places = over_all.places)
    }

    fn subtitle(&self) -> Result<String> {
        say!(self, "subtitle", n = self.found.len())
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let item = |(of, widest): (&Attainable, &Reach)| {
            let name = self.exhibits.marked_short(of.area, 0);
            let (best, worst) = (widest.best.rank, widest.worst.rank);
            say!(self, "alt_item", name, nominal = of.nominal, best, worst)
        };
        let widest = joined(widest(self.all).into_iter().take(NAMED).map(item), ", ")?;
        say!(self, "alt", n = self.found.len(), finding, widest)
    }

    fn note(&self) -> Result<String> {
        let shown = self.found.iter().map(|of| of.area);
        let note = basis::marked_of(self.exhibits, (&[0], shown), "dagger", say!(self, "note")?)?;
        match reaches(self.all).map_or(0, |over_all| over_all.inexact) {
            0 => Ok(note),
            n => Ok(format!("{note} {}", say!(self, "inexact", n)?)),
        }
    }

    fn has_codes(&self) -> bool {
        true
    }

    fn data(&self) -> Vec<Vec<String>> {
        let mut data = Data::new(self.exhibits, ["nominal", "spread", "best", "worst", "exact"]);
        for (of, reach) in self.found.iter().flat_map(|of| of.regions.iter().map(move |r| (of, r)))
        {
            let spread = reach.spread.map_or("any".to_owned(), |spread| spread.to_string());
            let ranks = [of.nominal, reach.best.rank, reach.worst.rank];
            let [nominal, best, worst] = ranks.map(|rank| rank.to_string());
            let exact = if reach.is_exact() { "yes" } else { "no" }.to_owned();
            data.push(Of::Score(of.area, 0), [nominal, spread, best, worst, exact]);
        }
        data.rows()
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let look = self.look();
        let rank = look.ring(look.marks.small_dot, look.colours.ink);
        let mut entries = self.entries([(Sample::Mark(rank), "nominal")])?;
        for reach in self.found.first().map_or(&[][..], |of| &of.regions) {
            let within = match reach.spread {
                None => self.word("any")?.to_owned(),
                Some(spread) => say!(self, "within", spread = Number::percent(spread))?,
            };
            entries.push((Sample::Swatch(self.bar(reach).0), within));
        }
        Ok(entries)
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let n = self.found.len().div_ceil(IN_COLUMN).max(2);
        let rows = self.found.len().div_ceil(n);
        let page = Columns::new(self.look(), top, (n, rows as f64), (GAP, SMALLEST_PITCH));
        Below::new(page.bottom, move |canvas| {
            for (c, column) in self.found.chunks(rows).enumerate() {
                self.column(canvas, column, page.frame(c, column.len() as f64), page.pitch)?;
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;

    #[test]
    fn every_ranked_state_has_its_ranges_and_nobody_else() {
        let exhibits = WORLD.exhibits();
        let all = exhibits.attainable.unwrap();
        let ranges = Ranges { exhibits: &exhibits, all, found: by_rank(all) };
        let figure = ranges.figure().unwrap();
        let ranked = exhibits.scores.standings.iter().filter(|s| s.is_ranked()).count();
        assert_eq!(figure.data.len(), 1 + 3 * ranked);
        assert_eq!(figure.overlaps, Vec::<String>::new());
        let first = all.iter().filter(|of| of.regions[2].best.rank == 1).count();
        assert!(figure.title.contains(&first.to_string()), "{}", figure.title);
    }
}
