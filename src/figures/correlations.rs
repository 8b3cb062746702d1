//! Every pair of scored indicators as a coloured cell of a triangle: `correlations`.

use std::collections::BTreeMap;

use super::figure::{self, Figure, Task, Told};
use crate::analyse::audit::{ENOUGH_AREAS, Pair, PairDoubt, REDUNDANT};
use crate::drawing::{
    Anchor, Canvas, Drawing, Frame, Key, Sample, Stroke, Type, capital_height, printable,
};
use crate::exhibits::{Exhibits, basis, source};
use crate::fault::Result;
use crate::words::{Number, Say};

const ID: &str = "correlations";
const LARGEST_CELL: f64 = 5.2;
const LONGEST_NAME: f64 = 46.0;
/// White between two cells.
const JOINT: f64 = 0.2;
/// A name with less room than this says nothing, in millimetres.
const LEAST_ROOM: f64 = 8.0;
/// More indicators than this leave cells too small to see.
const MOST: usize = 80;
/// So many pairs at either end are named in the alternative text.
const NAMED: usize = 5;

/// One figure, where any two scored indicators have enough areas in common.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let triangle = Triangle::new(exhibits);
    Task::one(!(triangle.pairs.is_empty() || triangle.order.len() > MOST), ID, move || {
        Triangle::new(exhibits).figure()
    })
}

struct Triangle<'a> {
    exhibits: &'a Exhibits<'a>,
    /// Scored indicators, focus area by focus area.
    order: Vec<usize>,
    /// Focus areas with the range of their indicators in `order`.
    sections: Vec<(usize, usize, usize)>,
    /// By the two positions among the framework's indicators, the lower first.
    pairs: BTreeMap<(usize, usize), &'a Pair>,
}

/// Sizes in millimetres that follow from the page and what must fit.
struct Layout {
    left: f64,
    top: f64,
    cell: f64,
    name: Type,
    /// Whether numbers and signs fit into the cells.
    signs: bool,
}

impl<'a> Triangle<'a> {
    fn new(exhibits: &'a Exhibits<'a>) -> Self {
        let (mut order, mut sections) = (Vec::new(), Vec::new());
        for (level, mut indicators) in exhibits.framework.sections() {
            indicators.retain(|&i| exhibits.framework.indicators[i].is_scored());
            if !indicators.is_empty() {
                sections.push((level, order.len(), order.len() + indicators.len()));
            }
            order.extend(indicators);
        }
        let pairs = exhibits.findings.audit.pairs.iter().map(|p| ((p.first, p.second), p));
        Triangle { exhibits, order, sections, pairs: pairs.collect() }
    }

