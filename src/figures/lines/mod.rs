//! Numbers of the world over the years in, small lines out: for the world and its groups of peers, `lines`; for
//! each region beside the world, `lines_<region>`.

mod text;

use super::chart::Chart;
use super::figure::Task;
use super::fitting;
use crate::analyse::{Lines, Total, Whole, lines};
use crate::drawing::{Anchor, Axis, Canvas, Frame, Scale, Stroke, Type};
use crate::exhibits::{Exhibits, ids};
use crate::fault::Result;
use crate::words::Number;

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
    let all = std::iter::once(None).chain(regions).map(|region| Courses::new(exhibits, region));
    let shown = all.filter(|courses| !courses.all.is_empty());
    shown.map(|courses| Task::new(courses.id.clone(), move || courses.figure())).collect()
}

struct Courses<'a> {
    exhibits: &'a Exhibits<'a>,
    /// By position among the framework's regions; none for the world.
    region: Option<usize>,
    id: String,
    all: Vec<Lines<'a>>,
}

impl<'a> Courses<'a> {
    fn new(exhibits: &'a Exhibits<'a>, region: Option<usize>) -> Self {
        let id = match (region, &exhibits.framework.regions) {
            (Some(region), Some(of)) => ids::of_group(Self::FAMILY, &of.groups[region].value),
            _ => Self::FAMILY.to_owned(),
        };
        let all = lines(exhibits.framework, &exhibits.findings.totals, region);
        Courses { exhibits, region, id, all }
    }

    /// Of a panel.
    fn height(&self) -> f64 {
        if self.region.is_some() { OF_REGION } else { PANEL }
    }

    fn panel(&self, canvas: &mut Canvas, of: &Lines, (left, plot): (f64, Frame)) -> Result<()> {
        let Exhibits { look, words, .. } = self.exhibits;
        let head = look.label().bold();
        let name = head.shorten(&self.named(of.aggregate), plot.right + RIGHT - left);
        canvas.write((left, plot.top - 5.0), &name, head, Anchor::Start);
        let up = Axis::around("value", of.totals().map(value))?.onto(plot.bottom, plot.top);
        let [first, last] = of.ends().map(year);
        let along = Axis::new("year", f64::from(first), f64::from(last))?;
        let along = along.onto(plot.left, plot.right);
        for (y, number) in fitting::numbered(words, &up.ticks(5)) {
            canvas.line((plot.left, y), (plot.right, y), look.grid());
            canvas.label((plot.left - 1.5, y), &number, look.small(), Anchor::End);
        }
        // The last year stands alone where another would touch it.
        let told = |year: &i32| *year == last || (year % EVERY == 0 && last - year >= 3);
        for tick in (first..=last).filter(told) {
            let number = words.number(Number::year(tick));
            let spot = (along.at(f64::from(tick))?, plot.bottom + 4.0);
            canvas.write(spot, &number, look.small(), Anchor::Middle);
        }
        for (k, line) in of.lines.iter().enumerate().rev() {
            let spot = |t: &&Total| Ok((along.at(f64::from(year(t)))?, up.at(value(t))?));
            let colour = if k == 0 { look.colours.emphasis } else { look.colours.context };
            let width = if k == 0 { 2.0 * look.strokes.line } else { look.strokes.line };
            let spots = line.iter().map(spot).collect::<Result<Vec<_>>>()?;
            canvas.path(&spots, Stroke::new(colour, width));
        }
        self.ends(canvas, of, (&up, plot))
    }

    /// The name and the value of each line at its end, pushed apart where they would touch.
    fn ends(&self, canvas: &mut Canvas, of: &Lines, (up, plot): (&Scale, Frame)) -> Result<()> {
        let Exhibits { look, words, framework, .. } = self.exhibits;
        let decimals = framework.aggregates[of.aggregate].decimals;
        let mut labels = Vec::new();
        for (k, line) in of.lines.iter().enumerate() {
            let Some(end) = line.last() else { continue };
            let number = format!(" {}", words.number(Number::decimal(value(end), decimals)));
            labels.push((up.at(value(end))?, (self.short(end.whole)?, number), k == 0));
        }
        labels.sort_by(|a, b| a.0.total_cmp(&b.0));
        // Down from the top, then up from the bottom.
        for at in 1..labels.len() {
            labels[at].0 = labels[at].0.max(labels[at - 1].0 + APART);
        }
        // The number of the last year stands below.
        let mut floor = plot.bottom - 0.2;
        for label in labels.iter_mut().rev() {
            label.0 = label.0.min(floor);
            floor = label.0 - APART;
        }
        for (y, (name, number), is_world) in labels {
            let colour = if is_world { look.colours.emphasis } else { look.colours.secondary };
            let style = Type::new(look.sizes.small, colour);
            let style = if is_world { style.bold() } else { style };
            // What does not fit is cut from the name, never from the number.
            let name = style.shorten(name, RIGHT - 2.0 - style.width(&number));
            canvas.label((plot.right + 1.5, y), &(name + &number), style, Anchor::Start);
        }
        Ok(())
    }

    /// What a line is of, where it ends: a region is in the title.
    fn short(&self, of: Whole) -> Result<&str> {
        match of {
            Whole::Group(g, _) if g == self.exhibits.framework.groupings.len() => {
                self.word("region")
            }
            of => self.whole(of),
        }
    }
}

fn value(total: &Total) -> f64 {
    total.value.unwrap_or_default()
}

fn year(total: &Total) -> i32 {
    total.year.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;
    use crate::figures;

    #[test]
    fn lines_hold_the_same_areas_in_every_year_with_enough_behind_them() {
        let exhibits = WORLD.exhibits();
        let mut figure = figures::draw(&exhibits, Some(&["lines".to_owned()])).unwrap();
        assert_eq!(figure[0].id, "lines", "the world comes first");
        let figure = figure.remove(0);
        assert!(figure.overlaps.is_empty() && figure.no_room.is_empty(), "{:?}", figure.overlaps);
        for of in Courses::new(&exhibits, None).all {
            for line in &of.lines {
                assert!(line.iter().all(|total| total.n == line[0].n));
                let years: Vec<i32> = line.iter().map(|total| year(total)).collect();
                assert!(years.windows(2).all(|pair| pair[1] == pair[0] + 1), "no gap");
            }
            let world = &of.lines[0];
            assert!(world.iter().all(|total| total.share >= WORLD.framework.aggregate_share));
        }
        assert!(figure.alt.contains("World") && figure.data.len() > 16);
    }
}
