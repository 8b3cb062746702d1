//! What is said of what moves the results, the data behind the drawing, and its layout.

use super::{GAP, HEAD, SIDE_BY_SIDE, Shares};
use crate::drawing::{Anchor, Frame, Sample, printable};
use crate::exhibits::choices;
use crate::fault::Result;
use crate::figures::chart::{Below, Chart, exhibited, joined};
use crate::figures::plot::Panels;
use crate::figures::{figure, named};
use crate::uncertainty::sensitivity::OutputIndices;
use crate::words::{Number, say};

const LONGEST_NAME: f64 = 46.0;

impl Shares<'_> {
    /// What moves an output most, as a sentence: under `key`, with `_tied` where the intervals can't tell the
    /// first from others, `_still` where nothing moves it.
    fn most(&self, output: &OutputIndices, key: &str) -> Result<String> {
        let leading = self.of.leading(output);
        let name = |choice| Ok(printable(&choices::name(self.exhibits, choice)?));
        let names: Vec<String> =
            leading.iter().map(|(choice, _)| name(choice)).collect::<Result<_>>()?;
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
        self.most(&self.of.ranking, "title")
    }

    fn subtitle(&self) -> Result<String> {
        say!(self, "subtitle", runs = self.of.runs as usize)
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let item = |(level, output): &(usize, OutputIndices)| {
            let level = named::level(self.exhibits, *level);
            say!(self, "alt_item", level, finding = self.most(output, "item")?)
        };
        let items = joined(self.of.levels.iter().map(item), " ")?;
        let alt = say!(self, "alt", n = self.rows.len(), finding, items)?;
        Ok(alt.trim_end().to_owned())
    }

    fn note(&self) -> Result<String> {
        let mut note = vec![self.word("note")?.to_owned()];
        if self.of.has_placement() {
            note.push(self.word("placed")?.to_owned());
        }
        if self.rows.len() < self.in_all {
            note.push(say!(self, "shown", shown = self.rows.len(), all = self.in_all)?);
        }
        Ok(note.join(" "))
    }

    fn data(&self) -> Vec<Vec<String>> {
        let share = |share: f64| format!("{share:.4}");
        let mut rows = Vec::new();
        for (level, output) in &self.panels {
            let code = &self.exhibits.framework.levels[*level].code;
            for (choice, of) in self.of.choices.iter().zip(output.inputs.iter().flatten()) {
                let shares = [of.first, of.total].map(|e| [e.value, e.low(), e.high()].map(share));
                let codes = [code.clone(), choice.code.clone()];
                rows.push([&codes[..], shares.as_flattened()].concat());
            }
        }
        figure::table("code,choice,first,first_low,first_high,total,total_low,total_high", rows)
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
        let (style, top) = (self.look().label(), top + 2.0);
        let label = |&row: &usize| {
            let label = choices::label(self.exhibits, &self.of.choices[row])?;
            Ok(style.shorten(&printable(&label), LONGEST_NAME))
        };
        let labels: Vec<String> = self.rows.iter().map(label).collect::<Result<_>>()?;
        let (names, n, axis) = (style.widest(&labels), self.panels.len(), self.axis()?);
        let across = n.min(SIDE_BY_SIDE);
        let width = (self.drawing_width() - names) / across as f64 - GAP;
        let height = HEAD + self.rows.len() as f64 * self.pitch;
        let step = (width + GAP, height + GAP);
        let panels = Panels { across, corner: (names + GAP, top), step };
        let bottom = top + panels.rows(n) * height + (panels.rows(n) - 1.0) * GAP + 0.5;
        Below::new(bottom, move |canvas| {
            for (k, (level, output)) in self.panels.iter().enumerate() {
                let (left, top) = panels.at(k);
                for (row, label) in labels.iter().enumerate().filter(|_| panels.leads(k)) {
                    canvas.label((names, self.middle(top, row)), label, style, Anchor::End);
                }
                let at = Frame::new(left, top, width, height);
                self.head(canvas, *level, at)?;
                self.panel(canvas, (*level, output), (&axis.onto(at.left, at.right), at))?;
            }
            Ok(())
        })
    }
}
