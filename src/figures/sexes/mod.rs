//! Pairs of women's and men's figures in, dumbbells of medians out: `sexes`.

mod text;

use std::cmp::Reverse;

use super::chart::Chart;
use super::figure::Task;
use super::plot::Panels;
use crate::analyse::{BothSexes, Medians, both_sexes, members};
use crate::drawing::{
    Anchor, Axis, Canvas, Frame, Mark, Scale, Shape, Stroke, Type, decimals, printable,
};
use crate::exhibits::Exhibits;
use crate::fault::Result;
use crate::words::{Number, say};

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
    let shown = Sexes::new(exhibits).map_or(true, |sexes| !sexes.panels.is_empty());
    let task = || Task::new(Sexes::FAMILY, move || Sexes::new(exhibits)?.figure());
    shown.then(task).into_iter().collect()
}

/// A row of every panel: all areas, or one group of them.
struct Line<'a> {
    name: &'a str,
    is_all: bool,
    /// Whether a new grouping begins here.
    first: bool,
}

struct Sexes<'a> {
    exhibits: &'a Exhibits<'a>,
    /// All areas, then the groups of every grouping that has more than one.
    lines: Vec<Line<'a>>,
    /// Of more than the page holds, those known of both sexes in most States.
    panels: Vec<BothSexes<'a>>,
}

impl<'a> Sexes<'a> {
    fn new(exhibits: &'a Exhibits<'a>) -> Result<Self> {
        let Exhibits { framework, findings, areas, panel, words, .. } = exhibits;
        let mut lines =
            vec![Line { name: words.get("figure.sexes.all")?, is_all: true, first: false }];
        let mut groups = Vec::new();
        for grouping in framework.groupings.iter().filter(|g| g.groups.len() > 1) {
            for (k, group) in grouping.groups.iter().enumerate() {
                let name = exhibits.in_language(&group.name);
                lines.push(Line { name, is_all: false, first: k == 0 });
                groups.push(members(areas, panel, &grouping.column, &group.value));
            }
        }
        let panels = both_sexes(framework, &findings.sexes, &findings.ranges, &groups);
        let mut sexes = Sexes { exhibits, lines, panels };
        let room = exhibits.look.page.figure_height - LEGEND + GAP - 1.0;
        let most = PANELS_ACROSS * (room / (sexes.height() + GAP)).max(1.0) as usize;
        sexes.panels.sort_by_key(|p| (Reverse(p.pairs.len()), p.indicator));
        sexes.panels.truncate(most);
        sexes.panels.sort_by_key(|p| p.indicator);
        Ok(sexes)
    }

    /// Of a panel.
    fn height(&self) -> f64 {
        let breaks = self.lines.iter().filter(|l| l.first).count() as f64;
        HEAD + ROW * self.lines.len() as f64 + BREAK * breaks
    }

    fn short(&self, panel: &BothSexes) -> String {
        printable(self.exhibits.indicator_short(panel.indicator))
    }

    /// Where the panels stand, and how wide each is.
    fn panels(&self) -> (Panels, f64) {
        let across = self.panels.len().min(PANELS_ACROSS);
        let width = ((self.drawing_width() - NAMES + GAP) / across as f64 - GAP).min(70.0);
        let step = (width + GAP, self.height() + GAP);
        (Panels { across, corner: (NAMES, LEGEND), step }, width)
    }

    /// Middles of the rows under a head.
    fn heights(&self, top: f64) -> Vec<f64> {
        let mut y = top + HEAD - ROW / 2.0;
        let height = |line: &Line| {
            y += ROW + if line.first { BREAK } else { 0.0 };
            y
        };
        self.lines.iter().map(height).collect()
    }

    fn names(&self, canvas: &mut Canvas, top: f64) {
        let look = self.exhibits.look;
        let rule = Stroke::new(look.colours.hairline, look.strokes.thin);
        for (line, y) in self.lines.iter().zip(self.heights(top)) {
            let style = if line.is_all { look.label().bold() } else { look.label() };
            let name = style.shorten(line.name, NAMES - 2.0);
            canvas.label((0.0, y), &name, style, Anchor::Start);
            if line.first {
                let at = y - (ROW + BREAK) / 2.0;
                canvas.line((0.0, at), (canvas.size().0, at), rule);
            }
        }
    }

    fn women(&self) -> Mark {
        Mark::dot(1.15, self.exhibits.look.sexes.women)
    }

    fn men(&self) -> Mark {
        let look = self.exhibits.look;
        let mark = Mark::dot(1.05, look.colours.paper).shaped(Shape::Diamond);
        mark.outlined(look.sexes.men, look.strokes.line)
    }

