//! What each scored indicator's weight promises against its influence on the index: `influence`.

use super::chart::{Below, Chart, alone, exhibited, joined};
use super::figure::{self, Task};
use super::named;
use super::rows::Rows;
use crate::analyse::audit::{Influence, InfluenceDoubt, in_all};
use crate::drawing::{Anchor, Axis, Canvas, Mark, Sample, Scale, Shape};
use crate::exhibits::{Exhibits, basis};
use crate::fault::Result;
use crate::look::Colour;
use crate::score::Child;
use crate::words::{Number, say};

/// Column at the right edge for the words of doubts.
const DOUBTS: f64 = 21.0;

/// One figure, where the influence of any indicator is known.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let known = exhibits.findings.audit.of_indicators().any(|(_, i)| i.share.is_some());
    alone(known, move || Weights::new(exhibits))
}

struct Weights<'a> {
    exhibits: &'a Exhibits<'a>,
    rows: Rows<'a>,
}

impl<'a> Weights<'a> {
    fn new(exhibits: &'a Exhibits<'a>) -> Self {
        let of = |i: usize| exhibits.findings.audit.of_indicators().find(|(own, _)| *own == i);
        Weights { exhibits, rows: Rows::of(exhibits, |i| of(i).map(|(_, of)| of.gap())) }
    }

    fn indicators(&self) -> impl Iterator<Item = (usize, &'a Influence)> {
        self.exhibits.findings.audit.of_indicators()
    }

    fn of(&self, child: Child) -> Option<&'a Influence> {
        self.exhibits.findings.audit.influences.iter().find(|i| i.child == child)
    }

    /// Name of a focus area, with what its weight promises and its share of the influence.
    fn head(&self, level: usize) -> Result<String> {
        let name = self.exhibits.level_short(level);
        let Some((of, share)) = self.of(Child::Level(level)).and_then(|of| Some((of, of.share?)))
        else {
            return Ok(name.to_owned());
        };
        let (promised, share) = (Number::percent(of.promised), Number::percent(share));
        say!(self, "head", level = name, promised, share)
    }

    fn row(&self, canvas: &mut Canvas, indicator: usize, (scale, y): (&Scale, f64)) -> Result<()> {
        let look = self.exhibits.look;
        let Some(influence) = self.of(Child::Indicator(indicator)) else { return Ok(()) };
        let promised = scale.at(100.0 * influence.promised)?;
        let share = influence.share.map(|share| scale.at(100.0 * share)).transpose()?;
        if let Some(at) = share {
            canvas.line((promised, y), (at, y), look.span());
        }
        canvas.mark((promised, y), self.promise());
        if let Some(at) = share {
            canvas.mark((at, y), dot(self.rows.colour(indicator)));
        }
        if let Some(doubt) = influence.doubt {
            let word = look.label().shorten(self.word(doubt.key())?, DOUBTS);
            let left = look.page.text_width - DOUBTS;
            canvas.label((left, y), &word, look.label(), Anchor::Start);
        }
        Ok(())
    }

    fn promise(&self) -> Mark {
        self.look().ring(0.95, self.look().colours.secondary).shaped(Shape::Diamond)
    }

    fn shows(&self) -> Vec<usize> {
        self.indicators().map(|(i, _)| i).collect()
    }
}

fn dot(colour: Colour) -> Mark {
    Mark::dot(1.1, colour)
}

impl Chart for Weights<'_> {
    exhibited!("influence", shows);

    fn title(&self) -> Result<String> {
        let n = self.indicators().count();
        let doubts = self.exhibits.findings.audit.influence_doubts();
        if doubts.is_empty() {
            return say!(self, "title_fine", n);
        }
        let kind = |(doubt, n): &(InfluenceDoubt, usize)| {
            say!(self, &format!("title_{}", doubt.key()), n = *n)
        };
        let kinds = joined(doubts.iter().map(kind), ", ")?;
        say!(self, "title", n, doubtful = in_all(&doubts), kinds)
    }

    fn subtitle(&self) -> Result<String> {
        say!(self, "subtitle", years = basis::years(self.exhibits, 0)?)
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let order = self.exhibits.findings.audit.by_gap();
        let name = |i: &usize| named::indicator(self.exhibits, *i);
        let [most, least] = [order.first(), order.last()].map(|i| i.map_or(String::new(), name));
        say!(self, "alt", n = order.len(), finding, most, least)
    }

    fn note(&self) -> Result<String> {
        self.rows.noted(self.word("note")?.to_owned())
    }

    fn data(&self) -> Vec<Vec<String>> {
        let number = |value: Option<f64>| value.map_or(String::new(), |v| format!("{v:.4}"));
        let row = |influence: &Influence| {
            vec![
                influence.child.code(self.exhibits.framework).to_owned(),
                number(Some(influence.declared)),
                number(Some(influence.effective)),
                number(Some(influence.promised)),
                number(influence.correlation),
                number(influence.share),
                influence.doubt.map_or("", InfluenceDoubt::key).to_owned(),
            ]
        };
        let header = "code,declared,effective,promised,correlation,share,doubt";
        figure::table(header, self.exhibits.findings.audit.influences.iter().map(row))
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let share = Sample::Mark(dot(self.exhibits.look.colours.ink));
        self.entries([(Sample::Mark(self.promise()), "promised"), (share, "share")])
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let (look, top) = (self.exhibits.look, top + 5.0);
        let ends = self.indicators().flat_map(|(_, i)| [Some(i.promised), i.share]).flatten();
        let axis = Axis::around("influence", [0.0, 100.0 * ends.fold(0.0, f64::max)])?;
        let scale = axis.onto(self.rows.names + 3.0, look.page.text_width - DOUBTS - 3.0);
        Below::new(top + self.rows.height() + 0.5, move |canvas| {
            self.rows.ground(canvas, &scale, top);
            self.rows.draw(
                canvas,
                top,
                |level| self.head(level),
                |canvas, indicator, y| self.row(canvas, indicator, (&scale, y)),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;

    #[test]
    fn every_doubt_stands_beside_its_indicator_and_in_the_title() {
        let exhibits = WORLD.exhibits();
        let weights = Weights::new(&exhibits);
        let figure = weights.figure().unwrap();
        let doubtful = weights.indicators().filter(|(_, i)| i.doubt.is_some()).count();
        assert!(doubtful > 0);
        let words = ["silent", "loud", "reversed"].map(|d| format!("figure.influence.{d}"));
        let drawn = words.iter().map(|key| {
            let word = exhibits.words.get(key).unwrap();
            figure.drawing.matches(&format!(">{word}</text>")).count()
        });
        assert_eq!(drawn.sum::<usize>(), doubtful);
        assert!(figure.title.contains(&doubtful.to_string()), "{}", figure.title);
        assert!(!figure.title.contains(" 0 "), "a kind without an indicator: {}", figure.title);
    }
}
