//! The panel: every value of every indicator, and the ones an edition uses.

use std::ops::Deref;
use std::sync::Arc;

use crate::framework::InTime;
use crate::model::{Grid, ObsStatus, Observation, Origin};

/// An indicator's value for one area and year, with what it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    pub year: i32,
    pub value: f64,
    /// Estimated where any component is.
    pub status: ObsStatus,
    pub origins: Origins,
}

impl Point {
    pub(super) fn of(one: &Observation) -> Self {
        let origins = Origins::One(one.origin);
        Point { year: one.year, value: one.value, status: one.status, origins }
    }

    /// A value made from others.
    pub(super) fn from_parts(year: i32, value: f64, parts: &[&Point]) -> Self {
        let origins = Origins::of(parts.iter().flat_map(|part| part.origins.iter().copied()));
        Point { year, value, status: weakest(parts), origins }
    }
}

/// Where a value's parts were read, sorted: mostly one place, and there are many values.
#[derive(Debug, Clone, PartialEq)]
pub enum Origins {
    One(Origin),
    Several(Arc<Vec<Origin>>),
}

impl Origins {
    pub fn of(all: impl IntoIterator<Item = Origin>) -> Self {
        let mut all: Vec<Origin> = all.into_iter().collect();
        all.sort();
        all.dedup();
        match all[..] {
            [one] => Origins::One(one),
            _ => Origins::Several(Arc::new(all)),
        }
    }
}

impl Deref for Origins {
    type Target = [Origin];

    fn deref(&self) -> &[Origin] {
        match self {
            Origins::One(one) => std::slice::from_ref(one),
            Origins::Several(all) => all,
        }
    }
}

/// The value an edition uses, and its age at the cut-off in years.
#[derive(Debug, Clone, PartialEq)]
pub struct Used {
    pub point: Point,
    pub age: i32,
    /// The years of the two observations between which the value was read off, if it was.
    pub between: Option<[i32; 2]>,
}

/// Area × indicator × year. Areas in order of code, indicators in the framework's order.
#[derive(Debug, Clone)]
pub struct Panel {
    pub areas: Vec<String>,
    /// The last year that counts.
    pub cut_off: i32,
    /// The oldest value that counts, in years before the cut-off, where an indicator says nothing.
    pub max_age: Option<i32>,
    /// How the value used is chosen, per indicator.
    pub in_time: Vec<InTime>,
    /// Each cell ascending by year.
    pub history: Grid<Vec<Point>>,
    /// Women and men side by side, per indicator: years in which both are observed, ascending.
    pub sexes: Grid<Vec<(Point, Point)>>,
    /// Area × the framework's measures, each cell ascending by year; nothing where the measure is
    /// another index.
    pub measures: Grid<Vec<Point>>,
    /// Area × what is told beside the indicators (`Framework::asides`), each cell ascending by year.
    pub asides: Grid<Vec<Point>>,
    /// Area × the framework's aggregates, two columns for each: its value, then its weight; then shares of
    /// income and what lies within an area.
    pub aggregates: Grid<Vec<Point>>,
    /// The population series of the framework per area, ascending by year.
    pub population: Vec<Vec<Point>>,
    /// Cells in which a formula has no finite value (a division by zero): left missing, and said.
    pub undefined: Vec<String>,
}

impl Panel {
    /// The value read off between two observations where the indicator asks for it and they are
    /// there; else the latest not after the cut-off and not older than the indicator's maximum age.
    pub fn used(&self, area: usize, indicator: usize) -> Option<Used> {
        let history = self.history.get(area, indicator);
        let rule = self.in_time[indicator];
        let linear = rule.linear.and_then(|apart| between(history, self.cut_off, apart));
        linear.or_else(|| {
            let point = self.latest(history, rule.max_age, |p| p.year)?;
            Some(Used { point: point.clone(), age: self.cut_off - point.year, between: None })
        })
    }

    /// Every value of an indicator up to the cut-off, by area, then year.
    pub fn values_up_to_the_cut_off(&self, indicator: usize) -> Vec<f64> {
        let points = self.history.column(indicator).flatten();
        points.filter(|p| p.year <= self.cut_off).map(|p| p.value).collect()
    }

