//! The panel: every value of every indicator, and the ones an edition uses.

use crate::model::{Grid, ObsStatus, Origin};

/// An indicator's value for one area and year, with what it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    pub year: i32,
    pub value: f64,
    /// Estimated where any component is.
    pub status: ObsStatus,
    pub origins: Vec<Origin>,
}

/// The value an edition uses, and its age at the cut-off in years.
#[derive(Debug, Clone, PartialEq)]
pub struct Used {
    pub point: Point,
    pub age: i32,
}

/// Area × indicator × year. Areas in order of code, indicators in the framework's order.
#[derive(Debug, Clone)]
pub struct Panel {
    pub areas: Vec<String>,
    /// The last year that counts.
    pub cut_off: i32,
    /// The oldest value that counts, in years before the cut-off.
    pub max_age: Option<i32>,
    /// Each cell ascending by year.
    pub history: Grid<Vec<Point>>,
    /// Women and men side by side, per indicator: years in which both are observed, ascending.
    pub sexes: Grid<Vec<(Point, Point)>>,
    /// The population series of the framework per area, ascending by year.
    pub population: Vec<Vec<Point>>,
    /// Cells in which a formula has no finite value (a division by zero): left missing, and said.
    pub undefined: Vec<String>,
}

impl Panel {
    /// The latest value not after the cut-off and not older than the maximum age.
    pub fn used(&self, area: usize, indicator: usize) -> Option<Used> {
        let point = self.latest(self.history.get(area, indicator), |p| p.year)?;
        Some(Used { point: point.clone(), age: self.cut_off - point.year })
    }

    /// The latest year in which women and men are both observed: (women, men).
    pub fn used_by_sex(&self, area: usize, indicator: usize) -> Option<&(Point, Point)> {
        self.latest(self.sexes.get(area, indicator), |pair| pair.0.year)
    }

    /// The latest population not after the cut-off.
    pub fn population(&self, area: usize) -> Option<&Point> {
        self.population[area].iter().rev().find(|p| p.year <= self.cut_off)
    }

    /// The latest value with a year in `[first, last]` and not after the cut-off.
    pub fn latest_within(&self, area: usize, indicator: usize, years: [i32; 2]) -> Option<&Point> {
        let last = years[1].min(self.cut_off);
        let fits = |p: &&Point| (years[0]..=last).contains(&p.year);
        self.history.get(area, indicator).iter().rev().find(fits)
    }

    fn latest<'a, T>(&self, ascending: &'a [T], year: impl Fn(&T) -> i32) -> Option<&'a T> {
        let oldest = self.max_age.map_or(i32::MIN, |age| self.cut_off - age);
        ascending.iter().rev().find(|p| year(p) <= self.cut_off && year(p) >= oldest)
    }
}
