//! Counts of values per indicator in, bars of what is there, old and missing out: `availability`.

use super::figure::{Figure, Task, Told};
use crate::analyse::IndicatorAvailability;
use crate::drawing::{Anchor, Axis, Canvas, Frame, Scale, Spot, Stroke, Type, printable};
use crate::exhibits::{Exhibits, source};
use crate::fault::Result;
use crate::look::Colour;
use crate::words::Number;

const ID: &str = "availability";
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
    Task::one(
        !(exhibits.panel.areas.is_empty() || exhibits.framework.indicators.is_empty()),
        ID,
        || draw(exhibits),
    )
}

/// The indicators of one focus area, most often present first. Without focus areas: of the index.
struct OfArea<'a> {
    level: usize,
    colour: Colour,
    indicators: Vec<&'a IndicatorAvailability>,
}

fn blocks<'a>(exhibits: &'a Exhibits) -> Vec<OfArea<'a>> {
    let found = &exhibits.findings.availability.indicators;
    let mut blocks = Vec::new();
    for (k, (level, under)) in exhibits.framework.sections().into_iter().enumerate() {
        let mut indicators: Vec<_> = under.into_iter().filter_map(|i| found.get(i)).collect();
        indicators.sort_by_key(|i| (is_shown_only(exhibits, i), std::cmp::Reverse(i.n)));
        blocks.push(OfArea { level, colour: exhibits.look.area_colour(k), indicators });
    }
    blocks.retain(|b| !b.indicators.is_empty());
    blocks
}

fn is_shown_only(exhibits: &Exhibits, found: &IndicatorAvailability) -> bool {
    !exhibits.framework.indicators[found.indicator].is_scored()
}

fn draw(exhibits: &Exhibits) -> Result<Figure> {
    let blocks = blocks(exhibits);
    let (title, alt) = (title(exhibits)?, alternative(exhibits, &blocks)?);
    let rows: usize = blocks.iter().map(|b| b.indicators.len()).sum();
    let besides = HEAD + AREA * blocks.len() as f64 + FOOT;
    let pitch =
        ((exhibits.look.page.figure_height - besides) / rows as f64).clamp(SMALLEST_ROW, ROW);
    let height = besides + pitch * rows as f64;
    let width = exhibits.look.page.text_width;
    let mut canvas = Canvas::new(exhibits.look, ID, (width, height));
    let scale = Axis::new("share", 0.0, 1.0)?.onto(NAMES, width - 50.0);
    head(&mut canvas, exhibits, &scale)?;
    let mut y = HEAD;
    for block in &blocks {
        canvas.begin(&exhibits.framework.levels[block.level].code);
        let name = exhibits.level(block.level);
        let ink = block.colour.darkened(exhibits.look.colours.paper, 4.5);
        let style = Type::new(exhibits.look.sizes.label, ink).bold();
        canvas.label((0.0, y + AREA - 2.4), name, style, Anchor::Start);
        y += AREA;
        for found in &block.indicators {
            let middle = y + pitch / 2.0;
            row(&mut canvas, exhibits, found, block.colour, (&scale, middle, pitch * BAR))?;
            y += pitch;
        }
        canvas.end();
    }
    foot(&mut canvas, exhibits, &scale, y);
    let drawing = canvas.finish(&title, &alt)?;
    Ok(Told {
        id: ID.to_owned(),
        title,
        subtitle: subtitle(exhibits)?,
        note: note(exhibits)?,
        source: source::of(exhibits, 0..exhibits.framework.indicators.len())?,
        alt,
        data: data(exhibits, &blocks),
    }
    .of(drawing))
}

/// The key, drawn as three boxes in neutral colours, and the heads of the columns of numbers.
fn head(canvas: &mut Canvas, exhibits: &Exhibits, scale: &Scale) -> Result<()> {
    let look = exhibits.look;
    let style = Type::new(look.sizes.label, look.colours.ink);
    let mut x = scale.at(0.0)?;
    for key in ["recent", "older", "missing"] {
        let words = exhibits.words.get(&format!("figure.availability.{key}"))?;
        let swatch = Frame::new(x, 0.6, 4.0, 2.8);
        part(canvas, exhibits, swatch, look.colours.secondary, key);
        canvas.label((x + 5.0, 2.0), words, style, Anchor::Start);
        x += 9.0 + style.width(words);
    }
    let right = canvas.size().0;
    let quiet = Type::new(look.sizes.small, look.colours.secondary);
    for (key, back) in ["states", "median", "estimated"].into_iter().zip(COLUMNS) {
        let words = exhibits.words.get(&format!("figure.availability.{key}"))?;
        canvas.label((right - back, HEAD - 1.2), words, quiet, Anchor::End);
    }
    Ok(())
}

