//! One indicator of both sexes: its head, its axis, and a dumbbell of the two medians in every row.

use super::Sexes;
use crate::analyse::{BothSexes, Medians};
use crate::drawing::{Anchor, Axis, Canvas, Frame, Scale, Type, printable};
use crate::exhibits::Exhibits;
use crate::fault::Result;
use crate::figures::chart::Chart;
use crate::figures::fitting;
use crate::words::{Number, say};

/// Below the top of a panel: the numbers of its axis and the head of the column of counts.
const NUMBERS: f64 = 15.1;
/// How far a mark is moved up or down where both would lie on each other.
const ASIDE: f64 = 0.95;
/// Marks nearer than this touch.
const TOUCH: f64 = 2.6;

impl Sexes<'_> {
    pub(super) fn panel(&self, canvas: &mut Canvas, panel: &BothSexes, at: Frame) -> Result<()> {
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
        let unit = printable(exhibits.unit(panel.indicator));
        for (below, text, style) in [
            (1.5, self.short(panel), look.label().bold()),
            (5.0, unit, look.small()),
            (8.3, better.to_owned(), look.small()),
            (11.5, behind, look.fine()),
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
        for (x, number) in fitting::numbered(self.exhibits.words, &scale.ticks(4)) {
            canvas.line((x, at.top + NUMBERS + 1.7), (x, at.top + NUMBERS + 2.7), look.axis());
            canvas.label((x, at.top + NUMBERS), &number, look.small(), Anchor::Middle);
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
        canvas.line((w, y), (m, y), look.span());
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
