//! What is said about women and men, and the data behind the drawing.

use super::{GAP, Line, Sexes};
use crate::analyse::{
    BothSexes, ENOUGH_STATES, LEAST_IN_GROUP, Medians, estimated_share, most_behind,
};
use crate::drawing::Frame;
use crate::exhibits::{scores, source};
use crate::fault::Result;
use crate::figures::chart::{Below, Chart, exhibited};
use crate::figures::figure;
use crate::words::{Number, say};

impl Sexes<'_> {
    /// The lines of a panel with a median.
    fn rows<'b>(
        &'b self,
        panel: &'b BothSexes,
    ) -> impl Iterator<Item = (&'b Line<'b>, &'b Medians)> {
        let rows = self.lines.iter().zip(&panel.medians);
        rows.filter_map(|(line, row)| Some((line, row.as_ref()?)))
    }

    /// How often women score lower, and the medians.
    fn told(&self, panel: &BothSexes) -> Result<String> {
        let decimals = self.exhibits.framework.indicators[panel.indicator].decimals;
        let row = |(line, row): (&Line, &Medians)| {
            say!(
                self,
                "row",
                where = line.name,
                women = Number::decimal(row.women, decimals),
                men = Number::decimal(row.men, decimals))
        };
        let rows = self.rows(panel).map(row).collect::<Result<Vec<_>>>()?.join(", ");
        say!(
            self,
            "panel",
            what = self.short(panel),
            unit = self.exhibits.unit(panel.indicator),
            rows,
            n = panel.behind,
            of = panel.pairs.len()
        )
    }
}

impl Chart for Sexes<'_> {
    exhibited!("sexes", own);

    fn source(&self) -> Result<String> {
        let of = |p: &BothSexes| self.exhibits.framework.indicators[p.indicator].by_sex.clone();
        let series = self.panels.iter().map(of);
        source::of_series(self.exhibits, &series.flatten().collect())
    }

    /// In how many States women score below men, on the indicators where that is most common.
    fn title(&self) -> Result<String> {
        let of = |p: &BothSexes| (p.behind, p.pairs.len(), self.short(p));
        let most: Vec<_> = most_behind(&self.panels).into_iter().take(2).map(of).collect();
        match &most[..] {
            [] => Ok(String::new()),
            [(n, of, what)] => say!(self, "title_one", n = *n, of = *of, what),
            [(n, of, what), (n2, of2, what2), ..] => {
                say!(self, "title", n = *n, of = *of, what, n2 = *n2, of2 = *of2, what2)
            }
        }
    }

    fn subtitle(&self) -> Result<String> {
        let years = self.panels.iter().flat_map(|p| &p.pairs).map(|p| (p.year, p.year));
        let Some(years) = years.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else {
            return Ok(String::new());
        };
        say!(self, "subtitle", years = source::span(self.exhibits, years)?)
    }

    fn note(&self) -> Result<String> {
        let ranges = self.panels.iter().map(|p| self.exhibits.indicator_range(p.indicator));
        say!(
            self,
            "note",
            estimated = Number::percent(estimated_share(&self.panels)),
            noise = scores::noise(self.exhibits, ranges)?,
            row = LEAST_IN_GROUP,
            panel = ENOUGH_STATES
        )
    }

    /// The finding, and what every panel tells.
    fn alt(&self, finding: &str) -> Result<String> {
        let panels = self.panels.iter().map(|panel| self.told(panel));
        let panels = panels.collect::<Result<Vec<_>>>()?.join(" ");
        say!(self, "alt", finding, panels)
    }

    fn data(&self) -> Vec<Vec<String>> {
        let of_panel = |panel: &'_ BothSexes| {
            let code = &self.exhibits.framework.indicators[panel.indicator].code;
            let row = |(line, row): (&Line, &Medians)| {
                let numbers = [row.n.to_string(), row.women.to_string(), row.men.to_string()];
                [code.clone(), line.name.to_owned()].into_iter().chain(numbers).collect()
            };
            self.rows(panel).map(row).collect::<Vec<_>>()
        };
        let header = "indicator,group,states,women_median,men_median";
        figure::table(header, self.panels.iter().flat_map(of_panel))
    }

    fn below(&self, _: f64) -> Result<Below<'_>> {
        let (panels, width) = self.panels();
        let bands = panels.rows(self.panels.len());
        Below::new(panels.corner.1 + bands * panels.step.1 - GAP + 1.0, move |canvas| {
            self.legend(canvas)?;
            for (k, panel) in self.panels.iter().enumerate() {
                let (left, top) = panels.at(k);
                if panels.leads(k) {
                    self.names(canvas, top);
                }
                self.panel(canvas, panel, Frame::new(left, top, width, panels.step.1 - GAP))?;
            }
            Ok(())
        })
    }
}