    /// The latest year in which women and men are both observed: (women, men).
    pub fn used_by_sex(&self, area: usize, indicator: usize) -> Option<&(Point, Point)> {
        let max_age = self.in_time[indicator].max_age;
        self.latest(self.sexes.get(area, indicator), max_age, |pair| pair.0.year)
    }

    /// The latest value of a measure not after the cut-off nor older than the framework allows.
    pub fn measure(&self, area: usize, measure: usize) -> Option<&Point> {
        self.latest(self.measures.get(area, measure), self.max_age, |p| p.year)
    }

    /// As [`Panel::measure`], of what is told beside the indicators.
    pub fn aside(&self, area: usize, aside: usize) -> Option<&Point> {
        self.latest(self.asides.get(area, aside), self.max_age, |p| p.year)
    }

    /// The latest value of an aggregate of the world, not after the cut-off nor older than the framework
    /// allows.
    pub fn aggregate(&self, area: usize, aggregate: usize) -> Option<&Point> {
        self.latest(self.aggregates.get(area, 2 * aggregate), self.max_age, |p| p.year)
    }

    /// Likewise of a column beside the aggregates.
    pub fn beside(&self, area: usize, column: usize) -> Option<&Point> {
        self.latest(self.aggregates.get(area, column), self.max_age, |p| p.year)
    }

    /// Likewise what the area weighs in it.
    pub fn weight(&self, area: usize, aggregate: usize) -> Option<&Point> {
        self.latest(self.aggregates.get(area, 2 * aggregate + 1), self.max_age, |p| p.year)
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

    fn latest<'a, T>(
        &self,
        ascending: &'a [T],
        max_age: Option<i32>,
        year: impl Fn(&T) -> i32,
    ) -> Option<&'a T> {
        let oldest = max_age.map_or(i32::MIN, |age| self.cut_off - age);
        ascending.iter().rev().find(|p| year(p) <= self.cut_off && year(p) >= oldest)
    }
}

/// The value of `year` on the line between the nearest observations before and after it; `None`
/// where one of them is missing, they are more than `apart` years apart, or the year is observed.
fn between(history: &[Point], year: i32, apart: Option<i32>) -> Option<Used> {
    let after = history.iter().position(|p| p.year >= year).filter(|&i| history[i].year > year)?;
    let (first, second) = (history.get(after.checked_sub(1)?)?, &history[after]);
    let years = second.year - first.year;
    if apart.is_some_and(|apart| years > apart) {
        return None;
    }
    let share = f64::from(year - first.year) / f64::from(years);
    let value = first.value + share * (second.value - first.value);
    let point = Point::from_parts(year, value, &[first, second]);
    Some(Used { point, age: 0, between: Some([first.year, second.year]) })
}

/// Estimated where any part is.
fn weakest(parts: &[&Point]) -> ObsStatus {
    parts.iter().map(|p| p.status).max().unwrap_or(ObsStatus::Published)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history() -> Vec<Point> {
        let point = |(year, value)| Point {
            year,
            value,
            status: ObsStatus::Published,
            origins: Origins::of([]),
        };
        [(2010, 20.0), (2015, 30.0), (2019, 50.0)].map(point).into()
    }

    #[test]
    fn a_value_with_one_origin_takes_32_bytes() {
        assert_eq!(size_of::<Point>(), 32);
    }

    #[test]
    fn a_value_is_read_off_the_line_between_its_neighbours() {
        let used = between(&history(), 2016, None).unwrap();
        assert_eq!((used.point.value, used.between), (35.0, Some([2015, 2019])));
        assert!(between(&history(), 2016, Some(4)).is_some());
        assert_eq!(between(&history(), 2016, Some(3)), None, "too far apart");
        assert_eq!(between(&history(), 2015, None), None, "observed");
        assert_eq!(between(&history(), 2020, None), None, "nothing after");
        assert_eq!(between(&history(), 2009, None), None, "nothing before");
    }
}
