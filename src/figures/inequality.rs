//! Inequality against the index computed without it, one dot a ranked State: `inequality`.

use super::data::{Data, Of};
use super::figure::{self, Figure, Task, Told};
use crate::analyse::{Inequality, ScoreRange};
use crate::drawing::{
    Anchor, Axis, Canvas, Frame, Mark, Scale, Shape, Spot, Stroke, Type, printable,
};
use crate::exhibits::{Exhibits, scores, source};
use crate::fault::Result;
use crate::look::Colour;
use crate::words::Number;

const ID: &str = "inequality";
const HEIGHT: f64 = 105.0;
/// States named at either end of both axes.
const NAMED: usize = 4;
/// A correlation nearer to zero than this is called none.
const FAINT: f64 = 0.2;

/// One figure, where the framework names an indicator of inequality and any State has both values.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    match &exhibits.findings.inequality {
        Some(found) if !found.points.is_empty() => {
            vec![Task::new(ID, move || draw(exhibits, found))]
        }
        _ => Vec::new(),
    }
}

fn draw(exhibits: &Exhibits, found: &Inequality) -> Result<Figure> {
    let title = title(exhibits, found)?;
    let alt = alternative(exhibits, found)?;
    let mut canvas = Canvas::new(exhibits.look, ID, (exhibits.look.page.text_width, HEIGHT));
    let plot = Frame::new(9.0, 6.0, canvas.size().0 - 11.0, HEIGHT - 17.0);
    let code = &exhibits.framework.indicators[found.indicator].code;
    let x = Axis::around(code, found.points.iter().map(|p| p.1))?.onto(plot.left, plot.right);
    let y = index_axis(exhibits, found)?.onto(plot.bottom, plot.top);
    axes(&mut canvas, exhibits, found, plot, (&x, &y))?;
    points(&mut canvas, exhibits, found, (&x, &y))?;
    let drawing = canvas.finish(&title, &alt)?;
    Ok(Told {
        id: ID.to_owned(),
        title,
        subtitle: subtitle(exhibits, found)?,
        note: note(exhibits, found)?,
        source: source::of(exhibits, exhibits.framework.scored())?,
        alt,
        data: data(exhibits, found),
    }
    .of(drawing))
}

/// From the tenth of the range below the lowest point to the one above the highest: dots need no
/// zero. Around the points where the range has no ends of its own.
fn index_axis(exhibits: &Exhibits, found: &Inequality) -> Result<Axis> {
    let points = || found.points.iter().map(|p| p.3);
    let ScoreRange { low: from, high: to, is_fixed } = exhibits.range(0);
    let (low, high) = (points().fold(to, f64::min), points().fold(from, f64::max));
    if !is_fixed || low < from || high > to {
        return Axis::around("index", points());
    }
    let tenth = (to - from) / 10.0;
    let step = |x: f64| (x - from) / tenth;
    let (low, high) = (from + step(low).floor() * tenth, from + step(high).ceil() * tenth);
    Axis::new("index", low, high.max(low + tenth))
}

fn axes(
    canvas: &mut Canvas,
    exhibits: &Exhibits,
    found: &Inequality,
    plot: Frame,
    (x, y): (&Scale, &Scale),
) -> Result<()> {
    let look = exhibits.look;
    let quiet = Type::new(look.sizes.small, look.colours.secondary);
    let grid = Stroke::new(look.colours.hairline, look.strokes.hairline);
    let number = |v: f64| exhibits.words.number(Number::decimal(v, 0));
    canvas.begin("axes");
    let range = exhibits.range(0);
    for (value, at) in y.ticks(8) {
        canvas.line((plot.left, at), (plot.right, at), grid);
        let text = exhibits.words.number(scores::tick(range, value));
        canvas.label((plot.left - 2.0, at), &text, quiet, Anchor::End);
    }
    for (value, at) in x.ticks(8) {
        let tick = Stroke::new(look.colours.secondary, look.strokes.thin);
        canvas.line((at, plot.bottom), (at, plot.bottom + 1.2), tick);
        canvas.label((at, plot.bottom + 3.6), &number(value), quiet, Anchor::Middle);
    }
    let base = Stroke::new(look.colours.secondary, look.strokes.thin);
    canvas.line((plot.left, plot.bottom), (plot.right, plot.bottom), base);
    let name = printable(exhibits.indicator_short(found.indicator));
    let unit = printable(exhibits.unit(found.indicator));
    let titled = Type::new(look.sizes.label, look.colours.ink);
    let across = exhibits
        .words
        .say("figure.inequality.across", &[("name", name.into()), ("unit", unit.into())])?;
    canvas.label((plot.right, HEIGHT - 1.8), &across, titled, Anchor::End);
    let level = exhibits.level(0);
    let up = exhibits.words.say("figure.inequality.up", &[("level", level.into())])?;
    canvas.label((0.0, 1.6), &up, titled, Anchor::Start);
    canvas.end();
    Ok(())
}

