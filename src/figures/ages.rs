//! Ages of the values used in, a column for each year of age out: `ages`.

use std::collections::BTreeMap;

use super::chart::{Below, Chart, alone, exhibited};
use super::figure::{self, Task};
use crate::analyse::{OLD, by_age};
use crate::drawing::{Anchor, Axis, Canvas, Frame, Type};
use crate::exhibits::Exhibits;
use crate::fault::Result;
use crate::words::{Number, say};

const HEIGHT: f64 = 66.0;

/// One figure, where any value is used.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    alone(exhibits.findings.availability.used > 0, move || Ages {
        exhibits,
        counts: by_age(exhibits.framework, exhibits.panel),
    })
}

struct Ages<'a> {
    exhibits: &'a Exhibits<'a>,
    /// Values by age.
    counts: BTreeMap<i32, usize>,
}

impl Ages<'_> {
    fn columns(&self, canvas: &mut Canvas) -> Result<()> {
        let Exhibits { look, words, .. } = self.exhibits;
        let plot = Frame::new(0.0, 5.0, canvas.size().0, HEIGHT - 16.0);
        let most = self.counts.values().copied().max().unwrap_or(1) as f64;
        let scale = Axis::new("values", 0.0, most)?.onto(plot.bottom, plot.top);
        let step = plot.width() / self.counts.len() as f64;
        let quiet = look.quiet();
        canvas.begin("columns");
        for (k, (&age, &n)) in self.counts.iter().enumerate() {
            let left = plot.left + step * k as f64;
            let top = scale.at(n as f64)?;
            let fill = if age > OLD { look.colours.emphasis } else { look.colours.context };
            let bar = Frame::new(left + step * 0.14, top, step * 0.72, plot.bottom - top);
            canvas.rect(bar, fill);
            let centre = left + step / 2.0;
            let number = words.number(Number::count(n));
            canvas.label((centre, top - 2.0), &number, look.label(), Anchor::Middle);
            let told = words.number(Number::count(age.max(0) as usize));
            canvas.label((centre, plot.bottom + 3.0), &told, quiet, Anchor::Middle);
            // Every age up to the oldest has a column.
            if age == OLD + 1 {
                self.limit(canvas, left, plot)?;
            }
        }
        canvas.line((plot.left, plot.bottom), (plot.right, plot.bottom), look.axis());
        canvas.label((plot.right, plot.bottom + 8.5), self.word("axis")?, quiet, Anchor::End);
        canvas.end();
        Ok(())
    }

    /// The line between recent and old, and what lies beyond it.
    fn limit(&self, canvas: &mut Canvas, x: f64, plot: Frame) -> Result<()> {
        let look = self.exhibits.look;
        let stroke = look.axis().dashed(look.strokes.dash);
        canvas.line((x, plot.top - 3.0), (x, plot.bottom), stroke);
        let found = &self.exhibits.findings.availability;
        let words = say!(self, "limit", older = self.share(found.older_than_five))?;
        let style = Type::new(look.sizes.label, look.colours.emphasis).bold();
        canvas.label((x + 2.0, plot.top - 1.5), &words, style, Anchor::Start);
        Ok(())
    }

    /// Of all values used.
    fn share(&self, n: usize) -> Number {
        Number::percent(self.exhibits.findings.availability.of_used(n))
    }
}

impl Chart for Ages<'_> {
    exhibited!("ages");

    fn title(&self) -> Result<String> {
        let found = &self.exhibits.findings.availability;
        let (older, oldest) = (found.older_than_five, found.older_than_ten);
        say!(self, "title", older = self.share(older), oldest = self.share(oldest))
    }

    fn subtitle(&self) -> Result<String> {
        say!(self, "subtitle", cut_off = Number::year(self.exhibits.panel.cut_off))
    }

    fn note(&self) -> Result<String> {
        say!(self, "note", used = self.exhibits.findings.availability.used)
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let words = self.exhibits.words;
        let bar = |(&age, &n): (&i32, &usize)| {
            say!(words, "figure.told", what = Number::year(age), said = n)
        };
        say!(self, "alt", bars = self.apart(self.counts.iter().map(bar))?, finding)
    }

    fn data(&self) -> Vec<Vec<String>> {
        let row = |(age, n): (&i32, &usize)| vec![age.to_string(), n.to_string()];
        figure::table("age,values", self.counts.iter().map(row))
    }

    fn below(&self, _: f64) -> Result<Below<'_>> {
        Below::new(HEIGHT, |canvas| self.columns(canvas))
    }
}
