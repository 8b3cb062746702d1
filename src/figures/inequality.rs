//! Inequality against the index computed without it, one dot a ranked State: `inequality`.

use super::chart::{Below, Chart, exhibited};
use super::data::{Data, Of, score};
use super::figure::Task;
use crate::analyse::{HARDLY, Inequality, LevelStandings, OLD, ScoreRange};
use crate::drawing::{Anchor, Axis, Canvas, Frame, Mark, Scale, Spot, Stroke, printable};
use crate::exhibits::{Exhibits, scores, source};
use crate::fault::Result;
use crate::look::Colour;
use crate::words::{Number, say};

const HEIGHT: f64 = 105.0;

/// One figure, where the framework names an indicator of inequality and any State has both values.
pub(super) fn tasks<'a>(exhibits: &'a Exhibits<'a>) -> Vec<Task<'a>> {
    let found = exhibits.findings.inequality.iter().filter(|found| !found.points.is_empty());
    found
        .map(|found| Task::new(Points::FAMILY, move || Points { exhibits, found }.figure()))
        .collect()
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
        let exhibits = self.exhibits;
        let (look, words) = (exhibits.look, exhibits.words);
        let line = Stroke::new(look.colours.secondary, look.strokes.thin);
        canvas.begin("axes");
        for (value, at) in y.ticks(8) {
            canvas.line((plot.left, at), (plot.right, at), look.grid());
            let text = words.number(scores::tick(exhibits.range(0), value));
            canvas.label((plot.left - 2.0, at), &text, look.small(), Anchor::End);
        }
        for (value, at) in x.ticks(8) {
            canvas.line((at, plot.bottom), (at, plot.bottom + 1.2), line);
            let text = words.number(Number::decimal(value, 0));
            canvas.label((at, plot.bottom + 3.6), &text, look.small(), Anchor::Middle);
        }
        canvas.line((plot.left, plot.bottom), (plot.right, plot.bottom), line);
        let name = printable(exhibits.indicator_short(self.found.indicator));
        let unit = printable(exhibits.unit(self.found.indicator));
        let across = say!(self, "across", name, unit)?;
        canvas.label((plot.right, HEIGHT - 1.8), &across, look.label(), Anchor::End);
        let up = say!(self, "up", level = exhibits.level(0))?;
        canvas.label((0.0, 1.6), &up, look.label(), Anchor::Start);
        canvas.end();
        Ok(())
    }

    fn points(&self, canvas: &mut Canvas, (x, y): (&Scale, &Scale)) -> Result<()> {
        let colours = &self.exhibits.look.colours;
        canvas.begin("points");
        for &(_, value, year, index) in &self.found.points {
            canvas.mark((x.at(value)?, y.at(index)?), self.dot(year, colours.hatch));
        }
        canvas.end();
        canvas.begin("named");
        for k in self.found.furthest() {
            let (area, value, year, index) = self.found.points[k];
            let spot = (x.at(value)?, y.at(index)?);
            if self.label(canvas, spot, self.exhibits.short_name(area)) {
                canvas.mark(spot, self.dot(year, colours.emphasis));
            }
        }
        canvas.end();
        Ok(())
    }

    /// Filled, or open where the value is old.
    fn dot(&self, year: i32, colour: Colour) -> Mark {
        let look = self.exhibits.look;
        let is_old = self.exhibits.panel.cut_off - year > OLD;
        let fill = if is_old { look.colours.paper } else { colour };
        Mark::dot(look.marks.dot, fill).outlined(colour, look.strokes.line)
    }

    /// Writes the name beside its dot where it lies on nothing else; says whether there was room.
    fn label(&self, canvas: &mut Canvas, (x, y): Spot, name: &str) -> bool {
        let style = self.exhibits.look.label();
        let away = self.exhibits.look.marks.dot + 1.0;
        let places = [
            ((x + away, y), Anchor::Start),
            ((x - away, y), Anchor::End),
            ((x, y - away - 1.2), Anchor::Middle),
            ((x, y + away + 1.4), Anchor::Middle),
            ((x + away, y - 1.9), Anchor::Start),
            ((x + away, y + 1.9), Anchor::Start),
            ((x - away, y - 1.9), Anchor::End),
            ((x - away, y + 1.9), Anchor::End),
        ];
        let free = places.into_iter().find(|&(spot, side)| canvas.is_free(spot, name, style, side));
        if let Some((spot, side)) = free {
            canvas.label(spot, name, style, side);
        }
        free.is_some()
    }

    /// The points furthest out in the order of their names, each with both values.
    fn named(&self) -> Result<Vec<String>> {
        let (exhibits, found) = (self.exhibits, self.found);
        let shown: Vec<_> = found.furthest().into_iter().map(|k| found.points[k]).collect();
        let areas: Vec<usize> = shown.iter().map(|point| point.0).collect();
        let in_order = exhibits.by_short_name(&areas).into_iter();
        let points = in_order.filter_map(|area| shown.iter().find(|point| point.0 == area));
        let decimals = exhibits.framework.indicators[found.indicator].decimals;
        let point = |&(area, value, _, index): &(usize, f64, i32, f64)| {
            say!(
                self,
                "alt_point",
                name = exhibits.short_name(area),
                value = Number::decimal(value, decimals),
                index = scores::number(exhibits.range(0), index)
            )
        };
        points.map(point).collect()
    }
}

impl Chart for Points<'_> {
    exhibited!("inequality");

    fn title(&self) -> Result<String> {
        let found = self.found;
        let n = found.points.len();
        let Some(r) = found.correlation else { return say!(self, "title_unknown", n) };
        let lower_is_better = self.exhibits.framework.indicators[found.indicator].less_is_better();
        let against = if (r < 0.0) == lower_is_better { "" } else { "_against" };
        let printed = Number::decimal(r, 2);
        if r.abs() < HARDLY {
            return say!(self, "title_faint", n, r = printed);
        }
        match found.at_equal_income.filter(|_| found.holds_at_equal_income() == Some(false)) {
            // What vanishes at equal income is not told without that.
            Some((partial, _)) => {
                let partial = Number::decimal(partial, 2);
                let key = format!("title_vanishes{against}");
                say!(self, &key, n, r = printed, partial)
            }
            None => say!(self, &format!("title{against}"), n, r = printed),
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
        say!(
            self,
            "note",
            n = self.found.points.len(),
            ranked,
            old = self.found.old(self.exhibits.panel.cut_off),
            income
        )
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let (exhibits, range) = (self.exhibits, self.exhibits.range(0));
        let decimals = exhibits.framework.indicators[self.found.indicator].decimals;
        let [value, index] = self.found.ends();
        let alt = say!(
            self,
            "alt",
            n = self.found.points.len(),
            from = Number::decimal(value.0, decimals),
            to = Number::decimal(value.1, decimals),
            lowest = scores::number(range, index.0),
            highest = scores::number(range, index.1),
            finding
        )?;
        let points = exhibits.words.apart(&self.named()?);
        Ok(format!("{alt} {}", say!(self, "alt_named", points)?))
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
