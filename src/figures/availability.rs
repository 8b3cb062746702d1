//! Counts of values per indicator in, bars of what is there, old and missing out: `availability`.

use super::chart::{Below, Chart, alone, exhibited};
use super::data::cell;
use super::figure::{self, Task};
use crate::analyse::IndicatorAvailability;
use crate::drawing::{Anchor, Axis, Canvas, Frame, Scale, Stroke, Type, printable};
use crate::exhibits::{Exhibits, source};
use crate::fault::Result;
use crate::look::Colour;
use crate::words::{Number, say};

/// Millimetres: a row, the head of a focus area, the head of the figure, the column of names.
const ROW: f64 = 4.0;
/// Of very many indicators, so that a page has room for them.
const SMALLEST_ROW: f64 = 2.9;
/// Of a row, how much its bar is high.
const BAR: f64 = 0.725;
const AREA: f64 = 7.2;
const HEAD: f64 = 8.5;
const FOOT: f64 = 5.0;
const NAMES: f64 = 52.0;
/// Right edges of the columns of numbers, counted back from the right.
const COLUMNS: [f64; 3] = [36.0, 16.0, 0.0];

/// One figure, where there is an indicator and an area.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let is_empty = exhibits.panel.areas.is_empty() || exhibits.framework.indicators.is_empty();
    alone(!is_empty, move || Held::new(exhibits))
}

/// The indicators of one focus area, most often present first. Without focus areas: of the index.
struct OfArea<'a> {
    level: usize,
    colour: Colour,
    indicators: Vec<&'a IndicatorAvailability>,
}

struct Held<'a> {
    exhibits: &'a Exhibits<'a>,
    blocks: Vec<OfArea<'a>>,
}

impl<'a> Held<'a> {
    fn new(exhibits: &'a Exhibits<'a>) -> Self {
        let found = &exhibits.findings.availability.indicators;
        let of_area = |(k, (level, under)): (usize, (usize, Vec<usize>))| {
            let mut indicators: Vec<_> = under.into_iter().filter_map(|i| found.get(i)).collect();
            indicators.sort_by_key(|i| (is_shown_only(exhibits, i), std::cmp::Reverse(i.n)));
            OfArea { level, colour: exhibits.look.area_colour(k), indicators }
        };
        let blocks = exhibits.framework.sections().into_iter().enumerate().map(of_area);
        Held { exhibits, blocks: blocks.filter(|b| !b.indicators.is_empty()).collect() }
    }

    fn rows(&self) -> impl Iterator<Item = (&OfArea<'a>, &'a IndicatorAvailability)> {
        self.blocks.iter().flat_map(|b| b.indicators.iter().map(move |found| (b, *found)))
    }

    /// The key, drawn as three boxes in neutral colours, and the heads of the columns of numbers.
    fn head(&self, canvas: &mut Canvas, scale: &Scale) -> Result<()> {
        let look = self.exhibits.look;
        let mut x = scale.at(0.0)?;
        for key in ["recent", "older", "missing"] {
            let words = self.word(key)?;
            self.part(canvas, Frame::new(x, 0.6, 4.0, 2.8), look.colours.secondary, key);
            canvas.label((x + 5.0, 2.0), words, look.label(), Anchor::Start);
            x += 9.0 + look.label().width(words);
        }
        for (key, back) in ["states", "median", "estimated"].into_iter().zip(COLUMNS) {
            let spot = (canvas.size().0 - back, HEAD - 1.2);
            canvas.label(spot, self.word(key)?, look.small(), Anchor::End);
        }
        Ok(())
    }

    /// One part of a bar: full for recent values, pale with an outline for older, an outline for none.
    fn part(&self, canvas: &mut Canvas, at: Frame, colour: Colour, key: &str) {
        let look = self.exhibits.look;
        if at.width() < 0.01 {
            return;
        }
        match key {
            "recent" => canvas.rect(at, colour),
            "older" => {
                canvas.rect(at, colour.blend(look.colours.paper, 0.35));
                canvas.outline(at, Stroke::new(colour, look.strokes.thin));
            }
            _ => canvas.outline(at, Stroke::new(look.colours.context, look.strokes.hairline)),
        }
    }

    fn row(
        &self,
        canvas: &mut Canvas,
        found: &IndicatorAvailability,
        colour: Colour,
        (scale, y, high): (&Scale, f64, f64),
    ) -> Result<()> {
        let look = self.exhibits.look;
        let name = look.label().shorten(&self.named(found)?, NAMES - 2.0);
        canvas.label((0.0, y), &name, look.label(), Anchor::Start);
        let share = |n: usize| n as f64 / found.of as f64;
        let ends = [0.0, share(found.n - found.older_than_five), share(found.n), 1.0];
        for (key, pair) in ["missing", "older", "recent"].iter().zip([[2, 3], [1, 2], [0, 1]]) {
            let (left, right) = (scale.at(ends[pair[0]])?, scale.at(ends[pair[1]])?);
            self.part(canvas, Frame::new(left, y - high / 2.0, right - left, high), colour, key);
        }
        let median = found.years.map(|(_, median, _)| Number::year(median.round() as i32));
        let modelled = found.modelled().map(Number::percent);
        let quiet = Type::new(look.sizes.label, look.colours.secondary);
        for (number, back) in
            [Some(Number::count(found.n)), median, modelled].into_iter().zip(COLUMNS)
        {
            let text = number.map_or("–".to_owned(), |n| self.exhibits.words.number(n));
            canvas.label((canvas.size().0 - back, y), &text, quiet, Anchor::End);
        }
        Ok(())
    }

