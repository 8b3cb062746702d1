//! What moves the results: the share that each uncertain choice has in how far ranks move, for the
//! whole ranking and each focus area: `sensitivity`.

use super::chart::{Below, Chart, alone, exhibited};
use super::figure::{self, Task};
use super::fitting;
use super::plot::{Grid, Panels, stroke_at};
use crate::drawing::{Anchor, Axis, Canvas, Frame, Mark, POINT, Sample, Scale, Stroke, printable};
use crate::exhibits::{Exhibits, choices};
use crate::fault::Result;
use crate::look::Colour;
use crate::uncertainty::sensitivity::{InputIndices, OutputIndices};
use crate::uncertainty::{Sensitivities, What};
use crate::words::{Number, say};

const LONGEST_NAME: f64 = 46.0;
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
    let panels = Shares::new(exhibits, of).panels;
    let moved = panels.iter().any(|panel| panel.output.inputs.is_some());
    alone(moved, move || Shares::new(exhibits, of))
}

/// An output: the index or a focus area.
struct Panel<'a> {
    level: usize,
    output: &'a OutputIndices,
}

struct Shares<'a> {
    exhibits: &'a Exhibits<'a>,
    of: &'a Sensitivities,
    panels: Vec<Panel<'a>>,
    /// Choices by position, in the order of their rows, and how many there are to show.
    rows: Vec<usize>,
    in_all: usize,
    pitch: f64,
}

impl<'a> Shares<'a> {
    fn new(exhibits: &'a Exhibits<'a>, of: &'a Sensitivities) -> Self {
        let mut panels = vec![Panel { level: 0, output: &of.ranking }];
        panels.extend(of.levels.iter().map(|(level, output)| Panel { level: *level, output }));
        // What is drawn for areas without a rank moves no ranked one.
        let mut rows: Vec<usize> = (0..of.choices.len())
            .filter(|&choice| of.choices[choice].what != What::Placement)
            .collect();
        let total = |choice: usize| {
            let of_panel = |p: &Panel| p.output.inputs.as_ref().map(|i| i[choice].total.value);
            of_panel(&panels[0]).unwrap_or_else(|| panels.iter().filter_map(of_panel).sum())
        };
        rows.sort_by(|&a, &b| total(b).total_cmp(&total(a)).then(a.cmp(&b)));
        let in_all = rows.len();
        let stacks = panels.len().div_ceil(SIDE_BY_SIDE) as f64;
        let room = (exhibits.look.page.figure_height - 10.0) / stacks - HEAD - GAP;
        rows.truncate(((room / SMALLEST_PITCH) as usize).max(1));
        let pitch = (room / rows.len().max(1) as f64).clamp(SMALLEST_PITCH, LARGEST_PITCH);
        Shares { exhibits, of, panels, rows, in_all, pitch }
    }

    /// Shares in percent, with room for every interval.
    fn axis(&self) -> Result<Axis> {
        let inputs = self.panels.iter().filter_map(|panel| panel.output.inputs.as_ref());
        let shown = inputs.flat_map(|inputs| self.rows.iter().map(|&row| inputs[row]));
        let ends =
            shown.flat_map(|i| [i.first.low(), i.first.high(), i.total.low(), i.total.high()]);
        let ends: Vec<f64> = ends.chain([0.0]).map(|share| 100.0 * share).collect();
        let low = ends.iter().copied().fold(0.0, f64::min);
        let high = ends.iter().copied().fold(0.0, f64::max);
        Axis::new("share of the variance", low, (high / 25.0).ceil().max(1.0) * 25.0)
    }

    /// Middle of a row below a top edge.
    fn middle(&self, top: f64, row: usize) -> f64 {
        top + HEAD + (row as f64 + 0.5) * self.pitch
    }

