//! Numbers of the world and of groups in real units: Σ w x / Σ w over the areas with a value, with the
//! share of the weight that stands behind it.

use super::groups::members;
use crate::framework::Framework;
use crate::harmonise::{Panel, Point};
use crate::model::{Areas, ObsStatus};

/// What an aggregate is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// All areas that are scored.
    World,
    /// A group of a grouping, by position; the regions stand after the groupings.
    Group(usize, usize),
}

/// A weighted mean over areas.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// Position among the framework's aggregates.
    pub aggregate: usize,
    pub whole: Whole,
    /// `None`: the latest value of each area; else the value of that year, over areas that have one in
    /// every year of the line.
    pub year: Option<i32>,
    /// `None` without an area that has value and weight.
    pub value: Option<f64>,
    /// Areas with a value and a weight, and with a weight.
    pub n: usize,
    pub of: usize,
    /// Of the n, how many have a value that is a modelled estimate.
    pub modelled: usize,
    /// Share of all the weight that the n have, 0–1.
    pub share: f64,
    /// The weight of the n: of how many the number speaks.
    pub weight: f64,
    /// The first and the last year of the values.
    pub years: Option<[i32; 2]>,
}

/// How far a total may be told. Of a region as of the world: on a page of its own it would be taken for the
/// whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backing {
    /// Enough of the weight stands behind it.
    Enough,
    /// Of a group, with the share that does.
    Partly,
    TooLittle,
}

/// Of a smaller share of its weight nothing is said of a group either.
const LEAST_OF_A_GROUP: f64 = 0.5;
/// How many numbers of the world are shown.
const SHOWN: usize = 6;

impl Total {
    pub fn backing(&self, framework: &Framework) -> Backing {
        let is_grouped = matches!(self.whole, Whole::Group(g, _) if g < framework.groupings.len());
        match self.value {
            Some(_) if self.share >= framework.aggregate_share => Backing::Enough,
            Some(_) if is_grouped && self.share >= LEAST_OF_A_GROUP => Backing::Partly,
            _ => Backing::TooLittle,
        }
    }
}

/// The first numbers of the world, in the framework's order, that have enough of the weight behind them.
pub fn shown<'a>(
    framework: &'a Framework,
    totals: &'a [Total],
) -> impl Iterator<Item = &'a Total> + 'a {
    let world = totals.iter().filter(|t| t.whole == Whole::World && t.year.is_none());
    world.filter(|total| total.backing(framework) == Backing::Enough).take(SHOWN)
}

/// The latest totals of an aggregate for the groups of peers, in their order.
pub fn of_peers<'a>(
    framework: &'a Framework,
    totals: &'a [Total],
    aggregate: usize,
) -> impl Iterator<Item = &'a Total> + 'a {
    totals.iter().filter(move |total| {
        let is_of_peers = matches!(total.whole, Whole::Group(g, _) if framework.peers() == Some(g));
        total.aggregate == aggregate && total.year.is_none() && is_of_peers
    })
}

/// Every aggregate for the world, each group of each grouping and each region, then its lines over time: for
/// the world, the groups of peers and the regions, where the same areas have a value in every year of the `span`.
pub(super) fn totals(framework: &Framework, areas: &Areas, panel: &Panel) -> Vec<Total> {
    let mut wholes = vec![(Whole::World, (0..panel.areas.len()).collect::<Vec<_>>())];
    for (g, grouping) in framework.groupings.iter().chain(&framework.regions).enumerate() {
        wholes.extend(grouping.groups.iter().enumerate().map(|(k, group)| {
            (Whole::Group(g, k), members(areas, panel, &grouping.column, &group.value))
        }));
    }
    let first = framework.progress.as_ref().map(|rule| rule.from[0]);
    let mut totals = Vec::new();
    for aggregate in 0..framework.aggregates.len() {
        let span = first.map(|first| first..=end_of_line(framework, panel, aggregate, first));
        for (whole, members) in &wholes {
            let latest = |a: usize| (panel.aggregate(a, aggregate), panel.weight(a, aggregate));
            totals.push(total((aggregate, *whole, None), members, latest));
        }
        for year in span.iter().cloned().flatten() {
            for (whole, members) in wholes.iter().filter(|(whole, _)| is_drawn(framework, *whole)) {
                let at = |a: usize| {
                    let grid = |column| panel.aggregates.get(a, column);
                    let (values, weights) = (grid(2 * aggregate), grid(2 * aggregate + 1));
                    let has = |points: &[Point], y: i32| of_year(points, y).is_some();
                    // A weight too, or an area would come and go with it.
                    let is_whole =
                        span.iter().cloned().flatten().all(|y| has(values, y) && has(weights, y));
                    (of_year(values, year).filter(|_| is_whole), of_year(weights, year))
                };
                totals.push(total((aggregate, *whole, Some(year)), members, at));
            }
        }
    }
    totals.retain(|total| total.year.is_none() || total.n > 0);
    totals
}

