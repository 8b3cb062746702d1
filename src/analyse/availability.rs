//! How much of the data is there, how old it is, and how much of it is modelled.

use crate::framework::Framework;
use crate::harmonise::{Panel, Used};
use crate::model::{Grid, ObsStatus};
use crate::score::Scores;
use crate::statistics::median;

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
