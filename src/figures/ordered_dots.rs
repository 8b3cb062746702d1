//! Every State's score as a dot, ordered within its region, over the quarters of ranked States.

use super::blocks::{self, Block};
use super::figure::{self, Figure, Task, Told};
use super::fitting;
use crate::analyse::ScoreRange;
use crate::drawing::{
    Anchor, Canvas, Drawing, Frame, Key, Mark, Sample, Scale, Shape, Spot, Stroke, Type,
};
use crate::exhibits::{Exhibits, basis, ids, scores, source};
use crate::fault::Result;
use crate::look::Colour;
use crate::words::{Number, Say};

/// `dots_<level>`: the index and every focus area, where any State has a score.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    exhibits
        .framework
        .index_and_areas()
        .filter(|&level| exhibits.scores.levels.column(level).any(Option::is_some))
        .map(|level| {
            let id = ids::id_of("dots", &exhibits.framework.levels[level].code);
            Task::new(id.clone(), move || Dots::new(exhibits, level).figure(&id))
        })
        .collect()
}

/// What one figure shows.
struct Dots<'a> {
    exhibits: &'a Exhibits<'a>,
    level: usize,
    colour: Colour,
    columns: Vec<Vec<Block>>,
    quarters: Vec<Quarter>,
}

/// A quarter of ranked States: 1 the lowest … 4 the highest, and its lowest and highest score.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Quarter {
    number: u8,
    low: f64,
    high: f64,
}

const GAP: f64 = 3.0;
const TOP: f64 = 4.0;
/// Between a name and a dot at zero.
const CLEAR: f64 = 1.6;
const LARGEST_PITCH: f64 = 4.4;
const SMALLEST_PITCH: f64 = 2.9;

impl<'a> Dots<'a> {
    fn new(exhibits: &'a Exhibits<'a>, level: usize) -> Self {
        let columns = blocks::columns_for(exhibits.panel.areas.len());
        Dots {
            exhibits,
            level,
            colour: exhibits.level_colour(level),
            columns: blocks::pack(blocks::by_score(exhibits, level), columns),
            quarters: quarters(exhibits, level),
        }
    }

    fn score(&self, area: usize) -> Option<f64> {
        *self.exhibits.scores.levels.get(area, self.level)
    }

    /// How many areas have a score.
    fn scored(&self) -> usize {
        self.exhibits.scores.levels.column(self.level).flatten().count()
    }

    fn range(&self) -> ScoreRange {
        self.exhibits.range(self.level)
    }

    fn number(&self, score: f64) -> Number {
        scores::number(self.range(), score)
    }

    fn is_ranked(&self, area: usize) -> bool {
        self.exhibits.scores.standings[area].is_ranked()
    }

    fn figure(&self, id: &str) -> Result<Figure> {
        let exhibits = self.exhibits;
        let indicators = exhibits.framework.scored_under(self.level);
        let title = self.title()?;
        let alt = self.alt(&title)?;
        let drawing = self.drawing(id, &title, &alt)?;
        Ok(Told {
            id: id.to_owned(),
            title,
            subtitle: self.subtitle()?,
            note: self.note()?,
            source: source::of(exhibits, indicators)?,
            alt,
            data: self.data()?,
        }
        .of(drawing))
    }

