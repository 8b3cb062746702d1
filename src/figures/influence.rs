//! What each scored indicator's weight promises against its influence on the index: `influence`.

use super::chart::{Below, Chart};
use super::figure::{self, Task};
use super::fitting;
use super::rows::{Rows, Section};
use crate::analyse::audit::{Influence, InfluenceDoubt};
use crate::drawing::{Anchor, Axis, Canvas, Mark, Sample, Scale, Shape, Stroke, printable};
use crate::exhibits::{Exhibits, basis};
use crate::fault::Result;
use crate::look::Colour;
use crate::score::Child;
use crate::words::{Number, Say};

const ID: &str = "influence";
/// Column at the right edge for the words of doubts.
const DOUBTS: f64 = 21.0;

/// One figure, where the influence of any indicator is known.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let known = indicators(exhibits).any(|(_, i)| i.share.is_some());
    Task::one(known, ID, move || Weights::new(exhibits).figure())
}

/// The influence of each scored indicator, by its position in the framework.
fn indicators<'a>(exhibits: &'a Exhibits<'a>) -> impl Iterator<Item = (usize, &'a Influence)> {
    exhibits.findings.audit.influences.iter().filter_map(|influence| match influence.child {
        Child::Indicator(i) => Some((i, influence)),
        Child::Level(_) => None,
    })
}

fn of<'a>(exhibits: &'a Exhibits<'a>, indicator: usize) -> Option<&'a Influence> {
    indicators(exhibits).find(|(i, _)| *i == indicator).map(|(_, influence)| influence)
}

/// How far an indicator's influence is from what its weight promises; 0 where it is not known.
fn gap(influence: &Influence) -> f64 {
    influence.share.map_or(0.0, |share| share - influence.promised)
}

struct Weights<'a> {
    exhibits: &'a Exhibits<'a>,
    rows: Rows,
}

impl<'a> Weights<'a> {
    fn new(exhibits: &'a Exhibits<'a>) -> Self {
        let gap = |i: usize| of(exhibits, i).map(gap);
        Weights { exhibits, rows: Rows::of(exhibits, gap) }
    }

    /// Name of a focus area, with what its weight promises and its share of the influence.
    fn head(&self, canvas: &mut Canvas, level: usize, y: f64) -> Result<()> {
        let exhibits = self.exhibits;
        let style = fitting::level_style(exhibits, level);
        let name = exhibits.level_short(level);
        let of_level = |i: &&Influence| i.child == Child::Level(level);
        let found = exhibits.findings.audit.influences.iter().find(of_level);
        let Some((influence, share)) = found.and_then(|i| Some((i, i.share?))) else {
            canvas.label((0.0, y), name, style, Anchor::Start);
            return Ok(());
        };
        let said = [
            ("level", Say::from(name)),
            ("promised", Number::percent(influence.promised).into()),
            ("share", Number::percent(share).into()),
        ];
        let text = exhibits.words.say("figure.influence.head", &said)?;
        canvas.label((0.0, y), &text, style, Anchor::Start);
        Ok(())
    }

    fn row(&self, canvas: &mut Canvas, indicator: usize, (scale, y): (&Scale, f64)) -> Result<()> {
        let exhibits = self.exhibits;
        let look = exhibits.look;
        self.rows.name(canvas, exhibits, indicator, y);
        let Some(influence) = of(exhibits, indicator) else { return Ok(()) };
        let promised = scale.at(100.0 * influence.promised)?;
        if let Some(share) = influence.share {
            let at = scale.at(100.0 * share)?;
            let join = Stroke::new(look.colours.context, look.strokes.strong);
            canvas.line((promised, y), (at, y), join);
            canvas.mark((promised, y), self.promise());
            canvas.mark(
                (at, y),
                self.dot(exhibits.level_colour(exhibits.framework.indicators[indicator].parent)),
            );
        } else {
            canvas.mark((promised, y), self.promise());
        }
        if let Some(doubt) = influence.doubt {
            let word = exhibits.words.get(&format!("figure.influence.{}", doubt.key()))?;
            let right = look.page.text_width;
            let style = look.label();
            let word = style.shorten(word, DOUBTS);
            canvas.label((right - DOUBTS, y), &word, style, Anchor::Start);
        }
        Ok(())
    }

    fn promise(&self) -> Mark {
        let look = self.exhibits.look;
        let outline = Some(Stroke::new(look.colours.secondary, look.strokes.line));
        Mark { shape: Shape::Diamond, radius: 0.95, fill: look.colours.paper, outline }
    }

    fn dot(&self, colour: Colour) -> Mark {
        Mark { shape: Shape::Circle, radius: 1.1, fill: colour, outline: None }
    }