fn points(
    canvas: &mut Canvas,
    exhibits: &Exhibits,
    found: &Inequality,
    (x, y): (&Scale, &Scale),
) -> Result<()> {
    let look = exhibits.look;
    canvas.begin("points");
    for &(_, value, year, index) in &found.points {
        let mark = dot(exhibits, year, look.colours.hatch);
        canvas.mark((x.at(value)?, y.at(index)?), mark);
    }
    canvas.end();
    canvas.begin("named");
    for k in named(found) {
        let (area, value, year, index) = found.points[k];
        let spot = (x.at(value)?, y.at(index)?);
        if label(canvas, exhibits, spot, exhibits.short_name(area)) {
            canvas.mark(spot, dot(exhibits, year, look.colours.emphasis));
        }
    }
    canvas.end();
    Ok(())
}

/// Filled, or open where the value is old.
fn dot(exhibits: &Exhibits, year: i32, colour: Colour) -> Mark {
    let look = exhibits.look;
    let fill = if is_old(exhibits, year) { look.colours.paper } else { colour };
    let outline = Some(Stroke::new(colour, look.strokes.line));
    Mark { shape: Shape::Circle, radius: look.marks.dot, fill, outline }
}

/// Writes the name beside its dot where it lies on nothing else; says whether there was room.
fn label(canvas: &mut Canvas, exhibits: &Exhibits, (x, y): Spot, name: &str) -> bool {
    let look = exhibits.look;
    let style = Type::new(look.sizes.label, look.colours.ink);
    let away = look.marks.dot + 1.0;
    let places = [
        ((x + away, y), Anchor::Start),
        ((x - away, y), Anchor::End),
        ((x, y - away - 1.2), Anchor::Middle),
        ((x, y + away + 1.4), Anchor::Middle),
        ((x + away, y - 1.9), Anchor::Start),
        ((x + away, y + 1.9), Anchor::Start),
        ((x - away, y - 1.9), Anchor::End),
        ((x - away, y + 1.9), Anchor::End),
    ];
    let free = places.into_iter().find(|&(spot, side)| canvas.is_free(spot, name, style, side));
    if let Some((spot, side)) = free {
        canvas.label(spot, name, style, side);
    }
    free.is_some()
}

/// The points furthest out on either axis, in the order in which they deserve a name.
fn named(found: &Inequality) -> Vec<usize> {
    let sorted = |of: fn(&(usize, f64, i32, f64)) -> f64| {
        let mut order: Vec<usize> = (0..found.points.len()).collect();
        order.sort_by(|&a, &b| of(&found.points[a]).total_cmp(&of(&found.points[b])));
        order
    };
    let (by_value, by_index) = (sorted(|p| p.1), sorted(|p| p.3));
    let mut named = Vec::new();
    for order in [by_value, by_index] {
        named.extend(order.iter().take(NAMED));
        named.extend(order.iter().rev().take(NAMED));
    }
    named.sort();
    named.dedup();
    named
}

fn is_old(exhibits: &Exhibits, year: i32) -> bool {
    exhibits.panel.cut_off - year > 5
}

fn title(exhibits: &Exhibits, found: &Inequality) -> Result<String> {
    let n = ("n", Number::count(found.points.len()).into());
    let Some(r) = found.correlation else {
        return exhibits.words.say("figure.inequality.title_unknown", &[n]);
    };
    let lower_is_better = exhibits.framework.indicators[found.indicator].less_is_better();
    let r_told = ("r", Number::decimal(r, 2).into());
    if r.abs() < FAINT {
        return exhibits.words.say("figure.inequality.title_faint", &[n, r_told]);
    }
    let [alone, vanishes] = match (r < 0.0) == lower_is_better {
        true => ["figure.inequality.title", "figure.inequality.title_vanishes"],
        false => ["figure.inequality.title_against", "figure.inequality.title_vanishes_against"],
    };
    match found.at_equal_income.filter(|_| found.holds_at_equal_income() == Some(false)) {
        // What vanishes at equal income is not told without that.
        Some((partial, _)) => {
            let partial = ("partial", Number::decimal(partial, 2).into());
            exhibits.words.say(vanishes, &[n, r_told, partial])
        }
        None => exhibits.words.say(alone, &[n, r_told]),
    }
}

fn subtitle(exhibits: &Exhibits, found: &Inequality) -> Result<String> {
    let years = found.points.iter().map(|p| (p.2, p.2));
    let Some(years) = years.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else {
        return Ok(String::new());
    };
    let indicator = exhibits.indicator(found.indicator);
    let arguments =
        [("years", source::span(exhibits, years)?.into()), ("indicator", indicator.into())];
    exhibits.words.say("figure.inequality.subtitle", &arguments)
}