    fn drawing(&self, id: &str, title: &str, alt: &str) -> Result<Drawing> {
        let look = self.exhibits.look;
        let key = Key::new(self.key()?, look.page.text_width, look.small());
        let top = key.height() + 1.5 + TOP;
        let rows = blocks::tallest(&self.columns);
        let room = look.page.figure_height - top - 1.0;
        let pitch = (room / rows).clamp(SMALLEST_PITCH, LARGEST_PITCH);
        let size = (look.page.text_width, top + rows * pitch + 1.0);
        let mut canvas = Canvas::new(look, id, size);
        key.draw(&mut canvas, (0.0, 0.0));
        let n = self.columns.len() as f64;
        let width = (size.0 - GAP * (n - 1.0)) / n;
        for (c, column) in self.columns.iter().enumerate() {
            let left = c as f64 * (width + GAP);
            let strip = Strip::new(self, left, width, pitch)?;
            let mut y = top;
            for block in column {
                y = strip.draw(&mut canvas, block, y)?;
            }
        }
        canvas.finish(title, alt)
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let words = self.exhibits.words;
        let mut entries = vec![
            (Sample::Mark(self.mark(true)), words.get("figure.dots.ranked")?.to_owned()),
            (Sample::Mark(self.mark(false)), words.get("figure.dots.indicative")?.to_owned()),
        ];
        for quarter in &self.quarters {
            let name = words.get(&format!("figure.quarter.q{}", quarter.number))?;
            let range = [
                ("quarter", Say::from(name)),
                ("low", self.number(quarter.low).into()),
                ("high", self.number(quarter.high).into()),
            ];
            let text = words.say("figure.quarter.range", &range)?;
            entries.push((Sample::Swatch(self.tint(quarter.number)), text));
        }
        Ok(entries)
    }

    fn mark(&self, ranked: bool) -> Mark {
        let look = self.exhibits.look;
        Mark {
            shape: Shape::Circle,
            radius: look.marks.dot,
            fill: if ranked { self.colour } else { look.colours.paper },
            outline: Some(Stroke::new(self.colour, look.strokes.line)),
        }
    }

    fn tint(&self, quarter: u8) -> Colour {
        let share = [0.06, 0.13, 0.21, 0.30][usize::from(quarter.clamp(1, 4)) - 1];
        self.colour.blend(self.exhibits.look.colours.paper, share)
    }

    fn title(&self) -> Result<String> {
        let words = self.exhibits.words;
        let level = ("level", Say::from(self.exhibits.level_short(self.level)));
        let bound = |number: u8| self.quarters.iter().find(|q| q.number == number);
        if let (Some(lowest), Some(highest)) = (bound(1), bound(4)) {
            let bounds = [
                level,
                ("high", self.number(highest.low).into()),
                ("low", self.number(lowest.high).into()),
            ];
            return words.say("figure.dots.title", &bounds);
        }
        match (self.quarters.first(), self.quarters.last()) {
            (Some(first), Some(last)) => words.say(
                "figure.dots.title_few",
                &[
                    level,
                    ("high", self.number(last.high).into()),
                    ("low", self.number(first.low).into()),
                ],
            ),
            _ => words.say("figure.dots.title_unranked", &[level]),
        }
    }

    fn subtitle(&self) -> Result<String> {
        let years = basis::years(self.exhibits, self.level)?;
        let scale = scores::common([self.range()]);
        let said = vec![
            ("scale", scores::unit(self.exhibits, scale)?.into()),
            ("n", Number::count(self.scored()).into()),
            ("years", years.into()),
        ];
        blocks::subtitle(self.exhibits, "dots", said)
    }

    fn note(&self) -> Result<String> {
        let areas = 0..self.exhibits.panel.areas.len();
        let count = |wanted: &dyn Fn(usize) -> bool| {
            Say::from(Number::count(areas.clone().filter(|&a| wanted(a)).count()))
        };
        let said = [
            ("ranked", count(&|a| self.is_ranked(a))),
            ("indicative", count(&|a| !self.is_ranked(a) && self.score(a).is_some())),
        ];
        let note = self.exhibits.words.say("figure.dots.note", &said)?;
        if areas.clone().all(|a| self.score(a).is_some()) {
            return self.noted(note);
        }
        let without = [("n", count(&|a| self.score(a).is_none()))];
        let without = self.exhibits.words.say("figure.dots.note_without", &without)?;
        self.noted(format!("{note} {without}"))
    }

    fn noted(&self, note: String) -> Result<String> {
        let note = basis::marked(self.exhibits, self.level, "dagger", note)?;
        basis::noted(self.exhibits, self.level, note)
    }

