//! Pairs of women's and men's figures in, dumbbells of medians out: `sexes`.

mod panel;
mod text;

use super::chart::Chart;
use super::figure::Task;
use super::plot::Panels;
use crate::analyse::{BothSexes, both_sexes, known_most, members};
use crate::drawing::{Anchor, Canvas, Mark, Shape, printable};
use crate::exhibits::Exhibits;
use crate::fault::Result;

/// Millimetres: a row, the head of a panel, the legend above all, the column of names, and the
/// gap between panels.
const ROW: f64 = 4.5;
const HEAD: f64 = 17.8;
const LEGEND: f64 = 7.0;
const NAMES: f64 = 33.5;
const GAP: f64 = 5.0;
/// Extra space above the first row of a grouping.
const BREAK: f64 = 2.2;
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
    /// Of a panel.
    height: f64,
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
        let breaks = lines.iter().filter(|l| l.first).count() as f64;
        let height = HEAD + ROW * lines.len() as f64 + BREAK * breaks;
        let room = exhibits.look.page.figure_height - LEGEND + GAP - 1.0;
        let most = PANELS_ACROSS * (room / (height + GAP)).max(1.0) as usize;
        let all = both_sexes(framework, &findings.sexes, &findings.ranges, &groups);
        Ok(Sexes { exhibits, lines, height, panels: known_most(all, most) })
    }

    fn short(&self, panel: &BothSexes) -> String {
        printable(self.exhibits.indicator_short(panel.indicator))
    }

    /// Where the panels stand, and how wide each is.
    fn panels(&self) -> (Panels, f64) {
        let across = self.panels.len().min(PANELS_ACROSS);
        let width = ((self.drawing_width() - NAMES + GAP) / across as f64 - GAP).min(70.0);
        let step = (width + GAP, self.height + GAP);
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
        for (line, y) in self.lines.iter().zip(self.heights(top)) {
            let style = if line.is_all { look.label().bold() } else { look.label() };
            let name = style.shorten(line.name, NAMES - 2.0);
            canvas.label((0.0, y), &name, style, Anchor::Start);
            if line.first {
                let at = y - (ROW + BREAK) / 2.0;
                canvas.line((0.0, at), (canvas.size().0, at), look.rule());
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
}

#[cfg(test)]
mod tests;