    fn panel(
        &self,
        canvas: &mut Canvas,
        panel: &Panel,
        (scale, left, width): (&Scale, f64, f64),
        top: f64,
    ) -> Result<()> {
        let Exhibits { look, words, .. } = self.exhibits;
        self.head(canvas, panel.level, (left, width), top)?;
        let Some(inputs) = &panel.output.inputs else {
            let text = look.small().shorten(self.word("still")?, width);
            let y = top + HEAD + self.pitch / 2.0;
            canvas.label((left, y), &text, look.small(), Anchor::Start);
            return Ok(());
        };
        let bottom = top + HEAD + self.rows.len() as f64 * self.pitch;
        let ticks = scale.ticks(4).into_iter().map(|(value, x)| {
            ((x, words.number(Number::decimal(value, 0))), stroke_at(look, value))
        });
        // The last number stays within the panel.
        let right = left + width;
        let grid = Grid { right, ..Grid::new((top + HEAD, bottom), top + HEAD - 1.0) };
        grid.stroked(canvas, look, ticks);
        let colour = self.exhibits.level_colour(panel.level);
        for (row, &choice) in self.rows.iter().enumerate() {
            self.row(canvas, inputs[choice], (scale, self.middle(top, row)), colour)?;
        }
        Ok(())
    }

    /// The title of a panel, whose last line stands above the numbers of the axis.
    fn head(
        &self,
        canvas: &mut Canvas,
        level: usize,
        (left, width): (f64, f64),
        top: f64,
    ) -> Result<()> {
        let bold = fitting::level_style(self.exhibits, level);
        let title = match level {
            0 => self.word("whole")?.to_owned(),
            level => printable(self.exhibits.level_short(level)),
        };
        let pitch = bold.size * POINT * self.exhibits.look.sizes.line;
        for (n, line) in bold.wrap_within(&title, width, 2).iter().rev().enumerate() {
            let y = top + HEAD - 4.6 - n as f64 * pitch;
            canvas.write((left, y), line, bold, Anchor::Start);
        }
        Ok(())
    }

    /// The total index as a bar, the first-order index as a dot under it, each with its interval.
    fn row(
        &self,
        canvas: &mut Canvas,
        InputIndices { first, total }: InputIndices,
        (scale, y): (&Scale, f64),
        colour: Colour,
    ) -> Result<()> {
        let at = |share: f64| scale.at(100.0 * share);
        let (upper, lower) = (y - 0.15 * self.pitch, y + 0.22 * self.pitch);
        let half = 0.17 * self.pitch;
        let (zero, end) = (at(0.0)?, at(total.value.max(0.0))?);
        let bar = Frame { left: zero, top: upper - half, right: end, bottom: upper + half };
        canvas.rect(bar, self.bar(colour));
        for (of, height) in [(total, upper), (first, lower)] {
            canvas.line((at(of.low())?, height), (at(of.high())?, height), self.interval());
        }
        canvas.mark((at(first.value)?, lower), self.dot(colour));
        Ok(())
    }

    fn bar(&self, colour: Colour) -> Colour {
        colour.blend(self.exhibits.look.colours.paper, 0.35)
    }

    fn dot(&self, colour: Colour) -> Mark {
        let look = self.exhibits.look;
        Mark::dot(0.75, look.colours.paper).outlined(colour, look.strokes.line)
    }

    fn interval(&self) -> Stroke {
        Stroke::new(self.exhibits.look.colours.ink, self.exhibits.look.strokes.line)
    }

    /// What moves an output most, as a sentence: under `key`, with `_tied` where the intervals can't tell the
    /// first from others, `_still` where nothing moves it.
    fn most(&self, output: &OutputIndices, key: &str) -> Result<String> {
        let leading = self.of.leading(output);
        let names = leading.iter().map(|(choice, _)| choices::name(self.exhibits, choice));
        let names: Vec<String> = names.map(|name| Ok(printable(&name?))).collect::<Result<_>>()?;
        match (&leading[..], &names[..]) {
            ([], _) => say!(self, &format!("{key}_still")),
            ([(_, indices)], [name]) => {
                say!(self, key, choice = name, share = Number::percent(indices.total.value))
            }
            (_, names) => {
                say!(self, &format!("{key}_tied"), choices = self.exhibits.words.list(names)?)
            }
        }
    }
}

