//! What moves the results: the share that each uncertain choice has in how far ranks move, for the
//! whole ranking and each focus area: `sensitivity`.

mod text;

use super::chart::{Chart, alone};
use super::figure::Task;
use super::plot::{self, Grid, stroke_at};
use super::{fitting, named};
use crate::drawing::{Anchor, Axis, Canvas, Frame, Mark, POINT, Scale, Stroke};
use crate::exhibits::Exhibits;
use crate::fault::Result;
use crate::look::Colour;
use crate::uncertainty::Sensitivities;
use crate::uncertainty::sensitivity::{InputIndices, OutputIndices};
use crate::words::Number;

const GAP: f64 = 4.0;
/// Panels side by side; more stand below them.
const SIDE_BY_SIDE: usize = 5;
/// Above the rows of a panel: its title and the numbers of the axis.
const HEAD: f64 = 12.0;
const LARGEST_PITCH: f64 = 7.0;
const SMALLEST_PITCH: f64 = 5.2;

/// One figure, where anything moves the ranking or a focus area.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let Some(of) = exhibits.sensitivities else { return Vec::new() };
    let moved = of.by_level().iter().any(|(_, output)| output.inputs.is_some());
    alone(moved, move || Shares::new(exhibits, of))
}

struct Shares<'a> {
    exhibits: &'a Exhibits<'a>,
    of: &'a Sensitivities,
    /// The index and every focus area.
    panels: Vec<(usize, &'a OutputIndices)>,
    /// Choices by position, in the order of their rows, and how many there are to show.
    rows: Vec<usize>,
    in_all: usize,
    pitch: f64,
}

impl<'a> Shares<'a> {
    fn new(exhibits: &'a Exhibits<'a>, of: &'a Sensitivities) -> Self {
        let (panels, mut rows) = (of.by_level(), of.by_total());
        let in_all = rows.len();
        let stacks = panels.len().div_ceil(SIDE_BY_SIDE) as f64;
        let room = (exhibits.look.page.figure_height - 10.0) / stacks - HEAD - GAP;
        rows.truncate(((room / SMALLEST_PITCH) as usize).max(1));
        let pitch = (room / rows.len().max(1) as f64).clamp(SMALLEST_PITCH, LARGEST_PITCH);
        Shares { exhibits, of, panels, rows, in_all, pitch }
    }

    /// Shares in percent, with room for every interval.
    fn axis(&self) -> Result<Axis> {
        let inputs = self.panels.iter().filter_map(|(_, output)| output.inputs.as_ref());
        let ends = inputs.flat_map(|inputs| self.rows.iter().flat_map(|&row| inputs[row].ends()));
        let ends = ends.map(|share| 100.0 * share);
        let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(a, b), end| (a.min(end), b.max(end)));
        Axis::new("share of the variance", low, (high / 25.0).ceil().max(1.0) * 25.0)
    }

    /// Middle of a row below a top edge.
    fn middle(&self, top: f64, row: usize) -> f64 {
        top + HEAD + (row as f64 + 0.5) * self.pitch
    }

    /// The title of a panel, whose last line stands above the numbers of the axis.
    fn head(&self, canvas: &mut Canvas, level: usize, at: Frame) -> Result<()> {
        let bold = fitting::level_style(self.exhibits, level);
        let title = match level {
            0 => self.word("whole")?.to_owned(),
            level => named::level(self.exhibits, level),
        };
        let pitch = bold.size * POINT * self.look().sizes.line;
        let mut lines = bold.wrap_within(&title, at.width(), 2);
        // From the last up.
        lines.reverse();
        plot::lines(canvas, (at.left, at.top + HEAD - 4.6), -pitch, (&lines, bold));
        Ok(())
    }

    fn panel(
        &self,
        canvas: &mut Canvas,
        (level, output): (usize, &OutputIndices),
        (scale, at): (&Scale, Frame),
    ) -> Result<()> {
        let (look, first) = (self.look(), at.top + HEAD);
        let Some(inputs) = &output.inputs else {
            let text = look.small().shorten(self.word("still")?, at.width());
            canvas.label((at.left, self.middle(at.top, 0)), &text, look.small(), Anchor::Start);
            return Ok(());
        };
        let ticks = scale
            .ticks(4)
            .into_iter()
            .map(|(value, x)| ((x, self.print(Number::decimal(value, 0))), stroke_at(look, value)));
        // The last number stays within the panel.
        let grid = Grid { right: at.right, ..Grid::new((first, at.bottom), first - 1.0) };
        grid.stroked(canvas, look, ticks);
        for (row, &choice) in self.rows.iter().enumerate() {
            let at = (scale, self.middle(at.top, row), self.exhibits.level_colour(level));
            self.row(canvas, inputs[choice], at)?;
        }
        Ok(())
    }

    /// The total index as a bar, the first-order index as a dot under it, each with its interval.
    fn row(
        &self,
        canvas: &mut Canvas,
        InputIndices { first, total }: InputIndices,
        (scale, y, colour): (&Scale, f64, Colour),
    ) -> Result<()> {
        let at = |share: f64| scale.at(100.0 * share);
        let (upper, lower) = (y - 0.15 * self.pitch, y + 0.22 * self.pitch);
        let bar = (at(0.0)?, at(total.value.max(0.0))?);
        canvas.rect(Frame::along(bar, upper, 0.17 * self.pitch), self.bar(colour));
        for (of, height) in [(total, upper), (first, lower)] {
            canvas.line((at(of.low())?, height), (at(of.high())?, height), self.interval());
        }
        canvas.mark((at(first.value)?, lower), self.dot(colour));
        Ok(())
    }

    fn bar(&self, colour: Colour) -> Colour {
        colour.blend(self.look().colours.paper, 0.35)
    }

    fn dot(&self, colour: Colour) -> Mark {
        self.look().ring(0.75, colour)
    }

    fn interval(&self) -> Stroke {
        Stroke::new(self.look().colours.ink, self.look().strokes.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::choices;
    use crate::exhibits::sample::WORLD;

    #[test]
    fn every_choice_but_placing_has_a_row_and_the_title_names_what_leads() {
        let exhibits = WORLD.exhibits();
        let of = exhibits.sensitivities.unwrap();
        let shares = Shares::new(&exhibits, of);
        let figure = shares.figure().unwrap();
        assert_eq!(figure.overlaps, Vec::<String>::new());
        assert_eq!(shares.rows.len(), of.choices.len() - 1);
        assert_eq!(figure.data.len(), 1 + 5 * of.choices.len());
        let (leading, _) = of.leading(&of.ranking)[0];
        let name = choices::name(&exhibits, leading).unwrap();
        assert!(figure.title.contains(&name), "{}", figure.title);
    }
}
