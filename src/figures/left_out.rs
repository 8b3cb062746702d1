//! How far ranks move without each scored indicator: `left_out`.

use super::chart::{Below, Chart};
use super::figure::{self, Task};
use super::fitting;
use super::rows::{Rows, Section};
use crate::analyse::audit::{LARGE_SHIFT, LeftOut};
use crate::drawing::{Anchor, Axis, Canvas, Mark, Sample, Scale, Shape, Stroke, printable};
use crate::exhibits::{Exhibits, basis};
use crate::fault::Result;
use crate::look::Colour;
use crate::words::{Number, Say};

const ID: &str = "left_out";
/// Columns at the right edge: the mean shift, and the State that moves most.
const VALUE: f64 = 9.0;
const MOVER: f64 = 50.0;

/// One figure, where the index was scored without any indicator.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    Task::one(!exhibits.findings.audit.left_out.is_empty(), ID, move || {
        Shifts::new(exhibits).figure()
    })
}

struct Shifts<'a> {
    exhibits: &'a Exhibits<'a>,
    rows: Rows,
}

impl<'a> Shifts<'a> {
    fn new(exhibits: &'a Exhibits<'a>) -> Self {
        let all = &exhibits.findings.audit.left_out;
        let shift = |i: usize| all.iter().find(|l| l.indicator == i).map(|l| l.mean_shift);
        Shifts { exhibits, rows: Rows::of(exhibits, shift) }
    }

    fn all(&self) -> &'a [LeftOut] {
        &self.exhibits.findings.audit.left_out
    }

    fn of(&self, indicator: usize) -> Option<&'a LeftOut> {
        self.all().iter().find(|l| l.indicator == indicator)
    }

    fn row(
        &self,
        canvas: &mut Canvas,
        indicator: usize,
        (scale, y): (&Scale, f64),
        value: f64,
    ) -> Result<()> {
        let exhibits = self.exhibits;
        let look = exhibits.look;
        let Some(left) = self.of(indicator) else { return Ok(()) };
        let (zero, at) = (scale.at(0.0)?, scale.at(left.mean_shift)?);
        canvas.line((zero, y), (at, y), Stroke::new(look.colours.context, look.strokes.strong));
        canvas.mark((at, y), self.dot(left.is_decisive, self.colour(indicator)));
        let shift = exhibits.words.number(Number::decimal(left.mean_shift, 1));
        canvas.label((value, y), &shift, look.label(), Anchor::End);
        let Some((area, before, after)) = left.mover else { return Ok(()) };
        let ranks =
            [("before", Number::count(before).into()), ("after", Number::count(after).into())];
        let ranks = exhibits.words.say("figure.left_out.ranks", &ranks)?;
        let style = look.label();
        let room = MOVER - 3.0 - style.width(&ranks) - 2.0;
        let name = fitting::fitting_name(exhibits, area, style, room);
        canvas.label((value + 3.0, y), &format!("{name}  {ranks}"), style, Anchor::Start);
        Ok(())
    }

    fn colour(&self, indicator: usize) -> Colour {
        self.exhibits.level_colour(self.exhibits.framework.indicators[indicator].parent)
    }

    /// Open where ranks hang on the indicator.
    fn dot(&self, is_decisive: bool, colour: Colour) -> Mark {
        let look = self.exhibits.look;
        let outline = Some(Stroke::new(colour, look.strokes.line));
        let fill = if is_decisive { look.colours.paper } else { colour };
        Mark { shape: Shape::Circle, radius: 1.1, fill, outline }
    }

    fn furthest(&self) -> Option<&'a LeftOut> {
        self.all().iter().reduce(|a, b| if b.mean_shift > a.mean_shift { b } else { a })
    }
}

