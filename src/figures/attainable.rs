//! How far other weights of what stands below the index could move each ranked State: `attainable`.

use super::chart::{Below, Chart, alone, exhibited};
use super::data::{Data, Of};
use super::figure::Task;
use super::plot::{Grid, Names, share};
use crate::analyse::{reaches, widest};
use crate::drawing::{Anchor, Axis, Canvas, Frame, Mark, Sample, Scale};
use crate::exhibits::{Exhibits, basis};
use crate::fault::Result;
use crate::look::Colour;
use crate::uncertainty::attainable::{Attainable, Reach};
use crate::words::{Number, say};

/// Between two columns, and in each over its first State.
const GAP: f64 = 5.0;
const HEAD: f64 = 4.6;
/// Its texts take more lines than those of other figures: so much more than a drawing leaves.
const NOTE: f64 = 14.0;
/// A page holds so many States in a column.
const IN_COLUMN: usize = 66;
const CLEAR: f64 = 1.6;
const LARGEST_PITCH: f64 = 4.4;
const SMALLEST_PITCH: f64 = 2.9;
/// States named in the alternative text.
const NAMED: usize = 5;

/// One figure, where the index is such that it can be told, and more than one State is ranked.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let found = exhibits.attainable.unwrap_or_default();
    alone(found.len() > 1, move || Ranges::new(exhibits, found))
}

struct Ranges<'a> {
    exhibits: &'a Exhibits<'a>,
    all: &'a [Attainable],
    /// By the rank they have.
    found: Vec<&'a Attainable>,
}

impl<'a> Ranges<'a> {
    fn new(exhibits: &'a Exhibits<'a>, all: &'a [Attainable]) -> Self {
        let mut found: Vec<&Attainable> = all.iter().collect();
        found.sort_by_key(|of| (of.nominal, of.area));
        Ranges { exhibits, all, found }
    }

    /// The narrowest weights darkest and thickest.
    fn bar(&self, reach: &Reach) -> (Colour, f64) {
        let look = self.exhibits.look;
        let (share, height) = match reach.spread {
            None => (0.18, 0.14),
            Some(spread) if spread > 0.3 => (0.42, 0.22),
            Some(_) => (0.75, 0.30),
        };
        (look.colours.emphasis.blend(look.colours.paper, share), height)
    }

    fn dot(&self, radius: f64) -> Mark {
        let look = self.exhibits.look;
        Mark::dot(radius, look.colours.paper).outlined(look.colours.ink, look.strokes.line)
    }

    /// The places that a State can take where weights are within the narrowest spread.
    fn places(&self, of: &Attainable) -> Result<String> {
        let Some(narrow) = of.regions.first() else { return Ok(String::new()) };
        match (narrow.best.rank, narrow.worst.rank) {
            (best, worst) if best == worst => Ok(self.exhibits.words.number(Number::count(best))),
            (best, worst) => say!(self, "places", best, worst),
        }
    }

    /// Which weights those places are of; nothing where they have no bounds.
    fn head(&self) -> Result<String> {
        let narrow = self.found.first().and_then(|of| of.regions.first()?.spread);
        narrow.map_or(Ok(String::new()), |spread| {
            say!(self, "column", spread = Number::percent(spread))
        })
    }
}

impl Chart for Ranges<'_> {
    exhibited!("attainable");

    fn title(&self) -> Result<String> {
        let Some(over_all) = reaches(self.all) else { return Ok(String::new()) };
        say!(
            self,
            "title",
            first = over_all.first,
            of = self.found.len(),
            spread = Number::percent(over_all.spread),
            places = over_all.places
        )
    }

    fn subtitle(&self) -> Result<String> {
        say!(self, "subtitle", n = self.found.len())
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let named = widest(self.all).into_iter().take(NAMED).map(|(of, widest)| {
            say!(
                self,
                "alt_item",
                name = self.exhibits.marked_short(of.area, 0),
                nominal = of.nominal,
                best = widest.best.rank,
                worst = widest.worst.rank
            )
        });
        let named = named.collect::<Result<Vec<_>>>()?.join(", ");
        say!(self, "alt", n = self.found.len(), finding, widest = named)
    }

    fn note(&self) -> Result<String> {
        let shown = self.found.iter().map(|of| of.area);
        let note = self.word("note")?.to_owned();
        let note = basis::marked_of(self.exhibits, (&[0], shown), "dagger", note)?;
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
            let ranks = [reach.best.rank, reach.worst.rank].map(|rank| rank.to_string());
            let exact = if reach.is_exact() { "yes" } else { "no" }.to_owned();
            let cells = [of.nominal.to_string(), spread].into_iter().chain(ranks);
            data.push(Of::Score(of.area, 0), cells.chain([exact]));
        }
        data.rows()
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let dot = Sample::Mark(self.dot(self.exhibits.look.marks.small_dot));
        let mut entries = self.entries([(dot, "nominal")])?;
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
        let look = self.exhibits.look;
        let top = top + 1.5 + HEAD;
        let columns = self.found.len().div_ceil(IN_COLUMN).max(2);
        let rows = self.found.len().div_ceil(columns);
        let room = look.page.figure_height - NOTE - top - 1.0;
        let pitch = (room / rows as f64).clamp(SMALLEST_PITCH, LARGEST_PITCH);
        let width = share(look.page.text_width, columns, GAP);
        Below::new(top + rows as f64 * pitch + 1.0, move |canvas| {
            for (c, column) in self.found.chunks(rows).enumerate() {
                let strip = Strip::new(self, c as f64 * (width + GAP), width, pitch)?;
                strip.draw(canvas, column, top)?;
            }
            Ok(())
        })
    }
}

