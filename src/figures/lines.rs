//! Numbers of the world over the years in, small lines out: for the world and its groups of peers, `lines`; for
//! each region beside the world, `lines_<region>`.

use std::collections::BTreeSet;

use super::figure::{self, Figure, Task, Told};
use crate::analyse::{Backing, Total, Whole};
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
/// A region has no more panels: those of the numbers that changed most.
const MOST_OF_A_REGION: usize = 6;
/// Room over a plot for its name, under it for the years, left for numbers, right for names of lines.
const HEAD: f64 = 9.0;
const FOOT: f64 = 6.0;
const LEFT: f64 = 9.0;
const RIGHT: f64 = 35.5;
/// Names of lines stand at least so far apart.
const APART: f64 = 3.4;
/// Years between two ticks.
const EVERY: i32 = 5;

/// A number of the world with its lines: the world's first, each with a point for every year.
struct Panel<'a> {
    aggregate: usize,
    lines: Vec<Vec<&'a Total>>,
}

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

fn panels<'a>(exhibits: &Exhibits<'a>, region: Option<usize>) -> Vec<Panel<'a>> {
    let framework = exhibits.framework;
    let totals = &exhibits.findings.totals;
    let line = |aggregate: usize, whole: Whole| -> Vec<&'a Total> {
        let of = totals.iter().filter(|t| t.aggregate == aggregate && t.whole == whole);
        of.filter(|t| t.year.is_some()).collect()
    };
    let told = |line: &Vec<&Total>| {
        line.len() > 1 && line.iter().all(|t| t.backing(framework) != Backing::TooLittle)
    };
    let peers = framework.peers();
    let groups = peers.map_or(0, |g| framework.groupings[g].groups.len());
    let panel = |aggregate: usize| {
        let world = Some(line(aggregate, Whole::World)).filter(told)?;
        if let Some(region) = region {
            let whole = Whole::Group(framework.groupings.len(), region);
            let own = Some(line(aggregate, whole)).filter(told)?;
            return Some(Panel { aggregate, lines: vec![own, world] });
        }
        let group = |k: usize| line(aggregate, Whole::Group(peers.unwrap_or(0), k));
        let groups = (0..groups).map(group).filter(told);
        Some(Panel { aggregate, lines: std::iter::once(world).chain(groups).collect() })
    };
    let mut panels: Vec<Panel> = (0..framework.aggregates.len()).filter_map(panel).collect();
    if region.is_some() {
        panels.sort_by(|a, b| change(b).total_cmp(&change(a)));
        panels.truncate(MOST_OF_A_REGION);
    }
    panels
}

/// How far the first line of a panel went.
fn change(panel: &Panel) -> f64 {
    let line = &panel.lines[0];
    (value(line[line.len() - 1]) - value(line[0])).abs()
}

fn value(total: &Total) -> f64 {
    total.value.unwrap_or_default()
}

fn year(total: &Total) -> i32 {
    total.year.unwrap_or_default()
}

fn draw(exhibits: &Exhibits, region: Option<usize>) -> Result<Figure> {
    let (panels, id) = (panels(exhibits, region), id(exhibits, region));
    let (height, subtitle) = match region {
        Some(_) => (OF_REGION, "figure.lines.subtitle_region"),
        None => (PANEL, "figure.lines.subtitle"),
    };
    let (title, alt) = (title(exhibits, &panels)?, alternative(exhibits, &panels)?);
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
    let all = panels.iter().flat_map(|panel| &panel.lines).flatten();
    let least = all.map(|total| total.share).fold(1.0, f64::min);
    let note = [("least", Number::percent(least).into())];
    Ok(Told {
        id,
        title,
        subtitle: exhibits.words.say(subtitle, &span(&panels))?,
        note: exhibits.words.say("figure.lines.note", &note)?,
        source: source::of_series(exhibits, &series)?,
        alt,
        data: data(exhibits, &panels),
    }
    .of(drawing))
}

