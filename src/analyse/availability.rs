//! How much of the data is there, how old it is, and how much of it is modelled.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::framework::Framework;
use crate::harmonise::{Panel, Used};
use crate::model::{Grid, ObsStatus};
use crate::score::Scores;
use crate::statistics::{mean, median};

/// One indicator over all areas of the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorAvailability {
    pub indicator: usize,
    /// Areas with an observed value.
    pub n: usize,
    /// Areas in all.
    pub of: usize,
    /// Earliest, median and latest year of the values used; `None` where n is 0.
    pub years: Option<(i32, f64, i32)>,
    /// Values more than five years old at the cut-off.
    pub older_than_five: usize,
    /// Modelled estimates among the values used.
    pub estimated: usize,
    /// Areas whose value was imputed: it counts nowhere above.
    pub imputed: usize,
}

impl IndicatorAvailability {
    /// The share of modelled estimates among the values used, 0–1; `None` where there is none.
    pub fn modelled(&self) -> Option<f64> {
        (self.n > 0).then(|| self.estimated as f64 / self.n as f64)
    }

    /// Where, of all areas, those with a recent value, with an older and with none begin and end: 0, two shares, 1.
    pub fn parts(&self) -> [f64; 4] {
        let share = |n: usize| n as f64 / self.of as f64;
        [0.0, share(self.n - self.older_than_five), share(self.n), 1.0]
    }
}

/// One area over all scored indicators.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaAvailability {
    pub area: usize,
    pub n: usize,
    pub of: usize,
    pub median_age: Option<f64>,
    pub older_than_five: usize,
    pub estimated: usize,
    pub imputed: usize,
}

/// Counts per indicator (framework order) and per area (panel order), over scored indicators in all.
#[derive(Debug, Clone, PartialEq)]
pub struct Availability {
    pub indicators: Vec<IndicatorAvailability>,
    pub areas: Vec<AreaAvailability>,
    /// Observed values used by scored indicators, in all areas.
    pub used: usize,
    /// Of those: more than five years old; more than ten; modelled estimates.
    pub older_than_five: usize,
    pub older_than_ten: usize,
    pub estimated: usize,
    /// Values imputed for scored indicators, in all areas.
    pub imputed: usize,
    /// Of the people of all areas of known population, the share in ranked ones; `None`: none is known.
    pub people_ranked: Option<f64>,
    /// Cells that could hold a value: areas × scored indicators.
    pub possible: usize,
}

/// What some values used are: how many, of those more than five years old and modelled, and how many more were
/// imputed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Backed {
    pub n: usize,
    pub older_than_five: usize,
    pub estimated: usize,
    pub imputed: usize,
}

impl Availability {
    /// Each focus area, by its level, with its indicators, those scored first, of either the most often present
    /// first; then the index with those in no focus area.
    pub fn by_section(&self, framework: &Framework) -> Vec<(usize, Vec<&IndicatorAvailability>)> {
        let is_scored = |of: &IndicatorAvailability| framework.indicators[of.indicator].is_scored();
        let of_section = |(level, under): (usize, Vec<usize>)| {
            let found = under.into_iter().filter_map(|i| self.indicators.get(i));
            let mut found: Vec<&IndicatorAvailability> = found.collect();
            found.sort_by_key(|of| (!is_scored(of), Reverse(of.n)));
            (level, found)
        };
        let sections = framework.sections().into_iter().map(of_section);
        sections.filter(|(_, found)| !found.is_empty()).collect()
    }

    /// The share of all cells that hold a value, 0–1.
    pub fn present(&self) -> f64 {
        self.used as f64 / self.possible.max(1) as f64
    }

    /// The share that some of the values used are of all, 0–1.
    pub fn of_used(&self, n: usize) -> f64 {
        n as f64 / self.used.max(1) as f64
    }

    /// Over all areas, of these indicators by position.
    pub fn of(&self, indicators: impl IntoIterator<Item = usize>) -> Backed {
        let mut all = Backed::default();
        for of in indicators.into_iter().filter_map(|i| self.indicators.get(i)) {
            all.n += of.n;
            all.older_than_five += of.older_than_five;
            all.estimated += of.estimated;
            all.imputed += of.imputed;
        }
        all
    }
}

/// Ages above this, in years at the cut-off, count as old.
pub const OLD: i32 = 5;

/// Values used by scored indicators, by age in years; every age from 0 to the oldest.
pub fn by_age(framework: &Framework, panel: &Panel) -> BTreeMap<i32, usize> {
    let mut counts = BTreeMap::new();
    let cells = (0..panel.areas.len()).flat_map(|a| framework.scored().map(move |i| (a, i)));
    for used in cells.filter_map(|(area, i)| panel.used(area, i)) {
        *counts.entry(used.age).or_insert(0) += 1;
    }
    for age in 0..counts.keys().last().copied().unwrap_or(0) {
        counts.entry(age).or_insert(0);
    }
    counts
}

/// Scored indicators under a level with an observed value in an area, and all of them.
pub fn observed_under(
    framework: &Framework,
    scores: &Scores,
    (area, level): (usize, usize),
) -> (usize, usize) {
    let observed = |i: &usize| *scores.observed.get(area, *i);
    let under = || framework.scored_under(level);
    (under().filter(observed).count(), under().count())
}

/// Mean of ages in years; `None` for none.
pub fn mean_age(ages: impl IntoIterator<Item = i32>) -> Option<f64> {
    mean(&ages.into_iter().map(f64::from).collect::<Vec<_>>())
}

