//! What is said about lines over the years, and the data behind them.

use std::collections::BTreeSet;

use super::{ACROSS, Courses, FOOT, GAP, HEAD, LEFT, RIGHT, value, year};
use crate::analyse::{Lines, Total, Whole, least_backing, most_changed, years_of};
use crate::drawing::Frame;
use crate::exhibits::source;
use crate::fault::Result;
use crate::figures::chart::{Below, Chart, exhibited};
use crate::figures::figure;
use crate::figures::plot::Panels;
use crate::words::{Number, said, say};

impl Courses<'_> {
    /// What a line is of: the world, or a group by name.
    pub(super) fn whole(&self, whole: Whole) -> Result<&str> {
        match whole {
            Whole::World => self.word("world"),
            Whole::Group(grouping, group) => Ok(self.exhibits.group(grouping, group)),
        }
    }

    /// The short name of a number, with its unit.
    pub(super) fn named(&self, aggregate: usize) -> String {
        let of = &self.exhibits.framework.aggregates[aggregate];
        let name = self.exhibits.in_language(&of.short);
        match &of.unit {
            Some(unit) => format!("{name}, {}", self.exhibits.in_language(unit).trim_start()),
            None => name.to_owned(),
        }
    }

    fn number(&self, of: &Lines, total: &Total) -> Number {
        let decimals = self.exhibits.framework.aggregates[of.aggregate].decimals;
        Number::decimal(value(total), decimals)
    }

    /// A number by the two ends of each of its lines.
    fn told(&self, of: &Lines) -> Result<String> {
        let line = |line: &Vec<&Total>| {
            let (first, last) = (line[0], line[line.len() - 1]);
            let (from, to) = (self.number(of, first), self.number(of, last));
            say!(self, "line", name = self.whole(first.whole)?, from, to)
        };
        let lines = of.lines.iter().map(line).collect::<Result<Vec<_>>>()?;
        say!(self, "panel", name = self.named(of.aggregate), lines = lines.join(", "))
    }
}

impl Chart for Courses<'_> {
    exhibited!("lines", own);

    fn id(&self) -> &str {
        &self.id
    }

    fn source(&self) -> Result<String> {
        let aggregates = &self.exhibits.framework.aggregates;
        let names = self.all.iter().flat_map(|of| aggregates[of.aggregate].value.names());
        let series: BTreeSet<String> = names.map(|(code, _)| code).collect();
        source::of_series(self.exhibits, &series)
    }

    /// What the number of the world that changed most counts, in its last year and in its first.
    fn title(&self) -> Result<String> {
        let Some(most) = most_changed(&self.all) else { return Ok(String::new()) };
        let (exhibits, [first, last]) = (self.exhibits, most.ends());
        let of = &exhibits.framework.aggregates[most.aggregate];
        let unit = of.unit.as_ref().map_or("", |unit| exhibits.in_language(unit));
        let number = |total| format!("{}{unit}", exhibits.words.number(self.number(most, total)));
        let said = said![
            what = exhibits.in_language(&of.name),
            from = number(first),
            first = Number::year(year(first)),
            to = number(last),
            last = Number::year(year(last))
        ];
        match first.whole {
            Whole::World => say!(self, "title", ..said),
            region => say!(self, "of_region", region = self.whole(region)?, ..said),
        }
    }

    fn subtitle(&self) -> Result<String> {
        let (first, last) = years_of(&self.all).unwrap_or_default();
        let key = if self.region.is_some() { "subtitle_region" } else { "subtitle" };
        say!(self, key, first = Number::year(first), last = Number::year(last))
    }

    /// How much of the weight stands behind the lines, and which of them are modelled for the most part.
    fn note(&self) -> Result<String> {
        let least = least_backing(&self.all);
        // What would be printed as the whole is no least part of it.
        let mut said = vec![match least < 0.995 {
            true => say!(self, "note", least = Number::percent(least))?,
            false => say!(self, "note_whole")?,
        }];
        let name = |of: &Lines| {
            let short = &self.exhibits.framework.aggregates[of.aggregate].short;
            self.exhibits.in_language(short).to_owned()
        };
        let modelled: Vec<String> =
            self.all.iter().filter(|of| of.is_modelled()).map(name).collect();
        if modelled.len() == self.all.len() {
            said.push(say!(self, "all_modelled")?);
        } else if !modelled.is_empty() {
            said.push(say!(self, "modelled", names = self.exhibits.words.apart(&modelled))?);
        }
        Ok(said.join(" "))
    }

    /// Every line by its two ends.
    fn alt(&self, _: &str) -> Result<String> {
        let told = self.all.iter().map(|of| self.told(of)).collect::<Result<Vec<_>>>()?;
        let (first, last) = years_of(&self.all).unwrap_or_default();
        let (first, last) = (Number::year(first), Number::year(last));
        say!(self, "alt", first, last, panels = told.join(" "))
    }

    fn data(&self) -> Vec<Vec<String>> {
        let framework = self.exhibits.framework;
        let row = |total: &Total| {
            let group = match total.whole {
                Whole::World => None,
                Whole::Group(g, k) => framework.grouping(g).and_then(|of| of.groups.get(k)),
            };
            vec![
                framework.aggregates[total.aggregate].code.clone(),
                group.map_or_else(String::new, |group| group.value.clone()),
                year(total).to_string(),
                format!("{:.3}", value(total)),
                total.n.to_string(),
                format!("{:.3}", total.share),
            ]
        };
        figure::table(
            "code,group,year,value,n,share",
            self.all.iter().flat_map(Lines::totals).map(row),
        )
    }

    fn below(&self, _: f64) -> Result<Below<'_>> {
        let height = self.height();
        let (panels, width) = Panels::sharing(self.drawing_width(), (ACROSS, GAP), 0.0, height);
        Below::new(height * panels.rows(self.all.len()), move |canvas| {
            for (k, of) in self.all.iter().enumerate() {
                let (left, top) = panels.at(k);
                let size = (width - LEFT - RIGHT, height - HEAD - FOOT);
                let plot = Frame::new(left + LEFT, top + HEAD, size.0, size.1);
                self.panel(canvas, of, (left, plot))?;
            }
            Ok(())
        })
    }
}
