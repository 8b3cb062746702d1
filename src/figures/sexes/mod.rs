//! Pairs of women's and men's figures in, dumbbells of medians out: `sexes`.

mod panel;
mod text;

use std::cmp::Reverse;

use super::figure::{Figure, Task, Told};
use crate::analyse::Medians;
use crate::drawing::{
    Anchor, Axis, Canvas, Frame, Mark, Scale, Shape, Spot, Stroke, Type, decimals, printable,
};
use crate::exhibits::Exhibits;
use crate::fault::Result;
use crate::words::Number;
use panel::{Line, Panel, lines, named, panels, short};

const ID: &str = "sexes";
/// Millimetres: a row, the head of a panel, the legend above all, the column of names, and the
/// gap between panels.
const ROW: f64 = 4.5;
const HEAD: f64 = 17.8;
const LEGEND: f64 = 7.0;
const NAMES: f64 = 33.5;
const GAP: f64 = 5.0;
/// Extra space above the first row of a grouping.
const BREAK: f64 = 2.2;
/// Below the top of a panel: the numbers of its axis and the head of the column of counts.
const NUMBERS: f64 = 15.1;
/// How far a mark is moved up or down where both would lie on each other.
const ASIDE: f64 = 0.95;
/// Marks nearer than this touch.
const TOUCH: f64 = 2.6;
const PANELS_ACROSS: usize = 3;
/// One figure, where any indicator is known of both sexes in enough States.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    Task::one(!panels(exhibits).is_empty(), ID, || draw(exhibits))
}

/// Of more panels than the page holds, those known of both sexes in most States.
fn fitting<'a>(exhibits: &'a Exhibits, lines: &[Line]) -> Vec<Panel<'a>> {
    let room = exhibits.look.page.figure_height - LEGEND + GAP - 1.0;
    let most = PANELS_ACROSS * (room / (panel_height(lines) + GAP)).max(1.0) as usize;
    let mut panels = panels(exhibits);
    panels.sort_by_key(|p| (Reverse(p.pairs.len()), p.indicator));
    panels.truncate(most);
    panels.sort_by_key(|p| p.indicator);
    panels
}

fn panel_height(lines: &[Line]) -> f64 {
    let breaks = lines.iter().filter(|l| l.first).count() as f64;
    HEAD + ROW * lines.len() as f64 + BREAK * breaks
}

fn draw(exhibits: &Exhibits) -> Result<Figure> {
    let lines = lines(exhibits);
    let panels = fitting(exhibits, &lines);
    let title = text::title(exhibits, &panels)?;
    let alt = text::alternative(exhibits, &title, &panels, &lines)?;
    let width = exhibits.look.page.text_width;
    let across = panels.len().min(PANELS_ACROSS);
    let panel_width = ((width - NAMES + GAP) / across as f64 - GAP).min(70.0);
    let height = panel_height(&lines);
    let bands = panels.len().div_ceil(across) as f64;
    let size = (width, LEGEND + bands * (height + GAP) - GAP + 1.0);
    let mut canvas = Canvas::new(exhibits.look, ID, size);
    legend(&mut canvas, exhibits)?;
    for (k, panel) in panels.iter().enumerate() {
        let top = LEGEND + (k / across) as f64 * (height + GAP);
        let left = NAMES + (k % across) as f64 * (panel_width + GAP);
        if k % across == 0 {
            names(&mut canvas, exhibits, &lines, top)?;
        }
        draw_panel(
            &mut canvas,
            exhibits,
            panel,
            &lines,
            Frame::new(left, top, panel_width, height),
        )?;
    }
    let drawing = canvas.finish(&title, &alt)?;
    Ok(Told {
        id: ID.to_owned(),
        title,
        subtitle: text::subtitle(exhibits, &panels)?,
        note: text::note(exhibits, &panels)?,
        source: text::sources(exhibits, &panels)?,
        alt,
        data: text::data(exhibits, &panels, &lines)?,
    }
    .of(drawing))
}

/// Middles of the rows under a head.
fn heights(lines: &[Line], top: f64) -> Vec<f64> {
    let mut y = top + HEAD - ROW / 2.0;
    let mut heights = Vec::new();
    for line in lines {
        y += ROW + if line.first { BREAK } else { 0.0 };
        heights.push(y);
    }
    heights
}

fn names(canvas: &mut Canvas, exhibits: &Exhibits, lines: &[Line], top: f64) -> Result<()> {
    let look = exhibits.look;
    let style = Type::new(look.sizes.label, look.colours.ink);
    let rule = Stroke::new(look.colours.hairline, look.strokes.thin);
    let width = canvas.size().0;
    for (line, y) in lines.iter().zip(heights(lines, top)) {
        let style = if line.group.is_none() { style.bold() } else { style };
        let name = style.shorten(named(exhibits, line)?, NAMES - 2.0);
        canvas.label((0.0, y), &name, style, Anchor::Start);
        if line.first {
            let at = y - (ROW + BREAK) / 2.0;
            canvas.line((0.0, at), (width, at), rule);
        }
    }
    Ok(())
}

fn women(exhibits: &Exhibits) -> Mark {
    let look = exhibits.look;
    Mark { shape: Shape::Circle, radius: 1.15, fill: look.sexes.women, outline: None }
}

fn men(exhibits: &Exhibits) -> Mark {
    let look = exhibits.look;
    let outline = Some(Stroke::new(look.sexes.men, look.strokes.line));
    Mark { shape: Shape::Diamond, radius: 1.05, fill: look.colours.paper, outline }
}

