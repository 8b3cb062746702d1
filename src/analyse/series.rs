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

/// What the scores of a year are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The values that would be used if the year were the cut-off.
    AsKnown,
    /// The indicators that the area has in every one of the years, nothing imputed.
    Fixed,
}

impl Basis {
    pub const ALL: [Basis; 2] = [Basis::AsKnown, Basis::Fixed];

    /// As tables name it.
    pub fn name(self) -> &'static str {
        match self {
            Basis::AsKnown => "as_known",
            Basis::Fixed => "fixed",
        }
    }
}

impl Year {
    /// `None` where there are none on that basis.
    pub fn scores(&self, basis: Basis) -> Option<&Scores> {
        match basis {
            Basis::AsKnown => self.known.as_ref().ok(),
            Basis::Fixed => self.fixed.as_ref().ok(),
        }
    }

    /// Share of a level's weight that is there in an area, 0–1.
    pub fn coverage(&self, basis: Basis, area: usize, level: usize) -> Option<f64> {
        self.scores(basis).map(|scores| *scores.coverage.get(area, level))
    }

    /// What the score of an area at a level stands for, in the words of `scores.csv`.
    pub fn status(&self, basis: Basis, area: usize, level: usize) -> &'static str {
        self.scores(basis).map_or("no_score", |scores| scores.status(area, level).name())
    }

    /// Year of the newest value behind the score of an area at a level.
    pub fn newest(&self, basis: Basis, area: usize, level: usize) -> Option<i32> {
        *self.newest[basis as usize].get(area, level)
    }
}

/// Each year with a score of an area at a level that may be printed, and that score.
pub fn shown_scores(
    years: &[Year],
    basis: Basis,
    (area, level): (usize, usize),
) -> Vec<(i32, f64)> {
    let score = |year: &Year| Some((year.year, year.scores(basis)?.shown(area, level)?));
    years.iter().filter_map(score).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::sample::WORLD;

    #[test]
    fn a_year_is_shown_by_its_own_scores_or_left_out() {
        let last = WORLD.panel.cut_off;
        let mut years = series(&WORLD.framework, &WORLD.areas, &WORLD.panel, last - 1..=last);
        let ranked = &WORLD.scores.ranks;
        let area = ranked.column(0).position(|rank| *rank == Some(1)).unwrap();
        let shown = shown_scores(&years, Basis::AsKnown, (area, 0));
        assert_eq!(shown.last(), Some(&(last, WORLD.scores.shown(area, 0).unwrap())));
        assert_eq!(years[1].status(Basis::AsKnown, area, 0), WORLD.scores.status(area, 0).name());
        assert!(years[1].newest(Basis::AsKnown, area, 0) <= Some(last));
        years[1].known = Err(Faults(Vec::new()));
        assert_eq!(shown_scores(&years, Basis::AsKnown, (area, 0)), shown[..shown.len() - 1]);
        assert_eq!(years[1].status(Basis::AsKnown, area, 0), "no_score");
        assert_eq!(years[1].coverage(Basis::AsKnown, area, 0), None);
        assert_eq!(Basis::ALL.map(Basis::name), ["as_known", "fixed"]);
    }
}
