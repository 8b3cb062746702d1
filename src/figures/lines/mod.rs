//! Numbers of the world over the years in, small lines out: for the world and its groups of peers, `lines`; for
//! each region beside the world, `lines_<region>`.

mod panel;
mod text;

use std::collections::BTreeSet;

use self::panel::{Panel, panels, span, value, year};
use super::figure::{Figure, Task, Told};
use crate::analyse::Whole;
use crate::drawing::{Anchor, Axis, Canvas, Frame, Scale, Stroke, Type, decimals};
use crate::exhibits::{Exhibits, ids, source};
use crate::fault::Result;
use crate::words::Number;

const ID: &str = "lines";
/// Panels beside each other, millimetres between them, and the height of one: of a region lower, as it shares
/// its page.
const ACROSS: usize = 2;
const GAP: f64 = 8.0;
const PANEL: f64 = 46.0;
const OF_REGION: f64 = 33.0;
/// Room over a plot for its name, under it for the years, left for numbers, right for names of lines.
const HEAD: f64 = 9.0;
const FOOT: f64 = 6.0;
const LEFT: f64 = 9.0;
const RIGHT: f64 = 35.5;
/// Names of lines stand at least so far apart.
const APART: f64 = 3.4;
/// Years between two ticks.
const EVERY: i32 = 5;

/// One figure of the world and one of each region, where any number has a line with enough of the weight
/// behind it.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let regions = exhibits.findings.regions.iter().map(|of| Some(of.region));
    let shown = std::iter::once(None).chain(regions);
    let shown = shown.filter(|region| !panels(exhibits, *region).is_empty());
    shown.map(|region| Task::new(id(exhibits, region), move || draw(exhibits, region))).collect()
}

/// `region`: by position among the framework's regions; none for the world.
fn id(exhibits: &Exhibits, region: Option<usize>) -> String {
    match (region, &exhibits.framework.regions) {
        (Some(region), Some(of)) => ids::of_group(ID, &of.groups[region].value),
        _ => ID.to_owned(),
    }
}

fn draw(exhibits: &Exhibits, region: Option<usize>) -> Result<Figure> {
    let (panels, id) = (panels(exhibits, region), id(exhibits, region));
    let (height, subtitle) = match region {
        Some(_) => (OF_REGION, "figure.lines.subtitle_region"),
        None => (PANEL, "figure.lines.subtitle"),
    };
    let (title, alt) = (text::title(exhibits, &panels)?, text::alternative(exhibits, &panels)?);
    let width = exhibits.look.page.text_width;
    let rows = panels.len().div_ceil(ACROSS);
    let mut canvas = Canvas::new(exhibits.look, &id, (width, height * rows as f64));
    let across = (width - GAP * (ACROSS - 1) as f64) / ACROSS as f64;
    for (k, panel) in panels.iter().enumerate() {
        let corner = ((k % ACROSS) as f64 * (across + GAP), (k / ACROSS) as f64 * height);
        let plot = Frame::new(
            corner.0 + LEFT,
            corner.1 + HEAD,
            across - LEFT - RIGHT,
            height - HEAD - FOOT,
        );
        draw_panel(&mut canvas, exhibits, panel, (corner.0, plot))?;
    }
    let drawing = canvas.finish(&title, &alt)?;
    let series: BTreeSet<String> = panels
        .iter()
        .flat_map(|panel| exhibits.framework.aggregates[panel.aggregate].value.names())
        .map(|(code, _)| code)
        .collect();
    Ok(Told {
        id,
        title,
        subtitle: exhibits.words.say(subtitle, &span(&panels))?,
        note: text::note(exhibits, &panels)?,
        source: source::of_series(exhibits, &series)?,
        alt,
        data: text::data(exhibits, &panels),
    }
    .of(drawing))
}

