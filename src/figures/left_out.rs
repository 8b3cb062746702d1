//! How far ranks move without each scored indicator: `left_out`.

use std::collections::BTreeSet;

use super::chart::{Below, Chart, alone, exhibited};
use super::data::cell;
use super::figure::{self, Task};
use super::rows::Rows;
use super::{fitting, named};
use crate::analyse::audit::{LARGE_SHIFT, LeftOut};
use crate::drawing::{Anchor, Axis, Canvas, Mark, Sample, Scale};
use crate::exhibits::{Exhibits, basis};
use crate::fault::Result;
use crate::look::Colour;
use crate::words::{Number, say};

/// Columns at the right edge: the mean shift, and the State that moves most.
const VALUE: f64 = 9.0;
const MOVER: f64 = 50.0;

/// One figure, where the index was scored without any indicator.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    alone(!exhibits.findings.audit.left_out.is_empty(), move || Shifts::new(exhibits))
}

struct Shifts<'a> {
    exhibits: &'a Exhibits<'a>,
    rows: Rows<'a>,
    all: &'a [LeftOut],
}

impl<'a> Shifts<'a> {
    fn new(exhibits: &'a Exhibits<'a>) -> Self {
        let all = &exhibits.findings.audit.left_out;
        let shift = |i: usize| all.iter().find(|l| l.indicator == i).map(|l| l.mean_shift);
        Shifts { exhibits, rows: Rows::of(exhibits, shift), all }
    }

    fn row(
        &self,
        canvas: &mut Canvas,
        indicator: usize,
        (scale, y): (&Scale, f64),
        value: f64,
    ) -> Result<()> {
        let (look, style) = (self.look(), self.look().label());
        let Some(left) = self.all.iter().find(|l| l.indicator == indicator) else { return Ok(()) };
        let (zero, at) = (scale.at(0.0)?, scale.at(left.mean_shift)?);
        canvas.line((zero, y), (at, y), look.span());
        canvas.mark((at, y), self.dot(left.is_decisive, self.rows.colour(indicator)));
        let shift = self.print(Number::decimal(left.mean_shift, 1));
        canvas.label((value, y), &shift, style, Anchor::End);
        let Some((area, before, after)) = left.mover else { return Ok(()) };
        let ranks = say!(self, "ranks", before, after)?;
        let room = MOVER - 3.0 - style.width(&ranks) - 2.0;
        let name = fitting::fitting_marked(self.exhibits, (area, 0), style, room);
        canvas.label((value + 3.0, y), &format!("{name}  {ranks}"), style, Anchor::Start);
        Ok(())
    }

    /// Open where ranks hang on the indicator.
    fn dot(&self, is_decisive: bool, colour: Colour) -> Mark {
        let look = self.look();
        if is_decisive { look.ring(1.1, colour) } else { look.dot(1.1, colour) }
    }

    fn shows(&self) -> Vec<usize> {
        self.all.iter().map(|l| l.indicator).collect()
    }
}