    fn count(&self, doubt: InfluenceDoubt) -> usize {
        indicators(self.exhibits).filter(|(_, i)| i.doubt == Some(doubt)).count()
    }
}

impl Chart for Weights<'_> {
    fn exhibits(&self) -> &Exhibits<'_> {
        self.exhibits
    }

    fn id(&self) -> &str {
        ID
    }

    fn title(&self) -> Result<String> {
        let n = indicators(self.exhibits).count();
        let doubtful = indicators(self.exhibits).filter(|(_, i)| i.doubt.is_some()).count();
        let n = ("n", Number::count(n).into());
        if doubtful == 0 {
            return self.exhibits.words.say("figure.influence.title_fine", &[n]);
        }
        let mut kinds = Vec::new();
        for doubt in [InfluenceDoubt::Silent, InfluenceDoubt::Loud, InfluenceDoubt::Reversed] {
            let key = format!("figure.influence.title_{}", doubt.key());
            match self.count(doubt) {
                0 => {}
                n => kinds.push(self.exhibits.words.say(&key, &[("n", Number::count(n).into())])?),
            }
        }
        let said =
            [n, ("doubtful", Number::count(doubtful).into()), ("kinds", kinds.join(", ").into())];
        self.exhibits.words.say("figure.influence.title", &said)
    }

    fn subtitle(&self) -> Result<String> {
        let years = basis::years(self.exhibits, 0)?.into();
        self.exhibits.words.say("figure.influence.subtitle", &[("years", years)])
    }

    fn alt(&self, _: &str) -> Result<String> {
        let exhibits = self.exhibits;
        let known = indicators(exhibits).filter(|(_, influence)| influence.share.is_some());
        let mut order: Vec<(usize, &Influence)> = known.collect();
        order.sort_by(|(_, a), (_, b)| gap(b).total_cmp(&gap(a)));
        let named = |of: Option<&(usize, &Influence)>| -> Say {
            let name = of.map_or("", |(i, _)| exhibits.indicator_short(*i));
            printable(name).into()
        };
        let said = [
            ("n", Number::count(order.len()).into()),
            ("finding", self.title()?.into()),
            ("most", named(order.first())),
            ("least", named(order.last())),
        ];
        exhibits.words.say("figure.influence.alt", &said)
    }

    fn note(&self) -> Result<String> {
        self.rows.noted(self.exhibits, self.exhibits.words.get("figure.influence.note")?)
    }

    fn data(&self) -> Vec<Vec<String>> {
        let framework = self.exhibits.framework;
        let mut rows = figure::table([
            "code",
            "declared",
            "effective",
            "promised",
            "correlation",
            "share",
            "doubt",
        ]);
        let number = |value: Option<f64>| value.map_or(String::new(), |v| format!("{v:.4}"));
        rows.extend(self.exhibits.findings.audit.influences.iter().map(|influence| {
            vec![
                influence.child.code(framework).to_owned(),
                number(Some(influence.declared)),
                number(Some(influence.effective)),
                number(Some(influence.promised)),
                number(influence.correlation),
                number(influence.share),
                influence.doubt.map_or("", InfluenceDoubt::key).to_owned(),
            ]
        }));
        rows
    }

    fn shows(&self) -> Vec<usize> {
        indicators(self.exhibits).map(|(i, _)| i).collect()
    }

    fn key(&self) -> Result<Vec<(Sample, String)>> {
        let words = self.exhibits.words;
        let colour = self.exhibits.look.colours.ink;
        Ok(vec![
            (Sample::Mark(self.promise()), words.get("figure.influence.promised")?.to_owned()),
            (Sample::Mark(self.dot(colour)), words.get("figure.influence.share")?.to_owned()),
        ])
    }

    fn below(&self, top: f64) -> Result<Below<'_>> {
        let (exhibits, top) = (self.exhibits, top + 5.0);
        let look = exhibits.look;
        let highest = indicators(exhibits)
            .flat_map(|(_, i)| [Some(i.promised), i.share])
            .flatten()
            .fold(0.0, f64::max);
        let axis = Axis::around("influence", [0.0, 100.0 * highest])?;
        let scale = axis.onto(self.rows.names + 3.0, look.page.text_width - DOUBTS - 3.0);
        Below::new(top + self.rows.height() + 0.5, move |canvas| {
            self.rows.ground(canvas, exhibits, &scale, top);
            self.rows.each(canvas, top, |canvas, section, y| match section {
                Section::Head(level) => self.head(canvas, *level, y),
                Section::Row(indicator) => self.row(canvas, *indicator, (&scale, y)),
            })
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
        let doubtful = indicators(&exhibits).filter(|(_, i)| i.doubt.is_some()).count();
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