/// Counts every value used, those observed apart from those imputed.
pub(super) fn count(framework: &Framework, panel: &Panel, scores: &Scores) -> Availability {
    let all: Vec<usize> = (0..panel.areas.len()).collect();
    let scored: Vec<usize> = framework.scored().collect();
    let used: Grid<Value> =
        Grid::from_fn(all.len(), framework.indicators.len(), |a, i| {
            match panel.used(a, i).filter(|_| scores.imputed(a, i).is_none()) {
                Some(used) if used.between.is_none() => Value::Observed(used),
                None if scores.imputed(a, i).is_none() => Value::Missing,
                _ => Value::Imputed,
            }
        });
    let total = tally(all.iter().flat_map(|&a| scored.iter().map(move |&i| (a, i))), &used);
    Availability {
        indicators: (0..framework.indicators.len())
            .map(|i| of_indicator(i, tally(all.iter().map(|&a| (a, i)), &used)))
            .collect(),
        areas: all
            .iter()
            .map(|&a| of_area(a, scored.len(), tally(scored.iter().map(|&i| (a, i)), &used)))
            .collect(),
        used: total.years.len(),
        older_than_five: total.older_than(5),
        older_than_ten: total.older_than(10),
        estimated: total.estimated,
        imputed: total.imputed,
        people_ranked: people_ranked(panel, scores),
        possible: all.len() * scored.len(),
    }
}

fn people_ranked(panel: &Panel, scores: &Scores) -> Option<f64> {
    let people = |area: usize| panel.population(area).map_or(0.0, |point| point.value);
    let all: f64 = (0..panel.areas.len()).map(people).sum();
    let ranked = (0..panel.areas.len()).filter(|&area| scores.standings[area].is_ranked());
    (all > 0.0).then(|| ranked.map(people).sum::<f64>() / all)
}

/// What a cell holds.
enum Value {
    Observed(Used),
    Imputed,
    Missing,
}

/// What was found in a set of cells.
#[derive(Default)]
struct Tally {
    of: usize,
    years: Vec<f64>,
    ages: Vec<f64>,
    estimated: usize,
    imputed: usize,
}

impl Tally {
    fn older_than(&self, years: i32) -> usize {
        self.ages.iter().filter(|&&age| age > f64::from(years)).count()
    }
}

fn tally(cells: impl Iterator<Item = (usize, usize)>, used: &Grid<Value>) -> Tally {
    let mut tally = Tally::default();
    for (a, i) in cells {
        tally.of += 1;
        let cell = used.get(a, i);
        tally.imputed += usize::from(matches!(cell, Value::Imputed));
        let Value::Observed(used) = cell else { continue };
        tally.years.push(f64::from(used.point.year));
        tally.ages.push(f64::from(used.age));
        tally.estimated += usize::from(used.point.status == ObsStatus::Estimated);
    }
    tally.years.sort_by(f64::total_cmp);
    tally
}

fn of_indicator(indicator: usize, tally: Tally) -> IndicatorAvailability {
    let ends = tally.years.first().zip(tally.years.last());
    IndicatorAvailability {
        indicator,
        n: tally.years.len(),
        of: tally.of,
        years: ends.zip(median(&tally.years)).map(|((a, b), m)| (*a as i32, m, *b as i32)),
        older_than_five: tally.older_than(5),
        estimated: tally.estimated,
        imputed: tally.imputed,
    }
}

fn of_area(area: usize, of: usize, tally: Tally) -> AreaAvailability {
    AreaAvailability {
        area,
        n: tally.years.len(),
        of,
        median_age: median(&tally.ages),
        older_than_five: tally.older_than(5),
        estimated: tally.estimated,
        imputed: tally.imputed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;

    /// By hand: of ten areas six have a value, one of them an old one.
    #[test]
    fn areas_are_parted_by_what_they_have() {
        let found = IndicatorAvailability {
            indicator: 0,
            n: 6,
            of: 10,
            years: None,
            older_than_five: 1,
            estimated: 3,
            imputed: 0,
        };
        assert_eq!(found.parts(), [0.0, 0.5, 0.6, 1.0]);
        assert_eq!(found.modelled(), Some(0.5));
    }

    #[test]
    fn shares_are_of_what_there_is() {
        let found = Availability { used: 30, possible: 40, ..WORLD.findings.availability.clone() };
        assert_eq!((found.present(), found.of_used(6)), (0.75, 0.2));
        let none = Availability { used: 0, possible: 0, ..found };
        assert_eq!((none.present(), none.of_used(0)), (0.0, 0.0));
    }

    #[test]
    fn scored_indicators_come_first_and_of_either_the_most_often_present() {
        let (framework, found) = (&WORLD.framework, &WORLD.findings.availability);
        let is_scored = |of: &IndicatorAvailability| framework.indicators[of.indicator].is_scored();
        let sections = found.by_section(framework);
        let all: usize = sections.iter().map(|(_, found)| found.len()).sum();
        assert_eq!(all, framework.indicators.len());
        for (_, found) in sections {
            let scored = found.iter().take_while(|of| is_scored(of)).count();
            assert!(!found[scored..].iter().any(|of| is_scored(of)));
            for part in [&found[..scored], &found[scored..]] {
                assert!(part.is_sorted_by(|a, b| a.n >= b.n));
            }
        }
    }

    #[test]
    fn every_value_used_has_an_age_and_the_old_are_those_counted() {
        let counts = by_age(&WORLD.framework, &WORLD.panel);
        let found = &WORLD.findings.availability;
        assert_eq!(counts.values().sum::<usize>(), found.used);
        let older: usize = counts.range(OLD + 1..).map(|(_, n)| n).sum();
        assert_eq!(older, found.older_than_five);
        assert_eq!(counts.len() as i32, counts.keys().last().unwrap() + 1);
        let of_all = found.of(WORLD.framework.scored());
        assert_eq!((of_all.n, of_all.older_than_five), (found.used, older));
        assert_eq!((mean_age([1, 2, 6]), mean_age([])), (Some(3.0), None));
    }
}