impl Chart for Shifts<'_> {
    exhibited!("left_out", shows);

    fn title(&self) -> Result<String> {
        let Some(found) = self.exhibits.findings.audit.shifts() else { return Ok(String::new()) };
        let name = named::indicator(self.exhibits, found.furthest.indicator);
        let shift = Number::decimal(found.furthest.mean_shift, 1);
        let (n, decisive) = (self.all.len(), found.decisive);
        match decisive {
            0 => say!(self, "title_fine", name, shift),
            _ => say!(self, "title", name, shift, n, decisive),
        }
    }

    fn subtitle(&self) -> Result<String> {
        let (fewest, most) = self.exhibits.findings.audit.shifts().map_or((0, 0), |of| of.ranked);
        let years = basis::years(self.exhibits, 0)?;
        match fewest == most {
            true => say!(self, "subtitle", most, years),
            // Without an indicator some States have too little left to be ranked.
            false => say!(self, "subtitle_range", most, years, fewest),
        }
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let Some(found) = self.exhibits.findings.audit.shifts() else { return Ok(String::new()) };
        let [low, high] =
            [found.least, found.furthest.mean_shift].map(|shift| Number::decimal(shift, 1));
        say!(self, "alt", n = self.all.len(), low, high, finding)
    }

    fn note(&self) -> Result<String> {
        let not = self.exhibits.findings.audit.not_left_out.iter();
        let not: Vec<String> = not.map(|n| named::indicator(self.exhibits, n.indicator)).collect();
        let mut note = self.word("note")?.to_owned();
        if !not.is_empty() {
            let more = say!(self, "not", names = self.exhibits.words.list(&not)?)?;
            note = format!("{note} {more}");
        }
        let movers: BTreeSet<usize> = self.all.iter().filter_map(|l| Some(l.mover?.0)).collect();
        let note = self.rows.noted(note)?;
        basis::marked_of(self.exhibits, (&[0], movers.into_iter()), "dagger", note)
    }

    fn has_codes(&self) -> bool {
        true
    }

    fn data(&self) -> Vec<Vec<String>> {
        let Exhibits { framework, panel, .. } = self.exhibits;
        let row = |left: &LeftOut| {
            vec![
                framework.indicators[left.indicator].code.clone(),
                left.n.to_string(),
                format!("{:.3}", left.mean_shift),
                left.largest_shift.to_string(),
                cell(left.mover.map(|(area, ..)| &panel.areas[area])),
                cell(left.mover.map(|(_, before, _)| before)),
                cell(left.mover.map(|(.., after)| after)),
            ]
        };
        let header = "indicator,ranked,mean_shift,largest_shift,ref_area,before,after";
        figure::table(header, self.all.iter().map(row))
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let ink = self.exhibits.look.colours.ink;
        let entry = |(is_decisive, key): (bool, &str)| {
            let text = say!(self, key, limit = Number::percent(LARGE_SHIFT))?;
            Ok((Sample::Mark(self.dot(is_decisive, ink)), text))
        };
        [(false, "small"), (true, "large")].into_iter().map(entry).collect()
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let (Exhibits { look, findings, .. }, top) = (self.exhibits, top + 5.0);
        let furthest = findings.audit.shifts().map_or(0.0, |of| of.furthest.mean_shift);
        let axis = Axis::around("shift of ranks", [0.0, furthest.max(1.0)])?;
        let value = look.page.text_width - MOVER - 2.0;
        let (mean, mover) = (self.word("mean")?, self.word("mover")?);
        // The head of the numbers keeps clear of the last number of the axis, half of which
        // stands beyond it.
        let beside = VALUE.max(look.small().width(mean) + 4.0);
        let scale = axis.onto(self.rows.names + 3.0, value - beside);
        Below::new(top + self.rows.height() + 0.5, move |canvas| {
            self.rows.ground(canvas, &scale, top);
            canvas.label((value, top - 1.4), mean, look.small(), Anchor::End);
            canvas.label((value + 3.0, top - 1.4), mover, look.small(), Anchor::Start);
            let head = |level| Ok(self.exhibits.level_short(level).to_owned());
            self.rows.draw(canvas, top, head, |canvas, indicator, y| {
                self.row(canvas, indicator, (&scale, y), value)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;

    #[test]
    fn every_indicator_has_its_shift_beside_it() {
        let exhibits = WORLD.exhibits();
        let shifts = Shifts::new(&exhibits);
        let figure = shifts.figure().unwrap();
        assert_eq!(figure.overlaps, Vec::<String>::new());
        assert_eq!(figure.data.len(), 1 + shifts.all.len());
        let furthest = shifts.all.iter().map(|l| l.mean_shift).fold(0.0, f64::max);
        let number = exhibits.words.number(Number::decimal(furthest, 1));
        let counts = shifts.all.iter().map(|l| l.n);
        for n in [counts.clone().min(), counts.max()] {
            assert!(figure.subtitle.contains(&format!("{} ", n.unwrap())), "{}", figure.subtitle);
        }
        assert!(figure.title.contains(&number) && figure.drawing.contains(&format!(">{number}<")));
    }
}