    /// The finding, and the States at both ends.
    fn alt(&self, finding: &str) -> Result<String> {
        let exhibits = self.exhibits;
        let mut ranked: Vec<(f64, usize)> = (0..exhibits.panel.areas.len())
            .filter(|&a| self.is_ranked(a))
            .filter_map(|a| Some((self.score(a)?, a)))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let named = |some: &[(f64, usize)]| {
            let one = |(score, area): &(f64, usize)| {
                let score = exhibits.words.number(self.number(*score));
                format!("{} {score}", exhibits.marked_short(*area, self.level))
            };
            some.iter().map(one).collect::<Vec<_>>().join(", ")
        };
        let level = exhibits.level_short(self.level);
        let n = Number::count(self.scored());
        let said = [("level", level.into()), ("n", n.into()), ("finding", finding.into())];
        let start = exhibits.words.say("figure.dots.alt", &said)?;
        if ranked.is_empty() {
            return Ok(start);
        }
        let ends = [
            ("highest", named(&ranked[..ranked.len().min(5)]).into()),
            ("lowest", named(&ranked[ranked.len().saturating_sub(5)..]).into()),
        ];
        Ok(format!("{start} {}", exhibits.words.say("figure.dots.alt_ends", &ends)?))
    }

    fn data(&self) -> Result<Vec<Vec<String>>> {
        let exhibits = self.exhibits;
        let header = ["ref_area", "name", "group", "level", "score", "status", "quartile"];
        let mut rows = vec![header.map(str::to_owned).to_vec()];
        for block in self.columns.iter().flatten() {
            for &area in &block.areas {
                let quartile = *exhibits.scores.quartiles.get(area, self.level);
                let score = self.score(area);
                rows.push(vec![
                    exhibits.panel.areas[area].clone(),
                    exhibits.short_name(area).to_owned(),
                    block.name.clone(),
                    exhibits.framework.levels[self.level].code.clone(),
                    score.map_or(String::new(), figure::data_score),
                    exhibits.status(area, self.level).to_owned(),
                    quartile.map_or(String::new(), |q| q.to_string()),
                ]);
            }
        }
        Ok(rows)
    }
}

/// The range of each quarter of ranked States that holds one.
fn quarters(exhibits: &Exhibits, level: usize) -> Vec<Quarter> {
    let range = |number: u8| {
        let held =
            exhibits.scores.quartiles.column(level).zip(exhibits.scores.levels.column(level));
        held.filter(|(quartile, _)| **quartile == Some(number))
            .filter_map(|(_, score)| *score)
            .map(|score| Quarter { number, low: score, high: score })
            .reduce(|a, b| Quarter { number, low: a.low.min(b.low), high: a.high.max(b.high) })
    };
    (1..=4).filter_map(range).collect()
}

/// One column of the page: names at the left, the line of scores at the right.
struct Strip<'a> {
    dots: &'a Dots<'a>,
    scale: Scale,
    /// Where names end and where the line of scores starts and ends.
    names_end: f64,
    left: f64,
    right: f64,
    pitch: f64,
    name: Type,
}

impl<'a> Strip<'a> {
    fn new(dots: &'a Dots<'a>, left: f64, width: f64, pitch: f64) -> Result<Self> {
        let look = dots.exhibits.look;
        let size = if pitch >= 3.9 { look.sizes.label } else { look.sizes.small };
        let name = Type::new(size, look.colours.ink);
        let widest = (0..dots.exhibits.panel.areas.len())
            .map(|a| name.width(&dots.exhibits.marked_short(a, dots.level)))
            .fold(0.0, f64::max);
        let names_end = left + widest.min(width * 0.59);
        let (from, to) = (names_end + CLEAR + look.marks.dot, left + width - look.marks.dot);
        let scale = fitting::axis(dots.range())?.onto(from, to);
        Ok(Strip { dots, scale, names_end, left, right: left + width, pitch, name })
    }