    fn legend(&self, canvas: &mut Canvas) -> Result<()> {
        let style = self.exhibits.look.label().bold();
        let mut x = 1.5;
        for (mark, key) in [(self.women(), "women"), (self.men(), "men")] {
            let words = self.word(key)?;
            canvas.mark((x, 2.0), mark);
            canvas.label((x + 2.6, 2.0), words, style, Anchor::Start);
            x += style.width(words) + 9.0;
        }
        Ok(())
    }

    fn panel(&self, canvas: &mut Canvas, panel: &BothSexes, at: Frame) -> Result<()> {
        let Exhibits { look, words, framework, .. } = self.exhibits;
        let indicator = &framework.indicators[panel.indicator];
        canvas.begin(&indicator.code);
        self.head(canvas, panel, at)?;
        // Dots need no zero: the axis follows the medians, so that the marks stand apart.
        let values = panel.medians.iter().flatten().flat_map(|r| [r.women, r.men]);
        let axis = Axis::around(&indicator.code, values)?;
        // Values stand outside the marks, so both ends of the axis keep room for one.
        let scale = axis.onto(at.left + 7.0, at.right - 14.0);
        self.ground(canvas, &scale, at);
        for (row, y) in panel.medians.iter().zip(self.heights(at.top)) {
            let Some(row) = row else {
                canvas.label((at.left, y), self.word("few")?, look.small(), Anchor::Start);
                continue;
            };
            let n = words.number(Number::count(row.n));
            canvas.label((at.right, y), &n, look.small(), Anchor::End);
            self.dumbbell(canvas, row, (&scale, y), indicator.decimals)?;
        }
        canvas.end();
        Ok(())
    }

    /// Name, unit and direction of an indicator, and the head of the column of counts.
    fn head(&self, canvas: &mut Canvas, panel: &BothSexes, at: Frame) -> Result<()> {
        let (exhibits, look) = (self.exhibits, self.exhibits.look);
        let less_is_better = exhibits.framework.indicators[panel.indicator].less_is_better();
        let better = self.word(if less_is_better { "less" } else { "more" })?;
        let behind = say!(self, "behind", n = panel.behind, of = panel.pairs.len())?;
        let ink = Type::new(look.sizes.small, look.colours.ink);
        let unit = printable(exhibits.unit(panel.indicator));
        for (below, text, style) in [
            (1.5, self.short(panel), look.label().bold()),
            (5.0, unit, look.small()),
            (8.3, better.to_owned(), look.small()),
            (11.5, behind, ink),
        ] {
            let text = style.shorten(&text, at.width());
            canvas.label((at.left, at.top + below), &text, style, Anchor::Start);
        }
        let spot = (at.right, at.top + NUMBERS);
        canvas.label(spot, self.word("states")?, look.small(), Anchor::End);
        Ok(())
    }

    /// Ticks of a panel and their numbers, above the rows: the values stand at the marks.
    fn ground(&self, canvas: &mut Canvas, scale: &Scale, at: Frame) {
        let look = self.exhibits.look;
        let ticks = scale.ticks(4);
        let tick = Stroke::new(look.colours.secondary, look.strokes.thin);
        // As many decimals as the closest numbers need to differ.
        let decimals = decimals(&ticks);
        for (value, x) in ticks {
            canvas.line((x, at.top + NUMBERS + 1.7), (x, at.top + NUMBERS + 2.7), tick);
            let text = self.exhibits.words.number(Number::decimal(value, decimals));
            canvas.label((x, at.top + NUMBERS), &text, look.small(), Anchor::Middle);
        }
    }

    fn dumbbell(
        &self,
        canvas: &mut Canvas,
        row: &Medians,
        (scale, y): (&Scale, f64),
        decimals: usize,
    ) -> Result<()> {
        let look = self.exhibits.look;
        let (w, m) = (scale.at(row.women)?, scale.at(row.men)?);
        let aside = if (w - m).abs() < TOUCH { ASIDE } else { 0.0 };
        canvas.line((w, y), (m, y), Stroke::new(look.colours.context, look.strokes.strong));
        canvas.mark((m, y + aside), self.men());
        canvas.mark((w, y - aside), self.women());
        let [before, after] = [(-2.2, Anchor::End), (2.2, Anchor::Start)];
        let (of_women, of_men) = if w <= m { (before, after) } else { (after, before) };
        for (x, value, colour, (away, anchor)) in
            [(w, row.women, look.sexes.women, of_women), (m, row.men, look.sexes.men, of_men)]
        {
            let text = self.exhibits.words.number(Number::decimal(value, decimals));
            let style = Type::new(look.sizes.small, colour);
            canvas.label((x + away, y), &text, style, anchor);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
