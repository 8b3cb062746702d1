//! What is said of what is there, old and missing, the data behind the drawing, and its layout.

use super::{AREA, BAR, FOOT, HEAD, Held, ROW, SMALLEST_ROW};
use crate::analyse::IndicatorAvailability;
use crate::drawing::Anchor;
use crate::exhibits::{Exhibits, source};
use crate::fault::Result;
use crate::figures::chart::{Below, Chart, exhibited};
use crate::figures::{axes, figure, named};
use crate::words::{Number, say};

impl Held<'_> {
    pub(super) fn named(&self, found: &IndicatorAvailability) -> Result<String> {
        let name = named::indicator(self.exhibits, found.indicator);
        match self.exhibits.framework.indicators[found.indicator].is_scored() {
            true => Ok(name),
            false => say!(self, "not_scored", name),
        }
    }

    fn shows(&self) -> std::ops::Range<usize> {
        0..self.exhibits.framework.indicators.len()
    }
}

impl Chart for Held<'_> {
    exhibited!("availability", shows);

    fn title(&self) -> Result<String> {
        let all = &self.exhibits.findings.availability;
        if all.used == 0 {
            return say!(self, "title_empty");
        }
        let share = |n: usize| Number::percent(all.of_used(n));
        let (older, estimated) = (share(all.older_than_five), share(all.estimated));
        say!(self, "title", present = Number::percent(all.present()), older, estimated)
    }

    fn subtitle(&self) -> Result<String> {
        let Exhibits { panel, .. } = self.exhibits;
        let years = source::years(self.exhibits, self.shows());
        let years = source::span(self.exhibits, years.unwrap_or((panel.cut_off, panel.cut_off)))?;
        say!(self, "subtitle", of = panel.areas.len(), years)
    }

    fn note(&self) -> Result<String> {
        say!(self, "note", cut_off = Number::year(self.exhibits.panel.cut_off))
    }

    fn alt(&self, finding: &str) -> Result<String> {
        let row = |(_, found): (usize, &IndicatorAvailability)| {
            let (older, estimated) = (found.older_than_five, found.estimated);
            say!(self, "row", name = self.named(found)?, n = found.n, older, estimated)
        };
        let rows = self.apart(self.rows().map(row))?;
        say!(self, "alt", of = self.exhibits.panel.areas.len(), finding, rows)
    }

    fn data(&self) -> Vec<Vec<String>> {
        let framework = self.exhibits.framework;
        let row = |(level, found): (usize, &IndicatorAvailability)| {
            let level = framework.levels[level].code.clone();
            let codes = [level, framework.indicators[found.indicator].code.clone()];
            let counts = [found.n, found.of, found.older_than_five, found.estimated];
            let years = found.years.map(|(a, b, c)| [a.to_string(), b.to_string(), c.to_string()]);
            let numbers =
                counts.map(|n| n.to_string()).into_iter().chain(years.unwrap_or_default());
            codes.into_iter().chain(numbers).collect()
        };
        let header = "focus_area,indicator,areas,of,older_than_five,estimated,first_year,\
                      median_year,last_year";
        figure::table(header, self.rows().map(row))
    }

    fn below(&self, _: f64) -> Result<Below<'_>> {
        let (look, rows) = (self.look(), self.rows().count());
        let besides = HEAD + AREA * self.blocks.len() as f64 + FOOT;
        let room = look.page.figure_height - besides;
        let pitch = (room / rows as f64).clamp(SMALLEST_ROW, ROW);
        Below::new(besides + pitch * rows as f64, move |canvas| {
            self.head(canvas)?;
            let mut y = HEAD;
            for (k, (level, indicators)) in self.blocks.iter().enumerate() {
                canvas.begin(&self.exhibits.framework.levels[*level].code);
                let (name, colour) = (self.exhibits.level(*level), look.area_colour(k));
                let style = look.coloured(colour).bold();
                canvas.label((0.0, y + AREA - 2.4), name, style, Anchor::Start);
                y += AREA;
                for found in indicators {
                    self.row(canvas, found, (colour, y + pitch / 2.0, pitch * BAR / 2.0))?;
                    y += pitch;
                }
                canvas.end();
            }
            let shares = self.ticks(&self.scale, 6, Number::percent);
            axes::notches(canvas, look, ((y + 0.4, y + 1.4), y + 3.0), shares);
            Ok(())
        })
    }
}
