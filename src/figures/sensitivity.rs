//! What moves the results: the share that each uncertain choice has in how far ranks move, for the
//! whole ranking and each focus area: `sensitivity`.

use super::chart::{Below, Chart};
use super::figure::{self, Task};
use super::fitting;
use crate::drawing::{
    Anchor, Axis, Canvas, Frame, Mark, POINT, Sample, Scale, Shape, Spot, Stroke, printable,
};
use crate::exhibits::{Exhibits, choices};
use crate::fault::Result;
use crate::look::Colour;
use crate::uncertainty::sensitivity::{InputIndices, OutputIndices};
use crate::uncertainty::{Sensitivities, What};
use crate::words::{Number, Say};

const ID: &str = "sensitivity";
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
    let shares = Shares::new(exhibits, of);
    Task::one(shares.panels.iter().any(|panel| panel.output.inputs.is_some()), ID, move || {
        Shares::new(exhibits, of).figure()
    })
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

    fn panel(
        &self,
        canvas: &mut Canvas,
        panel: &Panel,
        (scale, left, width): (&Scale, f64, f64),
        top: f64,
    ) -> Result<()> {
        let exhibits = self.exhibits;
        let look = exhibits.look;
        let colour = exhibits.level_colour(panel.level);
        let bold = fitting::level_style(exhibits, panel.level);
        let title = match panel.level {
            0 => exhibits.words.get("figure.sensitivity.whole")?.to_owned(),
            level => printable(exhibits.level_short(level)),
        };
        // The last line of a title stands above the numbers of the axis.
        let lines = bold.wrap_within(&title, width, 2);
        let pitch = bold.size * POINT * look.sizes.line;
        for (n, line) in lines.iter().rev().enumerate() {
            let y = top + HEAD - 4.6 - n as f64 * pitch;
            canvas.write((left, y), line, bold, Anchor::Start);
        }
        if panel.output.inputs.is_none() {
            let text = look.small().shorten(exhibits.words.get("figure.sensitivity.still")?, width);
            let y = top + HEAD + self.pitch / 2.0;
            canvas.label((left, y), &text, look.small(), Anchor::Start);
            return Ok(());
        }
        let bottom = top + HEAD + self.rows.len() as f64 * self.pitch;
        for (value, x) in scale.ticks(4) {
            let strong = Stroke::new(look.colours.context, look.strokes.thin);
            let stroke = if value == 0.0 { strong } else { look.grid() };
            canvas.line((x, top + HEAD), (x, bottom), stroke);
            let text = exhibits.words.number(Number::decimal(value, 0));
            // The last number stays within the panel.
            let x = x.min(left + width - look.small().width(&text) / 2.0);
            canvas.write((x, top + HEAD - 1.0), &text, look.small(), Anchor::Middle);
        }
        for (row, &choice) in self.rows.iter().enumerate() {
            let y = top + HEAD + (row as f64 + 0.5) * self.pitch;
            let indices = panel.output.inputs.as_ref().map(|inputs| inputs[choice]);
            indices.map_or(Ok(()), |indices| self.row(canvas, indices, (scale, y), colour))?;
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
        let look = self.exhibits.look;
        let at = |share: f64| scale.at(100.0 * share);
        let (upper, lower) = (y - 0.15 * self.pitch, y + 0.22 * self.pitch);
        let half = 0.17 * self.pitch;
        let (zero, end) = (at(0.0)?, at(total.value.max(0.0))?);
        let bar = Frame { left: zero, top: upper - half, right: end, bottom: upper + half };
        canvas.rect(bar, self.bar(colour));
        let line = Stroke::new(look.colours.ink, look.strokes.line);
        canvas.line((at(total.low())?, upper), (at(total.high())?, upper), line);
        canvas.line((at(first.low())?, lower), (at(first.high())?, lower), line);
        let spot: Spot = (at(first.value)?, lower);
        canvas.mark(spot, self.dot(colour));
        Ok(())
    }

    fn bar(&self, colour: Colour) -> Colour {
        colour.blend(self.exhibits.look.colours.paper, 0.35)
    }

    fn dot(&self, colour: Colour) -> Mark {
        let look = self.exhibits.look;
        let outline = Some(Stroke::new(colour, look.strokes.line));
        Mark { shape: Shape::Circle, radius: 0.75, fill: look.colours.paper, outline }
    }

    /// What moves an output most, as a sentence: `figure.sensitivity.<key>`, with `_tied` where the
    /// intervals can't tell the first from others, `_still` where nothing moves it.
    fn most(&self, output: &OutputIndices, key: &str) -> Result<String> {
        let exhibits = self.exhibits;
        let leading = self.of.leading(output);
        let names = leading.iter().map(|(choice, _)| choices::name(exhibits, choice));
        let names: Vec<String> = names.map(|name| Ok(printable(&name?))).collect::<Result<_>>()?;
        match (&leading[..], &names[..]) {
            ([], _) => exhibits.words.say(&format!("figure.sensitivity.{key}_still"), &[]),
            ([(_, indices)], [name]) => {
                let share = Number::percent(indices.total.value).into();
                let said = [("choice", Say::from(name.as_str())), ("share", share)];
                exhibits.words.say(&format!("figure.sensitivity.{key}"), &said)
            }
            (_, names) => {
                let said = [("choices", exhibits.words.list(names)?.into())];
                exhibits.words.say(&format!("figure.sensitivity.{key}_tied"), &said)
            }
        }
    }
}