    fn pair(&self, row: usize, column: usize) -> Option<&'a Pair> {
        let (a, b) = (self.order[row], self.order[column]);
        self.pairs.get(&(a.min(b), a.max(b))).copied()
    }

    fn figure(&self) -> Result<Figure> {
        let (title, alt) = (self.title()?, self.alt()?);
        let drawing = self.drawing(&title, &alt)?;
        let years = basis::years(self.exhibits, 0)?;
        let said = [("n", Number::count(self.order.len()).into()), ("years", years.into())];
        Ok(Told {
            id: ID.to_owned(),
            title,
            subtitle: self.exhibits.words.say("figure.correlations.subtitle", &said)?,
            note: self.note()?,
            source: source::of(self.exhibits, self.order.iter().copied())?,
            alt,
            data: self.data(),
        }
        .of(drawing))
    }

    fn drawing(&self, title: &str, alt: &str) -> Result<Drawing> {
        let look = self.exhibits.look;
        let key = Key::across(look, self.key()?);
        let layout = self.layout(key.height() + 3.0);
        let height = layout.top + layout.cell * self.order.len() as f64 + 0.6;
        let mut canvas = key.over(look, ID, height);
        canvas.begin("cells");
        for row in 0..self.order.len() {
            self.name(&mut canvas, &layout, row);
            for column in 0..row {
                self.cell(&mut canvas, &layout, row, column);
            }
        }
        canvas.end();
        canvas.begin("areas");
        for &(level, from, to) in &self.sections {
            self.section(&mut canvas, &layout, level, (from, to));
        }
        canvas.end();
        canvas.finish(title, alt)
    }

    fn layout(&self, top: f64) -> Layout {
        let look = self.exhibits.look;
        let name = look.label();
        let n = self.order.len() as f64;
        let widest = (0..self.order.len()).map(|row| name.width(&self.numbered(row)));
        let left = widest.fold(0.0, f64::max).min(LONGEST_NAME) + 2.0;
        let room = (look.page.text_width - left).min(look.page.figure_height - top);
        let cell = (room / n).min(LARGEST_CELL);
        let small = look.small();
        let name = if cell < 3.4 { Type { colour: look.colours.ink, ..small } } else { name };
        let signs = small.width("88") + 0.4 <= cell;
        Layout { left, top, cell, name, signs }
    }

    /// The indicator's number in this figure, and its name.
    fn numbered(&self, row: usize) -> String {
        let number = self.exhibits.words.number(Number::count(row + 1));
        let name = printable(self.exhibits.indicator_short(self.order[row]));
        format!("{number}  {name}")
    }

    fn name(&self, canvas: &mut Canvas, layout: &Layout, row: usize) {
        let look = self.exhibits.look;
        let middle = layout.top + (row as f64 + 0.5) * layout.cell;
        if capital_height(layout.name.size) <= layout.cell {
            let name = layout.name.shorten(&self.numbered(row), layout.left - 1.6);
            canvas.label((layout.left - 1.6, middle), &name, layout.name, Anchor::End);
        }
        if layout.signs {
            let number = self.exhibits.words.number(Number::count(row + 1));
            let x = layout.left + (row as f64 + 0.5) * layout.cell;
            canvas.label((x, middle), &number, look.small(), Anchor::Middle);
        }
    }

    fn cell(&self, canvas: &mut Canvas, layout: &Layout, row: usize, column: usize) {
        let look = self.exhibits.look;
        let frame = Frame::new(
            layout.left + column as f64 * layout.cell + JOINT / 2.0,
            layout.top + row as f64 * layout.cell + JOINT / 2.0,
            layout.cell - JOINT,
            layout.cell - JOINT,
        );
        let Some(pair) = self.pair(row, column) else { return canvas.hatched(frame) };
        let fill = look.correlations.colour(pair.correlation);
        canvas.rect(frame, fill);
        if let Some(doubt) = pair.doubt.filter(|_| layout.signs) {
            let style = Type::new(look.sizes.label, look.text_on(fill)).bold();
            canvas.label(frame.centre(), sign(doubt), style, Anchor::Middle);
        }
    }

    /// The stair around the pairs within an area, and its name above the first step.
    fn section(
        &self,
        canvas: &mut Canvas,
        layout: &Layout,
        level: usize,
        (from, to): (usize, usize),
    ) {
        let look = self.exhibits.look;
        let x = |column: usize| layout.left + column as f64 * layout.cell;
        let y = |row: usize| layout.top + row as f64 * layout.cell;
        let colour = self.exhibits.level_colour(level);
        let outline = [(x(from), y(from)), (x(from), y(to)), (x(to), y(to))];
        canvas.path(&outline, Stroke::new(colour, look.strokes.strong));
        let style = Type::new(look.sizes.label, colour.darkened(look.colours.paper, 4.5)).bold();
        let name = self.exhibits.level_short(level);
        // Beside the diagonal, where the sheet is empty: at its middle row or, where the name does
        // not fit there, at a row above, which leaves more room.
        let first = |row: usize| x(row) + 1.6 * layout.cell;
        let room = |row: usize| look.page.text_width - first(row);
        let fits = |row: &usize| style.width(name) <= room(*row);
        let row = (from..=(from + to) / 2).rev().find(fits).unwrap_or(from);
        let name = style.shorten(name, room(row));
        if room(row) > LEAST_ROOM {
            canvas.label((first(row), y(row) + layout.cell / 2.0), &name, style, Anchor::Start);
        }
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let (look, words) = (self.exhibits.look, self.exhibits.words);
        let last = look.correlations.colours.len() - 1;
        let number = |value: f64| Say::from(Number::decimal(value, 1));
        let mut entries = Vec::new();
        for (class, pair) in look.correlations.breaks.windows(2).enumerate() {
            let (low, high) = (("low", number(pair[0])), ("high", number(pair[1])));
            let range = match class {
                0 => words.say("figure.class.lowest", &[high])?,
                c if c == last => words.say("figure.class.highest", &[low])?,
                _ => words.say("figure.class.middle", &[low, high])?,
            };
            let colour = look.correlations.colours[class];
            entries.push((Sample::Swatch(colour), range));
        }
        if self.pairs.len() < self.order.len() * (self.order.len() - 1) / 2 {
            let said = [("n", Number::count(ENOUGH_AREAS).into())];
            entries.push((Sample::Hatch, words.say("figure.correlations.few", &said)?));
        }
        Ok(entries)
    }

    fn within(&self) -> impl Iterator<Item = &&'a Pair> + '_ {
        self.pairs.values().filter(|p| p.within.is_some())
    }

    fn count(&self, doubt: PairDoubt) -> usize {
        self.within().filter(|p| p.doubt == Some(doubt)).count()
    }

    /// How many pairs within areas pull against each other, share nothing or are the same.
    fn title(&self) -> Result<String> {
        let n = self.within().count();
        let doubtful = self.within().filter(|p| p.doubt.is_some()).count();
        let n = ("n", Number::count(n).into());
        let words = self.exhibits.words;
        if self.within().count() == 0 {
            return Ok(words.get("figure.correlations.title_across")?.to_owned());
        }
        if doubtful == 0 {
            return words.say("figure.correlations.title_fine", &[n]);
        }
        let together = self.within().count() - doubtful;
        let mut others = Vec::new();
        for (doubt, key) in [
            (PairDoubt::Negative, "figure.correlations.negative"),
            (PairDoubt::NearZero, "figure.correlations.zero"),
            (PairDoubt::Redundant, "figure.correlations.redundant"),
        ] {
            match self.count(doubt) {
                0 => {}
                n => others.push(words.say(key, &[("n", Number::count(n).into())])?),
            }
        }
        let said =
            [n, ("together", Number::count(together).into()), ("others", others.join(", ").into())];
        words.say("figure.correlations.title", &said)
    }

    fn note(&self) -> Result<String> {
        let across = self.pairs.values().filter(|p| p.within.is_none() && p.doubt.is_some());
        let words = self.exhibits.words;
        let across = match across.count() {
            0 => words.get("figure.correlations.across_none")?.to_owned(),
            n => words.say("figure.correlations.across", &[("n", Number::count(n).into())])?,
        };
        let said = [("limit", Number::decimal(REDUNDANT, 1).into()), ("across", across.into())];
        words.say("figure.correlations.note", &said)
    }

    fn alt(&self) -> Result<String> {
        let ends = |best: fn(f64, f64) -> f64| {
            let all = self.pairs.values().map(|p| p.correlation);
            Number::decimal(all.reduce(best).unwrap_or(0.0), 2)
        };
        let said = [
            ("n", Number::count(self.order.len()).into()),
            ("pairs", Number::count(self.pairs.len()).into()),
            ("low", ends(f64::min).into()),
            ("high", ends(f64::max).into()),
            ("finding", self.title()?.into()),
        ];
        let words = self.exhibits.words;
        let alt = words.say("figure.correlations.alt", &said)?;
        let mut pairs: Vec<&Pair> = self.pairs.values().copied().collect();
        pairs.sort_by(|a, b| a.correlation.total_cmp(&b.correlation));
        let named = |pairs: &mut dyn Iterator<Item = &&Pair>| -> Result<Say> {
            let said = pairs.take(NAMED).map(|pair| {
                let name = |i: usize| Say::from(printable(self.exhibits.indicator_short(i)));
                let r = Number::decimal(pair.correlation, 2).into();
                let said = [("first", name(pair.first)), ("second", name(pair.second)), ("r", r)];
                words.say("figure.correlations.alt_pair", &said)
            });
            Ok(words.apart(&said.collect::<Result<Vec<_>>>()?).into())
        };
        let ends =
            [("lowest", named(&mut pairs.iter())?), ("highest", named(&mut pairs.iter().rev())?)];
        Ok(format!("{alt} {}", words.say("figure.correlations.alt_ends", &ends)?))
    }

    fn data(&self) -> Vec<Vec<String>> {
        let framework = self.exhibits.framework;
        let mut rows =
            figure::table(["first", "second", "within", "areas", "correlation", "doubt"]);
        rows.extend(self.pairs.values().map(|pair| {
            let code = |i: usize| framework.indicators[i].code.clone();
            let within = pair.within.map(|level| framework.levels[level].code.clone());
            vec![
                code(pair.first),
                code(pair.second),
                within.unwrap_or_default(),
                pair.n.to_string(),
                format!("{:.3}", pair.correlation),
                pair.doubt.map_or("", PairDoubt::key).to_owned(),
            ]
        }));
        rows
    }
}