fn draw_panel(
    canvas: &mut Canvas,
    exhibits: &Exhibits,
    panel: &Panel,
    (left, plot): (f64, Frame),
) -> Result<()> {
    let look = exhibits.look;
    let head = Type::new(look.sizes.label, look.colours.ink).bold();
    let name = head.shorten(&text::named(exhibits, panel.aggregate), plot.right + RIGHT - left);
    canvas.write((left, plot.top - 5.0), &name, head, Anchor::Start);
    let values = panel.lines.iter().flatten().map(|total| value(total));
    let up = Axis::around("value", values)?.onto(plot.bottom, plot.top);
    let first = panel.lines[0].first().map_or(0, |total| year(total));
    let last = panel.lines[0].last().map_or(1, |total| year(total));
    let along = Axis::new("year", f64::from(first), f64::from(last))?.onto(plot.left, plot.right);
    let ticks = up.ticks(5);
    let decimals = decimals(&ticks);
    for (tick, y) in ticks {
        canvas.line((plot.left, y), (plot.right, y), look.grid());
        let number = exhibits.words.number(Number::decimal(tick, decimals));
        canvas.label((plot.left - 1.5, y), &number, look.small(), Anchor::End);
    }
    for tick in (first..=last).filter(|year| year % EVERY == 0 || *year == last) {
        // The last year stands alone where another would touch it.
        if tick != last && last - tick < 3 {
            continue;
        }
        let number = exhibits.words.number(Number::year(tick));
        canvas.write(
            (along.at(f64::from(tick))?, plot.bottom + 4.0),
            &number,
            look.small(),
            Anchor::Middle,
        );
    }
    for (k, line) in panel.lines.iter().enumerate().rev() {
        let points = line.iter().map(|t| Ok((along.at(f64::from(year(t)))?, up.at(value(t))?)));
        let colour = if k == 0 { look.colours.emphasis } else { look.colours.context };
        let width = if k == 0 { 2.0 * look.strokes.line } else { look.strokes.line };
        canvas.path(&points.collect::<Result<Vec<_>>>()?, Stroke::new(colour, width));
    }
    ends(canvas, exhibits, panel, (&up, plot))
}

/// The name and the value of each line at its end, pushed apart where they would touch.
fn ends(
    canvas: &mut Canvas,
    exhibits: &Exhibits,
    panel: &Panel,
    (up, plot): (&Scale, Frame),
) -> Result<()> {
    let look = exhibits.look;
    let mut labels = Vec::new();
    for (k, line) in panel.lines.iter().enumerate() {
        let Some(end) = line.last() else { continue };
        let decimals = exhibits.framework.aggregates[panel.aggregate].decimals;
        let number = exhibits.words.number(Number::decimal(value(end), decimals));
        labels.push((
            up.at(value(end))?,
            (short(exhibits, end.whole)?, format!(" {number}")),
            k == 0,
        ));
    }
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Down from the top, then up from the bottom.
    for at in 1..labels.len() {
        labels[at].0 = labels[at].0.max(labels[at - 1].0 + APART);
    }
    let mut floor = plot.bottom + 1.0;
    for label in labels.iter_mut().rev() {
        label.0 = label.0.min(floor);
        floor = label.0 - APART;
    }
    for (y, (name, number), is_world) in labels {
        let colour = if is_world { look.colours.emphasis } else { look.colours.secondary };
        let style = Type::new(look.sizes.small, colour);
        let style = if is_world { style.bold() } else { style };
        // What does not fit is cut from the name, never from the number.
        let name = style.shorten(&name, RIGHT - 2.0 - style.width(&number));
        canvas.label((plot.right + 1.5, y), &(name + &number), style, Anchor::Start);
    }
    Ok(())
}

/// As [`whole`], where a line ends: a region is in the title.
fn short(exhibits: &Exhibits, of: Whole) -> Result<String> {
    match of {
        Whole::Group(grouping, _) if grouping == exhibits.framework.groupings.len() => {
            exhibits.words.get("figure.lines.region").map(str::to_owned)
        }
        of => text::whole(exhibits, of),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;
    use crate::figures;

    #[test]
    fn lines_hold_the_same_areas_in_every_year_with_enough_behind_them() {
        let exhibits = WORLD.exhibits();
        let mut figure = figures::draw(&exhibits, Some(&[ID.to_owned()])).unwrap();
        assert_eq!(figure[0].id, ID, "the world comes first");
        let figure = figure.remove(0);
        assert!(figure.overlaps.is_empty() && figure.no_room.is_empty(), "{:?}", figure.overlaps);
        for panel in panels(&exhibits, None) {
            for line in &panel.lines {
                assert!(line.iter().all(|total| total.n == line[0].n));
                let years: Vec<i32> = line.iter().map(|total| year(total)).collect();
                assert!(years.windows(2).all(|pair| pair[1] == pair[0] + 1), "no gap");
            }
            let world = &panel.lines[0];
            assert!(world.iter().all(|total| total.share >= WORLD.framework.aggregate_share));
        }
        assert!(figure.alt.contains("World") && figure.data.len() > 16);
    }
}