/// The last year of a line: the latest to which areas with enough of the weight have a value in every year;
/// the cut-off where there is none near it.
fn end_of_line(framework: &Framework, panel: &Panel, aggregate: usize, first: i32) -> i32 {
    const NEAR: i32 = 5;
    let share = |last: i32| {
        let (mut all, mut held) = (0.0, 0.0);
        for area in 0..panel.areas.len() {
            let grid = |column| panel.aggregates.get(area, column);
            let weight = of_year(grid(2 * aggregate + 1), last).map_or(0.0, |point| point.value);
            all += weight;
            let has = |column: usize, year: i32| of_year(grid(column), year).is_some();
            let both = |year: i32| has(2 * aggregate, year) && has(2 * aggregate + 1, year);
            if (first..=last).all(both) {
                held += weight;
            }
        }
        if all > 0.0 { held / all } else { 0.0 }
    };
    let mut years = (panel.cut_off - NEAR..=panel.cut_off).rev().filter(|last| *last > first);
    years.find(|last| share(*last) >= framework.aggregate_share).unwrap_or(panel.cut_off)
}

fn is_drawn(framework: &Framework, whole: Whole) -> bool {
    match whole {
        Whole::World => true,
        Whole::Group(grouping, _) => {
            framework.peers() == Some(grouping) || grouping == framework.groupings.len()
        }
    }
}

fn of_year(points: &[Point], year: i32) -> Option<&Point> {
    points.binary_search_by_key(&year, |point| point.year).ok().map(|at| &points[at])
}

fn total<'a>(
    (aggregate, whole, year): (usize, Whole, Option<i32>),
    members: &[usize],
    of_area: impl Fn(usize) -> (Option<&'a Point>, Option<&'a Point>),
) -> Total {
    let (mut all, mut weight, mut sum) = (0.0, 0.0, 0.0);
    let (mut n, mut of, mut modelled) = (0, 0, 0);
    let mut years: Option<[i32; 2]> = None;
    for &area in members {
        let (value, own) = of_area(area);
        let Some(own) = own.map(|point| point.value).filter(|own| *own > 0.0) else { continue };
        of += 1;
        all += own;
        let Some(value) = value else { continue };
        n += 1;
        modelled += usize::from(value.status == ObsStatus::Estimated);
        weight += own;
        sum += own * value.value;
        let [first, last] = years.unwrap_or([value.year; 2]);
        years = Some([first.min(value.year), last.max(value.year)]);
    }
    let share = if all > 0.0 { weight / all } else { 0.0 };
    let value = (n > 0).then(|| sum / weight);
    Total { aggregate, whole, year, value, n, of, modelled, share, weight, years }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(year: i32, value: f64) -> Point {
        Point {
            year,
            value,
            status: ObsStatus::Published,
            origins: crate::harmonise::Origins::of([]),
        }
    }

    #[test]
    fn a_total_weighs_each_area_and_says_what_it_speaks_of() {
        // 10 of 100 people, 40 of 300; an area of 600 without a value, one without a weight.
        let values =
            [Some(point(2020, 10.0)), Some(point(2018, 40.0)), None, Some(point(2019, 90.0))];
        let weights =
            [Some(point(2024, 100.0)), Some(point(2024, 300.0)), Some(point(2024, 600.0)), None];
        let of = |a: usize| (values[a].as_ref(), weights[a].as_ref());
        let found = total((0, Whole::World, None), &[0, 1, 2, 3], of);
        assert_eq!((found.value, found.n, found.of, found.modelled), (Some(32.5), 2, 3, 0));
        assert_eq!((found.share, found.weight, found.years), (0.4, 400.0, Some([2018, 2020])));
        let none = total((0, Whole::World, None), &[2, 3], of);
        assert_eq!((none.value, none.n, none.share), (None, 0, 0.0));
    }
}