fn legend(canvas: &mut Canvas, exhibits: &Exhibits) -> Result<()> {
    let style = Type::new(exhibits.look.sizes.label, exhibits.look.colours.ink).bold();
    let mut x = 1.5;
    for (mark, key) in [(women(exhibits), "women"), (men(exhibits), "men")] {
        let words = exhibits.words.get(&format!("figure.sexes.{key}"))?;
        canvas.mark((x, 2.0), mark);
        canvas.label((x + 2.6, 2.0), words, style, Anchor::Start);
        x += style.width(words) + 9.0;
    }
    Ok(())
}

fn draw_panel(
    canvas: &mut Canvas,
    exhibits: &Exhibits,
    panel: &Panel,
    lines: &[Line],
    at: Frame,
) -> Result<()> {
    let look = exhibits.look;
    let indicator = &exhibits.framework.indicators[panel.indicator];
    let quiet = Type::new(look.sizes.small, look.colours.secondary);
    canvas.begin(&indicator.code);
    head(canvas, exhibits, panel, at)?;
    // Dots need no zero: the axis follows the medians, so that the marks stand apart.
    let values = panel.rows.iter().flatten().flat_map(|r| [r.women, r.men]);
    let axis = Axis::around(&indicator.code, values)?;
    // Values stand outside the marks, so both ends of the axis keep room for one.
    let scale = axis.onto(at.left + 7.0, at.right - 14.0);
    ground(canvas, exhibits, &scale, at);
    for (row, y) in panel.rows.iter().zip(heights(lines, at.top)) {
        let Some(row) = row else {
            let few = exhibits.words.get("figure.sexes.few")?;
            canvas.label((at.left, y), few, quiet, Anchor::Start);
            continue;
        };
        let n = exhibits.words.number(Number::count(row.n));
        canvas.label((at.right, y), &n, quiet, Anchor::End);
        dumbbell(canvas, exhibits, row, (&scale, y), indicator.decimals)?;
    }
    canvas.end();
    Ok(())
}

/// Name, unit and direction of an indicator, and the head of the column of counts.
fn head(canvas: &mut Canvas, exhibits: &Exhibits, panel: &Panel, at: Frame) -> Result<()> {
    let look = exhibits.look;
    let indicator = &exhibits.framework.indicators[panel.indicator];
    let bold = Type::new(look.sizes.label, look.colours.ink).bold();
    let quiet = Type::new(look.sizes.small, look.colours.secondary);
    let name = bold.shorten(&short(exhibits, panel), at.width());
    canvas.label((at.left, at.top + 1.5), &name, bold, Anchor::Start);
    let unit = printable(exhibits.unit(panel.indicator));
    let unit = quiet.shorten(&unit, at.width());
    canvas.label((at.left, at.top + 5.0), &unit, quiet, Anchor::Start);
    let better = match indicator.less_is_better() {
        true => exhibits.words.get("figure.sexes.less")?,
        false => exhibits.words.get("figure.sexes.more")?,
    };
    canvas.label((at.left, at.top + 8.3), better, quiet, Anchor::Start);
    let counts = [
        ("n", Number::count(panel.behind()).into()),
        ("of", Number::count(panel.pairs.len()).into()),
    ];
    let behind = exhibits.words.say("figure.sexes.behind", &counts)?;
    let ink = Type::new(look.sizes.small, look.colours.ink);
    canvas.label((at.left, at.top + 11.5), &ink.shorten(&behind, at.width()), ink, Anchor::Start);
    let states = exhibits.words.get("figure.sexes.states")?;
    canvas.label((at.right, at.top + NUMBERS), states, quiet, Anchor::End);
    Ok(())
}

/// Ticks of a panel and their numbers, above the rows: the values stand at the marks.
fn ground(canvas: &mut Canvas, exhibits: &Exhibits, scale: &Scale, at: Frame) {
    let look = exhibits.look;
    let quiet = Type::new(look.sizes.small, look.colours.secondary);
    let ticks = scale.ticks(4);
    let tick = Stroke::new(look.colours.secondary, look.strokes.thin);
    // As many decimals as the closest numbers need to differ.
    let decimals = decimals(&ticks);
    for (value, x) in ticks {
        canvas.line((x, at.top + NUMBERS + 1.7), (x, at.top + NUMBERS + 2.7), tick);
        let text = exhibits.words.number(Number::decimal(value, decimals));
        canvas.label((x, at.top + NUMBERS), &text, quiet, Anchor::Middle);
    }
}

fn dumbbell(
    canvas: &mut Canvas,
    exhibits: &Exhibits,
    row: &Medians,
    (scale, y): (&Scale, f64),
    decimals: usize,
) -> Result<()> {
    let look = exhibits.look;
    let (w, m) = (scale.at(row.women)?, scale.at(row.men)?);
    let aside = if (w - m).abs() < TOUCH { ASIDE } else { 0.0 };
    canvas.line((w, y), (m, y), Stroke::new(look.colours.context, look.strokes.strong));
    canvas.mark((m, y + aside), men(exhibits));
    canvas.mark((w, y - aside), women(exhibits));
    let mut value = |x: f64, value: f64, colour, anchor| {
        let text = exhibits.words.number(Number::decimal(value, decimals));
        let style = Type::new(look.sizes.small, colour);
        let away = if anchor == Anchor::End { -2.2 } else { 2.2 };
        let spot: Spot = (x + away, y);
        canvas.label(spot, &text, style, anchor);
    };
    let (left, right) =
        if w <= m { (Anchor::End, Anchor::Start) } else { (Anchor::Start, Anchor::End) };
    value(w, row.women, look.sexes.women, left);
    value(m, row.men, look.sexes.men, right);
    Ok(())
}

#[cfg(test)]
mod tests;