impl Chart for Shares<'_> {
    exhibited!("sensitivity");

    fn title(&self) -> Result<String> {
        self.most(self.panels[0].output, "title")
    }

    fn subtitle(&self) -> Result<String> {
        say!(self, "subtitle", runs = self.of.runs as usize)
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let item = |panel: &Panel| {
            let level = printable(self.exhibits.level_short(panel.level));
            say!(self, "alt_item", level, finding = self.most(panel.output, "item")?)
        };
        let items = self.panels[1..].iter().map(item).collect::<Result<Vec<_>>>()?.join(" ");
        let n = self.rows.len();
        Ok(say!(self, "alt", n, finding, items)?.trim_end().to_owned())
    }

    fn note(&self) -> Result<String> {
        let mut note = vec![self.word("note")?.to_owned()];
        if self.of.choices.iter().any(|choice| choice.what == What::Placement) {
            note.push(self.word("placed")?.to_owned());
        }
        if self.rows.len() < self.in_all {
            note.push(say!(self, "shown", shown = self.rows.len(), all = self.in_all)?);
        }
        Ok(note.join(" "))
    }

    fn data(&self) -> Vec<Vec<String>> {
        let of_panel = |panel: &Panel<'_>| {
            let code = self.exhibits.framework.levels[panel.level].code.clone();
            let inputs: Vec<InputIndices> = panel.output.inputs.iter().flatten().copied().collect();
            self.of.choices.iter().zip(inputs).map(
                move |(choice, InputIndices { first, total })| {
                    let shares = [first, total].map(|e| [e.value, e.low(), e.high()]);
                    let shares = shares.as_flattened().iter().map(|share| format!("{share:.4}"));
                    [code.clone(), choice.code.clone()].into_iter().chain(shares).collect()
                },
            )
        };
        let header = "code,choice,first,first_low,first_high,total,total_low,total_high";
        figure::table(header, self.panels.iter().flat_map(of_panel))
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let ink = self.exhibits.look.colours.ink;
        self.entries([
            (Sample::Swatch(self.bar(ink)), "total"),
            (Sample::Mark(self.dot(ink)), "first"),
            (Sample::Line(self.interval()), "interval"),
        ])
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let exhibits = self.exhibits;
        let (look, style, top) = (exhibits.look, exhibits.look.label(), top + 2.0);
        let labels = self.rows.iter().map(|&row| choices::label(exhibits, &self.of.choices[row]));
        let labels: Vec<String> = labels
            .map(|l| Ok(style.shorten(&printable(&l?), LONGEST_NAME)))
            .collect::<Result<_>>()?;
        let names = labels.iter().map(|l| style.width(l)).fold(0.0, f64::max);
        let stack = HEAD + self.rows.len() as f64 * self.pitch;
        let stacks = self.panels.len().div_ceil(SIDE_BY_SIDE) as f64;
        let across = self.panels.len().min(SIDE_BY_SIDE);
        let width = (look.page.text_width - names) / across as f64 - GAP;
        let step = (width + GAP, stack + GAP);
        let panels = Panels { across, corner: (names + GAP, top), step };
        let axis = self.axis()?;
        Below::new(top + stacks * stack + (stacks - 1.0) * GAP + 0.5, move |canvas| {
            for (k, panel) in self.panels.iter().enumerate() {
                let (left, top) = panels.at(k);
                for (row, label) in labels.iter().enumerate().filter(|_| k % across == 0) {
                    canvas.label((names, self.middle(top, row)), label, style, Anchor::End);
                }
                let scale = axis.onto(left, left + width);
                self.panel(canvas, panel, (&scale, left, width), top)?;
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