/// A doubt as a sign in its cell, explained in the note: colour alone says nothing.
fn sign(doubt: PairDoubt) -> &'static str {
    match doubt {
        PairDoubt::Negative => "−",
        PairDoubt::NearZero => "0",
        PairDoubt::Redundant => "=",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::{WORLD, bare_world};

    #[test]
    fn the_title_counts_what_the_cells_are_signed_with() {
        let exhibits = WORLD.exhibits();
        let triangle = Triangle::new(&exhibits);
        let figure = triangle.figure().unwrap();
        assert_eq!(figure.overlaps, Vec::<String>::new());
        let signs = |sign: &str| figure.drawing.matches(&format!(">{sign}</text>")).count();
        let negative = triangle.within().filter(|p| p.doubt == Some(PairDoubt::Negative)).count();
        assert!(negative > 0);
        assert_eq!(signs("−"), negative);
        assert_eq!(figure.data.len(), 1 + triangle.pairs.len());
        for &(level, ..) in &triangle.sections {
            let name = exhibits.level_short(level);
            assert!(figure.drawing.contains(&format!(">{name}</text>")), "no name: {name}");
        }
    }

    #[test]
    fn pairs_with_too_few_areas_are_hatched_and_said() {
        let world = bare_world(12, |i| format!("Area {i}"), |_| {});
        let exhibits = world.exhibits();
        let triangle = Triangle::new(&exhibits);
        let all = triangle.order.len() * (triangle.order.len() - 1) / 2;
        assert!(triangle.pairs.len() < all);
        let drawn = triangle.figure().unwrap();
        assert!(drawn.drawing.contains("fewer than 10"), "{}", drawn.title);
    }
}
