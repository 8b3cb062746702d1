//! What the value of an indicator is based on: figures of a year, of two years, values of others, or
//! nothing.

use super::case::Case;
use super::told::{Basis, Donor, Numbers};
use crate::harmonise::{Point, Used};
use crate::score::{Imputed, ImputedFrom, Reason, Standing};

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
            Some(_) if left_out => Basis::Missing {
                why: "the area is left out for want of observed indicators".into(),
            },
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
        let (panel, of) = (self.panel, &self.framework.indicators[i]);
        let history = panel.history.get(area, i);
        let cut_off = panel.cut_off;
        let nth = panel.in_time[i].max_age.or(panel.max_age);
        let year = |point: &Point| point.year;
        match (history.iter().rev().map(year).find(|y| *y <= cut_off), history.first()) {
            (Some(latest), _) => {
                let oldest = nth.map_or(String::new(), |age| format!(" than {age} years"));
                format!(
                    "the latest value, of {latest}, is older{oldest} at the cut-off of {cut_off}"
                )
            }
            (None, Some(first)) => {
                let first = first.year;
                format!("the earliest value is of {first}, after the cut-off of {cut_off}")
            }
            (None, None) => {
                let cell = format!("{} of {} in ", of.code, panel.areas[area]);
                let undefined = panel.undefined.iter().filter_map(|lost| lost.strip_prefix(&cell));
                let years: Vec<&str> = undefined.collect();
                match years.is_empty() {
                    true => format!("no year has all that {} needs", of.formula),
                    false => format!("{} has no finite value in {}", of.formula, years.join(", ")),
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
        let how = made.from.describe(self.framework, &self.panel.areas);
        Basis::Imputed { method: made.from.method(), how, numbers: Numbers(numbers), donors }
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