impl Chart for Shifts<'_> {
    fn exhibits(&self) -> &Exhibits<'_> {
        self.exhibits
    }

    fn id(&self) -> &str {
        ID
    }

    fn title(&self) -> Result<String> {
        let exhibits = self.exhibits;
        let Some(furthest) = self.furthest() else { return Ok(String::new()) };
        let decisive = self.all().iter().filter(|l| l.is_decisive).count();
        let name = printable(exhibits.indicator_short(furthest.indicator));
        let mut said =
            vec![("name", name.into()), ("shift", Number::decimal(furthest.mean_shift, 1).into())];
        if decisive == 0 {
            return exhibits.words.say("figure.left_out.title_fine", &said);
        }
        said.push(("n", Number::count(self.all().len()).into()));
        said.push(("decisive", Number::count(decisive).into()));
        exhibits.words.say("figure.left_out.title", &said)
    }

    fn subtitle(&self) -> Result<String> {
        let ranked = self.all().iter().map(|l| l.n);
        let fewest = ranked.clone().min().unwrap_or(0);
        let most = ranked.max().unwrap_or(0);
        let years = basis::years(self.exhibits, 0)?.into();
        let mut said = vec![("most", Number::count(most).into()), ("years", years)];
        if fewest == most {
            return self.exhibits.words.say("figure.left_out.subtitle", &said);
        }
        // Without an indicator some States have too little left to be ranked.
        said.push(("fewest", Number::count(fewest).into()));
        self.exhibits.words.say("figure.left_out.subtitle_range", &said)
    }

    fn alt(&self, _: &str) -> Result<String> {
        let shifts = self.all().iter().map(|l| l.mean_shift);
        let said = [
            ("n", Number::count(self.all().len()).into()),
            ("low", Number::decimal(shifts.clone().fold(f64::INFINITY, f64::min), 1).into()),
            ("high", Number::decimal(shifts.fold(0.0, f64::max), 1).into()),
            ("finding", self.title()?.into()),
        ];
        self.exhibits.words.say("figure.left_out.alt", &said)
    }

    fn note(&self) -> Result<String> {
        let exhibits = self.exhibits;
        let mut note = exhibits.words.get("figure.left_out.note")?.to_owned();
        let not: Vec<String> = exhibits
            .findings
            .audit
            .not_left_out
            .iter()
            .map(|n| printable(exhibits.indicator_short(n.indicator)))
            .collect();
        if !not.is_empty() {
            let said = [("names", Say::from(exhibits.words.list(&not)?))];
            let more = exhibits.words.say("figure.left_out.not", &said)?;
            note = format!("{note} {more}");
        }
        self.rows.noted(exhibits, note)
    }

    fn data(&self) -> Vec<Vec<String>> {
        let exhibits = self.exhibits;
        let mut rows = figure::table([
            "indicator",
            "ranked",
            "mean_shift",
            "largest_shift",
            "ref_area",
            "before",
            "after",
        ]);
        rows.extend(self.all().iter().map(|left| {
            let mover = |cell: fn(&Exhibits, (usize, usize, usize)) -> String| {
                left.mover.map_or(String::new(), |m| cell(exhibits, m))
            };
            vec![
                exhibits.framework.indicators[left.indicator].code.clone(),
                left.n.to_string(),
                format!("{:.3}", left.mean_shift),
                left.largest_shift.to_string(),
                mover(|exhibits, m| exhibits.panel.areas[m.0].clone()),
                mover(|_, m| m.1.to_string()),
                mover(|_, m| m.2.to_string()),
            ]
        }));
        rows
    }

    fn shows(&self) -> Vec<usize> {
        self.all().iter().map(|l| l.indicator).collect()
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let (words, ink) = (self.exhibits.words, self.exhibits.look.colours.ink);
        let limit = [("limit", Number::percent(LARGE_SHIFT).into())];
        let entry = |decisive: bool, key: &str| -> Result<(Sample, String)> {
            let text = words.say(&format!("figure.left_out.{key}"), &limit)?;
            Ok((Sample::Mark(self.dot(decisive, ink)), text))
        };
        Ok(vec![entry(false, "small")?, entry(true, "large")?])
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let (exhibits, top) = (self.exhibits, top + 5.0);
        let look = exhibits.look;
        let furthest = self.all().iter().map(|l| l.mean_shift).fold(0.0, f64::max);
        let axis = Axis::around("shift of ranks", [0.0, furthest.max(1.0)])?;
        let value = look.page.text_width - MOVER - 2.0;
        let mean = exhibits.words.get("figure.left_out.mean")?;
        let mover = exhibits.words.get("figure.left_out.mover")?;
        // The head of the numbers keeps clear of the last number of the axis, half of which
        // stands beyond it.
        let beside = VALUE.max(look.small().width(mean) + 4.0);
        let scale = axis.onto(self.rows.names + 3.0, value - beside);
        Below::new(top + self.rows.height() + 0.5, move |canvas| {
            self.rows.ground(canvas, exhibits, &scale, top);
            canvas.label((value, top - 1.4), mean, look.small(), Anchor::End);
            canvas.label((value + 3.0, top - 1.4), mover, look.small(), Anchor::Start);
            self.rows.each(canvas, top, |canvas, section, y| match section {
                Section::Head(level) => {
                    let style = fitting::level_style(exhibits, *level);
                    canvas.label((0.0, y), exhibits.level_short(*level), style, Anchor::Start);
                    Ok(())
                }
                Section::Row(indicator) => {
                    self.rows.name(canvas, exhibits, *indicator, y);
                    self.row(canvas, *indicator, (&scale, y), value)
                }
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
        assert_eq!(figure.data.len(), 1 + shifts.all().len());
        let furthest = shifts.furthest().unwrap();
        let number = exhibits.words.number(Number::decimal(furthest.mean_shift, 1));
        let counts = shifts.all().iter().map(|l| l.n);
        for n in [counts.clone().min(), counts.max()] {
            assert!(figure.subtitle.contains(&format!("{} ", n.unwrap())), "{}", figure.subtitle);
        }
        assert!(figure.title.contains(&number) && figure.drawing.contains(&format!(">{number}<")));
    }
}
