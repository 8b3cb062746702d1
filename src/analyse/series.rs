//! The panel and a span of years in; the scores of each year out, as it was known then and over the same
//! indicators in all years, on scales that hold for all of them.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::fault::Faults;
use crate::framework::Framework;
use crate::harmonise::Panel;
use crate::model::{Areas, Grid};
use crate::score::{Input, Scores, score};

/// The scores of one year.
pub struct Year {
    pub year: i32,
    /// Of the values that the framework would use if this were the last year that counts; or why there
    /// are none.
    pub known: Result<Scores, Faults>,
    /// Of each area over the indicators that it has in every one of the years, and nothing imputed, so
    /// that the scores of two years differ by their values alone.
    pub fixed: Result<Scores, Faults>,
    /// Year of the newest value behind each score: as known, and over the fixed set.
    pub newest: [Grid<Option<i32>>; 2],
}

/// The years, ascending, of which any area has a value of a scored indicator.
pub fn years_with_values(framework: &Framework, panel: &Panel) -> BTreeSet<i32> {
    let scored = framework.scored_under(0);
    let points = scored.flat_map(|i| panel.history.column(i).flatten());
    points.map(|point| point.year).collect()
}

/// Scores each of the years. What a scale over all years is fitted on reaches up to the last of them.
pub fn series(
    framework: &Framework,
    reference: &Areas,
    panel: &Panel,
    years: RangeInclusive<i32>,
) -> Vec<Year> {
    let mut panel = Panel { cut_off: *years.end(), ..panel.clone() };
    let history = Input::of_panel(framework, &panel, reference).history;
    let mut inputs = Vec::new();
    for year in years {
        panel.cut_off = year;
        let input = Input::of_panel(framework, &panel, reference);
        let of = |a, i| panel.used(a, i).map(|used| used.point.year);
        let dates = Grid::from_fn(panel.areas.len(), framework.indicators.len(), of);
        inputs.push((year, Input { history: history.clone(), ..input }, dates));
    }
    let (rows, width) = (panel.areas.len(), framework.indicators.len());
    let in_all =
        |a: usize, i: usize| inputs.iter().all(|(_, one, _)| one.values.get(a, i).is_some());
    let is_fixed = Grid::from_fn(rows, width, in_all);
    let mut unfilled = framework.clone();
    unfilled.indicators.iter_mut().for_each(|indicator| indicator.imputation.clear());
    let newest = |dates: &Grid<Option<i32>>, counts: &dyn Fn(usize, usize) -> bool| {
        Grid::from_fn(rows, framework.levels.len(), |a, level| {
            let below = framework.scored_under(level).filter(|i| counts(a, *i));
            below.filter_map(|i| *dates.get(a, i)).max()
        })
    };
    let scored = |(year, input, dates): (i32, Input, Grid<Option<i32>>)| {
        let newest = [newest(&dates, &|_, _| true), newest(&dates, &|a, i| *is_fixed.get(a, i))];
        let known = score(framework, &input);
        let value = |a, i| input.values.get(a, i).filter(|_| *is_fixed.get(a, i));
        let values = Grid::from_fn(rows, width, value);
        let fixed = score(&unfilled, &Input { values, ..input });
        Year { year, known, fixed, newest }
    };
    inputs.into_iter().map(scored).collect()
}
