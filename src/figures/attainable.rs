//! How far other weights of what stands below the index could move each ranked State: `attainable`.

use super::chart::{Below, Chart};
use super::data::{Data, Of};
use super::figure::Task;
use super::fitting;
use crate::drawing::{Anchor, Axis, Canvas, Frame, Mark, Sample, Scale, Shape, Stroke, Type};
use crate::exhibits::{Exhibits, basis};
use crate::fault::Result;
use crate::look::Colour;
use crate::uncertainty::attainable::{Attainable, Reach};
use crate::words::{Number, Say};

const ID: &str = "attainable";
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

/// One figure, where the index is such that it can be told, and more than one State is ranked.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    match exhibits.attainable {
        Ok(found) if found.len() > 1 => {
            vec![Task::new(ID, move || Ranges::new(exhibits, found).figure())]
        }
        _ => Vec::new(),
    }
}

struct Ranges<'a> {
    exhibits: &'a Exhibits<'a>,
    /// By the rank they have.
    found: Vec<&'a Attainable>,
}

impl<'a> Ranges<'a> {
    fn new(exhibits: &'a Exhibits<'a>, found: &'a [Attainable]) -> Self {
        let mut found: Vec<&Attainable> = found.iter().collect();
        found.sort_by_key(|of| (of.nominal, of.area));
        Ranges { exhibits, found }
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
        let outline = Some(Stroke::new(look.colours.ink, look.strokes.line));
        Mark { shape: Shape::Circle, radius, fill: look.colours.paper, outline }
    }

    /// The places that a State can take where weights are within the narrowest spread.
    fn places(&self, of: &Attainable) -> Result<String> {
        let Some(narrow) = of.regions.first() else { return Ok(String::new()) };
        let (best, worst) = (Number::count(narrow.best.rank), Number::count(narrow.worst.rank));
        if best == worst {
            return Ok(self.exhibits.words.number(best));
        }
        let ends = [("best", best.into()), ("worst", worst.into())];
        self.exhibits.words.say("figure.attainable.places", &ends)
    }

    /// Which weights those places are of; nothing where they have no bounds.
    fn head(&self) -> Result<String> {
        let narrow = self.found.first().and_then(|of| of.regions.first()?.spread);
        let Some(spread) = narrow else { return Ok(String::new()) };
        let said = [("spread", Number::percent(spread).into())];
        self.exhibits.words.say("figure.attainable.column", &said)
    }

    /// How many places the widest range of each State spans.
    fn spans(&self) -> Vec<(usize, &'a Attainable)> {
        let span = |&of: &&'a Attainable| {
            let widest = of.regions.last()?;
            Some((widest.worst.rank.saturating_sub(widest.best.rank), of))
        };
        let mut spans: Vec<_> = self.found.iter().filter_map(span).collect();
        spans.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.area.cmp(&b.1.area)));
        spans
    }
}

impl Chart for Ranges<'_> {
    fn exhibits(&self) -> &Exhibits<'_> {
        self.exhibits
    }

    fn id(&self) -> &str {
        ID
    }

    /// How many States can be made the first by some weights, and the median of the places that a
    /// State can move through where weights are within the narrowest spread.
    fn title(&self) -> Result<String> {
        let is_first = |of: &&&Attainable| of.regions.last().is_some_and(|r| r.best.rank == 1);
        let first = self.found.iter().filter(is_first).count();
        let narrow = self.found.iter().filter_map(|of| of.regions.first());
        let mut places: Vec<usize> =
            narrow.clone().map(|reach| reach.worst.rank.saturating_sub(reach.best.rank)).collect();
        places.sort_unstable();
        let spread = narrow.filter_map(|reach| reach.spread).next().unwrap_or(0.0);
        let said = [
            ("first", Number::count(first).into()),
            ("of", Number::count(self.found.len()).into()),
            ("spread", Number::percent(spread).into()),
            ("places", Number::count(places[(places.len() - 1) / 2]).into()),
        ];
        self.exhibits.words.say("figure.attainable.title", &said)
    }

    fn subtitle(&self) -> Result<String> {
        let n = [("n", Number::count(self.found.len()).into())];
        self.exhibits.words.say("figure.attainable.subtitle", &n)
    }

    fn alt(&self, _: &str) -> Result<String> {
        let exhibits = self.exhibits;
        let mut named = Vec::new();
        for (_, of) in self.spans().into_iter().take(5) {
            let Some(widest) = of.regions.last() else { continue };
            let said = [
                ("name", Say::from(exhibits.marked_short(of.area, 0))),
                ("nominal", Number::count(of.nominal).into()),
                ("best", Number::count(widest.best.rank).into()),
                ("worst", Number::count(widest.worst.rank).into()),
            ];
            named.push(exhibits.words.say("figure.attainable.alt_item", &said)?);
        }
        let said = [
            ("n", Number::count(self.found.len()).into()),
            ("finding", self.title()?.into()),
            ("widest", named.join(", ").into()),
        ];
        exhibits.words.say("figure.attainable.alt", &said)
    }

    fn note(&self) -> Result<String> {
        let words = self.exhibits.words;
        let note = words.get("figure.attainable.note")?.to_owned();
        let shown = self.found.iter().map(|of| of.area);
        let note = basis::marked_of(self.exhibits, (0, shown), "dagger", note)?;
        let inexact =
            self.found.iter().filter(|of| !of.regions.iter().all(Reach::is_exact)).count();
        if inexact == 0 {
            return Ok(note);
        }
        let said = [("n", Number::count(inexact).into())];
        Ok(format!("{note} {}", words.say("figure.attainable.inexact", &said)?))
    }

    fn data(&self) -> Vec<Vec<String>> {
        let columns = ["nominal", "spread", "best", "worst", "exact"];
        let mut data = Data::new(self.exhibits, columns);
        for of in &self.found {
            for reach in &of.regions {
                let spread = reach.spread.map_or("any".to_owned(), |spread| spread.to_string());
                let ranks = [reach.best.rank, reach.worst.rank].map(|rank| rank.to_string());
                let exact = if reach.is_exact() { "yes" } else { "no" }.to_owned();
                let cells = [of.nominal.to_string(), spread].into_iter().chain(ranks);
                data.push(Of::Score(of.area, 0), cells.chain([exact]));
            }
        }
        data.rows()
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let words = self.exhibits.words;
        let dot = Sample::Mark(self.dot(self.exhibits.look.marks.small_dot));
        let mut entries = vec![(dot, words.get("figure.attainable.nominal")?.to_owned())];
        for reach in self.found.first().map_or(&[][..], |of| &of.regions) {
            entries.push((Sample::Swatch(self.bar(reach).0), spread(self.exhibits, reach)?));
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
        let width = (look.page.text_width - GAP * (columns - 1) as f64) / columns as f64;
        Below::new(top + rows as f64 * pitch + 1.0, move |canvas| {
            for (c, column) in self.found.chunks(rows).enumerate() {
                let strip = Strip::new(self, c as f64 * (width + GAP), width, pitch)?;
                strip.draw(canvas, column, top)?;
            }
            Ok(())
        })
    }
}