impl Chart for Shares<'_> {
    fn exhibits(&self) -> &Exhibits<'_> {
        self.exhibits
    }

    fn id(&self) -> &str {
        ID
    }

    fn title(&self) -> Result<String> {
        self.most(self.panels[0].output, "title")
    }

    fn subtitle(&self) -> Result<String> {
        let runs = [("runs", Number::count(self.of.runs as usize).into())];
        self.exhibits.words.say("figure.sensitivity.subtitle", &runs)
    }

    fn alt(&self, _: &str) -> Result<String> {
        let exhibits = self.exhibits;
        let mut items = Vec::new();
        for panel in &self.panels[1..] {
            let item = [
                ("level", Say::from(printable(exhibits.level_short(panel.level)))),
                ("finding", self.most(panel.output, "item")?.into()),
            ];
            items.push(exhibits.words.say("figure.sensitivity.alt_item", &item)?);
        }
        let said = [
            ("n", Number::count(self.rows.len()).into()),
            ("finding", self.title()?.into()),
            ("items", items.join(" ").into()),
        ];
        Ok(exhibits.words.say("figure.sensitivity.alt", &said)?.trim_end().to_owned())
    }

    fn note(&self) -> Result<String> {
        let exhibits = self.exhibits;
        let mut note = exhibits.words.get("figure.sensitivity.note")?.to_owned();
        if self.of.choices.iter().any(|choice| choice.what == What::Placement) {
            note = format!("{note} {}", exhibits.words.get("figure.sensitivity.placed")?);
        }
        if self.rows.len() < self.in_all {
            let said = [
                ("shown", Number::count(self.rows.len()).into()),
                ("all", Number::count(self.in_all).into()),
            ];
            note = format!("{note} {}", exhibits.words.say("figure.sensitivity.shown", &said)?);
        }
        Ok(note)
    }

    fn data(&self) -> Vec<Vec<String>> {
        let mut rows = figure::table([
            "code",
            "choice",
            "first",
            "first_low",
            "first_high",
            "total",
            "total_low",
            "total_high",
        ]);
        for panel in &self.panels {
            let code = &self.exhibits.framework.levels[panel.level].code;
            let inputs = panel.output.inputs.iter().flatten();
            for (choice, InputIndices { first, total }) in self.of.choices.iter().zip(inputs) {
                let shares = [first, total].map(|e| [e.value, e.low(), e.high()]);
                let shares = shares.as_flattened().iter().map(|share| format!("{share:.4}"));
                rows.push([code.clone(), choice.code.clone()].into_iter().chain(shares).collect());
            }
        }
        rows
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let (words, look) = (self.exhibits.words, self.exhibits.look);
        let line = Stroke::new(look.colours.ink, look.strokes.line);
        let entry = |sample: Sample, key: &str| -> Result<(Sample, String)> {
            Ok((sample, words.get(&format!("figure.sensitivity.{key}"))?.to_owned()))
        };
        Ok(vec![
            entry(Sample::Swatch(self.bar(look.colours.ink)), "total")?,
            entry(Sample::Mark(self.dot(look.colours.ink)), "first")?,
            entry(Sample::Line(line), "interval")?,
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
        let abreast = self.panels.len().min(SIDE_BY_SIDE) as f64;
        let width = (look.page.text_width - names) / abreast - GAP;
        let axis = self.axis()?;
        Below::new(top + stacks * stack + (stacks - 1.0) * GAP + 0.5, move |canvas| {
            for (n, panels) in self.panels.chunks(SIDE_BY_SIDE).enumerate() {
                let top = top + n as f64 * (stack + GAP);
                for (row, label) in labels.iter().enumerate() {
                    let y = top + HEAD + (row as f64 + 0.5) * self.pitch;
                    canvas.label((names, y), label, style, Anchor::End);
                }
                for (column, panel) in panels.iter().enumerate() {
                    let left = names + GAP + column as f64 * (width + GAP);
                    let scale = axis.onto(left, left + width);
                    self.panel(canvas, panel, (&scale, left, width), top)?;
                }
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