fn note(exhibits: &Exhibits, found: &Inequality) -> Result<String> {
    let old = found.points.iter().filter(|p| is_old(exhibits, p.2)).count();
    let ranked = exhibits.scores.standings.iter().filter(|s| s.is_ranked()).count();
    let income = match found.at_equal_income {
        Some((partial, n)) => {
            let said =
                [("partial", Number::decimal(partial, 2).into()), ("n", Number::count(n).into())];
            exhibits.words.say("figure.inequality.income", &said)?
        }
        None => exhibits.words.say("figure.inequality.not_held", &[])?,
    };
    let arguments = [
        ("n", Number::count(found.points.len()).into()),
        ("ranked", Number::count(ranked).into()),
        ("old", Number::count(old).into()),
        ("income", income.into()),
    ];
    exhibits.words.say("figure.inequality.note", &arguments)
}

fn alternative(exhibits: &Exhibits, found: &Inequality) -> Result<String> {
    let ends = |of: fn(&(usize, f64, i32, f64)) -> f64| {
        let values = found.points.iter().map(of);
        let low = values.clone().fold(f64::MAX, f64::min);
        (low, values.fold(f64::MIN, f64::max))
    };
    let decimals = exhibits.framework.indicators[found.indicator].decimals;
    let (value, index) = (ends(|p| p.1), ends(|p| p.3));
    let range = exhibits.range(0);
    let arguments = [
        ("n", Number::count(found.points.len()).into()),
        ("from", Number::decimal(value.0, decimals).into()),
        ("to", Number::decimal(value.1, decimals).into()),
        ("lowest", scores::number(range, index.0).into()),
        ("highest", scores::number(range, index.1).into()),
        ("finding", title(exhibits, found)?.into()),
    ];
    let alt = exhibits.words.say("figure.inequality.alt", &arguments)?;
    let shown: Vec<_> = named(found).into_iter().map(|k| found.points[k]).collect();
    let point = |area: usize| {
        let (_, value, _, index) = *shown.iter().find(|point| point.0 == area)?;
        let said = [
            ("name", exhibits.short_name(area).into()),
            ("value", Number::decimal(value, decimals).into()),
            ("index", scores::number(range, index).into()),
        ];
        Some(exhibits.words.say("figure.inequality.alt_point", &said))
    };
    let areas: Vec<usize> = shown.iter().map(|point| point.0).collect();
    let in_order = exhibits.by_short_name(&areas).into_iter();
    let points: Vec<String> = in_order.filter_map(point).collect::<Result<_>>()?;
    let points = [("points", exhibits.words.apart(&points).into())];
    Ok(format!("{alt} {}", exhibits.words.say("figure.inequality.alt_named", &points)?))
}

fn data(exhibits: &Exhibits, found: &Inequality) -> Vec<Vec<String>> {
    let code = &exhibits.framework.indicators[found.indicator].code;
    let mut data = Data::new(exhibits, [code.as_str(), "index_without"]);
    for &(area, value, _, index) in &found.points {
        let of = Of::Value { area, indicator: found.indicator };
        data.push(of, [value.to_string(), figure::data_score(index)]);
    }
    data.rows()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;

    #[test]
    fn the_title_follows_the_correlation() {
        let exhibits = WORLD.exhibits();
        let mut found = WORLD.findings.inequality.clone().unwrap();
        let mut title_at = |r, at_equal_income| {
            (found.correlation, found.at_equal_income) = (r, at_equal_income);
            title(&exhibits, &found).unwrap()
        };
        assert!(title_at(Some(-0.1), None).contains("hardly"));
        assert!(!title_at(None, None).contains("correlation"));
        for (r, way, printed) in [(-0.6, "lower", "−0.60"), (0.6, "higher", "0.60")] {
            let alone = format!("{way} on the rest of the index: a correlation of {printed}");
            assert!(title_at(Some(r), None).contains(&alone));
            assert!(title_at(Some(r), Some((r / 2.0, 99))).contains(&alone), "it holds");
            let vanished = title_at(Some(r), Some((-0.08, 99)));
            assert!(vanished.contains(way) && vanished.contains(printed), "{vanished}");
            assert!(vanished.ends_with("but not among States of equal income (−0.08)"));
        }
    }

    #[test]
    fn names_go_to_the_ends_of_both_axes() {
        let found = WORLD.findings.inequality.as_ref().unwrap();
        let named = named(found);
        let highest = found.points.iter().map(|p| p.1).fold(0.0, f64::max);
        assert!(named.iter().any(|&k| found.points[k].1 == highest));
        assert!(named.len() <= 4 * NAMED);
        // In words they stand in the order of their names, which is not that of their codes.
        let exhibits = WORLD.exhibits();
        let areas: Vec<usize> = named.iter().map(|&k| found.points[k].0).collect();
        let alt = alternative(&exhibits, found).unwrap();
        let at = |area: usize| alt.rfind(&format!("{} ", exhibits.short_name(area))).unwrap();
        let in_order = exhibits.by_short_name(&areas);
        assert!(in_order.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "{alt}");
    }
}
