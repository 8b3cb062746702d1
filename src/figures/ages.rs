//! Ages of the values used in, a column for each year of age out: `ages`.

use std::collections::BTreeMap;

use super::figure::{Figure, Task, Told};
use crate::drawing::{Anchor, Axis, Canvas, Frame, Stroke, Type};
use crate::exhibits::{Exhibits, source};
use crate::fault::Result;
use crate::words::{Number, Say};

const ID: &str = "ages";
const HEIGHT: f64 = 66.0;
/// Ages above this count as old; the sentences and `analyse` know it as five.
const LIMIT: i32 = 5;

/// One figure, where any value is used.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    Task::one(exhibits.findings.availability.used > 0, ID, || draw(exhibits))
}

/// Values used by scored indicators, by age; every age from 0 to the oldest.
fn counts(exhibits: &Exhibits) -> BTreeMap<i32, usize> {
    let scored: Vec<usize> = exhibits.framework.scored().collect();
    let mut counts = BTreeMap::new();
    for area in 0..exhibits.panel.areas.len() {
        for used in scored.iter().filter_map(|&i| exhibits.panel.used(area, i)) {
            *counts.entry(used.age).or_insert(0) += 1;
        }
    }
    for age in 0..counts.keys().last().copied().unwrap_or(0) {
        counts.entry(age).or_insert(0);
    }
    counts
}

fn draw(exhibits: &Exhibits) -> Result<Figure> {
    let counts = counts(exhibits);
    let (title, alt) = (title(exhibits)?, alternative(exhibits, &counts)?);
    let mut canvas = Canvas::new(exhibits.look, ID, (exhibits.look.page.text_width, HEIGHT));
    columns(&mut canvas, exhibits, &counts)?;
    let drawing = canvas.finish(&title, &alt)?;
    let cut_off = Number::year(exhibits.panel.cut_off).into();
    let used = Number::count(exhibits.findings.availability.used).into();
    Ok(Told {
        id: ID.to_owned(),
        title,
        subtitle: exhibits.words.say("figure.ages.subtitle", &[("cut_off", cut_off)])?,
        note: exhibits.words.say("figure.ages.note", &[("used", used)])?,
        source: source::of(exhibits, exhibits.framework.scored())?,
        alt,
        data: data(&counts),
    }
    .of(drawing))
}

fn columns(canvas: &mut Canvas, exhibits: &Exhibits, counts: &BTreeMap<i32, usize>) -> Result<()> {
    let look = exhibits.look;
    let plot = Frame::new(0.0, 5.0, canvas.size().0, HEIGHT - 16.0);
    let most = counts.values().copied().max().unwrap_or(1) as f64;
    let scale = Axis::new("values", 0.0, most)?.onto(plot.bottom, plot.top);
    let step = plot.width() / counts.len() as f64;
    let ink = Type::new(look.sizes.label, look.colours.ink);
    let quiet = Type::new(look.sizes.label, look.colours.secondary);
    canvas.begin("columns");
    for (k, (&age, &n)) in counts.iter().enumerate() {
        let left = plot.left + step * k as f64;
        let top = scale.at(n as f64)?;
        let old = age > LIMIT;
        let fill = if old { look.colours.emphasis } else { look.colours.context };
        let bar = Frame::new(left + step * 0.14, top, step * 0.72, plot.bottom - top);
        canvas.rect(bar, fill);
        let centre = left + step / 2.0;
        let number = exhibits.words.number(Number::count(n));
        canvas.label((centre, top - 2.0), &number, ink, Anchor::Middle);
        let age = exhibits.words.number(Number::count(age.max(0) as usize));
        canvas.label((centre, plot.bottom + 3.0), &age, quiet, Anchor::Middle);
        let first_old = k > 0 && old && counts.keys().nth(k - 1).is_some_and(|&a| a <= LIMIT);
        if first_old {
            limit(canvas, exhibits, left, plot)?;
        }
    }
    let base = Stroke::new(look.colours.secondary, look.strokes.thin);
    canvas.line((plot.left, plot.bottom), (plot.right, plot.bottom), base);
    let axis = exhibits.words.get("figure.ages.axis")?;
    canvas.label((plot.right, plot.bottom + 8.5), axis, quiet, Anchor::End);
    canvas.end();
    Ok(())
}

/// The line between recent and old, and what lies beyond it.
fn limit(canvas: &mut Canvas, exhibits: &Exhibits, x: f64, plot: Frame) -> Result<()> {
    let look = exhibits.look;
    let stroke = Stroke::new(look.colours.secondary, look.strokes.thin).dashed(look.strokes.dash);
    canvas.line((x, plot.top - 3.0), (x, plot.bottom), stroke);
    let words = exhibits.words.say("figure.ages.limit", &[("older", older(exhibits))])?;
    let style = Type::new(look.sizes.label, look.colours.emphasis).bold();
    canvas.label((x + 2.0, plot.top - 1.5), &words, style, Anchor::Start);
    Ok(())
}

fn older(exhibits: &Exhibits) -> Say {
    let all = &exhibits.findings.availability;
    Number::percent(all.older_than_five as f64 / all.used.max(1) as f64).into()
}

fn title(exhibits: &Exhibits) -> Result<String> {
    let all = &exhibits.findings.availability;
    let arguments = [
        ("older", older(exhibits)),
        ("oldest", Number::percent(all.older_than_ten as f64 / all.used.max(1) as f64).into()),
    ];
    exhibits.words.say("figure.ages.title", &arguments)
}

fn alternative(exhibits: &Exhibits, counts: &BTreeMap<i32, usize>) -> Result<String> {
    let mut bars = Vec::new();
    for (&age, &n) in counts {
        let arguments = [("what", Number::year(age).into()), ("said", Number::count(n).into())];
        bars.push(exhibits.words.say("figure.told", &arguments)?);
    }
    let arguments =
        [("bars", exhibits.words.apart(&bars).into()), ("finding", title(exhibits)?.into())];
    exhibits.words.say("figure.ages.alt", &arguments)
}

fn data(counts: &BTreeMap<i32, usize>) -> Vec<Vec<String>> {
    let mut rows = vec![vec!["age".to_owned(), "values".to_owned()]];
    rows.extend(counts.iter().map(|(age, n)| vec![age.to_string(), n.to_string()]));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;

    #[test]
    fn the_columns_hold_every_value_and_agree_with_the_title() {
        let counts = counts(&WORLD.exhibits());
        let found = &WORLD.findings.availability;
        assert_eq!(counts.values().sum::<usize>(), found.used);
        let older: usize = counts.range(LIMIT + 1..).map(|(_, n)| n).sum();
        assert_eq!(older, found.older_than_five);
        let oldest = *counts.keys().last().unwrap();
        assert_eq!(counts.len() as i32, oldest + 1);
    }
}