fn span(panels: &[Panel]) -> [(&'static str, crate::words::Say); 2] {
    let all = || panels.iter().flat_map(|panel| &panel.lines).flatten().map(|total| year(total));
    let (first, last) = (all().min().unwrap_or_default(), all().max().unwrap_or_default());
    [("first", Number::year(first).into()), ("last", Number::year(last).into())]
}

fn draw_panel(
    canvas: &mut Canvas,
    exhibits: &Exhibits,
    panel: &Panel,
    (left, plot): (f64, Frame),
) -> Result<()> {
    let look = exhibits.look;
    let head = Type::new(look.sizes.label, look.colours.ink).bold();
    let name = head.shorten(&named(exhibits, panel.aggregate), plot.right + RIGHT - left);
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
        of => whole(exhibits, of),
    }
}

/// What a line is of: the world, or a group by name.
fn whole(exhibits: &Exhibits, whole: Whole) -> Result<String> {
    match whole {
        Whole::World => exhibits.words.get("figure.lines.world").map(str::to_owned),
        Whole::Group(grouping, group) => Ok(exhibits.group(grouping, group).to_owned()),
    }
}

/// The short name of a number, with its unit.
fn named(exhibits: &Exhibits, aggregate: usize) -> String {
    let of = &exhibits.framework.aggregates[aggregate];
    let name = exhibits.in_language(&of.short);
    match &of.unit {
        Some(unit) => format!("{name}, {}", exhibits.in_language(unit).trim_start()),
        None => name.to_owned(),
    }
}

/// What the number of the world that changed most counts, in its last year and in its first.
fn title(exhibits: &Exhibits, panels: &[Panel]) -> Result<String> {
    let Some(most) = panels.iter().max_by(|a, b| change(a).total_cmp(&change(b))) else {
        return Ok(String::new());
    };
    let line = &most.lines[0];
    let of = &exhibits.framework.aggregates[most.aggregate];
    let unit = of.unit.as_ref().map_or("", |unit| exhibits.in_language(unit));
    let number = |total: &Total| {
        format!("{}{unit}", exhibits.words.number(Number::decimal(value(total), of.decimals)))
    };
    let (first, last) = (line[0], line[line.len() - 1]);
    let said = [
        ("what", exhibits.in_language(&of.name).into()),
        ("from", number(first).into()),
        ("first", Number::year(year(first)).into()),
        ("to", number(last).into()),
        ("last", Number::year(year(last)).into()),
    ];
    match first.whole {
        Whole::World => exhibits.words.say("figure.lines.title", &said),
        of => {
            let region = [("region", whole(exhibits, of)?.into())];
            exhibits.words.say("figure.lines.of_region", &[&said[..], &region].concat())
        }
    }
}

/// Every line by its two ends.
fn alternative(exhibits: &Exhibits, panels: &[Panel]) -> Result<String> {
    let mut said = Vec::new();
    for panel in panels {
        let decimals = exhibits.framework.aggregates[panel.aggregate].decimals;
        let mut lines = Vec::new();
        for line in &panel.lines {
            let (first, last) = (line[0], line[line.len() - 1]);
            let number = |total: &Total| Number::decimal(value(total), decimals).into();
            let ends = [
                ("name", whole(exhibits, first.whole)?.into()),
                ("from", number(first)),
                ("to", number(last)),
            ];
            lines.push(exhibits.words.say("figure.lines.line", &ends)?);
        }
        let of =
            [("name", named(exhibits, panel.aggregate).into()), ("lines", lines.join(", ").into())];
        said.push(exhibits.words.say("figure.lines.panel", &of)?);
    }
    let [first, last] = span(panels);
    exhibits.words.say("figure.lines.alt", &[first, last, ("panels", said.join(" ").into())])
}

fn data(exhibits: &Exhibits, panels: &[Panel]) -> Vec<Vec<String>> {
    let mut rows = figure::table(["code", "group", "year", "value", "n", "share"]);
    for total in panels.iter().flat_map(|panel| &panel.lines).flatten() {
        let group = match total.whole {
            Whole::World => String::new(),
            Whole::Group(g, k) => {
                let of = exhibits.framework.grouping(g).and_then(|of| of.groups.get(k));
                of.map_or_else(String::new, |group| group.value.clone())
            }
        };
        rows.push(vec![
            exhibits.framework.aggregates[total.aggregate].code.clone(),
            group,
            year(total).to_string(),
            format!("{:.3}", value(total)),
            total.n.to_string(),
            format!("{:.3}", total.share),
        ]);
    }
    rows
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