/// One column of the page: names at the left, ranks from the first to the last at the right.
struct Strip<'a> {
    ranges: &'a Ranges<'a>,
    names: Names,
    scale: Scale,
    ticks: Vec<usize>,
    /// Where the line of ranks ends, and the column of places.
    line_end: f64,
    right: f64,
    /// Over the column of places.
    head: String,
    pitch: f64,
}

impl<'a> Strip<'a> {
    fn new(ranges: &'a Ranges<'a>, left: f64, width: f64, pitch: f64) -> Result<Self> {
        let look = ranges.exhibits.look;
        let areas = ranges.found.iter().map(|of| of.area);
        let names = Names::new(ranges.exhibits, areas, (left, width * 0.45), pitch);
        let places = ranges.found.iter().map(|of| Ok(look.small().width(&ranges.places(of)?)));
        let head = ranges.head()?;
        let least = look.small().width(&head) + CLEAR;
        let places = places.collect::<Result<Vec<_>>>()?.into_iter().fold(least, f64::max);
        let right = left + width;
        let line_end = right - places - CLEAR;
        let (from, to) = (names.end + CLEAR + look.marks.dot, line_end - look.marks.dot);
        let last = ranges.found.len();
        let scale = Axis::new("rank", 1.0, last as f64)?.onto(from, to);
        let label = look.small().width(&ranges.exhibits.words.number(Number::count(last)));
        let ticks = ticks(last, ((to - from) / (1.6 * label)) as usize);
        Ok(Strip { ranges, names, scale, ticks, line_end, right, head, pitch })
    }

    fn draw(&self, canvas: &mut Canvas, rows: &[&Attainable], top: f64) -> Result<()> {
        let Exhibits { look, words, .. } = self.ranges.exhibits;
        let (heading, bottom) = (top - 1.6, top + rows.len() as f64 * self.pitch);
        let grid = Grid { right: self.line_end, ..Grid::new((top - 0.8, bottom), heading) };
        let tick =
            |rank: &usize| Ok((self.scale.at(*rank as f64)?, words.number(Number::count(*rank))));
        grid.draw(canvas, look, self.ticks.iter().map(tick).collect::<Result<Vec<_>>>()?);
        canvas.write((self.right, heading), &self.head, look.small(), Anchor::End);
        for (row, of) in rows.iter().enumerate() {
            self.row(canvas, of, top + (row as f64 + 0.5) * self.pitch)?;
        }
        Ok(())
    }

    fn row(&self, canvas: &mut Canvas, of: &Attainable, y: f64) -> Result<()> {
        let look = self.ranges.exhibits.look;
        self.names.draw(canvas, self.ranges.exhibits, of.area, y);
        let places = self.ranges.places(of)?;
        canvas.label((self.right, y), &places, look.small(), Anchor::End);
        // The widest range first, so that narrower ones lie on it.
        for reach in of.regions.iter().rev() {
            let (colour, height) = self.ranges.bar(reach);
            let (best, worst) = (reach.best.rank as f64, reach.worst.rank as f64);
            let half = height * self.pitch;
            // A range of one rank is still seen.
            let left = self.scale.at(best)? - 0.2;
            let right = self.scale.at(worst)? + 0.2;
            canvas.rect(Frame { left, top: y - half, right, bottom: y + half }, colour);
        }
        let radius = (0.26 * self.pitch).min(look.marks.small_dot);
        canvas.mark((self.scale.at(of.nominal as f64)?, y), self.ranges.dot(radius));
        Ok(())
    }
}

/// The first rank and the last, and round ones between with a clear distance from both: `most` in all,
/// or the two ends.
fn ticks(last: usize, most: usize) -> Vec<usize> {
    let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
    let step = steps.into_iter().find(|step| last <= step * most.saturating_sub(1));
    let Some(step) = step.filter(|_| most > 2) else { return vec![1, last] };
    let round = (1..).map(|k| k * step).skip_while(|rank| *rank == 1);
    let between = round.take_while(|rank| 2 * (last - rank.min(&last)) > step);
    std::iter::once(1).chain(between).chain([last]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;

    #[test]
    fn ticks_are_round_between_the_first_rank_and_the_last() {
        assert_eq!(ticks(114, 7), [1, 20, 40, 60, 80, 100, 114]);
        assert_eq!(ticks(114, 4), [1, 50, 114], "100 would touch it");
        assert_eq!(ticks(103, 7), [1, 20, 40, 60, 80, 103]);
        assert_eq!(ticks(6, 9), [1, 2, 3, 4, 5, 6]);
        assert_eq!(ticks(114, 2), [1, 114]);
        assert_eq!(ticks(2, 9), [1, 2]);
    }

    #[test]
    fn every_ranked_state_has_its_ranges_and_nobody_else() {
        let exhibits = WORLD.exhibits();
        let found = exhibits.attainable.unwrap();
        let figure = Ranges::new(&exhibits, found).figure().unwrap();
        let ranked = exhibits.scores.standings.iter().filter(|s| s.is_ranked()).count();
        assert_eq!(figure.data.len(), 1 + 3 * ranked);
        assert_eq!(figure.overlaps, Vec::<String>::new());
        let first = found.iter().filter(|of| of.regions[2].best.rank == 1).count();
        assert!(figure.title.contains(&first.to_string()), "{}", figure.title);
    }
}