/// How far weights may be from those declared, in words.
fn spread(exhibits: &Exhibits, reach: &Reach) -> Result<String> {
    match reach.spread {
        None => exhibits.words.get("figure.attainable.any").map(str::to_owned),
        Some(spread) => {
            let said = [("spread", Number::percent(spread).into())];
            exhibits.words.say("figure.attainable.within", &said)
        }
    }
}

/// One column of the page: names at the left, ranks from the first to the last at the right.
struct Strip<'a> {
    ranges: &'a Ranges<'a>,
    scale: Scale,
    ticks: Vec<usize>,
    names_end: f64,
    left: f64,
    /// Where the line of ranks ends, and the column of places.
    line_end: f64,
    right: f64,
    /// Over the column of places.
    head: String,
    pitch: f64,
    name: Type,
}

impl<'a> Strip<'a> {
    fn new(ranges: &'a Ranges<'a>, left: f64, width: f64, pitch: f64) -> Result<Self> {
        let look = ranges.exhibits.look;
        let size = if pitch >= 3.9 { look.sizes.label } else { look.sizes.small };
        let name = Type::new(size, look.colours.ink);
        let widest = ranges
            .found
            .iter()
            .map(|of| name.width(&ranges.exhibits.marked_short(of.area, 0)))
            .fold(0.0, f64::max);
        let names_end = left + widest.min(width * 0.45);
        let places = ranges.found.iter().map(|of| Ok(look.small().width(&ranges.places(of)?)));
        let head = ranges.head()?;
        let least = look.small().width(&head) + CLEAR;
        let places = places.collect::<Result<Vec<_>>>()?.into_iter().fold(least, f64::max);
        let right = left + width;
        let line_end = right - places - CLEAR;
        let (from, to) = (names_end + CLEAR + look.marks.dot, line_end - look.marks.dot);
        let last = ranges.found.len();
        let scale = Axis::new("rank", 1.0, last as f64)?.onto(from, to);
        let label = look.small().width(&ranges.exhibits.words.number(Number::count(last)));
        let ticks = ticks(last, ((to - from) / (1.6 * label)) as usize);
        Ok(Strip { ranges, scale, ticks, names_end, left, line_end, right, head, pitch, name })
    }

    fn draw(&self, canvas: &mut Canvas, rows: &[&Attainable], top: f64) -> Result<()> {
        let exhibits = self.ranges.exhibits;
        let look = exhibits.look;
        let (heading, bottom) = (top - 1.6, top + rows.len() as f64 * self.pitch);
        for &rank in &self.ticks {
            let x = self.scale.at(rank as f64)?;
            canvas.line((x, top - 0.8), (x, bottom), look.grid());
            let text = exhibits.words.number(Number::count(rank));
            let half = look.small().width(&text) / 2.0;
            let x = x.min(self.line_end - half);
            canvas.write((x, heading), &text, look.small(), Anchor::Middle);
        }
        canvas.write((self.right, heading), &self.head, look.small(), Anchor::End);
        for (row, of) in rows.iter().enumerate() {
            self.row(canvas, of, top + (row as f64 + 0.5) * self.pitch)?;
        }
        Ok(())
    }

    fn row(&self, canvas: &mut Canvas, of: &Attainable, y: f64) -> Result<()> {
        let exhibits = self.ranges.exhibits;
        let room = self.names_end - self.left;
        let name = fitting::fitting_marked(exhibits, (of.area, 0), self.name, room);
        canvas.label((self.names_end, y), &name, self.name, Anchor::End);
        let places = self.ranges.places(of)?;
        canvas.label((self.right, y), &places, exhibits.look.small(), Anchor::End);
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
        let radius = (0.26 * self.pitch).min(exhibits.look.marks.small_dot);
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