    /// Draws a block from a height on; gives the height where the next begins.
    fn draw(&self, canvas: &mut Canvas, block: &Block, top: f64) -> Result<f64> {
        let look = self.dots.exhibits.look;
        let first = top + (blocks::HEADING_ROWS - 0.6) * self.pitch;
        let bottom = first + block.areas.len() as f64 * self.pitch;
        let heading = top + 0.75 * self.pitch;
        let bold = look.label().bold();
        let name = bold.shorten(&block.name, self.names_end - self.left);
        canvas.write((self.left, heading), &name, bold, Anchor::Start);
        self.ground(canvas, heading, first - 0.3 * self.pitch, bottom)?;
        for (row, &area) in block.areas.iter().enumerate() {
            self.row(canvas, area, first + (row as f64 + 0.5) * self.pitch)?;
        }
        Ok(top + block.rows() * self.pitch)
    }

    /// Tints of the quarters, grid lines and their numbers.
    fn ground(&self, canvas: &mut Canvas, heading: f64, top: f64, bottom: f64) -> Result<()> {
        let exhibits = self.dots.exhibits;
        let look = exhibits.look;
        let range = self.dots.range();
        // The ends and the middle where the ends are set.
        let ticks = match range.is_fixed {
            true => {
                let middle = f64::midpoint(range.low, range.high);
                let at = |value| Ok((value, self.scale.at(value)?));
                [range.low, middle, range.high].into_iter().map(at).collect::<Result<Vec<_>>>()?
            }
            false => fitting::ticks(exhibits, range, &self.scale, look.small()),
        };
        for &(_, x) in &ticks {
            canvas.line((x, top), (x, bottom), look.grid());
        }
        let quarters = &self.dots.quarters;
        for (i, quarter) in quarters.iter().enumerate() {
            let end = quarters.get(i + 1).map_or(quarter.high, |next| next.low);
            let (left, right) = (self.scale.at(quarter.low)?, self.scale.at(end)?);
            let frame = Frame { left, top, right, bottom };
            canvas.rect(frame, self.dots.tint(quarter.number));
            // On a tint the grid is white.
            for &(_, x) in ticks.iter().filter(|(_, x)| (left..right).contains(x)) {
                canvas.line((x, top), (x, bottom), Stroke::new(look.colours.paper, 0.2));
            }
        }
        for (value, x) in ticks {
            let text = exhibits.words.number(scores::tick(range, value));
            let x = x.min(self.right - look.small().width(&text) / 2.0);
            canvas.write((x, heading), &text, look.small(), Anchor::Middle);
        }
        Ok(())
    }

    fn row(&self, canvas: &mut Canvas, area: usize, y: f64) -> Result<()> {
        let exhibits = self.dots.exhibits;
        let score = self.dots.score(area);
        let style = match score {
            Some(_) => self.name,
            None => Type { colour: exhibits.look.colours.secondary, ..self.name },
        };
        let (at, room) = ((area, self.dots.level), self.names_end - self.left);
        let name = fitting::fitting_marked(exhibits, at, style, room);
        canvas.label((self.names_end, y), &name, style, Anchor::End);
        match score {
            Some(score) => {
                let spot: Spot = (self.scale.at(score)?, y);
                canvas.mark(spot, self.dots.mark(self.dots.is_ranked(area)));
            }
            None => {
                let text = exhibits.words.get("figure.no_score")?;
                let style = exhibits.look.small();
                // The words stand on paper, so that no line or tint runs through them.
                let (left, half) = (self.names_end + CLEAR, 0.5 * self.pitch);
                let paper = Frame::new(left, y - half, style.width(text) + 1.0, 2.0 * half);
                canvas.rect(paper, exhibits.look.colours.paper);
                canvas.label((left + 0.4, y), text, style, Anchor::Start);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "ordered_dots_tests.rs"]
mod tests;