/// One part of a bar: full for recent values, pale with an outline for older, an outline for none.
fn part(canvas: &mut Canvas, exhibits: &Exhibits, at: Frame, colour: Colour, key: &str) {
    let look = exhibits.look;
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
    canvas: &mut Canvas,
    exhibits: &Exhibits,
    found: &IndicatorAvailability,
    colour: Colour,
    (scale, y, high): (&Scale, f64, f64),
) -> Result<()> {
    let look = exhibits.look;
    let style = Type::new(look.sizes.label, look.colours.ink);
    let quiet = Type::new(look.sizes.label, look.colours.secondary);
    let name = named(exhibits, found)?;
    canvas.label((0.0, y), &style.shorten(&name, NAMES - 2.0), style, Anchor::Start);
    let share = |n: usize| n as f64 / found.of as f64;
    let ends = [0.0, share(found.n - found.older_than_five), share(found.n), 1.0];
    for (key, pair) in ["missing", "older", "recent"].iter().zip([[2, 3], [1, 2], [0, 1]]) {
        let (left, right) = (scale.at(ends[pair[0]])?, scale.at(ends[pair[1]])?);
        let at = Frame::new(left, y - high / 2.0, right - left, high);
        part(canvas, exhibits, at, colour, key);
    }
    let median = found.years.map(|(_, median, _)| median.round() as i32);
    let modelled = (found.n > 0).then(|| found.estimated as f64 / found.n as f64);
    let numbers =
        [Some(Number::count(found.n)), median.map(Number::year), modelled.map(Number::percent)];
    let right = canvas.size().0;
    for (number, back) in numbers.into_iter().zip(COLUMNS) {
        let text = number.map_or("–".to_owned(), |n| exhibits.words.number(n));
        let spot: Spot = (right - back, y);
        canvas.label(spot, &text, quiet, Anchor::End);
    }
    Ok(())
}

fn foot(canvas: &mut Canvas, exhibits: &Exhibits, scale: &Scale, y: f64) {
    let look = exhibits.look;
    let quiet = Type::new(look.sizes.small, look.colours.secondary);
    for (value, at) in scale.ticks(6) {
        let tick = Stroke::new(look.colours.secondary, look.strokes.thin);
        canvas.line((at, y + 0.4), (at, y + 1.4), tick);
        let text = exhibits.words.number(Number::percent(value));
        canvas.label((at, y + 3.0), &text, quiet, Anchor::Middle);
    }
}

fn named(exhibits: &Exhibits, found: &IndicatorAvailability) -> Result<String> {
    let short = printable(exhibits.indicator_short(found.indicator));
    match is_shown_only(exhibits, found) {
        true => exhibits.words.say("figure.availability.not_scored", &[("name", short.into())]),
        false => Ok(short),
    }
}

fn title(exhibits: &Exhibits) -> Result<String> {
    let all = &exhibits.findings.availability;
    if all.used == 0 {
        return Ok(exhibits.words.get("figure.availability.title_empty")?.to_owned());
    }
    let share = |n: usize, of: usize| Number::percent(n as f64 / of.max(1) as f64).into();
    let arguments = [
        ("present", share(all.used, all.possible)),
        ("older", share(all.older_than_five, all.used)),
        ("estimated", share(all.estimated, all.used)),
    ];
    exhibits.words.say("figure.availability.title", &arguments)
}

fn subtitle(exhibits: &Exhibits) -> Result<String> {
    let years = source::years(exhibits, 0..exhibits.framework.indicators.len());
    let span = match years {
        Some(years) => source::span(exhibits, years)?,
        None => exhibits.words.number(Number::year(exhibits.panel.cut_off)),
    };
    let of = Number::count(exhibits.panel.areas.len()).into();
    exhibits.words.say("figure.availability.subtitle", &[("of", of), ("years", span.into())])
}

fn note(exhibits: &Exhibits) -> Result<String> {
    let cut_off = Number::year(exhibits.panel.cut_off).into();
    exhibits.words.say("figure.availability.note", &[("cut_off", cut_off)])
}

fn alternative(exhibits: &Exhibits, blocks: &[OfArea]) -> Result<String> {
    let mut rows = Vec::new();
    for found in blocks.iter().flat_map(|b| &b.indicators) {
        let arguments = [
            ("name", named(exhibits, found)?.into()),
            ("n", Number::count(found.n).into()),
            ("older", Number::count(found.older_than_five).into()),
            ("estimated", Number::count(found.estimated).into()),
        ];
        rows.push(exhibits.words.say("figure.availability.row", &arguments)?);
    }
    let of = Number::count(exhibits.panel.areas.len()).into();
    let arguments = [
        ("of", of),
        ("finding", title(exhibits)?.into()),
        ("rows", exhibits.words.apart(&rows).into()),
    ];
    exhibits.words.say("figure.availability.alt", &arguments)
}

fn data(exhibits: &Exhibits, blocks: &[OfArea]) -> Vec<Vec<String>> {
    let header = ["focus_area", "indicator", "areas", "of", "older_than_five", "estimated"];
    let years = ["first_year", "median_year", "last_year"];
    let mut rows = vec![header.into_iter().chain(years).map(str::to_owned).collect::<Vec<_>>()];
    for block in blocks {
        for found in &block.indicators {
            let mut row = vec![
                exhibits.framework.levels[block.level].code.clone(),
                exhibits.framework.indicators[found.indicator].code.clone(),
            ];
            let counts = [found.n, found.of, found.older_than_five, found.estimated];
            row.extend(counts.map(|n| n.to_string()));
            row.extend(match found.years {
                Some((a, b, c)) => [a.to_string(), b.to_string(), c.to_string()],
                None => Default::default(),
            });
            rows.push(row);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;

    #[test]
    fn every_indicator_has_a_row_and_those_not_scored_come_last() {
        let exhibits = WORLD.exhibits();
        let blocks = blocks(&exhibits);
        let rows: usize = blocks.iter().map(|b| b.indicators.len()).sum();
        assert_eq!(rows, WORLD.framework.indicators.len());
        for block in &blocks {
            let scored: Vec<bool> =
                block.indicators.iter().map(|i| !is_shown_only(&exhibits, i)).collect();
            assert!(scored.is_sorted_by_key(|s| !s));
        }
    }
}
