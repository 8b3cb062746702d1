//! Inequality against the index computed without it, one dot a ranked State: `inequality`.

use super::chart::{Below, Chart, alone, exhibited};
use super::data::{Data, Of, score};
use super::figure::Task;
use super::{axes, named};
use crate::analyse::{HARDLY, Inequality, LevelStandings, OLD, ScoreRange};
use crate::drawing::{Anchor, Axis, Canvas, Frame, Mark, Scale};
use crate::exhibits::{Exhibits, scores, source};
use crate::fault::Result;
use crate::look::Colour;
use crate::words::{Number, said, say};

const HEIGHT: f64 = 105.0;

/// One figure, where the framework names an indicator of inequality and any State has both values.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let Some(found) = &exhibits.findings.inequality else { return Vec::new() };
    alone(!found.points.is_empty(), move || Points { exhibits, found })
}

struct Points<'a> {
    exhibits: &'a Exhibits<'a>,
    found: &'a Inequality,
}

impl Points<'_> {
    /// From the tenth of the range below the lowest point to the one above the highest: dots need no
    /// zero. Around the points where the range has no ends of its own.
    fn index_axis(&self) -> Result<Axis> {
        let ScoreRange { low: from, high: to, is_fixed } = self.exhibits.range(0);
        let [_, (low, high)] = self.found.ends();
        if !is_fixed || low < from || high > to {
            return Axis::around("index", [low, high]);
        }
        let tenth = (to - from) / 10.0;
        let step = |x: f64| (x - from) / tenth;
        let (low, high) = (from + step(low).floor() * tenth, from + step(high).ceil() * tenth);
        Axis::new("index", low, high.max(low + tenth))
    }

    fn axes(&self, canvas: &mut Canvas, plot: Frame, (x, y): (&Scale, &Scale)) -> Result<()> {
        let (exhibits, look, of) = (self.exhibits, self.look(), self.found.indicator);
        let (ends, floor) = ((plot.left, plot.right), plot.bottom);
        canvas.begin("axes");
        let index = |value| scores::tick(exhibits.range(0), value);
        axes::across(canvas, look, (ends, 2.0), self.ticks(y, 8, index));
        let values = self.ticks(x, 8, |value| Number::decimal(value, 0));
        axes::notches(canvas, look, ((floor, floor + 1.2), floor + 3.6), values);
        canvas.line((plot.left, floor), (plot.right, floor), look.axis());
        let (name, unit) = (named::indicator(exhibits, of), named::unit(exhibits, of));
        let across = say!(self, "across", name, unit)?;
        canvas.label((plot.right, HEIGHT - 1.8), &across, look.label(), Anchor::End);
        let up = say!(self, "up", level = exhibits.level(0))?;
        canvas.label((0.0, 1.6), &up, look.label(), Anchor::Start);
        canvas.end();
        Ok(())
    }

    /// Every State, and those furthest out once more, by name where there is room beside them.
    fn points(&self, canvas: &mut Canvas, (x, y): (&Scale, &Scale)) -> Result<()> {
        let (look, away) = (self.look(), self.look().marks.dot + 1.0);
        canvas.begin("points");
        for &(_, value, year, index) in &self.found.points {
            canvas.mark((x.at(value)?, y.at(index)?), self.dot(year, look.colours.hatch));
        }
        canvas.end();
        let beside = [(away, 0.0), (-away, 0.0), (0.0, -away - 1.2), (0.0, away + 1.4)];
        let aslant = [(away, -1.9), (away, 1.9), (-away, -1.9), (-away, 1.9)];
        let places = [beside, aslant].concat();
        canvas.begin("named");
        for k in self.found.furthest() {
            let (area, value, year, index) = self.found.points[k];
            let (spot, name) = ((x.at(value)?, y.at(index)?), self.exhibits.short_name(area));
            if canvas.where_free(spot, &places, name, look.label()) {
                canvas.mark(spot, self.dot(year, look.colours.emphasis));
            }
        }
        canvas.end();
        Ok(())
    }

    /// Filled, or open where the value is old.
    fn dot(&self, year: i32, colour: Colour) -> Mark {
        let (look, radius) = (self.look(), self.look().marks.dot);
        let is_old = self.exhibits.panel.cut_off - year > OLD;
        if is_old { look.ring(radius, colour) } else { look.dot(radius, colour) }
    }

    /// A value of the indicator, and an index without it, as sentences say them.
    fn numbers(&self, value: f64, index: f64) -> (Number, Number) {
        let decimals = self.exhibits.framework.indicators[self.found.indicator].decimals;
        (Number::decimal(value, decimals), scores::number(self.exhibits.range(0), index))
    }

    /// The points furthest out in the order of their names, each with both values.
    fn named(&self) -> Result<String> {
        let (exhibits, points) = (self.exhibits, &self.found.points);
        let areas: Vec<usize> = self.found.furthest().into_iter().map(|k| points[k].0).collect();
        let in_order = exhibits.by_short_name(&areas).into_iter();
        let in_order = in_order.filter_map(|area| points.iter().find(|point| point.0 == area));
        self.apart(in_order.map(|&(area, value, _, index)| {
            let (value, index) = self.numbers(value, index);
            say!(self, "alt_point", name = exhibits.short_name(area), value, index)
        }))
    }
}

