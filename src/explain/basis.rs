//! What the value of an indicator is based on: figures of a year, of two years, values of others, or
//! nothing.

use super::case::Case;
use super::told::{Basis, Donor, Numbers};
use crate::harmonise::Used;
use crate::model::Language;
use crate::score::{Imputed, ImputedFrom, Reason, Standing};
use crate::words::{Say, said, say};

impl Case<'_> {
    pub(super) fn basis(&self, area: usize, i: usize) -> Basis {
        if let Some(made) = self.scores.imputed(area, i) {
            return self.imputed(made);
        }
        let left_out = match &self.scores.standings[area] {
            Standing::Indicative(why) => why.iter().any(|r| matches!(r, Reason::LeftOut { .. })),
            Standing::Ranked => false,
        };
        match self.panel.used(area, i) {
            Some(_) if left_out => Basis::Missing { why: self.tongue.word("left_out") },
            Some(Used { point, between: Some([first, second]), .. }) => {
                let of = |year: i32| (year, self.reading(i, area, year));
                Basis::Between { year: point.year, readings: [of(first), of(second)] }
            }
            Some(Used { point, age, .. }) => {
                let reading = self.reading(i, area, point.year);
                Basis::Observed { year: point.year, age, reading }
            }
            None => Basis::Missing { why: self.missing(area, i) },
        }
    }

    /// Why there is no value that counts.
    fn missing(&self, area: usize, i: usize) -> String {
        let (panel, of, tongue) = (self.panel, &self.framework.indicators[i], &self.tongue);
        let history = panel.history.get(area, i);
        let nth = panel.in_time[i].max_age.or(panel.max_age);
        let latest = history.iter().rev().map(|point| point.year).find(|y| *y <= panel.cut_off);
        let cut_off = panel.cut_off.to_string();
        match (latest, history.first()) {
            (Some(latest), _) => {
                let latest = latest.to_string();
                match nth {
                    Some(age) => say!(tongue, "too_old", latest, cut_off, age = age.to_string()),
                    None => say!(tongue, "older", latest, cut_off),
                }
            }
            (None, Some(first)) => {
                say!(tongue, "too_late", first = first.year.to_string(), cut_off)
            }
            (None, None) => {
                let cell = format!("{} of {} in ", of.code, panel.areas[area]);
                let undefined = panel.undefined.iter().filter_map(|lost| lost.strip_prefix(&cell));
                let years: Vec<&str> = undefined.collect();
                let formula = of.formula.to_string();
                match years.is_empty() {
                    true => say!(tongue, "no_year", formula),
                    false => {
                        say!(tongue, "undefined", formula, years = years.join(", "))
                    }
                }
            }
        }
    }

    fn imputed(&self, made: &Imputed) -> Basis {
        let Imputed { area, indicator, .. } = *made;
        let mut numbers = Vec::new();
        let donors = match &made.from {
            ImputedFrom::Areas(of) => {
                of.areas.iter().filter_map(|&a| self.donor(a, indicator)).collect()
            }
            ImputedFrom::Nearest { areas } => {
                areas.iter().filter_map(|&a| self.donor(a, indicator)).collect()
            }
            ImputedFrom::Row { indicators, .. } => {
                let (low, high) = self.ends(indicator);
                let sign = self.framework.indicators[indicator].direction.sign();
                numbers = vec![("low", low), ("high", high), ("sign", sign)];
                let donor = |&i: &usize| {
                    let donor = self.donor(area, i)?;
                    Some(Donor { position: Some(self.position(i, donor.value)), ..donor })
                };
                indicators.iter().filter_map(donor).collect()
            }
        };
        let how = self.made_from(&made.from);
        Basis::Imputed { method: made.from.method(), how, numbers: Numbers(numbers), donors }
    }

    /// What a value was made from, in words.
    fn made_from(&self, from: &ImputedFrom) -> String {
        match from {
            ImputedFrom::Areas(of) => {
                let statistic = self.tongue.word(of.statistic);
                let said = said![statistic, n = of.areas.len().to_string()];
                match &of.group {
                    None => say!(self.tongue, "of_all", ..said),
                    Some((column, group)) => {
                        say!(self.tongue, "of_group", ..said![..said, ..self.group(column, group)])
                    }
                }
            }
            ImputedFrom::Row { level, indicators } => {
                let level = &self.framework.levels[*level].code;
                say!(self.tongue, "row_mean", level, n = indicators.len().to_string())
            }
            ImputedFrom::Nearest { areas } => {
                let near: Vec<&str> = areas.iter().map(|&a| self.panel.areas[a].as_str()).collect();
                say!(self.tongue, "nearest", areas = near.join(" "))
            }
        }
    }

    /// A group of the reference table, as its grouping names it where there is one.
    fn group(&self, column: &str, value: &str) -> [(&'static str, Say); 2] {
        let of = self.framework.groupings.iter().find(|of| of.column == column);
        let group = of.and_then(|of| of.groups.iter().find(|group| group.value == value));
        let is_english = self.tongue.language() == Language::En;
        let named = of.zip(group).filter(|_| !is_english);
        let (column, group) = named.map_or((column, value), |(of, group)| {
            (self.tongue.name(&of.name), self.tongue.name(&group.name))
        });
        said![column, group]
    }

    fn donor(&self, area: usize, indicator: usize) -> Option<Donor> {
        Some(Donor {
            area: self.panel.areas[area].clone(),
            indicator: self.framework.indicators[indicator].code.clone(),
            year: self.panel.used(area, indicator).map(|used| used.point.year),
            value: self.observed[indicator][area]?,
            position: None,
        })
    }

    /// The lowest and the highest value observed of an indicator.
    fn ends(&self, i: usize) -> (f64, f64) {
        let present = || self.observed[i].iter().flatten().copied();
        (present().fold(f64::INFINITY, f64::min), present().fold(f64::NEG_INFINITY, f64::max))
    }

    /// Where a value lies between them, from the worst (0) to the best (1).
    fn position(&self, i: usize, value: f64) -> f64 {
        let (low, high) = self.ends(i);
        let share = (value - low) / (high - low);
        if self.framework.indicators[i].less_is_better() { 1.0 - share } else { share }
    }
}