    fn foot(&self, canvas: &mut Canvas, scale: &Scale, y: f64) {
        let look = self.exhibits.look;
        for (value, at) in scale.ticks(6) {
            let tick = Stroke::new(look.colours.secondary, look.strokes.thin);
            canvas.line((at, y + 0.4), (at, y + 1.4), tick);
            let text = self.exhibits.words.number(Number::percent(value));
            canvas.label((at, y + 3.0), &text, look.small(), Anchor::Middle);
        }
    }

    fn named(&self, found: &IndicatorAvailability) -> Result<String> {
        let short = printable(self.exhibits.indicator_short(found.indicator));
        match is_shown_only(self.exhibits, found) {
            true => say!(self, "not_scored", name = short),
            false => Ok(short),
        }
    }

    fn shows(&self) -> std::ops::Range<usize> {
        0..self.exhibits.framework.indicators.len()
    }
}

fn is_shown_only(exhibits: &Exhibits, found: &IndicatorAvailability) -> bool {
    !exhibits.framework.indicators[found.indicator].is_scored()
}

impl Chart for Held<'_> {
    exhibited!("availability", shows);

    fn title(&self) -> Result<String> {
        let all = &self.exhibits.findings.availability;
        if all.used == 0 {
            return Ok(self.word("title_empty")?.to_owned());
        }
        let share = |n: usize, of: usize| Number::percent(n as f64 / of.max(1) as f64);
        say!(
            self,
            "title",
            present = share(all.used, all.possible),
            older = share(all.older_than_five, all.used),
            estimated = share(all.estimated, all.used)
        )
    }

    fn subtitle(&self) -> Result<String> {
        let exhibits = self.exhibits;
        let span = match source::years(exhibits, self.shows()) {
            Some(years) => source::span(exhibits, years)?,
            None => exhibits.words.number(Number::year(exhibits.panel.cut_off)),
        };
        say!(self, "subtitle", of = exhibits.panel.areas.len(), years = span)
    }

    fn note(&self) -> Result<String> {
        say!(self, "note", cut_off = Number::year(self.exhibits.panel.cut_off))
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let row = |(_, found): (_, &IndicatorAvailability)| {
            say!(
                self,
                "row",
                name = self.named(found)?,
                n = found.n,
                older = found.older_than_five,
                estimated = found.estimated
            )
        };
        let rows = self.rows().map(row).collect::<Result<Vec<_>>>()?;
        let of = self.exhibits.panel.areas.len();
        say!(self, "alt", of, finding, rows = self.exhibits.words.apart(&rows))
    }

    fn data(&self) -> Vec<Vec<String>> {
        let framework = self.exhibits.framework;
        let row = |(block, found): (&OfArea, &IndicatorAvailability)| {
            vec![
                framework.levels[block.level].code.clone(),
                framework.indicators[found.indicator].code.clone(),
                found.n.to_string(),
                found.of.to_string(),
                found.older_than_five.to_string(),
                found.estimated.to_string(),
                cell(found.years.map(|years| years.0)),
                cell(found.years.map(|years| years.1)),
                cell(found.years.map(|years| years.2)),
            ]
        };
        let header = "focus_area,indicator,areas,of,older_than_five,estimated,first_year,\
                      median_year,last_year";
        figure::table(header, self.rows().map(row))
    }

    fn below(&self, _: f64) -> Result<Below<'_>> {
        let rows = self.rows().count();
        let besides = HEAD + AREA * self.blocks.len() as f64 + FOOT;
        let room = self.exhibits.look.page.figure_height - besides;
        let pitch = (room / rows as f64).clamp(SMALLEST_ROW, ROW);
        let scale = Axis::new("share", 0.0, 1.0)?.onto(NAMES, self.drawing_width() - 50.0);
        Below::new(besides + pitch * rows as f64, move |canvas| {
            self.head(canvas, &scale)?;
            let mut y = HEAD;
            for block in &self.blocks {
                canvas.begin(&self.exhibits.framework.levels[block.level].code);
                let look = self.exhibits.look;
                let ink = block.colour.darkened(look.colours.paper, 4.5);
                let style = Type::new(look.sizes.label, ink).bold();
                let name = self.exhibits.level(block.level);
                canvas.label((0.0, y + AREA - 2.4), name, style, Anchor::Start);
                y += AREA;
                for found in &block.indicators {
                    let middle = y + pitch / 2.0;
                    self.row(canvas, found, block.colour, (&scale, middle, pitch * BAR))?;
                    y += pitch;
                }
                canvas.end();
            }
            self.foot(canvas, &scale, y);
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;

    #[test]
    fn every_indicator_has_a_row_and_those_not_scored_come_last() {
        let exhibits = WORLD.exhibits();
        let blocks = Held::new(&exhibits).blocks;
        let rows: usize = blocks.iter().map(|b| b.indicators.len()).sum();
        assert_eq!(rows, WORLD.framework.indicators.len());
        for block in &blocks {
            let scored: Vec<bool> =
                block.indicators.iter().map(|i| !is_shown_only(&exhibits, i)).collect();
            assert!(scored.is_sorted_by_key(|s| !s));
        }
    }
}