impl Chart for Points<'_> {
    exhibited!("inequality");

    fn title(&self) -> Result<String> {
        let (found, n) = (self.found, self.found.points.len());
        let Some(r) = found.correlation else { return say!(self, "title_unknown", n) };
        let lower_is_better = self.exhibits.framework.indicators[found.indicator].less_is_better();
        let against = if (r < 0.0) == lower_is_better { "" } else { "_against" };
        let said = said![n, r = Number::decimal(r, 2)];
        match found.lost_at_equal_income() {
            _ if r.abs() < HARDLY => say!(self, "title_faint", ..said),
            // What vanishes at equal income is not told without that.
            Some(partial) => {
                let partial = Number::decimal(partial, 2);
                say!(self, &format!("title_vanishes{against}"), ..said, partial)
            }
            None => say!(self, &format!("title{against}"), ..said),
        }
    }

    fn subtitle(&self) -> Result<String> {
        let Some(years) = self.found.years() else { return Ok(String::new()) };
        let years = source::span(self.exhibits, years)?;
        say!(self, "subtitle", years, indicator = self.exhibits.indicator(self.found.indicator))
    }

    fn note(&self) -> Result<String> {
        let LevelStandings { ranked, .. } = LevelStandings::of(self.exhibits.scores, 0);
        let income = match self.found.at_equal_income {
            Some((partial, n)) => say!(self, "income", partial = Number::decimal(partial, 2), n)?,
            None => say!(self, "not_held")?,
        };
        let (n, old) = (self.found.points.len(), self.found.old(self.exhibits.panel.cut_off));
        say!(self, "note", n, ranked, old, income)
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let (n, [value, index]) = (self.found.points.len(), self.found.ends());
        let (from, lowest) = self.numbers(value.0, index.0);
        let (to, highest) = self.numbers(value.1, index.1);
        let alt = say!(self, "alt", n, from, to, lowest, highest, finding)?;
        Ok(format!("{alt} {}", say!(self, "alt_named", points = self.named()?)?))
    }

    fn data(&self) -> Vec<Vec<String>> {
        let indicator = self.found.indicator;
        let code = &self.exhibits.framework.indicators[indicator].code;
        let mut data = Data::new(self.exhibits, [code.as_str(), "index_without"]);
        for &(area, value, _, index) in &self.found.points {
            data.push(Of::Value { area, indicator }, [value.to_string(), score(Some(index))]);
        }
        data.rows()
    }

    fn below(&self, _: f64) -> Result<Below<'_>> {
        let plot = Frame::new(9.0, 6.0, self.drawing_width() - 11.0, HEIGHT - 17.0);
        let code = &self.exhibits.framework.indicators[self.found.indicator].code;
        let [(low, high), _] = self.found.ends();
        let x = Axis::around(code, [low, high])?.onto(plot.left, plot.right);
        let y = self.index_axis()?.onto(plot.bottom, plot.top);
        Below::new(HEIGHT, move |canvas| {
            self.axes(canvas, plot, (&x, &y))?;
            self.points(canvas, (&x, &y))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::AT_EITHER_END;
    use crate::exhibits::sample::WORLD;

    #[test]
    fn the_title_follows_the_correlation() {
        let exhibits = WORLD.exhibits();
        let mut found = WORLD.findings.inequality.clone().unwrap();
        let mut title_at = |r, at_equal_income| {
            (found.correlation, found.at_equal_income) = (r, at_equal_income);
            Points { exhibits: &exhibits, found: &found }.title().unwrap()
        };
        assert!(title_at(Some(-0.1), None).contains("hardly"));
        assert!(!title_at(None, None).contains("correlation"));
        for (r, way, printed) in [(-0.6, "lower", "−0.60"), (0.6, "higher", "0.60")] {
            let alone = format!("{way} on the rest of the index: a correlation of {printed}");
            assert!(title_at(Some(r), None).contains(&alone));
            assert!(title_at(Some(r), Some((r / 2.0, 99))).contains(&alone), "it holds");
            let vanished = title_at(Some(r), Some((-0.08, 99)));
            assert!(vanished.contains(way) && vanished.contains(printed), "{vanished}");
            assert!(vanished.ends_with("but not among States of equal income (−0.08)"));
        }
    }

    #[test]
    fn names_go_to_the_ends_of_both_axes() {
        let found = WORLD.findings.inequality.as_ref().unwrap();
        let named = found.furthest();
        let highest = found.points.iter().map(|p| p.1).fold(0.0, f64::max);
        assert!(named.iter().any(|&k| found.points[k].1 == highest));
        assert!(named.len() <= 4 * AT_EITHER_END);
        // In words they stand in the order of their names, which is not that of their codes.
        let exhibits = WORLD.exhibits();
        let areas: Vec<usize> = named.iter().map(|&k| found.points[k].0).collect();
        let alt = Points { exhibits: &exhibits, found }.alt("").unwrap();
        let at = |area: usize| alt.rfind(&format!("{} ", exhibits.short_name(area))).unwrap();
        let in_order = exhibits.by_short_name(&areas);
        assert!(in_order.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "{alt}");
    }
}
